package postgres_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/internal/postgrestest"
	"github.com/praxis-cop/praxis/storage/postgres"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

// patience is that of the stores here: generous to those who wait their turn,
// and yet short enough for a server that hangs. A call waits for its turn, for
// a connection, and for a statement; and perhaps once more, alone.
const (
	patience = 2 * time.Second
	silence  = 2 * patience
	longest  = 2*(2*patience+silence) + 10*time.Second // for a slow machine
)

// A primary dies under load, in one way or another, and its synchronous standby
// takes over. Writers who act under a key repeat what failed until it succeeds,
// others go on: what was acknowledged is there, once, and what was repeated
// took effect once.
func TestFailover(t *testing.T) {
	t.Parallel()
	rounds := 1
	if os.Getenv("CI") != "" {
		rounds = len(ends)
	}
	for seed := range uint64(rounds) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) { failover(t, seed) })
	}
}

// ends are the ways in which a primary ceases to answer.
var ends = []struct {
	name string
	end  func(*postgrestest.Server, testing.TB)
}{
	{"killed", (*postgrestest.Server).Kill},
	{"frozen", (*postgrestest.Server).Freeze},
	{"shut down", (*postgrestest.Server).Stop},
	{"aborted", (*postgrestest.Server).Abort},
}

// durable are the settings of synchronous_commit with which a standby has what
// the primary acknowledged.
var durable = []string{"on", "remote_apply", "remote_write"}

func failover(t *testing.T, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 1))
	end := ends[seed%uint64(len(ends))]
	level := durable[random.IntN(len(durable))]
	primary := postgrestest.Start(t, postgrestest.Settings{
		"synchronous_commit": level,
		"commit_delay":       "10000", "commit_siblings": "0", // 10 ms, so that it is likely that a commit is on its way
	})
	s, err := postgres.Open(t.Context(), primary.URL("postgres"), nil)
	require.NoError(t, err)
	require.NoError(t, s.Close())
	standby := primary.Standby(t)
	primary.Synchronous(t, standby)

	url := postgrestest.Hosts("postgres", []*postgrestest.Server{primary, standby}, "target_session_attrs=read-write",
		fmt.Sprintf("pool_max_conns=%d", 2+random.IntN(6)))
	s, err = postgres.Open(t.Context(), url, &postgres.Options{Patience: patience, Silence: silence})
	require.NoError(t, err)
	defer s.Close()
	load := newLoad(t, praxis.New(s, nil), 1+random.IntN(3))
	keyed, others := 2+random.IntN(6), 2+random.IntN(6)
	t.Logf("%s, synchronous_commit = %s; %d writers with keys, %d without, in %d communities", end.name, level, keyed, others, len(load.communities))
	for n := range keyed + others {
		load.start(n, n < keyed)
	}
	load.await(uint64(random.IntN(300)))
	end.end(primary, t)
	if end.name == "frozen" {
		defer primary.Kill(t)
	}
	standby.Promote(t)
	promoted := time.Now()
	load.await(load.acknowledged.Load() + 1)
	t.Logf("after %v the first act succeeded", time.Since(promoted))
	load.await(load.acknowledged.Load() + 100)
	load.stop()

	after, err := postgres.Open(t.Context(), standby.URL("postgres"), nil)
	require.NoError(t, err)
	defer after.Close()
	load.verify(t, after)
	standby.Amcheck(t)
}

// load is people who act in communities, and note what is acknowledged.
type load struct {
	t            *testing.T
	on           *praxis.Constellation
	communities  []activity.CommunityID
	writers      sync.WaitGroup
	stopping     atomic.Bool
	acknowledged atomic.Uint64
	more         chan struct{} // signals each acknowledgement

	mu    sync.Mutex
	deeds []deed
	slow  time.Duration  // the longest that one call took
	told  map[string]int // what errors said
}

// deed is an act that somebody tried.
type deed struct {
	text  string // that is found in what it made, and nowhere else
	made  [16]byte
	acked bool // it succeeded, at the last if not the first time
	keyed bool
}

func newLoad(t *testing.T, on *praxis.Constellation, communities int) *load {
	l := &load{t: t, on: on, more: make(chan struct{}, 1), told: make(map[string]int)}
	for n := range communities {
		c, err := on.As("ana").Found(t.Context(), cop.Charter{Name: fmt.Sprintf("Community %d", n), Domain: cop.Domain{Concern: "load"}})
		require.NoError(t, err)
		l.communities = append(l.communities, c.ID)
	}
	return l
}

