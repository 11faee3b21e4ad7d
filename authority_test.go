package praxis_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage/memory"
)

// asked are those who ask, each in a letter of the table below.
var asked = map[rune]praxis.Request{
	'o': {}, // an outsider
	'i': {Member: membership.Member{Standing: membership.Invited}},
	'a': {Member: membership.Member{Standing: membership.Applicant}},
	'f': {Member: membership.Member{Standing: membership.Former}},
	'r': {Member: membership.Member{Standing: membership.Removed}},
	'F': {Member: membership.Member{Standing: membership.Former}, Owner: "me"}, // of what they once made
	'm': {Member: membership.Member{Standing: membership.Belongs}},
	'M': {Member: membership.Member{Standing: membership.Belongs}, Owner: "me"},
	'V': {Member: membership.Member{Standing: membership.Belongs}, Vacant: true},
	'C': {Member: with(membership.Convener)},
	'L': {Member: with(membership.Facilitator)},
	'E': {Member: with(membership.Expert)},
	'N': {Member: with(membership.Mentor)},
	'K': {Member: with(membership.KnowledgeSteward)},
	'T': {Member: with(membership.TechnologySteward)},
	'B': {Member: with(membership.Broker)},
	'S': {Member: with(membership.Sponsor)},
	'G': {Member: with(membership.GuestExpert)},
}

func with(r membership.Role) membership.Member {
	return membership.Member{Standing: membership.Belongs, Roles: []membership.Role{r}}
}

const (
	everybody  = "oiafrFmMVCLENKTBSG"
	allMembers = "mMVCLENKTBSG"
)

// TestRules is the table of the default authority once more, in who gets
// through.
func TestRules(t *testing.T) {
	want := map[praxis.Action]string{
		"found":   everybody,
		"amend":   "C",
		"move":    "CL",
		"join":    everybody,
		"apply":   everybody,
		"invite":  allMembers,
		"admit":   "CL",
		"leave":   everybody,
		"remove":  "C",
		"appoint": "CV",
		"relieve": "CM",
		"share":   allMembers,
		"revise":  "MCLK",
		"reuse":   allMembers,
		"endorse": allMembers,
		"retire":  "MCK",
		"ask":     allMembers,
		"answer":  allMembers,
		"accept":  "M",
		"read":    allMembers,
		"measure": "CLS",
		"import":  "CT",
	}
	for _, rule := range praxis.Rules() {
		through, ok := want[rule.Action]
		require.True(t, ok, "%s has no row in this test", rule.Action)
		delete(want, rule.Action)
		for who, request := range asked {
			request.Person, request.Action = "me", rule.Action
			err := praxis.ByRules.Allow(t.Context(), request)
			if strings.ContainsRune(through, who) {
				assert.NoError(t, err, "%s by %c", rule.Action, who)
				continue
			}
			assert.ErrorIs(t, err, fault.Denied, "%s by %c", rule.Action, who)
			assert.ErrorContains(t, err, rule.Who(), "the denial says who could")
		}
	}
	assert.Empty(t, want, "rows without a rule")
	assert.ErrorIs(t, praxis.ByRules.Allow(t.Context(), praxis.Request{Person: "me", Action: "dance", Member: with(membership.Convener)}), fault.Denied)
}

// TestRulesCoverTheVocabulary: every verb that is recorded here has a rule.
func TestRulesCoverTheVocabulary(t *testing.T) {
	ruled := make(map[praxis.Action]bool)
	for _, r := range praxis.Rules() {
		assert.False(t, ruled[r.Action], "%s has two rules", r.Action)
		ruled[r.Action] = true
	}
	for _, m := range activity.Verbs() {
		assert.Equal(t, !m.Imported, ruled[praxis.Action(m.Verb)], m.Verb)
	}
}

// TestRulesAreDocumented: doc.go shows the table as it is.
func TestRulesAreDocumented(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	var table strings.Builder
	fmt.Fprintf(&table, "//	%-9s %s\n", "to", "is for")
	for _, r := range praxis.Rules() {
		fmt.Fprintf(&table, "//	%-9s %s\n", r.Action, r.Who())
	}
	assert.Contains(t, string(doc), table.String())
}

// TestVacancy: while nobody convenes, any member may take that on.
func TestVacancy(t *testing.T) {
	c := newCommunity(t, memory.New(nil), nil, "ana", "bob", "cem")
	assert.ErrorIs(t, c.as("bob").Appoint(t.Context(), "bob", membership.Convener), fault.Denied)
	require.NoError(t, c.as("ana").Leave(t.Context(), ""))
	assert.ErrorIs(t, c.as("eve").Appoint(t.Context(), "bob", membership.Convener), fault.Denied, "an outsider")
	require.NoError(t, c.as("bob").Appoint(t.Context(), "bob", membership.Convener))
	assert.ErrorIs(t, c.as("cem").Appoint(t.Context(), "cem", membership.Convener), fault.Denied)
}
