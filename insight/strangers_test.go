package insight

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
)

// figuresOf are instruments that read a record, each with what of it must not
// depend on how people are named, and, if that is not all, on who else is there.
var figuresOf = map[string]func(*rapid.T, activity.Stream) any{
	"cohorts": func(t *rapid.T, s activity.Stream) any {
		cohorts, turnover, err := MeasureCohorts(s)
		require.NoError(t, err)
		return []any{cohorts, turnover}
	},
	"rhythm": func(t *rapid.T, s activity.Stream) any {
		r, err := MeasureRhythm(s)
		require.NoError(t, err)
		return r
	},
	"responsiveness": func(t *rapid.T, s activity.Stream) any {
		r, err := MeasureResponsiveness(s, 1)
		require.NoError(t, err)
		return r
	},
	"network": func(t *rapid.T, s activity.Stream) any {
		n, err := ReplyNetwork(s)
		require.NoError(t, err)
		people, ties, pairs := n.Size()
		_, sizes := n.Components()
		lost, cut := n.Bridges()
		return []any{people, ties, pairs, sizes, len(lost), len(cut), n.Reciprocity(), n.Density()}
	},
}

var sixPeople = []activity.Person{"ana", "bob", "cem", "dee", "eva", "fay"}

func TestNamesChangeNoFigure(t *testing.T) {
	for name, figures := range figuresOf {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			history := participating(t)
			other := map[activity.Person]activity.Person{}
			for i, p := range rapid.Permutation(sixPeople).Draw(t, "other") {
				other[sixPeople[i]] = p
			}
			renamed := make([]activity.Activity, len(history))
			for i, a := range history {
				a.Actor, a.To = other[a.Actor], other[a.To]
				renamed[i] = a
			}
			want, got := figures(t, activity.StreamOf(history...)), figures(t, activity.StreamOf(renamed...))
			require.Equal(t, fmt.Sprint(want), fmt.Sprint(got))
		}))
	}
}

// about are figures for each person.
func about(n *Network) map[activity.Person][]float64 {
	out, in, either := n.Degrees()
	between, constraint, cores := n.Betweenness(), n.Constraint(), n.Cores()
	figures := map[activity.Person][]float64{}
	for i, p := range n.People() {
		figures[p] = []float64{float64(out[i]), float64(in[i]), float64(either[i]), between[i], constraint[i], float64(cores[i])}
	}
	return figures
}

// Two strangers who talk with each other alone change nobody else's place in the
// network, wherever they stand in the order of names.
func TestStrangersChangeNobodysFigure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		history := participating(t)
		n, err := ReplyNetwork(activity.StreamOf(history...))
		require.NoError(t, err)
		want := about(n)

		first := rapid.SampledFrom([]activity.Person{"aaa", "cez", "zoe"}).Draw(t, "stranger")
		asked := activity.Activity{Actor: first, Verb: activity.Ask, Object: activity.Foreign("", "s1"), Thread: activity.Foreign("", "s1"), At: time.Unix(1_700_000_000, 0).UTC()}
		answered := activity.Activity{Actor: first + "x", Verb: activity.Answer, Object: activity.Foreign("", "s2"), InReplyTo: asked.Object, Thread: asked.Object, To: first, At: time.Unix(1_700_000_000, 0).UTC()}
		n, err = ReplyNetwork(activity.StreamOf(append(history, asked, answered)...))
		require.NoError(t, err)
		got := about(n)
		require.Equal(t, []float64{0, 1, 1, 0, 1, 1}, got[first])
		delete(got, first)
		delete(got, first+"x")
		require.Len(t, got, len(want))
		for p, figures := range want {
			require.InDeltaSlice(t, figures, got[p], 1e-9, string(p))
		}
	})
}

// Where names decide between equals, other names in the same order decide alike.
func TestNamesInTheSameOrderChangeNothingButNames(t *testing.T) {
	for name, measured := range map[string]func(activity.Stream) (any, error){
		"paths":      func(s activity.Stream) (any, error) { return MeasurePaths(s) },
		"resilience": func(s activity.Stream) (any, error) { return MeasureResilience(s, 3, 7) },
		"topics":     func(s activity.Stream) (any, error) { return MeasureTopics(s, TopicOptions{Least: 1}) },
	} {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			history := participating(t)
			topics := rapid.SampledFrom([][]string{nil, {"tax"}, {"pay"}, {"tax", "pay"}})
			renamed := make([]activity.Activity, len(history))
			for i := range history {
				history[i].Topics = topics.Draw(t, "topics")
				a := history[i]
				a.Actor = "x-" + a.Actor
				if a.To != "" {
					a.To = "x-" + a.To
				}
				renamed[i] = a
			}
			want, err := measured(activity.StreamOf(history...))
			require.NoError(t, err)
			got, err := measured(activity.StreamOf(renamed...))
			require.NoError(t, err)
			require.Equal(t, fmt.Sprint(want), strings.ReplaceAll(fmt.Sprint(got), "x-", ""))
		}))
	}
}

func BenchmarkInstruments(b *testing.B) {
	const events = 20_000
	history := generated(events, 1_000)
	for _, i := range []struct {
		name string
		run  func() error
	}{
		{"cohorts", func() error { _, _, err := MeasureCohorts(history); return err }},
		{"rhythm", func() error { _, err := MeasureRhythm(history); return err }},
		{"responsiveness", func() error { _, err := MeasureResponsiveness(history, 5); return err }},
		{"paths", func() error { _, err := MeasurePaths(history); return err }},
		{"topics", func() error { _, err := MeasureTopics(history, TopicOptions{}); return err }},
		{"resilience", func() error { _, err := MeasureResilience(history, 5, 1); return err }},
		{"health", func() error { _, err := MeasureHealth(history, 5); return err }},
		{"constellation", func() error { _, err := MeasureConstellation(history); return err }},
	} {
		b.Run(i.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				require.NoError(b, i.run())
			}
			b.ReportMetric(events*float64(b.N)/b.Elapsed().Seconds(), "events/s")
		})
	}
}
