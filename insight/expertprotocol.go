package insight

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/praxis-cop/praxis/activity"
)

// ExpertiseTrial is how well people who know are found, on a recorded history: the
// last 30 % of the questions that have an accepted answer by somebody other than the
// asker are asked again, each with what had been recorded until then, and the rank
// is looked up at which the one whose answer was accepted is named, among all who
// had answered anything before, but the asker.
type ExpertiseTrial struct {
	Questions       int `json:"questions"`         // in the history
	AcceptedByOther int `json:"accepted_by_other"` // of them, with an accepted answer by somebody else
	Test            int `json:"test"`              // of those, asked again

	Praxis Hits `json:"praxis"` // by Experts
	Tag    Hits `json:"tag"`    // by how much they had answered on the question's topics
	Total  Hits `json:"total"`  // by how much they had answered

	// How much better Experts are, with what chance would do to the difference.
	OverTag   Gain `json:"over_tag"`
	OverTotal Gain `json:"over_total"`
}

// Hits is how well an order of people serves.
type Hits struct {
	At1          float64 `json:"hit@1"` // share of questions for which the right person came first
	At5          float64 `json:"hit@5"` // … among the first five
	At10         float64 `json:"hit@10"`
	MRR          float64 `json:"mrr"`           // mean reciprocal rank
	NotCandidate int     `json:"not_candidate"` // questions whose right person had answered nothing before; they count as misses
}

// Gain is a difference between two orders on the same questions.
type Gain struct {
	MRR Interval `json:"mrr"`
	At5 Interval `json:"hit@5"`
}

