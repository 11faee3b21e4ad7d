package insight

import (
	"math"
	"slices"
	"time"
)

// Wait is how long something has been waited for: until it came, or, where it had
// not come, until nobody looked any more (a censored time).
type Wait struct {
	Time time.Duration
	Came bool
}

// Curve is which share still waits after some time, estimated so that those who
// still wait at the end of a record are counted for as long as they are known to
// (E. Kaplan and P. Meier 1958): leaving them out would make waits look shorter than
// they are, and counting them as never would make them look longer.
type Curve struct {
	Waited int // how many waited
	Came   int // for how many it came
	Steps  []WaitStep
}

// WaitStep is what a curve falls to at a time.
type WaitStep struct {
	After   time.Duration
	Waiting float64 // share that waits longer
	// Low and High are the bounds of a 95 % interval for it: M. Greenwood's variance
	// (1926) on the scale log(-log), which keeps them within 0 and 1.
	Low, High float64
}

// CurveOf estimates the curve of some waits.
func CurveOf(waits []Wait) Curve {
	c := Curve{Waited: len(waits)}
	waits = slices.Clone(waits)
	slices.SortFunc(waits, func(a, b Wait) int { return int(min(1, max(-1, a.Time-b.Time))) })
	waiting, variance := 1.0, 0.0
	for left := len(waits); left > 0; {
		at := waits[len(waits)-left].Time
		came, gone := 0, 0
		for _, w := range waits[len(waits)-left:] {
			if w.Time != at {
				break
			}
			gone++
			if w.Came {
				came++
			}
		}
		if came > 0 {
			c.Came += came
			waiting *= 1 - float64(came)/float64(left)
			variance += float64(came) / (float64(left) * float64(left-came)) // infinite when all are gone
			low, high := interval(waiting, variance)
			c.Steps = append(c.Steps, WaitStep{at, waiting, low, high})
		}
		left -= gone
	}
	return c
}

// interval is the 95 % interval of a share that waits, by its relative variance.
func interval(waiting, variance float64) (low, high float64) {
	if waiting <= 0 {
		return 0, 0
	}
	const z = 1.959963984540054
	spread := z * math.Sqrt(variance) / math.Abs(math.Log(waiting))
	return math.Pow(waiting, math.Exp(spread)), math.Pow(waiting, math.Exp(-spread))
}

// At returns the share that waits longer than a time, with its interval.
func (c Curve) At(after time.Duration) WaitStep {
	at := WaitStep{After: after, Waiting: 1, Low: 1, High: 1}
	for _, s := range c.Steps {
		if s.After > after {
			break
		}
		at.Waiting, at.Low, at.High = s.Waiting, s.Low, s.High
	}
	return at
}

// Quantile returns after what time it has come for a share of all, 0.5 for the
// median; ok is false if the record does not tell, because it has not come for so
// many yet.
func (c Curve) Quantile(share float64) (after time.Duration, ok bool) {
	for _, s := range c.Steps {
		if s.Waiting <= 1-share+1e-12 {
			return s.After, true
		}
	}
	return 0, false
}
