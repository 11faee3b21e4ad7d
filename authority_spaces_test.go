package praxis_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage/memory"
)

// actors are those who try to do something, in letters of the table of who gets
// through; those with "M" made what is there.
var actors = map[activity.Person]string{
	"eve": "o", "fay": "f", "bob": "m", "ana": "C", "gus": "L", "kim": "K", "lea": "B",
	"cem": "m", // who is in the private spaces
	"dan": "MCLKB",
}

// rooms are the spaces of a community with something of everything in each.
type rooms struct {
	*world
	made map[string]furnished
}

type furnished struct {
	space, parent activity.SpaceID
	things
	seen   string // by whom
	closed bool
}

// newRooms are furnished by dan, who has every role that it takes. In private ones
// are he and cem.
func newRooms(t *testing.T) rooms {
	ctx := t.Context()
	w, err := newWorld(ctx, memory.New(nil), praxis.Options{})
	require.NoError(t, err)
	for _, p := range []activity.Person{"kim", "lea"} {
		require.NoError(t, w.as(p).Join(ctx))
	}
	require.NoError(t, w.as("ana").Relieve(ctx, "cem", membership.Facilitator))
	for who, role := range map[activity.Person][]membership.Role{
		"kim": {membership.KnowledgeSteward}, "lea": {membership.Broker},
		"dan": {membership.Convener, membership.Facilitator, membership.KnowledgeSteward, membership.Broker},
	} {
		for _, r := range role {
			require.NoError(t, w.as("ana").Appoint(ctx, who, r))
		}
	}
	const members = "bob ana gus kim lea cem dan"
	all := rooms{w, make(map[string]furnished)}
	open := func(access cop.Access, parent activity.SpaceID) activity.SpaceID {
		id, err := w.as("dan").OpenSpace(ctx, cop.Room{Name: string(access), Access: access, Parent: parent})
		require.NoError(t, err)
		if access == cop.Private {
			require.NoError(t, w.as("dan").LetIn(ctx, id, "cem"))
		}
		return id
	}
	outer := open(cop.Private, activity.SpaceID{})
	for name, room := range map[string]furnished{
		"the common space": {seen: members},
		"public":           {space: open(cop.Public, activity.SpaceID{}), seen: "eve fay " + members},
		"for members":      {space: open(cop.Members, activity.SpaceID{}), seen: members},
		"private":          {space: outer, seen: "cem dan"},
		"nested":           {space: open(cop.Private, outer), parent: outer, seen: "cem dan"},
		"closed":           {space: open(cop.Public, activity.SpaceID{}), seen: "eve fay " + members, closed: true},
		"private, closed":  {space: open(cop.Private, activity.SpaceID{}), seen: "cem dan", closed: true},
	} {
		w.seen = &room.things
		room.spaces = []activity.SpaceID{room.space}
		for _, deed := range []string{"ask", "answer", "share", "plan", "propose", "set a rule", "tie", "tell", "follow up", "ask", "duplicate", "propose a task", "propose a task", "take a task"} {
			require.NoError(t, deeds[deed](ctx, doing{world: w, by: w.as("dan").Within(room.space), of: &room.things}), deed)
		}
		if room.closed {
			require.NoError(t, w.as("dan").CloseSpace(ctx, room.space, "done"))
		}
		all.made[name] = room
	}
	return all
}

// try lets somebody do something, and undoes it.
func (r rooms) try(ctx context.Context, who activity.Person, act func(context.Context, praxis.Participant) error) (err error) {
	_ = r.Together(ctx, func(ctx context.Context, c *praxis.Constellation) error {
		err = act(ctx, c.As(who).In(r.community))
		return errors.New("gone")
	})
	return err
}

// TestActsInSpaces: who makes something in a space that they may not enter is told
// that there is none, and in a closed one that it is closed; otherwise the rules
// hold that hold everywhere.
func TestActsInSpaces(t *testing.T) {
	all := newRooms(t)
	for deed, action := range map[string]praxis.Action{
		"ask": "ask", "share": "share", "plan": "plan", "propose": "propose", "set a rule": "rule", "tie": "tie", "thank": "thank", "commend": "commend", "record": "record", "tell": "tell", "propose a task": "propose-task",
	} {
		for name, room := range all.made {
			for who, letters := range actors {
				err := all.try(t.Context(), who, func(ctx context.Context, p praxis.Participant) error {
					things := room.things
					n := slices.Index(everyone, "gus") // whom they thank
					if who == "gus" {
						n = slices.Index(everyone, "ana")
					}
					return deeds[deed](ctx, doing{all.world, p.Within(room.space), &things, len(everyone) - 1 - n, 0})
				})
				told := fmt.Sprintf("%s by %s in %s", deed, who, name)
				switch {
				case !room.space.IsZero() && !slices.Contains(strings.Fields(room.seen), string(who)):
					assert.ErrorIs(t, err, fault.NotFound, told)
				case room.closed:
					assert.ErrorIs(t, err, fault.Precondition, told)
				case strings.ContainsAny(through[action], letters):
					assert.NoError(t, err, told)
				default:
					assert.ErrorIs(t, err, fault.Denied, told)
				}
			}
		}
	}
}

