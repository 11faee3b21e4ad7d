package sqlite

import (
	"context"
	"database/sql"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// conn runs what sqlstore asks for as statements of SQLite.
type conn struct{ *statements }

// Read implements sqlstore.Conn.
func (c *conn) Read(ctx context.Context, q sqlstore.Query, args []sqlstore.Value, each func([]sqlstore.Value) error) error {
	rows, err := c.query(ctx, q.SQL, arguments(nil, args)...)
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

// entrance is a community, how far its record goes, and a member of it.
var entrance = sqlstore.Query{
	SQL: "SELECT " + sqlstore.Communities.Names("c") + ", " + sqlstore.Heads.Names("j") + ", " + sqlstore.Members.Names("m") + `
		FROM praxis_community c JOIN praxis_journal j ON j.community_id = c.community_id
		LEFT JOIN praxis_member m ON m.community_id = c.community_id AND m.person = $2 WHERE c.community_id = $1`,
	Columns: concat(sqlstore.Communities.Columns, sqlstore.Heads.Columns, sqlstore.Members.Columns),
}

func concat[T any](parts ...[]T) (all []T) {
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

// Enter implements sqlstore.Conn. There is one writer anyhow, so nobody is to be
// kept out.
func (c *conn) Enter(ctx context.Context, visits []sqlstore.Visit, _ sqlstore.Lock) (found []sqlstore.Entrance, err error) {
	there := make(map[activity.CommunityID]bool)
	for _, v := range visits {
		key := []sqlstore.Value{
			{Kind: sqlstore.ID, ID: v.Community, Null: v.Community.IsZero()}, {Kind: sqlstore.Text, Text: string(v.Person)},
		}
		member := sqlstore.Entrance{Shape: sqlstore.Members, Key: key}
		asked, seen := there[v.Community]
		switch {
		case !seen:
			there[v.Community] = false
			err = c.Read(ctx, entrance, key, func(columns []sqlstore.Value) error {
				there[v.Community] = true
				columns = append([]sqlstore.Value(nil), columns...)
				n, m := len(sqlstore.Communities.Columns), len(sqlstore.Heads.Columns)
				found = append(found,
					sqlstore.Entrance{Shape: sqlstore.Communities, Key: key, Row: columns[:n]},
					sqlstore.Entrance{Shape: sqlstore.Heads, Key: key, Row: columns[n : n+m]})
				if member.Row = columns[n+m:]; member.Row[0].Null {
					member.Row = nil
				}
				return nil
			})
			asked = there[v.Community]
		case asked && v.Person != "":
			err = c.Read(ctx, sqlstore.Members.ByKey(), key, func(columns []sqlstore.Value) error {
				member.Row = append([]sqlstore.Value(nil), columns...)
				return nil
			})
		}
		if err != nil {
			return nil, err
		}
		if asked && v.Person != "" {
			found = append(found, member)
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
