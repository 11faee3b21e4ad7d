package sqlite_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/internal/crashtest"
	"github.com/praxis-cop/praxis/internal/soak"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// Processes that write to a file are killed at any moment, again and again:
// while they open it for the first time, while they write, while they copy the
// log into the database, and while they close it. Nothing that they had
// acknowledged is lost, and nothing is there by half.
//
// What a killed process has handed to the system the system still writes. So
// this says nothing about the loss of power, and could not tell
// synchronous=FULL from OFF.
func TestSoakKilledProcesses(t *testing.T) {
	kills := soak.Pick(t, 5, 250, 1000)
	seed := soak.Seed(t)
	var total crashtest.Figures
	at := make(map[string]int)
	for kill := 0; kill < kills; {
		f := &file{seed: seed, path: newFile(t), at: at}
		for lives := 1 + rand.New(rand.NewPCG(seed, uint64(kill))).IntN(16); lives > 0 && kill < kills; lives-- {
			f.kill(t, kill, false)
			kill++
		}
		f.check(t, true)
		total = total.Add(f.ledger.Figures())
	}
	t.Logf("%d kills: %v. %v", kills, at, total)
}

// The test finds out a store that acknowledges before it commits.
func TestSoakKilledProcessesThatLie(t *testing.T) {
	soak.Only(t)
	seed := soak.Seed(t)
	crashtest.FindsOut(t, func(t *testing.T, try int) error {
		f := &file{seed: seed, path: newFile(t), at: make(map[string]int)}
		f.kill(t, try, true)
		return f.audit(t)
	})
}

// file is a database that outlives processes.
type file struct {
	seed   uint64
	path   string
	ledger crashtest.Ledger
	at     map[string]int // what processes were at when they were killed, and how often
	said   string         // what happened to it, for who has to find out why
}

// kill lets a process live, or two at once, kills them, and in two cases of
// three looks at what they left.
func (f *file) kill(t *testing.T, number int, early bool) {
	t.Helper()
	rng := rand.New(rand.NewPCG(f.seed, uint64(number)))
	l := drawLife(rng, fmt.Sprint(number))
	l.Early = early
	m := crashtest.DrawMoment(rng, l.Life, 5000)
	f.said = fmt.Sprintf("PRAXIS_SEED=%d, kill %d: %v, killed %v", f.seed, number, l, m)
	lives := []life{l}
	if !early && rng.IntN(5) == 0 {
		lives = append(lives, life{l.Twin(), l.Relaxed, l.Checkpoints})
		f.said += ", of two at once"
	}
	require.NoError(t, f.live(t, m, lives...), f.said)
	if !early && rng.IntN(3) > 0 {
		f.check(t, rng.IntN(4) == 0)
	}
}

// live lets processes live at once, and kills them.
func (f *file) live(t *testing.T, m crashtest.Moment, lives ...life) error {
	t.Helper()
	var processes []*exec.Cmd
	for _, l := range lives {
		plan, err := json.Marshal(l)
		require.NoError(t, err)
		processes = append(processes, errands.Command(t, "live", f.path, string(plan)))
	}
	at, err := m.Kill(f.ledger.Hear, processes...)
	for _, now := range at {
		f.at[now]++
	}
	return err
}

// audit opens the file as its next user does, compares it with what has been
// acknowledged, and repeats what is in doubt.
func (f *file) audit(t *testing.T) error {
	t.Helper()
	s, err := sqlite.Open(t.Context(), f.path, nil)
	require.NoError(t, err, f.said)
	defer func() { require.NoError(t, s.Close(), f.said) }()
	if err := f.ledger.Audit(t.Context(), s); err != nil {
		return err
	}
	return f.ledger.Settle(t.Context(), s)
}

// check audits the file, twice if what was repeated is to be audited, too, and
// asks SQLite itself about it.
func (f *file) check(t *testing.T, twice bool) {
	t.Helper()
	require.NoError(t, f.audit(t), f.said)
	if twice {
		require.NoError(t, f.audit(t), f.said+", repeated")
	}
	db := database(t, f.path)
	assert.Equal(t, "ok", ask[string](t, db, "PRAGMA integrity_check"), f.said)
	assert.Zero(t, ask[int](t, db, "SELECT count(*) FROM pragma_foreign_key_check"), f.said)
	require.NoError(t, db.Close())
}
