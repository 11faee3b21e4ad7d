package insight

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Experts tells who of a community is likely to answer a question well. It is
// shown the record one activity at a time and knows nothing that comes later.
//
// What it goes by are traces of practice that fade: answers, accepted answers,
// comments and questions of one's own, answers on the topics asked about, and
// answers to the asker, each halved by its age. How much each of them says differs
// from one community to another, and is learned from who answered so far: a choice
// among those who could have (a conditional logit: D. McFadden 1974; as a relational
// event model: C. Butts 2008, Sociological Methodology 38, 155-200), drawn towards
// weights that hold where there is little to learn from. So popularity counts as far
// as it has counted, and no further.
type Experts struct {
	people   map[activity.Person]int
	traces   []traces // by person
	topics   map[string]*topic
	asked    int // questions
	threads  map[activity.ObjectID]inquiry
	waiting  []activity.ObjectID // the latest threads, whose rivals are remembered
	helped   map[pair]*fading
	answers  map[activity.ObjectID]answered
	choices  []choice
	since    int // how many choices there were when the weights were learned
	total    int // how many choices there have been, those forgotten included
	weights  [clues]float64
	answered []int // people who have answered, in the order of their first answer
}

// Inquiry is a question for which somebody who knows is sought.
type Inquiry struct {
	Asker  activity.Person
	Topics []string
	At     time.Time
}

// Expert is somebody who may know, with what speaks for them.
type Expert struct {
	Person   activity.Person
	Score    float64 // only its order, and its differences within one list, mean anything
	Evidence []Evidence
}

// Evidence is one kind of trace that speaks for an expert.
type Evidence struct {
	Trace  string  // what it is, in words
	Amount float64 // how much of it there is, each trace halved by its age
	Counts float64 // how much it adds to the score
}

// inquiry is a thread that waits for answers.
type inquiry struct {
	asker  int
	topics []string
	at     time.Time
	rivals []rival // who could answer when it was asked, if that is still remembered
}

// answered is an answer that may be accepted yet.
type answered struct {
	person int
	choice int // its number; -1 if there was nobody to choose from
	at     time.Time
	topics []string
}

type pair struct{ from, to int }

// topic is what people have answered on one.
type topic struct {
	asked int
	by    map[int]*fading
}

// NewExperts returns one that has seen nothing yet.
func NewExperts() *Experts {
	return &Experts{
		people: make(map[activity.Person]int), topics: make(map[string]*topic), threads: make(map[activity.ObjectID]inquiry),
		helped: make(map[pair]*fading), answers: make(map[activity.ObjectID]answered), weights: expected,
	}
}

// Add shows it the next activity. Times may not go back.
func (x *Experts) Add(a activity.Activity) {
	if a.Verb.Upkeep() || a.Actor == "" {
		return
	}
	who := x.person(a.Actor)
	x.traces[who].last = a.At
	thread, opens := threadOf(a)
	switch {
	case a.Verb == activity.Accept:
		x.accept(a.Object, a.At)
	case opens:
		x.asked++
		for _, t := range a.Topics {
			x.topic(t).asked++
		}
		x.wait(thread, inquiry{asker: who, topics: a.Topics, at: a.At})
		x.traces[who].of[asking].add(a.At, 1)
	case a.Verb == activity.Answer || a.Verb == activity.Reply:
		x.answer(a, who, thread)
	default:
		x.traces[who].of[commenting].add(a.At, 1)
	}
}

func (x *Experts) person(p activity.Person) int {
	i, ok := x.people[p]
	if !ok {
		i = len(x.traces)
		x.people[p] = i
		x.traces = append(x.traces, traces{person: p})
	}
	return i
}

func (x *Experts) topic(name string) *topic {
	t := x.topics[name]
	if t == nil {
		t = &topic{by: make(map[int]*fading)}
		x.topics[name] = t
	}
	return t
}

