package insight

import (
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
)

func reported(t require.TestingT, s activity.Stream, o ReportOptions) Report {
	r, err := MeasureReport(s, o)
	require.NoError(t, err)
	return r
}

// figure finds a figure of a report by its name.
func figure(t require.TestingT, r Report, name string) Figure {
	for _, part := range r.Parts {
		for _, f := range part.Figures {
			if f.Name == name {
				return f
			}
		}
	}
	require.Fail(t, "no such figure", name)
	return Figure{}
}

// monthly asks for one activity in four weeks to be occasional, and three to be active.
func monthly() membership.Policy {
	return membership.Policy{
		Name: "monthly", Days: 28, Did: membership.Weights{Other: 1}, Keep: 100,
		Bars: []membership.Bar{
			{Level: membership.Active, All: []membership.Condition{{Measure: membership.Points, AtLeast: 3}}},
			{Level: membership.Occasional, All: []membership.Condition{{Measure: membership.Points, AtLeast: 1}}},
		},
	}
}

// The figures of the small history, worked by hand.
func TestReport(t *testing.T) {
	r := reported(t, smallHistory(t), ReportOptions{MinGroup: 1, Levels: monthly()})
	const none = "there is nobody to count"
	for name, shown := range map[string]string{
		"people who took part":             "5 people",
		"activities":                       "8 activities",
		"took part exactly once":           "60.0 %", // cem, dee and eva
		"still there from the year before": notSoFar,

		"core participants":       "0 people",
		"active participants":     "0 people",
		"occasional participants": "2 people", // ana and eva, from the week of 29 January on
		"moved inwards":           "0 people", // all came within the year
		"moved outwards":          "0 people",

		// Waits are 10 min, 21 d, and 0 s so far: the third is gone before the others have
		// an answer, so 1/2 and then 0 of them wait.
		"half had a response within":             "10 min 0 s",
		"responded to within 24 hours":           "50.0 %",
		"still waiting after 30 days":            "0.0 %",
		"newcomers responded to within 24 hours": "50.0 %", // all are newcomers

		"newcomers":                           "2.4 people a month", // 5 in 63.96 days, which are 2.10 of 12 months
		"came back between day 30 and day 90": none,
		"welcomed within a day":               none,
		"marginal newcomers":                  none,

		"made half of the activities":   "2 people",
		"made by the most active tenth": "37.5 %",
		"Gini coefficient":              "0.250",

		"connected with each other": "100.0 %",
		"mutual contacts":           "40.0 %",   // ana to bob and back, of 5
		"inner circle":              "3 people", // ana, bob and dee, each with two of them

		// Without bob, who responded twice, q1 has cem, q2 has ana, and q3 has nobody; ana
		// connects cem and dee.
		"would be without a response": "33.3 %",
		"would still be connected":    "100.0 %",

		"on weekends":               "0.0 %",
		"emerging topics":           "0 topics",
		"fading topics":             "0 topics",
		"contested topics":          "0 topics",
		"topics of a single expert": "0 topics",
	} {
		f := figure(t, r, name)
		assert.Equal(t, shown, f.Sign.Shown(), name)
		assert.Equal(t, notSoFar, f.Before.Shown(), name)
		assert.NotEmpty(t, f.Rule, name)
		assert.Equal(t, f.Withheld == "", f.Evidence != "" && !f.From.IsZero() && !f.To.IsZero(), name)
	}
	// Of the gaps of 600, 600, 81600, 702000, 1814400, 2923200 and 3600.5 s the mean is
	// 789429 and the standard deviation 1067319.
	assert.InDelta(t, (1067319.0-789429)/(1067319+789429), figure(t, r, "burstiness").Value, 1e-5)
	assert.Equal(t, []LevelsAt{{
		At:     r.To,
		Levels: []LevelTold{{Name: "peripheral", People: 3}, {Name: "occasional", People: 2}, {Name: "active"}, {Name: "core"}},
		Moves:  []LevelTold{{Name: "came", People: 5}, {Name: "inwards"}, {Name: "stayed"}, {Name: "outwards"}, {Name: "left"}},
	}}, r.Levels)
	assert.Equal(t, []EvenPoint{{0, 0}, {0.2, 0.125}, {0.4, 0.25}, {0.6, 0.375}, {0.8, 0.625}, {1, 1}}, r.Evenness)
	require.Len(t, r.Weeks, 10)
	assert.Equal(t, WeekCount{Week: time.Date(2023, 12, 25, 0, 0, 0, 0, time.UTC), Activities: 4, People: 3}, r.Weeks[0])
	assert.Equal(t, WeekCount{Week: time.Date(2024, 2, 26, 0, 0, 0, 0, time.UTC), Activities: 2, People: 2}, r.Weeks[9])
	require.Len(t, r.Waiting, 2, "there are no old hands")
	assert.Equal(t, WaitPoint{After: 3600, Waiting: 0.5, Low: r.Waiting[0].Points[1].Low, High: r.Waiting[0].Points[1].High}, r.Waiting[0].Points[1])
	// ana, bob and cem came in the fourth quarter, which is all that is over.
	require.Len(t, r.Cohorts, 2)
	assert.Equal(t, CohortShares{Year: 2023, People: 3, Shares: []*float64{new(1.0)}}, r.Cohorts[0])
}

