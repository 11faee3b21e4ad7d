package sqlstore

import (
	"context"
	"errors"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Tx is one transaction, or the part of a caller's in one that several share.
type Tx struct {
	dialect Dialect
	conn    Conn
	tenant  storage.Tenant
	visit   Visit    // what it is likely to be about
	tenants *tenants // of communities, if it is single

	hidden hidden // nil if it runs once

	own   *layer // what this caller has read and written
	group *layer // what those before it have; nil if there can be none
	after bool   // there are some before it, whose work must outlast its failure

	writes  bool // it is an Update
	alone   bool // in its transaction, so that it may wait for others
	careful bool // look whether a row is there before it is taken to be new
	guessed bool // a row has been taken to be new, which its writing will tell
	single  bool // outside of any transaction, which is right for one read
	spent   bool // the one read has been made

	marked bool  // there is a point to undo to
	over   bool  // its function has ended
	anew   error // why the function has to run again, in a transaction of its own
	failed error // of a statement; nothing is kept after it
}

var _ storage.Tx = (*Tx)(nil)

// Tenant implements storage.Reader.
func (t *Tx) Tenant() storage.Tenant { return t.tenant }

// errAnew ends a run that has to be begun anew.
var errAnew = errors.New("to be run again in a transaction of its own")

// op is the operation that an error names.
func (t *Tx) op(method string) string { return t.dialect.Name() + "." + method }

// ready fails if nothing more can be done in the transaction.
func (t *Tx) ready(ctx context.Context, method string) error {
	switch {
	case t.over:
		return fault.New(t.op(method), fault.Precondition, "the transaction has ended; use it, and range over its lists, inside of its function")
	case t.failed != nil:
		return t.failed
	case t.anew != nil:
		return t.anew
	case ctx.Err() != nil:
		return fault.In(t.op(method), context.Cause(ctx))
	}
	return nil
}

// fail remembers that a statement has failed.
func (t *Tx) fail(method string, err error) error {
	if err != nil {
		err = t.dialect.Fault(t.op(method), err)
		t.failed = err
	}
	return err
}

// again gives up a run whose result would be wrong.
func (t *Tx) again() error {
	t.anew = errAnew
	return errAnew
}

// lookUp returns what is known of a row.
func (t *Tx) lookUp(k rowKey) (known, bool) {
	if row, ok := t.own.rows[k]; ok {
		return row, true
	}
	if t.group != nil {
		row, ok := t.group.rows[k]
		return row, ok
	}
	return known{}, false
}

// learn remembers a row as it is in the database; nil if it is not there.
func (t *Tx) learn(k rowKey, row []Value) {
	if k.shape == members.Shape && row != nil {
		for _, l := range []*layer{t.group, t.own} { // who has been active since
			if l == nil {
				continue
			}
			if raised, ok := l.raises[k]; ok {
				row = touched(row, raised)
			}
		}
	}
	t.own.rows[k] = known{row: row}
}

// touched returns a member's row after an activity at the time that raised has.
func touched(row, raised []Value) []Value {
	at := raised[len(raised)-1]
	if last := row[lastActive]; !last.Null && last.Number >= at.Number {
		return row
	}
	row = append([]Value(nil), row...)
	row[lastActive] = at
	return row
}

// enter fails if a community is not there, or another tenant's. In an Update it
// keeps other writers out.
func (t *Tx) enter(ctx context.Context, method string, c activity.CommunityID) error {
	if err := t.ready(ctx, method); err != nil {
		return err
	}
	at, known := t.own.entered[c]
	if !known && t.group != nil {
		at, known = t.group.entered[c]
	}
	if !known {
		var err error
		if at, err = t.knock(ctx, method, c); err != nil {
			return err
		}
	}
	if !at.there || at.tenant != t.tenant {
		return fault.New(t.op(method), fault.NotFound, "no community "+c.String())
	}
	return nil
}

// knock reads what work in a community begins with.
func (t *Tx) knock(ctx context.Context, method string, c activity.CommunityID) (at found, err error) {
	if t.single { // an entrance is for those who stay
		return at, t.again()
	}
	visit := Visit{Community: c}
	if t.visit.Community == c {
		visit = t.visit
	}
	lock := IfFree
	switch {
	case !t.writes:
		lock = Unlocked
	case t.alone:
		lock = Waiting
	}
	entrances, err := t.conn.Enter(ctx, []Visit{visit}, lock)
	if err != nil {
		return at, t.fail(method, err)
	}
	t.own.arrive(entrances, t.learn)
	at, known := t.own.entered[c]
	if !known && t.writes && !t.alone {
		return at, t.again() // it may be in use, which cannot be waited for here
	}
	t.own.entered[c] = at
	return at, nil
}

func (t *Tx) has(k rowKey) bool {
	_, ok := t.lookUp(k)
	return ok
}

// find returns the row that has a key, nil if there is none.
func (t *Tx) find(ctx context.Context, method string, s *Shape, key []Value) ([]Value, error) {
	k := s.key(key)
	if row, ok := t.lookUp(k); ok {
		return row.row, nil
	}
	var row []Value
	err := t.query(ctx, method, s.ByKey(), key, func(columns []Value) error {
		row = append([]Value(nil), columns...)
		return nil
	})
	if err != nil {
		return nil, err
	}
	t.learn(k, row)
	known, _ := t.lookUp(k)
	return known.row, nil
}

// one returns the value that has a key in a community.
func one[T any](ctx context.Context, t *Tx, method string, r relation[T], c activity.CommunityID, key ...Value) (v T, err error) {
	if err := t.approach(ctx, method, c); err != nil {
		return v, err
	}
	row, err := t.find(ctx, method, r.Shape, append([]Value{id(c)}, key...))
	if err != nil {
		return v, err
	}
	if err := t.enter(ctx, method, c); err != nil {
		return v, err
	}
	if row == nil {
		return v, fault.New(t.op(method), fault.NotFound, "no such entry in community "+c.String())
	}
	v, err = r.read(row)
	return v, t.dialect.Fault(t.op(method), err)
}

// approach enters a community before it is read, unless the read itself tells
// whether one may (see query).
func (t *Tx) approach(ctx context.Context, method string, c activity.CommunityID) error {
	if t.single && !t.spent && c == t.visit.Community {
		return t.ready(ctx, method)
	}
	return t.enter(ctx, method, c)
}

// query runs a query whose first parameter is the community that it is about.
// What no database can hold, it asks none for.
func (t *Tx) query(ctx context.Context, method string, q *Query, args []Value, each func([]Value) error) error {
	if err := t.ready(ctx, method); err != nil {
		return err
	}
	asks := storable(string(t.tenant))
	for _, v := range args {
		asks = asks && storable(v.Text)
	}
	switch {
	case t.single && asks:
		return t.only(ctx, method, q, args, each)
	case t.single:
		return t.again()
	case !asks:
		return nil
	}
	return t.fail(method, t.conn.Read(ctx, q, args, each))
}

// only makes the one read of a transaction that is none: together with it, in
// one statement and so of one state, it reads whether the community is there
// and how the person stands to it.
func (t *Tx) only(ctx context.Context, method string, q *Query, args []Value, each func([]Value) error) error {
	c := t.visit.Community
	if t.spent || !q.community || args[0].ID != c {
		return t.again()
	}
	t.spent = true
	args = append(args[:len(args):len(args)], text(t.visit.Person))
	tenant, known := t.tenants.of(c)
	switch {
	case known && tenant != t.tenant:
		t.own.entered[c] = found{}
		return nil
	case known:
		q = q.forMember()
	default:
		q, args = q.inside(), append(args, text(t.tenant))
	}
	there := false
	err := t.conn.Read(ctx, q, args, func(columns []Value) error {
		if !there {
			there = true
			t.learn(members.key([]Value{args[0], text(t.visit.Person)}), MemberRow(t.visit, columns[:len(Standing)]))
		}
		row := columns[len(Standing):]
		if row[0].Null {
			return nil // there is nothing
		}
		return each(row)
	})
	switch {
	case err != nil:
		return t.fail(method, err)
	case there:
		t.tenants.learn(c, t.tenant)
	case known:
		return t.again() // a stranger, of whom there is no row
	}
	t.own.entered[c] = found{there, t.tenant}
	return nil
}

// pageSize is how many rows of a list are read at once.
const pageSize = storage.PageSize

// page lists the rows of a query page by page. Its last parameters are the key
// behind which a page begins, which behind makes of a value.
func page[T any](ctx context.Context, t *Tx, method string, q pageQueries, limit int, args, after []Value, behind func(T) []Value, read func([]Value) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		for last, left := after, limit; ; {
			if err := t.flush(ctx, method); err != nil {
				yield(none, err)
				return
			}
			query, size := q.of(max(left, 0))
			rows, broken, err := rowsOf(ctx, t, method, query, append(args[:len(args):len(args)], last...), size, read)
			if limit > 0 {
				rows = rows[:min(left, len(rows))]
			}
			for _, v := range rows {
				if err := t.ready(ctx, method); err != nil {
					yield(none, err)
					return
				}
				if !yield(v, nil) {
					return
				}
			}
			left -= len(rows)
			enough := limit > 0 && left == 0
			if err == nil && !enough {
				err = broken
			}
			if err != nil {
				yield(none, err)
				return
			}
			if enough || len(rows) < size {
				return
			}
			last = behind(rows[len(rows)-1])
		}
	}
}

// rowsOf reads the rows of a page, or those before the first that is broken.
func rowsOf[T any](ctx context.Context, t *Tx, method string, q *Query, args []Value, size int, read func([]Value) (T, error)) (rows []T, broken, err error) {
	err = t.query(ctx, method, q, args, func(columns []Value) error {
		if broken != nil {
			return nil
		}
		v, err := read(columns)
		if err != nil {
			broken = t.dialect.Fault(t.op(method), err)
			return nil
		}
		if rows == nil {
			rows = make([]T, 0, size)
		}
		rows = append(rows, v)
		return nil
	})
	return rows, broken, err
}

// in restricts a list to a community that is the tenant's.
func in[T any](ctx context.Context, t *Tx, method string, c activity.CommunityID, list iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		if err := t.approach(ctx, method, c); err != nil {
			yield(none, err)
			return
		}
		for v, err := range list {
			if !yield(v, err) || err != nil {
				return
			}
		}
		if t.single {
			if err := t.enter(ctx, method, c); err != nil {
				yield(none, err)
			}
		}
	}
}
