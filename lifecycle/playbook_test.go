package lifecycle_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
)

// The six phases of Cambridge and Suter, each with all that a phase has, and what
// the domain's description says it leaves behind.
func TestCambridgeSuter(t *testing.T) {
	p := lifecycle.CambridgeSuter()
	require.NoError(t, p.Check())
	assert.Equal(t, lifecycle.Phases(), p.Order())
	leaves := map[lifecycle.Phase][]lifecycle.Check{
		lifecycle.Inquire:   {lifecycle.SurveyAnswered, lifecycle.PurposeWritten, lifecycle.AudienceNamed, lifecycle.TopicsNamed, lifecycle.GoalsSet},
		lifecycle.Design:    {lifecycle.Attested, lifecycle.RolesFilled, lifecycle.RhythmPlanned, lifecycle.RulesInForce},
		lifecycle.Prototype: {lifecycle.MembersActive, lifecycle.MeetingsHeld, lifecycle.StoriesShared, lifecycle.ReviewAnswered},
		lifecycle.Launch:    {lifecycle.Attested, lifecycle.MembersJoined, lifecycle.WelcomeReady, lifecycle.QuestionsAnswered, lifecycle.SponsorTied},
		lifecycle.Grow:      {lifecycle.NewcomersRetained, lifecycle.QuestionsAnswered, lifecycle.ResourcesShared, lifecycle.ResourcesEndorsed, lifecycle.ResourcesReused},
		lifecycle.Sustain:   {lifecycle.ReviewAnswered, lifecycle.ResourcesEndorsed, lifecycle.ResourcesReused, lifecycle.Attested},
	}
	for _, g := range p.Phases {
		var checks []lifecycle.Check
		for _, c := range g.Gate {
			checks = append(checks, c.Check)
		}
		assert.Equal(t, leaves[g.Phase], checks, g.Phase)
	}
}

func TestPlaybooksAreWholeAndNobodysToChange(t *testing.T) {
	for _, p := range lifecycle.Playbooks() {
		require.NoError(t, p.Check())
		for _, g := range p.Phases {
			for _, list := range [][]string{g.Questions, g.Activities, g.Roles, g.Technologies, g.Products} {
				assert.NotEmpty(t, list, "%s of %s", g.Phase, p.Name)
			}
			assert.NotEmpty(t, g.Gate, "%s of %s", g.Phase, p.Name)
			assert.NotEmpty(t, g.Stages, "%s of %s", g.Phase, p.Name)
		}
	}
	p := lifecycle.UWMadison()
	assert.Equal(t, []lifecycle.Phase{"define", "design", "grow", "perform", "transform"}, p.Order())
	p.Phases[0].Questions[0], p.Phases[0].Gate[0].Roles[0], p.Phases[0].Phase = "?", "king", "begin"
	assert.NotEqual(t, p, lifecycle.UWMadison())
	g, ok := lifecycle.UWMadison().Guide("define")
	require.True(t, ok)
	g.Gate[0].Roles[0] = "king"
	assert.True(t, lifecycle.UWMadison().Phases[0].Gate[0].Attestable("convener"))
}

// Where a community of one playbook is in the other.
func TestPlaces(t *testing.T) {
	for from, to := range map[lifecycle.Phase]lifecycle.Phase{
		lifecycle.Inquire: "define", lifecycle.Design: lifecycle.Design, lifecycle.Prototype: lifecycle.Design,
		lifecycle.Launch: lifecycle.Grow, lifecycle.Grow: lifecycle.Grow, lifecycle.Sustain: "perform",
	} {
		at, ok := lifecycle.UWMadison().Place(from)
		assert.True(t, ok, from)
		assert.Equal(t, to, at, from)
	}
	for _, from := range lifecycle.UWMadison().Order() {
		_, ok := lifecycle.CambridgeSuter().Place(from)
		assert.True(t, ok, from)
	}
	_, ok := lifecycle.UWMadison().Place("afterlife")
	assert.False(t, ok)
}

func TestParsePlaybookReadsWhatJSONWrites(t *testing.T) {
	for _, p := range lifecycle.Playbooks() {
		got, err := lifecycle.ParsePlaybook(p.JSON())
		require.NoError(t, err)
		assert.Equal(t, p, got)
		assert.Equal(t, string(p.JSON()), string(got.JSON()))
	}
}

