package sqlstore

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
)

// put writes a row of a community whose rev follows the one stored by one
// change. Rows without a rev never change.
func (t *Tx) put(ctx context.Context, method string, s *Shape, c activity.CommunityID, row []Value) error {
	if err := t.enter(ctx, method, c); err != nil {
		return err
	}
	k, rev := s.key(row), 1
	if s.rev > 0 {
		rev = int(row[s.rev].Number)
	}
	before, seen := t.lookUp(k)
	if !seen && (rev > 1 || t.careful || s == members.Shape) {
		stored, err := t.find(ctx, method, s, row[:s.Keys])
		if err != nil {
			return err
		}
		before, seen = known{row: stored}, true
	}
	if !seen {
		before, t.guessed = known{}, true // see Tx.careful
	}
	stored := 0
	if before.row != nil && s.rev > 0 {
		stored = int(before.row[s.rev].Number)
	}
	if err := storage.Follows(t.op(method), rev, before.row != nil, stored); err != nil {
		return err
	}
	for i, column := range s.Columns {
		switch {
		case !column.Kept:
		case before.row != nil:
			row[i] = before.row[i]
		default:
			row[i] = Value{Kind: column.Kind, Null: true}
		}
	}
	if s == members.Shape && before.row == nil { // what they did before does not count
		delete(t.own.raises, k)
		if t.group != nil {
			delete(t.group.raises, k)
		}
	}
	op := Insert
	if before.row != nil && !(before.changed && before.op == Insert) {
		op = Update
	}
	return t.change(ctx, method, k, row, op)
}

// replace writes a row in place of the one that is there, if any.
func (t *Tx) replace(ctx context.Context, method string, s *Shape, row []Value) error {
	return t.change(ctx, method, s.key(row), row, Replace)
}

// change notes a row that is to be written, and writes if there are many.
func (t *Tx) change(ctx context.Context, method string, k rowKey, row []Value, op Op) error {
	if err := t.ready(ctx, method); err != nil {
		return err
	}
	t.own.change(k, row, op)
	if !t.own.full() {
		return nil
	}
	return t.flush(ctx, method)
}

// flush writes what has been changed so far, so that a query sees it.
func (t *Tx) flush(ctx context.Context, method string) error {
	if err := t.ready(ctx, method); err != nil {
		return err
	}
	if t.own.unsaved == 0 && (t.group == nil || t.group.unsaved == 0) {
		return nil
	}
	if t.group != nil {
		for k, row := range t.own.rows { // those before come first
			if below := t.group.rows[k]; row.changed && row.op == Insert && below.changed {
				row.op = Update
				t.own.rows[k] = row
			}
		}
		if err := t.write(ctx, method, t.group, nil); err != nil {
			return err
		}
	}
	if t.own.unsaved == 0 {
		return nil
	}
	if t.after && !t.marked {
		if err := t.fail(method, t.conn.Mark(ctx)); err != nil {
			return err
		}
		t.marked = true
	}
	return t.write(ctx, method, t.own, t.group)
}

// write writes the changes of a layer.
func (t *Tx) write(ctx context.Context, method string, l, below *layer) error {
	changes := l.changes()
	if len(changes) == 0 {
		return nil
	}
	if err := t.conn.Write(ctx, changes); err != nil {
		if t.dialect.Taken(err) && !t.careful {
			t.again()
		}
		return t.fail(method, rival(t.dialect, t.op(method), err))
	}
	l.written(below)
	return nil
}

// rival marks the refusal of a row that was looked for and not found: somebody
// else has written it meanwhile, and who looks again will see it.
func rival(d Dialect, op string, err error) error {
	if d.Taken(err) {
		return storage.Again(d.Fault(op, err))
	}
	return err
}

// append adds activities to a community's record.
func (t *Tx) append(ctx context.Context, c activity.CommunityID, batch []activity.Activity) (added int, err error) {
	const method = "Append"
	at, err := one(ctx, t, method, heads, c)
	if err != nil {
		return 0, err
	}
	entries := make([]entry, len(batch))
	for i, a := range batch {
		name, detail, err := storage.EncodeDetail(a)
		if err != nil {
			return 0, err // before anything is written, so that the record is as it was
		}
		a.Community = c
		entries[i] = entry{a, name, string(detail)}
	}
	there, err := t.recorded(ctx, c, entries)
	if err != nil {
		return 0, err
	}
	first := at.seq
	for i := range entries {
		e := &entries[i]
		batch[i].Community, batch[i].Seq = c, 0
		key := loggedID{c, e.ID}
		if there[e.ID] || t.own.logged[key] || t.group != nil && t.group.logged[key] {
			continue
		}
		at.seq++
		batch[i].Seq, e.Seq = at.seq, at.seq
		t.own.logged[key] = true
		t.own.log = append(t.own.log, activities.columns(*e))
		t.own.unsaved++
		t.own.weigh(t.own.log[len(t.own.log)-1])
		t.count(e.Activity)
	}
	if at.seq == first {
		return 0, nil
	}
	t.own.news[c] = true
	row := heads.columns(at)
	k, op := heads.key(row), Update
	if before, ok := t.lookUp(k); ok && before.changed {
		op = before.op
	}
	return int(at.seq - first), t.change(ctx, method, k, row, op)
}

// count notes what a store keeps along with the record.
func (t *Tx) count(a activity.Activity) {
	t.own.count(tallies.Shape, tallies.columns(a.Tally()))
	if r, ok := a.Received(); ok {
		t.own.count(received.Shape, received.columns(r))
	}
	if p, ok := a.Presence(); ok {
		t.own.count(presences.Shape, presences.columns(p))
	}
	if a.Verb.Upkeep() || !a.Space.IsZero() { // see membership.Member.Touch
		return
	}
	raised := []Value{id(a.Community), text(a.Actor), moment(a.At)}
	k := members.key(raised)
	m, ok := t.lookUp(k)
	if ok && m.row == nil {
		return // no member
	}
	if ok {
		m.row = touched(m.row, raised)
		t.own.rows[k] = m
		if m.changed && m.op == Insert && (t.group == nil || !t.group.knows(k)) {
			return // which writes it
		}
	}
	t.own.raise(k, raised)
}

// recorded tells which entries may be in the record already. A new UUIDv7 is
// taken to be new (see Tx.careful); others, such as those made of a foreign
// source's names, are looked up.
func (t *Tx) recorded(ctx context.Context, c activity.CommunityID, entries []entry) (map[activity.ID]bool, error) {
	const method = "Append"
	var ask []activity.ID
	for _, e := range entries {
		if t.careful || e.ID[6]>>4 != 7 {
			ask = append(ask, e.ID)
		} else {
			t.guessed = true
		}
	}
	there := make(map[activity.ID]bool)
	if len(ask) == 0 {
		return there, nil
	}
	if err := t.ready(ctx, method); err != nil {
		return nil, err
	}
	return there, t.fail(method, t.conn.Recorded(ctx, c, ask, func(id activity.ID) { there[id] = true }))
}
