package praxis_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

// TestInheritance: a community hands its repertoire on, and another one takes
// it, with where each piece comes from.
func TestInheritance(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob := c.as("ana"), c.as("bob")
		heirs := must(c.As("cem").Found(ctx, named("Audit of schools")))(t)
		cem := c.As("cem").In(heirs.ID)
		first, second := must(ana.Share(ctx, warStory("One")))(t), must(ana.Share(ctx, warStory("Two")))(t)
		require.NoError(t, ana.Revise(ctx, first, repertoire.Edit{Base: 1, Text: repertoire.Text{Title: "One", Body: "It was June."}, Note: "the month"}))
		retired := must(ana.Share(ctx, warStory("Old")))(t)
		require.NoError(t, ana.Retire(ctx, retired, "out of date"))
		room := must(ana.OpenSpace(ctx, cop.Room{Name: "Stewards", Access: cop.Private}))(t)
		secret := must(ana.Within(room).Share(ctx, warStory("Secret")))(t)
		shelf := must(ana.OpenSpace(ctx, cop.Room{Name: "Shelf", Access: cop.Members}))(t)
		must(ana.Within(shelf).Share(ctx, warStory("Three")))(t)

		_, err := cem.Inherit(ctx, c.ID)
		refused(t, fault.NotFound, "handed nothing on", err)
		require.ErrorIs(t, bob.HandOn(ctx, cop.HandedOn{To: heirs.ID}), fault.Denied)
		assert.Equal(t, []string{"to"}, fields(t, ana.HandOn(ctx, cop.HandedOn{})))
		require.ErrorIs(t, ana.HandOn(ctx, cop.HandedOn{To: c.ID}), fault.Invalid, "to oneself")
		require.NoError(t, ana.HandOn(ctx, cop.HandedOn{To: heirs.ID, Resources: []activity.ResourceID{first, secret, retired}}))
		_, err = c.As("eve").In(heirs.ID).Inherit(ctx, c.ID)
		require.ErrorIs(t, err, fault.Denied, "it is for members of the heir")
		_, err = c.As("eve").In(heirs.ID).Inherit(ctx, activity.CommunityID{9})
		require.ErrorIs(t, err, fault.Denied, "and others do not learn who handed on what")

		assert.Equal(t, 1, must(cem.Inherit(ctx, c.ID))(t), "what is retired is left behind, and what was private stays so")
		assert.Zero(t, must(cem.Inherit(ctx, c.ID))(t), "once is enough")
		require.NoError(t, ana.HandOn(ctx, cop.HandedOn{To: heirs.ID, Note: "take it all"}))
		require.NoError(t, ana.End(ctx, cop.Ending{How: cop.EndMerged, Into: []activity.CommunityID{heirs.ID}, Reason: "one is enough"}))
		require.ErrorIs(t, ana.HandOn(ctx, cop.HandedOn{To: heirs.ID}), fault.Precondition)
		assert.Equal(t, 2, must(cem.Inherit(ctx, c.ID))(t), "the rest, also after the end")

		got := make(map[string]repertoire.Origin)
		for _, r := range must(cem.Resources(ctx, activity.ResourceID{}, 0))(t) {
			got[r.Current.Title] = r.Origin
		}
		require.Len(t, got, 3)
		assert.Equal(t, repertoire.Origin{Community: c.ID, Resource: first, Version: 2, Inherited: true}, got["One"])
		assert.Equal(t, repertoire.Origin{Community: c.ID, Resource: second, Version: 1, Inherited: true}, got["Two"])
		assert.Empty(t, must(c.As("cem").Brokers(ctx, membership.Wenger()))(t), "taking over a legacy carries nothing across")
		assert.Len(t, must(bob.Handovers(ctx, activity.ID{}, 0))(t), 2)
	}, "ana", "bob")
}

