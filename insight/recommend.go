package insight

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Recommendation is something or somebody that may be worth a person's time, and why.
type Recommendation struct {
	ID      activity.ObjectID `json:"id,omitzero"`      // of the resource, question or community
	Person  activity.Person   `json:"person,omitempty"` // whom to meet, or who could be a mentor
	Title   string            `json:"title,omitempty"`
	Grounds []Ground          `json:"grounds"`
	Next    string            `json:"next"` // what to do, in words
}

// Ground is one reason for a recommendation.
type Ground struct {
	Rule     string    `json:"rule"`          // what speaks for it
	Evidence string    `json:"evidence"`      // what there is to go by
	Counts   float64   `json:"counts"`        // how much it adds to the order, within one list; 0 if it only tells
	From     time.Time `json:"from,omitzero"` // the window in which the evidence lies
	To       time.Time `json:"to,omitzero"`
}

// Recommendations are what is recommended to one person, the best of each first.
type Recommendations struct {
	Resources []Recommendation `json:"resources"`
	Questions []Recommendation `json:"questions"` // that wait for an answer which they may have
	People    []Recommendation `json:"people"`
	Mentors   []Recommendation `json:"mentors"`
}

// Recommender recommends to one person, by what they may see of the record and of the
// repertoire; give it nothing else. It reads the record one activity at a time and
// keeps counts. What it rests on:
//
//   - Topics: what the person did about a topic, halved every 480 days, on a logarithmic
//     scale; a topic counts the less the more people have to do with it, 1 over the
//     binary logarithm of one more than they are (after L. Adamic and E. Adar 2003,
//     "Friends and neighbors on the web").
//   - Wording: the highest cosine with something in which the person took part.
//   - Threads in which two people were, each counted as a topic is.
//   - Who is likely to answer well: [Experts], with the load spread ([Spread]).
//
// Nothing is recommended that the person has made, had to do with or seen, nobody whom
// they know, nobody who does not want it, and nothing about a muted topic.
type Recommender struct {
	policy  RecommendPolicy
	me      activity.Person
	now     time.Time
	willing func(activity.Person) bool
	muted   map[string]bool

	experts *Experts
	spread  *Spread
	opened  map[activity.ObjectID]activity.Person
	about   map[activity.ObjectID][]string
	inside  map[activity.ObjectID]map[activity.Person]bool // who was in each thread
	people  map[string]map[activity.Person]bool            // who had to do with each topic
	mine    map[string]*interest
	touched map[activity.ObjectID]bool
	known   map[activity.Person]bool

	myThreads []activity.ObjectID // in which the person was; nil until they are asked for
	documents []Document          // in which the person took part
	vectors   map[activity.ObjectID][]coordinate
}

// interest is what the person did about a topic.
type interest struct {
	fading
	traces   int
	from, to time.Time
}

// NewRecommender returns one for a person, by a policy, at a time. Willing tells whether
// somebody agrees to be recommended; nil if all do.
// Errors: Invalid, with every bad field of the policy.
func NewRecommender(p RecommendPolicy, person activity.Person, now time.Time, willing func(activity.Person) bool) (*Recommender, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	if willing == nil {
		willing = func(activity.Person) bool { return true }
	}
	r := &Recommender{
		policy: p, me: person, now: activity.Moment(now), willing: willing, muted: make(map[string]bool),
		experts: NewExperts(), spread: NewSpread(p.Spread), opened: make(map[activity.ObjectID]activity.Person),
		about: make(map[activity.ObjectID][]string), inside: make(map[activity.ObjectID]map[activity.Person]bool),
		people: make(map[string]map[activity.Person]bool), mine: make(map[string]*interest),
		touched: make(map[activity.ObjectID]bool), known: make(map[activity.Person]bool), vectors: make(map[activity.ObjectID][]coordinate),
	}
	for _, t := range p.Muted {
		r.muted[t] = true
	}
	for _, id := range p.Seen {
		r.touched[id] = true
	}
	for _, k := range p.Known {
		r.known[k] = true
	}
	return r, nil
}

// Add tells the recommender the next activity of the record.
func (r *Recommender) Add(a activity.Activity) {
	if a.At.After(r.now) || a.Actor == "" {
		return
	}
	r.myThreads = nil
	switch r.me {
	case a.Actor:
		r.known[a.To] = true
	case a.To:
		r.known[a.Actor] = true
	}
	if a.Verb.Upkeep() {
		return
	}
	r.experts.Add(a)
	if answersAnother(a, r.opened) {
		r.spread.Answered(a.Actor, a.At)
		r.meets(a.Actor, r.opened[a.Thread])
	}
	thread, opens := threadOf(a)
	if opens {
		r.about[thread] = a.Topics
	}
	if !thread.IsZero() {
		if r.inside[thread] == nil {
			r.inside[thread] = make(map[activity.Person]bool)
		}
		r.inside[thread][a.Actor] = true
	}
	topics := a.Topics
	if topics == nil {
		topics = r.about[thread]
	}
	for _, t := range topics {
		if r.people[t] == nil {
			r.people[t] = make(map[activity.Person]bool)
		}
		r.people[t][a.Actor] = true
	}
	if a.Actor == r.me {
		r.did(a, thread, topics)
	}
}

