package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Options are the choices of a store. Nil means the defaults.
type Options struct {
	// Relaxed lets a loss of power take the last writes, for speed.
	Relaxed bool
	// Patience is how long a transaction waits for another one, in this process
	// or elsewhere, before it is Unavailable; storage.DefaultPatience by default.
	// In a host's database its busy_timeout can come on top.
	Patience time.Duration
	// ReadOnly opens a file without changing anything in it, its schema
	// included: it must be there, and as this version of Praxis knows it.
	ReadOnly bool
	// Readers is how many transactions read at once; by default twice the
	// number of processors, and at least 4.
	Readers int
}

func (o *Options) orDefault() Options {
	var opts Options
	if o != nil {
		opts = *o
	}
	if opts.Patience <= 0 {
		opts.Patience = storage.DefaultPatience
	}
	if opts.Readers <= 0 {
		opts.Readers = max(4, 2*runtime.GOMAXPROCS(0))
	}
	return opts
}

// Open opens the database in a file, creates it if need be, and brings its
// tables up to date, unless it opens it read-only. Invalid for a path that
// names no file, Precondition if the file was written by a newer version or,
// read-only, by an older one or somebody else; Unavailable if it cannot be
// opened.
func Open(ctx context.Context, path string, o *Options) (*Store, error) {
	const op = "sqlite.Open"
	opts := o.orDefault()
	if err := checkPath(op, path); err != nil {
		return nil, err
	}
	// The writer waits in Go, where a context can end the waiting.
	write, err := open(path, opts, 1, min(opts.Patience, longestPause))
	if err != nil {
		return nil, fault.Wrap(op, fault.Invalid, err)
	}
	read, err := open(path, opts, opts.Readers, opts.Patience)
	if err != nil {
		return nil, errors.Join(fault.Wrap(op, fault.Invalid, err), write.Close())
	}
	prepare := migrate
	if opts.ReadOnly {
		prepare = recognise
	}
	if err := prepare(ctx, op, write, opts.Patience); err != nil {
		return nil, errors.Join(err, write.Close(), read.Close())
	}
	s := newStore(keep(write, 1, opts.Patience), keep(read, opts.Readers, opts.Patience), opts.Patience)
	if opts.ReadOnly {
		return s, nil
	}
	if err := s.communities.FillIndex(ctx, op); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// checkPath refuses what is no path of a file.
func checkPath(op, path string) error {
	if path == "" || strings.HasPrefix(path, ":memory:") || strings.HasPrefix(path, "file:") || strings.ContainsRune(path, 0) {
		return fault.New(op, fault.Invalid, "name a file; for a store in memory use storage/memory, for a database of your own sqlite.New")
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fault.New(op, fault.Invalid, path+" is a folder; name a file in it")
	}
	return nil
}

// New returns a store in a host's own database, in which Migrate has been run.
// The host makes one store for a database, since the writers of one wait for
// their turn, and closes the database. Unless its connections have the pragma
// secure_delete, what is erased stays in free parts of the file until a VACUUM.
func New(db *sql.DB, o *Options) *Store {
	opts := o.orDefault()
	lent := borrow(db, opts.Patience)
	return newStore(lent, lent, opts.Patience)
}

// open opens a file with at most n connections, each of which waits so long
// for a lock. Its cache of at most 16 MB holds the pages that one record after
// the other changes. What is deleted is overwritten, so that of what was erased
// nothing is left in the file.
func open(path string, o Options, n int, wait time.Duration) (*sql.DB, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if path = filepath.ToSlash(path); !strings.HasPrefix(path, "/") {
		path = "/" + path // of a Windows drive
	}
	synchronous := "FULL"
	if o.Relaxed {
		synchronous = "NORMAL"
	}
	values := url.Values{"_pragma": {"busy_timeout(" + strconv.FormatInt(wait.Milliseconds(), 10) + ")", "foreign_keys(1)"}}
	if o.ReadOnly {
		values.Set("mode", "ro")
	} else {
		for _, pragma := range []string{"journal_mode(WAL)", "synchronous(" + synchronous + ")", "wal_autocheckpoint(4000)", "cache_size(-16000)", "secure_delete(1)"} {
			values.Add("_pragma", pragma)
		}
	}
	dsn := url.URL{Scheme: "file", Path: path, RawQuery: values.Encode()}
	db, err := sql.Open("sqlite", dsn.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	return db, nil
}
