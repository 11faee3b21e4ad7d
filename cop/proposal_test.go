package cop_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

var (
	meetings = activity.ProposalID{4}
	tomorrow = 24 // the occasion at which proposals of these tests are due
)

// motion is put at nine and due a day later.
func motion(method cop.Method) cop.Motion {
	m := cop.Motion{
		Title: "Meet on Tuesdays", Text: "Mondays are full.",
		Method: method, Quorum: 2, Deadline: occasion(tomorrow, "").At,
		Action: cop.Action{SetRule: cop.RuleText{Title: "Rhythm", Text: "We meet on Tuesdays."}},
	}
	if method == cop.ByRole {
		m.Role, m.Quorum = "facilitator", 1
	}
	return m
}

func proposed(t require.TestingT, method cop.Method) cop.Proposal {
	p, _, err := cop.Propose(occasion(0, "ana"), meetings, motion(method))
	require.NoError(t, err)
	return p
}

func vote(t require.TestingT, p cop.Proposal, n int, who activity.Person, s cop.Stance) cop.Proposal {
	p, _, err := p.Vote(occasion(n, who), s, "because of "+string(who))
	require.NoError(t, err)
	return p
}

func TestPropose(t *testing.T) {
	p, a, err := cop.Propose(occasion(0, "ana"), meetings, motion(cop.ByConsent))
	require.NoError(t, err)
	assert.Equal(t, cop.Proposal{
		Community: auditors, ID: meetings, Space: activity.SpaceID{7}, Proposer: "ana", At: nine,
		Motion: motion(cop.ByConsent), Status: cop.Undecided, Rev: 1,
	}, p)
	assert.Equal(t, activity.Propose, a.Verb)
	assert.Equal(t, activity.ObjectID(meetings), a.Object)
	assert.Equal(t, activity.ObjectID(meetings), a.Thread)
	assert.Equal(t, cop.Proposed{Motion: motion(cop.ByConsent)}, a.Detail)
	sameAsJSON(t, p)
}

// Every bad field of a motion is named at once.
func TestABadMotion(t *testing.T) {
	seat := cop.Seat{Person: "bob", Role: "mentor"}
	for _, test := range []struct {
		field string
		spoil func(*cop.Motion)
	}{
		{"title", func(m *cop.Motion) { m.Title = "" }},
		{"text", func(m *cop.Motion) { m.Text = "" }},
		{"method", func(m *cop.Motion) { m.Method = "lot" }},
		{"quorum", func(m *cop.Motion) { m.Quorum = 0 }},
		{"role", func(m *cop.Motion) { m.Role = "facilitator" }},
		{"role", func(m *cop.Motion) { m.Method = cop.ByRole }},
		{"deadline", func(m *cop.Motion) { m.Deadline = time.Time{} }},
		{"deadline", func(m *cop.Motion) { m.Deadline = nine }},
		{"action", func(m *cop.Motion) { m.Action.Relieve = seat }},
		{"action.set_rule.text", func(m *cop.Motion) { m.Action.SetRule.Text = "" }},
		{"action.amend_rule.rule", func(m *cop.Motion) { m.Action = cop.Action{AmendRule: cop.NewRuleText{RuleText: first}} }},
		{"action.appoint.person", func(m *cop.Motion) {
			m.Action = cop.Action{Appoint: cop.Appointment{Seat: cop.Seat{Role: "mentor"}}}
		}},
		{"action.appoint.role", func(m *cop.Motion) {
			m.Action = cop.Action{Appoint: cop.Appointment{Seat: cop.Seat{Person: "bob"}}}
		}},
		{"action.appoint.until", func(m *cop.Motion) {
			m.Action = cop.Action{Appoint: cop.Appointment{Seat: seat, Until: nine.AddDate(9000, 0, 0)}}
		}},
		{"action.relieve.role", func(m *cop.Motion) { m.Action = cop.Action{Relieve: cop.Seat{Person: "bob"}} }},
		{"action.charter.domain.concern", func(m *cop.Motion) { m.Action = cop.Action{Charter: cop.Charter{Name: "A"}} }},
		{"action.charter.form.budget", func(m *cop.Motion) {
			m.Action = cop.Action{Charter: charter()}
			m.Action.Charter.Form.Budget = budget
		}},
		{"action.advance.phase", func(m *cop.Motion) { m.Action = cop.Action{Advance: cop.Advance{Phase: "Grow up"}} }},
	} {
		m := motion(cop.ByConsent)
		test.spoil(&m)
		p, a, err := cop.Propose(occasion(0, "ana"), meetings, m)
		var bad *fault.Error
		require.ErrorAs(t, err, &bad, test.field)
		require.Len(t, bad.Fields, 1, "%v", bad)
		assert.Equal(t, test.field, bad.Fields[0].Name)
		assert.Zero(t, p)
		assert.Zero(t, a)
	}
}

// An adopted proposal does one thing, or nothing that the record knows of.
func TestActions(t *testing.T) {
	seat := cop.Seat{Person: "bob", Role: "mentor"}
	for says, action := range map[string]cop.Action{
		"":                               {},
		`set the ground rule "Kindness"`: {SetRule: first},
		"amend the ground rule 01000000-0000-0000-0000-000000000000": {
			AmendRule: cop.NewRuleText{RuleRef: cop.RuleRef{Rule: kindness}, RuleText: second},
		},
		"repeal the ground rule 01000000-0000-0000-0000-000000000000": {RepealRule: cop.RuleRef{Rule: kindness}},
		"appoint bob as mentor":                {Appoint: cop.Appointment{Seat: seat, Until: nine.AddDate(1, 0, 0)}},
		"relieve bob as mentor":                {Relieve: seat},
		"change the charter":                   {Charter: full()},
		"move the community to the phase grow": {Advance: cop.Advance{Phase: "grow"}},
	} {
		m := motion(cop.ByMajority)
		m.Action = action
		p, _, err := cop.Propose(occasion(0, "ana"), meetings, m)
		require.NoError(t, err, says)
		assert.Equal(t, action, p.Action)
		assert.Equal(t, says, p.Action.String())
		sameAsJSON(t, p)
	}
}

