package praxis_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
)

// motion is put to be decided within a week.
func (c community) motion(how cop.Method, quorum int, do cop.Action) cop.Motion {
	return cop.Motion{Title: "A motion", Text: "Because it helps.", Method: how, Quorum: quorum, Deadline: c.now.Add(7 * aDay), Action: do}
}

// adopt decides by consent of ana and bob, at once.
func (c community) adopt(t *testing.T, do cop.Action) (activity.ProposalID, error) {
	t.Helper()
	id := must(c.as("bob").Propose(t.Context(), c.motion(cop.ByConsent, 2, do)))(t)
	require.NoError(t, c.as("ana").Vote(t.Context(), id, cop.Consent, ""))
	require.NoError(t, c.as("bob").Vote(t.Context(), id, cop.Consent, ""))
	_, err := c.as("bob").Decide(t.Context(), id)
	return id, err
}

// TestConsent: an objection is met, not outvoted; who put the proposal may take
// it back; and who has not taken part cannot be taken for one who consents.
func TestConsent(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob, cem := c.as("ana"), c.as("bob"), c.as("cem")
		_, err := c.as("eve").Propose(ctx, c.motion(cop.ByConsent, 2, cop.Action{}))
		require.ErrorIs(t, err, fault.Denied)
		_, err = bob.Propose(ctx, cop.Motion{Method: "dice", Deadline: *c.now})
		assert.Equal(t, []string{"title", "text", "method", "quorum", "deadline"}, fields(t, err))
		_, err = bob.Propose(ctx, c.motion(cop.ByConsent, 2, cop.Action{Appoint: cop.Appointment{Seat: cop.Seat{Person: "bob", Role: "king"}}}))
		assert.Equal(t, []string{"action.appoint.role"}, fields(t, err))
		_, err = bob.Propose(ctx, c.motion(cop.ByConsent, 2, cop.Action{Advance: cop.Advance{Phase: "heyday"}}))
		assert.Equal(t, []string{"action.advance.phase"}, fields(t, err))

		id := must(bob.Propose(ctx, c.motion(cop.ByConsent, 2, cop.Action{})))(t)
		require.ErrorIs(t, c.as("eve").Vote(ctx, id, cop.Consent, ""), fault.Denied)
		require.ErrorIs(t, ana.Vote(ctx, activity.ProposalID{9}, cop.Consent, ""), fault.NotFound)
		require.ErrorIs(t, ana.Vote(ctx, id, cop.Yes, ""), fault.Invalid, "consent knows no yes")
		require.ErrorIs(t, cem.Vote(ctx, id, cop.Object, ""), fault.Invalid, "an objection says what harm it sees")
		require.NoError(t, ana.Vote(ctx, id, cop.Consent, ""))
		require.NoError(t, bob.Vote(ctx, id, cop.Consent, ""))
		require.NoError(t, cem.Vote(ctx, id, cop.Object, "nobody has the time"))
		_, err = ana.Decide(ctx, id)
		require.ErrorIs(t, err, fault.Precondition, "an objection can still be met")
		require.NoError(t, cem.Vote(ctx, id, cop.StandAside, "if ana does it"))
		decided, err := ana.Decide(ctx, id)
		require.NoError(t, err, "there is nothing left to wait for")
		assert.Equal(t, cop.Adopted, decided.Status)
		assert.Contains(t, decided.Log(), `cem took the stance stand-aside: "if ana does it"`)
		assert.Equal(t, decided, must(cem.Proposal(ctx, id))(t))
		_, err = ana.Decide(ctx, id)
		require.ErrorIs(t, err, fault.Precondition, "it is decided")
		require.ErrorIs(t, bob.Withdraw(ctx, id, "too late"), fault.Precondition)

		objected := must(bob.Propose(ctx, c.motion(cop.ByConsent, 1, cop.Action{})))(t)
		require.NoError(t, cem.Vote(ctx, objected, cop.Object, "it breaks the law"))
		taken := must(bob.Propose(ctx, c.motion(cop.ByConsent, 1, cop.Action{})))(t)
		require.ErrorIs(t, ana.Withdraw(ctx, taken, "not mine"), fault.Denied)
		require.ErrorIs(t, bob.Withdraw(ctx, taken, ""), fault.Invalid)
		require.NoError(t, bob.Withdraw(ctx, taken, "I thought again"))
		silent := must(bob.Propose(ctx, c.motion(cop.ByConsent, 2, cop.Action{})))(t)
		c.wait(7 * aDay)
		require.ErrorIs(t, ana.Vote(ctx, objected, cop.Consent, ""), fault.Precondition, "the deadline is over")
		assert.Equal(t, cop.Rejected, must(ana.Decide(ctx, objected))(t).Status)
		assert.Equal(t, cop.Lapsed, must(ana.Decide(ctx, silent))(t).Status, "too few took part")

		var log []cop.ProposalStatus
		for _, p := range must(cem.Proposals(ctx, activity.ProposalID{}, 0))(t) {
			log = append(log, p.Status)
		}
		assert.Equal(t, []cop.ProposalStatus{cop.Adopted, cop.Rejected, cop.Withdrawn, cop.Lapsed}, log)
	}, "ana", "bob", "cem")
}