// Interval is a mean with the interval that holds 95 % of what it comes to when
// the questions are drawn anew, with replacement (paired bootstrap, 10,000 draws).
type Interval struct {
	Mean float64 `json:"mean"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// TryExpertise tries Experts on a history. Times are taken as they are recorded, and
// of things of one time none is known to another.
func TryExpertise(history activity.Stream) (ExpertiseTrial, error) {
	t, err := trialOf(history)
	if err != nil {
		return ExpertiseTrial{}, err
	}
	return t.run(), nil
}

// trialOf brings a history in order.
func trialOf(history activity.Stream) (t trial, err error) {
	for a, err := range history {
		if err != nil {
			return trial{}, err
		}
		if !a.Verb.Upkeep() {
			t.record = append(t.record, bare(a))
		}
	}
	slices.SortFunc(t.record, func(a, b activity.Activity) int {
		return cmp.Or(a.At.Compare(b.At), byName(a.Actor, b.Actor), cmp.Compare(a.Verb, b.Verb), a.Object.Compare(b.Object))
	})
	return t, nil
}

// bare is an activity without the texts that it may hold.
func bare(a activity.Activity) activity.Activity {
	if _, ok := a.Detail.(activity.Imported); !ok {
		a.Detail = nil
	}
	return a
}

// trial is a history as it is gone through once more.
type trial struct{ record []activity.Activity }

// accepted returns, for each question, who gave the answer that was accepted.
func (t trial) accepted() map[activity.ObjectID]activity.Person {
	by := make(map[activity.ObjectID]activity.Activity) // answers
	helped := make(map[activity.ObjectID]activity.Person)
	for _, a := range t.record {
		names, _ := a.Detail.(activity.Imported)
		switch {
		case a.Verb == activity.Answer && names.Accepted:
			helped[a.Thread] = a.Actor
		case a.Verb == activity.Answer:
			by[a.Object] = a
		case a.Verb == activity.Accept:
			if answer, ok := by[a.Object]; ok {
				helped[answer.Thread] = answer.Actor
			}
		}
	}
	return helped
}

// questions returns how many there are, and how many with an accepted answer by
// somebody else; of these, those to be asked again, and who helped.
func (t trial) questions() (all [2]int, asked []activity.Activity, helped map[activity.ObjectID]activity.Person) {
	helped = t.accepted()
	for _, a := range t.record {
		if a.Verb != activity.Ask {
			continue
		}
		all[0]++
		if who := helped[a.Object]; who != "" && who != a.Actor {
			asked = append(asked, a)
		}
	}
	slices.SortStableFunc(asked, func(a, b activity.Activity) int {
		return cmp.Or(a.At.Compare(b.At), byName(nameOf(a), nameOf(b)))
	})
	all[1] = len(asked)
	return all, asked[len(asked)*7/10:], helped
}

func (t trial) run() (done ExpertiseTrial) {
	all, asked, helped := t.questions()
	done.Questions, done.AcceptedByOther, done.Test = all[0], all[1], len(asked)

	experts, simple := NewExperts(), newVolume()
	var ranks [3][]int
	next := 0
	for _, q := range asked {
		for ; next < len(t.record) && t.record[next].At.Before(q.At); next++ {
			experts.Add(t.record[next])
			simple.add(t.record[next])
		}
		right, inquiry := helped[q.Object], Inquiry{q.Actor, q.Topics, q.At}
		known, _ := experts.order(inquiry)
		for i, order := range [][]activity.Person{names(known), simple.rank(inquiry, true), simple.rank(inquiry, false)} {
			ranks[i] = append(ranks[i], 1+slices.Index(order, right)) // 0 for nobody
		}
	}
	done.Praxis, done.Tag, done.Total = hitsOf(ranks[0]), hitsOf(ranks[1]), hitsOf(ranks[2])
	done.OverTag, done.OverTotal = gain(ranks[0], ranks[1]), gain(ranks[0], ranks[2])
	return done
}

// nameOf is the source's name of an activity's object, if it has one.
func nameOf(a activity.Activity) activity.Person {
	if names, ok := a.Detail.(activity.Imported); ok {
		return activity.Person(names.Object)
	}
	return activity.Person(a.Object.String())
}

func names(experts []Expert) []activity.Person {
	all := make([]activity.Person, len(experts))
	for i, e := range experts {
		all[i] = e.Person
	}
	return all
}

// volume counts answers: what the simple orders go by.
type volume struct {
	answers map[activity.Person]int
	on      map[string]map[activity.Person]int
}

func newVolume() volume {
	return volume{make(map[activity.Person]int), make(map[string]map[activity.Person]int)}
}

func (v volume) add(a activity.Activity) {
	if a.Verb != activity.Answer {
		return
	}
	v.answers[a.Actor]++
	for _, t := range a.Topics {
		if v.on[t] == nil {
			v.on[t] = make(map[activity.Person]int)
		}
		v.on[t][a.Actor]++
	}
}

// rank orders those who have answered, but the asker, by their answers on the topics
// if there they count, then by all their answers, then by name.
func (v volume) rank(q Inquiry, byTopic bool) []activity.Person {
	var all []activity.Person
	on := make(map[activity.Person]int)
	for p := range v.answers {
		if p == q.Asker {
			continue
		}
		all = append(all, p)
		if byTopic {
			for _, t := range q.Topics {
				on[p] += v.on[t][p]
			}
		}
	}
	slices.SortFunc(all, func(a, b activity.Person) int {
		return cmp.Or(cmp.Compare(on[b], on[a]), cmp.Compare(v.answers[b], v.answers[a]), byName(a, b))
	})
	return all
}

func hitsOf(ranks []int) (h Hits) {
	for _, r := range ranks {
		h.At1 += within(r, 1)
		h.At5 += within(r, 5)
		h.At10 += within(r, 10)
		h.MRR += reciprocal(r)
		if r == 0 {
			h.NotCandidate++
		}
	}
	n := float64(max(1, len(ranks)))
	h.At1, h.At5, h.At10, h.MRR = h.At1/n, h.At5/n, h.At10/n, h.MRR/n
	return h
}

func within(rank, k int) float64 {
	if rank > 0 && rank <= k {
		return 1
	}
	return 0
}

func reciprocal(rank int) float64 {
	if rank == 0 {
		return 0
	}
	return 1 / float64(rank)
}

func gain(ours, theirs []int) (g Gain) {
	mrr, at5 := make([]float64, len(ours)), make([]float64, len(ours))
	for i := range ours {
		mrr[i] = reciprocal(ours[i]) - reciprocal(theirs[i])
		at5[i] = within(ours[i], 5) - within(theirs[i], 5)
	}
	return Gain{bootstrap(mrr), bootstrap(at5)}
}

// bootstrap returns the mean of some differences and what chance does to it. The
// draws are always the same.
func bootstrap(differences []float64) (i Interval) {
	const draws = 10_000
	if len(differences) == 0 {
		return i
	}
	n := len(differences)
	mean := func(of func(int) float64) (sum float64) {
		for k := range n {
			sum += of(k)
		}
		return sum / float64(n)
	}
	rng := rand.New(rand.NewPCG(1, 0))
	means := make([]float64, draws)
	for d := range means {
		means[d] = mean(func(int) float64 { return differences[rng.IntN(n)] })
	}
	slices.Sort(means)
	at := func(q float64) float64 { return means[int(math.Round(q*(draws-1)))] }
	return Interval{mean(func(k int) float64 { return differences[k] }), at(0.025), at(0.975)}
}
