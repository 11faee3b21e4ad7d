package praxis_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

var june = time.Date(2024, time.June, 1, 0, 0, 0, 0, time.UTC)

// TestBadCharter: all that is wrong is said at once.
func TestBadCharter(t *testing.T) {
	_, err := praxis.New(memory.New(nil), nil).As("ana").Found(t.Context(), cop.Charter{
		Name: " ", Domain: cop.Domain{Topics: []string{"payroll", "a|b"}}, Kind: "club",
	})
	problem, ok := errors.AsType[*fault.Error](err)
	require.True(t, ok)
	require.ErrorIs(t, err, fault.Invalid)
	assert.Equal(t, "praxis.Found", problem.Op)
	var names []string
	for _, f := range problem.Fields {
		names = append(names, f.Name)
	}
	assert.Equal(t, []string{"name", "domain.concern", "domain.topics[1]", "kind"}, names)
}

// TestStrangers: an outsider sees charters, phases and their own membership,
// and nothing else, not even whether a thing is there.
func TestStrangers(t *testing.T) {
	ctx := t.Context()
	c := newCommunity(t, memory.New(nil), nil, "ana")
	question, err := c.as("ana").Ask(ctx, "Who knows?")
	require.NoError(t, err)
	eve := c.as("eve")
	_, err = eve.Community(ctx)
	assert.NoError(t, err)
	_, err = eve.Phase(ctx)
	assert.NoError(t, err)
	m, err := eve.Membership(ctx)
	assert.NoError(t, err)
	assert.Zero(t, m)
	for name, try := range map[string]func() error{
		"health":           func() error { _, err := eve.Health(ctx); return err },
		"members":          func() error { _, err := eve.Members(ctx, "", 0); return err },
		"record":           func() error { _, err := eve.Activities(ctx, activity.ID{}, 0); return err },
		"question":         func() error { _, err := eve.Question(ctx, question); return err },
		"no question":      func() error { _, err := eve.Question(ctx, activity.QuestionID{1}); return err },
		"answer":           func() error { _, err := eve.Answer(ctx, question, "I do."); return err },
		"answer none":      func() error { _, err := eve.Answer(ctx, activity.QuestionID{1}, "I do."); return err },
		"accept none":      func() error { return eve.Accept(ctx, activity.QuestionID{1}, activity.AnswerID{1}) },
		"retire none":      func() error { return eve.Retire(ctx, activity.ResourceID{1}, "why not") },
		"share":            func() error { _, err := eve.Share(ctx, repertoire.Draft{}); return err },
		"remove the first": func() error { return eve.Remove(ctx, "ana", "mine") },
	} {
		assert.ErrorIs(t, try(), fault.Denied, name)
	}
	for _, nobody := range []activity.Person{"", "a\x00b", activity.Person(strings.Repeat("x", 256))} {
		assert.ErrorIs(t, c.as(nobody).Join(ctx), fault.Invalid)
		_, err := c.as(nobody).Health(ctx)
		assert.ErrorIs(t, err, fault.Invalid)
		_, err = c.As(nobody).Memberships(ctx, activity.CommunityID{}, 0)
		assert.ErrorIs(t, err, fault.Invalid)
	}
	nowhere := c.As("ana").In(activity.CommunityID{9})
	assert.ErrorIs(t, nowhere.Join(ctx), fault.NotFound)
	_, err = nowhere.Health(ctx)
	assert.ErrorIs(t, err, fault.NotFound)
	assert.ErrorIs(t, c.as("ana").Accept(ctx, activity.QuestionID{1}, activity.AnswerID{1}), fault.NotFound, "a member may know")
}

