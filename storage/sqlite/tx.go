package sqlite

import (
	"context"
	"iter"
	"strconv"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// tx is one transaction.
type tx struct {
	tenant storage.Tenant
	db     *statements
	own    map[activity.CommunityID]bool // communities known to be the tenant's
	failed error                         // of a statement; nothing is kept after it
	over   bool
}

var _ storage.Tx = (*tx)(nil)

// ready fails if nothing more can be done in the transaction. After a
// statement has failed, SQLite may have rolled back everything before it, and
// what came next would be kept for itself.
func (t *tx) ready(ctx context.Context, op string) error {
	switch {
	case t.over:
		return fault.New(op, fault.Precondition, "the transaction has ended; use it, and range over its lists, inside of its function")
	case t.failed != nil:
		return t.failed
	}
	return ended(ctx, op)
}

// end keeps whoever has held on to the transaction out of the next one.
func (t *tx) end() { t.over = true }

// fail remembers that a statement has failed.
func (t *tx) fail(op string, err error) error {
	if err = classify(op, err); err != nil {
		t.failed = err
	}
	return err
}

// exec runs a statement that returns no rows, and returns how many it changed.
func (t *tx) exec(ctx context.Context, op, query string, args ...any) (changed int64, err error) {
	if err := t.ready(ctx, op); err != nil {
		return 0, err
	}
	result, err := t.db.exec(ctx, query, args...)
	if err == nil {
		changed, err = result.RowsAffected()
	}
	return changed, t.fail(op, err)
}

// belongs fails if a community is not there, or another tenant's.
func (t *tx) belongs(ctx context.Context, op string, c activity.CommunityID) error {
	if t.own[c] {
		return nil
	}
	for _, err := range rows(ctx, t, op, func(s scanner) (int, error) { var one int; return one, s.Scan(&one) },
		"SELECT 1 FROM praxis_community WHERE community_id = ?1 AND tenant = ?2", text(c), string(t.tenant)) {
		if err != nil {
			return err
		}
		t.owns(c)
		return nil
	}
	return fault.New(op, fault.NotFound, "no community "+c.String())
}

func (t *tx) owns(c activity.CommunityID) {
	if t.own == nil {
		t.own = make(map[activity.CommunityID]bool, 1)
	}
	t.own[c] = true
}

// scanner is what reads the columns of a row.
type scanner interface{ Scan(dest ...any) error }

// rows runs a query and reads every row before it yields any, because a
// prepared statement must not be run again while its rows are open.
func rows[T any](ctx context.Context, t *tx, op string, scan func(scanner) (T, error), query string, args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		all, err := read(ctx, t, op, scan, query, args)
		for _, v := range all {
			if err := t.ready(ctx, op); err != nil {
				yield(none, err)
				return
			}
			if !yield(v, nil) {
				return
			}
		}
		if err != nil {
			yield(none, err)
		}
	}
}

// read reads all rows of a query, or those before the first that cannot be.
func read[T any](ctx context.Context, t *tx, op string, scan func(scanner) (T, error), query string, args []any) (all []T, err error) {
	if err := t.ready(ctx, op); err != nil {
		return nil, err
	}
	rows, err := t.db.query(ctx, query, args...)
	if err != nil {
		return nil, t.fail(op, err)
	}
	defer rows.Close()
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return all, classify(op, err)
		}
		all = append(all, v)
	}
	return all, t.fail(op, rows.Err())
}

// one reads the row of a community that a query finds.
func one[T any](ctx context.Context, t *tx, op string, c activity.CommunityID, scan func(scanner) (T, error), query string, args ...any) (T, error) {
	var none T
	if err := t.belongs(ctx, op, c); err != nil {
		return none, err
	}
	for v, err := range rows(ctx, t, op, scan, query, append([]any{text(c)}, args...)...) {
		return v, err
	}
	return none, fault.New(op, fault.NotFound, "no such entry in community "+c.String())
}

// pageSize is how many rows of a list are read at once.
const pageSize = 250

// list reads a list page by page. The query's last two parameters are the key
// behind which a page begins and how many rows it has: LIMIT +?n, since SQLite
// would plan a query with a bare ?n anew each time that it is run.
func list[T, K any](ctx context.Context, t *tx, op string, after K, limit int, key func(T) K, scan func(scanner) (T, error), query string, args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for last, left := after, limit; ; {
			page := pageSize
			if limit > 0 {
				page = min(page, left)
			}
			n := 0
			for v, err := range rows(ctx, t, op, scan, query, append(args[:len(args):len(args)], value(last), page)...) {
				if !yield(v, err) || err != nil {
					return
				}
				last = key(v)
				n++
			}
			if left -= n; n < page || left == 0 {
				return
			}
		}
	}
}

// of restricts a list to a community that is the tenant's.
func of[T any](ctx context.Context, t *tx, op string, c activity.CommunityID, list iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		if err := t.belongs(ctx, op, c); err != nil {
			var none T
			yield(none, err)
			return
		}
		list(yield)
	}
}

// relation holds the statements that write the rows of a table. Its columns
// are the key's, which come first, then the others; rev, where there is one, is
// the last.
type relation struct {
	insert  string // a row, which must not be there
	add     string // a row, unless it is there
	replace string // a row, or the one that is there
	update  string // a row whose rev is one less
}

func newRelation(table string, keys int, columns ...string) relation {
	place := func(i int) string { return "?" + strconv.Itoa(i+1) }
	var places, set, where []string
	for i, c := range columns {
		places = append(places, place(i))
		if i < keys {
			where = append(where, c+" = "+place(i))
		} else {
			set = append(set, c+" = "+place(i))
		}
	}
	last := len(columns) - 1
	where = append(where, columns[last]+" = "+place(last)+" - 1")
	insert := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (" + strings.Join(places, ", ") + ")"
	change := " SET " + strings.Join(set, ", ")
	return relation{
		insert:  insert,
		add:     insert + " ON CONFLICT DO NOTHING",
		replace: insert + " ON CONFLICT (" + strings.Join(columns[:keys], ", ") + ") DO UPDATE" + change,
		update:  "UPDATE " + table + change + " WHERE " + strings.Join(where, " AND "),
	}
}

// put writes a row that follows the one stored by one change.
func (t *tx) put(ctx context.Context, op string, r relation, rev int, args ...any) error {
	query := r.add
	switch {
	case rev < 1:
		return storage.Follows(op, rev, false, 0)
	case rev > 1:
		query = r.update
	}
	changed, err := t.exec(ctx, op, query, args...)
	if err != nil || changed == 1 {
		return err
	}
	return storage.Follows(op, rev, rev == 1, -1)
}
