package sqlite_test

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/praxis-cop/praxis/internal/crashtest"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// life is what a process is to do until it is killed.
type life struct {
	Name        string
	Place       string
	Seed        uint64
	Writers     int
	Relaxed     bool
	Checkpoints bool // one after the other, besides SQLite's own
	Reopens     bool // closes the store and opens it again, all the time
	Early       bool // acknowledges before the commit, which the test should notice
}

// String is how the life is described where something has gone wrong.
func (l life) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "life %s of %d writers", l.Name, l.Writers)
	for _, trait := range []struct {
		words string
		holds bool
	}{{", relaxed", l.Relaxed}, {", with checkpoints", l.Checkpoints}, {", reopening", l.Reopens}} {
		if trait.holds {
			b.WriteString(trait.words)
		}
	}
	return b.String()
}

// live is the errand of a process that writes to a file, and says on its
// standard output what it does, line by line, until it is killed. The life that
// it has comes behind the path.
func live(ctx context.Context, args ...string) error {
	var l life
	path := args[0]
	if err := json.Unmarshal([]byte(args[1]), &l); err != nil {
		return err
	}
	say := teller()
	if l.Checkpoints {
		go func() { _ = say(crashtest.Entry{Now: fmt.Sprint("checkpoints: ", checkpoint(ctx, path, l.Seed))}) }()
	}
	for n := 0; ; n++ {
		if err := l.open(ctx, path, n, say); err != nil || !l.Reopens {
			return err
		}
	}
}

// open opens the store, lets writers work and closes it.
func (l life) open(ctx context.Context, path string, n int, say func(crashtest.Entry) error) error {
	if err := say(crashtest.Entry{Now: "opening"}); err != nil {
		return err
	}
	opened, err := sqlite.Open(ctx, path, &sqlite.Options{Relaxed: l.Relaxed, Patience: long})
	if err != nil {
		return err
	}
	if err := say(crashtest.Entry{Now: "writing"}); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var store storage.Store = opened
	if l.Early {
		store = crashtest.Early(opened)
	}
	writers := crashtest.Writers{Store: store, Place: l.Place, Life: fmt.Sprintf("%s-%d", l.Name, n), Seed: l.Seed + uint64(n), Count: l.Writers, Say: say}
	if l.Reopens {
		var mu sync.Mutex
		left := 2 + int(l.Seed%8)*l.Writers
		writers.Say = func(e crashtest.Entry) error {
			mu.Lock()
			defer mu.Unlock()
			if left--; left == 0 {
				stop()
			}
			return say(e)
		}
	}
	if err := writers.Run(ctx); err != nil {
		return err
	}
	if err := say(crashtest.Entry{Now: "closing"}); err != nil {
		return err
	}
	return opened.Close()
}

// teller writes entries to the standard output, each at once.
func teller() func(crashtest.Entry) error {
	var mu sync.Mutex
	return func(e crashtest.Entry) error {
		line, err := json.Marshal(e)
		if err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		_, err = os.Stdout.Write(append(line, '\n'))
		return err
	}
}

// listen hears what a teller says until it ends. What is no whole line has not
// been said.
func listen(from *bufio.Reader, hear func(crashtest.Entry) error) error {
	for {
		line, err := from.ReadBytes('\n')
		if err != nil {
			return nil
		}
		var e crashtest.Entry
		if err := json.Unmarshal(line, &e); err != nil {
			return fmt.Errorf("%w: %s", err, line)
		}
		if err := hear(e); err != nil {
			return err
		}
	}
}

// checkpoint copies the log into the database all the time, in each of SQLite's
// ways, and returns why it no longer can.
func checkpoint(ctx context.Context, path string, seed uint64) error {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10)")
	if err != nil {
		return err
	}
	defer db.Close()
	rng := rand.New(rand.NewPCG(seed, 0))
	for {
		mode := []string{"PASSIVE", "FULL", "RESTART", "TRUNCATE"}[rng.IntN(4)]
		if _, err := db.ExecContext(ctx, "PRAGMA wal_checkpoint("+mode+")"); err != nil {
			return err
		}
		time.Sleep(time.Duration(rng.IntN(3000)) * time.Microsecond)
	}
}
