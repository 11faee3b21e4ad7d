package sqlite_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"time"

	"github.com/praxis-cop/praxis/internal/crashtest"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// life is what a process is to do until it is killed.
type life struct {
	crashtest.Life
	Relaxed     bool
	Checkpoints bool // one after the other, besides SQLite's own
}

// drawLife draws a life.
func drawLife(rng *rand.Rand, name string) life {
	return life{crashtest.DrawLife(rng, name), rng.IntN(2) == 0, rng.IntN(3) == 0}
}

// String is how the life is described where something has gone wrong.
func (l life) String() string {
	said := l.Life.String()
	if l.Relaxed {
		said += ", relaxed"
	}
	if l.Checkpoints {
		said += ", with checkpoints"
	}
	return said
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
	say := crashtest.Teller(os.Stdout)
	if l.Checkpoints {
		go func() { _ = say(crashtest.Entry{Now: fmt.Sprint("checkpoints: ", checkpoint(ctx, path, l.Seed))}) }()
	}
	return l.Live(ctx, func(ctx context.Context) (crashtest.Opened, error) {
		return sqlite.Open(ctx, path, &sqlite.Options{Relaxed: l.Relaxed, Patience: long})
	}, say)
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