// What a caller does to their motion afterwards changes nothing.
func TestAMotionIsNotShared(t *testing.T) {
	m := motion(cop.ByConsent)
	m.Action = cop.Action{Charter: full()}
	p, a, err := cop.Propose(occasion(0, "ana"), meetings, m)
	require.NoError(t, err)
	m.Action.Charter.Domain.Topics[0], m.Action.Charter.Goals[0].Goal = "spoiled", "spoiled"
	assert.Equal(t, full(), p.Action.Charter)
	assert.Equal(t, full(), a.Detail.(cop.Proposed).Action.Charter)
}

// Each method has its stances, and some need a reason.
func TestStances(t *testing.T) {
	for method, stances := range map[cop.Method]map[cop.Stance]struct{ reasoned, bare bool }{
		cop.ByConsent: {
			cop.Consent: {true, true}, cop.StandAside: {true, true}, cop.Object: {true, false},
			cop.Yes: {}, cop.No: {}, cop.Abstain: {}, "": {}, "veto": {},
		},
		cop.ByMajority: {
			cop.Consent: {}, cop.StandAside: {}, cop.Object: {},
			cop.Yes: {true, true}, cop.No: {true, true}, cop.Abstain: {true, true},
		},
		cop.ByRole: {
			cop.Consent: {}, cop.StandAside: {}, cop.Object: {},
			cop.Yes: {true, false}, cop.No: {true, false}, cop.Abstain: {},
		},
	} {
		for stance, want := range stances {
			for reason, ok := range map[string]bool{"it is so": want.reasoned, "": want.bare} {
				before := proposed(t, method)
				p, a, err := before.Vote(occasion(1, "bob"), stance, reason)
				if !ok {
					assert.ErrorIs(t, err, fault.Invalid, "%s %s %s", method, stance, reason)
					assert.Equal(t, before, p)
					continue
				}
				require.NoError(t, err)
				assert.Equal(t, []cop.Position{{Person: "bob", Stance: stance, Reason: reason, At: a.At}}, p.Positions)
				assert.Equal(t, activity.Vote, a.Verb)
				assert.Equal(t, activity.ObjectID(meetings), a.Object)
				assert.Equal(t, activity.ObjectID(meetings), a.InReplyTo)
				assert.Equal(t, activity.Person("ana"), a.To)
				assert.Equal(t, activity.SpaceID{7}, a.Space)
			}
		}
	}
}

// A position that is taken again replaces the earlier one, in the state; the
// record keeps both.
func TestAnObjectionIsWithdrawn(t *testing.T) {
	p := vote(t, proposed(t, cop.ByConsent), 1, "cleo", cop.Consent)
	p = vote(t, p, 2, "bob", cop.Object)
	objecting := p
	p = vote(t, p, 3, "bob", cop.StandAside)
	assert.Equal(t, []cop.Position{
		{"bob", cop.StandAside, "because of bob", occasion(3, "").At},
		{"cleo", cop.Consent, "because of cleo", occasion(1, "").At},
	}, p.Positions)
	assert.Equal(t, cop.Object, objecting.Positions[0].Stance, "the given proposal stays as it was")
	assert.Equal(t, 4, p.Rev)
}

func TestWithdraw(t *testing.T) {
	p, a, err := proposed(t, cop.ByConsent).Withdraw(occasion(2, "ana"), "Tuesdays are full too")
	require.NoError(t, err)
	assert.Equal(t, activity.Withdraw, a.Verb)
	assert.Equal(t, cop.Withdrawn, p.Status)
	assert.Equal(t, cop.Closing{By: "ana", At: a.At, Reason: "Tuesdays are full too"}, p.Closed)
	assert.Empty(t, p.Grounds(), "nothing was decided")
	sameAsJSON(t, p)
	_, _, err = proposed(t, cop.ByConsent).Withdraw(occasion(2, "ana"), "")
	assert.ErrorContains(t, err, "reason is required")
}

func TestAProposalRefuses(t *testing.T) {
	_, _, err := cop.Propose(occasion(0, "ana"), activity.ProposalID{}, motion(cop.ByConsent))
	assert.ErrorContains(t, err, "needs an id")

	open := proposed(t, cop.ByConsent)
	_, _, err = open.Vote(occasion(tomorrow, "bob"), cop.Consent, "")
	assert.ErrorIs(t, err, fault.Precondition, "too late")
	assert.EqualError(t, err, "cop.Vote: precondition: the deadline was 2026-03-03 09:00; the outcome can be established now")
	elsewhere := occasion(1, "bob")
	elsewhere.Community = north
	_, _, err = open.Vote(elsewhere, cop.Consent, "")
	assert.ErrorContains(t, err, "another proposal")

	closed, _, err := open.Withdraw(occasion(2, "ana"), "no")
	require.NoError(t, err)
	_, _, err = closed.Vote(occasion(3, "bob"), cop.Consent, "")
	assert.EqualError(t, err, "cop.Vote: precondition: the proposal is withdrawn; put a new one")
	_, _, err = closed.Withdraw(occasion(3, "ana"), "no")
	assert.ErrorIs(t, err, fault.Precondition)
	_, _, err = closed.Decide(occasion(tomorrow, "ana"), nil)
	assert.ErrorIs(t, err, fault.Precondition)
}
