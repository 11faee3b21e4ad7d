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
	h, on, err := readSubjects(s)
	if err != nil || len(h.events) == 0 {
		return nil, err
	}
	until := o.Until.UnixMicro()
	if o.Until.IsZero() {
		until = h.events[0].at
		for _, e := range h.events {
			until = max(until, e.at)
		}
	}
	told, _ := on.judge(h, until, o)
	all := make([]Topic, len(told))
	for i, g := range told {
		all[i] = g.Topic
	}
	return all, nil
}

// topicThread is a thread as the topics need it: what came behind its opening.
type topicThread struct {
	by       []uint32 // who answered, in order of numbers, as often as they did
	accepted bool
}

// disputed reports whether several answered, and none of it was accepted.
func (t *topicThread) disputed() bool {
	different := 0
	for i, p := range t.by {
		if i == 0 || p != t.by[i-1] {
			different++
		}
	}
	return !t.accepted && different > 2
}

// gathered is what a topic's threads come to.
type gathered struct {
	Topic
	disputed int
	lead     uint32 // who gives most answers
	given    int    // by them
	people   int    // who asked or answered
}

// altogether is what all threads come to.
type altogether struct {
	gathered
	by     []int // answers of each person
	askers int
}

// judge looks at the topics as they were at a time. Nothing that was done before a
// thread was opened is in it.
func (on *subjects) judge(h *history, until int64, o TopicOptions) ([]*gathered, altogether) {
	o.Window, o.Least = cmp.Or(o.Window, 180*24*time.Hour), cmp.Or(o.Least, 5)
	threads := on.gather(h, until)
	recent := timeOf(until).Add(-o.Window).UnixMicro()
	all := altogether{by: make([]int, len(h.people))}
	askers := make([]bool, len(h.people))
	byTopic := make([][]uint32, len(on.names)) // their threads
	for i := range threads {
		if at := on.opened[i].at; at <= until {
			all.take(&threads[i], at > recent)
			askers[on.opened[i].by] = true
			for _, p := range threads[i].by {
				all.by[p]++
			}
			for _, t := range on.of(i) {
				byTopic[t] = append(byTopic[t], uint32(i))
			}
		}
	}
	all.askers = those(askers)
	count := counter{of: make([]int, len(h.people)), met: make([]bool, len(h.people))}
	var topics []*gathered
	for t, in := range byTopic {
		if in == nil {
			continue
		}
		g := &gathered{Topic: Topic{Topic: on.names[t]}}
		first := int64(never)
		for _, i := range in {
			first = min(first, on.opened[i].at)
			g.take(&threads[i], on.opened[i].at > recent)
			count.meet(on.opened[i].by, 0)
			for _, p := range threads[i].by {
				count.meet(p, 1)
			}
		}
		g.First = timeOf(first)
		count.tell(g, h.people)
		topics = append(topics, g)
	}
	slices.SortFunc(topics, func(a, b *gathered) int {
		return cmp.Or(cmp.Compare(b.Questions, a.Questions), cmp.Compare(a.Topic.Topic, b.Topic.Topic))
	})
	for _, g := range topics {
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
	return topics, all
}

// gather goes through what was done up to a time.
func (on *subjects) gather(h *history, until int64) []topicThread {
	threads, answers := make([]topicThread, len(on.opened)), make([]int, len(on.opened)+1)
	answered := func(e event) bool {
		d := &h.deeds[e.deed]
		return (d.verb == activity.Answer || d.verb == activity.Reply) && !d.opens && e.actor != on.opened[e.thread].by
	}
	within := func(e event) bool { return e.thread != none && e.at <= until && e.at >= on.opened[e.thread].at }
	for _, e := range h.events {
		if within(e) && answered(e) {
			answers[e.thread+1]++
		}
	}
	for i := range threads {
		answers[i+1] += answers[i]
	}
	given := make([]uint32, answers[len(threads)])
	for i := range threads {
		threads[i].by = given[answers[i]:answers[i]:answers[i+1]]
	}
	for _, e := range h.events {
		if !within(e) {
			continue
		}
		t := &threads[e.thread]
		switch d := &h.deeds[e.deed]; {
		case d.opens:
		case d.verb == activity.Accept:
			t.accepted = true
		case answered(e):
			t.by = append(t.by, e.actor)
			t.accepted = t.accepted || d.accepted
		}
	}
	return threads
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
	g.Answers += len(t.by)
}

// counter counts who has to do with one topic after the other.
type counter struct {
	of   []int  // answers of each person
	met  []bool // who asked or answered
	list []uint32
}

func (c *counter) meet(p uint32, answers int) {
	if !c.met[p] {
		c.met[p] = true
		c.list = append(c.list, p)
	}
	c.of[p] += answers
}

// tell says who answers most, and forgets everybody.
func (c *counter) tell(g *gathered, people []activity.Person) {
	g.people = len(c.list)
	for _, p := range c.list {
		if n := c.of[p]; n > 0 {
			g.Answerers++
			if n > g.given || n == g.given && byName(people[p], people[g.lead]) < 0 {
				g.given, g.lead = n, p
			}
		}
		c.of[p], c.met[p] = 0, false
	}
	c.list = c.list[:0]
	if g.given > 0 {
		g.Lead = string(people[g.lead])
	}
	g.LeadShare = share(g.given, g.Answers)
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
