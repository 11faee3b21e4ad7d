package repertoire

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Mapper makes a knowledge map of a record, one activity after the other. It
// keeps counts by topic and person and by resource, the questions that wait, and
// of the others that they were asked; and none of the activities.
type Mapper struct {
	policy    MapPolicy
	now       time.Time
	since     time.Time
	topics    map[string]*mapping
	waiting   map[activity.ObjectID]Waiter
	asking    map[activity.ObjectID]bool // true if it was asked, false if it was only answered so far
	resources map[activity.ResourceID]*usage
	shelf     []Resource
	named     map[string]bool
	left      map[activity.Person]bool
}

// mapping is what is counted of one topic.
type mapping struct {
	MappedTopic
	people map[activity.Person]*Knower
}

// usage is what is counted of one resource.
type usage struct {
	uses    int
	last    time.Time
	backers map[activity.Person]bool
}

// NewMapper returns a mapper by a policy, of what was known at a time.
// Errors: Invalid, with every bad field of the policy.
func NewMapper(p MapPolicy, now time.Time) (*Mapper, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	now = activity.Moment(now)
	return &Mapper{
		policy: p, now: now, since: since(now, p.Days),
		topics: make(map[string]*mapping), waiting: make(map[activity.ObjectID]Waiter), asking: make(map[activity.ObjectID]bool),
		resources: make(map[activity.ResourceID]*usage), named: make(map[string]bool), left: make(map[activity.Person]bool),
	}, nil
}

// Name tells the mapper of topics that the community's charter names, so that
// they are on the map though nothing has happened there.
func (m *Mapper) Name(topics ...string) {
	for _, t := range topics {
		m.named[t] = true
	}
}

// Left tells the mapper of people who are members no longer.
func (m *Mapper) Left(people ...activity.Person) {
	for _, p := range people {
		m.left[p] = true
	}
}

// Shelve tells the mapper of a resource as it is now. What the record tells of
// resources that it is not told of counts for people only.
func (m *Mapper) Shelve(r Resource) { m.shelf = append(m.shelf, r) }

// topic is what is counted of a topic.
func (m *Mapper) topic(name string) *mapping {
	t := m.topics[name]
	if t == nil {
		t = &mapping{MappedTopic{Topic: name}, make(map[activity.Person]*Knower)}
		m.topics[name] = t
	}
	return t
}

// person is what is counted of somebody.
func (t *mapping) person(p activity.Person) *Knower {
	k := t.people[p]
	if k == nil {
		k = &Knower{Person: p}
		t.people[p] = k
	}
	return k
}

// mappedVerbs is what the map counts of the verbs: for the actor, for whom it is
// directed at, and for the topic.
var mappedVerbs = map[activity.Verb]func(m *Mapper, t *mapping, a activity.Activity){
	activity.Ask:     (*Mapper).asked,
	activity.Start:   (*Mapper).asked,
	activity.Answer:  (*Mapper).answered,
	activity.Reply:   (*Mapper).answered,
	activity.Accept:  func(_ *Mapper, t *mapping, a activity.Activity) { t.credit(a, func(k *Knower) { k.Accepted++ }) },
	activity.Share:   func(m *Mapper, t *mapping, a activity.Activity) { t.did(a).Shared++; t.written(a) },
	activity.Revise:  func(m *Mapper, t *mapping, a activity.Activity) { t.did(a).Revised++; t.written(a) },
	activity.Reuse:   func(_ *Mapper, t *mapping, a activity.Activity) { t.credit(a, func(k *Knower) { k.Reused++ }) },
	activity.Endorse: func(_ *Mapper, t *mapping, a activity.Activity) { t.did(a).Endorsed++ },
	activity.Commend: func(_ *Mapper, t *mapping, a activity.Activity) { t.credit(a, func(k *Knower) { k.Commended++ }) },
}

// Add adds the next activity of the record.
func (m *Mapper) Add(a activity.Activity) {
	count, ok := mappedVerbs[a.Verb]
	if !ok || a.At.After(m.now) {
		return
	}
	topics := a.Topics
	switch a.Verb {
	case activity.Ask, activity.Start:
		// An imported record can tell of the answer first.
		if _, answered := m.asking[a.Object]; !answered {
			m.waiting[a.Object] = Waiter{activity.QuestionID(a.Object), a.Actor, a.At, a.Space, slices.Clone(a.Topics)}
		}
		m.asking[a.Object] = true
	case activity.Answer, activity.Reply:
		if asked, ok := m.waiting[a.Thread]; ok {
			if topics == nil {
				topics = asked.Topics
			}
			// Who asked can find the answer, but going on in a thread is none.
			if a.Verb == activity.Answer || a.Actor != asked.Asker {
				delete(m.waiting, a.Thread)
			}
		} else if a.Verb == activity.Answer && !m.asking[a.Thread] {
			m.asking[a.Thread] = false
		}
	case activity.Reuse:
		if u := m.used(a.Object); a.Actor != a.To {
			u.uses, u.last = u.uses+1, later(u.last, a.At)
		}
	case activity.Endorse:
		m.used(a.Object).backers[a.Actor] = true
	}
	for _, name := range topics {
		count(m, m.topic(name), a)
	}
}

