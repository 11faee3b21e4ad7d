package insight

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
)

// board makes a record of questions and answers.
type board struct {
	all []activity.Activity
	at  time.Time
}

func newBoard() *board { return &board{at: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)} }

func (b *board) ask(name string, by activity.Person, topics ...string) {
	id := activity.Foreign("", name)
	b.all = append(b.all, activity.Activity{Actor: by, Verb: activity.Ask, Object: id, Thread: id, Topics: topics, At: b.at})
}

func (b *board) answer(name string, by activity.Person, accepted bool) {
	q := b.all[0]
	for _, a := range b.all {
		if a.Object == activity.Foreign("", name) {
			q = a
		}
	}
	b.all = append(b.all, activity.Activity{
		Actor: by, Verb: activity.Answer, Object: activity.Foreign("", fmt.Sprint(name, by, len(b.all))), Thread: q.Object,
		InReplyTo: q.Object, To: q.Actor, Topics: q.Topics, At: b.at, Detail: activity.Imported{Accepted: accepted},
	})
}

func (b *board) later(d time.Duration) { b.at = b.at.Add(d) }

func (b *board) experts() *Experts {
	x := NewExperts()
	for _, a := range b.all {
		x.Add(a)
	}
	return x
}

// TestExpertByHand: what speaks for one person, worked out by hand, where there is
// nothing to learn from yet.
func TestExpertByHand(t *testing.T) {
	b := newBoard()
	b.ask("q1", "eve", "sampling")
	b.answer("q1", "ana", true)
	b.later(120 * dayLong) // four months of the shortest half-life, one season, a quarter of the longest
	got := b.experts().Rank(Inquiry{Asker: "eve", Topics: []string{"sampling", "payroll"}, At: b.at})
	require.Len(t, got, 1)
	assert.Equal(t, activity.Person("ana"), got[0].Person)

	era := math.Exp2(-0.25)
	sampling, payroll := math.Log(2/1.5), math.Log(2/0.5) // of one question asked
	on := 2 * era * sampling / (sampling + payroll)       // the answer, and that it was accepted
	want := 0.2*math.Log(1+1./16) + 0.5*math.Log(1+0.5) + 0.3*math.Log(1+era) +
		0.2*math.Log(1+0.5) + 0.3*math.Log(1+era) +
		0.5*math.Log(1+on) + 0.1*math.Log(1+era) - 0.2*math.Log(1+120)
	assert.InDelta(t, want, got[0].Score, 1e-12)
	assert.Equal(t, "answered questions within about a season", got[0].Evidence[0].Trace)
	assert.InDelta(t, 0.5, got[0].Evidence[0].Amount, 1e-12)
	assert.Equal(t, "answered questions within about a season (0.5, counts 0.2)", got[0].Evidence[0].String())

	assert.Empty(t, b.experts().Rank(Inquiry{Asker: "ana", At: b.at}), "nobody is asked their own question")
	assert.Empty(t, NewExperts().Rank(Inquiry{Asker: "ana", At: b.at}))
}

// TestAcceptedLater: an answer is accepted when its asker says so, not before.
func TestAcceptedLater(t *testing.T) {
	b := newBoard()
	b.ask("q1", "eve")
	b.answer("q1", "ana", false)
	answer := b.all[1].Object
	before := b.experts().Rank(Inquiry{At: b.at})
	b.all = append(b.all, activity.Activity{Actor: "eve", Verb: activity.Accept, Object: answer, At: b.at})
	after := b.experts().Rank(Inquiry{At: b.at})
	assert.InDelta(t, before[0].Score+(0.2+0.3)*math.Ln2, after[0].Score, 1e-12)
}

// crowd is a community in which each question is answered by the one whom a rule
// names.
func crowd(seed uint64, questions int, who func(rng *rand.Rand, topic int) int) *board {
	rng := rand.New(rand.NewPCG(seed, 0))
	b := newBoard()
	for n := range questions {
		topic := rng.IntN(10)
		name := fmt.Sprint("q", n)
		b.ask(name, activity.Person(fmt.Sprint("asker", n)), fmt.Sprint("topic", topic))
		b.later(time.Hour)
		b.answer(name, activity.Person(fmt.Sprint("u", who(rng, topic))), true)
		b.later(11 * time.Hour)
	}
	return b
}

// TestExpertsLearnWhatCounts: where topics decide, they are learned to decide, and
// where those who have been around most do, that.
func TestExpertsLearnWhatCounts(t *testing.T) {
	topical := crowd(1, 1000, func(rng *rand.Rand, topic int) int { return 3*topic + rng.IntN(3) })
	trial, err := TryExpertise(activity.StreamOf(topical.all...))
	require.NoError(t, err)
	assert.Equal(t, 300, trial.Test)
	assert.Greater(t, trial.Praxis.MRR, 0.55, "one of three who know about it")
	assert.InDelta(t, trial.Tag.MRR, trial.Praxis.MRR, 0.06)
	assert.Greater(t, trial.OverTotal.MRR.Low, 0.2)

	popular := crowd(2, 1000, func(rng *rand.Rand, _ int) int { return min(rng.IntN(6), rng.IntN(60)) })
	trial, err = TryExpertise(activity.StreamOf(popular.all...))
	require.NoError(t, err)
	assert.InDelta(t, trial.Total.MRR, trial.Praxis.MRR, 0.04)

	moving := newBoard() // a few answer everything for half a year, then others do
	for n := range 1200 {
		moving.ask(fmt.Sprint("q", n), "eve", "x")
		moving.answer(fmt.Sprint("q", n), activity.Person(fmt.Sprint("u", n/150*2+n%2)), true)
		moving.later(29 * time.Hour)
	}
	trial, err = TryExpertise(activity.StreamOf(moving.all...))
	require.NoError(t, err)
	assert.Greater(t, trial.Praxis.MRR, trial.Tag.MRR+0.15, "who answered most is gone")
	assert.Positive(t, trial.OverTag.MRR.Low)
}

