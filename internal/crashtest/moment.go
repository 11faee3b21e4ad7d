package crashtest

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"time"
)

// Moment is when processes are killed: a while after the first of them has said
// something so often.
type Moment struct {
	What  string // that it is at; empty for anything that it says
	N     int
	Later time.Duration
}

// DrawMoment draws a moment in a life that is over after so many entries: rather
// an early one, and often one at which the store is opened or closed, which does
// not take long.
func DrawMoment(rng *rand.Rand, l Life, entries int) Moment {
	m := Moment{N: int(math.Pow(float64(entries), rng.Float64()))}
	switch n := rng.IntN(12); {
	case l.Reopens && n < 8:
		m = Moment{What: []string{"opening", "closing"}[n%2], N: 1 + rng.IntN(4)}
	case n < 2:
		m = Moment{What: "opening", N: 1}
	}
	m.Later = time.Duration(rng.IntN(1<<rng.IntN(13))) * time.Microsecond
	return m
}

// String is how the moment is described where something has gone wrong.
func (m Moment) String() string {
	if m.What == "" {
		return fmt.Sprintf("%v after entry %d", m.Later, m.N)
	}
	return fmt.Sprintf("%v after %s for time %d", m.Later, m.What, m.N)
}

// Kill starts processes, hears what they say with a [Teller], and kills them
// all. It returns what they were at. None of them may end before.
func (m Moment) Kill(hear func(Entry) error, processes ...*exec.Cmd) (at []string, err error) {
	due := make(chan bool, len(processes))
	ends := make(chan ended, len(processes))
	var started []*exec.Cmd
	for i, p := range processes {
		v := &victim{cmd: p, hear: hear}
		if i == 0 {
			v.moment, v.due = m, due
		}
		if err = v.start(ends); err != nil {
			break
		}
		started = append(started, p)
	}
	if err == nil && <-due {
		time.Sleep(m.Later)
	}
	errs := []error{err}
	for _, p := range started {
		if err := p.Process.Kill(); !errors.Is(err, os.ErrProcessDone) {
			errs = append(errs, err)
		}
	}
	for range started {
		end := <-ends
		at = append(at, end.now)
		errs = append(errs, end.err)
	}
	return at, errors.Join(errs...)
}
