package simulation

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Simon1955 is participation that feeds on itself: each act is a newcomer's with a fixed
// chance, and otherwise by whoever did an earlier act, each as likely (Simon, H. A. 1955,
// "On a class of skew distribution functions", Biometrika 42:425-440). It gives the few
// who do most and the many who did one thing.
//
// Its acts are shares of a community's record, an hour apart. From a history it goes on
// with those who acted there.
type Simon1955 struct{}

const simonActs Purpose = 1

// About returns what the model declares of itself.
func (Simon1955) About() About {
	return About{
		Name:     "simon",
		Purpose:  "Why participation is unequal.",
		Sources:  []string{"Simon, H. A. (1955). On a class of skew distribution functions. Biometrika 42(3/4), 425-440."},
		Entities: "Acts, each by a member. It begins with one act, or with those of a recorded history.",
		Processes: []Process{
			{"act", "With alpha a newcomer does it, otherwise a member in proportion to what they have done.", "Simon 1955"},
		},
		Parameters: []Parameter{
			{Name: "alpha", What: "chance that an act is a newcomer's", Default: Number(0.1), Max: 1},
			{Name: "acts", What: "how many acts there are, beside those of a history", Default: Number(20000), Min: 1, Max: 1e9, Whole: true},
			{Name: "k", What: "of how many acts the share is of", Default: Number(1), Min: 1, Max: 1e9, Whole: true},
		},
		Measures: []Measure{
			{"gini", "Gini's index of acts by member", "0 to 1"},
			{"share", "the share of members who did k acts", "0 to 1"},
			{"members", "how many acted", "people"},
		},
	}
}

// SimonShare returns the share of members with k acts in the long run: the Yule
// distribution, rho*B(k, rho+1) with rho = 1/(1-alpha). It is for 0 <= alpha < 1 and k >= 1.
func SimonShare(alpha float64, k int) float64 {
	rho := 1 / (1 - alpha)
	a, _ := math.Lgamma(float64(k))
	b, _ := math.Lgamma(rho + 1)
	c, _ := math.Lgamma(float64(k) + rho + 1)
	return rho * math.Exp(a+b-c)
}

type simon struct {
	alpha   float64
	end, k  int
	sink    func(activity.Activity)
	started time.Time
	names   []activity.Person // of those of the history
	state   simonState
}

type simonState struct {
	By     []int32 // who did each act
	Did    []int32 // how many acts each member did
	Stream *Stream
}

// Start starts a run. The error is the history's own.
func (Simon1955) Start(s Start) (Run, error) {
	r := &simon{alpha: s.Values.Number("alpha"), k: s.Values.Int("k"), sink: s.Sink, started: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)}
	r.state.Stream = s.Key.Stream(simonActs, 0)
	numbers := map[activity.Person]int32{}
	if s.History != nil {
		for a, err := range s.History {
			if err != nil {
				return nil, err
			}
			who, known := numbers[a.Actor]
			if !known {
				who = int32(len(numbers))
				numbers[a.Actor] = who
				r.names = append(r.names, a.Actor)
			}
			r.add(who)
			if a.At.After(r.started) {
				r.started = a.At
			}
		}
	}
	r.end = len(r.state.By) + s.Values.Int("acts")
	return r, nil
}

func (r *simon) add(who int32) {
	st := &r.state
	if int(who) == len(st.Did) {
		st.Did = append(st.Did, 0)
	}
	st.By = append(st.By, who)
	st.Did[who]++
}

// Step adds an act.
func (r *simon) Step() bool {
	st := &r.state
	who := int32(len(st.Did))
	if len(st.By) > 0 && !st.Stream.Chance(r.alpha) {
		who = st.By[st.Stream.IntN(len(st.By))]
	}
	r.add(who)
	if r.sink != nil {
		r.record(who)
	}
	return len(st.By) < r.end
}

// record records the last act.
func (r *simon) record(who int32) {
	act := len(r.state.By)
	name := activity.Person(fmt.Sprintf("agent-%d", who))
	if int(who) < len(r.names) {
		name = r.names[who]
	}
	object := fmt.Sprintf("act-%d", act)
	a := activity.Activity{
		Actor: name, Verb: activity.Share, Object: activity.Foreign("simon", object),
		At:     r.started.Add(time.Duration(act) * time.Hour),
		Detail: activity.Imported{Source: "simon", Object: object},
	}
	a.ID = activity.ForeignRecord("simon", name, a.Verb, object, a.At, 0)
	r.sink(a)
}

// Measures returns how unequally members take part.
func (r *simon) Measures() []float64 {
	did := slices.Clone(r.state.Did)
	slices.Sort(did)
	n, k, weighted := float64(len(did)), 0, 0.0
	for i, d := range did {
		weighted += (2*float64(i+1) - n - 1) * float64(d)
		if int(d) == r.k {
			k++
		}
	}
	if n == 0 {
		return []float64{0, 0, 0}
	}
	return []float64{weighted / n / float64(len(r.state.By)), float64(k) / n, n}
}

// State returns what changes.
func (r *simon) State() any { return &r.state }