// meets remembers that one answered the other.
func (r *Recommender) meets(a, b activity.Person) {
	switch r.me {
	case a:
		r.known[b] = true
	case b:
		r.known[a] = true
	}
}

// did remembers what the person did themselves.
func (r *Recommender) did(a activity.Activity, thread activity.ObjectID, topics []string) {
	for _, id := range []activity.ObjectID{a.Object, a.InReplyTo, thread} {
		if !id.IsZero() {
			r.touched[id] = true
		}
	}
	for _, t := range topics {
		i := r.mine[t]
		if i == nil {
			i = &interest{from: a.At}
			r.mine[t] = i
		}
		i.add(a.At, 1)
		i.traces++
		if a.At.Before(i.from) {
			i.from = a.At
		}
		if a.At.After(i.to) {
			i.to = a.At
		}
	}
}

// Touched tells of things with which the person has to do by other ways than the record
// tells: what they look after, or have a part in.
func (r *Recommender) Touched(ids ...activity.ObjectID) {
	for _, id := range ids {
		r.touched[id] = true
	}
}

// Read reads all documents, those in which the person took part among them, by a model
// or, if that is nil, by their words.
// Errors: Unavailable if the model fails; Invalid for vectors that are none.
func (r *Recommender) Read(documents []Document, model Embedder) (err error) {
	var vectors [][]coordinate
	if model == nil {
		vectors = lexical(documents)
	} else if len(documents) > 0 {
		if vectors, err = embedded(documents, model); err != nil {
			return err
		}
	}
	seen := make(map[activity.ObjectID]bool)
	for _, id := range r.policy.Seen {
		seen[id] = true // which says that they know it, and not that it mattered
	}
	r.documents = nil
	for i, d := range documents {
		r.vectors[d.ID] = vectors[i]
		if r.touched[d.ID] && !seen[d.ID] {
			r.documents = append(r.documents, d)
		}
	}
	slices.SortFunc(r.documents, func(a, b Document) int { return a.ID.Compare(b.ID) })
	return nil
}

// Interests are the topics that the person has to do with, the weightiest first.
func (r *Recommender) Interests() []string {
	var all []string
	for t := range r.mine {
		if !r.muted[t] {
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(a, b string) int {
		return cmp.Or(cmp.Compare(r.weight(b), r.weight(a)), cmp.Compare(a, b))
	})
	return all
}

// weight is how much a topic counts for the person.
func (r *Recommender) weight(topic string) float64 {
	i := r.mine[topic]
	if i == nil {
		return 0
	}
	return math.Log1p(i.left(r.now)[era]) * shared(len(r.people[topic]))
}

// shared is how much it counts that something is shared among so many people.
func shared(people int) float64 { return 1 / math.Log2(float64(max(1, people)+1)) }

// grounds are what speaks for one candidate.
type grounds struct {
	all      []Ground
	evidence int
	sum      float64
}

func (g *grounds) add(evidence int, one Ground) {
	g.all = append(g.all, one)
	g.evidence += evidence
	g.sum += one.Counts
}

// topical adds the topics that the person has to do with, too.
func (r *Recommender) topical(g *grounds, topics []string) {
	one := Ground{Rule: "it is about topics that you have to do with"}
	var parts []string
	traces := 0
	for _, t := range distinct(topics) {
		i := r.mine[t]
		if i == nil || r.muted[t] {
			continue
		}
		one.Counts += r.weight(t)
		traces += i.traces
		parts = append(parts, fmt.Sprintf("%s (%s of yours)", t, acts(i.traces)))
		one.From, one.To = window(one.From, one.To, i.from, i.to)
	}
	if traces > 0 {
		one.Evidence = strings.Join(parts, ", ")
		g.add(traces, one)
	}
}

// window widens a window by another one.
func window(from, to, otherFrom, otherTo time.Time) (time.Time, time.Time) {
	if from.IsZero() || otherFrom.Before(from) {
		from = otherFrom
	}
	if otherTo.After(to) {
		to = otherTo
	}
	return from, to
}

func distinct(topics []string) []string {
	all := slices.Clone(topics)
	slices.Sort(all)
	return slices.Compact(all)
}

// wording adds what the person took part in that reads alike.
func (r *Recommender) wording(g *grounds, d Document) {
	one := Ground{Rule: "it reads like what you took part in"}
	alike, title := 0, ""
	for _, other := range r.documents {
		if other.ID == d.ID {
			continue
		}
		c := cosine(r.vectors[other.ID], r.vectors[d.ID])
		if c < r.policy.Alike {
			continue
		}
		alike++
		one.From, one.To = window(one.From, one.To, other.At, other.At)
		if c > one.Counts {
			one.Counts, title = c, other.Title
		}
	}
	if alike > 0 {
		one.Evidence = fmt.Sprintf("%s, most of all %q (cosine %.2f)", counted(alike, "thing", "things"), title, one.Counts)
		g.add(alike, one)
	}
}

// mutes reports whether somebody wants to hear nothing of something.
func (r *Recommender) mutes(topics []string) bool {
	return slices.ContainsFunc(topics, func(t string) bool { return r.muted[t] })
}
