package sqlstore

import (
	"maps"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
)

// layer is what a transaction knows of the database, and what it has yet to
// write there. An Update works on a layer of its own upon that of its group, so
// that it can be taken back.
type layer struct {
	entered map[activity.CommunityID]found // communities looked for
	rows    map[rowKey]known
	log     [][]Value          // activities to insert
	logged  map[loggedID]bool  // their ids
	counts  map[rowKey][]Value // how much is to be added to tallies and presences
	raises  map[rowKey][]Value // which members have been active, and when
	unsaved int                // about how many rows there are to write
	size    int                // about how many bytes of text they have
	wrote   bool               // some have been written
	news    map[activity.CommunityID]bool
}

// known is a row that has been read or written.
type known struct {
	row     []Value // nil if there is none
	op      Op      // how to write it, if it is changed
	changed bool
}

// found is what has become of looking for a community.
type found struct {
	there  bool
	tenant storage.Tenant // whose it is
}

type loggedID struct {
	community activity.CommunityID
	id        activity.ID
}

func newLayer() *layer {
	return &layer{
		entered: make(map[activity.CommunityID]found, 1),
		rows:    make(map[rowKey]known),
		logged:  make(map[loggedID]bool),
		counts:  make(map[rowKey][]Value),
		raises:  make(map[rowKey][]Value),
		news:    make(map[activity.CommunityID]bool),
	}
}

// arrive remembers what Enter has read.
func (l *layer) arrive(entrances []Entrance, learn func(rowKey, []Value)) {
	for _, e := range entrances {
		c := e.ID()
		l.entered[c] = found{true, storage.Tenant(e.Community[tenant].Text)}
		learn(communities.key(e.Community), e.Community)
		row := heads.columns(head{c, activity.Seq(e.Head)})
		learn(heads.key(row), row)
		for _, v := range e.People {
			learn(members.key([]Value{id(c), text(v.Person)}), v.Row)
		}
	}
}

// change writes a row.
func (l *layer) change(k rowKey, row []Value, op Op) {
	l.rows[k] = known{row, op, true}
	l.unsaved++
	l.weigh(row)
}

func (l *layer) knows(k rowKey) bool {
	_, ok := l.rows[k]
	return ok
}

func (l *layer) weigh(row []Value) {
	for _, v := range row {
		l.size += len(v.Text)
	}
}

// full reports whether there is so much to write that it should be.
func (l *layer) full() bool { return l.unsaved >= manyUnsaved || l.size >= manyBytes }

// count adds to a count.
func (l *layer) count(s *Shape, tally []Value) {
	k := s.key(tally)
	before, ok := l.counts[k]
	if !ok {
		l.unsaved++
	} else {
		last := len(tally) - 1
		tally[last].Number += before[last].Number
	}
	l.counts[k] = tally
}

// raise notes when somebody was active.
func (l *layer) raise(k rowKey, row []Value) {
	before, ok := l.raises[k]
	if !ok {
		l.unsaved++
	}
	if !ok || before[len(before)-1].Number < row[len(row)-1].Number {
		l.raises[k] = row
	}
}

// merge adds what an upper layer holds.
func (l *layer) merge(upper *layer) {
	maps.Copy(l.entered, upper.entered)
	maps.Copy(l.rows, upper.rows)
	maps.Copy(l.logged, upper.logged)
	maps.Copy(l.news, upper.news)
	l.log = append(l.log, upper.log...)
	l.unsaved += upper.unsaved
	l.size += upper.size
	for k, tally := range upper.counts {
		l.count(k.shape, tally)
	}
	for k, row := range upper.raises {
		l.raise(k, row)
	}
}

// changes is what is to be written: table by table, and each in the order of
// its keys, so that transactions that write the same rows do not wait for each
// other crosswise.
func (l *layer) changes() []Change {
	if l.unsaved == 0 {
		return nil
	}
	type kind struct {
		order int
		op    Op
	}
	gathered := make(map[kind]*Change)
	gather := func(s *Shape, op Op, row []Value) {
		k := kind{s.order, op}
		if gathered[k] == nil {
			gathered[k] = &Change{Shape: s, Op: op}
		}
		gathered[k].Rows = append(gathered[k].Rows, row)
	}
	for k, known := range l.rows {
		if known.changed {
			gather(k.shape, known.op, known.row)
		}
	}
	for k, row := range l.counts {
		gather(k.shape, Count, row)
	}
	for _, row := range l.raises {
		gather(members.Shape, Raise, row)
	}
	for _, row := range l.log {
		gather(activities.Shape, Insert, row)
	}
	order := slices.SortedFunc(maps.Keys(gathered), func(a, b kind) int {
		return (a.order-b.order)*16 + int(a.op) - int(b.op)
	})
	var changes []Change
	for _, k := range order {
		c := gathered[k]
		slices.SortFunc(c.Rows, c.Shape.compareRows)
		changes = append(changes, *c)
	}
	return changes
}

// grown are the communities in whose records there is something new.
func (l *layer) grown() (all []activity.CommunityID) {
	for c := range l.news {
		all = append(all, c)
	}
	return all
}

// clean reports whether nothing of the layer is in the database yet.
func (l *layer) clean() bool { return !l.wrote }

// written notes that the changes are in the database, and forgets rows if they
// have become many; but not those of which a layer below holds an older state.
func (l *layer) written(below *layer) {
	for k, known := range l.rows {
		if known.changed {
			known.changed = false
			l.rows[k] = known
		}
	}
	if len(l.rows) > manyRows {
		maps.DeleteFunc(l.rows, func(k rowKey, _ known) bool { return below == nil || !below.knows(k) })
	}
	clear(l.logged)
	clear(l.counts)
	clear(l.raises)
	l.log, l.unsaved, l.size, l.wrote = nil, 0, 0, true
}

// A transaction that has so many rows, or so many bytes, to write writes them,
// and remembers about manyRows at most.
const (
	manyUnsaved = 5000
	manyBytes   = 4 << 20
	manyRows    = 10_000
)