// Every bad field is named, those that are unknown or of the wrong kind first.
func TestParsePlaybookNamesEveryBadField(t *testing.T) {
	for text, want := range map[string][]string{
		`{"name": 1, "title": null, "language": "en", "phases": [{"phase": "one", "gate": {}, "colour": "red"}], "extra": 1}`: {
			"extra", "name", "phases[0].colour", "phases[0].gate", "title",
		},
		`{"name": "Ours", "language": "EN", "phases": []}`: {"name", "title", "language", "phases"},
		`{"name": "ours", "language": "en", "title": "Ours", "phases": [
			{"phase": "one", "title": "One", "purpose": "begin", "stages": ["infancy"], "gate": [
				{"id": "x", "title": "x", "check": "wishes-granted"}, {"id": "x", "title": "x", "check": "goals-set", "since": "phase", "at_least": -1},
				{"id": "y", "title": "y", "check": "questions-answered", "at_least": 101}, {"id": "z", "title": "z", "check": "attested", "at_least": 3}]},
			{"phase": "one", "title": "", "purpose": " x", "questions": ["a\nb"], "stands_for": ["Two"]}]}`: {
			"phases[0].stages[0]", "phases[0].gate[0].check", "phases[0].gate[1].id", "phases[0].gate[1].at_least", "phases[0].gate[1].since",
			"phases[0].gate[2].at_least", "phases[0].gate[3].at_least", "phases[1].phase", "phases[1].title", "phases[1].purpose", "phases[1].questions[0]", "phases[1].stands_for[0]",
		},
	} {
		_, err := lifecycle.ParsePlaybook([]byte(text))
		var bad *fault.Error
		require.ErrorAs(t, err, &bad)
		assert.Equal(t, fault.Invalid, bad.Code)
		var names []string
		for _, f := range bad.Fields {
			names = append(names, f.Name)
		}
		assert.Equal(t, want, names)
	}
	for _, text := range []string{"", "{", `{} {}`, "[]", strings.Repeat(" ", 1<<20) + "{}"} {
		_, err := lifecycle.ParsePlaybook([]byte(text))
		assert.ErrorIs(t, err, fault.Invalid)
	}
}

