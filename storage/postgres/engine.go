package postgres

import (
	"context"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// engine is what sqlstore asks of a PostgreSQL database.
type engine struct {
	dialect
	pool     *pool
	standby  *standby // nil if there is none
	mark     mark     // if there is one
	patience time.Duration
	silence  time.Duration
	readOnly bool
	texts    *texts
}

var _ sqlstore.Engine = (*engine)(nil)

// Once implements sqlstore.Engine. Nothing costs more here than another trip.
func (e *engine) Once(int) bool { return true }

// Direct implements sqlstore.Engine.
func (e *engine) Direct(ctx context.Context) (sqlstore.Conn, error) {
	return e.read(ctx)
}

// Reader implements sqlstore.Engine.
func (e *engine) Reader(ctx context.Context) (sqlstore.Conn, error) {
	return e.read(ctx, "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
}

// lanes is how many transactions a store writes at once, each for communities
// of its own.
const lanes = 4

// Lanes implements sqlstore.Engine.
func (e *engine) Lanes() int { return lanes }

// brief is how long a lane waits for a community in which somebody else is.
const brief = 250 * time.Millisecond

// Writer implements sqlstore.Engine.
func (e *engine) Writer(ctx context.Context, alone bool) (sqlstore.Conn, error) {
	if e.readOnly {
		return nil, fault.New("postgres.Begin", fault.Unavailable, "the store is read only; open it without Options.ReadOnly")
	}
	wait := e.patience
	if !alone {
		wait = min(wait, brief)
	}
	t, err := e.take(ctx, true, "BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE",
		"SET LOCAL lock_timeout = "+strconv.FormatInt(max(1, wait.Milliseconds()), 10))
	if err != nil {
		return nil, err
	}
	if e.standby != nil {
		t.mark = &e.mark
	}
	return t, nil
}

// transaction is a connection of a pool's, in use for one transaction, which its
// first statement begins.
type transaction struct {
	conn
	from *pgxpool.Conn
	mark *mark // follows its commit; nil if nobody asks for it
}

// take takes a connection to the primary.
func (e *engine) take(ctx context.Context, whole bool, first ...string) (*transaction, error) {
	from, on, err := e.pool.take(ctx, "postgres.Begin", e.patience)
	if err != nil {
		return nil, err
	}
	return &transaction{conn: conn{on: on, texts: e.texts, first: first, secured: e.secured, whole: whole, silence: e.silence}, from: from}, nil
}

// Commit implements sqlstore.Conn.
func (t *transaction) Commit(ctx context.Context, changes []sqlstore.Change) error {
	if len(changes) == 0 && len(t.first) > 0 {
		return nil // nothing has been begun
	}
	if t.mark == nil {
		return t.commit(ctx, changes, "COMMIT")
	}
	_, err := t.mark.follow(func(question statement) error { return t.commit(ctx, changes, "COMMIT", question) })
	return err
}

// Close implements sqlstore.Conn.
func (t *transaction) Close() {
	if server := t.from.Conn().PgConn(); server.TxStatus() != 'I' {
		ctx, cancel := context.WithTimeout(context.Background(), t.silence)
		defer cancel()
		_, _ = server.Exec(ctx, "ROLLBACK").ReadAll() // if it fails, the pool gives the connection up
	}
	t.from.Release()
}
