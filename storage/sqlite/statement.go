package sqlite

import (
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// arguments adds values as the driver takes them: identifiers as 36 characters,
// times as microseconds since 1970.
func arguments(args []any, values []sqlstore.Value) []any {
	if args == nil {
		args = make([]any, 0, len(values))
	}
	for _, v := range values {
		switch {
		case v.Null:
			args = append(args, nil)
		case v.Kind == sqlstore.ID:
			args = append(args, activity.ObjectID(v.ID).String())
		case v.Kind == sqlstore.Number || v.Kind == sqlstore.Moment:
			args = append(args, v.Number)
		default:
			args = append(args, v.Text)
		}
	}
	return args
}

// atOnce is how many of n rows one statement writes. There are few sizes, so
// that each is prepared once.
func atOnce(op sqlstore.Op, n int) int {
	if op == sqlstore.Update || op == sqlstore.Raise || op == sqlstore.Clear {
		return 1
	}
	for _, size := range []int{64, 16, 4} {
		if n >= size {
			return size
		}
	}
	return 1
}

// ordered is a row in the order in which the statement has its columns.
func ordered(c sqlstore.Change, row []sqlstore.Value) []sqlstore.Value {
	keys := c.Shape.Keys
	switch c.Op {
	case sqlstore.Update:
		var set []sqlstore.Value
		for i, column := range c.Shape.Columns[keys:] {
			if !column.Kept {
				set = append(set, row[keys+i])
			}
		}
		return append(set, row[:keys]...)
	case sqlstore.Raise:
		last := row[len(row)-1]
		return append(append([]sqlstore.Value{last}, row[:keys]...), last)
	}
	return row
}

// sqlOf is the statement that makes a change to n rows.
func sqlOf(s *sqlstore.Shape, op sqlstore.Op, n int) string {
	var keys, set []string
	last := s.Columns[len(s.Columns)-1].Name
	for i, c := range s.Columns {
		if i < s.Keys {
			keys = append(keys, c.Name)
		} else if !c.Kept {
			set = append(set, c.Name)
		}
	}
	where := " WHERE " + strings.Join(keys, " = ? AND ") + " = ?"
	row := "(" + strings.TrimSuffix(strings.Repeat("?, ", len(s.Columns)), ", ") + ")"
	insert := "INSERT INTO " + s.Table + " (" + s.Names("") + ") VALUES " + strings.TrimSuffix(strings.Repeat(row+", ", n), ", ")
	there := " ON CONFLICT (" + strings.Join(keys, ", ") + ") DO UPDATE SET "
	switch op {
	case sqlstore.Clear:
		return "DELETE FROM " + s.Table + " WHERE " + s.Columns[0].Name + " = ?"
	case sqlstore.Update:
		return "UPDATE " + s.Table + " SET " + strings.Join(set, " = ?, ") + " = ?" + where
	case sqlstore.Raise:
		return "UPDATE " + s.Table + " SET " + last + " = ?" + where + " AND (" + last + " IS NULL OR " + last + " < ?)"
	case sqlstore.Replace:
		for i, c := range set {
			set[i] = c + " = excluded." + c
		}
		return insert + there + strings.Join(set, ", ")
	case sqlstore.Count:
		return insert + there + last + " = " + s.Table + "." + last + " + excluded." + last
	}
	return insert
}
