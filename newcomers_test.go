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
	"github.com/praxis-cop/praxis/membership"
)

// stepsInwards lead from the edge of the practice inwards.
func stepsInwards() membership.GuideSet {
	return membership.GuideSet{
		Welcome: "Good that you are here.",
		Steps: []membership.FirstStep{
			{Key: "tell-a-case", Title: "Tell one of your cases", Grade: 3, Verb: activity.Share},
			{Key: "read", Title: "Read the three cases that all of us know", Grade: 1},
			{Key: "ask", Title: "Ask something", Grade: 2, Verb: activity.Ask},
		},
	}
}

func keys(steps []membership.FirstStep) (all []string) {
	for _, s := range steps {
		all = append(all, s.Key)
	}
	return all
}

// TestFirstSteps: a newcomer is welcomed, guided, and takes the first steps by
// saying so or by doing.
func TestFirstSteps(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob, cem := c.as("ana"), c.as("bob"), c.as("cem")
		assert.Zero(t, must(cem.Guide(ctx))(t))
		assert.Empty(t, must(cem.NextSteps(ctx))(t))
		require.ErrorIs(t, cem.Complete(ctx, "read"), fault.NotFound, "there is no guide")
		require.ErrorIs(t, bob.SetGuide(ctx, stepsInwards()), fault.Denied)
		assert.Equal(t, []string{"welcome"}, fields(t, ana.SetGuide(ctx, membership.GuideSet{})))
		require.NoError(t, ana.SetGuide(ctx, stepsInwards()))
		require.ErrorIs(t, ana.SetGuide(ctx, stepsInwards()), fault.Precondition)
		assert.Equal(t, stepsInwards(), must(c.as("eve").Guide(ctx))(t).GuideSet, "whoever looks in may see what awaits them")

		c.wait(aDay)
		require.NoError(t, c.as("dee").Join(ctx))
		dee := c.as("dee")
		require.ErrorIs(t, bob.Welcome(ctx, "eve", "hello"), fault.Precondition)
		require.ErrorIs(t, dee.Welcome(ctx, "dee", "hello"), fault.Invalid)
		require.NoError(t, bob.Welcome(ctx, "dee", "hello"))
		require.ErrorIs(t, bob.Welcome(ctx, "dee", "hello"), fault.Exists)
		require.NoError(t, cem.Welcome(ctx, "dee", ""), "several may")
		assert.Equal(t, activity.Person("bob"), must(dee.Membership(ctx))(t).WelcomedBy)

		assert.Equal(t, []string{"read", "ask", "tell-a-case"}, keys(must(dee.NextSteps(ctx))(t)), "the simplest first")
		require.ErrorIs(t, c.as("eve").Complete(ctx, "read"), fault.Denied)
		require.ErrorIs(t, dee.Complete(ctx, "dance"), fault.NotFound)
		require.NoError(t, dee.Complete(ctx, "read"))
		require.ErrorIs(t, dee.Complete(ctx, "read"), fault.Exists)
		must(dee.Ask(ctx, "How do you sample?"))(t)
		assert.Equal(t, []string{"tell-a-case"}, keys(must(dee.NextSteps(ctx))(t)), "who asks has taken that step")
		room := must(dee.OpenSpace(ctx, cop.Room{Name: "Mine", Access: cop.Private}))(t)
		must(dee.Within(room).Share(ctx, warStory("A secret")))(t)
		assert.Equal(t, []string{"tell-a-case"}, keys(must(dee.NextSteps(ctx))(t)), "what is done in a space takes none")
		_, err := c.as("eve").NextSteps(ctx)
		require.ErrorIs(t, err, fault.Denied)
	}, "ana", "bob", "cem")
}

