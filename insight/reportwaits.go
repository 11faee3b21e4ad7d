package insight

import "time"

// waiters is how long threads that were opened in the window waited for a response.
type waiters struct {
	Curve
	openers, responders int // people who opened them, and who were first to respond
}

// askers are those of whose threads a curve is told.
type askers string

const (
	askersAll       askers = "all"
	askersNewcomers askers = "newcomers" // threads opened within 30 days of their opener's first activity
	askersOldHands  askers = "old hands" // the others
)

// waited is how long the threads of some people waited. What has no response waits
// until the end of the window.
func (v *view) waited(of askers) waiters {
	since := make([]int64, len(v.until.people))
	for own := range v.until.byActor() {
		since[own[0].actor] = own[0].at
	}
	openers, responders, among := map[uint32]bool{}, map[uint32]bool{}, make([]bool, len(v.threads))
	var all []Wait
	for i, t := range v.threads {
		if !t.opens || t.start <= v.start || t.start > v.end {
			continue
		}
		if isNew := t.start-since[t.opener] < newFor; of != askersAll && isNew != (of == askersNewcomers) {
			continue
		}
		openers[t.opener] = true
		w := Wait{duration(float64(v.end - t.start)), false}
		if t.response != never {
			w = Wait{duration(float64(t.response - t.start)), true}
			among[i] = true
		}
		all = append(all, w)
	}
	for _, e := range v.until.events { // of several who responded at one time each is the first
		if e.thread != none && among[e.thread] && e.at == v.threads[e.thread].response && e.actor != v.threads[e.thread].opener {
			responders[e.actor] = true
		}
	}
	return waiters{CurveOf(all), len(openers), len(responders)}
}

// WaitingCurve is which share of the threads of some people still waited for a first
// response by somebody else after some times (E. Kaplan and P. Meier 1958; see [Curve]).
type WaitingCurve struct {
	Of      string      `json:"of"` // all, newcomers (threads opened within 30 days of the opener's first activity) or old hands
	Threads int         `json:"threads"`
	Points  []WaitPoint `json:"points"`
}

// WaitPoint is a point of such a curve, with a 95 % interval.
type WaitPoint struct {
	After   float64 `json:"after"`   // in seconds
	Waiting float64 `json:"waiting"` // share that waited longer
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
}

// waitTimes are the times at which curves are told. Single waits are not.
var waitTimes = []time.Duration{
	0, time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour, 24 * time.Hour, 2 * 24 * time.Hour, 4 * 24 * time.Hour,
	7 * 24 * time.Hour, 14 * 24 * time.Hour, 30 * 24 * time.Hour, 60 * 24 * time.Hour, 90 * 24 * time.Hour,
}

func (v *view) waiting() (all []WaitingCurve) {
	for _, of := range []askers{askersAll, askersNewcomers, askersOldHands} {
		w := v.waited(of)
		if min(w.openers, w.responders) < v.minGroup {
			continue
		}
		line := WaitingCurve{Of: string(of), Threads: w.Waited}
		for _, after := range waitTimes {
			at := w.At(after)
			line.Points = append(line.Points, WaitPoint{after.Seconds(), at.Waiting, at.Low, at.High})
		}
		all = append(all, line)
	}
	return all
}
