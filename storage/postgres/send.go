package postgres

import (
	"context"
	"database/sql"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// byPgx sends statements over a *pgx.Conn or in a pgx.Tx: several as a batch.
type byPgx struct {
	on interface {
		Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
		SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
		CopyFrom(ctx context.Context, table pgx.Identifier, columns []string, rows pgx.CopyFromSource) (int64, error)
	}
	prepares bool // keeps prepared statements
}

func overPgx(c *pgx.Conn) byPgx {
	return byPgx{c, c.Config().DefaultQueryExecMode == pgx.QueryExecModeCacheStatement}
}

func (s byPgx) send(ctx context.Context, trip []statement) (done int, err error) {
	if len(trip) == 1 && (trip[0].each != nil || trip[0].anew) {
		one := trip[0]
		if one.anew && s.prepares {
			one.args = append([]any{pgx.QueryExecModeCacheDescribe}, one.args...)
		}
		rows, err := s.on.Query(ctx, one.sql, one.args...)
		return 0, receive(rows, err, one)
	}
	var batch pgx.Batch
	for _, one := range trip {
		batch.Queue(one.sql, one.args...)
	}
	results := s.on.SendBatch(ctx, &batch)
	for _, one := range trip {
		if one.each == nil {
			_, err = results.Exec()
		} else {
			var rows pgx.Rows
			rows, err = results.Query()
			err = receive(rows, err, one)
		}
		if err != nil {
			break
		}
		done++
	}
	if closing := results.Close(); err == nil {
		err = closing
	}
	return done, err
}

func (s byPgx) copy(ctx context.Context, into pgx.Identifier, c sqlstore.Change) error {
	names := make([]string, len(c.Shape.Columns))
	for i, column := range c.Shape.Columns {
		names[i] = column.Name
	}
	_, err := s.on.CopyFrom(ctx, into, names, pgx.CopyFromSlice(len(c.Rows), func(i int) ([]any, error) {
		return arguments(c.Rows[i]), nil
	}))
	return err
}

// receive reads the rows that a statement returns.
func receive(rows pgx.Rows, err error, one statement) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	row := newReceiver(one.columns)
	for rows.Next() && one.each != nil {
		if err := rows.Scan(row.into...); err != nil {
			return err
		}
		if err := one.each(row.row()); err != nil {
			return err
		}
		clear(row.into[:one.lead]) // pgx leaves out what goes nowhere
	}
	rows.Close()
	return rows.Err()
}

// bySQL sends statements in a transaction of database/sql's, one by one.
type bySQL struct{ tx *sql.Tx }

func (s bySQL) send(ctx context.Context, trip []statement) (done int, err error) {
	for _, one := range trip {
		if err := s.run(ctx, one); err != nil {
			return done, err
		}
		done++
	}
	return done, nil
}

func (s bySQL) run(ctx context.Context, one statement) error {
	args, err := plain(one.args)
	if err != nil {
		return err
	}
	if one.each == nil {
		_, err := s.tx.ExecContext(ctx, one.sql, args...)
		return err
	}
	rows, err := s.tx.QueryContext(ctx, one.sql, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, into := make([]sqlstore.Value, len(one.columns)), make([]any, len(one.columns))
	for i, c := range one.columns {
		columns[i].Kind, into[i] = c.Kind, &columns[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := one.each(columns); err != nil {
			return err
		}
	}
	return rows.Err()
}

// plain makes arrays into text, since only some drivers of database/sql know
// them.
func plain(args []any) ([]any, error) {
	all := make([]any, len(args))
	arrays := pgtype.NewMap() // which serves one caller at a time
	for i, arg := range args {
		all[i] = arg
		var oid uint32
		switch arg.(type) {
		case []pgtype.UUID:
			oid = pgtype.UUIDArrayOID
		case []pgtype.Timestamptz:
			oid = pgtype.TimestamptzArrayOID
		case []int64:
			oid = pgtype.Int8ArrayOID
		case []string:
			oid = pgtype.TextArrayOID
		default:
			continue
		}
		text, err := arrays.Encode(oid, pgtype.TextFormatCode, arg, nil)
		if err != nil {
			return nil, err
		}
		all[i] = string(text)
	}
	return all, nil
}
