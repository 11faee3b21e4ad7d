package praxis_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage/memory"
)

// To enter a space is for whom it admits, whatever else they are.
func TestRulesInSpaces(t *testing.T) {
	for who, request := range asked {
		request.Person, request.Action = "me", praxis.Enter
		assert.ErrorIs(t, praxis.ByRules.Allow(t.Context(), request), fault.Denied, "%c", who)
		request.Admitted = true
		assert.NoError(t, praxis.ByRules.Allow(t.Context(), request), "%c", who)
	}
}

// everyRole is somebody in each role, named after it, and somebody of each
// standing.
func everyRole() (members []activity.Person, others []activity.Person) {
	for _, role := range membership.Roles() {
		members = append(members, activity.Person(role))
	}
	return append(members, "member"), []activity.Person{"outsider", "applicant", "invited", "former", "removed"}
}

// floor is a community with somebody in every role, and a space of each kind, in
// each of which there is something to act on. Keeper has opened all of it.
type floor struct {
	community
	spaces    map[string]activity.SpaceID
	questions map[string]activity.QuestionID
	resources map[string]activity.ResourceID
	calls     map[string]activity.GatheringID
}

// The kinds of spaces: those who may see what is in them, and whether they are
// closed. "In" are all members but for the expert.
var kinds = map[string]struct {
	open   bool // to everybody
	hidden func(activity.Person) bool
	closed bool
}{
	"common":               {false, nobodyIs, false},
	"public":               {true, nobodyIs, false},
	"members":              {false, nobodyIs, false},
	"private":              {false, isExpert, false},
	"nested in private":    {false, isExpert, false},
	"private, keeper only": {false, func(activity.Person) bool { return true }, false},
	"closed":               {false, nobodyIs, true},
}

func nobodyIs(activity.Person) bool   { return false }
func isExpert(p activity.Person) bool { return p == "expert" }

func newFloor(t *testing.T) floor {
	ctx := t.Context()
	members, others := everyRole()
	c := newCommunity(t, memory.New(nil), nil, append([]activity.Person{"keeper"}, members...)...)
	keeper := c.as("keeper")
	for _, role := range membership.Roles() {
		require.NoError(t, keeper.Appoint(ctx, activity.Person(role), role))
	}
	require.NoError(t, c.as("applicant").Apply(ctx, ""))
	require.NoError(t, keeper.Invite(ctx, "invited", ""))
	for _, gone := range []activity.Person{"former", "removed"} {
		require.NoError(t, c.as(gone).Join(ctx))
	}
	require.NoError(t, c.as("former").Leave(ctx, ""))
	require.NoError(t, keeper.Remove(ctx, "removed", "for a test"))
	_ = others

	f := floor{c, map[string]activity.SpaceID{"common": {}}, map[string]activity.QuestionID{}, map[string]activity.ResourceID{}, map[string]activity.GatheringID{}}
	open := func(name string, access cop.Access, parent activity.SpaceID) {
		id, err := keeper.OpenSpace(ctx, cop.Room{Name: name, Access: access, Parent: parent})
		require.NoError(t, err)
		f.spaces[name] = id
	}
	open("public", cop.Public, activity.SpaceID{})
	open("members", cop.Members, activity.SpaceID{})
	open("private", cop.Private, activity.SpaceID{})
	open("nested in private", cop.Private, f.spaces["private"])
	open("private, keeper only", cop.Private, activity.SpaceID{})
	open("closed", cop.Members, activity.SpaceID{})
	for _, p := range members {
		for _, room := range []string{"private", "nested in private"} {
			if p != "expert" {
				require.NoError(t, keeper.LetIn(ctx, f.spaces[room], p))
			}
		}
	}
	for name, id := range f.spaces {
		var err error
		in := keeper.Within(id)
		f.questions[name], err = in.Ask(ctx, "Why?")
		require.NoError(t, err)
		f.resources[name], err = in.Share(ctx, repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: "Once", Body: "It was May."}})
		require.NoError(t, err)
		f.calls[name], err = in.Plan(ctx, call())
		require.NoError(t, err)
	}
	require.NoError(t, keeper.CloseSpace(ctx, f.spaces["closed"], "done"))
	return f
}

func call() cop.Plan {
	return cop.Plan{Title: "Monthly call", Rhythm: cop.Rhythm{Start: "2026-01-12T09:00", Zone: "Europe/Vienna", Minutes: 60, Every: cop.Monthly}}
}

