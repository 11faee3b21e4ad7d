package postgres

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// conn runs what sqlstore asks for as statements of PostgreSQL. Those that are
// known at once are sent at once, in one round trip.
type conn struct {
	on      sender
	texts   *texts
	first   []string      // what is to be sent before anything else
	secured bool          // rows are, so that the tenant has to be named
	tenant  []any         // to be named before anything else, if it has to be
	whole   bool          // a statement runs to its end, whatever becomes of its context
	silence time.Duration // after which the server is taken to be gone; none if 0
	shares  bool          // it leaves half of its caller's time for another server
}

// sender sends statements to the server, in one round trip if it can, and gives
// the rows that come back to those who ask for them. It returns how many of the
// statements went well.
type sender interface {
	send(ctx context.Context, trip []statement) (done int, err error)
}

// copier is a sender that can copy rows into a table.
type copier interface {
	copy(ctx context.Context, into pgx.Identifier, c sqlstore.Change) error
}

// statement is one of those that are sent at once.
type statement struct {
	sql     string
	args    []any
	columns []sqlstore.Column // of the rows that it returns, if any
	each    func([]sqlstore.Value) error
	lead    int  // so many of the first columns are needed of the first row only
	anew    bool // to be planned for what is there now, if it is sent alone
}

// For implements sqlstore.Conn.
func (c *conn) For(t storage.Tenant) {
	if c.secured {
		c.tenant = []any{badge(t)}
	}
}

// begin begins a round trip.
func (c *conn) begin() (trip []statement) {
	for _, sql := range c.first {
		trip = append(trip, statement{sql: sql})
	}
	if c.tenant != nil {
		trip = append(trip, statement{sql: setTenant, args: c.tenant})
	}
	return trip
}

// send sends statements.
func (c *conn) send(ctx context.Context, trip []statement) (done int, err error) {
	ctx, cancel := c.bound(ctx)
	defer cancel()
	c.first, c.tenant = nil, nil
	done, err = c.on.send(ctx, trip)
	return done, c.explain(ctx, err)
}

// Read implements sqlstore.Conn.
func (c *conn) Read(ctx context.Context, q *sqlstore.Query, args []sqlstore.Value, each func([]sqlstore.Value) error) error {
	_, err := c.send(ctx, append(c.begin(), statement{sql: c.texts.read(q), args: arguments(args), columns: q.Columns, lead: q.Lead, each: each}))
	return err
}

var (
	unlocked = selectOf([]sqlstore.Column{{Name: "head", Kind: sqlstore.Number}}, "FROM praxis_journal WHERE community_id = $1")
	locks    = map[sqlstore.Lock]*sqlstore.Query{
		sqlstore.Unlocked: unlocked,
		sqlstore.Waiting:  {SQL: unlocked.SQL + " FOR UPDATE", Columns: unlocked.Columns},
		sqlstore.IfFree:   {SQL: unlocked.SQL + " FOR UPDATE SKIP LOCKED", Columns: unlocked.Columns},
	}
	membersOf = selectOf(append([]sqlstore.Column{{Name: "person", Kind: sqlstore.Text}}, sqlstore.Standing...),
		"FROM praxis_member WHERE community_id = $1 AND person = ANY($2::text[])")
)

// selectOf is the query for some columns.
func selectOf(columns []sqlstore.Column, from string) *sqlstore.Query {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return &sqlstore.Query{SQL: "SELECT " + strings.Join(names, ", ") + " " + from, Columns: columns}
}

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
		if d.open && d.row != nil {
			found = append(found, d.entrance())
		}
	}
	return found, nil
}

// door is that of one community that is entered.
type door struct {
	community activity.CommunityID
	lock      sqlstore.Lock
	open      bool // it is there, and locked if it should be
	head      int64
	row       []sqlstore.Value            // of the community
	people    map[string][]sqlstore.Value // with the rows of their memberships
}

