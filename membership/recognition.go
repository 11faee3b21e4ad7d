package membership

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Recognition is a thank-you or a commendation from one member to another.
// Reputation among those who know the practice is part of what a community of
// practice gives its members (Wenger, McDermott & Snyder 2002); it is given by
// people, for something, and adds up to no score unless a host wants one (see
// Worth).
type Recognition struct {
	Community activity.CommunityID `json:"community"`
	ID        activity.ID          `json:"id"` // that of the activity which records it
	Kind      RecognitionKind      `json:"kind"`
	From      activity.Person      `json:"from"`
	To        activity.Person      `json:"to"`
	Topic     string               `json:"topic,omitempty"`
	For       activity.ObjectID    `json:"for,omitzero"` // an answer, a resource, …; zero if nothing in particular
	Note      string               `json:"note,omitempty"`
	At        time.Time            `json:"at"`
	Space     activity.SpaceID     `json:"space,omitzero"`
}

// RecognitionKind says what a recognition is.
type RecognitionKind string

// The kinds of recognition.
const (
	Thanks       RecognitionKind = "thanks"       // for what somebody did
	Commendation RecognitionKind = "commendation" // for what somebody knows: a topic
)

// The details of the activities by which members recognise each other.
type (
	// Thanked is the detail of thanks.
	Thanked struct {
		Topic string            `json:"topic,omitempty" validate:"omitempty,topic"`
		For   activity.ObjectID `json:"for,omitzero"` // what the thanks are for; zero if nothing in particular
		Note  string            `json:"note,omitempty" validate:"omitempty,max=1000,prose"`
	}
	// Commended is the detail of a commendation.
	Commended struct {
		Topic string            `json:"topic" validate:"required,topic"`
		For   activity.ObjectID `json:"for,omitzero"` // what shows it; zero if nothing in particular
		Note  string            `json:"note,omitempty" validate:"omitempty,max=1000,prose"`
	}
)

// FactName returns "membership.thanked".
func (Thanked) FactName() string { return "membership.thanked" }

// FactName returns "membership.commended".
func (Commended) FactName() string { return "membership.commended" }

// Thank thanks a member. From is the actor's membership. Precondition if
// either is no member.
func Thank(o activity.Occasion, from, to Member, fact Thanked) (Recognition, activity.Activity, error) {
	return recognise("membership.Thank", o, from, to, activity.Thank, fact)
}

// Commend vouches for what a member knows about a topic. From is the actor's
// membership; given holds what the actor has given this member before, and may
// hold more. Exists if they have commended them for this topic already;
// Precondition if either is no member.
func Commend(o activity.Occasion, from, to Member, fact Commended, given []Recognition) (Recognition, activity.Activity, error) {
	const op = "membership.Commend"
	if slices.ContainsFunc(given, func(r Recognition) bool {
		return r.Kind == Commendation && r.Community == o.Community && r.From == o.Actor && r.To == to.Person && r.Topic == fact.Topic
	}) {
		return Recognition{}, activity.Activity{}, fault.New(op, fault.Exists, "you have commended this member for this topic already")
	}
	return recognise(op, o, from, to, activity.Commend, fact)
}

func recognise(op string, o activity.Occasion, from, to Member, verb activity.Verb, fact activity.Fact) (Recognition, activity.Activity, error) {
	fail := func(err error) (Recognition, activity.Activity, error) {
		return Recognition{}, activity.Activity{}, err
	}
	if err := o.Check(op); err != nil {
		return fail(err)
	}
	if err := fault.Check(op, fact); err != nil {
		return fail(err)
	}
	switch {
	case from.Person != o.Actor || !from.in(o.Community):
		return fail(fault.New(op, fault.Precondition, "only members recognise others; join first"))
	case !to.in(o.Community):
		return fail(fault.New(op, fault.Precondition, "only members are recognised; this person is not one"))
	case from.Person == to.Person:
		return fail(fault.New(op, fault.Invalid, "nobody recognises themselves; name another member"))
	}
	a := o.Record(verb, fact)
	a.Object, a.To = activity.ObjectID(o.Community), to.Person
	r, _ := RecognitionOf(a)
	a.InReplyTo = r.For
	if r.Topic != "" {
		a.Topics = []string{r.Topic}
	}
	return r, a, nil
}

