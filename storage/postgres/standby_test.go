package postgres_test

import (
	"context"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/internal/postgrestest"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/postgres"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

// A standby keeps up with a primary that waits for it, so that it can answer
// whatever is asked after a write.
func TestStoreWithAStandby(t *testing.T) {
	storagetest.FewerHistories(t)
	primary := postgrestest.Start(t, postgrestest.Settings{"synchronous_commit": "remote_apply", "fsync": "off"})
	standby := primary.Standby(t)
	primary.Synchronous(t, standby)
	p := &place{url: primary.URL("postgres")}
	var read atomic.Int64 // from the standby
	t.Run("suite", func(t *testing.T) {
		storagetest.Run(t, func(t testing.TB) storage.Store {
			pool, o := p.migrated(t, p.url)
			o.Standby = connect(t, standby.URL("postgres"))
			t.Cleanup(func() { read.Add(o.Standby.Stat().AcquireCount()) })
			return postgres.New(pool, o)
		})
	})
	t.Logf("the standby was asked %d times", read.Load())
	assert.NotZero(t, read.Load())
}

// TestAStandby is about what holds as long as a primary and its standby run.
func TestAStandby(t *testing.T) {
	t.Parallel()
	pair := newPair(t)
	for _, part := range []struct {
		name string
		test func(*testing.T, servers)
	}{
		{"own writes", testOwnWrites},
		{"own writes through poolers", testOwnWritesThroughPoolers},
		{"after a position", testAfterAPosition},
		{"it lags", testLag},
		{"it is cut off", testCut},
		{"it is busy", testBusy},
		{"it is silent", testSilent},
		{"rows are secured", testSecuredRows},
		{"a role that may not ask for positions", testLimitedRole},
		{"a look at what is in doubt", testDoubt},
	} {
		t.Run(part.name, func(t *testing.T) { part.test(t, pair.anew(t)) })
	}
}

// A View sees what its own process has written, however far behind the standby
// is, and is read there as soon as that has caught up.
func testOwnWrites(t *testing.T, pair servers) {
	ownWrites(t, pair.start(t, postgres.Options{}))
}

func testOwnWritesThroughPoolers(t *testing.T, pair servers) {
	const mode = "&default_query_exec_mode=exec"
	ownWrites(t, pair.startAt(t, postgrestest.Bouncer(t, pair.primary.URL("postgres"))+mode,
		postgrestest.Bouncer(t, pair.standby.URL("postgres"))+mode, postgres.Options{}))
}

func ownWrites(t *testing.T, p *process) {
	p.sees(t, 0, true, "with nothing written")
	p.pause(t)
	p.ask(t)
	p.sees(t, 1, false, "with the standby behind")
	p.resume(t)
	p.seesAtStandby(t, 1)
}

// What another process has written is seen by whoever has its position.
func testAfterAPosition(t *testing.T, pair servers) {
	reader, writer := pair.start(t, postgres.Options{}), pair.start(t, postgres.Options{})
	stranger := postgres.New(connect(t, pair.primary.URL("postgres")), nil)
	position := func(s *postgres.Store) string {
		token, err := s.Position(t.Context())
		require.NoError(t, err)
		return token
	}
	none := position(reader.Store)
	assert.Empty(t, none, "it has written nothing")
	writer.ask(t)
	old := position(writer.Store)
	pair.pause(t)
	writer.ask(t)
	asked := writer.asked.Stat().AcquireCount()
	now := position(writer.Store)
	assert.Equal(t, asked, writer.asked.Stat().AcquireCount(), "it knows its position")
	server := position(stranger)

	ctx := t.Context()
	for name, test := range map[string]struct {
		ctx  context.Context
		sees int
	}{
		"no position":            {ctx, 1},
		"an empty one":           {postgres.After(ctx, none), 1},
		"an old one":             {postgres.After(ctx, old), 1},
		"the writer's":           {postgres.After(ctx, now), 2},
		"the server's":           {postgres.After(ctx, server), 2},
		"the later of two":       {postgres.After(postgres.After(ctx, now), old), 2},
		"the later, the other":   {postgres.After(postgres.After(ctx, old), now), 2},
		"one made up":            {postgres.After(ctx, "7fffffff.7fffffffffffffff"), 2},
		"of a timeline made up":  {postgres.After(ctx, "2.1"), 2},
		"of one that is no more": {postgres.After(ctx, "0.1"), 2},
		"none":                   {postgres.After(ctx, "1.2.3"), 2},
		"the latest state":       {storage.Latest(ctx), 2},
	} {
		for kind, v := range views {
			n, byStandby := reader.see(t, test.ctx, v)
			assert.Equal(t, test.sees, n, "%s, %s", name, kind)
			assert.Equal(t, test.sees == 1, byStandby, "%s, %s", name, kind)
		}
	}
	pair.resume(t)
	for kind, v := range views {
		n, byStandby := reader.see(t, postgres.After(ctx, now), v)
		assert.Equal(t, 2, n, kind)
		assert.True(t, byStandby, "%s: it was not given up for what was not there", kind)
	}
	n, byStandby := reader.see(t, postgres.After(storage.Latest(ctx), now), views["one read"])
	assert.Equal(t, 2, n)
	assert.False(t, byStandby)
}

// Many write and look at once while the standby falls behind and catches up:
// each sees what was acknowledged, in the same process, and in another one that
// is handed the position.
func testLag(t *testing.T, pair servers) {
	const writers, each = 4, 25
	here, there := pair.start(t, postgres.Options{}), pair.start(t, postgres.Options{})
	acted := make(chan struct{}, writers*each)
	var writing sync.WaitGroup
	for range writers {
		writing.Go(func() {
			for range each {
				q, err := praxis.New(here, nil).As("ana").In(pair.community).Ask(t.Context(), "How do other countries sample payroll?")
				assert.NoError(t, err)
				token, err := here.Position(t.Context())
				assert.NoError(t, err)
				here.finds(t, t.Context(), q)
				there.finds(t, postgres.After(t.Context(), token), q)
				acted <- struct{}{}
			}
		})
	}
	go func() {
		writing.Wait()
		close(acted)
	}()
	paused := 0
	for more := true; more; paused++ {
		pair.pause(t)
		for range writers {
			_, more = <-acted
		}
		pair.resume(t)
	}
	t.Logf("%d times behind; the standby was asked %d times", paused, here.standbys.Stat().AcquireCount()+there.standbys.Stat().AcquireCount())
	here.seesAtStandby(t, writers*each)
	there.seesAtStandby(t, writers*each)
}

// finds finds a question, alone and in a state that is one.
func (p *process) finds(t *testing.T, ctx context.Context, q activity.QuestionID) {
	_, err := praxis.New(p, nil).As("ana").In(p.community).Question(ctx, q)
	assert.NoError(t, err)
	assert.NoError(t, p.View(ctx, func(ctx context.Context, r storage.Reader) error {
		if _, err := r.Question(ctx, p.community, q); err != nil {
			return err
		}
		head, err := r.Head(ctx, p.community)
		if err != nil {
			return err
		}
		last, err := activity.Collect(r.Activities(ctx, p.community, head-1, 0))
		assert.Len(t, last, 1, "nothing is behind the head")
		return err
	}))
}

// Rows are secured at a standby as they are at the primary, to which a View may
// move in the midst of its first words.
func testSecuredRows(t *testing.T, pair servers) {
	where := &place{url: pair.primary.URL("postgres")}
	role, url := newRole(t, where.url, "")
	p := pair.startAt(t, url, as(t, url, pair.standby.URL("postgres")), *where.secured(t, role))
	var err error
	p.community, err = found(t.Context(), p)
	require.NoError(t, err)
	school, err := found(t.Context(), p.Tenant("school"))
	require.NoError(t, err)
	walled := func() {
		assert.NoError(t, look(t.Context(), p, p.community))
		assert.NoError(t, look(t.Context(), p.Tenant("school"), school))
		assert.ErrorIs(t, look(t.Context(), p, school), fault.NotFound)
		assert.ErrorIs(t, look(t.Context(), p.Tenant("school"), p.community), fault.NotFound)
	}
	pair.catchUp(t)
	p.seesAtStandby(t, 0)
	walled()
	p.sees(t, 0, true, "still")
	p.pause(t)
	p.ask(t)
	for range 3 {
		p.sees(t, 1, false, "behind")
		walled()
	}
	p.resume(t)
}

// as is the URL of one server for the user of another's.
func as(t *testing.T, user, server string) string {
	t.Helper()
	from, err := url.Parse(user)
	require.NoError(t, err)
	to, err := url.Parse(server)
	require.NoError(t, err)
	to.User = from.User
	return to.String()
}
