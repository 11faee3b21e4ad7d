package storage

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

// Fold works out a community's whole state from its activities, in the order
// of their sequence. Activities without a detail, and imported ones, change
// nothing but what counts activities. Invalid if one cannot follow those before
// it.
func Fold(s activity.Stream) (Snapshot, error) {
	f := newFold()
	for a, err := range s {
		if err == nil {
			if err = f.step(a); err != nil {
				err = fmt.Errorf("activity %s: %w", a.ID, err)
			}
		}
		if err != nil {
			return Snapshot{}, fault.In("storage.Fold", err)
		}
	}
	return f.snapshot(), nil
}

type fold struct {
	community cop.Community
	lifecycle lifecycle.State
	shelves
	members   map[activity.Person]membership.Member
	holdings  map[activity.ResourceID]*holding
	questions map[activity.QuestionID]*thread
	tallies   map[activity.Tally]int // by key, as those below
	received  map[activity.Tally]int
	presences map[activity.Presence]int
	change    Change // by the last activity
}

func newFold() *fold {
	return &fold{
		shelves:   newShelves(),
		members:   make(map[activity.Person]membership.Member),
		holdings:  make(map[activity.ResourceID]*holding),
		questions: make(map[activity.QuestionID]*thread),
		tallies:   make(map[activity.Tally]int),
		received:  make(map[activity.Tally]int),
		presences: make(map[activity.Presence]int),
	}
}

// step folds one activity, and counts it, as a store does when it appends it.
func (f *fold) step(a activity.Activity) error {
	if err := f.stepState(a); err != nil {
		return err
	}
	f.tallies[a.Tally().Key()]++
	if t, ok := a.Received(); ok {
		f.received[t.Key()]++
	}
	if p, ok := a.Presence(); ok {
		f.presences[p.Key()]++
	}
	if m, ok := f.members[a.Actor]; ok {
		f.members[a.Actor] = m.Touch(a)
	}
	return nil
}

// stepState folds one activity into everything that it changes.
func (f *fold) stepState(a activity.Activity) (err error) {
	f.change = nil
	switch a.Detail.(type) {
	case nil, activity.Imported:
		return nil // only its outline is known
	}
	before := f.community.Rev
	if f.community, err = f.community.Fold(a); err != nil {
		return err
	}
	if f.community.Rev != before {
		changed(f, Tx.PutCommunity, f.community)
	}
	if a.Community != f.community.ID {
		return refused("it is another community's, or comes before the founding")
	}
	before = f.lifecycle.Rev
	if f.lifecycle, err = f.lifecycle.Fold(a); err != nil {
		return err
	}
	if f.lifecycle.Rev != before {
		changed(f, Tx.PutLifecycle, f.lifecycle)
	}
	if err := f.stepShelves(a); err != nil {
		return err
	}
	if person, ok := membership.Concerns(a); ok {
		f.members[person], err = f.members[person].Fold(a)
		changed(f, Tx.PutMember, f.members[person])
		return err
	}
	if repertoire.Changes(a) {
		return f.stepHolding(a)
	}
	switch a.Detail.(type) {
	case repertoire.Shared, repertoire.Reused, repertoire.Endorsed:
		err = f.stepHolding(a)
	}
	return cmp.Or(err, f.stepThreads(a))
}

func unknown() error { return refused("it is about something that the record does not hold") }

func refused(why string) error { return &fault.Error{Code: fault.Invalid, Problem: why} }

func (f *fold) snapshot() Snapshot {
	s := Snapshot{Community: f.community, Lifecycle: f.lifecycle, Shelves: f.shelves.snapshot()}
	for _, p := range slices.Sorted(maps.Keys(f.members)) {
		s.Members = append(s.Members, f.members[p])
	}
	for _, id := range slices.SortedFunc(maps.Keys(f.holdings), activity.ResourceID.Compare) {
		s.Repertoire = append(s.Repertoire, f.holdings[id].snapshot())
	}
	for _, id := range slices.SortedFunc(maps.Keys(f.questions), activity.QuestionID.Compare) {
		s.Questions = append(s.Questions, f.questions[id].snapshot())
	}
	s.Tallies, s.Received = talliesOf(f.tallies), talliesOf(f.received)
	for _, p := range slices.SortedFunc(maps.Keys(f.presences), activity.Presence.Compare) {
		p.Count = f.presences[p]
		s.Presences = append(s.Presences, p)
	}
	return s
}

// talliesOf are the tallies in the order of their keys.
func talliesOf(counts map[activity.Tally]int) (all []activity.Tally) {
	for _, t := range slices.SortedFunc(maps.Keys(counts), activity.Tally.Compare) {
		t.Count = counts[t]
		all = append(all, t)
	}
	return all
}
