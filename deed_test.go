package praxis_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage/memory"
)

func TestRecord(t *testing.T) {
	ctx := t.Context()
	c := newCommunity(t, memory.New(nil), nil, "ana", "bob")
	page := activity.Foreign("wiki", "page 7")
	require.NoError(t, c.as("bob").Meeting(activity.Online).For(activity.Visit).Record(ctx, praxis.Deed{
		Verb: activity.Comment, Object: activity.Foreign("wiki", "comment 1"), InReplyTo: page, Thread: page, To: "ana", Topics: []string{"payroll"},
	}))
	require.NoError(t, c.as("bob").Record(ctx, praxis.Deed{Verb: "review-draft"}))
	record, err := c.as("ana").Activities(ctx, activity.ID{}, 0)
	require.NoError(t, err)
	require.Len(t, record, 5)
	record = record[3:]
	assert.Equal(t, activity.Activity{
		Community: c.ID, ID: record[0].ID, Actor: "bob", Verb: activity.Comment, Object: activity.Foreign("wiki", "comment 1"),
		InReplyTo: page, Thread: page, To: "ana", Topics: []string{"payroll"}, Mode: activity.Online, Purpose: activity.Visit, At: record[0].At,
	}, record[0])
	bob, err := c.as("bob").Membership(ctx)
	require.NoError(t, err)
	assert.Equal(t, record[1].At, bob.LastActive)

	for name, test := range map[string]struct {
		who  activity.Person
		deed praxis.Deed
		code fault.Code
	}{
		"an outsider":             {"eve", praxis.Deed{Verb: activity.Comment}, fault.Denied},
		"no verb":                 {"bob", praxis.Deed{}, fault.Invalid},
		"a verb that is no word":  {"bob", praxis.Deed{Verb: "Looked At"}, fault.Invalid},
		"what has an act here":    {"bob", praxis.Deed{Verb: activity.Join}, fault.Invalid},
		"a topic that is no line": {"bob", praxis.Deed{Verb: activity.Comment, Topics: []string{"a|b"}}, fault.Invalid},
	} {
		assert.ErrorIs(t, c.as(test.who).Record(ctx, test.deed), test.code, name)
	}
	_, err = c.as("ana").Health(ctx)
	assert.NoError(t, err)
}
