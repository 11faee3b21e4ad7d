package praxis_test

import (
	"context"
	"fmt"
	"os"
	"strings"
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
	"github.com/praxis-cop/praxis/repertoire"
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
	'v': {Member: membership.Member{Standing: membership.Former}, Vacant: true},
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
	everybody  = "oiafrFvmMVCLENKTBSG"
	allMembers = "mMVCLENKTBSG"
)

// through is the table of the default authority once more, in who gets through.
// Where something is done makes no difference to it: who may enter a space is asked
// by itself.
var through = map[praxis.Action]string{
	"found":        everybody,
	"amend":        "C",
	"move":         "CL",
	"adopt":        "CL",
	"join":         everybody,
	"apply":        everybody,
	"invite":       allMembers,
	"admit":        "CL",
	"leave":        everybody,
	"remove":       "C",
	"appoint":      "CV",
	"relieve":      "CM",
	"pair":         "CLN",
	"unpair":       "MCLN",
	"guide":        "CL",
	"erase":        everybody,
	"open-space":   allMembers,
	"rearrange":    "MCL",
	"let-in":       allMembers,
	"let-out":      "MCL",
	"close-space":  "MCL",
	"rule":         "CL",
	"repeal":       "CL",
	"propose":      allMembers,
	"vote":         allMembers,
	"withdraw":     "M",
	"decide":       allMembers,
	"tie":          "CLB",
	"untie":        "CLB",
	"rate":         allMembers,
	"hand-on":      "CK",
	"end":          "C",
	"survey":       "CL",
	"open-survey":  "CL",
	"close-survey": "CL",
	"respond":      everybody,
	"attest":       allMembers,
	"unattest":     "MCL",
	"plan":         allMembers,
	"replan":       "MCL",
	"shift":        "MCL",
	"call-off":     "MCL",
	"attend":       allMembers,
	"note":         "MCL",
	"minute":       allMembers,
	"welcome":      allMembers,
	"complete":     allMembers,
	"thank":        allMembers,
	"commend":      allMembers,
	"share":        allMembers,
	"revise":       "MCLK",
	"reuse":        allMembers,
	"endorse":      allMembers,
	"retire":       "MCK",
	"submit":       "MCLK",
	"send-back":    "MCLEK",
	"publish":      "MCLEK",
	"vet":          "CEK",
	"supersede":    "MCK",
	"revive":       "MCK",
	"reaffirm":     "MCLEK",
	"steward":      "MCLK",
	"unsteward":    "MCK",
	"propose-task": allMembers,
	"take-task":    allMembers,
	"hand-back":    "MCLK",
	"finish-task":  "MCLK",
	"drop-task":    "MCLK",
	"ask":          allMembers,
	"answer":       allMembers,
	"accept":       "M",
	"reword":       "M",
	"correct":      "M",
	"duplicate":    "MCLK",
	"reopen":       "MCLK",
	"tell":         allMembers,
	"retell":       "M",
	"retract":      "MCL",
	"record":       allMembers,
	"see":          everybody,
	"read":         allMembers,
	"measure":      "CLS",
	"import":       "CT",
	"export":       everybody,
}

// kinds are all kinds of spaces, in which the person who asks is "me", and who may
// enter them.
var kinds = []struct {
	name          string
	space, parent cop.Space
	enter         string
}{
	{"the common space", cop.Space{}, cop.Space{}, ""},
	{"public", spaceOf(1, cop.Public), cop.Space{}, everybody},
	{"for members", spaceOf(1, cop.Members), cop.Space{}, allMembers},
	{"private, and in", spaceOf(1, cop.Private, "me"), cop.Space{}, allMembers},
	{"private, and not in", spaceOf(1, cop.Private, "you"), cop.Space{}, ""},
	{"nested, and in both", within(spaceOf(1, cop.Private, "me")), spaceOf(2, cop.Private, "me"), allMembers},
	{"nested, and in the inner one", within(spaceOf(1, cop.Private, "me")), spaceOf(2, cop.Private, "you"), ""},
	{"nested, and in the outer one", within(spaceOf(1, cop.Private, "you")), spaceOf(2, cop.Private, "me"), ""},
	{"for members in a private one, and in that", within(spaceOf(1, cop.Members)), spaceOf(2, cop.Private, "me"), allMembers},
	{"for members in a private one, and not in that", within(spaceOf(1, cop.Members)), spaceOf(2, cop.Private, "you"), ""},
	{"public and closed", closed(spaceOf(1, cop.Public)), cop.Space{}, everybody},
	{"private and closed, and in", closed(spaceOf(1, cop.Private, "me")), cop.Space{}, allMembers},
	{"private and closed, and not in", closed(spaceOf(1, cop.Private, "you")), cop.Space{}, ""},
}

