package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// conn runs what sqlstore asks for as statements of SQLite.
type conn struct {
	*statements
	among *crowd // of readers; nil for a writer
}

// Read implements sqlstore.Conn.
func (c *conn) Read(ctx context.Context, q *sqlstore.Query, args []sqlstore.Value, each func([]sqlstore.Value) error) error {
	defer c.among.read()()
	rows, err := c.read(ctx, q, arguments(nil, args))
	if err != nil {
		return err
	}
	defer rows.Close()
	columns := make([]sqlstore.Value, len(q.Columns))
	into := make([]any, len(columns))
	for i, column := range q.Columns {
		columns[i].Kind = column.Kind
		into[i] = &columns[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := each(columns); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Enter implements sqlstore.Conn. There is one writer anyhow, so nobody is to be
// kept out.
func (c *conn) Enter(ctx context.Context, visits []sqlstore.Visit, _ sqlstore.Lock) (found []sqlstore.Entrance, err error) {
	for _, v := range visits {
		key := []sqlstore.Value{
			{Kind: sqlstore.ID, ID: v.Community, Null: v.Community.IsZero()}, {Kind: sqlstore.Text, Text: string(v.Person)},
		}
		err := c.Read(ctx, sqlstore.Door, key, func(columns []sqlstore.Value) error {
			found = append(found, sqlstore.Entered(v, columns))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// recorded are the queries for some numbers of activities. There are few, so
// that each is prepared once.
var recorded = map[int]*sqlstore.Query{1: recordedAmong(1), 16: recordedAmong(16), 256: recordedAmong(256)}

func recordedAmong(n int) *sqlstore.Query {
	return &sqlstore.Query{
		SQL:     "SELECT activity_id FROM praxis_activity WHERE community_id = ? AND activity_id IN (" + strings.TrimSuffix(strings.Repeat("?, ", n), ", ") + ")",
		Columns: []sqlstore.Column{{Name: "activity_id", Kind: sqlstore.ID}},
	}
}

// Recorded implements sqlstore.Conn.
func (c *conn) Recorded(ctx context.Context, community activity.CommunityID, ids []activity.ID, found func(activity.ID)) error {
	for len(ids) > 0 {
		size := 1
		switch {
		case len(ids) > 16:
			size = 256
		case len(ids) > 1:
			size = 16
		}
		n := min(size, len(ids))
		args := make([]sqlstore.Value, size+1)
		args[0] = sqlstore.Value{Kind: sqlstore.ID, ID: community}
		for i := range size {
			args[i+1] = sqlstore.Value{Kind: sqlstore.ID, ID: ids[min(i, n-1)]}
		}
		if err := c.Read(ctx, recorded[size], args, func(columns []sqlstore.Value) error {
			found(columns[0].ID)
			return nil
		}); err != nil {
			return err
		}
		ids = ids[n:]
	}
	return nil
}

// Write implements sqlstore.Conn.
func (c *conn) Write(ctx context.Context, changes []sqlstore.Change) error {
	for _, change := range changes {
		for rows := change.Rows; len(rows) > 0; {
			n := atOnce(change.Op, len(rows))
			var args []any
			for _, row := range rows[:n] {
				args = arguments(args, ordered(change, row))
			}
			if _, err := c.write(ctx, change, n, args); err != nil {
				return err
			}
			rows = rows[n:]
		}
	}
	return nil
}

// For implements sqlstore.Conn. Who the tenant is makes no difference.
func (*conn) For(storage.Tenant) {}

// Mark implements sqlstore.Conn.
func (c *conn) Mark(ctx context.Context) error {
	_, err := c.exec(ctx, "SAVEPOINT praxis")
	return err
}

// Undo implements sqlstore.Conn.
func (c *conn) Undo(ctx context.Context) error {
	for _, statement := range []string{"ROLLBACK TO praxis", "RELEASE praxis"} {
		if _, err := c.exec(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// joined is a connection inside of a host's transaction.
type joined struct{ *conn }

// Commit implements sqlstore.Conn.
func (j joined) Commit(ctx context.Context, changes []sqlstore.Change) error {
	if err := j.Write(ctx, changes); err != nil {
		return err
	}
	_, err := j.exec(ctx, "RELEASE praxis")
	return err
}

// Close implements sqlstore.Conn. The host ends its transaction.
func (joined) Close() {}

// statementsOn a *sql.Conn or a *sql.Tx.
var (
	_ preparer = (*sql.Conn)(nil)
	_ preparer = (*sql.Tx)(nil)
)
