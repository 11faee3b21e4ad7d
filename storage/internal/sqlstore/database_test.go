package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/stretchr/testify/assert"
	"github.com/tidwall/btree"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// database is an engine in memory that fails when it is told to. It locks as
// PostgreSQL does, community by community, and is stricter than any: what it is
// asked in another way than Conn says fails the test.
type database struct {
	t      tester
	strike func(*session, step) error // before a step; an error makes it fail
	once   bool                       // see Engine.Once
	apart  bool                       // see Dialect.Apart

	mu       sync.Mutex
	freed    sync.Cond
	shelves  map[activity.CommunityID]*shelf // what is committed
	holders  map[activity.CommunityID]*session
	sessions int
	open     int
	commits  int
}

// shelf is all that is kept of one community. It never changes: who writes
// makes another one.
type shelf struct {
	rows *btree.BTreeG[item]
	ids  *btree.BTreeG[activity.ID] // of the activities
}

// item is a row of a table.
type item struct {
	shape *Shape
	row   []Value
}

func newShelf() *shelf {
	alone := btree.Options{NoLocks: true}
	return &shelf{
		btree.NewBTreeGOptions(func(a, b item) bool {
			if a.shape != b.shape {
				return a.shape.order < b.shape.order
			}
			return a.shape.compareRows(a.row, b.row) < 0
		}, alone),
		btree.NewBTreeGOptions(func(a, b activity.ID) bool { return a.Compare(b) < 0 }, alone),
	}
}

func (s *shelf) copy() *shelf { return &shelf{s.rows.Copy(), s.ids.Copy()} }

// row is the one that has a key; nil if there is none.
func (s *shelf) row(shape *Shape, key []Value) []Value {
	found, _ := s.rows.Get(item{shape, key})
	return found.row
}

// behind are the rows of a table that come behind a key, at most so many.
func (s *shelf) behind(shape *Shape, key []Value, most int) (rows [][]Value) {
	s.rows.Ascend(item{shape, key}, func(i item) bool {
		if i.shape != shape || len(rows) == most {
			return false
		}
		if shape.compareRows(i.row, key) > 0 {
			rows = append(rows, i.row)
		}
		return true
	})
	return rows
}

// step is one that a session takes.
type step string

// The steps.
const (
	stepBegin    step = "begin"
	stepEnter    step = "enter"
	stepRead     step = "read"
	stepWrite    step = "write"
	stepMark     step = "mark"
	stepUndo     step = "undo"
	stepCommit   step = "commit"
	stepAnswer   step = "answer" // that it has been committed
	stepDirect   step = "direct"
	stepReader   step = "reader"
	stepRecorded step = "recorded"
)

var (
	errTaken    = errors.New("the key is there already")
	errDeadlock = errors.New("two wait for each other")
	errLost     = errors.New("the connection was lost")
)

// unsure is an error of a commit of which nobody knows whether it is done.
type unsure struct{ error }

func (u unsure) Unwrap() error { return u.error }

// tester is a *testing.T, or a *rapid.T.
type tester interface {
	Errorf(format string, args ...any)
	Cleanup(func())
}

func newDatabase(t tester) *database {
	d := &database{t: t, once: true, shelves: make(map[activity.CommunityID]*shelf), holders: make(map[activity.CommunityID]*session)}
	d.freed.L = &d.mu
	t.Cleanup(func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		assert.Zero(t, d.open, "every connection is given back")
		assert.Empty(t, d.holders, "and every lock")
	})
	return d
}

// Name implements Dialect.
func (*database) Name() string { return "fake" }

// Apart implements Dialect.
func (d *database) Apart() bool { return d.apart }

// Fault implements Dialect.
func (*database) Fault(op string, err error) error {
	if _, ok := errors.AsType[*fault.Error](err); ok || err == nil {
		return err
	}
	switch {
	case errors.Is(err, errTaken):
		return fault.Wrap(op, fault.Exists, err)
	case errors.Is(err, errDeadlock):
		return storage.Again(fault.Wrap(op, fault.Conflict, err))
	}
	return fault.Wrap(op, fault.Unavailable, err)
}