// TestEndings: a community ends in one of several ways. Then it can be read, and
// left, and nothing else.
func TestEndings(t *testing.T) {
	for _, e := range []cop.Ending{
		{How: cop.EndSplit, Into: []activity.CommunityID{{1}, {2}}, Reason: "two crafts", Legacy: "each takes its own"},
		{How: cop.EndMerged, Into: []activity.CommunityID{{1}}, Reason: "one craft", Legacy: "they know it all"},
		{How: cop.EndClosed, Reason: "the work is done", Legacy: "read the cases first"},
	} {
		t.Run(string(e.How), func(t *testing.T) {
			toldOn(t, nil, func(t *testing.T, c community) {
				ctx, e := t.Context(), e
				e.Into = append([]activity.CommunityID(nil), e.Into...)
				for i := range e.Into {
					e.Into[i] = must(c.As("ana").Found(ctx, named("Heirs")))(t).ID
				}
				ana, bob := c.as("ana"), c.as("bob")
				question := must(bob.Ask(ctx, "Why?"))(t)
				resource := must(ana.Share(ctx, warStory("One")))(t)
				require.ErrorIs(t, bob.End(ctx, e), fault.Denied)
				assert.Equal(t, []string{"how", "reason"}, fields(t, ana.End(ctx, cop.Ending{})))
				assert.Equal(t, []string{"into"}, fields(t, ana.End(ctx, cop.Ending{How: cop.EndSplit, Into: []activity.CommunityID{{1}}, Reason: "r"})))
				require.NoError(t, ana.End(ctx, e))

				_, err := c.as("eve").Community(ctx)
				require.NoError(t, err)
				assert.Equal(t, e, must(bob.Community(ctx))(t).Ended.Ending)
				for name, act := range acting(bob, ana, question, resource) {
					err := act(ctx)
					require.ErrorIs(t, err, fault.Precondition, name)
					assert.Regexp(t, `has ended \(`+string(e.How)+`\)`, err.Error())
					for _, into := range e.Into {
						assert.ErrorContains(t, err, into.String(), "%s: where to go on", name)
					}
				}
				require.ErrorIs(t, c.as("eve").Join(ctx), fault.Precondition)
				require.ErrorIs(t, ana.End(ctx, e), fault.Precondition, "once")

				assert.NotEmpty(t, must(bob.Activities(ctx, activity.ID{}, 0))(t))
				assert.NotEmpty(t, must(bob.Questions(ctx, activity.QuestionID{}, 0))(t))
				_, err = bob.Health(ctx)
				require.NoError(t, err)
				require.NoError(t, bob.Calendar(ctx, new(bytes.Buffer)))
				assert.NotZero(t, must(exchange.WriteCSV(new(bytes.Buffer), bob.Stream(ctx, activity.ID{})))(t))
				require.NoError(t, bob.Leave(ctx, "it is over"), "nobody is kept")
				_, err = bob.Questions(ctx, activity.QuestionID{}, 0)
				require.ErrorIs(t, err, fault.Denied)
			}, "ana", "bob")
		})
	}
}

// acting are acts of all kinds, by a member and by who convenes.
func acting(bob, ana praxis.Participant, question activity.QuestionID, resource activity.ResourceID) map[string]func(context.Context) error {
	return map[string]func(context.Context) error{
		"ask":     func(ctx context.Context) error { _, err := bob.Ask(ctx, "And now?"); return err },
		"answer":  func(ctx context.Context) error { _, err := ana.Answer(ctx, question, "So."); return err },
		"endorse": func(ctx context.Context) error { return bob.Endorse(ctx, resource) },
		"amend":   func(ctx context.Context) error { _, err := ana.Amend(ctx, named("On"), "on"); return err },
		"plan":    func(ctx context.Context) error { _, err := bob.Plan(ctx, tuesdays()); return err },
		"open": func(ctx context.Context) error {
			_, err := bob.OpenSpace(ctx, cop.Room{Name: "R", Access: cop.Public})
			return err
		},
		"invite":  func(ctx context.Context) error { return bob.Invite(ctx, "flo", "") },
		"appoint": func(ctx context.Context) error { return ana.Appoint(ctx, "bob", membership.Mentor) },
		"rate":    func(ctx context.Context) error { return bob.Rate(ctx, "commons-alignment", "fair-access", 3, "") },
		"thank":   func(ctx context.Context) error { return bob.Thank(ctx, "ana", membership.Thanked{}) },
		"record":  func(ctx context.Context) error { return bob.Record(ctx, praxis.Deed{Verb: activity.Comment}) },
		"import":  func(ctx context.Context) error { _, err := ana.Import(ctx, recordedCSV()); return err },
		"enrol":   func(ctx context.Context) error { _, err := ana.Enrol(ctx, "course-1", nil); return err },
		"hand on": func(ctx context.Context) error { return ana.HandOn(ctx, cop.HandedOn{To: activity.CommunityID{1}}) },
		"set rule": func(ctx context.Context) error {
			_, err := ana.SetRule(ctx, cop.RuleText{Title: "T", Text: "T."}, "")
			return err
		},
	}
}
