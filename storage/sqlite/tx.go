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
	db     querier
	own    map[activity.CommunityID]bool // communities known to be the tenant's
}

var _ storage.Tx = (*tx)(nil)

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
		all, err := read(ctx, t, scan, query, args)
		for _, v := range all {
			if !yield(v, nil) {
				return
			}
		}
		if err != nil {
			var none T
			yield(none, classify(op, err))
		}
	}
}

func read[T any](ctx context.Context, t *tx, scan func(scanner) (T, error), query string, args []any) (all []T, err error) {
	rows, err := t.db.query(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
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
// behind which a page begins and how many rows it has.
func list[T, K any](ctx context.Context, t *tx, op string, after K, limit int, key func(T) K, scan func(scanner) (T, error), query string, args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for left := limit; ; {
			page := pageSize
			if limit > 0 {
				page = min(page, left)
			}
			n := 0
			for v, err := range rows(ctx, t, op, scan, query, append(args[:len(args):len(args)], value(after), page)...) {
				if !yield(v, err) || err != nil {
					return
				}
				after = key(v)
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

// relation writes the rows of a table. Its columns are the key's, which come
// first, then the others; rev, where there is one, is the last.
type relation struct{ insert, update string }

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
	return relation{
		insert: "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (" + strings.Join(places, ", ") + ") ON CONFLICT DO NOTHING",
		update: "UPDATE " + table + " SET " + strings.Join(set, ", ") + " WHERE " + strings.Join(where, " AND "),
	}
}

// put writes a row that follows the one stored by one change.
func (t *tx) put(ctx context.Context, op string, r relation, rev int, args ...any) error {
	query := r.insert
	switch {
	case rev < 1:
		return storage.Follows(op, rev, false, 0)
	case rev > 1:
		query = r.update
	}
	result, err := t.db.exec(ctx, query, args...)
	if err != nil {
		return classify(op, err)
	}
	n, err := result.RowsAffected()
	if err != nil || n == 1 {
		return classify(op, err)
	}
	return storage.Follows(op, rev, rev == 1, -1)
}
