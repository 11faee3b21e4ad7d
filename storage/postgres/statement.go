package postgres

import (
	"strconv"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"

	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// texts are the statements in the words of PostgreSQL, with the tables in their
// schema. Each is made once.
type texts struct {
	schema string
	name   func(string) string
	reads  sync.Map // of string by *sqlstore.Query
	write  map[written]string
}

// written is a kind of write statement: for one row, or for any number.
type written struct {
	shape *sqlstore.Shape
	op    sqlstore.Op
	many  bool
}

// textsOf are the statements for the tables in a schema.
func textsOf(schema string) *texts {
	if t, ok := made.Load(schema); ok {
		return t.(*texts)
	}
	t, _ := made.LoadOrStore(schema, newTexts(schema))
	return t.(*texts)
}

var made sync.Map // of *texts by schema

func newTexts(schema string) *texts {
	t := &texts{schema: schema, name: namer(schema), write: make(map[written]string)}
	for _, s := range sqlstore.Shapes() {
		for _, op := range []sqlstore.Op{sqlstore.Insert, sqlstore.Update, sqlstore.Replace, sqlstore.Count, sqlstore.Raise, sqlstore.Clear} {
			for _, many := range []bool{false, true} {
				t.write[written{s, op, many}] = t.name(sqlOf(s, op, many))
			}
		}
	}
	return t
}

// read is a query with its tables in their schema.
func (t *texts) read(q *sqlstore.Query) string {
	if text, ok := t.reads.Load(q); ok {
		return text.(string)
	}
	text := t.name(q.SQL)
	t.reads.Store(q, text)
	return text
}

// table is where a table is.
func (t *texts) table(s *sqlstore.Shape) pgx.Identifier {
	if t.schema == "" {
		return pgx.Identifier{s.Table}
	}
	return pgx.Identifier{t.schema, s.Table}
}

// types are those of columns by their kind.
var types = map[sqlstore.Kind]string{
	sqlstore.ID: "uuid", sqlstore.Text: "text", sqlstore.Number: "bigint", sqlstore.Moment: "timestamptz", sqlstore.JSON: "jsonb",
}

// sqlOf is the statement that makes a change to one row, whose columns are its
// parameters, or to many, whose parameters are one array a column.
func sqlOf(s *sqlstore.Shape, op sqlstore.Op, many bool) string {
	columns := s.Columns
	last := columns[len(columns)-1]
	switch op {
	case sqlstore.Update:
		columns = nil
		for _, c := range s.Columns {
			if !c.Kept {
				columns = append(columns, c)
			}
		}
	case sqlstore.Clear:
		columns = s.Columns[:1]
	case sqlstore.Raise:
		columns = append(append([]sqlstore.Column(nil), s.Columns[:s.Keys]...), last)
	}
	var names, values, arrays, match, set, excluded []string
	for i, c := range columns {
		names = append(names, c.Name)
		array := "text" // JSON, too
		if c.Kind != sqlstore.JSON {
			array = types[c.Kind]
		}
		arrays = append(arrays, "$"+strconv.Itoa(i+1)+"::"+array+"[]")
		value := "$" + strconv.Itoa(i+1)
		if many {
			value = "n." + c.Name
		}
		value += "::" + types[c.Kind]
		values = append(values, value)
		if i < s.Keys {
			match = append(match, "t."+c.Name+" = "+value)
		} else {
			set = append(set, c.Name+" = "+value)
			excluded = append(excluded, c.Name+" = excluded."+c.Name)
		}
	}
	rows := "unnest(" + strings.Join(arrays, ", ") + ") AS n(" + strings.Join(names, ", ") + ")"
	where := " WHERE " + strings.Join(match, " AND ")
	if op == sqlstore.Clear {
		if many {
			return "DELETE FROM " + s.Table + " AS t USING " + rows + where
		}
		return "DELETE FROM " + s.Table + " AS t" + where
	}
	if op == sqlstore.Raise {
		where += " AND (t." + last.Name + " IS NULL OR t." + last.Name + " < " + values[len(values)-1] + ")"
	}
	if op == sqlstore.Update || op == sqlstore.Raise {
		update := "UPDATE " + s.Table + " AS t SET " + strings.Join(set, ", ")
		if many {
			update += " FROM " + rows
		}
		return update + where
	}
	insert := "INSERT INTO " + s.Table + " AS t (" + strings.Join(names, ", ") + ")"
	if many {
		insert += " SELECT " + strings.Join(values, ", ") + " FROM " + rows
	} else {
		insert += " VALUES (" + strings.Join(values, ", ") + ")"
	}
	there := " ON CONFLICT (" + strings.Join(names[:s.Keys], ", ") + ") DO UPDATE SET "
	switch op {
	case sqlstore.Replace:
		return insert + there + strings.Join(excluded, ", ")
	case sqlstore.Count:
		return insert + there + last.Name + " = t." + last.Name + " + excluded." + last.Name
	}
	return insert
}