func spaceOf(id byte, access cop.Access, people ...activity.Person) cop.Space {
	return cop.Space{ID: activity.SpaceID{id}, Room: cop.Room{Name: "Room", Access: access}, People: people, OpenedBy: "you", Rev: 1}
}

func within(s cop.Space) cop.Space {
	s.Parent = activity.SpaceID{2}
	return s
}

func closed(s cop.Space) cop.Space {
	s.Closed = true
	return s
}

// TestRules: every action by everybody in every kind of space.
func TestRules(t *testing.T) {
	tested := make(map[praxis.Action]bool)
	for _, rule := range praxis.Rules() {
		want, ok := through[rule.Action]
		require.True(t, ok || rule.Action == praxis.Enter, "%s has no row in this test", rule.Action)
		tested[rule.Action] = true
		for who, request := range asked {
			for _, kind := range kinds {
				request.Person, request.Action, request.Space = "me", rule.Action, kind.space
				request.Admitted = cop.Enters(kind.space, kind.parent, "me", request.Member.Member())
				if rule.Action == praxis.Enter {
					if want = kind.enter; kind.space.ID.IsZero() {
						continue // the authority is asked to Read instead
					}
				}
				err := praxis.ByRules.Allow(t.Context(), request)
				if strings.ContainsRune(want, who) {
					assert.NoError(t, err, "%s by %c in one that is %s", rule.Action, who, kind.name)
					continue
				}
				assert.ErrorIs(t, err, fault.Denied, "%s by %c in one that is %s", rule.Action, who, kind.name)
				assert.ErrorContains(t, err, rule.Who(), "the denial says who could")
			}
		}
	}
	for action := range through {
		assert.True(t, tested[action], "%s is no rule", action)
	}
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
	fmt.Fprintf(&table, "//	%-12s %s\n", "to", "is for")
	for _, r := range praxis.Rules() {
		fmt.Fprintf(&table, "//	%-12s %s\n", r.Action, r.Who())
	}
	assert.Contains(t, string(doc), table.String())
}

// TestVacancy: while nobody convenes, any member may take that on.
func TestVacancy(t *testing.T) {
	c := newCommunity(t, memory.New(nil), nil, "ana", "bob", "cem")
	assert.ErrorIs(t, c.as("bob").Appoint(t.Context(), "bob", membership.Convener), fault.Denied)
	require.NoError(t, c.as("ana").Leave(t.Context(), ""))
	assert.ErrorIs(t, c.as("eve").Appoint(t.Context(), "bob", membership.Convener), fault.Denied, "an outsider")
	assert.ErrorIs(t, c.as("cem").Appoint(t.Context(), "bob", membership.Sponsor), fault.Denied, "another role")
	require.NoError(t, c.as("bob").Appoint(t.Context(), "bob", membership.Convener))
	assert.ErrorIs(t, c.as("cem").Appoint(t.Context(), "cem", membership.Convener), fault.Denied)
}

