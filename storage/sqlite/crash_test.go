package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// question puts questions to the first community in a file and answers them,
// and says what has been acknowledged, for as long as it lives.
func question(ctx context.Context, path string) error {
	s, err := sqlite.Open(ctx, path, nil)
	if err != nil {
		return err
	}
	defer s.Close()
	communities := praxis.New(s, nil)
	first, err := communities.Communities(ctx, activity.CommunityID{}, 1)
	if err != nil {
		return err
	}
	ana := communities.As("ana").In(first[0].ID)
	for {
		question, err := ana.Ask(ctx, "How do other countries sample payroll?")
		if err != nil {
			return err
		}
		fmt.Println(question)
		answer, err := ana.Answer(ctx, question, "Stratify by pay grade first.")
		if err != nil {
			return err
		}
		fmt.Println(answer)
	}
}

// A process is killed at any moment, again and again.
func TestAKilledProcess(t *testing.T) {
	t.Parallel()
	path := newFile(t)
	require.NoError(t, found(t.Context(), path))
	acknowledged := make(map[string]bool)
	for range 10 {
		for _, id := range killed(t, process(t, "question", path), 1+rand.IntN(60)) {
			acknowledged[id] = true
		}
		accountFor(t, path, acknowledged)
	}
	assert.Greater(t, len(acknowledged), 10)
}

// killed starts a process, kills it when it has acknowledged so much, and
// returns all that it had acknowledged by then.
func killed(t *testing.T, p *exec.Cmd, after int) (acknowledged []string) {
	t.Helper()
	pipe, err := p.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, p.Start())
	out := bufio.NewReader(pipe)
	for {
		line, err := out.ReadString('\n')
		if err != nil {
			break // what is no line has not been said
		}
		acknowledged = append(acknowledged, strings.TrimSpace(line))
		if len(acknowledged) == after {
			require.NoError(t, p.Process.Kill())
		}
	}
	assert.Error(t, p.Wait(), "it has not ended by itself")
	assert.GreaterOrEqual(t, len(acknowledged), after)
	return acknowledged
}

// accountFor checks that everything acknowledged is in the file, in a record
// without a gap that accounts for the tables.
func accountFor(t *testing.T, path string, acknowledged map[string]bool) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path, nil)
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		there := make(map[string]bool)
		for c, err := range r.Communities(ctx, activity.CommunityID{}, 0) {
			require.NoError(t, err)
			next := activity.Seq(1)
			for a, err := range r.Activities(ctx, c.ID, 0, 0) {
				require.NoError(t, err)
				require.Equal(t, next, a.Seq, "the sequence has no gap")
				next++
			}
			head, err := r.Head(ctx, c.ID)
			require.NoError(t, err)
			require.Equal(t, next-1, head)

			tables, err := storage.Take(ctx, r, c.ID)
			require.NoError(t, err)
			folded, err := storage.Fold(r.Activities(ctx, c.ID, 0, 0))
			require.NoError(t, err)
			require.Equal(t, folded, tables, "the history accounts for the present")
			for _, thread := range tables.Questions {
				there[thread.Question.ID.String()] = true
				for _, answer := range thread.Answers {
					there[answer.ID.String()] = true
				}
			}
		}
		for id := range acknowledged {
			require.True(t, there[id], "%s was acknowledged and is lost", id)
		}
		return nil
	}))
	assert.Equal(t, "ok", ask[string](t, database(t, path), "PRAGMA integrity_check"))
}
