package simulation

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

const week = 7 * 24 * time.Hour

// weekOf returns the number of the week of a moment; weeks begin on Mondays, UTC.
func weekOf(t time.Time) int {
	const monday = 4 * 24 * 60 * 60 // 5 January 1970
	return int(math.Floor(float64(t.Unix()-monday) / week.Seconds()))
}

// beginOf returns when a week begins.
func beginOf(week int) time.Time {
	return time.Unix(int64(week)*7*24*60*60+4*24*60*60, 0).UTC()
}

// ledger is what a twin needs of a recorded history: who did how much in which week, and
// how questions fared. Weeks are counted from the first one. Upkeep is left out.
type ledger struct {
	first   int // the number of its first week
	end     time.Time
	people  []participant // in the order of their first activities
	weeks   []weekCount
	came    []int // newcomers of each week
	habits  habits
	attends []int // weeks in which somebody attended something, ascending
}

// participant is somebody of a history.
type participant struct {
	name  activity.Person
	first time.Time
	weeks []activeWeek // ascending
	ties  []int32      // the weeks in which they first replied to one more person, ascending
}

// activeWeek is a week in which somebody was active, and how much.
type activeWeek struct{ Week, Acts int32 }

// habits are what people do and how it is answered.
type habits struct {
	acts, asks, shares, reuses, paired int
	unanswered, waited                 int // questions without an answer in time, of those that could have one
}

// readLedger reads a history up to a moment, which is left out; the zero time reads all. The
// history may be in any order. The error is the history's own.
func readLedger(history activity.Stream, until time.Time) (*ledger, error) {
	r := reading{ids: map[activity.Person]int32{}, asked: map[activity.ObjectID]*asked{}, tied: map[tie]int32{}}
	for a, err := range history {
		if err != nil {
			return nil, err
		}
		if until.IsZero() || a.At.Before(until) {
			r.add(a)
		}
	}
	return r.ledger(), nil
}

// reading is a ledger that grows. Its weeks are numbers of weeks yet, and people are
// numbers in the order in which they are named.
type reading struct {
	ids      map[activity.Person]int32
	people   []participant
	done     []presence
	asked    map[activity.ObjectID]*asked
	tied     map[tie]int32
	attended []int
	l        ledger
}

// presence is an activity of somebody in a week.
type presence struct{ who, week int32 }

// tie is that somebody replied to somebody.
type tie struct{ who, whom int32 }

// asked is what opened a thread, by whom, and when the first two people did something in
// it: the first of them who is not the one who asked responded. People are numbers plus 1.
type asked struct {
	by            int32
	at            int64 // microseconds
	first, second response
}

type response struct {
	by int32
	at int64
}

// hear takes in that somebody did something in the thread, in any order of time.
func (q *asked) hear(r response) {
	switch {
	case q.first.by == 0, r.at < q.first.at && r.by != q.first.by:
		if q.first.by != 0 {
			q.second = q.first
		}
		q.first = r
	case r.by == q.first.by:
		q.first.at = min(q.first.at, r.at)
	case q.second.by == 0, r.at < q.second.at:
		q.second = r
	}
}

// answered returns when somebody else responded first; ok is false if nobody did.
func (q *asked) answered() (at int64, ok bool) {
	r := q.first
	if r.by == q.by {
		r = q.second
	}
	return r.at, r.by != 0
}

func (r *reading) person(name activity.Person) int32 {
	who, known := r.ids[name]
	if !known {
		who = int32(len(r.people))
		r.ids[name] = who
		r.people = append(r.people, participant{name: name})
	}
	return who
}

func (r *reading) add(a activity.Activity) {
	number := weekOf(a.At)
	switch a.Verb {
	case activity.Pair:
		r.l.habits.paired++
	case activity.Attend:
		r.attended = append(r.attended, number)
	}
	if a.Verb.Upkeep() {
		return
	}
	if a.At.After(r.l.end) {
		r.l.end = a.At
	}
	who := r.person(a.Actor)
	if p := &r.people[who]; p.first.IsZero() || a.At.Before(p.first) {
		p.first = a.At
	}
	r.done = append(r.done, presence{who, int32(number)})
	if a.To != "" && a.To != a.Actor {
		t := tie{who, r.person(a.To)}
		if first, known := r.tied[t]; !known || int32(number) < first {
			r.tied[t] = int32(number)
		}
	}
	h := &r.l.habits
	h.acts++
	switch a.Verb {
	case activity.Ask, activity.Start:
		h.asks++
		q := r.question(a.Object)
		q.by, q.at = who+1, a.At.UnixMicro()
	case activity.Share:
		h.shares++
	case activity.Reuse:
		h.reuses++
	}
	if a.Thread != a.Object && !a.Thread.IsZero() {
		r.question(a.Thread).hear(response{who + 1, a.At.UnixMicro()})
	}
}

func (r *reading) question(id activity.ObjectID) *asked {
	q := r.asked[id]
	if q == nil {
		q = &asked{}
		r.asked[id] = q
	}
	return q
}

// ledger sums up what was read.
func (r *reading) ledger() *ledger {
	l := &r.l
	if len(r.done) == 0 {
		return l
	}
	slices.SortFunc(r.done, func(a, b presence) int { return cmp.Or(cmp.Compare(a.who, b.who), cmp.Compare(a.week, b.week)) })
	first, last := r.done[0].week, r.done[0].week
	for _, d := range r.done {
		first, last = min(first, d.week), max(last, d.week)
	}
	l.first = int(first)
	l.weeks, l.came = make([]weekCount, last-first+1), make([]int, last-first+1)
	for i, d := range r.done {
		p := &r.people[d.who]
		w := d.week - first
		l.weeks[w].Acts++
		if i > 0 && r.done[i-1] == d {
			p.weeks[len(p.weeks)-1].Acts++
			continue
		}
		l.weeks[w].People++
		if len(p.weeks) == 0 {
			l.came[w]++
		}
		p.weeks = append(p.weeks, activeWeek{w, 1})
	}
	for t, w := range r.tied {
		p := &r.people[t.who]
		p.ties = append(p.ties, w-first)
	}
	for i := range r.people {
		slices.Sort(r.people[i].ties)
	}
	const patience = heartLost * int64(week/time.Microsecond)
	for _, q := range r.asked {
		if q.by == 0 || l.end.UnixMicro()-q.at < patience {
			continue
		}
		l.habits.waited++
		if at, ok := q.answered(); !ok || at-q.at > patience {
			l.habits.unanswered++
		}
	}
	slices.Sort(r.attended)
	for _, w := range slices.Compact(r.attended) {
		l.attends = append(l.attends, w-l.first)
	}
	l.people = slices.DeleteFunc(r.people, func(p participant) bool { return len(p.weeks) == 0 }) // only replied to
	slices.SortFunc(l.people, func(a, b participant) int {
		return cmp.Or(a.first.Compare(b.first), cmp.Compare(a.name, b.name))
	})
	return l
}
