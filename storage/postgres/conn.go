package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// conn runs what sqlstore asks for as statements of PostgreSQL. Those that are
// known at once are sent at once, in one round trip.
type conn struct {
	on    sender
	texts *texts
	first []string // what is to be sent before anything else
	whole bool     // a statement runs to its end, whatever becomes of its context
}

// longest is how long a statement takes at most that heeds no context, before
// the server is taken to be gone.
const longest = time.Minute

// sender sends statements to the server, in one round trip if it can, and gives
// the rows that come back to those who ask for them. It returns how many of the
// statements went well.
type sender interface {
	send(ctx context.Context, trip []statement) (done int, err error)
}

// statement is one of those that are sent at once.
type statement struct {
	sql     string
	args    []any
	columns []sqlstore.Column // of the rows that it returns, if any
	each    func([]sqlstore.Value) error
}

// begin begins a round trip.
func (c *conn) begin() (trip []statement) {
	for _, sql := range c.first {
		trip = append(trip, statement{sql: sql})
	}
	return trip
}

// send sends statements.
func (c *conn) send(ctx context.Context, trip []statement) (done int, err error) {
	if c.whole {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), longest)
		defer cancel()
	}
	c.first = nil
	return c.on.send(ctx, trip)
}

// Read implements sqlstore.Conn.
func (c *conn) Read(ctx context.Context, q sqlstore.Query, args []sqlstore.Value, each func([]sqlstore.Value) error) error {
	_, err := c.send(ctx, append(c.begin(), statement{c.texts.read(q.SQL), arguments(args), q.Columns, each}))
	return err
}

const (
	lockWaiting = "SELECT head FROM praxis_journal WHERE community_id = $1 FOR UPDATE"
	lockIfFree  = lockWaiting + " SKIP LOCKED"
)

var (
	membersOf = "SELECT " + sqlstore.Members.Names("") + " FROM praxis_member WHERE community_id = $1 AND person = ANY($2::text[])"
	number    = []sqlstore.Column{{Kind: sqlstore.Number}}
)

// Enter implements sqlstore.Conn. A community is entered by locking the row of
// its head. Statement by statement a READ COMMITTED transaction sees what has
// been committed, so what is read behind a lock is what the last holder left.
func (c *conn) Enter(ctx context.Context, visits []sqlstore.Visit, lock sqlstore.Lock) ([]sqlstore.Entrance, error) {
	people := make(map[activity.CommunityID][]string)
	var doors []*door
	for _, v := range visits {
		if people[v.Community] == nil {
			people[v.Community] = []string{}
			doors = append(doors, &door{community: v.Community, lock: lock})
			if lock == sqlstore.Waiting {
				lock = sqlstore.IfFree // from now on one is held
			}
		}
		if v.Person != "" {
			people[v.Community] = append(people[v.Community], string(v.Person))
		}
	}
	trip := c.begin()
	for _, d := range doors {
		trip = append(trip, d.statements(c.texts, people[d.community])...)
	}
	if _, err := c.send(ctx, trip); err != nil {
		return nil, err
	}
	var found []sqlstore.Entrance
	for _, d := range doors {
		found = append(found, d.entrances()...)
	}
	return found, nil
}

// door is one community that is entered.
type door struct {
	community activity.CommunityID
	lock      sqlstore.Lock
	inside    bool // it is there, and locked if it should be
	found     []sqlstore.Entrance
	strangers map[string]bool
}

func (d *door) key() sqlstore.Value {
	return sqlstore.Value{Kind: sqlstore.ID, ID: d.community, Null: d.community.IsZero()}
}

func (d *door) statements(texts *texts, people []string) (all []statement) {
	args := []any{argument(d.key())}
	open := func([]sqlstore.Value) error { d.inside = true; return nil }
	switch d.lock {
	case sqlstore.Waiting:
		all = append(all, statement{texts.read(lockWaiting), args, number, open})
	case sqlstore.IfFree:
		all = append(all, statement{texts.read(lockIfFree), args, number, open})
	}
	keep := func(s *sqlstore.Shape) func([]sqlstore.Value) error {
		return func(columns []sqlstore.Value) error {
			row := append([]sqlstore.Value(nil), columns...)
			d.found = append(d.found, sqlstore.Entrance{Shape: s, Key: row, Row: row})
			d.inside = d.inside || d.lock == sqlstore.Unlocked
			return nil
		}
	}
	for _, s := range []*sqlstore.Shape{sqlstore.Heads, sqlstore.Communities} {
		all = append(all, statement{texts.read(s.ByKey().SQL), args, s.Columns, keep(s)})
	}
	if len(people) == 0 {
		return all
	}
	d.strangers = make(map[string]bool, len(people))
	for _, p := range people {
		d.strangers[p] = true
	}
	member := keep(sqlstore.Members)
	return append(all, statement{texts.read(membersOf), []any{args[0], people}, sqlstore.Members.Columns, func(columns []sqlstore.Value) error {
		delete(d.strangers, columns[1].Text)
		return member(columns)
	}})
}

// entrances is what has been found behind the door.
func (d *door) entrances() []sqlstore.Entrance {
	if !d.inside {
		return nil
	}
	for p := range d.strangers {
		key := []sqlstore.Value{d.key(), {Kind: sqlstore.Text, Text: p}}
		d.found = append(d.found, sqlstore.Entrance{Shape: sqlstore.Members, Key: key})
	}
	return d.found
}

// Write implements sqlstore.Conn.
func (c *conn) Write(ctx context.Context, changes []sqlstore.Change) error {
	_, err := c.send(ctx, append(c.begin(), c.writes(changes)...))
	return err
}

// writes are the statements that make changes.
func (c *conn) writes(changes []sqlstore.Change) (all []statement) {
	for _, change := range changes {
		args, many := rowOf(change), len(change.Rows) > 1
		if many {
			args = columnsOf(change)
		}
		all = append(all, statement{sql: c.texts.write[written{change.Shape, change.Op, many}], args: args})
	}
	return all
}

// rowOf is the one row of a change.
func rowOf(c sqlstore.Change) []any {
	var args []any
	for _, i := range placesOf(c) {
		args = append(args, argument(c.Rows[0][i]))
	}
	return args
}

// Mark implements sqlstore.Conn.
func (c *conn) Mark(ctx context.Context) error {
	_, err := c.send(ctx, append(c.begin(), statement{sql: "SAVEPOINT praxis"}))
	return err
}

// Undo implements sqlstore.Conn.
func (c *conn) Undo(ctx context.Context) error {
	_, err := c.send(ctx, append(c.begin(), statement{sql: "ROLLBACK TO SAVEPOINT praxis"}, statement{sql: "RELEASE SAVEPOINT praxis"}))
	return err
}

// commit makes the last changes and ends the transaction with a statement. If
// it is unknown whether that has been done, the error is doubtful.
func (c *conn) commit(ctx context.Context, changes []sqlstore.Change, end string) error {
	trip := append(append(c.begin(), c.writes(changes)...), statement{sql: end})
	done, err := c.send(ctx, trip)
	if err == nil {
		return nil
	}
	switch state := sqlState(err); {
	case pgconn.SafeToRetry(err):
		return err // nothing was sent
	case state != "" && (done < len(trip)-1 || state[:2] == "23" || state[:2] == "40"):
		return err // it did not come to the commit, or that was refused
	}
	return doubtful{err}
}
