package insight

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
)

// longest draws a history of five years, in which much happens more than once.
func longest(t *rapid.T) []activity.Activity {
	people := rapid.SampledFrom([]activity.Person{"ana", "bob", "cem", "dee", "eva", "fay", "gus", "hal"})
	opened := map[activity.ObjectID]bool{}
	all := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) activity.Activity {
		n := rapid.IntRange(0, 15).Draw(t, "thread")
		thread := activity.Foreign("", fmt.Sprint("q", n))
		a := activity.Activity{
			Actor: people.Draw(t, "actor"), Verb: activity.Ask, Object: thread, Thread: thread,
			At:     time.Unix(1_600_000_000, 0).UTC().Add(time.Duration(rapid.IntRange(0, 300).Draw(t, "at")) * 146 * time.Hour),
			Topics: []string{fmt.Sprint("topic", n%3)},
		}
		if rapid.IntRange(0, 2).Draw(t, "responds") > 0 {
			a.Verb, a.Object, a.To = activity.Answer, activity.Foreign("a", fmt.Sprint(rapid.Int().Draw(t, "object"))), people.Draw(t, "to")
		}
		return a
	}), 1, 120).Draw(t, "history")
	for i, a := range all { // who opens a thread does so once
		if a.Verb == activity.Ask && opened[a.Thread] {
			all[i].Verb, all[i].Object = activity.Comment, activity.Foreign("c", fmt.Sprint(i))
		}
		opened[a.Thread] = opened[a.Thread] || a.Verb == activity.Ask
	}
	return all
}

// The year before is what the record up to then would have reported.
func TestTheYearBeforeKnowsNothingOfTheLast(t *testing.T) {
	compared := 0
	rapid.Check(t, func(t *rapid.T) {
		all := longest(t)
		last := slices.MaxFunc(all, func(a, b activity.Activity) int { return a.At.Compare(b.At) }).At
		past := last.Add(-365 * 24 * time.Hour)
		all = append(all, activity.Activity{Actor: "ana", Verb: activity.Share, Object: activity.Foreign("", "s"), At: past})
		then := slices.DeleteFunc(slices.Clone(all), func(a activity.Activity) bool { return a.At.After(past) })
		now, before := reported(t, activity.StreamOf(all...), ReportOptions{MinGroup: 2}), reported(t, activity.StreamOf(then...), ReportOptions{MinGroup: 2})
		for i, part := range now.Parts {
			if part.Name == "Levels of participation" {
				continue // whose last week is told whole
			}
			for k, f := range part.Figures {
				if f.Before.Withheld != notSoFar {
					require.Equal(t, before.Parts[i].Figures[k].Sign, f.Before)
					compared++
				}
			}
		}
	})
	assert.NotZero(t, compared)
}

func TestNamesAndOrderChangeNoReport(t *testing.T) {
	people := []activity.Person{"ana", "bob", "cem", "dee", "eva", "fay", "gus", "hal"}
	rapid.Check(t, func(t *rapid.T) {
		all := longest(t)
		other := map[activity.Person]activity.Person{"": ""}
		for i, p := range rapid.Permutation(people).Draw(t, "renamed") {
			other[people[i]] = p
		}
		renamed := rapid.Permutation(all).Draw(t, "shuffled")
		for i, a := range renamed {
			renamed[i].Actor, renamed[i].To = other[a.Actor], other[a.To]
		}
		o := ReportOptions{MinGroup: rapid.IntRange(1, 4).Draw(t, "least")}
		require.Equal(t, marshalled(t, reported(t, activity.StreamOf(all...), o)), marshalled(t, reported(t, activity.StreamOf(renamed...), o)))
	})
}

// Somebody who has to do with nobody changes no figure of those who have.
func TestAStrangerChangesNoFigureOfOthers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := longest(t)
		stranger := activity.Activity{Actor: "zoe", Verb: activity.Share, Object: activity.Foreign("", "s"), At: rapid.SampledFrom(all).Draw(t, "with").At}
		o := ReportOptions{MinGroup: 2}
		without, with := reported(t, activity.StreamOf(all...), o), reported(t, activity.StreamOf(append(all, stranger)...), o)
		for i, part := range without.Parts {
			switch part.Name {
			case "Responsiveness", "Connection", "Resilience", "Topics":
				require.Equal(t, part, with.Parts[i])
			}
		}
		if without.Waiting != nil {
			require.Equal(t, without.Waiting, with.Waiting)
		}
	})
}

// No count of people that is shown is of a group that is too small.
func TestReportsWithholdSmallGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		least := rapid.IntRange(1, 6).Draw(t, "least")
		r := reported(t, activity.StreamOf(longest(t)...), ReportOptions{MinGroup: least, Levels: monthly()})
		assert.NotRegexp(t, "NaN|Inf", marshalled(t, r)+r.String())
		enough := func(n int) { require.True(t, n == 0 || n >= least, n) }
		for _, part := range r.Parts {
			for _, f := range part.Figures {
				for _, s := range []Sign{f.Sign, f.Before} {
					if s.Unit == UnitPeople && s.Name != "made half of the activities" {
						enough(int(s.Value))
					}
					if s.Unit == UnitShare {
						require.True(t, s.Value >= 0 && s.Value <= 1+1e-12, "%s %v", s.Name, s.Value)
					}
					if s.Withheld != "" {
						require.Equal(t, Sign{Name: s.Name, Unit: s.Unit, Rule: s.Rule, Withheld: s.Withheld}, s)
					}
				}
			}
		}
		for _, w := range r.Weeks {
			enough(w.People)
			require.True(t, !w.Withheld || w.Activities == 0)
		}
		for _, c := range r.Cohorts {
			enough(c.People)
		}
		for _, l := range r.Levels {
			for _, n := range append(slices.Clone(l.Levels), l.Moves...) {
				enough(n.People)
			}
		}
		for i, p := range r.Evenness {
			if i > 0 {
				require.GreaterOrEqual(t, p.Activities, r.Evenness[i-1].Activities)
				require.LessOrEqual(t, p.Activities, p.People+1e-12, "the least active come first")
			}
		}
	})
}

// Nor does the sum of what is withheld, which the rest can tell, stem from too few.
func TestWhatIsWithheldIsOfEnough(t *testing.T) {
	names := []string{"a", "b", "c", "d"}
	rapid.Check(t, func(t *rapid.T) {
		least := rapid.IntRange(1, 6).Draw(t, "least")
		counts, shown := map[string]int{}, 0
		for _, name := range names {
			counts[name] = rapid.IntRange(0, 9).Draw(t, name)
		}
		v := view{hearing: &hearing{minGroup: least}}
		hidden, sum := 0, 0
		for _, l := range v.told(names, counts) {
			switch n := counts[l.Name]; {
			case l.Withheld:
				require.NotZero(t, n)
				hidden, sum = hidden+1, sum+n
				require.Zero(t, l.People)
			default:
				require.Equal(t, n, l.People)
				require.True(t, n == 0 || n >= least)
				shown += n
			}
		}
		require.True(t, hidden == 0 || shown == 0 || hidden > 1 && sum >= least, "%v", counts)
	})
}
