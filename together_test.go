package praxis_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage/memory"
)

func TestTogether(t *testing.T) {
	ctx := t.Context()
	var log bytes.Buffer
	c := newCommunity(t, again{memory.New(nil)}, &praxis.Options{
		Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}, "ana", "bob")
	before, err := c.as("ana").Activities(ctx, activity.ID{}, 0)
	require.NoError(t, err)

	// Of two acts the second fails: neither happens, even if nobody looks.
	for _, looks := range []bool{true, false} {
		err = c.Together(ctx, func(ctx context.Context, all *praxis.Constellation) error {
			bob := all.As("bob").In(c.ID)
			_, err := bob.Ask(ctx, "Why?")
			require.NoError(t, err)
			err = bob.Join(ctx)
			require.ErrorIs(t, err, fault.Exists)
			_, after := bob.Ask(ctx, "And why not?")
			require.ErrorIs(t, after, fault.Exists, "nothing happens after a failure")
			if looks {
				return err
			}
			return nil
		})
		require.ErrorIs(t, err, fault.Exists)
		after, err := c.as("ana").Activities(ctx, activity.ID{}, 0)
		require.NoError(t, err)
		assert.Equal(t, before, after)
	}
	assert.NotContains(t, log.String(), "verb=ask", "what did not happen is not told")

	// Both happen, and the second sees the first.
	require.NoError(t, c.Together(ctx, func(ctx context.Context, all *praxis.Constellation) error {
		question, err := all.As("bob").In(c.ID).Ask(ctx, "Why?")
		if err != nil {
			return err
		}
		_, err = all.As("ana").In(c.ID).Answer(ctx, question, "Because.")
		return err
	}))
	questions, err := c.as("ana").Questions(ctx, activity.QuestionID{}, 0)
	require.NoError(t, err)
	assert.Len(t, questions, 1)
	assert.Equal(t, 1, strings.Count(log.String(), "verb=ask"))
	assert.Equal(t, 1, strings.Count(log.String(), "verb=answer"))
}