// TestReproducible: the same clock and the same ids give the same record, byte
// for byte.
func TestReproducible(t *testing.T) {
	records := make([][]activity.Activity, 2)
	for i := range records {
		c := newCommunity(t, memory.New(nil), nil, "ana", "bob")
		_, err := c.as("bob").Ask(t.Context(), "Why?")
		require.NoError(t, err)
		records[i], err = c.as("ana").Activities(t.Context(), activity.ID{}, 0)
		require.NoError(t, err)
	}
	assert.Equal(t, records[0], records[1])
}

// TestOneTime: all that one act writes bears one time, that of the clock, in
// UTC and whole microseconds.
func TestOneTime(t *testing.T) {
	at := time.Date(2026, time.July, 1, 12, 0, 0, 123_456_789, time.FixedZone("CEST", 2*60*60))
	communities := praxis.New(memory.New(nil), &praxis.Options{Clock: func() time.Time { return at }})
	founded, err := communities.As("ana").Found(t.Context(), auditors())
	require.NoError(t, err)
	want := time.Date(2026, time.July, 1, 10, 0, 0, 123_456_000, time.UTC)
	assert.Equal(t, want, founded.FoundedAt)
	record, err := communities.As("ana").In(founded.ID).Activities(t.Context(), activity.ID{}, 0)
	require.NoError(t, err)
	for _, a := range record {
		assert.Equal(t, want, a.At)
	}
}

// again is a store whose every Update has to run twice.
type again struct{ storage.Store }

func (s again) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	runs := 0
	return s.Store.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
		err := fn(ctx, tx)
		if runs++; runs == 1 && err == nil {
			return storage.Again(errors.New("a rival came first"))
		}
		return err
	})
}

// TestActsMayRunAgain: an act that a store runs twice happens once.
func TestActsMayRunAgain(t *testing.T) {
	c := newCommunity(t, again{memory.New(nil)}, nil, "ana", "bob")
	id, err := c.as("bob").Ask(t.Context(), "Why?")
	require.NoError(t, err)
	done, err := c.as("ana").Import(t.Context(), recordedCSV())
	require.NoError(t, err)
	assert.Equal(t, praxis.Imported{Read: 4, Added: 4}, done)
	record, err := c.as("ana").Activities(t.Context(), activity.ID{}, 0)
	require.NoError(t, err)
	assert.Len(t, record, 3+1+4)
	assert.Equal(t, activity.ObjectID(id), record[3].Object)
}

// TestEditorsAtOnce: of several who revise the same version, one succeeds.
func TestEditorsAtOnce(t *testing.T) {
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "praxis.db"), nil)
	require.NoError(t, err)
	defer store.Close()
	c := newCommunity(t, store, nil, "ana")
	id, err := c.as("ana").Share(t.Context(), repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: "T", Body: "B"}})
	require.NoError(t, err)
	communities := praxis.New(store, nil) // with a clock that all may read
	errs := make([]error, 6)
	var group sync.WaitGroup
	for i := range errs {
		group.Go(func() {
			errs[i] = communities.As("ana").In(c.ID).Revise(t.Context(), id,
				repertoire.Edit{Base: 1, Text: repertoire.Text{Title: "T", Body: strings.Repeat("B", i+2)}, Note: "better"})
		})
	}
	group.Wait()
	kept := 0
	for _, err := range errs {
		if err == nil {
			kept++
		} else {
			assert.ErrorIs(t, err, fault.Conflict)
		}
	}
	assert.Equal(t, 1, kept)
}

