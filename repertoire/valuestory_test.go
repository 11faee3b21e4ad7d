package repertoire_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
)

var tips = activity.StoryID{0x51}

// breakfast is a value story as the source has them: from what people did together
// to the difference that it made.
func breakfast() repertoire.Telling {
	return repertoire.Telling{Title: "A tip born at breakfast", Topics: []string{"fuser"}, Steps: []repertoire.Step{
		{Cycle: repertoire.Immediate, Text: "We talked about machines that jam.", Trace: repertoire.Trace{Entry: activity.ID{1}, Gathering: activity.GatheringID{2}, Meeting: nine}},
		{Cycle: repertoire.Potential, Capital: repertoire.TangibleCapital, Text: "Bob wrote the tip down.", Trace: repertoire.Trace{Resource: sampling}},
		{Cycle: repertoire.Applied, Text: "In Lyon they tried it.", Trace: repertoire.Trace{Resource: sampling, Use: activity.ID{3}}},
		{Cycle: repertoire.Realised, Text: "No second visit was needed.", Indicator: repertoire.Indicator{Title: "visits a repair", Value: "1.1", Unit: "visits", Before: "1.6"}},
	}}
}

func aStory(t require.TestingT) repertoire.ValueStory {
	o := occasion(0, "bob")
	o.Space = backstage
	s, _, err := repertoire.TellStory(o, tips, breakfast())
	require.NoError(t, err)
	return s
}

func TestTellStory(t *testing.T) {
	o := occasion(0, "bob")
	o.Space = backstage
	s, a, err := repertoire.TellStory(o, tips, breakfast())
	require.NoError(t, err)
	assert.Equal(t, repertoire.ValueStory{
		Community: auditors, ID: tips, Space: backstage, Teller: "bob", ToldAt: nine, Telling: breakfast(),
		Versions: []repertoire.ToldVersion{{Number: 1, Telling: breakfast(), At: nine}}, Rev: 1,
	}, s)
	assert.Equal(t, activity.Activity{
		Community: auditors, ID: o.ID, Actor: "bob", Verb: activity.Tell, Object: activity.ObjectID(tips), Thread: activity.ObjectID(tips),
		Space: backstage, Topics: []string{"fuser"}, Mode: activity.Online, At: nine, Purpose: o.Purpose, Detail: repertoire.StoryTold{Telling: breakfast()},
	}, a)
	assert.True(t, s.Stands())
	assert.True(t, s.Traced(), "it leads from the breakfast to the difference")
	assert.True(t, s.Uses(sampling))
	var missing []repertoire.Cycle
	for _, m := range s.Missing() {
		missing = append(missing, m.Cycle)
		assert.True(t, strings.HasSuffix(m.Asks, "?"), "it says what to ask the teller")
	}
	assert.Equal(t, []repertoire.Cycle{repertoire.Reframing, repertoire.Strategic, repertoire.Enabling}, missing)
}

func TestRetellAndRetract(t *testing.T) {
	s := aStory(t)
	again := breakfast()
	again.Steps = append(again.Steps, repertoire.Step{Cycle: repertoire.Reframing, Text: "We count visits now, and not repairs."})
	next, a, err := s.Retell(occasion(3, "bob"), again, "I forgot the end.")
	require.NoError(t, err)
	assert.Equal(t, activity.Retell, a.Verb)
	assert.Equal(t, again, next.Telling)
	assert.Equal(t, []repertoire.ToldVersion{
		{Number: 1, Telling: breakfast(), At: nine}, {Number: 2, Telling: again, At: nine.Add(3 * time.Hour), Reason: "I forgot the end."},
	}, next.Versions, "how it was told before is kept")
	_, _, err = next.Retell(occasion(4, "bob"), again, "just so")
	assert.ErrorIs(t, err, fault.Precondition)
	_, _, err = next.Retell(occasion(4, "bob"), breakfast(), "")
	assert.ErrorIs(t, err, fault.Invalid, "without a reason")

	back, a, err := next.Retract(occasion(5, "bob"), "It was another machine.")
	require.NoError(t, err)
	assert.Equal(t, activity.Retract, a.Verb)
	assert.False(t, back.Stands())
	assert.Equal(t, repertoire.Retraction{By: "bob", At: nine.Add(5 * time.Hour), Reason: "It was another machine."}, back.Retracted)
	assert.Equal(t, again, back.Telling, "it stays readable")
	_, _, err = back.Retract(occasion(6, "bob"), "once more")
	assert.ErrorIs(t, err, fault.Exists)
	_, _, err = back.Retell(occasion(6, "bob"), breakfast(), "after all")
	assert.ErrorIs(t, err, fault.Precondition)
}

