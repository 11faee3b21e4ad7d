package lifecycle_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
)

// one is a playbook of two phases with one criterion.
func one(c lifecycle.Criterion) lifecycle.Playbook {
	c.ID, c.Title = "it", "It is there"
	return lifecycle.Playbook{Name: "one", Language: "en", Title: "One", Phases: []lifecycle.PhaseGuide{
		{Phase: "first", Title: "First", Purpose: "begin", Gate: []lifecycle.Criterion{c}}, {Phase: "last", Title: "Last", Purpose: "go on"},
	}}
}

// first is the state of a community in the first of these phases, since ten.
var first = lifecycle.State{Community: auditors, Phase: "first", Since: nine.Add(time.Hour), Course: lifecycle.Course{Playbook: "one", Order: []lifecycle.Phase{"first", "last"}}, Rev: 2}

func judge(t *testing.T, c lifecycle.Criterion, fill func(*lifecycle.Evidence)) lifecycle.Judged {
	t.Helper()
	require.NoError(t, one(c).Check())
	e := lifecycle.NewEvidence(nine, first, nine.Add(100*time.Hour))
	fill(e)
	g, err := lifecycle.Review(one(c), first, *e)
	require.NoError(t, err)
	require.Len(t, g.Criteria, 1)
	assert.Equal(t, g.Criteria[0].Met, g.Met())
	return g.Criteria[0]
}

func TestEveryCheckCountsUpToWhatItAsks(t *testing.T) {
	for _, check := range lifecycle.Checks() {
		if check == lifecycle.Attested {
			continue
		}
		least := 2
		if check == lifecycle.NewcomersRetained || check == lifecycle.QuestionsAnswered {
			least = 50
		}
		c := lifecycle.Criterion{Check: check, AtLeast: least}
		for n := range 4 {
			j := judge(t, c, func(e *lifecycle.Evidence) {
				if least == 2 && check != lifecycle.SurveyAnswered {
					for range n {
						e.Add(check, nine)
					}
				} else if least == 2 {
					e.Most(check, n, 0)
					e.Most(check, 1, 0)
				} else {
					for i := range 4 {
						e.Share(check, nine, i < n)
					}
				}
			})
			assert.Equal(t, n >= 2, j.Met, "%s: %d", check, n)
			assert.NotEmpty(t, j.Rule)
			assert.NotEmpty(t, j.Evidence)
			assert.Equal(t, j.Met, j.Next == "", "%s says what to do until it is met", check)
			assert.Equal(t, []time.Time{nine, nine.Add(100 * time.Hour)}, []time.Time{j.From, j.To})
		}
		assert.False(t, judge(t, lifecycle.Criterion{Check: check}, func(*lifecycle.Evidence) {}).Met, "%s: nothing is never enough", check)
	}
}

func TestJudgedWords(t *testing.T) {
	questions := lifecycle.Criterion{Check: lifecycle.QuestionsAnswered, Since: lifecycle.SincePhase, Next: "answer"}
	j := judge(t, questions, func(e *lifecycle.Evidence) {
		e.Share(lifecycle.QuestionsAnswered, nine, true) // before the phase
		e.Share(lifecycle.QuestionsAnswered, nine.Add(2*time.Hour), true)
		e.Share(lifecycle.QuestionsAnswered, nine.Add(3*time.Hour), false)
	})
	assert.Equal(t, lifecycle.Judged{
		Criterion: "it", Title: "It is there", Rule: "at least 60 % of questions have an answer, since the phase began",
		Evidence: "1 of 2 questions (50 %)", From: first.Since, To: nine.Add(100 * time.Hour), Next: "answer",
	}, j)
	quiet := lifecycle.Criterion{Check: lifecycle.SurveyAnswered}
	assert.Equal(t, "some, and fewer than 5", judge(t, quiet, func(e *lifecycle.Evidence) { e.Most(lifecycle.SurveyAnswered, 4, 4) }).Evidence, "how many exactly is nobody's business")
	assert.Equal(t, "5 or more", judge(t, quiet, func(e *lifecycle.Evidence) { e.Most(lifecycle.SurveyAnswered, 7, 4) }).Evidence)
}

