package memory

import (
	"cmp"
	"iter"
	"time"

	"github.com/tidwall/btree"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// key is a row's primary key: the community, then what tells the row apart
// within it, in the order of the fields; those that a table does not need stay
// zero.
type key struct {
	community activity.CommunityID
	at        time.Time
	one, two  [16]byte
	text      string
	more      string
	last      string
	number    int64
}

func (k key) compare(other key) int {
	return cmp.Or(
		k.community.Compare(other.community),
		k.at.Compare(other.at),
		activity.ObjectID(k.one).Compare(other.one),
		activity.ObjectID(k.two).Compare(other.two),
		cmp.Compare(k.text, other.text),
		cmp.Compare(k.more, other.more),
		cmp.Compare(k.last, other.last),
		cmp.Compare(k.number, other.number),
	)
}

// table holds rows in the order of their keys. A copy shares what neither has
// changed; a row itself never changes.
type table[T any] struct{ rows *btree.BTreeG[*row[T]] }

type row[T any] struct {
	key   key
	value T
}

func newTable[T any]() table[T] {
	less := func(a, b *row[T]) bool { return a.key.compare(b.key) < 0 }
	return table[T]{btree.NewBTreeGOptions(less, btree.Options{NoLocks: true})}
}

func (t table[T]) copy() table[T] { return table[T]{t.rows.Copy()} }

func (t table[T]) get(k key) (T, bool) {
	r, ok := t.rows.Get(&row[T]{key: k})
	if !ok {
		r = new(row[T])
	}
	return r.value, ok
}

// drop removes all rows of a community.
func (t table[T]) drop(c activity.CommunityID) {
	for k := range t.copy().behind(key{community: c}, func(k key) bool { return k.community == c }) {
		t.rows.Delete(&row[T]{key: k})
	}
	t.rows.Delete(&row[T]{key: key{community: c}})
}

func (t table[T]) put(k key, v T) { t.rows.Set(&row[T]{k, v}) }

// behind ranges over the rows behind a key, for as long as within holds.
func (t table[T]) behind(after key, within func(key) bool) iter.Seq2[key, T] {
	return func(yield func(key, T) bool) {
		t.rows.Ascend(&row[T]{key: after}, func(r *row[T]) bool {
			if r.key.compare(after) == 0 {
				return true
			}
			return within(r.key) && yield(r.key, r.value)
		})
	}
}

// tables is one state of the store.
type tables struct {
	shelves
	index        index
	communities  table[owned]
	lifecycles   table[lifecycle.State]
	members      table[membership.Member]
	resources    table[repertoire.Resource]
	versions     table[repertoire.Version]
	reuses       table[repertoire.Reuse]
	endorsements table[repertoire.Endorsement]
	questions    table[repertoire.Question]
	answers      table[repertoire.Answer]
	journal      table[entry]
	journalIDs   table[activity.Seq]
	tallies      table[activity.Tally]
	received     table[activity.Tally]
	presences    table[activity.Presence]
	operations   table[storage.Operation]
	cursors      table[activity.Seq]
}

// owned is a community with its tenant and the head of its journal.
type owned struct {
	cop.Community
	tenant storage.Tenant
	head   activity.Seq
}

// entry is an activity whose detail is kept as the other adapters keep it, so
// that nothing in it is shared with a caller.
type entry struct {
	activity.Activity
	fact   string
	detail []byte
}

func newTables() *tables {
	return &tables{
		shelves:      newShelves(),
		index:        newIndex(),
		communities:  newTable[owned](),
		lifecycles:   newTable[lifecycle.State](),
		members:      newTable[membership.Member](),
		resources:    newTable[repertoire.Resource](),
		versions:     newTable[repertoire.Version](),
		reuses:       newTable[repertoire.Reuse](),
		endorsements: newTable[repertoire.Endorsement](),
		questions:    newTable[repertoire.Question](),
		answers:      newTable[repertoire.Answer](),
		journal:      newTable[entry](),
		journalIDs:   newTable[activity.Seq](),
		tallies:      newTable[activity.Tally](),
		received:     newTable[activity.Tally](),
		presences:    newTable[activity.Presence](),
		operations:   newTable[storage.Operation](),
		cursors:      newTable[activity.Seq](),
	}
}

func (t *tables) copy() *tables {
	return &tables{
		shelves:      t.shelves.copy(),
		index:        t.index.copy(),
		communities:  t.communities.copy(),
		lifecycles:   t.lifecycles.copy(),
		members:      t.members.copy(),
		resources:    t.resources.copy(),
		versions:     t.versions.copy(),
		reuses:       t.reuses.copy(),
		endorsements: t.endorsements.copy(),
		questions:    t.questions.copy(),
		answers:      t.answers.copy(),
		journal:      t.journal.copy(),
		journalIDs:   t.journalIDs.copy(),
		tallies:      t.tallies.copy(),
		received:     t.received.copy(),
		presences:    t.presences.copy(),
		operations:   t.operations.copy(),
		cursors:      t.cursors.copy(),
	}
}