// answer learns from who answered what.
func (x *Experts) answer(a activity.Activity, who int, thread activity.ObjectID) {
	q, known := x.threads[thread]
	if known && q.asker == who {
		x.traces[who].of[commenting].add(a.At, 1)
		return
	}
	topics := a.Topics
	if len(topics) == 0 {
		topics = q.topics
	}
	made := answered{person: who, choice: -1, at: a.At, topics: topics}
	if known && x.traces[who].answers > 0 {
		made.choice = x.choose(who, q)
	}
	if x.traces[who].answers++; x.traces[who].answers == 1 {
		x.answered = append(x.answered, who)
	}
	x.traces[who].of[answering].add(a.At, 1)
	for _, t := range topics {
		faded(x.topic(t).by, who).add(a.At, 1)
	}
	if known {
		faded(x.helped, pair{who, q.asker}).add(a.At, 1)
	}
	x.answers[a.Object] = made
	if names, ok := a.Detail.(activity.Imported); ok && names.Accepted {
		x.accept(a.Object, a.At)
	}
}

// accept counts an answer that helped once more.
func (x *Experts) accept(answer activity.ObjectID, at time.Time) {
	made, ok := x.answers[answer]
	if !ok {
		return
	}
	delete(x.answers, answer)
	x.traces[made.person].of[accepted].add(at, 1)
	for _, t := range made.topics {
		faded(x.topic(t).by, made.person).add(at, 1)
	}
	if n := made.choice - (x.total - len(x.choices)); made.choice >= 0 && n >= 0 {
		x.choices[n].weight++
	}
}

// Rank orders everybody who has answered before, but the asker, by who is most
// likely to know. Those whom nothing tells apart stand in the order of their names,
// shorter ones first.
func (x *Experts) Rank(q Inquiry) []Expert {
	experts, see := x.order(q)
	for i, e := range experts {
		experts[i].Evidence = x.evidence(see, e.Person)
	}
	return experts
}

// order is Rank without the evidence, which is much more than all else and which few
// are asked for; from how things stood it can be told later.
func (x *Experts) order(q Inquiry) ([]Expert, outlook) {
	x.learn()
	asker := -1
	if i, ok := x.people[q.Asker]; ok {
		asker = i
	}
	see := x.look(asker, q.Topics, q.At)
	experts := make([]Expert, 0, len(x.answered))
	for _, who := range x.answered {
		if who != asker {
			experts = append(experts, Expert{Person: x.traces[who].person, Score: x.score(see.clues(who))})
		}
	}
	slices.SortFunc(experts, func(a, b Expert) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), byName(a.Person, b.Person))
	})
	return experts, see
}

// byName orders people by their names, shorter ones first, so that u9 comes
// before u10.
func byName(a, b activity.Person) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

func (x *Experts) score(seen [clues]float64) (score float64) {
	for i, w := range x.weights {
		score += w * seen[i]
	}
	return score
}

// evidence is what speaks for somebody, the weightiest first.
func (x *Experts) evidence(see outlook, person activity.Person) (all []Evidence) {
	amounts := see.amounts(x.people[person])
	for i, c := range kinds {
		if counts := x.weights[i] * math.Log1p(amounts[i]); counts > 0.01 && c.trace != "" {
			all = append(all, Evidence{c.trace, amounts[i], counts})
		}
	}
	slices.SortStableFunc(all, func(a, b Evidence) int { return cmp.Compare(b.Counts, a.Counts) })
	return all
}

// String says it in words: "answered questions (3.2, counts 1.4)".
func (e Evidence) String() string {
	return fmt.Sprintf("%s (%s, counts %s)", e.Trace, decimal(e.Amount), decimal(e.Counts))
}

// rarity is how much a topic tells: more, the fewer questions are about it (K. Spärck
// Jones 1972).
func (x *Experts) rarity(topic string) float64 {
	asked := 0
	if t := x.topics[topic]; t != nil {
		asked = t.asked
	}
	return math.Log(float64(x.asked+1) / (float64(asked) + 0.5))
}