// statements are what it takes to enter. Each sees what has been committed when
// it begins, and so those behind the first what the last holder of the lock has left.
func (d *door) statements(texts *texts, people []string) (all []statement) {
	community := pgtype.UUID{Bytes: d.community, Valid: !d.community.IsZero()}
	q := locks[d.lock]
	all = append(all, statement{sql: texts.read(q), args: []any{community}, columns: q.Columns, each: func(columns []sqlstore.Value) error {
		d.open, d.head = true, columns[0].Number
		return nil
	}})
	q = sqlstore.CommunityByID
	all = append(all, statement{sql: texts.read(q), args: []any{community}, columns: q.Columns, each: func(columns []sqlstore.Value) error {
		d.row = slices.Clone(columns)
		return nil
	}})
	if len(people) == 0 {
		return all
	}
	d.people = make(map[string][]sqlstore.Value, len(people))
	for _, p := range people {
		d.people[p] = nil
	}
	return append(all, statement{sql: texts.read(membersOf), args: []any{community, people}, columns: membersOf.Columns, each: func(columns []sqlstore.Value) error {
		p := columns[0].Text
		d.people[p] = sqlstore.MemberRow(sqlstore.Visit{Community: d.community, Person: activity.Person(p)}, columns[1:])
		return nil
	}})
}

func (d *door) entrance() sqlstore.Entrance {
	e := sqlstore.Entrance{Community: d.row, Head: d.head}
	for p, row := range d.people {
		e.People = append(e.People, sqlstore.Visitor{Person: p, Row: row})
	}
	return e
}

var recorded = &sqlstore.Query{
	SQL:     "SELECT activity_id FROM praxis_activity WHERE community_id = $1 AND activity_id = ANY($2::uuid[])",
	Columns: []sqlstore.Column{{Name: "activity_id", Kind: sqlstore.ID}},
}

// Recorded implements sqlstore.Conn.
func (c *conn) Recorded(ctx context.Context, community activity.CommunityID, ids []activity.ID, found func(activity.ID)) error {
	among := make([]pgtype.UUID, len(ids))
	for i, id := range ids {
		among[i] = pgtype.UUID{Bytes: id, Valid: true}
	}
	args := []any{pgtype.UUID{Bytes: community, Valid: true}, among}
	if first := c.begin(); len(first) > 0 {
		if _, err := c.send(ctx, first); err != nil {
			return err
		}
	}
	_, err := c.send(ctx, []statement{{sql: c.texts.read(recorded), args: args, columns: recorded.Columns, anew: true, each: func(columns []sqlstore.Value) error {
		found(columns[0].ID)
		return nil
	}}})
	return err
}

// Write implements sqlstore.Conn.
func (c *conn) Write(ctx context.Context, changes []sqlstore.Change) error {
	changes, err := c.apart(ctx, changes)
	if err != nil || len(changes) == 0 {
		return err
	}
	_, err = c.send(ctx, append(c.begin(), c.writes(changes)...))
	return err
}

// large is from how many rows of a table on a change takes a trip of its own,
// in which rows are copied, or the statement is planned anew: a plan that was
// made when there were few rows may go through all of them.
const large = 1000

// apart makes changes up to the last large one, and returns the others.
func (c *conn) apart(ctx context.Context, changes []sqlstore.Change) (rest []sqlstore.Change, err error) {
	copier, ok := c.on.(copier)
	if !ok {
		return changes, nil
	}
	done := 0
	for i, change := range changes {
		if len(change.Rows) < large {
			continue
		}
		if trip := append(c.begin(), c.writes(changes[done:i])...); len(trip) > 0 {
			if _, err := c.send(ctx, trip); err != nil {
				return nil, err
			}
		}
		if change.Op == sqlstore.Insert && !c.secured { // PostgreSQL copies into no such table
			bound, cancel := c.bound(ctx)
			err = c.explain(bound, copier.copy(bound, c.texts.table(change.Shape), change))
			cancel()
		} else {
			one := c.writes(changes[i : i+1])
			one[0].anew = true
			_, err = c.send(ctx, one)
		}
		if err != nil {
			return nil, err
		}
		done = i + 1
	}
	return changes[done:], nil
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
// it is unknown whether that has been done, the error is doubtful. What follows
// the end may fail.
func (c *conn) commit(ctx context.Context, changes []sqlstore.Change, end string, after ...statement) error {
	changes, err := c.apart(ctx, changes)
	if err != nil {
		return err
	}
	trip := append(append(c.begin(), c.writes(changes)...), statement{sql: end})
	done, err := c.send(ctx, append(trip, after...))
	switch state := sqlState(err); {
	case err == nil || done >= len(trip):
		return nil // even if the connection was lost right afterwards
	case pgconn.SafeToRetry(err):
		return err // nothing was sent
	case state != "" && (done < len(trip)-1 || state[:2] == "23" || state[:2] == "40"):
		return err // it did not come to the commit, or that was refused
	}
	return doubtful{err}
}