// bakers are a community of three years: six people ask and answer each month, and with
// the third year six others in their place.
func bakers(t testing.TB) []activity.Activity {
	var all []string
	for m := range 36 {
		who := "abcdef"
		if m >= 24 {
			who = "uvwxyz"
		}
		for i := range who {
			at := time.Date(2020, time.Month(1+m), 5+i, 9, 0, 0, 0, time.UTC)
			thread, asker, answers := "q"+at.Format("060102"), who[i:i+1], who[(i+1)%6:][:1]
			all = append(all, at.Format("2006-01-02T15:04:05")+" "+asker+" ask "+thread+" "+thread,
				at.Add(time.Duration(1+m/24)*time.Hour).Format("2006-01-02T15:04:05")+" "+answers+" answer a"+thread+" "+thread+" "+asker)
		}
	}
	return told(t, all...)
}

func TestReportBesideTheYearBefore(t *testing.T) {
	r := reported(t, activity.StreamOf(bakers(t)...), ReportOptions{MinGroup: 3})
	for name, want := range map[string][2]string{
		"people who took part":             {"6 people", "6 people"},
		"still there from the year before": {"0.0 %", notSoFar}, // for which it takes a third year
		"half had a response within":       {"2 h 0 min", "1 h 0 min"},
		"newcomers":                        {"0.5 people a month", "0.0 people a month"},
		"moved inwards":                    {"0 people", "0 people"},
	} {
		f := figure(t, r, name)
		assert.Equal(t, want, [2]string{f.Sign.Shown(), f.Before.Shown()}, name)
	}
	assert.Len(t, r.Levels, 8)
	assert.Len(t, r.Weeks, 104)
	require.Len(t, r.Cohorts, 2)
	assert.Equal(t, 2020, r.Cohorts[0].Year)
	for i, s := range r.Cohorts[0].Shares {
		assert.Equal(t, map[bool]float64{true: 1, false: 0}[i < 8], *s, i)
	}
}

func TestReportOfTooFew(t *testing.T) {
	for name, s := range map[string]activity.Stream{"nothing": activity.StreamOf(), "few": smallHistory(t)} {
		r := reported(t, s, ReportOptions{MinGroup: 6})
		for _, part := range r.Parts {
			assert.NotEmpty(t, part.Meaning)
			assert.NotEmpty(t, part.Caveat)
			for _, f := range part.Figures {
				assert.NotEmpty(t, f.Withheld, f.Name)
				assert.Zero(t, f.Value)
				assert.Empty(t, f.Evidence)
			}
		}
		r.Parts = nil
		assert.Equal(t, Report{MinGroup: 6}, r, name)
		assert.Contains(t, r.String(), "Fewer than 6 people took part: there is nothing to show.")
	}
}

func TestReportNamesNobody(t *testing.T) {
	r := reported(t, smallHistory(t), ReportOptions{MinGroup: 1})
	for _, text := range []string{r.String(), marshalled(t, r)} {
		for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r < 'a' || r > 'z' }) {
			assert.NotContains(t, []string{"ana", "bob", "cem", "dee", "eva", "fay"}, word)
		}
	}
}