// An act in a space, or on something that is there, is possible for those whom a
// rule allows it and who may enter; hidden from all others whom the space keeps
// out, whatever their role; and impossible where the space is closed.
func TestEveryActionByEveryRoleInEverySpace(t *testing.T) {
	f := newFloor(t)
	members, others := everyRole()
	rules := make(map[praxis.Action]praxis.Rule)
	for _, r := range praxis.Rules() {
		rules[r.Action] = r
	}
	for action, act := range map[activity.Verb]func(context.Context, praxis.Participant, string) error{
		activity.Ask: func(ctx context.Context, p praxis.Participant, in string) error {
			_, err := p.Within(f.spaces[in]).Ask(ctx, "And why not?")
			return err
		},
		activity.Share: func(ctx context.Context, p praxis.Participant, in string) error {
			_, err := p.Within(f.spaces[in]).Share(ctx, repertoire.Draft{Kind: repertoire.Tool, Text: repertoire.Text{Title: "A list", Body: "One."}})
			return err
		},
		activity.Plan: func(ctx context.Context, p praxis.Participant, in string) error {
			_, err := p.Within(f.spaces[in]).Plan(ctx, call())
			return err
		},
		activity.Propose: func(ctx context.Context, p praxis.Participant, in string) error {
			_, err := p.Within(f.spaces[in]).Propose(ctx, cop.Motion{Title: "Meet", Text: "More often.", Method: cop.ByConsent, Quorum: 1, Deadline: time.Now().Add(time.Hour)})
			return err
		},
		activity.Rule: func(ctx context.Context, p praxis.Participant, in string) error {
			_, err := p.Within(f.spaces[in]).SetRule(ctx, cop.RuleText{Title: "Stories stay here", Text: "They do."}, "trust")
			return err
		},
		activity.Tie: func(ctx context.Context, p praxis.Participant, in string) error {
			_, err := p.Within(f.spaces[in]).Tie(ctx, cop.Link{Kind: cop.PartnerTie, Who: "The court of audit"})
			return err
		},
		activity.Answer: func(ctx context.Context, p praxis.Participant, in string) error {
			_, err := p.Answer(ctx, f.questions[in], "Because.")
			return err
		},
		activity.Reuse: func(ctx context.Context, p praxis.Participant, in string) error {
			return p.Reuse(ctx, f.resources[in], repertoire.Worked, "")
		},
		activity.Endorse: func(ctx context.Context, p praxis.Participant, in string) error {
			return p.Endorse(ctx, f.resources[in])
		},
		activity.Revise: func(ctx context.Context, p praxis.Participant, in string) error {
			r, err := f.as("keeper").Resource(ctx, f.resources[in])
			require.NoError(t, err)
			return p.Revise(ctx, f.resources[in], repertoire.Edit{Base: r.Current.Number, Text: repertoire.Text{Title: "Once", Body: fmt.Sprint(r.Current.Number)}, Note: "more"})
		},
		activity.Replan: func(ctx context.Context, p praxis.Participant, in string) error {
			g, err := f.as("keeper").Gathering(ctx, f.calls[in])
			require.NoError(t, err)
			plan := g.Plan
			plan.About += "."
			return p.Replan(ctx, f.calls[in], plan, "more")
		},
	} {
		rule := rules[praxis.Action(action)]
		for name, kind := range kinds {
			for _, p := range append(members, others...) {
				isMember := false
				for _, m := range members {
					isMember = isMember || m == p
				}
				allowed := isMember && rule.Member
				for _, role := range rule.Roles {
					allowed = allowed || activity.Person(role) == p
				}
				inside := action == activity.Ask || action == activity.Share || action == activity.Plan || action == activity.Propose || action == activity.Rule || action == activity.Tie
				kept := kind.hidden(p) || !isMember && !kind.open
				var want fault.Code
				switch {
				case inside && kept && name != "common": // there is no telling that there is such a space
					want = fault.NotFound
				case kept && !inside && isMember && (rule.Member || rule.Owner):
					want = fault.NotFound
				case kind.closed && (isMember || !inside && kind.open):
					want = fault.Precondition
				case !allowed:
					want = fault.Denied
				}
				err := act(t.Context(), f.as(p), name)
				assert.Equal(t, want, fault.CodeOf(err), "%s by %s in %s: %v", action, p, name, err)
			}
		}
	}
}

// What is in a space is seen by those who may enter it.
func TestEveryRoleSeesWhatIsInItsSpaces(t *testing.T) {
	f := newFloor(t)
	members, others := everyRole()
	for name, kind := range kinds {
		for _, p := range append(members, others...) {
			isMember := false
			for _, m := range members {
				isMember = isMember || m == p
			}
			_, err := f.as(p).Question(t.Context(), f.questions[name])
			want := fault.Code("")
			if kind.hidden(p) || !isMember && !kind.open {
				want = fault.NotFound
			}
			assert.Equal(t, want, fault.CodeOf(err), "%s in %s: %v", p, name, err)
		}
	}
}
