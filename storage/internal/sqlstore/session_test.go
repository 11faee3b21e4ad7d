package sqlstore

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync/atomic"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
)

// session is a connection to a database in memory.
type session struct {
	*database
	number int
	writes bool
	tenant *storage.Tenant

	seen   map[activity.CommunityID]*shelf // the state of a Reader
	own    map[activity.CommunityID]*shelf // what it has written
	base   map[activity.CommunityID]*shelf // what it has written upon
	held   []activity.CommunityID          // locks, in the order in which they were taken
	waits  activity.CommunityID            // for this lock
	marks  []mark
	busy   atomic.Bool
	broken bool // a step has failed
	done   bool // committed
	closed bool
}

// mark is a point to undo to.
type mark struct {
	own, base map[activity.CommunityID]*shelf
	held      int
}

// For implements Conn.
func (s *session) For(t storage.Tenant) {
	if s.tenant != nil {
		_ = s.wrong("it is for %q already", *s.tenant)
	}
	s.tenant = &t
}

// step takes a step, if nothing stands in its way.
func (s *session) step(kind step, do func() error) (err error) {
	if !s.busy.CompareAndSwap(false, true) {
		return s.wrong("%s: two use the connection at once", kind)
	}
	defer s.busy.Store(false)
	if s.tenant == nil {
		return s.wrong("%s: nobody has said for whom", kind)
	}
	if s.broken || s.done || s.closed {
		return s.wrong("%s: the connection is used on: broken %v, committed %v, closed %v", kind, s.broken, s.done, s.closed)
	}
	defer func() { s.broken = s.broken || err != nil }()
	if s.strike != nil {
		if err := s.strike(s, kind); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return do()
}

// Read implements Conn.
func (s *session) Read(_ context.Context, q *Query, args []Value, each func([]Value) error) error {
	return s.step(stepRead, func() error {
		rows, ok := answerTo(q, s, args)
		if !ok {
			return s.wrong("no such query: %s", q.SQL)
		}
		if c := activity.CommunityID(args[0].ID); s.writes && q.community && s.shelf(c) != nil && s.holders[c] != s && !isDoor(q) {
			return s.wrong("read without entering: %s", q.SQL)
		}
		for _, row := range rows {
			lent := slices.Clone(row)
			if err := each(lent); err != nil {
				return err
			}
			clear(lent) // it is not the caller's to keep
		}
		return nil
	})
}

// isDoor reports whether a query looks if a community is there, as one that is
// about to be founded is not.
func isDoor(q *Query) bool { return q == communities.ByKey() }

// Enter implements Conn.
func (s *session) Enter(_ context.Context, visits []Visit, lock Lock) (found []Entrance, err error) {
	err = s.step(stepEnter, func() error {
		if (lock == Unlocked) == s.writes {
			return s.wrong("lock %d, and writes: %v", lock, s.writes)
		}
		at := make(map[activity.CommunityID]int)
		for _, v := range visits {
			i, entered := at[v.Community]
			if !entered {
				if s.shelf(v.Community) == nil {
					continue
				}
				if lock != Unlocked {
					free, err := s.hold(s, v.Community, lock == Waiting)
					if err != nil {
						return err
					}
					if !free {
						continue
					}
					lock = IfFree // from now on one is held
				}
				here := s.shelf(v.Community)
				row, head := here.row(communities.Shape, []Value{id(v.Community)}), here.row(heads.Shape, []Value{id(v.Community)})
				i, at[v.Community] = len(found), len(found)
				found = append(found, Entrance{Community: slices.Clone(row), Head: head[1].Number})
			}
			if v.Person != "" {
				key := []Value{id(v.Community), text(v.Person)}
				found[i].People = append(found[i].People, Visitor{string(v.Person), slices.Clone(s.shelf(v.Community).row(members.Shape, key))})
			}
		}
		return nil
	})
	return found, err
}

// Recorded implements Conn.
func (s *session) Recorded(_ context.Context, c activity.CommunityID, ids []activity.ID, found func(activity.ID)) error {
	return s.step(stepRecorded, func() error {
		here := s.shelf(c)
		for _, one := range ids {
			if here == nil {
				break // it is about to be founded
			}
			if _, there := here.ids.Get(one); there {
				found(one)
			}
		}
		return nil
	})
}

// Write implements Conn.
func (s *session) Write(_ context.Context, changes []Change) error {
	return s.step(stepWrite, func() error { return s.change(changes) })
}

// Mark implements Conn.
func (s *session) Mark(context.Context) error {
	return s.step(stepMark, func() error {
		s.marks = append(s.marks, mark{maps.Clone(s.own), maps.Clone(s.base), len(s.held)})
		return nil
	})
}

// Undo implements Conn. Locks that have been taken since go, too.
func (s *session) Undo(ctx context.Context) error {
	return s.step(stepUndo, func() error {
		if len(s.marks) == 0 || ctx.Err() != nil {
			return s.wrong("undo to %d marks, in a context that says %v", len(s.marks), ctx.Err())
		}
		last := s.marks[len(s.marks)-1]
		s.marks = s.marks[:len(s.marks)-1]
		s.own, s.base = last.own, last.base
		s.release(s, last.held)
		return nil
	})
}

// Commit implements Conn.
func (s *session) Commit(ctx context.Context, changes []Change) error {
	if ctx.Err() != nil {
		return s.wrong("commit in a context that says %v", ctx.Err())
	}
	err := s.step(stepCommit, func() error {
		if err := s.change(changes); err != nil {
			return err
		}
		for c, own := range s.own {
			if s.shelves[c] != s.base[c] {
				return s.wrong("somebody else's work in %v is lost", c)
			}
			s.shelves[c] = own
		}
		s.commits++
		s.done = true
		return nil
	})
	if err == nil && s.strike != nil {
		if err := s.strike(s, stepAnswer); err != nil {
			return unsure{err}
		}
	}
	return err
}

// Close implements Conn.
func (s *session) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || s.busy.Load() {
		_ = s.wrong("closed %v, or in use", s.closed)
	}
	s.closed = true
	s.open--
	s.release(s, 0)
}

