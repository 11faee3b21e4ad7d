package praxis_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
)

// TestRecognition: members thank each other, and vouch for what others know.
func TestRecognition(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob, cem := c.as("ana"), c.as("bob"), c.as("cem")
		question := must(bob.Ask(ctx, "How do you sample payroll?"))(t)
		answer := must(cem.Answer(ctx, question, "By grade."))(t)
		thanks := membership.Thanked{Topic: "payroll", For: activity.ObjectID(answer), Note: "that helped"}
		require.ErrorIs(t, c.as("eve").Thank(ctx, "cem", thanks), fault.Denied)
		require.ErrorIs(t, bob.Thank(ctx, "eve", thanks), fault.Precondition)
		require.ErrorIs(t, cem.Thank(ctx, "cem", thanks), fault.Invalid)
		assert.Equal(t, []string{"topic"}, fields(t, bob.Thank(ctx, "cem", membership.Thanked{Topic: "a|b"})))
		for range 10 {
			require.NoError(t, bob.Thank(ctx, "cem", thanks))
		}
		require.NoError(t, bob.Thank(ctx, "ana", membership.Thanked{}))
		assert.Equal(t, []string{"topic"}, fields(t, bob.Commend(ctx, "cem", membership.Commended{})))
		require.ErrorIs(t, bob.Commend(ctx, "bob", membership.Commended{Topic: "payroll"}), fault.Invalid)
		require.NoError(t, bob.Commend(ctx, "ana", membership.Commended{Topic: "payroll"}))
		require.ErrorIs(t, bob.Commend(ctx, "ana", membership.Commended{Topic: "payroll"}), fault.Exists)
		require.NoError(t, bob.Commend(ctx, "ana", membership.Commended{Topic: "sampling"}))
		require.NoError(t, cem.Commend(ctx, "ana", membership.Commended{Topic: "payroll", Note: "asked by all"}))

		topics := must(cem.Recognised(ctx))(t)
		require.Len(t, topics, 2)
		assert.Equal(t, "payroll", topics[0].Topic)
		var by [][]activity.Person
		for _, p := range topics[0].People {
			by = append(by, append([]activity.Person{p.Person}, p.By...))
		}
		assert.Equal(t, [][]activity.Person{{"ana", "bob", "cem"}, {"cem", "bob"}}, by, "it counts people, not words")
		assert.Len(t, must(ana.Recognitions(ctx, activity.ID{}, 0))(t), 14)
		record := must(ana.Activities(ctx, activity.ID{}, 0))(t)
		first := record[len(record)-14]
		assert.Equal(t, activity.ObjectID(answer), first.InReplyTo)
		assert.Equal(t, []string{"payroll"}, first.Topics)
		_, err := c.as("eve").Recognised(ctx)
		require.ErrorIs(t, err, fault.Denied)
	}, "ana", "bob", "cem")
}

// TestNoRecognition: some communities want none of it.
func TestNoRecognition(t *testing.T) {
	toldOn(t, &praxis.Options{NoRecognition: true}, func(t *testing.T, c community) {
		refused(t, fault.Precondition, "switched off", c.as("bob").Thank(t.Context(), "ana", membership.Thanked{}))
		refused(t, fault.Precondition, "switched off", c.as("bob").Commend(t.Context(), "ana", membership.Commended{Topic: "payroll"}))
		require.ErrorIs(t, c.as("eve").Thank(t.Context(), "ana", membership.Thanked{}), fault.Denied)
		assert.Empty(t, must(c.as("bob").Recognised(t.Context()))(t))
	}, "ana", "bob")
}