// TestMajorityAndRole: the other two ways to decide, and who counts.
func TestMajorityAndRole(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob, cem := c.as("ana"), c.as("bob"), c.as("cem")
		id := must(bob.Propose(ctx, c.motion(cop.ByMajority, 3, cop.Action{})))(t)
		require.NoError(t, ana.Vote(ctx, id, cop.Yes, ""))
		require.NoError(t, bob.Vote(ctx, id, cop.Abstain, ""))
		require.NoError(t, cem.Vote(ctx, id, cop.No, ""))
		require.NoError(t, c.as("dee").Vote(ctx, id, cop.No, ""))
		require.NoError(t, c.as("dee").Leave(ctx, ""))
		require.NoError(t, cem.Vote(ctx, id, cop.Abstain, "ana convinced me"))
		decided := must(ana.Decide(ctx, id))(t)
		assert.Equal(t, cop.Adopted, decided.Status, "who has left does not count")
		assert.Equal(t, []activity.Person{"dee"}, decided.Outcome.Discounted)
		assert.Equal(t, 3, decided.Outcome.Entitled)

		stewards := c.motion(cop.ByRole, 1, cop.Action{})
		stewards.Role = "knight"
		_, err := bob.Propose(ctx, stewards)
		assert.Equal(t, []string{"role"}, fields(t, err))
		stewards.Role = string(membership.KnowledgeSteward)
		byRole := must(bob.Propose(ctx, stewards))(t)
		require.NoError(t, ana.AppointUntil(ctx, "cem", membership.KnowledgeSteward, c.now.Add(aDay)))
		refused(t, fault.Denied, "decided by: knowledge-steward", ana.Vote(ctx, byRole, cop.Yes, "I convene"))
		require.ErrorIs(t, cem.Vote(ctx, byRole, cop.Yes, ""), fault.Invalid, "a role decides with reasons")
		require.NoError(t, cem.Vote(ctx, byRole, cop.Yes, "it is well kept"))
		c.wait(aDay)
		require.ErrorIs(t, cem.Vote(ctx, byRole, cop.No, "on second thought"), fault.Denied, "the term is over")
		c.wait(7 * aDay)
		assert.Equal(t, cop.Lapsed, must(bob.Decide(ctx, byRole))(t).Status, "so nobody who decides has taken a position")
	}, "ana", "bob", "cem", "dee")
}

// TestCarriedOut: what is decided happens, in the same transaction, and the
// record says on the strength of which decision.
func TestCarriedOut(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana := c.as("ana")
		quiet := cop.RuleText{Title: "Cases stay here", Text: "No names outside."}
		set := must(c.adopt(t, cop.Action{SetRule: quiet}))(t)
		rule := must(ana.GroundRules(ctx, activity.RuleID{}, 0))(t)[0]
		assert.Equal(t, quiet, rule.RuleText)
		assert.Equal(t, set, rule.Versions[0].Proposal)
		assert.Equal(t, "decided: A motion", rule.Versions[0].Reason)

		louder := cop.NewRuleText{RuleRef: cop.RuleRef{Rule: rule.ID}, RuleText: cop.RuleText{Title: "Cases stay here", Text: "No names, no places."}}
		amended := must(c.adopt(t, cop.Action{AmendRule: louder}))(t)
		repealed := must(c.adopt(t, cop.Action{RepealRule: cop.RuleRef{Rule: rule.ID}}))(t)
		rule = must(ana.GroundRules(ctx, activity.RuleID{}, 0))(t)[0]
		assert.Equal(t, amended, rule.Versions[1].Proposal)
		assert.Equal(t, repealed, rule.Ended.Proposal)
		assert.False(t, rule.InForce())

		seat := cop.Seat{Person: "bob", Role: string(membership.Facilitator)}
		must(c.adopt(t, cop.Action{Appoint: cop.Appointment{Seat: seat, Until: c.now.Add(30 * aDay)}}))(t)
		assert.Equal(t, []membership.Role{membership.Facilitator}, must(c.as("bob").Membership(ctx))(t).Roles)
		must(c.adopt(t, cop.Action{Relieve: seat}))(t)
		assert.Empty(t, must(c.as("bob").Membership(ctx))(t).Roles)

		next := auditors()
		next.Purpose = "that every audit of payroll draws a sample"
		charter := must(c.adopt(t, cop.Action{Charter: next}))(t)
		assert.Equal(t, next, must(ana.Community(ctx))(t).Charter)
		assert.Equal(t, charter, must(ana.Revisions(ctx, 1, 0))(t)[0].Proposal)
		must(c.adopt(t, cop.Action{Advance: cop.Advance{Phase: string(lifecycle.Design)}}))(t)
		assert.Equal(t, lifecycle.Design, must(ana.Phase(ctx))(t).Phase)

		var replies []string
		record := must(ana.Activities(ctx, activity.ID{}, 0))(t)
		for i, a := range record {
			if a.Verb == activity.Decide {
				done := record[i+1]
				assert.Equal(t, a.Object, done.InReplyTo, "%s answers the decision before it", done.Verb)
				assert.Equal(t, a.Actor, done.Actor)
				replies = append(replies, string(done.Verb))
			}
		}
		assert.Equal(t, []string{"rule", "rule", "repeal", "appoint", "relieve", "amend", "move"}, replies)
	}, "ana", "bob")
}

