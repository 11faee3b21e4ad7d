package cop

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

const (
	firstWeeks = 28 * 24 * time.Hour // who comes later is a newcomer
	backAfter  = 30 * 24 * time.Hour // a newcomer who contributes after that stays
)

// kinded is a detail that tells the kind of the resource shared, as a word.
type kinded interface{ ResourceKind() string }

// Gather reads what a community's record shows from a time on and before
// another. The stream is the whole record in its order: what came before the
// window tells who belongs and who is new. A zero from is the time of the
// first activity, a zero to is just after the last. It is an Invalid error if
// the window ends before it begins; an error of the stream is returned as it
// is.
//
// Stories are counted where the detail of a share has a method ResourceKind
// that returns "story" or "case".
func Gather(s activity.Stream, from, to time.Time) (Evidence, error) {
	if !from.IsZero() && !to.IsZero() && to.Before(from) {
		return Evidence{}, fault.New("cop.Gather", fault.Invalid, "the window ends before it begins; give the earlier time first")
	}
	g := newGathered(activity.Moment(from), activity.Moment(to))
	for a, err := range s {
		if err != nil {
			return Evidence{}, err
		}
		if to.IsZero() || a.At.Before(g.To) {
			g.read(a)
		}
	}
	return g.evidence(), nil
}

// gathered is the evidence in the making.
type gathered struct {
	Evidence
	last     time.Time // of all activities
	earliest time.Time // contribution in the window
	latest   time.Time // contribution in the window
	openEnd  bool      // the window ends with the last activity
	people   map[activity.Person]*participant
	weeks    map[time.Time]map[activity.Person]bool // who contributed, by week of the window
	topics   map[string]*topic
	threads  map[activity.ObjectID]*thread
	things   map[activity.ObjectID]*thing
	meetings map[meeting]map[activity.Person]bool
	spaces   map[activity.SpaceID]bool
	contacts contacts
	groups   map[group]map[activity.Person]bool
}

// participant is what the record tells of a person.
type participant struct {
	first, last time.Time // contributions, first ever and last
	acts        int       // contributions in the window
	member      bool      // now
	belonged    bool      // ever
	asked       bool      // joined, applied or was invited
	volunteered bool      // joined or applied
	assigned    bool
}

type topic struct {
	TopicShown
	people map[activity.Person]bool
}

// thread is an opening and what became of it.
type thread struct {
	opener    activity.Person
	at        time.Time
	question  bool
	topics    []string
	responded bool
	after     time.Duration
	answered  bool
}

// thing is a resource, ground rule or tie.
type thing struct {
	maker    activity.Person
	versions int
	rewrites bool // in the window
	takenUp  bool // by another than its maker, in the window
	tied     bool
}

// meeting is a gathering on one day.
type meeting struct {
	gathering activity.ObjectID
	day       int64
}

// group names a set of people of whom only the number matters.
type group int

const (
	answerers group = iota
	learners
	sharers
	takersUp
	committers
	ruleMakers
	voters
	appointed
	raters
)

func newGathered(from, to time.Time) *gathered {
	return &gathered{
		Evidence: Evidence{From: from, To: to},
		openEnd:  to.IsZero(),
		people:   map[activity.Person]*participant{},
		weeks:    map[time.Time]map[activity.Person]bool{},
		topics:   map[string]*topic{},
		threads:  map[activity.ObjectID]*thread{},
		things:   map[activity.ObjectID]*thing{},
		meetings: map[meeting]map[activity.Person]bool{},
		spaces:   map[activity.SpaceID]bool{},
		contacts: contacts{},
		groups:   map[group]map[activity.Person]bool{},
	}
}

// read takes in one activity.
func (g *gathered) read(a activity.Activity) {
	if g.Began.IsZero() || a.At.Before(g.Began) {
		g.Began = a.At
	}
	if a.At.After(g.last) {
		g.last = a.At
	}
	within := !a.At.Before(g.From)
	if effect, ok := effects[a.Verb]; ok {
		effect(g, a, within)
	}
	if !a.Verb.Upkeep() {
		g.contribution(a, within)
	}
}

// contribution takes in what is common to all contributions.
func (g *gathered) contribution(a activity.Activity, within bool) {
	p := g.person(a.Actor)
	if p.first.IsZero() {
		p.first = a.At
	}
	p.last = a.At
	topics := g.conversation(a, within)
	if !within {
		return
	}
	p.acts++
	g.Contributions++
	if g.earliest.IsZero() || a.At.Before(g.earliest) {
		g.earliest = a.At
	}
	if a.At.After(g.latest) {
		g.latest = a.At
	}
	enlist(g.weeks, activity.WeekOf(a.At), a.Actor)
	if a.To != "" && a.To != a.Actor {
		g.contacts.meet(a.Actor, a.To, a.At)
	}
	if a.Purpose != "" && a.Purpose != activity.Discuss {
		g.Learning++
		enlist(g.groups, learners, a.Actor)
	}
	if a.Space.IsZero() {
		g.CommonUse++
	} else {
		g.spaces[a.Space] = true
	}
	for _, name := range topics {
		t, ok := g.topics[name]
		if !ok {
			t = &topic{TopicShown{Topic: name, First: a.At}, map[activity.Person]bool{}}
			g.topics[name] = t
		}
		t.Mentions++
		t.people[a.Actor] = true
	}
}

// conversation takes in an activity's part in its thread and returns its
// topics: its own, or those of the thread.
func (g *gathered) conversation(a activity.Activity, within bool) []string {
	id := a.Thread
	if id.IsZero() && a.Verb.Opens() {
		id = a.Object
	}
	t, known := g.threads[id]
	switch {
	case !known && a.Verb.Opens() && id == a.Object && !id.IsZero():
		opened := &thread{opener: a.Actor, at: a.At, question: a.Verb == activity.Ask, topics: a.Topics}
		g.threads[id] = opened
		return a.Topics
	case !known:
		return a.Topics
	case a.Actor != t.opener:
		if !t.responded {
			t.responded, t.after = true, a.At.Sub(t.at)
		}
		if a.Verb == activity.Answer {
			t.answered = true
			if within {
				enlist(g.groups, answerers, a.Actor)
			}
		}
	}
	if len(a.Topics) > 0 {
		return a.Topics
	}
	return t.topics
}

func (g *gathered) person(id activity.Person) *participant {
	p, ok := g.people[id]
	if !ok {
		p = &participant{}
		g.people[id] = p
	}
	return p
}

func (g *gathered) thing(id activity.ObjectID) *thing {
	t, ok := g.things[id]
	if !ok {
		t = &thing{}
		g.things[id] = t
	}
	return t
}

// enlist adds a person to one of several sets.
func enlist[K comparable](sets map[K]map[activity.Person]bool, key K, p activity.Person) {
	if sets[key] == nil {
		sets[key] = map[activity.Person]bool{}
	}
	sets[key][p] = true
}

// sorted returns the topics, most mentioned first, then by name.
func (g *gathered) sorted() []TopicShown {
	var all []TopicShown
	for _, name := range slices.Sorted(maps.Keys(g.topics)) {
		t := g.topics[name]
		t.People = len(t.people)
		all = append(all, t.TopicShown)
	}
	slices.SortStableFunc(all, func(a, b TopicShown) int { return cmp.Compare(b.Mentions, a.Mentions) })
	return all
}