func TestReportReads(t *testing.T) {
	r := reported(t, activity.StreamOf(bakers(t)...), ReportOptions{MinGroup: 3})
	r.Title = "Bakers"
	text := r.String()
	assert.Contains(t, text, "Bakers\nThe record goes from 5 Jan 2020 to 10 Dec 2022 (UTC).")
	assert.Contains(t, text, `  half had a response within: 2 h 0 min; the year before: 1 h 0 min
      Time after which half of the threads opened in the year had an activity
      by somebody else, those still waiting at its end counted for as long as
      they waited (Kaplan and Meier). From 72 with a response, of 72 threads
      opened by 6 people, 10 Dec 2021 to 10 Dec 2022.
`)
	assert.Contains(t, text, "  2020       6  100 100 100 100 100 100 100 100   0   0   0\n")
}

func TestReportFails(t *testing.T) {
	_, err := MeasureReport(func(yield func(activity.Activity, error) bool) { yield(activity.Activity{}, io.ErrUnexpectedEOF) }, ReportOptions{})
	assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
	bad := monthly()
	bad.Days = 0
	_, err = MeasureReport(smallHistory(t), ReportOptions{Levels: bad})
	assert.ErrorIs(t, err, fault.Invalid)
}

// Topics that stand out are told if enough people spoke of them; of a single expert
// only that there are such topics.
func TestReportOfTopics(t *testing.T) {
	var record []activity.Activity
	for i := range 60 {
		at := time.Date(2020, 1, 1, i, 0, 0, 0, time.UTC).AddDate(0, 0, 20*i)
		topic := "old"
		if i >= 50 {
			topic = "<new>"
		}
		ask := activity.Activity{Actor: activity.Person(rune('a' + i%7)), Verb: activity.Ask, Object: activity.Foreign("", string(rune('A'+i))), At: at, Topics: []string{topic}}
		answer := activity.Activity{Actor: "zoe", Verb: activity.Answer, Thread: ask.Object, To: ask.Actor, Object: activity.Foreign("a", string(rune('A'+i))), At: at.Add(time.Hour)}
		if topic == "old" {
			answer.Actor = activity.Person(rune('a' + (i+1)%7))
		}
		record = append(record, ask, answer)
	}
	r := reported(t, activity.StreamOf(record...), ReportOptions{MinGroup: 7})
	require.NotEmpty(t, r.Topics)
	for _, n := range r.Topics {
		assert.NotEqual(t, SingleExpert, n.Kind)
		assert.NotContains(t, n.Rule, "zoe")
	}
	assert.Equal(t, TopicNote{"<new>", Emerging, r.Topics[0].Rule}, r.Topics[0])
	assert.Equal(t, 1.0, figure(t, r, "topics of a single expert").Value)
	assert.Contains(t, r.String(), "  <new> (emerging): ")
	assert.Empty(t, reported(t, activity.StreamOf(record...), ReportOptions{MinGroup: 9}).Topics, "7 asked and one answered")
}

func BenchmarkReport(b *testing.B) {
	history := generated(100_000, 2_000)
	b.ReportAllocs()
	for b.Loop() {
		reported(b, history, ReportOptions{})
	}
	b.ReportMetric(100_000*float64(b.N)/b.Elapsed().Seconds(), "events/s")
}

// The year begins behind the moment that ends the year before: what is at it is of that.
func TestYearsDoNotOverlap(t *testing.T) {
	last := time.Date(2023, 6, 1, 12, 0, 0, 0, time.UTC)
	var record []activity.Activity
	for i, at := range []time.Time{last, last.Add(-365*24*time.Hour + time.Microsecond), last.Add(-365 * 24 * time.Hour), last.Add(-730*24*time.Hour + time.Microsecond), last.Add(-730 * 24 * time.Hour)} {
		record = append(record, activity.Activity{Actor: activity.Person(rune('a' + i)), Verb: activity.Share, At: at})
	}
	f := figure(t, reported(t, activity.StreamOf(record...), ReportOptions{MinGroup: 1}), "people who took part")
	assert.Equal(t, [2]float64{2, 2}, [2]float64{f.Value, f.Before.Value})
}

// A circle of few is withheld even if many are connected.
func TestSmallCirclesAreWithheld(t *testing.T) {
	f := figure(t, reported(t, smallHistory(t), ReportOptions{MinGroup: 4}), "inner circle")
	assert.Equal(t, "fewer than 4 people: not shown", f.Sign.Shown(), "it is three")
	assert.Equal(t, "100.0 %", figure(t, reported(t, smallHistory(t), ReportOptions{MinGroup: 4}), "connected with each other").Sign.Shown())
}