// TestHostTransaction: the host's own rows and Praxis's change together.
func TestHostTransaction(t *testing.T) {
	ctx := t.Context()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(t.TempDir(), "host.db")+"?_pragma=foreign_keys(1)")
	require.NoError(t, err)
	defer db.Close()
	require.NoError(t, sqlite.Migrate(ctx, db))
	_, err = db.ExecContext(ctx, "CREATE TABLE account (id TEXT PRIMARY KEY)")
	require.NoError(t, err)
	c := newCommunity(t, sqlite.New(db, nil), nil, "ana")

	for _, commit := range []bool{false, true} {
		tx, err := db.BeginTx(ctx, nil)
		require.NoError(t, err)
		_, err = tx.ExecContext(ctx, "INSERT INTO account VALUES ('bob')")
		require.NoError(t, err)
		joined := praxis.New(sqlite.Join(tx), nil)
		require.NoError(t, joined.As("bob").In(c.ID).Join(ctx))
		require.ErrorIs(t, joined.As("bob").In(c.ID).Join(ctx), fault.Exists, "a failed act leaves the rest")
		if commit {
			require.NoError(t, tx.Commit())
		} else {
			require.NoError(t, tx.Rollback())
		}
		m, err := c.as("bob").Membership(ctx)
		require.NoError(t, err)
		assert.Equal(t, commit, m.Member())
		var accounts int
		require.NoError(t, db.QueryRowContext(ctx, "SELECT count(*) FROM account").Scan(&accounts))
		assert.Equal(t, commit, accounts == 1)
	}
}

// TestOwnAuthority: a host's authority replaces the rules, and can ask them.
func TestOwnAuthority(t *testing.T) {
	closed := authority(func(ctx context.Context, r praxis.Request) error {
		if r.Action == praxis.Action(activity.Ask) {
			return fault.New("host.Allow", fault.Denied, "no questions in August")
		}
		return praxis.ByRules.Allow(ctx, r)
	})
	c := newCommunity(t, memory.New(nil), &praxis.Options{Authority: closed}, "ana")
	_, err := c.as("ana").Ask(t.Context(), "Why?")
	assert.ErrorIs(t, err, fault.Denied)
	assert.ErrorContains(t, err, "no questions in August")
	_, err = c.as("eve").Health(t.Context())
	assert.ErrorIs(t, err, fault.Denied)

	trusted := praxis.New(memory.New(nil), &praxis.Options{Authority: praxis.Trusted})
	founded, err := trusted.As("ana").Found(t.Context(), auditors())
	require.NoError(t, err)
	_, err = trusted.As("nobody in particular").In(founded.ID).Measures(t.Context())
	assert.NoError(t, err)
}

type authority func(context.Context, praxis.Request) error

func (a authority) Allow(ctx context.Context, r praxis.Request) error { return a(ctx, r) }

// TestLog: the log tells of acts and denials, and not of what was said.
func TestLog(t *testing.T) {
	var log bytes.Buffer
	c := newCommunity(t, memory.New(nil), &praxis.Options{
		Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}, "ana")
	_, err := c.as("ana").Ask(t.Context(), "A secret?")
	require.NoError(t, err)
	_, err = c.as("eve").Ask(t.Context(), "Another secret?")
	require.Error(t, err)
	_, err = c.as("ana").Import(t.Context(), recordedCSV())
	require.NoError(t, err)
	for _, line := range []string{
		"msg=recorded community=" + c.ID.String() + " person=ana verb=ask",
		"msg=denied community=" + c.ID.String() + " person=eve action=ask",
		"msg=imported community=" + c.ID.String() + " person=ana read=4 added=4",
	} {
		assert.Contains(t, log.String(), line)
	}
	assert.NotContains(t, log.String(), "secret")
}

// TestMinGroup: a host decides from how many people on a group is shown.
func TestMinGroup(t *testing.T) {
	for _, group := range []struct {
		min   int
		shown bool
	}{{0, false}, {3, false}, {2, true}} {
		c := newCommunity(t, memory.New(nil), &praxis.Options{MinGroup: group.min}, "ana", "bob")
		id, err := c.as("bob").Ask(t.Context(), "Why?")
		require.NoError(t, err)
		_, err = c.as("ana").Answer(t.Context(), id, "Because.")
		require.NoError(t, err)
		health, err := c.as("bob").Health(t.Context())
		require.NoError(t, err)
		assert.Equal(t, group.shown, strings.Contains(health.String(), "people who took part: 2 people"))
	}
}