// TestActsOnWhatIsInSpaces: of what somebody may not see they are told that it is
// not there, if they could do that to what is their own; otherwise that they may not
// do such things.
func TestActsOnWhatIsInSpaces(t *testing.T) {
	all := newRooms(t)
	for name, act := range map[praxis.Action]func(context.Context, praxis.Participant, furnished) error{
		"answer": func(ctx context.Context, p praxis.Participant, r furnished) error {
			_, err := p.Answer(ctx, r.questions[0], "So.")
			return err
		},
		"accept": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.Accept(ctx, r.questions[0], r.answers[0].answer)
		},
		"reword": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.Reword(ctx, r.questions[0], "Why so?", nil, "")
		},
		"correct": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.Correct(ctx, r.questions[0], r.answers[0].answer, "So.", "")
		},
		"duplicate": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.CloseAsDuplicate(ctx, r.questions[1], r.questions[0])
		},
		"reopen": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.Reopen(ctx, r.questions[2])
		},
		"retell": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.RetellStory(ctx, r.stories[0], telling(r.resources[0], 1), "more")
		},
		"retract": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.RetractStory(ctx, r.stories[0], "wrong")
		},
		"revise": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.Revise(ctx, r.resources[0], repertoire.Edit{Base: 1, Text: text, Note: "better"})
		},
		"reuse": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return second(p.Reuse(ctx, r.resources[0], repertoire.Worked, ""))
		},
		"retire": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.Retire(ctx, r.resources[0], "old")
		},
		"attend": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.Attend(ctx, r.gatherings[0], all.today())
		},
		"note": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.TakeAttendance(ctx, r.gatherings[0], all.today(), "cem")
		},
		"minute": func(ctx context.Context, p praxis.Participant, r furnished) error {
			_, err := p.Minute(ctx, r.gatherings[0], all.today(), draft("Minutes"))
			return err
		},
		"replan": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.Replan(ctx, r.gatherings[0], daily("Other", true), "better")
		},
		"shift": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.Shift(ctx, r.gatherings[0], all.today(), cop.Change{Place: "Vienna", Reason: "a better room"})
		},
		"call-off": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.CallOffMeeting(ctx, r.gatherings[0], all.today(), "holiday")
		},
		"vote": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.Vote(ctx, r.proposals[0], cop.Yes, "")
		},
		"withdraw": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.Withdraw(ctx, r.proposals[0], "no need")
		},
		"rule": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.AmendRule(ctx, r.rules[0], cop.RuleText{Title: "We answer", Text: "Sooner."}, "better")
		},
		"repeal": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.RepealRule(ctx, r.rules[0], "old")
		},
		"untie": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.Untie(ctx, r.ties[0], "over")
		},
		"take-task": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.TakeTask(ctx, r.tasks[0])
		},
		"hand-back": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.HandBackTask(ctx, r.tasks[1], "no time")
		},
		"finish-task": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.FinishTask(ctx, r.tasks[1], r.resources[0])
		},
		"drop-task": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.DropTask(ctx, r.tasks[0], "no need")
		},
		"rearrange": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.Rearrange(ctx, r.space, cop.Room{Name: "Other", Access: cop.Private, Parent: r.parent})
		},
		"let-out": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.LetOut(ctx, r.space, "dan")
		},
		"close-space": func(ctx context.Context, p praxis.Participant, r furnished) error {
			return p.CloseSpace(ctx, r.space, "done")
		},
	} {
		for kind, room := range all.made {
			if room.space.IsZero() && slices.Contains([]praxis.Action{"rearrange", "let-out", "close-space"}, name) {
				continue // the common space is no space that could be changed
			}
			for who, letters := range actors {
				err := all.try(t.Context(), who, func(ctx context.Context, p praxis.Participant) error { return act(ctx, p, room) })
				told := fmt.Sprintf("%s by %s in %s", name, who, kind)
				own := letters
				if !strings.ContainsAny(letters, "of") {
					own += "M"
				}
				seen := slices.Contains(strings.Fields(room.seen), string(who))
				host := who == "cem" && slices.Contains([]praxis.Action{"note", "replan", "shift", "call-off"}, name) // of the gatherings
				switch {
				case !seen && strings.ContainsAny(through[name], own):
					assert.ErrorIs(t, err, fault.NotFound, told)
				case !seen:
					assert.ErrorIs(t, err, fault.Denied, told)
				case room.closed:
					assert.ErrorIs(t, err, fault.Precondition, told)
				case name == "let-out" && !strings.HasPrefix(kind, "private") && kind != "nested":
					assert.Error(t, err, told) // nobody is let out of what is open to all
				case strings.ContainsAny(through[name], letters) || host:
					assert.NoError(t, err, told)
				default:
					assert.ErrorIs(t, err, fault.Denied, told)
				}
			}
		}
	}
}

// TestEveryMethodAsks: with an authority that denies everything nothing is done, and
// nobody is told more than how they stand themselves.
func TestEveryMethodAsks(t *testing.T) {
	ctx, now, made := t.Context(), june, uint64(0)
	store := memory.New(nil)
	about := &neighbour{home: newHome(t, praxis.New(store, settled(praxis.Options{}, &now, &made)))}
	denying := praxis.New(store, settled(praxis.Options{Authority: authority(func(context.Context, praxis.Request) error {
		return fault.New("test", fault.Denied, "nobody may do anything")
	})}, &now, &made))
	before := everything(t, ctx, store)
	own := []string{"Membership", "Memberships"}
	for _, w := range ways {
		if w.from == ways[0].from || len(w.leadsTo()) > 0 {
			continue
		}
		for n := range 20 {
			s := rapid.Custom(func(r *rapid.T) step {
				rapid.Bool().Draw(r, "at least something")
				return drawCall(guess{r: r, about: about}, w)
			}).Example(n)
			var door any = denying.As("ana")
			if w.from == ways[len(ways)-1].from {
				door = denying.As("ana").In(about.community)
			}
			if told := s.on(ctx, door, &made); told.says() {
				assert.Contains(t, own, w.Name, "%s: %v", s, told)
			}
		}
	}
	assert.Equal(t, before, everything(t, ctx, store))
}
