package cop_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

// positions are the stances of bob, cleo and dan, who are entitled with ana.
type positions [3]cop.Stance

var (
	electorate = []activity.Person{"ana", "dan", "bob", "cleo", "bob"}
	voters     = [3]activity.Person{"bob", "cleo", "dan"}
)

func TestDecide(t *testing.T) {
	for _, test := range []struct {
		method cop.Method
		given  positions
		result cop.ProposalStatus
	}{
		{cop.ByConsent, positions{}, cop.Lapsed},
		{cop.ByConsent, positions{cop.Consent}, cop.Lapsed},
		{cop.ByConsent, positions{cop.Object}, cop.Lapsed},
		{cop.ByConsent, positions{cop.Consent, cop.Consent}, cop.Adopted},
		{cop.ByConsent, positions{cop.Consent, cop.StandAside}, cop.Adopted},
		{cop.ByConsent, positions{cop.Consent, cop.Consent, cop.Object}, cop.Rejected},
		{cop.ByMajority, positions{cop.Yes}, cop.Lapsed},
		{cop.ByMajority, positions{cop.Yes, cop.Abstain}, cop.Adopted},
		{cop.ByMajority, positions{cop.Yes, cop.No}, cop.Rejected},
		{cop.ByMajority, positions{cop.Yes, cop.No, cop.Yes}, cop.Adopted},
		{cop.ByMajority, positions{cop.Abstain, cop.Abstain}, cop.Rejected},
		{cop.ByRole, positions{}, cop.Lapsed},
		{cop.ByRole, positions{cop.Yes}, cop.Adopted},
		{cop.ByRole, positions{cop.No}, cop.Rejected},
		{cop.ByRole, positions{cop.Yes, cop.No}, cop.Rejected},
	} {
		p := proposed(t, test.method)
		answered := 0
		for i, stance := range test.given {
			if stance != "" {
				p = vote(t, p, i+1, voters[i], stance)
				answered++
			}
		}
		before := p
		p, a, err := p.Decide(occasion(tomorrow, "ana"), electorate)
		require.NoError(t, err, "%+v", test)
		assert.Equal(t, test.result, p.Status, "%+v", test)
		assert.Equal(t, test.result, p.Outcome.Result)
		assert.Equal(t, 4, p.Outcome.Entitled)
		assert.Equal(t, answered, p.Outcome.Answered)
		assert.Equal(t, cop.Closing{By: "ana", At: a.At}, p.Closed)
		assert.Equal(t, activity.Decide, a.Verb)
		assert.Equal(t, cop.Decided{Outcome: p.Outcome}, a.Detail)
		assert.Equal(t, cop.Undecided, before.Status)
		assert.NotEmpty(t, p.Grounds())
		sameAsJSON(t, p)
	}
}

// Before the deadline a proposal is decided only if waiting can change nothing.
func TestDecideEarly(t *testing.T) {
	for _, test := range []struct {
		method     cop.Method
		given      positions
		electorate []activity.Person
		ok         bool
	}{
		{cop.ByConsent, positions{cop.Consent, cop.Consent}, voters[:2], true},
		{cop.ByConsent, positions{cop.Consent, cop.Consent}, voters[:], false},
		{cop.ByConsent, positions{cop.Consent, cop.Object}, voters[:2], false}, // it can still be met
		{cop.ByConsent, positions{cop.Consent}, voters[:1], false},             // no quorum: others may come
		{cop.ByMajority, positions{cop.Yes, cop.No}, voters[:2], true},
		{cop.ByMajority, positions{cop.Yes, cop.Yes}, voters[:], false},
		{cop.ByRole, positions{cop.Yes}, voters[:], true},
		{cop.ByRole, positions{cop.Yes}, voters[1:], false}, // bob does not hold the role
		{cop.ByRole, positions{}, nil, false},
	} {
		p := proposed(t, test.method)
		for i, stance := range test.given {
			if stance != "" {
				p = vote(t, p, i+1, voters[i], stance)
			}
		}
		next, a, err := p.Decide(occasion(tomorrow-1, "ana"), test.electorate)
		if test.ok {
			assert.NoError(t, err, "%+v", test)
			continue
		}
		assert.ErrorIs(t, err, fault.Precondition, "%+v", test)
		assert.ErrorContains(t, err, "open until 2026-03-03 09:00")
		assert.Equal(t, p, next)
		assert.Zero(t, a)
	}
}