func TestTellStoryRefuses(t *testing.T) {
	step := func(change func(*repertoire.Step)) repertoire.Telling {
		told := breakfast()
		change(&told.Steps[1])
		return told
	}
	for name, test := range map[string]struct {
		told  repertoire.Telling
		field string
	}{
		"no title":                 {repertoire.Telling{Steps: breakfast().Steps}, "title"},
		"no steps":                 {repertoire.Telling{Title: "Nothing"}, "steps"},
		"no cycle":                 {step(func(s *repertoire.Step) { s.Cycle = "" }), "steps[1].cycle"},
		"another cycle":            {step(func(s *repertoire.Step) { s.Cycle = "lunar" }), "steps[1].cycle"},
		"no text":                  {step(func(s *repertoire.Step) { s.Text = " " }), "steps[1].text"},
		"another capital":          {step(func(s *repertoire.Step) { s.Capital = "gold" }), "steps[1].capital"},
		"capital of what was done": {step(func(s *repertoire.Step) { s.Cycle = repertoire.Applied }), "steps[1].capital"},
		"a use of nothing":         {step(func(s *repertoire.Step) { s.Trace = repertoire.Trace{Use: activity.ID{3}} }), "steps[1].trace.resource"},
		"no meeting":               {step(func(s *repertoire.Step) { s.Trace.Gathering = activity.GatheringID{2} }), "steps[1].trace.meeting"},
		"a meeting of nothing":     {step(func(s *repertoire.Step) { s.Trace.Meeting = nine }), "steps[1].trace.meeting"},
		"a figure of nothing":      {step(func(s *repertoire.Step) { s.Indicator.Value = "3" }), "steps[1].indicator.title"},
		"no figure":                {step(func(s *repertoire.Step) { s.Indicator.Title = "jams" }), "steps[1].indicator.value"},
		"a figure in words":        {step(func(s *repertoire.Step) { s.Indicator = repertoire.Indicator{Title: "jams", Value: "many"} }), "steps[1].indicator.value"},
		"none before, in words":    {step(func(s *repertoire.Step) { s.Indicator = repertoire.Indicator{Title: "jams", Value: "1", Before: "few"} }), "steps[1].indicator.before"},
	} {
		_, a, err := repertoire.TellStory(occasion(0, "bob"), tips, test.told)
		assert.ErrorIs(t, err, fault.Invalid, name)
		assert.ErrorContains(t, err, test.field, name)
		assert.Zero(t, a, name)
	}
	_, _, err := repertoire.TellStory(occasion(0, "bob"), activity.StoryID{}, breakfast())
	assert.ErrorIs(t, err, fault.Invalid)
	_, _, err = aStory(t).Retract(outsiders("bob"), "elsewhere")
	assert.ErrorIs(t, err, fault.Invalid)
}

func TestDecimal(t *testing.T) {
	for _, good := range []repertoire.Decimal{"0", "-0.5", "12.50", "007", repertoire.Decimal(strings.Repeat("9", 40))} {
		assert.True(t, good.Valid(), good)
	}
	for _, bad := range []repertoire.Decimal{"", "-", ".5", "5.", "1e3", "+1", "1,5", "٣", "NaN", "0x10", " 1", "1 ", "--1", "1.2.3", repertoire.Decimal(strings.Repeat("9", 41))} {
		assert.False(t, bad.Valid(), bad)
	}
}

// What a caller does to what they told changes nothing.
func TestAStoryIsItsOwn(t *testing.T) {
	mine := breakfast()
	s, a, err := repertoire.TellStory(occasion(0, "bob"), tips, mine)
	require.NoError(t, err)
	mine.Steps[0].Text, mine.Topics[0] = "spoiled", "spoiled"
	assert.Equal(t, breakfast(), s.Telling)
	assert.Equal(t, []string{"fuser"}, a.Topics)
}

// The history of a value story accounts for its present, after any acts.
func TestFoldingTheRecordGivesTheStory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s, folded repertoire.ValueStory
		for n := range rapid.IntRange(1, 12).Draw(t, "acts") {
			o := occasion(n, people.Draw(t, "actor"))
			telling := breakfast()
			telling.Steps = telling.Steps[:rapid.IntRange(0, 4).Draw(t, "steps")]
			var next repertoire.ValueStory
			var a activity.Activity
			var err error
			switch act := rapid.IntRange(0, 9).Draw(t, "act"); {
			case s.Rev == 0:
				next, a, err = repertoire.TellStory(o, tips, telling)
			case act == 0:
				next, a, err = s.Retract(o, words.Draw(t, "reason"))
			default:
				next, a, err = s.Retell(o, telling, words.Draw(t, "reason"))
			}
			if err != nil {
				require.Equal(t, s, next)
				continue
			}
			require.NoError(t, a.Check())
			s = next
			folded, err = folded.Fold(a)
			require.NoError(t, err)
			require.Equal(t, s, folded)
		}
	})
}
