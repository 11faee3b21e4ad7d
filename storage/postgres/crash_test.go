package postgres_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/internal/crashtest"
	"github.com/praxis-cop/praxis/internal/postgrestest"
	"github.com/praxis-cop/praxis/internal/soak"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/postgres"
)

// A server crashes while the clients of two hosts write, in one way or another,
// again and again, and they go on as soon as it is back. Nothing that they were
// told is kept is lost, nothing is there by half, and what they do not know
// about is settled by repeating it.
func TestSoakCrashingServer(t *testing.T) {
	t.Parallel()
	databases := soak.Pick(t, 1, 20, 200)
	seed := soak.Seed(t)
	server := postgrestest.Start(t, nil)
	var total crashtest.Figures
	for n := range databases {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			d := newDatabase(t, server, seed, n)
			d.ledger.Outages = outages
			stores := d.open(t)
			for i, c := range rand.New(rand.NewPCG(seed, uint64(n))).Perm(len(crashes)) {
				require.NoError(t, d.crash(t, crashes[c], n*len(crashes)+i, stores), d.said)
			}
			require.NoError(t, d.audit(t), d.said+", repeated")
			total = total.Add(d.ledger.Figures())
			server.Amcheck(t)
		})
	}
	t.Logf("%d crashes of %d sorts: %v", databases*len(crashes), len(crashes), total)
}

// The test finds out a server that acknowledges before it has written its log,
// and a store that acknowledges before it commits.
func TestSoakCrashingServerThatLies(t *testing.T) {
	soak.Only(t)
	t.Parallel()
	honest := func(s storage.Store) storage.Store { return s }
	for name, lie := range map[string]struct {
		settings postgrestest.Settings
		store    func(storage.Store) storage.Store
	}{
		"server": {postgrestest.Settings{"synchronous_commit": "off", "wal_writer_delay": "10s"}, honest},
		"store":  {nil, crashtest.Early},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, seed := postgrestest.Start(t, lie.settings), soak.Seed(t)
			crashtest.FindsOut(t, func(t *testing.T, try int) error {
				d := newDatabase(t, server, seed, try)
				d.ledger.Outages = outages
				stores := d.open(t)
				for i, s := range stores {
					stores[i] = lie.store(s)
				}
				command(t, server, "CHECKPOINT") // a server that lies should not lose the tables, too
				return d.crash(t, crashes[try%len(crashes)], try, stores)
			})
		})
	}
}

// database is one on a server of the test's own.
type database struct {
	server *postgrestest.Server
	url    string
	seed   uint64
	ledger crashtest.Ledger
	said   string // what happened to it, for who has to find out why
}

// outages is what clients hear while the server is not there.
var outages = []string{
	"the server cannot be reached; try again",
	"the server takes no connections now, since it is coming up or going down; try again",
	"the connection to the server was lost; try again",
	"the server is going down or ended the statement; try again",
	"the connection was lost at the commit, so that nobody knows whether it was kept; look, or repeat it under the key of an operation",
}

func newDatabase(t *testing.T, server *postgrestest.Server, seed uint64, number int) *database {
	t.Helper()
	name := fmt.Sprint("database_", number)
	command(t, server, "CREATE DATABASE "+name)
	t.Cleanup(func() { command(t, server, "DROP DATABASE "+name+" WITH (FORCE)") })
	return &database{server: server, url: server.URL(name) + "&pool_max_conns=8", seed: seed}
}

// open opens the stores of two hosts.
func (d *database) open(t *testing.T) []storage.Store {
	t.Helper()
	return []storage.Store{openURL(t, d.url), openURL(t, d.url)}
}

// openURL opens a store, which has connections of its own.
func openURL(t *testing.T, url string) *postgres.Store {
	t.Helper()
	s, err := postgres.Open(t.Context(), url, nil)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

// command runs a statement of an administrator's.
func command(t *testing.T, server *postgrestest.Server, statement string) {
	t.Helper()
	ctx := context.Background() // it may be called when the test's own has ended
	conn, err := pgx.Connect(ctx, server.URL("postgres"))
	require.NoError(t, err)
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, statement)
	require.NoError(t, err)
}

// crash is what can happen to a server. Afterwards it is back.
type crash struct {
	name string
	do   func(*testing.T, *postgrestest.Server)
}

var crashes = []crash{
	{"aborted", func(t *testing.T, s *postgrestest.Server) { s.Abort(t); s.Restart(t) }},
	{"killed", func(t *testing.T, s *postgrestest.Server) { s.Kill(t); s.Restart(t) }},
	{"a backend killed", func(t *testing.T, s *postgrestest.Server) { s.KillBackend(t); s.Ready(t) }},
	{"backends told to end", func(t *testing.T, s *postgrestest.Server) {
		for range 10 {
			command(t, s, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
				WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY random() LIMIT 3`)
		}
	}},
}

// crash lets the server crash while clients write, waits until they write again,
// and compares what is there with what was acknowledged.
func (d *database) crash(t *testing.T, what crash, round int, stores []storage.Store) error {
	t.Helper()
	rng := rand.New(rand.NewPCG(d.seed, uint64(round)))
	place, writers := "place", 1+rng.IntN(8)
	if rng.IntN(2) == 0 {
		place = fmt.Sprint("place-", round) // one that all of them found at once
	}
	before, after := rng.IntN(1<<rng.IntN(11)), 1+rng.IntN(100)
	later := time.Duration(rng.IntN(1<<rng.IntN(14))) * time.Microsecond
	d.said = fmt.Sprintf("PRAXIS_SEED=%d, round %d: %s, twice %d writers, %v after operation %d, then %d more",
		d.seed, round, what.name, writers, later, before, after)

	ctx, stop := context.WithCancel(t.Context())
	var hosts sync.WaitGroup
	end := func() { stop(); hosts.Wait() }
	defer end()
	for i, s := range stores {
		clients := crashtest.Writers{Store: s, Place: place, Life: fmt.Sprintf("%d-%d", round, i), Seed: rng.Uint64(), Count: writers, Say: d.ledger.Hear}
		hosts.Go(func() { assert.NoError(t, clients.Run(ctx), d.said) })
	}
	d.ledger.Await(t, before, crashtest.Acknowledges, d.said)
	time.Sleep(later)
	what.do(t, d.server)
	d.ledger.Await(t, after, crashtest.Acknowledges, d.said)
	end()
	return d.audit(t)
}

// audit compares the database with what has been acknowledged, and repeats what
// is in doubt, over connections that nobody has ended.
func (d *database) audit(t *testing.T) error {
	t.Helper()
	s, err := postgres.Open(t.Context(), d.url, nil)
	require.NoError(t, err, d.said)
	defer func() { require.NoError(t, s.Close()) }()
	if err := d.ledger.Audit(t.Context(), s); err != nil {
		return err
	}
	return d.ledger.Settle(t.Context(), s)
}