func (m *Mapper) used(id activity.ObjectID) *usage {
	u := m.resources[activity.ResourceID(id)]
	if u == nil {
		u = &usage{backers: make(map[activity.Person]bool)}
		m.resources[activity.ResourceID(id)] = u
	}
	return u
}

func (m *Mapper) asked(t *mapping, a activity.Activity) {
	t.did(a).Asked++
	t.Asked, t.LastAsked = t.Asked+1, later(t.LastAsked, a.At)
	if !a.At.Before(m.since) {
		t.AskedLately++
	}
	t.Questions = append(t.Questions, activity.QuestionID(a.Object))
	if over := len(t.Questions) - m.policy.Examples; over > 0 {
		t.Questions = append(t.Questions[:0], t.Questions[over:]...)
	}
}

func (m *Mapper) answered(t *mapping, a activity.Activity) {
	k := t.did(a)
	k.Answered++
	if !a.At.Before(m.since) {
		k.AnsweredLately++
	}
	t.Answers, t.LastAnswered = t.Answers+1, later(t.LastAnswered, a.At)
	if named, ok := a.Detail.(activity.Imported); ok && named.Accepted {
		k.Accepted++
	}
}

func (t *mapping) written(a activity.Activity) { t.LastWritten = later(t.LastWritten, a.At) }

// did returns what is counted of the actor, who has done something.
func (t *mapping) did(a activity.Activity) *Knower {
	k := t.person(a.Actor)
	k.Last = later(k.Last, a.At)
	return k
}

// credit counts what somebody does for whom it is directed at, if that is
// somebody else.
func (t *mapping) credit(a activity.Activity, count func(*Knower)) {
	if a.To != "" && a.To != a.Actor {
		count(t.person(a.To))
	}
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// Map returns the map of what has been added so far.
func (m *Mapper) Map() Map {
	for name := range m.named {
		m.topic(name)
	}
	shelves := make(map[string][]MappedResource)
	for _, r := range m.shelf {
		u := cmp.Or(m.resources[r.ID], new(usage))
		v := MappedResource{
			ID: r.ID, Title: r.Current.Title, Kind: r.Kind, Status: r.Status, Author: r.Author, Uses: u.uses, LastUsed: u.last,
			Revised: r.Current.At, Backers: len(u.backers), Endorsed: Vouched(r, len(u.backers)), Serves: Serves(r),
		}
		for _, name := range r.Current.Topics {
			m.topic(name)
			shelves[name] = append(shelves[name], v)
		}
	}
	open := make(map[string][]Waiter)
	for _, w := range m.Waiting() {
		for _, name := range w.Topics {
			open[name] = append(open[name], w)
		}
	}
	all := Map{Policy: m.policy, Since: m.since, At: m.now}
	for _, name := range slices.Sorted(maps.Keys(m.topics)) {
		all.Topics = append(all.Topics, m.mapped(m.topics[name], shelves[name], open[name]))
	}
	return all
}

// mapped is a topic with its people, resources and open questions in order.
func (m *Mapper) mapped(t *mapping, shelf []MappedResource, open []Waiter) MappedTopic {
	v := t.MappedTopic
	v.Named = m.named[v.Topic]
	v.Questions = slices.Clone(v.Questions)
	slices.Reverse(v.Questions)
	v.Open, v.Waiting = open, len(open)
	impatient := since(m.now, m.policy.Patience)
	for _, w := range open {
		if !w.At.Before(m.since) && w.At.Before(impatient) {
			v.LeftWaiting++
		}
	}
	for _, k := range t.people {
		one := *k
		one.Left = m.left[one.Person]
		v.People = append(v.People, one)
	}
	slices.SortFunc(v.People, func(a, b Knower) int {
		return cmp.Or(
			cmp.Compare(b.Accepted, a.Accepted), cmp.Compare(b.Answered, a.Answered), cmp.Compare(b.Shared, a.Shared),
			cmp.Compare(b.Revised, a.Revised), cmp.Compare(b.Asked, a.Asked), b.Last.Compare(a.Last), cmp.Compare(a.Person, b.Person),
		)
	})
	v.Resources = shelf
	slices.SortFunc(v.Resources, func(a, b MappedResource) int {
		inUse := map[bool]int{true: 0, false: 1}
		return cmp.Or(
			cmp.Compare(inUse[a.Serves], inUse[b.Serves]), cmp.Compare(b.Uses, a.Uses), b.Revised.Compare(a.Revised), a.ID.Compare(b.ID),
		)
	})
	return v
}

// Waiting returns the questions that nobody has answered, the longest waiting
// first, those without a topic included.
func (m *Mapper) Waiting() []Waiter {
	return slices.SortedFunc(maps.Values(m.waiting), func(a, b Waiter) int {
		return cmp.Or(a.At.Compare(b.At), a.Question.Compare(b.Question))
	})
}
