package insight

import (
	"cmp"
	"math"
	"slices"

	"github.com/praxis-cop/praxis/activity"
)

// Responsiveness is how long those who open a thread wait for the first response by
// somebody else, as far as the record tells: who has none waits until its last event.
// Threads that began outside of what was recorded are left out (see Response).
type Responsiveness struct {
	All       Curve
	Newcomers Curve // threads opened within 30 days of their opener's first event, that one included
	OldHands  Curve // the others
	Topics    []TopicCurve
}

// TopicCurve is the curve of the threads on a topic.
type TopicCurve struct {
	Topic string
	Curve
}

const newFor = 30 * day // for so long one is a newcomer

// MeasureResponsiveness reads a record. Topics with fewer threads than least are left
// out; the others come by the number of their threads, then by name.
func MeasureResponsiveness(s activity.Stream, least int) (Responsiveness, error) {
	var r Responsiveness
	h, about, err := readAbout(s)
	if err != nil {
		return r, err
	}
	last := int64(math.MinInt64)
	since := make([]int64, len(h.people))
	for own := range h.byActor() {
		since[own[0].actor] = own[0].at
		last = max(last, own[len(own)-1].at)
	}
	var all, newcomers, oldHands []Wait
	topics := make(map[string][]Wait)
	for i, t := range h.conversations() {
		if !t.opens {
			continue
		}
		w := Wait{duration(float64(last - t.start)), false}
		if t.response != never {
			w = Wait{duration(float64(t.response - t.start)), true}
		}
		all = append(all, w)
		if t.start-since[t.opener] < newFor {
			newcomers = append(newcomers, w)
		} else {
			oldHands = append(oldHands, w)
		}
		for _, topic := range about[h.threadIDs[i]] {
			topics[topic] = append(topics[topic], w)
		}
	}
	r = Responsiveness{All: CurveOf(all), Newcomers: CurveOf(newcomers), OldHands: CurveOf(oldHands)}
	for topic, waits := range topics {
		if len(waits) >= least {
			r.Topics = append(r.Topics, TopicCurve{topic, CurveOf(waits)})
		}
	}
	slices.SortFunc(r.Topics, func(a, b TopicCurve) int {
		return cmp.Or(cmp.Compare(b.Waited, a.Waited), cmp.Compare(a.Topic, b.Topic))
	})
	return r, nil
}
