package postgres

import (
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// argument is a value as pgx takes it.
func argument(v sqlstore.Value) any {
	switch {
	case v.Null:
		return nil
	case v.Kind == sqlstore.ID:
		return pgtype.UUID{Bytes: v.ID, Valid: true}
	case v.Kind == sqlstore.Number:
		return v.Number
	case v.Kind == sqlstore.Moment:
		return v.Time()
	}
	return v.Text
}

func arguments(values []sqlstore.Value) []any {
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = argument(v)
	}
	return args
}

// columnsOf turns rows into one array a column, as unnest takes them.
func columnsOf(c sqlstore.Change) []any {
	var args []any
	for _, i := range placesOf(c) {
		switch c.Rows[0][i].Kind {
		case sqlstore.ID:
			args = append(args, column(c.Rows, i, func(v sqlstore.Value) pgtype.UUID { return pgtype.UUID{Bytes: v.ID, Valid: !v.Null} }))
		case sqlstore.Number:
			args = append(args, column(c.Rows, i, func(v sqlstore.Value) int64 { return v.Number }))
		case sqlstore.Moment:
			args = append(args, column(c.Rows, i, func(v sqlstore.Value) pgtype.Timestamptz {
				return pgtype.Timestamptz{Time: v.Time(), Valid: !v.Null}
			}))
		default:
			args = append(args, column(c.Rows, i, func(v sqlstore.Value) string { return v.Text }))
		}
	}
	return args
}

func column[T any](rows [][]sqlstore.Value, i int, of func(sqlstore.Value) T) []T {
	all := make([]T, len(rows))
	for n, row := range rows {
		all[n] = of(row[i])
	}
	return all
}

// placesOf are the places in a row of the columns that a statement takes.
func placesOf(c sqlstore.Change) (places []int) {
	for i := range c.Rows[0] {
		if c.Op != sqlstore.Update || !c.Shape.Columns[i].Kept {
			places = append(places, i)
		}
	}
	return places
}

// receiver takes the columns of one row after the other from pgx.
type receiver struct {
	columns []sqlstore.Value
	into    []any
}

func newReceiver(columns []sqlstore.Column) *receiver {
	r := &receiver{make([]sqlstore.Value, len(columns)), make([]any, len(columns))}
	for i, c := range columns {
		r.columns[i].Kind = c.Kind
		switch c.Kind {
		case sqlstore.ID:
			r.into[i] = new(pgtype.UUID)
		case sqlstore.Number:
			r.into[i] = new(pgtype.Int8)
		case sqlstore.Moment:
			r.into[i] = new(pgtype.Timestamptz)
		case sqlstore.Text:
			r.into[i] = new(pgtype.Text)
		case sqlstore.JSON:
			r.into[i] = new([]byte)
		}
	}
	return r
}

// row returns the row that has been scanned.
func (r *receiver) row() []sqlstore.Value {
	for i := range r.columns {
		v := &r.columns[i]
		switch from := r.into[i].(type) {
		case *pgtype.UUID:
			v.ID, v.Null = from.Bytes, !from.Valid
			if v.Null {
				v.ID = [16]byte{}
			}
		case *pgtype.Int8:
			v.Number, v.Null = from.Int64, !from.Valid
		case *pgtype.Timestamptz:
			v.Number, v.Null = micros(from.Time), !from.Valid
		case *pgtype.Text:
			v.Text, v.Null = from.String, !from.Valid
		case *[]byte:
			v.Text, v.Null = string(*from), *from == nil
		}
	}
	return r.columns
}

func micros(t time.Time) int64 { return t.UnixMicro() }
