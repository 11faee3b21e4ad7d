package sqlite

import (
	"context"
	"database/sql"

	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// conn runs what sqlstore asks for as statements of SQLite.
type conn struct{ *statements }

// Read implements sqlstore.Conn.
func (c *conn) Read(ctx context.Context, q *sqlstore.Query, args []sqlstore.Value, each func([]sqlstore.Value) error) error {
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