// Taken implements Dialect.
func (*database) Taken(err error) bool { return errors.Is(err, errTaken) }

// InDoubt implements Dialect.
func (*database) InDoubt(err error) bool {
	_, ok := errors.AsType[unsure](err)
	return ok
}

// Once implements Engine.
func (d *database) Once(int) bool { return d.once }

// Lanes implements Engine.
func (d *database) Lanes() int { return 1 }

// Held implements Dialect.
func (d *database) Held(error) bool { return false }

// Direct implements Engine.
func (d *database) Direct(context.Context) (Conn, error) { return d.begin(stepDirect, false) }

// Reader implements Engine.
func (d *database) Reader(context.Context) (Conn, error) {
	s, err := d.begin(stepReader, false)
	if err == nil {
		d.mu.Lock()
		defer d.mu.Unlock()
		s.(*session).seen = maps.Clone(d.shelves)
	}
	return s, err
}

// Writer implements Engine.
func (d *database) Writer(ctx context.Context, _ bool) (Conn, error) {
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	return d.begin(stepBegin, true)
}

func (d *database) begin(kind step, writes bool) (Conn, error) {
	d.mu.Lock()
	d.sessions++
	s := &session{database: d, number: d.sessions, writes: writes,
		own: make(map[activity.CommunityID]*shelf), base: make(map[activity.CommunityID]*shelf)}
	d.mu.Unlock()
	if d.strike != nil {
		if err := d.strike(s, kind); err != nil {
			return nil, err
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.open++
	return s, nil
}

// hold keeps others out of a community; false if somebody is in.
func (d *database) hold(s *session, c activity.CommunityID, wait bool) (bool, error) {
	for {
		holder := d.holders[c]
		switch {
		case holder == nil:
			d.holders[c] = s
			s.held = append(s.held, c)
			return true, nil
		case holder == s:
			return true, nil
		case !wait:
			return false, nil
		}
		for other := holder; other != nil; other = d.holders[other.waits] {
			if other == s {
				return false, errDeadlock
			}
			if other.waits.IsZero() {
				break
			}
		}
		s.waits = c
		d.freed.Wait()
		s.waits = activity.CommunityID{}
	}
}

// release gives back all that a session holds beyond the first so many.
func (d *database) release(s *session, keep int) {
	for _, c := range s.held[keep:] {
		delete(d.holders, c)
	}
	s.held = s.held[:keep]
	d.freed.Broadcast()
}

// communities are those that a session sees.
func (s *session) communities() []activity.CommunityID {
	all := slices.Collect(maps.Keys(s.own))
	seen := s.seen
	if seen == nil {
		seen = s.shelves
	}
	for c := range seen {
		if s.own[c] == nil && s.shelf(c) != nil {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, activity.CommunityID.Compare)
	return all
}

// shelf is what a session sees of a community; nil if it is not there.
func (s *session) shelf(c activity.CommunityID) *shelf {
	all := s.shelfOfAll(c)
	if all != nil && s.apart && all.tenant(c) != *s.tenant {
		return nil
	}
	return all
}

// tenant is whose community a shelf holds.
func (s *shelf) tenant(c activity.CommunityID) storage.Tenant {
	return storage.Tenant(s.row(communities.Shape, []Value{id(c)})[1].Text)
}

// shelfOfAll is what there is of a community, whosever it is.
func (s *session) shelfOfAll(c activity.CommunityID) *shelf {
	switch {
	case s.own[c] != nil:
		return s.own[c]
	case s.seen != nil:
		return s.seen[c]
	}
	return s.shelves[c]
}

// wrong fails the test.
func (d *database) wrong(format string, args ...any) error {
	d.t.Errorf(format, args...)
	return fmt.Errorf(format, args...)
}