// Who answered comes first, and once, whether or not they were among those looked at.
func TestChoice(t *testing.T) {
	row := func(v float32) (r [clues]float32) { r[0] = v; return r }
	rivals := []rival{{4, row(4)}, {7, row(7)}}
	for who, want := range map[int][]float32{4: {4, 7}, 7: {7, 4}, 9: {9, 4, 7}} {
		var got []float32
		for r := range (choice{one: rival{who, row(float32(who))}, rivals: rivals}).rows {
			got = append(got, r[0])
		}
		assert.Equal(t, want, got)
	}
}

// TestSlope compares the gradient with differences of the likelihood.
func TestSlope(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := NewExperts()
		for range rapid.IntRange(1, 4).Draw(t, "choices") {
			c := choice{weight: float64(rapid.IntRange(1, 2).Draw(t, "weight"))}
			for range rapid.IntRange(1, 4).Draw(t, "people") {
				var row [clues]float32
				for i := range row {
					row[i] = rapid.Float32Range(0, 4).Draw(t, "clue")
				}
				c.rivals = append(c.rivals, rival{len(c.rivals), row})
			}
			c.one = c.rivals[0]
			x.choices = append(x.choices, c)
		}
		likelihood := func(w [clues]float64) (l float64) {
			for i := range w {
				l -= ridge / 2 * (w[i] - expected[i]) * (w[i] - expected[i])
			}
			for _, c := range x.choices {
				sum, first := 0.0, 0.0
				for row := range c.rows {
					score := 0.0
					for i, v := range row {
						score += w[i] * float64(v)
					}
					if sum == 0 {
						first = score
					}
					sum += math.Exp(score)
				}
				l += c.weight * (first - math.Log(sum))
			}
			return l
		}
		var w [clues]float64
		for i := range w {
			w[i] = rapid.Float64Range(-1, 1).Draw(t, "w")
		}
		gradient, curvature := x.slope(w)
		const small = 1e-5
		for i := range w {
			up, down := w, w
			up[i] += small
			down[i] -= small
			assert.InDelta(t, (likelihood(up)-likelihood(down))/(2*small), gradient[i], 1e-3)
			above, _ := x.slope(up)
			below, _ := x.slope(down)
			for j := range w {
				assert.InDelta(t, (below[j]-above[j])/(2*small), curvature[i][j], 1e-3)
			}
		}
		step := solve(curvature, gradient)
		for i := range w {
			sum := 0.0
			for j := range w {
				sum += curvature[i][j] * step[j]
			}
			assert.InDelta(t, gradient[i], sum, 1e-6)
		}
	})
}

// TestTrialByHand: ten questions with accepted answers by others, of which the last
// three are asked again.
func TestTrialByHand(t *testing.T) {
	b := newBoard()
	for n, who := range []activity.Person{"u1", "u1", "u1", "u2", "u2", "u3", "u1", "u2", "u1", "u4"} {
		b.ask(fmt.Sprint("q", n), "eve", "x")
		b.answer(fmt.Sprint("q", n), who, true)
		b.later(time.Hour)
	}
	b.ask("own", "u1")
	b.answer("own", "u1", true) // of one's own
	b.ask("open", "eve")
	trial, err := TryExpertise(activity.StreamOf(b.all...))
	require.NoError(t, err)
	assert.Equal(t, [3]int{12, 10, 3}, [3]int{trial.Questions, trial.AcceptedByOther, trial.Test})
	// u2 stands second after four of u1 and two of their own, u1 first, and u4 nowhere.
	want := Hits{At1: 1. / 3, At5: 2. / 3, At10: 2. / 3, MRR: (1./2 + 1) / 3, NotCandidate: 1}
	for _, got := range []Hits{trial.Tag, trial.Total} {
		assert.InDelta(t, want.At1, got.At1, 1e-12)
		assert.InDelta(t, want.At5, got.At5, 1e-12)
		assert.InDelta(t, want.At10, got.At10, 1e-12)
		assert.InDelta(t, want.MRR, got.MRR, 1e-12)
		assert.Equal(t, want.NotCandidate, got.NotCandidate)
	}
	nothing, err := TryExpertise(activity.StreamOf())
	require.NoError(t, err)
	assert.Zero(t, nothing)
	boom := fmt.Errorf("boom")
	_, err = TryExpertise(func(yield func(activity.Activity, error) bool) { yield(activity.Activity{}, boom) })
	require.ErrorIs(t, err, boom)
}

// TestTrialDependsOnTheRecordOnly: not on the order in which it comes, nor on what
// people are called.
func TestTrialDependsOnTheRecordOnly(t *testing.T) {
	b := crowd(3, 60, func(rng *rand.Rand, topic int) int { return (topic + rng.IntN(3)) % 5 })
	want, err := TryExpertise(activity.StreamOf(b.all...))
	require.NoError(t, err)
	rapid.Check(t, func(t *rapid.T) {
		shuffled := rapid.Permutation(b.all).Draw(t, "record")
		renamed := make([]activity.Activity, len(shuffled))
		for i, a := range shuffled {
			a.Actor = "x" + a.Actor
			renamed[i] = a
		}
		for _, record := range [][]activity.Activity{shuffled, renamed} {
			got, err := TryExpertise(activity.StreamOf(record...))
			require.NoError(t, err)
			require.Equal(t, want, got)
		}
	})
}
