package insight

import (
	"math"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// thread is what responsiveness needs to know of a thread. Times are in
// microseconds since 1970, never where there is none.
type thread struct {
	start    int64 // of its first event
	opener   uint32
	opens    bool  // the first event is its opening
	response int64 // of the first later event by somebody else
	answer   int64 // of the first such answer
}

const never = math.MaxInt64

// responses measures how soon openings are responded to, or returns nil if
// there are none.
func (h *history) responses() *Response {
	var (
		r        Response
		openers  = make([]bool, len(h.people))
		response []int64
		answer   []int64
		within   int
	)
	threads := h.conversations()
	for _, t := range threads {
		if !t.opens {
			continue
		}
		r.Threads++
		openers[t.opener] = true
		if t.response != never {
			response = append(response, t.response-t.start)
			if t.response-t.start <= day {
				within++
			}
		}
		if t.answer != never {
			answer = append(answer, t.answer-t.start)
		}
	}
	if r.Threads == 0 {
		return nil
	}
	responders := make([]bool, len(h.people))
	for _, e := range h.events {
		if e.thread == none {
			continue
		}
		if t := threads[e.thread]; t.opens && e.at == t.response && e.actor != t.opener {
			responders[e.actor] = true
		}
	}
	r.Openers, r.Responders, r.Responded, r.Answered = those(openers), those(responders), len(response), len(answer)
	r.UnansweredShare = share(r.Threads-r.Responded, r.Threads)
	r.Within24hShare = share(within, r.Threads)
	r.Median, r.AnswerMedian = duration(median(response)), duration(median(answer))
	return &r
}

// those counts who is among some.
func those(among []bool) (n int) {
	for _, is := range among {
		if is {
			n++
		}
	}
	return n
}

// conversations returns the threads. Of events at the same time, as when
// somebody asks and answers in one act, the opening is the first.
func (h *history) conversations() []thread {
	threads := make([]thread, h.threads)
	for i := range threads {
		threads[i] = thread{start: never, response: never, answer: never}
	}
	for _, e := range h.events {
		if e.thread == none {
			continue
		}
		t, opens := &threads[e.thread], h.deeds[e.deed].opens
		if e.at < t.start || e.at == t.start && opens && !t.opens {
			t.start, t.opener, t.opens = e.at, e.actor, opens
		}
	}
	for _, e := range h.events {
		if e.thread == none || threads[e.thread].opener == e.actor {
			continue
		}
		t := &threads[e.thread]
		t.response = min(t.response, e.at)
		if h.deeds[e.deed].verb == activity.Answer {
			t.answer = min(t.answer, e.at)
		}
	}
	return threads
}

// duration turns microseconds into a duration; one that is too long for it
// (292 years) is the longest there is.
func duration(micro float64) time.Duration {
	if ns := micro * 1e3; ns < math.MaxInt64 {
		return time.Duration(ns)
	}
	return math.MaxInt64
}
