package repertoire_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
)

// figures are those of a cycle, by name.
func figures(r repertoire.ValueReport, c repertoire.Cycle) map[string][2]int {
	all := make(map[string][2]int)
	for _, v := range r.Cycles {
		for _, i := range v.Indicators {
			if v.Cycle == c {
				all[i.Name] = [2]int{i.Count, i.Of}
			}
		}
	}
	return all
}

// cycle is what is reported about one.
func cycle(t *testing.T, r repertoire.ValueReport, c repertoire.Cycle) repertoire.CycleValue {
	for _, v := range r.Cycles {
		if v.Cycle == c {
			return v
		}
	}
	require.Fail(t, "no such cycle", c)
	return repertoire.CycleValue{}
}

// lived is a record: bob asks and ana answers, ana shares what eve and she use.
func lived(b *repertoire.ValueBuilder) {
	object := func(n byte) activity.ObjectID { return activity.ObjectID{n} }
	for n, a := range []activity.Activity{
		{Actor: "bob", Verb: activity.Ask, Object: object(1), Thread: object(1)},
		{Actor: "bob", Verb: activity.Comment, Object: object(2), Thread: object(1)}, // on his own
		{Actor: "ana", Verb: activity.Answer, Object: object(3), Thread: object(1), To: "bob"},
		{Actor: "bob", Verb: activity.Accept, Object: object(3), Thread: object(1), To: "ana"},
		{Actor: "eve", Verb: activity.Ask, Object: object(4), Thread: object(4)},
		{Actor: "ana", Verb: activity.Share, Object: object(5), Thread: object(5), Detail: repertoire.Shared{Draft: repertoire.Draft{Thread: howTo}}},
		{Actor: "ana", Verb: activity.Reuse, Object: object(5), Detail: repertoire.Reused{Outcome: repertoire.Worked}},
		{Actor: "eve", Verb: activity.Reuse, Object: object(5), To: "ana", Detail: repertoire.Reused{Outcome: repertoire.WorkedInPart}},
		{Actor: "eve", Verb: activity.Reuse, Object: object(5), To: "ana", Detail: repertoire.Reused{Outcome: repertoire.Worked}},
		{Actor: "ana", Verb: activity.Amend, Object: object(9)},
	} {
		a.At = nine.Add(time.Duration(n) * time.Hour)
		b.Add(a)
	}
}

func TestValueReport(t *testing.T) {
	b := repertoire.NewValueBuilder(time.Time{}, time.Time{})
	lived(b)
	story := aStory(t)
	r := b.Report([]repertoire.ValueStory{story})
	assert.Equal(t, map[string][2]int{"attendance": {}, "questions": {2, 0}, "responses": {2, 0}, "answered": {1, 2}, "thanks": {}}, figures(r, repertoire.Immediate),
		"bob's own comment is no answer to bob")
	assert.Equal(t, [2]int{2, 0}, figures(r, repertoire.Potential)["pairs"], "ana and bob, ana and eve")
	assert.Equal(t, [2]int{1, 0}, figures(r, repertoire.Potential)["harvested threads"])
	assert.Equal(t, map[string][2]int{"uses": {2, 0}, "resources used": {1, 0}}, figures(r, repertoire.Applied), "ana's own use is none of another's")
	assert.Equal(t, map[string][2]int{"worked": {1, 2}, "worked in part": {1, 2}}, figures(r, repertoire.Realised))
	assert.Equal(t, [2]int{1, 0}, figures(r, repertoire.Reframing)["charters"])

	assert.Equal(t, []activity.StoryID{tips}, r.Traced)
	realised := cycle(t, r, repertoire.Realised)
	assert.Equal(t, []repertoire.ToldIndicator{{Story: tips, Indicator: story.Steps[3].Indicator}}, realised.Told)
	assert.Equal(t, repertoire.BothHalves, realised.Shown)
	assert.Empty(t, realised.Next)
	assert.Equal(t, []repertoire.CapitalStories{{Capital: repertoire.TangibleCapital, Stories: 1}}, cycle(t, r, repertoire.Potential).Capitals)
	for c, want := range map[repertoire.Cycle]repertoire.Halves{
		repertoire.Immediate: repertoire.BothHalves, repertoire.Reframing: repertoire.IndicatorsOnly, repertoire.Strategic: repertoire.NeitherHalf, repertoire.Enabling: repertoire.NeitherHalf,
	} {
		v := cycle(t, r, c)
		assert.Equal(t, want, v.Shown, c)
		assert.Equal(t, want == repertoire.BothHalves, v.Next == "", "%s: what is missing comes with what to do", c)
	}
}

// Neither half suffices: stories alone lack figures, unless they bring some along.
func TestStoriesWithoutFigures(t *testing.T) {
	s := aStory(t)
	r := repertoire.NewValueBuilder(time.Time{}, time.Time{}).Report([]repertoire.ValueStory{s})
	assert.Equal(t, repertoire.StoriesOnly, cycle(t, r, repertoire.Applied).Shown)
	assert.Contains(t, cycle(t, r, repertoire.Applied).Next, "uses of resources by others")
	assert.Equal(t, repertoire.BothHalves, cycle(t, r, repertoire.Realised).Shown, "the story has a figure of its own")
	retracted, _, err := s.Retract(occasion(3, "bob"), "wrong")
	require.NoError(t, err)
	r = repertoire.NewValueBuilder(time.Time{}, time.Time{}).Report([]repertoire.ValueStory{retracted})
	for _, v := range r.Cycles {
		assert.Equal(t, repertoire.NeitherHalf, v.Shown)
	}
	assert.Zero(t, r.Stories)
}

// What happened outside of the window does not count, but what was shared before
// can be used in it.
func TestTheWindowOfValue(t *testing.T) {
	b := repertoire.NewValueBuilder(nine.Add(7*time.Hour), nine.Add(8*time.Hour))
	lived(b)
	r := b.Report([]repertoire.ValueStory{aStory(t)})
	assert.Equal(t, [2]int{1, 0}, figures(r, repertoire.Applied)["uses"], "the second of eve's is after the end")
	assert.Equal(t, [2]int{0, 0}, figures(r, repertoire.Immediate)["answered"])
	assert.Equal(t, [2]int{0, 0}, figures(r, repertoire.Potential)["resources"])
	assert.Zero(t, r.Stories, "it was told before")
}
