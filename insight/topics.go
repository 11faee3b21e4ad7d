package insight

import (
	"cmp"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Topic is how a topic fares in a community: how often it is asked about lately and
// before, and who answers.
type Topic struct {
	Topic     string
	Questions int       // threads opened on it
	Answered  int       // of them, by somebody else
	Accepted  int       // of them, with an answer that was accepted
	Answers   int       // by others than who asked
	Answerers int       // people who gave them
	First     time.Time // when it was first asked about
	Lead      string    // who gave most answers; of several the first by name
	LeadShare float64   // their share of the answers

	Recent int     // questions in the window
	Before int     // questions before
	Odds   float64 // how much larger its share of all questions is in the window than before; 0 where it had none, +Inf is 0 before

	// Signs are what can be said of it by more than chance, each with its reason.
	Signs []TopicSign
}

// TopicSign is something that sets a topic apart from the others of its community.
type TopicSign struct {
	Kind TopicKind
	Rule string // what is asked, and what there is
	// P is how often chance alone would bring this about if the topic were like the
	// others, and Limit what it had to stay under: of many topics some stand out by
	// chance, so that the share of false signs is held at 5 % (Y. Benjamini and
	// Y. Hochberg 1995).
	P, Limit float64
}

// TopicKind is what sets a topic apart.
type TopicKind string

// The kinds.
const (
	Emerging     TopicKind = "emerging"      // a larger share of the questions than before
	Fading       TopicKind = "fading"        // a smaller one
	Contested    TopicKind = "contested"     // several people answer, and none of it is accepted, more often than elsewhere
	SingleExpert TopicKind = "single-expert" // one person answers more of it than they do elsewhere, and most of it
)

// TopicOptions say what is recent and what is enough to judge.
type TopicOptions struct {
	Until  time.Time     // when is now; the end of the record by default
	Window time.Duration // what is recent: 180 days by default
	Least  int           // questions that a topic must have to be judged: 5 by default
}

// falseSigns is the share of signs that may be due to chance.
const falseSigns = 0.05

// MeasureTopics reads a record. The topics come by the number of their questions, then
// by name.
func MeasureTopics(s activity.Stream, o TopicOptions) ([]Topic, error) {
	t := topicCount{threads: make(map[activity.ObjectID]*topicThread)}
	for a, err := range s {
		if err != nil {
			return nil, err
		}
		if !a.Verb.Upkeep() && (o.Until.IsZero() || !a.At.After(o.Until)) {
			t.record = append(t.record, bare(a))
		}
	}
	t.arrange()
	if o.Until.IsZero() && len(t.record) > 0 {
		o.Until = t.record[len(t.record)-1].At
	}
	return t.topics(o), nil
}

// arrange puts the record in order of time.
func (t *topicCount) arrange() {
	slices.SortFunc(t.record, func(a, b activity.Activity) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(openingFirst(a), openingFirst(b)), byName(a.Actor, b.Actor), a.Object.Compare(b.Object))
	})
}

// topics goes through the record and judges.
func (t *topicCount) topics(o TopicOptions) []Topic {
	o.Window, o.Least = cmp.Or(o.Window, 180*24*time.Hour), cmp.Or(o.Least, 5)
	for _, a := range t.record {
		t.add(a)
	}
	return t.judge(o)
}

func openingFirst(a activity.Activity) int {
	if _, opens := threadOf(a); opens {
		return 0
	}
	return 1
}

// topicThread is a thread as the topics need it.
type topicThread struct {
	asker    activity.Person
	at       time.Time
	topics   []string
	by       []activity.Person // who answered, in order, as often as they did
	accepted bool
}

type topicCount struct {
	record  []activity.Activity
	threads map[activity.ObjectID]*topicThread
	order   []*topicThread
}