// Who has left the community has no say in it.
func TestPositionsOfOthersDoNotCount(t *testing.T) {
	p := proposed(t, cop.ByConsent)
	p = vote(t, p, 1, "zoe", cop.Object)
	for i, who := range voters {
		p = vote(t, p, i+2, who, cop.Consent)
	}
	p, _, err := p.Decide(occasion(tomorrow, "ana"), electorate)
	require.NoError(t, err)
	assert.Equal(t, cop.Outcome{
		Result: cop.Adopted, Entitled: 4, Answered: 3,
		Tally:      []cop.StanceCount{{cop.Consent, 3}, {cop.StandAside, 0}, {cop.Object, 0}},
		Discounted: []activity.Person{"zoe"},
	}, p.Outcome)
	assert.Contains(t, p.Grounds(), cop.Ground{Rule: "only those entitled count", Evidence: "without zoe"})
}

func TestFoldRefusesOtherOutcomes(t *testing.T) {
	p := vote(t, vote(t, proposed(t, cop.ByMajority), 1, "bob", cop.Yes), 2, "cleo", cop.Yes)
	_, a, err := p.Decide(occasion(tomorrow, "ana"), electorate)
	require.NoError(t, err)
	for name, spoil := range map[string]func(*cop.Outcome){
		"another result":      func(o *cop.Outcome) { o.Result = cop.Rejected },
		"another count":       func(o *cop.Outcome) { o.Answered = 1 },
		"fewer than answered": func(o *cop.Outcome) { o.Entitled = 1 },
		"without bob":         func(o *cop.Outcome) { o.Discounted = []activity.Person{"bob"} },
		"without a stranger":  func(o *cop.Outcome) { o.Discounted = []activity.Person{"zoe"} },
	} {
		fact := a.Detail.(cop.Decided)
		spoil(&fact.Outcome)
		spoiled := a
		spoiled.Detail = fact
		next, err := p.Fold(spoiled)
		assert.ErrorIs(t, err, fault.Invalid, name)
		assert.Equal(t, p, next, name)
	}
	early := a
	early.At = nine
	_, err = p.Fold(early)
	assert.ErrorContains(t, err, "open until")
	_, err = cop.Proposal{}.Fold(activity.Activity{Object: activity.ObjectID(meetings), Detail: cop.Proposed{}})
	assert.ErrorContains(t, err, "name one of the methods")
	_, err = p.Fold(activity.Activity{Community: auditors, Object: activity.ObjectID(meetings), Detail: cop.Proposed{Motion: motion(cop.ByRole)}})
	assert.ErrorContains(t, err, "put already")
}

// The history accounts for the present; Fold refuses what an act refuses; and
// the count is of all who take part.
func TestFoldingAProposal(t *testing.T) {
	stances := []cop.Stance{cop.Consent, cop.StandAside, cop.Object, cop.Yes, cop.No, cop.Abstain}
	people := rapid.SampledFrom([]activity.Person{"ana", "bob", "cleo", "dan"})
	rapid.Check(t, func(t *rapid.T) {
		method := rapid.SampledFrom([]cop.Method{cop.ByConsent, cop.ByMajority, cop.ByRole}).Draw(t, "method")
		p, a, err := cop.Propose(occasion(0, "ana"), meetings, motion(method))
		require.NoError(t, err)
		folded, err := cop.Proposal{}.Fold(a)
		require.NoError(t, err)
		for n := range rapid.IntRange(0, 15).Draw(t, "acts") {
			o := occasion(rapid.IntRange(n+1, n+14).Draw(t, "hour"), people.Draw(t, "actor"))
			shown, given := fmt.Sprint(p), p
			var next cop.Proposal
			var fact activity.Fact
			switch rapid.IntRange(0, 9).Draw(t, "act") {
			case 0:
				fact = cop.WasWithdrawn{Reason: "no"}
				next, a, err = p.Withdraw(o, "no")
			case 1, 2:
				fact = cop.Decided{}
				next, a, err = p.Decide(o, rapid.SliceOf(people).Draw(t, "electorate"))
			default:
				stance := rapid.SampledFrom(stances).Draw(t, "stance")
				reason := rapid.SampledFrom([]string{"", "it is so"}).Draw(t, "reason")
				fact = cop.Voted{Stance: stance, Reason: reason}
				next, a, err = p.Vote(o, stance, reason)
			}
			require.Equal(t, shown, fmt.Sprint(given), "the given proposal stays as it was")
			if err != nil {
				require.Equal(t, p, next)
				a = o.Record("check", fact)
				a.Object = activity.ObjectID(meetings)
				_, err = folded.Fold(a)
				require.ErrorIs(t, err, fault.Invalid)
				continue
			}
			require.NoError(t, a.Check())
			id, ok := cop.ProposalOf(a)
			require.True(t, ok)
			require.Equal(t, meetings, id)
			folded, err = folded.Fold(a)
			require.NoError(t, err)
			require.Equal(t, next, folded)
			require.Equal(t, p.Rev+1, folded.Rev)
			require.Equal(t, folded.Status == cop.Undecided, folded.Closed == cop.Closing{})
			sameAsJSON(t, folded)
			if o := folded.Outcome; o.Result != "" {
				count := 0
				for _, s := range o.Tally {
					count += s.Count
				}
				require.Equal(t, o.Answered, count)
				require.Equal(t, len(folded.Positions), o.Answered+len(o.Discounted))
				require.Equal(t, o.Result == cop.Lapsed, o.Answered < folded.Quorum)
			}
			p = next
		}
	})
}

