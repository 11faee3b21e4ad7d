package insight

import (
	"fmt"
	"math"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Paths is how newcomers fare: how far they come on the way from the periphery inwards,
// whom they meet, who of them becomes marginal (tries to take part and is not answered),
// and what those who stayed had met with. It looks at people of whose beginning the
// record shows at least 90 days.
type Paths struct {
	Newcomers int
	Steps     []PathStep // from the periphery inwards; whoever took a later one need not have taken all before
	// Marginal is how many opened a thread, had no response by somebody else within 30
	// days, and did nothing after (J. Lave and E. Wenger 1991 tell those kept from taking
	// part from those at the periphery).
	Marginal int
	Welcomed []Rank[int]   // the 10 people who were most often the first to respond to a newcomer's first thread
	Before   []Association // what went with staying
}

// PathStep is a step on the way.
type PathStep struct {
	Step    string
	Reached int           // newcomers who took it
	Share   float64       // of all of them
	Median  time.Duration // from their first activity, of those who took it
}

// Association is how much more of those whom something happened to stayed: were active
// 90 days or more after they came. It is no cause: whoever means to stay may also ask
// better questions.
type Association struct {
	What                   string
	With, WithStayed       int
	Without, WithoutStayed int
	Difference, Low, High  float64 // of the shares, with a 95 % interval (R. Newcombe 1998, method 10)
}

// stayedFor is how long after they came somebody is active who stayed.
const stayedFor = 90 * day

// MeasurePaths reads a record.
func MeasurePaths(s activity.Stream) (Paths, error) {
	h, err := read(s)
	if err != nil || len(h.events) == 0 {
		return Paths{}, err
	}
	last := int64(math.MinInt64)
	for _, e := range h.events {
		last = max(last, e.at)
	}
	threads := h.conversations()
	responder := h.firstResponders(threads)
	var all []newcomer
	for own := range h.byActor() {
		if own[0].at+stayedFor <= last {
			all = append(all, h.newcomer(own, threads, responder))
		}
	}
	p := Paths{Newcomers: len(all)}
	for i, step := range pathSteps {
		var took []int64
		for _, n := range all {
			if n.took[i] != never {
				took = append(took, n.took[i])
			}
		}
		p.Steps = append(p.Steps, PathStep{step, len(took), share(len(took), len(all)), duration(median(took))})
	}
	welcomed := make([]int, len(h.people))
	for _, n := range all {
		if n.marginal {
			p.Marginal++
		}
		if n.welcomedBy != none {
			welcomed[n.welcomedBy]++
		}
	}
	p.Welcomed = highest(ranks(h.people, welcomed, func(i int) bool { return welcomed[i] > 0 }), 10)
	for _, f := range factors {
		a := Association{What: f.what}
		for _, n := range all {
			met, applies := f.met(n)
			switch {
			case !applies:
			case met:
				a.With++
				a.WithStayed += count(n.stayed)
			default:
				a.Without++
				a.WithoutStayed += count(n.stayed)
			}
		}
		a.Difference = share(a.WithStayed, a.With) - share(a.WithoutStayed, a.Without)
		a.Low, a.High = newcombe(a.WithStayed, a.With, a.WithoutStayed, a.Without)
		p.Before = append(p.Before, a)
	}
	return p, nil
}

// pathSteps are the steps, from the periphery inwards.
var pathSteps = [...]string{
	"took part for the first time",
	"opened a thread",
	"was responded to",
	"responded to others",
	"answered somebody's question",
	"was active in a third month",
	"responded to ten people",
}

const (
	stepCame = iota
	stepOpened
	stepHeard
	stepResponded
	stepAnswered
	stepThirdMonth
	stepTenPeople
)

// newcomer is how somebody began.
type newcomer struct {
	took       [len(pathSteps)]int64 // how long after they came, never if they did not
	opened     bool                  // a thread, within the first 30 days
	heard      int64                 // how long the first thread of these days waited for a response; never if it had none within 30 days
	welcomedBy uint32                // who responded to it first, or none
	helped     bool                  // responded to somebody within the first 30 days
	again      bool                  // was active on another day of the first week
	stayed     bool
	marginal   bool
}

// factors are what newcomers met with, among those to whom it could have happened.
var factors = []struct {
	what string
	met  func(newcomer) (met, applies bool)
}{
	{"had a response to their first thread within a day", func(n newcomer) (bool, bool) { return n.heard <= day, n.opened }},
	{"had a response to their first thread within 30 days", func(n newcomer) (bool, bool) { return n.heard != never, n.opened }},
	{"responded to somebody else within 30 days", func(n newcomer) (bool, bool) { return n.helped, true }},
	{"were active on another day of their first week", func(n newcomer) (bool, bool) { return n.again, true }},
}

// newcomer looks at the events of one person, in order of time.
func (h *history) newcomer(own []event, threads []thread, responder []uint32) newcomer {
	came := own[0].at
	n := newcomer{heard: never, welcomedBy: none}
	for i := range n.took {
		n.took[i] = never
	}
	n.took[stepCame] = 0
	reach := func(step int, at int64) { n.took[step] = min(n.took[step], at-came) }
	months, people := make(map[int64]bool), make(map[uint32]bool)
	var opened, latest int64 = never, came
	for _, e := range own {
		latest = e.at
		since := e.at - came
		n.stayed = n.stayed || since >= stayedFor
		n.again = n.again || since >= day && since < 7*day
		if months[since/(30*day)] = true; len(months) == 3 {
			reach(stepThirdMonth, e.at)
		}
		if e.thread == none {
			continue
		}
		t := threads[e.thread]
		if h.deeds[e.deed].opens && t.opens && t.opener == e.actor {
			reach(stepOpened, e.at)
			if t.response != never {
				reach(stepHeard, t.response)
			}
			if opened == never && since < 30*day {
				opened, n.opened = e.at, true
				if t.response != never && t.response-t.start <= 30*day {
					n.heard, n.welcomedBy = t.response-t.start, responder[e.thread]
				}
			}
			continue
		}
		if !t.opens || t.opener == e.actor {
			continue
		}
		reach(stepResponded, e.at)
		n.helped = n.helped || since < 30*day
		if h.deeds[e.deed].verb == activity.Answer {
			reach(stepAnswered, e.at)
		}
		if people[t.opener] = true; len(people) == 10 {
			reach(stepTenPeople, e.at)
		}
	}
	n.marginal = n.opened && n.heard == never && latest <= opened+30*day && !n.helped
	return n
}

// firstResponders returns who was the first to respond in each thread, or none; of
// several at one time the first by name.
func (h *history) firstResponders(threads []thread) []uint32 {
	first := make([]uint32, len(threads))
	for i := range first {
		first[i] = none
	}
	for _, e := range h.events {
		if e.thread == none || first[e.thread] != none {
			continue
		}
		if t := threads[e.thread]; t.opens && e.at == t.response && e.actor != t.opener {
			first[e.thread] = e.actor
		}
	}
	return first
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// newcombe is the 95 % interval of the difference of two shares, from the interval of
// each by E. Wilson (1927).
func newcombe(a, n, b, m int) (low, high float64) {
	if n == 0 || m == 0 {
		return -1, 1
	}
	p, q := share(a, n), share(b, m)
	l1, u1 := wilson(p, n)
	l2, u2 := wilson(q, m)
	return p - q - math.Hypot(p-l1, u2-q), p - q + math.Hypot(u1-p, q-l2)
}

func wilson(p float64, n int) (low, high float64) {
	const z = 1.959963984540054
	k := float64(n)
	middle := (p + z*z/(2*k)) / (1 + z*z/k)
	spread := z / (1 + z*z/k) * math.Sqrt(p*(1-p)/k+z*z/(4*k*k))
	return middle - spread, middle + spread
}

// String says it in words.
func (a Association) String() string {
	return fmt.Sprintf("of those who %s %s of %s stayed, of the others %s of %s",
		a.What, whole(a.WithStayed), whole(a.With), whole(a.WithoutStayed), whole(a.Without))
}