func TestAnAttestationMeetsACriterion(t *testing.T) {
	c := lifecycle.Criterion{Check: lifecycle.Attested, Since: lifecycle.SincePhase, Roles: []string{"sponsor"}}
	attested := func(n int, change func(*lifecycle.Attestation)) func(*lifecycle.Evidence) {
		t.Helper()
		got, _, err := lifecycle.Attest(occasion(n, "ana"), lifecycle.Attestation{}, one(c), "first", "it", "sponsor", "Look.")
		require.NoError(t, err)
		change(&got)
		return func(e *lifecycle.Evidence) { e.Attested = append(e.Attested, got) }
	}
	same := func(*lifecycle.Attestation) {}
	j := judge(t, c, attested(2, same))
	assert.True(t, j.Met)
	assert.Equal(t, "attested by ana (sponsor) on 2 Mar 2026: Look.", j.Evidence)
	assert.False(t, judge(t, c, attested(0, same)).Met, "that was before the phase began")
	for name, change := range map[string]func(*lifecycle.Attestation){
		"withdrawn":         func(a *lifecycle.Attestation) { a.Withdrawn.Reason = "It fell." },
		"another playbook":  func(a *lifecycle.Attestation) { a.Playbook = "other" },
		"another phase":     func(a *lifecycle.Attestation) { a.Phase = "last" },
		"another criterion": func(a *lifecycle.Attestation) { a.Criterion = "that" },
		"another role":      func(a *lifecycle.Attestation) { a.Role = "convener" },
	} {
		assert.False(t, judge(t, c, attested(2, change)).Met, name)
	}
}

func TestAttestAndRetract(t *testing.T) {
	p := one(lifecycle.Criterion{Check: lifecycle.StoriesShared, Roles: []string{"convener"}})
	for name, try := range map[string][3]string{
		"phase": {"second", "it", "convener"}, "criterion": {"first", "that", "convener"}, "role": {"first", "it", "mentor"},
	} {
		_, _, err := lifecycle.Attest(occasion(1, "ana"), lifecycle.Attestation{}, p, lifecycle.Phase(try[0]), lifecycle.CriterionID(try[1]), try[2], "Look.")
		assert.ErrorIs(t, err, fault.Invalid, name)
		assert.ErrorContains(t, err, name+" must be")
	}
	_, _, err := lifecycle.Attest(occasion(1, "ana"), lifecycle.Attestation{}, one(lifecycle.Criterion{Check: lifecycle.StoriesShared}), "first", "it", "convener", "Look.")
	assert.ErrorContains(t, err, "found from the record")
	given, a, err := lifecycle.Attest(occasion(1, "ana"), lifecycle.Attestation{}, p, "first", "it", "convener", "Look.")
	require.NoError(t, err)
	folded, err := lifecycle.Attestation{}.Fold(a)
	require.NoError(t, err)
	assert.Equal(t, given, folded)
	assert.True(t, given.Holds())
	gone, _, err := given.Retract(occasion(2, "bob"), "It fell.")
	require.NoError(t, err)
	assert.False(t, gone.Holds())
	assert.Equal(t, activity.Person("bob"), gone.Withdrawn.By)
	_, _, err = gone.Retract(occasion(3, "bob"), "Again.")
	assert.ErrorIs(t, err, fault.Precondition)
	anew, _, err := lifecycle.Attest(occasion(4, "ana"), gone, p, "first", "it", "convener", "Look again.")
	require.NoError(t, err)
	assert.True(t, anew.Holds())
	assert.Equal(t, 3, anew.Rev)
	_, _, err = lifecycle.Attestation{}.Retract(occasion(1, "ana"), "Nothing.")
	assert.ErrorIs(t, err, fault.Precondition)
}

