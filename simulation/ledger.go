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
	r := reading{ids: map[activity.Person]int32{}, asked: map[activity.ObjectID]*asked{}, tied: map[[2]activity.Person]int32{}}
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

// reading is a ledger that grows. Its weeks are numbers of weeks yet.
type reading struct {
	ids      map[activity.Person]int32
	people   []participant
	done     []presence
	asked    map[activity.ObjectID]*asked
	tied     map[[2]activity.Person]int32
	attended []int
	l        ledger
}

// presence is an activity of somebody in a week.
type presence struct{ who, week int32 }

// asked is what opened a thread, and the first response of somebody else.
type asked struct {
	by, helper   activity.Person
	at, answered time.Time
}

func (r *reading) add(a activity.Activity) {
	if a.At.After(r.l.end) {
		r.l.end = a.At
	}
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
	who, known := r.ids[a.Actor]
	if !known {
		who = int32(len(r.people))
		r.ids[a.Actor] = who
		r.people = append(r.people, participant{name: a.Actor, first: a.At})
	}
	if p := &r.people[who]; a.At.Before(p.first) {
		p.first = a.At
	}
	r.done = append(r.done, presence{who, int32(number)})
	if a.To != "" && a.To != a.Actor {
		pair := [2]activity.Person{a.Actor, a.To}
		if first, known := r.tied[pair]; !known || int32(number) < first {
			r.tied[pair] = int32(number)
		}
	}
	h := &r.l.habits
	h.acts++
	switch a.Verb {
	case activity.Ask, activity.Start:
		h.asks++
		r.ask(a)
	case activity.Share:
		h.shares++
	case activity.Reuse:
		h.reuses++
	}
	if a.Thread != a.Object && !a.Thread.IsZero() {
		r.respond(a)
	}
}

func (r *reading) ask(a activity.Activity) {
	q := r.question(a.Object)
	q.by, q.at = a.Actor, a.At
	if q.helper == q.by {
		q.helper, q.answered = "", time.Time{}
	}
}

func (r *reading) respond(a activity.Activity) {
	q := r.question(a.Thread)
	if a.Actor != q.by && (q.helper == "" || a.At.Before(q.answered)) {
		q.helper, q.answered = a.Actor, a.At
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
	for pair, w := range r.tied {
		p := &r.people[r.ids[pair[0]]]
		p.ties = append(p.ties, w-first)
	}
	for i := range r.people {
		slices.Sort(r.people[i].ties)
	}
	for _, q := range r.asked {
		if q.by == "" || l.end.Sub(q.at) < heartLost*week {
			continue
		}
		l.habits.waited++
		if q.helper == "" || q.answered.Sub(q.at) > heartLost*week {
			l.habits.unanswered++
		}
	}
	slices.Sort(r.attended)
	for _, w := range slices.Compact(r.attended) {
		l.attends = append(l.attends, w-l.first)
	}
	l.people = r.people
	slices.SortFunc(l.people, func(a, b participant) int {
		return cmp.Or(a.first.Compare(b.first), cmp.Compare(a.name, b.name))
	})
	return l
}