// in reports whether the person is a member of that community.
func (m Member) in(community activity.CommunityID) bool {
	return m.Member() && m.Community == community
}

// RecognitionOf returns the recognition that an activity records; ok is false
// if it records none.
func RecognitionOf(a activity.Activity) (r Recognition, ok bool) {
	r = Recognition{Community: a.Community, ID: a.ID, From: a.Actor, To: a.To, At: a.At, Space: a.Space}
	switch fact := a.Detail.(type) {
	case Thanked:
		r.Kind, r.Topic, r.For, r.Note = Thanks, fact.Topic, fact.For, fact.Note
	case Commended:
		r.Kind, r.Topic, r.For, r.Note = Commendation, fact.Topic, fact.For, fact.Note
	default:
		return Recognition{}, false
	}
	return r, true
}

// ForTopic is who is recognised for a topic.
type ForTopic struct {
	Topic  string
	People []Recognised
}

// Recognised is one person who is recognised for a topic, and on what grounds.
type Recognised struct {
	Person   activity.Person
	By       []activity.Person // who recognises them, each once, in the order of their ids
	Evidence []activity.ID     // the recognitions, in the order in which they were given
	Last     time.Time         // when the last one was given
}

// RecognisedFor returns who is recognised for which topic, by commendations and
// by thanks that name a topic; the topics in alphabetical order, and within one
// first whom more members recognise, then who was recognised last, then the
// order of ids. It counts people, not words: being thanked by one member ten
// times weighs no more than once.
func RecognisedFor(list []Recognition) []ForTopic {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b Recognition) int {
		return cmp.Or(cmp.Compare(a.Topic, b.Topic), cmp.Compare(a.To, b.To), a.At.Compare(b.At), a.ID.Compare(b.ID))
	})
	var topics []ForTopic
	for _, r := range list {
		if r.Topic == "" {
			continue
		}
		if n := len(topics); n == 0 || topics[n-1].Topic != r.Topic {
			topics = append(topics, ForTopic{Topic: r.Topic})
		}
		people := &topics[len(topics)-1].People
		if n := len(*people); n == 0 || (*people)[n-1].Person != r.To {
			*people = append(*people, Recognised{Person: r.To})
		}
		p := &(*people)[len(*people)-1]
		if i, found := slices.BinarySearch(p.By, r.From); !found {
			p.By = slices.Insert(p.By, i, r.From)
		}
		p.Evidence, p.Last = append(p.Evidence, r.ID), r.At
	}
	for _, t := range topics {
		slices.SortFunc(t.People, func(a, b Recognised) int {
			return cmp.Or(cmp.Compare(len(b.By), len(a.By)), b.Last.Compare(a.Last), cmp.Compare(a.Person, b.Person))
		})
	}
	return topics
}

// Worth is how much each kind of recognition counts, for hosts that want
// points. There are none by default: points invite people to collect them.
type Worth map[RecognitionKind]int

// Score is a person's points: a sum of unlike things, with its parts.
type Score struct {
	Person activity.Person
	Sum    int
	Parts  []Part // in alphabetical order of the kinds
}

// Part is what one kind of recognition adds to a score.
type Part struct {
	Kind   RecognitionKind
	Count  int // how many recognitions of the kind
	Points int // the count by the points of the kind
}

// Scores returns the points of everybody who was recognised in a kind that
// counts, in the order of their ids.
func (p Worth) Scores(list []Recognition) []Score {
	counts := make(map[activity.Person]map[RecognitionKind]int)
	for _, r := range list {
		if p[r.Kind] == 0 {
			continue
		}
		if counts[r.To] == nil {
			counts[r.To] = make(map[RecognitionKind]int)
		}
		counts[r.To][r.Kind]++
	}
	var scores []Score
	for _, person := range slices.Sorted(maps.Keys(counts)) {
		s := Score{Person: person}
		for _, kind := range slices.Sorted(maps.Keys(counts[person])) {
			n := counts[person][kind]
			s.Parts = append(s.Parts, Part{kind, n, n * p[kind]})
			s.Sum += n * p[kind]
		}
		scores = append(scores, s)
	}
	return scores
}