func FuzzParsePlaybook(f *testing.F) {
	for _, p := range lifecycle.Playbooks() {
		f.Add(p.JSON())
	}
	f.Add([]byte(`{"name": "ours", "language": "en", "title": "Ours", "phases": [{"phase": "one", "title": "One", "purpose": "begin", "gate": []}]}`))
	f.Add([]byte(`{"name": null, "phases": [[]]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := lifecycle.ParsePlaybook(data)
		if err != nil {
			require.ErrorIs(t, err, fault.Invalid)
			return
		}
		require.NoError(t, p.Check())
		again, err := lifecycle.ParsePlaybook(p.JSON())
		require.NoError(t, err)
		require.Equal(t, p, again)
		founded, err := lifecycle.State{}.Fold(founding())
		require.NoError(t, err)
		_, _, err = founded.Adopt(occasion(1, "ana"), p, p.Phases[0].Phase, "ours")
		if !errors.Is(err, fault.Precondition) { // it is the one that they follow
			require.NoError(t, err, "what can be read can be followed")
		}
	})
}

func TestEditions(t *testing.T) {
	german := lifecycle.CambridgeSuter()
	german.Language, german.Phases[0].Title = "de", "Erkunden"
	ours := lifecycle.CambridgeSuter()
	ours.Title = "Ours"
	all := append(lifecycle.Playbooks(), german, ours)
	editions := lifecycle.Editions(all, "cambridge-suter")
	require.Len(t, editions, 2)
	assert.Equal(t, []string{"de", "en"}, []string{editions[0].Language, editions[1].Language})
	assert.Equal(t, "Ours", editions[1].Title, "what comes later replaces what was there")
	assert.True(t, german.SameAs(ours))
	german.Phases[0].Gate[0].AtLeast = 2
	assert.False(t, german.SameAs(ours))
	assert.Empty(t, lifecycle.Editions(all, "nobody's"))
}

// A change of the playbook in mid-life: the community is where it was, by another
// map, and moves by that from then on, as does the record.
func TestAdopt(t *testing.T) {
	state := in(lifecycle.Prototype)
	next, a, err := state.Adopt(occasion(1, "ana"), lifecycle.UWMadison(), "", "it suits us")
	require.NoError(t, err)
	assert.Equal(t, lifecycle.Adopted{Playbook: "uw-madison", Phases: lifecycle.UWMadison().Order(), Phase: "design", Reason: "it suits us"}, a.Detail)
	assert.Equal(t, lifecycle.Design, next.Phase)
	assert.Equal(t, state.Since, next.Since)
	to, ok := next.Next()
	assert.True(t, ok)
	assert.Equal(t, lifecycle.Grow, to)
	_, _, err = next.Move(occasion(2, "ana"), lifecycle.Prototype, "on")
	assert.ErrorIs(t, err, fault.Invalid, "there is no such phase any more")
	_, _, err = next.Adopt(occasion(2, "ana"), lifecycle.UWMadison(), "", "again")
	assert.ErrorIs(t, err, fault.Precondition)
	_, _, err = next.Adopt(occasion(2, "ana"), lifecycle.UWMadison(), "afterlife", "again")
	assert.ErrorIs(t, err, fault.Invalid)
	_, _, err = state.Adopt(occasion(1, "ana"), lifecycle.CambridgeSuter(), "", "it is the one that we follow")
	assert.ErrorIs(t, err, fault.Precondition)
	bad := lifecycle.UWMadison()
	bad.Phases[0].Phase = bad.Phases[1].Phase
	_, _, err = state.Adopt(occasion(1, "ana"), bad, "", "twice")
	assert.ErrorIs(t, err, fault.Invalid)
	other := lifecycle.Playbook{Name: "other", Language: "en", Title: "Other", Phases: []lifecycle.PhaseGuide{{Phase: "only", Title: "Only", Purpose: "be"}}}
	_, _, err = state.Adopt(occasion(1, "ana"), other, "", "who knows where")
	assert.ErrorContains(t, err, "say which of these the community is in: only")
	next.Order[0] = "changed"
	assert.Equal(t, lifecycle.Phase("define"), a.Detail.(lifecycle.Adopted).Phases[0], "the record is its own")
}

// Whatever happens to a life, folding its record gives the same, and it is always
// in a phase of the playbook that it follows.
func TestFoldingALife(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state, err := lifecycle.State{}.Fold(founding())
		require.NoError(t, err)
		folded := state
		words := append(lifecycle.Phases(), "define", "perform", "transform", "afterlife", "")
		for n := range rapid.IntRange(1, 30).Draw(t, "acts") {
			o := occasion(n+1, "ana")
			to := rapid.SampledFrom(words).Draw(t, "to")
			reason := rapid.SampledFrom([]string{"it is time", ""}).Draw(t, "reason")
			gate, err := lifecycle.Review(rapid.SampledFrom(lifecycle.Playbooks()).Draw(t, "reviewed by"), state, lifecycle.Evidence{})
			if err != nil {
				require.ErrorIs(t, err, fault.Precondition)
			}
			var next lifecycle.State
			var a activity.Activity
			switch rapid.IntRange(0, 5).Draw(t, "act") {
			case 0:
				next, a, err = state.Adopt(o, rapid.SampledFrom(lifecycle.Playbooks()).Draw(t, "book"), to, reason)
			case 1:
				next, a, err = state.Return(o, to, reason, rapid.SampledFrom([]string{"ask first", ""}).Draw(t, "lesson"))
			case 2:
				next, a, err = state.MoveReviewed(o, gate, to, reason)
			default:
				next, a, err = state.Advance(o, gate, reason)
			}
			if err != nil {
				require.Equal(t, state, next)
				require.Zero(t, a)
				continue
			}
			require.NoError(t, a.Check())
			state = next
			folded, err = folded.Fold(a)
			require.NoError(t, err)
			require.Equal(t, state, folded)
			require.True(t, slices.Contains(state.Phases(), state.Phase))
		}
	})
}
