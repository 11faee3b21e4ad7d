package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// Options are the choices of a store. Nil means the defaults.
type Options struct {
	// Schema is where the tables are. By default it is the first in the
	// connection's search_path.
	Schema string
	// Patience is how long an Update waits for another one, in this process or
	// elsewhere, before it is Unavailable; storage.DefaultPatience by default.
	Patience time.Duration
	// ReadOnly opens a database without changing anything in it, its schema
	// included: it must be as this version of Praxis knows it.
	ReadOnly bool
	// RowSecurity is for tables that SecureRows has secured, and for a role that
	// this binds: each transaction tells the server its tenant. That costs no round
	// trip; but Updates of different tenants do not share a commit.
	RowSecurity bool
	// Silence is how long the server may leave a statement unanswered before it
	// is taken to be gone: a minute by default, and at least twice the Patience.
	// An Update that meets it at its commit is in doubt.
	Silence time.Duration
	// Standby is a pool of connections to a standby, or to several, from which
	// Views are read when they lose nothing by it: see the package's documentation.
	// None by default. A View waits at most 50 ms for a connection, and at most the
	// Patience for an answer, but never longer than half the time that its context
	// has left. The host closes the pool, after the store.
	Standby *pgxpool.Pool
}

func (o *Options) orDefault() Options {
	var opts Options
	if o != nil {
		opts = *o
	}
	if opts.Patience <= 0 {
		opts.Patience = storage.DefaultPatience
	}
	if opts.Silence <= 0 {
		opts.Silence = time.Minute
	}
	opts.Silence = max(opts.Silence, 2*opts.Patience) // which it may take to get a lock
	return opts
}

// Store keeps communities in a PostgreSQL database.
type Store struct {
	communities *sqlstore.Store
	engine      *engine
	own         bool // the pool is to be closed
}

var _ interface {
	storage.Store
	storage.Watcher
} = (*Store)(nil)

// Open connects to a database, named as libpq does (postgres://… or
// host=… dbname=…), and brings its tables up to date, unless it is to be
// read only. Invalid for a text that names no database; Precondition if it was
// written by a newer version of Praxis or, to be read, by an older one or
// somebody else; Unavailable if it cannot be reached.
func Open(ctx context.Context, url string, o *Options) (*Store, error) {
	const op = "postgres.Open"
	config, err := configOf(op, url)
	if err != nil {
		return nil, err
	}
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = connectTimeout(config, o.orDefault().Patience)
	}
	opts := o.orDefault()
	prepare := migrate
	if opts.ReadOnly {
		prepare = recognise
		config.ConnConfig.RuntimeParams["default_transaction_read_only"] = "on"
	}
	connections, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, classify(op, err)
	}
	err = prepare(ctx, op, connections, opts)
	if err == nil && opts.RowSecurity {
		err = checkRows(ctx, op, connections, opts)
	}
	if err != nil {
		connections.Close()
		return nil, err
	}
	s := New(connections, o)
	s.own = true
	return s, nil
}

// New returns a store in a host's own database, in which Migrate has been run.
// The host makes one store for a pool, since Updates share a commit within one,
// and closes the pool.
func New(connections *pgxpool.Pool, o *Options) *Store {
	opts := o.orDefault()
	e := &engine{
		dialect: dialect{opts.RowSecurity}, pool: &pool{Pool: connections}, standby: newStandby(opts.Standby),
		patience: opts.Patience, silence: opts.Silence, readOnly: opts.ReadOnly, texts: textsOf(opts.Schema),
	}
	return &Store{communities: sqlstore.New(e, opts.Patience), engine: e}
}

// Tenant implements storage.Store.
func (s *Store) Tenant(t storage.Tenant) storage.Store { return s.communities.Tenant(t) }

// Watch implements storage.Watcher.
func (s *Store) Watch(c ...activity.CommunityID) (news <-chan struct{}, stop func()) {
	return s.communities.Watch(c...)
}

// View implements storage.Store.
func (s *Store) View(ctx context.Context, fn func(context.Context, storage.Reader) error) error {
	return s.communities.View(ctx, fn)
}

// Update implements storage.Store. Updates that meet share one commit.
func (s *Store) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	return s.communities.Update(ctx, fn)
}

// Close waits for the transactions that run and closes the pool that Open made;
// so it must not be called inside of one. A store from New has nothing to close.
func (s *Store) Close() error {
	if s.own {
		s.engine.pool.Close()
	}
	return nil
}
