package postgres_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/internal/crashtest"
	"github.com/praxis-cop/praxis/internal/postgrestest"
	"github.com/praxis-cop/praxis/internal/soak"
	"github.com/praxis-cop/praxis/storage/postgres"
)

// Processes that write to a database are killed at any moment, again and again:
// while they migrate it, while they write, and while they end. Nothing that they
// had acknowledged is lost, nothing is there by half, and a host that writes
// beside them does not even notice.
func TestSoakKilledHosts(t *testing.T) {
	t.Parallel()
	databases := soak.Pick(t, 1, 20, 200)
	const each = 4
	seed := soak.Seed(t)
	server := postgrestest.Start(t, nil)
	var total crashtest.Figures
	at := make(map[string]int)
	for n := range databases {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			d := newDatabase(t, server, seed, n)
			for kill := range each {
				require.NoError(t, d.kill(t, n*each+kill, false, at), d.said)
			}
			require.NoError(t, d.audit(t), d.said+", repeated")
			total = total.Add(d.ledger.Figures())
			server.Amcheck(t)
		})
	}
	t.Logf("%d kills: %v. %v", databases*each, at, total)
}

// The test finds out a store that acknowledges before it commits.
func TestSoakKilledHostsThatLie(t *testing.T) {
	soak.Only(t)
	t.Parallel()
	server, seed := postgrestest.Start(t, nil), soak.Seed(t)
	crashtest.FindsOut(t, func(t *testing.T, try int) error {
		return newDatabase(t, server, seed, try).kill(t, try, true, make(map[string]int))
	})
}

// live is the errand of a process that writes to a database, and says on its
// standard output what it does, line by line, until it is killed.
func live(ctx context.Context, args ...string) error {
	var l crashtest.Life
	url := args[0]
	if err := json.Unmarshal([]byte(args[1]), &l); err != nil {
		return err
	}
	return l.Live(ctx, opening(url), crashtest.Teller(os.Stdout))
}

// opening opens a store whose callers wait for long.
func opening(url string) func(context.Context) (crashtest.Opened, error) {
	return func(ctx context.Context) (crashtest.Opened, error) {
		return postgres.Open(ctx, url, &postgres.Options{Patience: time.Hour})
	}
}

// kill lets a process live, or two at once, perhaps beside one more host, kills
// them, and compares what is there with what was acknowledged.
func (d *database) kill(t *testing.T, number int, early bool, at map[string]int) error {
	t.Helper()
	rng := rand.New(rand.NewPCG(d.seed, uint64(number)))
	l := crashtest.DrawLife(rng, fmt.Sprint(number))
	m := crashtest.DrawMoment(rng, l, 1000)
	d.said = fmt.Sprintf("PRAXIS_SEED=%d, kill %d: %v, killed %v", d.seed, number, l, m)
	survivor := crashtest.Life{Name: l.Name + "s", Place: l.Place, Seed: rng.Uint64(), Writers: rng.IntN(8)} // or nobody
	l.Early = early
	lives := []crashtest.Life{l}
	if rng.IntN(3) == 0 {
		lives = append(lives, l.Twin())
		d.said += ", of two at once"
	}

	ctx, stop := context.WithCancel(t.Context())
	var host sync.WaitGroup
	end := func() { stop(); host.Wait() }
	defer end()
	if survivor.Writers > 0 {
		d.said += fmt.Sprintf(", beside %v", survivor)
		host.Go(func() { assert.NoError(t, survivor.Live(ctx, opening(d.url), d.ledger.Hear), d.said) })
	}
	const victim = "victim"
	var processes []*exec.Cmd
	for _, l := range lives {
		plan, err := json.Marshal(l)
		require.NoError(t, err)
		processes = append(processes, errands.Command(t, "live", d.url+"&application_name="+victim, string(plan)))
	}
	died, err := m.Kill(d.ledger.Hear, processes...)
	require.NoError(t, err, d.said)
	for _, now := range died {
		at[now]++
	}
	d.server.WaitGone(t, victim)
	if survivor.Writers > 0 {
		d.ledger.Await(t, 1+rng.IntN(50), crashtest.Acknowledges, d.said)
	}
	end()
	return d.audit(t)
}