// TestMentors: a newcomer finds somebody to guide them, who knows what they are
// interested in and does not guide too many.
func TestMentors(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob, cem := c.as("ana"), c.as("bob"), c.as("cem")
		require.NoError(t, ana.AppointUntil(ctx, "bob", membership.Mentor, c.now.Add(60*aDay)))
		require.NoError(t, bob.Commend(ctx, "cem", membership.Commended{Topic: "payroll"}))
		mentors := func() (names []activity.Person) {
			for _, s := range must(c.as("dee").Mentors(ctx, "dee", []string{"payroll"}, 1))(t) {
				names = append(names, s.Mentor)
			}
			return names
		}
		assert.Equal(t, []activity.Person{"bob", "cem", "ana"}, mentors(), "whose role it is, who knows, who is here")

		require.ErrorIs(t, cem.Pair(ctx, "dee", "bob"), fault.Denied)
		require.ErrorIs(t, bob.Pair(ctx, "eve", "bob"), fault.Precondition, "eve is no member")
		require.ErrorIs(t, bob.Pair(ctx, "dee", "eve"), fault.Precondition)
		require.ErrorIs(t, bob.Pair(ctx, "dee", "dee"), fault.Invalid)
		require.NoError(t, bob.Pair(ctx, "dee", "bob"))
		require.ErrorIs(t, bob.Pair(ctx, "dee", "bob"), fault.Exists)
		require.NoError(t, bob.Pair(ctx, "dee", "cem"), "another mentor")
		assert.Equal(t, []activity.Person{"bob", "ana"}, mentors(), "cem guides one already")
		require.NoError(t, c.as("dee").Unpair(ctx, "dee"), "the newcomer decides")
		require.ErrorIs(t, c.as("dee").Unpair(ctx, "dee"), fault.Precondition)
		require.ErrorIs(t, cem.Unpair(ctx, "dee"), fault.Denied)
		c.wait(60 * aDay)
		assert.Equal(t, []activity.Person{"cem", "ana", "bob"}, mentors(), "bob's term is over")
		assert.Empty(t, must(ana.Mentors(ctx, "eve", nil, 3))(t), "outsiders get none")
		_, err := c.as("eve").Mentors(ctx, "eve", nil, 3)
		require.ErrorIs(t, err, fault.Denied)
	}, "ana", "bob", "cem", "dee")
}

// TestArrivals: how somebody came into the community, and how long it took
// until they were answered.
func TestArrivals(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		c.wait(aDay)
		require.NoError(t, c.as("cem").Join(ctx))
		c.wait(time.Hour)
		question := must(c.as("cem").Ask(ctx, "Why?"))(t)
		c.wait(2 * time.Hour)
		must(c.as("bob").Answer(ctx, question, "So."))(t)
		_, err := c.as("cem").Arrivals(ctx)
		require.ErrorIs(t, err, fault.Denied, "it tells of single people")
		all := must(c.as("ana").Arrivals(ctx))(t)
		require.Len(t, all, 3)
		cem := all[2]
		assert.Equal(t, activity.Person("cem"), cem.Person)
		after, ok := cem.ToContribution()
		assert.True(t, ok)
		assert.Equal(t, time.Hour, after)
		after, ok = cem.ToAnswer()
		assert.True(t, ok)
		assert.Equal(t, 2*time.Hour, after)
	}, "ana", "bob")
}

// TestRoster: a course enrols and delists people; whoever came by themselves
// stays, and whoever left of their own accord stays away.
func TestRoster(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana := c.as("ana")
		people := func(all ...activity.Person) []activity.Person { return all }
		_, err := c.as("bob").Enrol(ctx, "course-1", people("x"))
		require.ErrorIs(t, err, fault.Denied)
		require.NoError(t, ana.Appoint(ctx, "bob", membership.Facilitator))
		_, err = c.as("bob").Enrol(ctx, "course-1", people("x"))
		require.ErrorIs(t, err, fault.Denied, "facilitators admit, and do not remove")
		for _, name := range []string{"", "two\nlines"} {
			_, err = ana.Enrol(ctx, name, nil)
			require.ErrorIs(t, err, fault.Invalid)
		}
		_, err = ana.Enrol(ctx, "course-1", people("x", ""))
		require.ErrorIs(t, err, fault.Invalid)
		assert.Equal(t, 4, c.length(t, "ana"), "all of them or none")

		plan := must(ana.Enrol(ctx, "course-1", people("y", "x", "bob", "z")))(t)
		assert.Equal(t, membership.Plan{Admit: people("x", "y", "z"), Keep: people("bob")}, plan)
		require.NoError(t, c.as("z").Leave(ctx, "not for me"))
		plan = must(ana.Enrol(ctx, "course-1", people("x", "z")))(t)
		assert.Equal(t, membership.Plan{Remove: people("y"), Keep: people("x"), Away: people("z")}, plan, "bob came by himself")
		plan = must(ana.Enrol(ctx, "course-1", people("x", "y", "z")))(t)
		assert.Equal(t, people("y"), plan.Admit, "listed again, let in again")
		require.NoError(t, c.as("z").Join(ctx), "who left may come back, on their own")
		assert.Equal(t, membership.Plan{Keep: people("x", "y", "z")}, must(ana.Enrol(ctx, "course-1", people("x", "y", "z")))(t))
		plan = must(ana.Enrol(ctx, "course-1", nil))(t)
		assert.Equal(t, people("x", "y"), plan.Remove, "z belongs by choice now")

		once := func() membership.Plan {
			return must(praxis.Participant.Enrol(c.As("ana").Once("night-1").In(c.ID), ctx, "course-2", people("v", "w")))(t)
		}
		assert.Equal(t, people("v", "w"), once().Admit)
		before := c.length(t, "ana")
		once()
		assert.Equal(t, before, c.length(t, "ana"), "the night's job may run again")
	}, "ana", "bob")
}