func TestAdvanceByTheReview(t *testing.T) {
	book := one(lifecycle.Criterion{Check: lifecycle.StoriesShared})
	e := lifecycle.NewEvidence(nine, first, nine.Add(time.Hour))
	unmet, err := lifecycle.Review(book, first, *e)
	require.NoError(t, err)
	_, _, err = first.Advance(occasion(2, "ana"), unmet, "")
	assert.EqualError(t, err, "lifecycle.Advance: precondition: the review finds unmet: It is there; see to these, or give a reason to move on without them")
	next, a, err := first.Advance(occasion(2, "ana"), unmet, "everybody is waiting")
	require.NoError(t, err)
	assert.Equal(t, lifecycle.Moved{From: "first", To: "last", Reason: "everybody is waiting", Unmet: []lifecycle.CriterionID{"it"}}, a.Detail)
	passage, ok := lifecycle.PassageOf(a)
	require.True(t, ok)
	assert.Equal(t, []lifecycle.CriterionID{"it"}, passage.Unmet)
	assert.Contains(t, unmet.String(), "not met: It is there. Rule: at least 1 story in the repertoire. Found: 0 stories in the repertoire.")

	e.Add(lifecycle.StoriesShared, nine)
	met, err := lifecycle.Review(book, first, *e)
	require.NoError(t, err)
	_, a, err = first.Advance(occasion(2, "ana"), met, "")
	require.NoError(t, err)
	assert.Empty(t, a.Detail.(lifecycle.Moved).Unmet)

	_, _, err = next.Advance(occasion(3, "ana"), met, "on")
	assert.ErrorIs(t, err, fault.Precondition, "the last phase")
	_, _, err = in(lifecycle.Grow).Advance(occasion(3, "ana"), met, "on")
	assert.ErrorIs(t, err, fault.Precondition, "the gate of another phase")
	_, err = lifecycle.Review(book, in(lifecycle.Grow), *e)
	assert.ErrorIs(t, err, fault.Precondition, "another playbook")
	_, err = lifecycle.Review(book, lifecycle.State{}, *e)
	assert.ErrorIs(t, err, fault.Invalid)
}

// Back to Design with what was learned, and renewal from Sustain to Inquire.
func TestReturn(t *testing.T) {
	for from, to := range map[lifecycle.Phase]lifecycle.Phase{lifecycle.Prototype: lifecycle.Design, lifecycle.Sustain: lifecycle.Inquire} {
		next, a, err := in(from).Return(occasion(1, "ana"), to, "it does not work", "ask first")
		require.NoError(t, err)
		assert.Equal(t, to, next.Phase)
		assert.Equal(t, "ask first", a.Detail.(lifecycle.Moved).Lesson)
	}
	_, _, err := in(lifecycle.Prototype).Return(occasion(1, "ana"), lifecycle.Design, "it does not work", "")
	assert.ErrorContains(t, err, "lesson is required")
	_, _, err = in(lifecycle.Prototype).Return(occasion(1, "ana"), lifecycle.Launch, "on", "ask first")
	assert.ErrorIs(t, err, fault.Precondition)
	_, _, err = in(lifecycle.Prototype).Return(occasion(1, "ana"), lifecycle.Prototype, "on", "ask first")
	assert.ErrorIs(t, err, fault.Exists)
}

// wasEnded stands for the detail of an end, whose type is another package's.
type wasEnded struct{}

func (wasEnded) FactName() string { return "cop.ended" }

// Once a community has ended, its life goes nowhere.
func TestTheEndEndsTheLife(t *testing.T) {
	end := occasion(1, "ana").Record(activity.End, wasEnded{})
	over, err := in(lifecycle.Grow).Fold(end)
	require.NoError(t, err)
	assert.Equal(t, nine.Add(time.Hour), over.Ended)
	assert.Equal(t, 4, over.Rev)
	_, _, err = over.Move(occasion(2, "ana"), lifecycle.Sustain, "on")
	assert.ErrorIs(t, err, fault.Precondition)
	_, _, err = over.Adopt(occasion(2, "ana"), lifecycle.UWMadison(), "", "on")
	assert.ErrorIs(t, err, fault.Precondition)
	same, err := in(lifecycle.Grow).Fold(activity.Activity{Community: auditors, Verb: activity.End, At: nine, Detail: activity.Imported{}})
	require.NoError(t, err)
	assert.Equal(t, in(lifecycle.Grow), same, "an outline changes nothing")
}
