package simulation

import "math"

// Bass1969 is the diffusion of an innovation among those who take it up on their own
// and those who follow others (Bass, F. M. 1969, "A new product growth for model
// consumer durables", Management Science 15:215-227), in event time: fixed steps are
// biased.
type Bass1969 struct{}

const bassEvents Purpose = 1

// About returns what the model declares of itself.
func (Bass1969) About() About {
	return About{
		Name:     "bass",
		Purpose:  "How an innovation spreads through a population.",
		Sources:  []string{"Bass, F. M. (1969). A new product growth for model consumer durables. Management Science 15(5), 215-227."},
		Entities: "n people, of whom none has adopted at time 0.",
		Processes: []Process{
			{"adoption", "Each who has not adopted does so at the rate p + q times the share of those who have. Events come one by one, in continuous time (Gillespie 1977).", "Bass 1969"},
		},
		Parameters: []Parameter{
			{Name: "p", What: "rate of adoption on one's own, a unit of time", Default: Number(0.03), Max: 1e6},
			{Name: "q", What: "rate of adoption by imitation, a unit of time", Default: Number(0.38), Max: 1e6},
			{Name: "time", What: "when it is measured", Default: Number(10), Max: 1e9},
			{Name: "n", What: "people", Default: Number(10000), Min: 1, Max: 1e9, Whole: true},
		},
		Measures: []Measure{
			{"adopted", "the share of those who have adopted", "0 to 1"},
		},
	}
}

// BassShare returns the share that has adopted at a time, if people are so many that
// chance evens out: the law of the model. It is 0 before time 0.
func BassShare(p, q, time float64) float64 {
	if time <= 0 || p <= 0 {
		return 0
	}
	gone := math.Exp(-(p + q) * time)
	return (1 - gone) / (1 + q/p*gone)
}

// BassPeak returns when most adopt, in a model with p > 0; 0 if that is at the start.
func BassPeak(p, q float64) float64 {
	if q <= p {
		return 0
	}
	return math.Log(q/p) / (p + q)
}

type bass struct {
	p, q, end float64
	n         int
	state     bassState
}

type bassState struct {
	Adopted int
	Queue   Queue // the adoption to come
	Stream  *Stream
}

// Start starts a run.
func (Bass1969) Start(s Start) (Run, error) {
	v := s.Values
	r := &bass{p: v.Number("p"), q: v.Number("q"), end: v.Number("time"), n: v.Int("n")}
	r.state.Stream = s.Key.Stream(bassEvents, 0)
	r.plan(0)
	return r, nil
}

// plan plans the next adoption, if there is one before the end.
func (r *bass) plan(now float64) {
	st := &r.state
	rest := float64(r.n - st.Adopted)
	rate := rest * (r.p + r.q*float64(st.Adopted)/float64(r.n))
	if at := now + st.Stream.Wait(rate); at <= r.end {
		st.Queue.Plan(at, 0, int32(st.Adopted))
	}
}

// Step goes to the next adoption.
func (r *bass) Step() bool {
	if e, ok := r.state.Queue.Next(); ok {
		r.state.Adopted++
		r.plan(e.At)
	}
	return r.state.Queue.Len() > 0
}

// Measures returns the share of those who have adopted.
func (r *bass) Measures() []float64 { return []float64{float64(r.state.Adopted) / float64(r.n)} }

// State returns what changes.
func (r *bass) State() any { return &r.state }