// TestEveryActAsks: nothing is done or read that the authority denies, but what
// everybody may see.
func TestEveryActAsks(t *testing.T) {
	ctx := t.Context()
	store := memory.New(nil)
	open := newCommunity(t, store, nil, "ana", "bob")
	question, err := open.as("ana").Ask(ctx, "Why?")
	require.NoError(t, err)
	answer, err := open.as("bob").Answer(ctx, question, "Because.")
	require.NoError(t, err)
	resource, err := open.as("ana").Share(ctx, repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: "T", Body: "B"}})
	require.NoError(t, err)
	again, err := open.as("ana").Ask(ctx, "Why again?")
	require.NoError(t, err)
	story, err := open.as("ana").TellStory(ctx, telling(resource, 0))
	require.NoError(t, err)
	before, err := open.as("ana").Activities(ctx, activity.ID{}, 0)
	require.NoError(t, err)

	var requests []praxis.Action
	closed := praxis.New(store, &praxis.Options{Authority: authority(func(_ context.Context, r praxis.Request) error {
		requests = append(requests, r.Action)
		return fault.New("test", fault.Denied, "nobody may do anything")
	})})
	ana := closed.As("ana").In(open.ID)
	text := repertoire.Text{Title: "T", Body: "C"}
	second := func(_ any, err error) error { return err }
	for action, try := range map[praxis.Action]func() error{
		"found": func() error { return second(closed.As("ana").Found(ctx, auditors())) },
		"amend": func() error {
			return second(ana.Amend(ctx, cop.Charter{Name: "N", Domain: auditors().Domain}, "why not"))
		},
		"move":      func() error { return ana.Move(ctx, lifecycle.Design, "ready") },
		"join":      func() error { return closed.As("eve").In(open.ID).Join(ctx) },
		"apply":     func() error { return closed.As("eve").In(open.ID).Apply(ctx, "") },
		"invite":    func() error { return ana.Invite(ctx, "eve", "") },
		"admit":     func() error { return ana.Admit(ctx, "eve") },
		"leave":     func() error { return ana.Leave(ctx, "") },
		"remove":    func() error { return ana.Remove(ctx, "bob", "why not") },
		"appoint":   func() error { return ana.Appoint(ctx, "bob", membership.Mentor) },
		"relieve":   func() error { return ana.Relieve(ctx, "ana", membership.Convener) },
		"share":     func() error { return second(ana.Share(ctx, repertoire.Draft{Kind: repertoire.Story, Text: text})) },
		"revise":    func() error { return ana.Revise(ctx, resource, repertoire.Edit{Base: 1, Text: text, Note: "better"}) },
		"reuse":     func() error { return second(ana.Reuse(ctx, resource, repertoire.Worked, "")) },
		"endorse":   func() error { return closed.As("bob").In(open.ID).Endorse(ctx, resource) },
		"retire":    func() error { return ana.Retire(ctx, resource, "old") },
		"submit":    func() error { return ana.Submit(ctx, resource, "") },
		"send-back": func() error { return ana.SendBack(ctx, resource, "not yet") },
		"publish":   func() error { return ana.Publish(ctx, resource, "") },
		"vet":       func() error { return ana.Vet(ctx, resource, 1, "we all use it") },
		"supersede": func() error { return ana.Supersede(ctx, resource, resource, "why not") },
		"revive":    func() error { return ana.Revive(ctx, resource, "needed") },
		"reaffirm":  func() error { return ana.Reaffirm(ctx, resource, repertoire.WasReaffirmed{Version: 1, Days: 9}) },
		"steward":   func() error { return ana.Steward(ctx, resource, "bob", "") },
		"unsteward": func() error { return ana.Unsteward(ctx, resource, "bob", "") },
		"ask":       func() error { return second(ana.Ask(ctx, "Why?")) },
		"answer":    func() error { return second(ana.Answer(ctx, question, "So.")) },
		"accept":    func() error { return ana.Accept(ctx, question, answer) },
		"reword":    func() error { return ana.Reword(ctx, question, "Why so?", nil, "") },
		"correct":   func() error { return closed.As("bob").In(open.ID).Correct(ctx, question, answer, "So.", "") },
		"duplicate": func() error { return ana.CloseAsDuplicate(ctx, question, again) },
		"reopen":    func() error { return ana.Reopen(ctx, question) },
		"tell":      func() error { return second(ana.TellStory(ctx, telling(resource, 0))) },
		"retell":    func() error { return ana.RetellStory(ctx, story, telling(resource, 1), "more") },
		"retract":   func() error { return ana.RetractStory(ctx, story, "wrong") },
		"measure":   func() error { return second(ana.Measures(ctx)) },
		"import":    func() error { return second(ana.Import(ctx, recordedCSV())) },
		"record":    func() error { return ana.Record(ctx, praxis.Deed{Verb: activity.Comment}) },
		"see":       func() error { return second(ana.Phase(ctx)) },
		"read":      func() error { return second(ana.Health(ctx)) },
	} {
		requests = nil
		assert.ErrorIs(t, try(), fault.Denied, action)
		assert.Equal(t, []praxis.Action{action}, requests)
	}
	for name, try := range map[string]func() error{
		"follow up": func() error { return second(ana.FollowUp(ctx, question, answer, "And then?")) },
		"harvest":   func() error { return second(ana.Harvest(ctx, question, repertoire.Draft{})) },
		"share what is made of a thread": func() error {
			return second(ana.Share(ctx, repertoire.Draft{Kind: repertoire.Story, Text: text, Thread: question}))
		},
		"reuse for":     func() error { return second(ana.ReuseFor(ctx, resource, "a school", repertoire.Worked, "")) },
		"contributions": func() error { return second(ana.Contributions(ctx)) },
		"of another":    func() error { return second(ana.MemberContribution(ctx, "bob")) },
	} {
		assert.ErrorIs(t, try(), fault.Denied, name)
	}
	for name, read := range map[string]func() error{
		"community":    func() error { return second(ana.Community(ctx)) },
		"activities":   func() error { return second(ana.Activities(ctx, activity.ID{}, 0)) },
		"members":      func() error { return second(ana.Members(ctx, "", 0)) },
		"question":     func() error { return second(ana.Question(ctx, question)) },
		"questions":    func() error { return second(ana.Questions(ctx, activity.QuestionID{}, 0)) },
		"answers":      func() error { return second(ana.Answers(ctx, question, activity.AnswerID{}, 0)) },
		"resource":     func() error { return second(ana.Resource(ctx, resource)) },
		"resources":    func() error { return second(ana.Resources(ctx, activity.ResourceID{}, 0)) },
		"versions":     func() error { return second(ana.Versions(ctx, resource, 0, 0)) },
		"differences":  func() error { return second(ana.Differences(ctx, resource, 1, 1)) },
		"lineage":      func() error { return second(ana.Lineage(ctx, resource)) },
		"stale":        func() error { return second(ana.Stale(ctx, repertoire.DefaultStalePolicy())) },
		"reuses":       func() error { return second(ana.Reuses(ctx, resource, activity.ID{}, 0)) },
		"endorsements": func() error { return second(ana.Endorsements(ctx, resource, "", 0)) },
		"thread":       func() error { return second(ana.Thread(ctx, question)) },
		"uses":         func() error { return second(ana.Uses(ctx, resource)) },
		"story":        func() error { return second(ana.ValueStory(ctx, story)) },
		"stories":      func() error { return second(ana.ValueStories(ctx, activity.StoryID{}, 0)) },
		"value":        func() error { return second(ana.Value(ctx, time.Time{}, time.Time{})) },
		"contribution": func() error { return second(ana.Contribution(ctx, resource)) },
		"one's own":    func() error { return second(ana.MemberContribution(ctx, "ana")) },
	} {
		assert.ErrorIs(t, read(), fault.Denied, name)
	}
	seen, err := closed.As("ana").Communities(ctx, activity.CommunityID{}, 0)
	require.NoError(t, err)
	assert.Empty(t, seen)
	after, err := open.as("ana").Activities(ctx, activity.ID{}, 0)
	require.NoError(t, err)
	assert.Equal(t, before, after)
}