// TestNotPossibleAnyMore: a decision that cannot be carried out is not taken,
// and nothing of it is in the record.
func TestNotPossibleAnyMore(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana := c.as("ana")
		rule := must(ana.SetRule(ctx, cop.RuleText{Title: "One", Text: "At a time."}, ""))(t)
		require.NoError(t, ana.RepealRule(ctx, rule, "we are used to it"))
		ref := cop.RuleRef{Rule: rule}
		room := must(ana.OpenSpace(ctx, cop.Room{Name: "Stewards", Access: cop.Private}))(t)
		secret := cop.RuleRef{Rule: must(ana.Within(room).SetRule(ctx, cop.RuleText{Title: "T", Text: "T."}, ""))(t)}
		shelf := must(ana.OpenSpace(ctx, cop.Room{Name: "Shelf", Access: cop.Members}))(t)
		past := cop.RuleRef{Rule: must(ana.Within(shelf).SetRule(ctx, cop.RuleText{Title: "T", Text: "T."}, ""))(t)}
		require.NoError(t, ana.CloseSpace(ctx, shelf, ""))
		for name, one := range map[string]struct {
			do   cop.Action
			code fault.Code
		}{
			"amend a rule that is repealed":    {cop.Action{AmendRule: cop.NewRuleText{RuleRef: ref, RuleText: cop.RuleText{Title: "Two", Text: "At a time."}}}, fault.Precondition},
			"repeal it":                        {cop.Action{RepealRule: ref}, fault.Precondition},
			"amend a rule that nobody set":     {cop.Action{AmendRule: cop.NewRuleText{RuleRef: cop.RuleRef{Rule: activity.RuleID{9}}, RuleText: cop.RuleText{Title: "T", Text: "T."}}}, fault.NotFound},
			"repeal a rule of a private space": {cop.Action{RepealRule: secret}, fault.NotFound},
			"repeal a rule of a closed space":  {cop.Action{RepealRule: past}, fault.Precondition},
			"appoint who is no member":         {cop.Action{Appoint: cop.Appointment{Seat: cop.Seat{Person: "eve", Role: "mentor"}}}, fault.Precondition},
			"appoint who has the role":         {cop.Action{Appoint: cop.Appointment{Seat: cop.Seat{Person: "ana", Role: "convener"}}}, fault.Exists},
			"appoint for a term in the past":   {cop.Action{Appoint: cop.Appointment{Seat: cop.Seat{Person: "bob", Role: "mentor"}, Until: c.now.Add(-aDay)}}, fault.Invalid},
			"relieve who has no such role":     {cop.Action{Relieve: cop.Seat{Person: "bob", Role: "mentor"}}, fault.Precondition},
			"write the charter that there is":  {cop.Action{Charter: auditors()}, fault.Precondition},
			"skip a phase":                     {cop.Action{Advance: cop.Advance{Phase: string(lifecycle.Grow)}}, fault.Precondition},
			"move to where one is":             {cop.Action{Advance: cop.Advance{Phase: string(lifecycle.Inquire)}}, fault.Exists},
		} {
			before := c.length(t, "ana")
			id, err := c.adopt(t, one.do)
			require.ErrorIs(t, err, one.code, name)
			assert.Equal(t, cop.Undecided, must(ana.Proposal(ctx, id))(t).Status, name)
			assert.Equal(t, before+3, c.length(t, "ana"), "%s: proposed, and two positions", name)
		}
	}, "ana", "bob")
}

