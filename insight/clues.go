package insight

import (
	"math"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// halfLife is the longest half-life of traces, more than a year. The others are a season
// and a month, each a quarter of the next.
const halfLife = 480 * dayLong

const dayLong = 24 * time.Hour

const (
	month = iota
	season
	era
	halfLives
)

// fading is an amount that is halved with time, at each of the half-lives.
type fading struct {
	at     time.Time
	amount left
}

// left is what is left of an amount, by half-life.
type left [halfLives]float64

// add adds to the amount.
func (f *fading) add(at time.Time, amount float64) {
	f.amount = f.left(at)
	for i := range f.amount {
		f.amount[i] += amount
	}
	if at.After(f.at) {
		f.at = at
	}
}

// left is what is left of the amount.
func (f *fading) left(at time.Time) (rest left) {
	if f == nil || f.amount == rest {
		return rest
	}
	part := math.Exp2(-float64(max(0, at.Sub(f.at))) / float64(halfLife))
	for i := era; i >= 0; i-- {
		rest[i] = f.amount[i] * part
		part *= part // with half the half-life
		part *= part
	}
	return rest
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
	about  []*topic  // nil for what nobody asked about or answered on
	shares []float64 // of these, adding up to 1
	at     time.Time
}

func (x *Experts) look(asker int, topics []string, at time.Time) outlook {
	o := outlook{Experts: x, asker: asker, at: at, about: make([]*topic, len(topics)), shares: make([]float64, len(topics))}
	sum := 0.0
	for i, t := range topics {
		o.about[i] = x.topics[t]
		o.shares[i] = max(x.rarity(t), 0.01)
		sum += o.shares[i]
	}
	for i := range o.shares {
		o.shares[i] /= sum
	}
	return o
}

// on is what somebody has answered on the topics, the rarer ones weighing more.
func (o outlook) on(who int) (amount float64) {
	for i, t := range o.about {
		if t != nil {
			amount += o.shares[i] * t.by[who].left(o.at)[era]
		}
	}
	return amount
}

// idle is for how many days somebody has done nothing.
func (o outlook) idle(who int) float64 {
	return max(0, float64(o.at.Sub(o.traces[who].last))/float64(dayLong))
}

// remains are what is left of somebody's traces, by kind.
type remains [traceKinds]left

func (o outlook) remains(who int) (all remains) {
	for kind := range all {
		all[kind] = o.traces[who].of[kind].left(o.at)
	}
	return all
}

// clue is a trace as it bears on who knows.
type clue struct {
	trace    string // in words; empty if it speaks for nobody by itself
	expected float64
	general  func(remains) float64            // how much of it there is, whatever is asked
	asked    func(o outlook, who int) float64 // likewise, where that depends on the question
}

func trace(kind, half int) func(remains) float64 {
	return func(all remains) float64 { return all[kind][half] }
}

const clues = 11

// kinds are the clues. What is expected of them is where learning begins, and
// what holds in a community that has nothing to learn from yet.
var kinds = [clues]clue{
	{"answered questions within about a month", 0.2, trace(answering, month), nil},
	{"answered questions within about a season", 0.5, trace(answering, season), nil},
	{"answered questions within about two years", 0.3, trace(answering, era), nil},
	{"gave answers that were accepted within about a season", 0.2, trace(accepted, season), nil},
	{"gave answers that were accepted within about two years", 0.3, trace(accepted, era), nil},
	{"commented within about a month", 0.1, trace(commenting, month), nil},
	{"commented within about two years", 0, trace(commenting, era), nil},
	{"asked questions of their own", 0, trace(asking, season), nil},
	{"answered on these topics", 0.5, nil, outlook.on},
	{"answered the asker before", 0.1, nil, func(o outlook, who int) float64 {
		return o.helped[pair{who, o.asker}].left(o.at)[era]
	}},
	{"", -0.2, nil, outlook.idle},
}

var expected = func() (w [clues]float64) {
	for i, c := range kinds {
		w[i] = c.expected
	}
	return w
}()

// amounts are how much there is of each clue.
func (o outlook) amounts(who int) (all [clues]float64) {
	rest := o.remains(who)
	for i, c := range kinds {
		if c.general != nil {
			all[i] = c.general(rest)
		} else {
			all[i] = c.asked(o, who)
		}
	}
	return all
}

// clues are what bears on whether somebody knows: amounts on a logarithmic scale,
// because the tenth answer says less than the first.
func (o outlook) clues(who int) [clues]float64 {
	seen := o.amounts(who)
	for i, amount := range seen {
		seen[i] = math.Log1p(amount)
	}
	return seen
}