func (t *topicCount) add(a activity.Activity) {
	id, opens := threadOf(a)
	thread := t.threads[id]
	switch {
	case opens && thread == nil:
		thread = &topicThread{asker: a.Actor, at: a.At, topics: a.Topics}
		t.threads[id] = thread
		t.order = append(t.order, thread)
	case thread == nil:
	case a.Verb == activity.Accept:
		thread.accepted = true
	case (a.Verb == activity.Answer || a.Verb == activity.Reply) && a.Actor != thread.asker:
		thread.by = append(thread.by, a.Actor)
		names, _ := a.Detail.(activity.Imported)
		thread.accepted = thread.accepted || names.Accepted
	}
}

// disputed reports whether several answered, and none of it was accepted.
func (t *topicThread) disputed() bool {
	return !t.accepted && len(slices.Compact(slices.Sorted(slices.Values(t.by)))) > 2
}

// gathered is what a topic's threads come to.
type gathered struct {
	Topic
	disputed int
	by       map[activity.Person]int
}

func (t *topicCount) judge(o TopicOptions) []Topic {
	all := gathered{by: make(map[activity.Person]int)}
	of := make(map[string]*gathered)
	for _, thread := range t.order {
		recent := thread.at.After(o.Until.Add(-o.Window))
		all.take(thread, recent)
		for _, name := range slices.Compact(slices.Sorted(slices.Values(thread.topics))) {
			g := of[name]
			if g == nil {
				g = &gathered{Topic: Topic{Topic: name, First: thread.at}, by: make(map[activity.Person]int)}
				of[name] = g
			}
			g.take(thread, recent)
		}
	}
	topics := make([]*gathered, 0, len(of))
	for _, g := range of {
		topics = append(topics, g)
	}
	slices.SortFunc(topics, func(a, b *gathered) int {
		return cmp.Or(cmp.Compare(b.Questions, a.Questions), cmp.Compare(a.Topic.Topic, b.Topic.Topic))
	})
	for _, g := range topics {
		g.lead()
		if g.Before > 0 && all.Recent > 0 && all.Before > 0 {
			g.Odds = share(g.Recent, all.Recent) / share(g.Before, all.Before)
		}
	}
	for _, test := range topicTests {
		tests := make([]tested, 0, len(topics))
		for i, g := range topics {
			if p, rule, ok := test.p(g, &all, o); ok {
				tests = append(tests, tested{i, p, rule})
			}
		}
		for limit, found := range standOut(tests) {
			g := topics[found.topic]
			g.Signs = append(g.Signs, TopicSign{test.kind, found.rule, found.p, limit})
		}
	}
	list := make([]Topic, len(topics))
	for i, g := range topics {
		list[i] = g.Topic
	}
	return list
}

func (g *gathered) take(t *topicThread, recent bool) {
	g.Questions++
	if recent {
		g.Recent++
	} else {
		g.Before++
	}
	if len(t.by) > 0 {
		g.Answered++
	}
	if t.accepted {
		g.Accepted++
	}
	if t.disputed() {
		g.disputed++
	}
	for _, p := range t.by {
		g.Answers++
		g.by[p]++
	}
}

// lead says who answers most.
func (g *gathered) lead() {
	g.Answerers = len(g.by)
	most := 0
	for p, n := range g.by {
		if n > most || n == most && byName(p, activity.Person(g.Lead)) < 0 {
			most, g.Lead = n, string(p)
		}
	}
	g.LeadShare = share(most, g.Answers)
}

// NewTopics returns, for each calendar month (UTC, as in "2006-01"), the topics that
// were asked about at least so often in it and never before, by name.
func NewTopics(s activity.Stream, least int) (map[string][]string, error) {
	first, count := make(map[string]string), make(map[string]map[string]int)
	for a, err := range s {
		if err != nil {
			return nil, err
		}
		if _, opens := threadOf(a); !opens {
			continue
		}
		month := a.At.UTC().Format("2006-01")
		for _, t := range a.Topics {
			if first[t] == "" || month < first[t] {
				first[t] = month
			}
			if count[t] == nil {
				count[t] = make(map[string]int)
			}
			count[t][month]++
		}
	}
	found := make(map[string][]string)
	for t, month := range first {
		if count[t][month] >= least {
			found[month] = append(found[month], t)
		}
	}
	for _, names := range found {
		slices.Sort(names)
	}
	return found, nil
}