// TestTerms: a role that was decided for a term ends by itself, and then the
// rules deny what it allowed.
func TestTerms(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob := c.as("ana"), c.as("bob")
		until := c.now.Add(30 * aDay)
		must(c.adopt(t, cop.Action{Appoint: cop.Appointment{Seat: cop.Seat{Person: "bob", Role: "convener"}, Until: until}}))(t)
		require.NoError(t, ana.Relieve(ctx, "ana", membership.Convener))
		next := auditors()
		next.Purpose = "to sample"
		_, err := bob.Amend(ctx, next, "at last")
		require.NoError(t, err)
		require.ErrorIs(t, ana.Appoint(ctx, "ana", membership.Convener), fault.Denied, "bob convenes")

		c.at(until)
		_, err = bob.Amend(ctx, auditors(), "back")
		require.ErrorIs(t, err, fault.Denied, "the term has ended")
		assert.Empty(t, must(bob.Membership(ctx))(t).Roles)
		for _, m := range must(ana.Members(ctx, "", 0))(t) {
			assert.Empty(t, m.Roles, "and nobody is told otherwise")
		}
		for _, m := range must(c.As("bob").Memberships(ctx, activity.CommunityID{}, 0))(t) {
			assert.Empty(t, m.Roles)
		}
		require.ErrorIs(t, c.as("eve").Appoint(ctx, "ana", membership.Convener), fault.Denied)
		require.NoError(t, ana.Appoint(ctx, "ana", membership.Convener), "nobody convenes now, so any member may")

		require.ErrorIs(t, bob.AppointUntil(ctx, "bob", membership.Mentor, until.Add(aDay)), fault.Denied)
		require.ErrorIs(t, ana.AppointUntil(ctx, "bob", membership.Mentor, until), fault.Invalid, "it is over")
		require.ErrorIs(t, ana.AppointUntil(ctx, "bob", "king", until.Add(aDay)), fault.Invalid)
		require.ErrorIs(t, ana.AppointUntil(ctx, "eve", membership.Mentor, until.Add(aDay)), fault.Precondition)
		require.NoError(t, ana.AppointUntil(ctx, "bob", membership.Mentor, until.Add(aDay)))
		require.ErrorIs(t, ana.AppointUntil(ctx, "bob", membership.Mentor, until.Add(time.Hour)), fault.Exists)
		require.NoError(t, ana.AppointUntil(ctx, "bob", membership.Mentor, until.Add(2*aDay)), "a term is prolonged")
		require.NoError(t, ana.AppointUntil(ctx, "bob", membership.Mentor, time.Time{}), "or left open")
		require.ErrorIs(t, ana.Appoint(ctx, "bob", membership.Mentor), fault.Exists)
		c.wait(365 * aDay)
		assert.Equal(t, []membership.Role{membership.Mentor}, must(bob.Membership(ctx))(t).Roles)
	}, "ana", "bob")
}

// TestPrivateMotions: those in a private space decide what is theirs, and not
// what changes the whole community.
func TestPrivateMotions(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		room := must(c.as("ana").OpenSpace(ctx, cop.Room{Name: "Stewards", Access: cop.Private}))(t)
		require.NoError(t, c.as("ana").LetIn(ctx, room, "bob"))
		ana, bob := c.as("ana").Within(room), c.as("bob").Within(room)
		_, err := bob.Propose(ctx, c.motion(cop.ByConsent, 1, cop.Action{Relieve: cop.Seat{Person: "ana", Role: "convener"}}))
		refused(t, fault.Precondition, "put it to all members", err)
		id := must(bob.Propose(ctx, c.motion(cop.ByMajority, 2, cop.Action{})))(t)
		require.ErrorIs(t, c.as("cem").Vote(ctx, id, cop.No, ""), fault.NotFound)
		_, err = c.as("cem").Decide(ctx, id)
		require.ErrorIs(t, err, fault.NotFound)
		require.NoError(t, ana.Vote(ctx, id, cop.Yes, ""))
		require.NoError(t, bob.Vote(ctx, id, cop.Yes, ""))
		assert.Equal(t, 2, must(bob.Decide(ctx, id))(t).Outcome.Entitled, "those who may enter")
		assert.Empty(t, must(c.as("cem").Proposals(ctx, activity.ProposalID{}, 0))(t))

		// Under a key, a decision is taken once and answered twice.
		again := must(c.as("cem").Propose(ctx, c.motion(cop.ByMajority, 1, cop.Action{SetRule: cop.RuleText{Title: "T", Text: "T."}})))(t)
		for _, p := range []activity.Person{"ana", "bob", "cem"} {
			require.NoError(t, c.as(p).Vote(ctx, again, cop.Yes, ""))
		}
		keyed := praxis.Participant.Decide
		first := must(keyed(c.As("cem").Once("gavel").In(c.ID), ctx, again))(t)
		assert.Equal(t, first, must(keyed(c.As("cem").Once("gavel").In(c.ID), ctx, again))(t))
		assert.Len(t, must(c.as("cem").GroundRules(ctx, activity.RuleID{}, 0))(t), 1)
	}, "ana", "bob", "cem")
}
