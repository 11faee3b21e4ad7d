package insight

import (
	"math"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// The half-lives of traces: a month, a season, and more than a year.
var halfLives = [...]time.Duration{30 * dayLong, 120 * dayLong, 480 * dayLong}

const dayLong = 24 * time.Hour

const (
	month = iota
	season
	era
)

// fading is an amount that is halved with time, at each of the half-lives.
type fading struct {
	at     time.Time
	amount [len(halfLives)]float64
}

// add adds to the amount.
func (f *fading) add(at time.Time, amount float64) {
	for i := range f.amount {
		f.amount[i] = f.left(i, at) + amount
	}
	if at.After(f.at) {
		f.at = at
	}
}

// left is what is left of the amount.
func (f *fading) left(half int, at time.Time) float64 {
	if f == nil || f.amount[half] == 0 {
		return 0
	}
	age := max(0, at.Sub(f.at))
	return f.amount[half] * math.Exp2(-float64(age)/float64(halfLives[half]))
}

func faded[K comparable](of map[K]*fading, key K) *fading {
	f := of[key]
	if f == nil {
		f = new(fading)
		of[key] = f
	}
	return f
}

// The kinds of traces that people leave.
const (
	answering = iota
	accepted
	commenting
	asking
	traceKinds
)

// traces are what a person has left.
type traces struct {
	person  activity.Person
	answers int
	last    time.Time
	of      [traceKinds]fading
}

// outlook is how things stand when somebody asks.
type outlook struct {
	*Experts
	asker  int
	topics []string
	shares []float64 // of the topics, adding up to 1
	at     time.Time
}

func (x *Experts) look(asker int, topics []string, at time.Time) outlook {
	o := outlook{Experts: x, asker: asker, topics: topics, at: at, shares: make([]float64, len(topics))}
	sum := 0.0
	for i, t := range topics {
		o.shares[i] = max(x.rarity(t), 0.01)
		sum += o.shares[i]
	}
	for i := range o.shares {
		o.shares[i] /= sum
	}
	return o
}

func (o outlook) left(who, kind, half int) float64 { return o.traces[who].of[kind].left(half, o.at) }

// on is what somebody has answered on the topics, the rarer ones weighing more.
func (o outlook) on(who int) (amount float64) {
	for i, name := range o.topics {
		if t := o.Experts.topics[name]; t != nil {
			amount += o.shares[i] * t.by[who].left(era, o.at)
		}
	}
	return amount
}

// idle is for how many days somebody has done nothing.
func (o outlook) idle(who int) float64 {
	return max(0, float64(o.at.Sub(o.traces[who].last))/float64(dayLong))
}

// clue is a trace as it bears on who knows.
type clue struct {
	trace    string // in words; empty if it speaks for nobody by itself
	expected float64
	amount   func(o outlook, who int) float64
}

func trace(kind, half int) func(outlook, int) float64 {
	return func(o outlook, who int) float64 { return o.left(who, kind, half) }
}

const clues = 11

// kinds are the clues. What is expected of them is where learning begins, and
// what holds in a community that has nothing to learn from yet.
var kinds = [clues]clue{
	{"answered questions within about a month", 0.2, trace(answering, month)},
	{"answered questions within about a season", 0.5, trace(answering, season)},
	{"answered questions within about two years", 0.3, trace(answering, era)},
	{"gave answers that were accepted within about a season", 0.2, trace(accepted, season)},
	{"gave answers that were accepted within about two years", 0.3, trace(accepted, era)},
	{"commented within about a month", 0.1, trace(commenting, month)},
	{"commented within about two years", 0, trace(commenting, era)},
	{"asked questions of their own", 0, trace(asking, season)},
	{"answered on these topics", 0.5, outlook.on},
	{"answered the asker before", 0.1, func(o outlook, who int) float64 {
		return o.helped[pair{who, o.asker}].left(era, o.at)
	}},
	{"", -0.2, outlook.idle},
}

var expected = func() (w [clues]float64) {
	for i, c := range kinds {
		w[i] = c.expected
	}
	return w
}()

// clues are what bears on whether somebody knows: amounts on a logarithmic scale,
// because the tenth answer says less than the first.
func (o outlook) clues(who int) (seen [clues]float64) {
	for i, c := range kinds {
		seen[i] = math.Log1p(c.amount(o, who))
	}
	return seen
}
