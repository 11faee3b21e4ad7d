package sqlite_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"syscall"
	"testing"
	"time"

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
	if soak.Pick(t, 0, 1, 1) == 0 {
		t.Skip("PRAXIS_SOAK is not set")
	}
	seed := soak.Seed(t)
	f := &file{seed: seed, path: newFile(t), at: make(map[string]int)}
	for kill := range 50 {
		f.kill(t, kill, true)
		if err := f.audit(t); err != nil {
			assert.ErrorContains(t, err, "was acknowledged and is lost")
			t.Logf("found out after %d kills: %v", kill+1, err)
			return
		}
	}
	t.Error("not found out")
}

// file is a database that outlives processes.
type file struct {
	seed   uint64
	path   string
	ledger crashtest.Ledger
	at     map[string]int // what processes were at when they were killed, and how often
	said   string         // what happened to it, for who has to find out why
}

// moment is when a process is killed: a while after it has said something so
// often.
type moment struct {
	what  string // that it is at; empty for anything that it says
	n     int
	later time.Duration
}

// draw draws a moment in a life: often one at which the file is opened or
// closed, which does not take long.
func draw(rng *rand.Rand, l life) moment {
	m := moment{n: 2 + rng.IntN(1<<(1+rng.IntN(13)))}
	switch n := rng.IntN(12); {
	case l.Reopens && n < 8:
		m = moment{what: []string{"opening", "closing"}[n%2], n: 1 + rng.IntN(4)}
	case n < 2:
		m = moment{what: "opening", n: 1}
	}
	m.later = time.Duration(rng.IntN(1<<rng.IntN(13))) * time.Microsecond
	return m
}

// String is how the moment is described where something has gone wrong.
func (m moment) String() string {
	if m.what == "" {
		return fmt.Sprintf("%v after entry %d", m.later, m.n)
	}
	return fmt.Sprintf("%v after %s for time %d", m.later, m.what, m.n)
}

// kill lets a process live, or two at once, kills them, and in two cases of
// three looks at what they left.
func (f *file) kill(t *testing.T, number int, early bool) {
	t.Helper()
	rng := rand.New(rand.NewPCG(f.seed, uint64(number)))
	l := life{Name: fmt.Sprint(number), Place: "place", Seed: rng.Uint64(), Writers: 1 + rng.IntN(12), Early: early,
		Relaxed: rng.IntN(2) == 0, Checkpoints: rng.IntN(3) == 0, Reopens: rng.IntN(4) == 0}
	if rng.IntN(2) == 0 {
		l.Place += l.Name // of their own
	}
	m := draw(rng, l)
	f.said = fmt.Sprintf("PRAXIS_SEED=%d, kill %d: %v, killed %v", f.seed, number, l, m)
	lives := []life{l}
	if !early && rng.IntN(5) == 0 {
		other := l
		other.Name += "b"
		other.Seed++
		lives = append(lives, other)
		f.said += ", of two at once"
	}
	require.NoError(t, f.live(t, m, lives...), f.said)
	if !early && rng.IntN(3) > 0 {
		f.check(t, rng.IntN(4) == 0)
	}
}

// live lets processes live at once, and kills them all a while after the first
// has said so much.
func (f *file) live(t *testing.T, m moment, lives ...life) error {
	t.Helper()
	type ended struct {
		now string
		err error
	}
	ends, due := make(chan ended), make(chan bool, len(lives))
	var dying []func() error
	for i, l := range lives {
		plan, err := json.Marshal(l)
		require.NoError(t, err)
		p := errands.Command(t, "live", f.path, string(plan))
		var complaint bytes.Buffer
		p.Stderr = &complaint
		out, err := p.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, p.Start())
		dying = append(dying, p.Process.Kill)
		hung := time.AfterFunc(2*time.Minute, func() { _ = p.Process.Signal(syscall.SIGQUIT) }) // to complain with its stacks
		go func() {
			said, now := 0, "starting"
			err := listen(bufio.NewReader(out), func(e crashtest.Entry) error {
				if e.Now != "" {
					now = e.Now
				}
				if m.what == "" || m.what == e.Now {
					if said++; i == 0 && said == m.n {
						due <- true
					}
				}
				return f.ledger.Hear(e)
			})
			if i == 0 && said < m.n {
				due <- false
			}
			hung.Stop()
			if waited := p.Wait(); waited == nil || complaint.Len() > 0 { // who is killed does not complain
				err = errors.Join(err, fmt.Errorf("it has ended by itself while %s: %w\n%s", now, waited, complaint.String()))
			}
			ends <- ended{now, err}
		}()
	}
	if <-due {
		time.Sleep(m.later)
	}
	var errs []error
	for _, kill := range dying {
		if err := kill(); !errors.Is(err, os.ErrProcessDone) {
			errs = append(errs, err)
		}
	}
	for range lives {
		end := <-ends
		f.at[end.now]++
		errs = append(errs, end.err)
	}
	return errors.Join(errs...)
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

// check audits the file, by reading only if there is no time to lose, and asks
// SQLite itself about it.
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