// start lets somebody act until the load is stopped, and finish what they are at
// if they have keys.
func (l *load) start(n int, keyed bool) {
	person := activity.Person(fmt.Sprintf("writer %d", n))
	community := l.communities[n%len(l.communities)]
	require.NoError(l.t, l.on.As(person).In(community).Join(l.t.Context()))
	l.writers.Go(func() {
		var question activity.QuestionID
		for i := 0; !l.stopping.Load(); i++ {
			d := deed{text: fmt.Sprintf("%s, act %d", person, i), keyed: keyed}
			who := l.on.As(person)
			if keyed {
				who = who.Once(d.text)
			}
			act := func() (err error) {
				if i%2 == 0 || question.IsZero() {
					question, err = who.In(community).Ask(l.t.Context(), d.text)
					d.made = question
					return err
				}
				d.made, err = try(who.In(community).Answer(l.t.Context(), question, d.text))
				return err
			}
			for d.acked = l.try(act); keyed && !d.acked; d.acked = l.try(act) {
			}
			l.note(d)
		}
	})
}

func try[T ~[16]byte](made T, err error) ([16]byte, error) { return made, err }

// try tries an act once.
func (l *load) try(act func() error) bool {
	begin := time.Now()
	err := act()
	took := time.Since(begin)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.slow = max(l.slow, took)
	if err == nil {
		return true
	}
	assert.ErrorIs(l.t, err, fault.Unavailable)
	l.told[err.Error()]++
	time.Sleep(10 * time.Millisecond) // so as not to keep the processor from those who recover
	return false
}

func (l *load) note(d deed) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.deeds = append(l.deeds, d)
	if d.acked {
		l.acknowledged.Add(1)
		select {
		case l.more <- struct{}{}:
		default:
		}
	}
}

// await waits until so many acts have been acknowledged.
func (l *load) await(acts uint64) {
	l.t.Helper()
	within, cancel := context.WithTimeout(l.t.Context(), time.Minute)
	defer cancel()
	for l.acknowledged.Load() < acts {
		select {
		case <-l.more:
		case <-within.Done():
			l.mu.Lock()
			defer l.mu.Unlock()
			require.Fail(l.t, "nobody gets on", "%d of %d acts; errors: %v", l.acknowledged.Load(), acts, l.told)
		}
	}
}

func (l *load) stop() {
	l.stopping.Store(true)
	l.writers.Wait()
}

// A primary dies when a synchronous standby has been sent a commit that nobody
// has heard of yet. So it is in doubt, and has taken effect.
func TestAnActInDoubt(t *testing.T) {
	t.Parallel()
	primary := served(t, postgrestest.Settings{"synchronous_commit": "remote_apply"})
	standby := primary.Standby(t)
	primary.Synchronous(t, standby)
	s, err := postgres.Open(t.Context(), postgrestest.Hosts("postgres", []*postgrestest.Server{primary, standby}, "target_session_attrs=read-write"), nil)
	require.NoError(t, err)
	defer s.Close()
	id, err := found(t.Context(), s)
	require.NoError(t, err)
	ana := praxis.New(s, nil).As("ana").Once("a form's token").In(id)
	ask := func() (activity.QuestionID, error) {
		return ana.Ask(t.Context(), "How do other countries sample payroll?")
	}

	execute(t, standby.URL("postgres"), "SELECT pg_wal_replay_pause()")
	asked := make(chan error)
	go func() {
		_, err := ask()
		asked <- err
	}()
	eventually(t, primary.URL("postgres"), "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'SyncRep')")
	primary.Kill(t)
	err = <-asked
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.ErrorContains(t, err, "nobody knows whether it was kept; look, or repeat it under the key of an operation")
	_, err = ask()
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.ErrorContains(t, err, "there is no server that takes writes")

	standby.Promote(t)
	question, err := ask()
	require.NoError(t, err)
	tables := storagetest.AccountFor(t, s, id)
	require.Len(t, tables.Questions, 1)
	assert.Equal(t, question, tables.Questions[0].Question.ID)
}

// execute executes a statement.
func execute(t testing.TB, url, statement string) {
	t.Helper()
	_, err := connect(t, url).Exec(t.Context(), statement)
	require.NoError(t, err)
}

// eventually waits until a query returns true.
func eventually(t testing.TB, url, query string) {
	t.Helper()
	pool := connect(t, url)
	require.Eventually(t, func() (holds bool) {
		require.NoError(t, pool.QueryRow(t.Context(), query).Scan(&holds))
		return holds
	}, time.Minute, 5*time.Millisecond)
}