// change makes changes, and checks that they are as Change says.
func (s *session) change(changes []Change) error {
	if !s.writes {
		return errors.New("the transaction is one that reads")
	}
	touched := make(map[activity.CommunityID]*shelf)
	for i, c := range changes {
		if i > 0 && !c.follows(changes[i-1]) {
			return s.wrong("changes of %s come after those of %s", c.Shape.Table, changes[i-1].Shape.Table)
		}
		for n, row := range c.Rows {
			if n > 0 && c.Shape.compareRows(c.Rows[n-1], row) >= 0 {
				return s.wrong("rows of %s are not in the order of their keys", c.Shape.Table)
			}
			community := activity.CommunityID(row[0].ID)
			if err := s.lockToWrite(c, community); err != nil {
				return err
			}
			if s.apart && c.Shape == communities.Shape && storage.Tenant(row[1].Text) != *s.tenant {
				return s.wrong("%q founds a community of %q", *s.tenant, row[1].Text)
			}
			if touched[community] == nil {
				touched[community] = newShelf()
				if before := s.shelfOfAll(community); before != nil && s.shelf(community) == nil {
					return errTaken // by another tenant
				} else if before != nil {
					touched[community] = before.copy()
				}
			}
			if err := touched[community].write(s.database, c, row); err != nil {
				return err
			}
		}
	}
	for c, next := range touched {
		if s.own[c] == nil {
			s.base[c] = s.shelves[c]
		}
		s.own[c] = next
	}
	return nil
}

// follows reports whether one change can come after another: what refers to
// something comes after it, and goes before it.
func (c Change) follows(before Change) bool {
	switch {
	case c.Op == Clear && before.Op == Clear:
		return c.Shape.order < before.Shape.order
	case c.Op == Clear || before.Op == Clear:
		return true
	case c.Shape == before.Shape:
		return c.Op > before.Op
	}
	return c.Shape.order > before.Shape.order
}

// clear takes all rows of a table away.
func (s *shelf) clear(d *database, shape *Shape) error {
	for _, other := range Shapes() {
		if parentOf(other) == shape && len(s.all(other)) > 0 {
			return d.wrong("rows of %s refer to those of %s, which go", other.Table, shape.Table)
		}
	}
	for _, row := range s.all(shape) {
		s.rows.Delete(item{shape, row})
		if shape == activities.Shape {
			s.ids.Delete(row[2].ID)
		}
	}
	return nil
}

// all are the rows of a table.
func (s *shelf) all(shape *Shape) (rows [][]Value) {
	s.rows.Scan(func(i item) bool {
		if i.shape == shape {
			rows = append(rows, i.row)
		}
		return true
	})
	return rows
}

// lockToWrite checks that a session holds a community that it writes to, or
// founds it.
func (s *session) lockToWrite(c Change, community activity.CommunityID) error {
	if s.holders[community] == s {
		return nil
	}
	if c.Shape != communities.Shape || c.Op != Insert {
		return s.wrong("%s is written without having been entered", c.Shape.Table)
	}
	_, err := s.hold(s, community, true)
	return err
}

// write writes one row.
func (s *shelf) write(d *database, c Change, row []Value) error {
	if c.Op == Clear {
		return s.clear(d, c.Shape)
	}
	before := s.row(c.Shape, row)
	if c.Op != Raise && len(row) != len(c.Shape.Columns) {
		return d.wrong("%s has %d columns, not %d", c.Shape.Table, len(c.Shape.Columns), len(row))
	}
	row = slices.Clone(row)
	last := len(row) - 1
	switch c.Op {
	case Insert:
		if before != nil {
			return errTaken
		}
		if c.Shape == activities.Shape {
			if _, taken := s.ids.Set(row[2].ID); taken {
				return errTaken
			}
		}
	case Update:
		if before == nil {
			return d.wrong("an update of a row of %s that is not there", c.Shape.Table)
		}
		for i, column := range c.Shape.Columns {
			if column.Kept {
				row[i] = before[i]
			}
		}
	case Count:
		if before != nil {
			row[last].Number += before[last].Number
		}
	case Raise:
		if before == nil {
			return nil
		}
		raised := slices.Clone(before)
		if at := &raised[len(raised)-1]; at.Null || at.Number < row[last].Number {
			*at = row[last]
		}
		row = raised
	}
	if parent := parentOf(c.Shape); parent != nil && s.row(parent, row) == nil {
		return d.wrong("a row of %s refers to one that is not there", c.Shape.Table)
	}
	s.rows.Set(item{c.Shape, row})
	return nil
}

// parentOf is the table that a row refers to by the beginning of its key.
func parentOf(s *Shape) *Shape {
	switch s {
	case communities.Shape:
		return nil
	case versions.Shape, reuses.Shape, endorsements.Shape:
		return resources.Shape
	case answers.Shape:
		return questions.Shape
	}
	return communities.Shape
}
