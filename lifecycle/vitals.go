package lifecycle

import (
	"maps"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Vitals are the figures of a community from which its stage is inferred. They
// rest on halves of a year, which are long enough to hold a holiday and the rush
// after it.
type Vitals struct {
	From   time.Time `json:"from"` // the first contribution; zero if there is none
	To     time.Time `json:"to"`   // what happened before this time was looked at
	Ended  bool      `json:"ended,omitempty"`
	Lately Span      `json:"lately"`           // the half-year up to To
	Before Span      `json:"before"`           // the same half-year a year earlier; the one before Lately while the community was not there for half of that
	Usual  int       `json:"usual,omitempty"`  // people in half a year: the lower median of those before Lately
	Halves int       `json:"halves,omitempty"` // how many of them there are
}

// Span is what happened in half a year.
type Span struct {
	From          time.Time `json:"from"`
	To            time.Time `json:"to"`
	People        int       `json:"people"`    // who contributed to the practice
	Newcomers     int       `json:"newcomers"` // of them, those who never had before
	Contributions int       `json:"contributions"`
	Pairs         int       `json:"pairs"` // of people of whom one responded to the other; those who came to one gathering are linked one to the next
}

// HalfYear is half a year, in whole weeks, so that spans hold the same days of
// the week.
const HalfYear = 26 * 7 * 24 * time.Hour

// MeasureVitals measures the community of a record, in any order, as it is at a
// time. Upkeep is no contribution.
func MeasureVitals(record activity.Stream, now time.Time) (Vitals, error) {
	v := Vitals{To: now}
	first := make(map[activity.Person]time.Time)
	var contributions []activity.Activity
	for a, err := range record {
		if err != nil {
			return Vitals{}, err
		}
		if !a.At.Before(now) {
			continue
		}
		if a.Verb == activity.End {
			v.Ended = true
		}
		if a.Verb.Upkeep() {
			continue
		}
		if at, ok := first[a.Actor]; !ok || a.At.Before(at) {
			first[a.Actor] = a.At
		}
		if v.From.IsZero() || a.At.Before(v.From) {
			v.From = a.At
		}
		contributions = append(contributions, activity.Activity{Actor: a.Actor, Verb: a.Verb, Object: a.Object, To: a.To, At: a.At})
	}
	measure := func(from, to time.Time) Span { return spanOf(contributions, first, from, to) }
	v.Lately = measure(now.Add(-HalfYear), now)
	year := 2 * HalfYear
	if v.From.After(v.Lately.From.Add(HalfYear/2 - year)) { // it was not there for half of that yet
		year = HalfYear
	}
	v.Before = measure(v.Lately.From.Add(-year), v.Lately.To.Add(-year))
	var usual []int
	for to := v.Lately.From; !v.From.IsZero() && v.From.Before(to); to = to.Add(-HalfYear) {
		usual = append(usual, measure(to.Add(-HalfYear), to).People)
	}
	if slices.Sort(usual); len(usual) > 0 {
		v.Usual, v.Halves = usual[(len(usual)-1)/2], len(usual)
	}
	return v, nil
}

func spanOf(all []activity.Activity, first map[activity.Person]time.Time, from, to time.Time) Span {
	s := Span{From: from, To: to}
	people := make(map[activity.Person]bool)
	pairs := make(map[[2]activity.Person]bool)
	came := make(map[activity.ObjectID]map[activity.Person]bool)
	for _, a := range all {
		if a.At.Before(from) || !a.At.Before(to) {
			continue
		}
		s.Contributions++
		if !people[a.Actor] {
			people[a.Actor] = true
			count(&s.Newcomers, !first[a.Actor].Before(from))
		}
		if a.To != "" && a.To != a.Actor {
			pairs[[2]activity.Person{min(a.Actor, a.To), max(a.Actor, a.To)}] = true
		}
		if a.Verb == activity.Attend {
			if came[a.Object] == nil {
				came[a.Object] = make(map[activity.Person]bool)
			}
			came[a.Object][a.Actor] = true
		}
	}
	for _, there := range came {
		all := slices.Sorted(maps.Keys(there))
		for i := range all[1:] {
			pairs[[2]activity.Person{all[i], all[i+1]}] = true
		}
	}
	s.People, s.Pairs = len(people), len(pairs)
	return s
}