func TestProposalsPassOverTheRest(t *testing.T) {
	p, err := proposed(t, cop.ByRole).Fold(activity.Activity{Detail: cop.Rated{}})
	assert.NoError(t, err)
	assert.Equal(t, proposed(t, cop.ByRole), p)
	a := activity.Activity{Verb: activity.Amend}
	assert.Equal(t, a, cop.CarryingOut(a, activity.ProposalID{}))
	for name, fact := range map[string]activity.Fact{
		"cop.proposed": cop.Proposed{}, "cop.voted": cop.Voted{}, "cop.withdrawn": cop.WasWithdrawn{}, "cop.decided": cop.Decided{},
	} {
		assert.Equal(t, name, fact.FactName())
	}
}

func TestLogs(t *testing.T) {
	p := proposed(t, cop.ByRole)
	p.Action = cop.Action{}
	withdrawn, _, err := p.Withdraw(occasion(1, "ana"), "Tuesdays are\nfull too")
	require.NoError(t, err)
	put := "2026-03-02 09:00 ana proposed \"Meet on Tuesdays\", by the role facilitator of at least 1, until 2026-03-03 09:00\n"
	assert.Equal(t, put, p.Log())
	assert.Equal(t, put+"2026-03-02 10:00 ana withdrew it: \"Tuesdays are full too\"\n", withdrawn.Log())

	early, _, err := vote(t, p, 1, "bob", cop.Yes).Decide(occasion(2, "bob"), []activity.Person{"bob"})
	require.NoError(t, err)
	assert.Contains(t, early.Log(), "(2026-03-02 09:00 to 2026-03-02 11:00, when there was nothing left to wait for)")
	lapsed, _, err := p.Decide(occasion(tomorrow, "bob"), nil)
	require.NoError(t, err)
	assert.Contains(t, lapsed.Log(), "lapsed: at least 1 take a position (0 of 0 entitled did); positions count")
}

// A decision log tells how a decision came about, to whoever may read it.
func ExampleProposal_Log() {
	p, _, _ := cop.Propose(occasion(0, "ana"), meetings, cop.Motion{
		Title: "Meet on Tuesdays", Text: "Mondays are full.", Method: cop.ByConsent, Quorum: 2, Deadline: occasion(24, "").At,
		Action: cop.Action{SetRule: cop.RuleText{Title: "Rhythm", Text: "We meet on Tuesdays."}},
	})
	p, _, _ = p.Vote(occasion(1, "cleo"), cop.Consent, "")
	p, _, _ = p.Vote(occasion(2, "bob"), cop.Object, "I teach on Tuesdays.")
	p, _, err := p.Decide(occasion(25, "ana"), []activity.Person{"ana", "bob", "cleo"})
	fmt.Println(err)
	fmt.Print(p.Log())
	for _, ground := range p.Grounds() {
		fmt.Println("-", ground)
	}
	// Output:
	// <nil>
	// 2026-03-02 09:00 ana proposed "Meet on Tuesdays", by consent of at least 2, until 2026-03-03 09:00; if adopted: set the ground rule "Rhythm"
	// 2026-03-02 10:00 cleo took the stance consent
	// 2026-03-02 11:00 bob took the stance object: "I teach on Tuesdays."
	// 2026-03-03 10:00 ana established that it is rejected: at least 2 take a position (2 of 3 entitled did); adopted if no objection is left (1 consent, 0 stand-aside, 1 object); an objection is left (bob: "I teach on Tuesdays."); positions count until the deadline (2026-03-02 09:00 to 2026-03-03 09:00)
	// - at least 2 take a position (2 of 3 entitled did)
	// - adopted if no objection is left (1 consent, 0 stand-aside, 1 object)
	// - an objection is left (bob: "I teach on Tuesdays.")
	// - positions count until the deadline (2026-03-02 09:00 to 2026-03-03 09:00)
}
