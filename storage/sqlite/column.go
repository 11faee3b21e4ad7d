package sqlite

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// How the values of the domain stand in columns. Those that go in are made by
// text, micros, jsonOf and listOf; those that come out are read into the
// addresses that intoID, intoTime and intoJSON wrap.

// text is an identifier's column: its 36 characters, or NULL for none.
func text[T interface {
	IsZero() bool
	String() string
}](id T) any {
	if id.IsZero() {
		return nil
	}
	return id.String()
}

// micros is a time's column: microseconds since 1970.
func micros(t time.Time) int64 { return t.UnixMicro() }

// jsonOf is the column of a value that SQL sees as JSON.
func jsonOf(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // the domain's own types all have a form in JSON
	}
	return string(b)
}

// listOf is the column of a list, a JSON array.
func listOf[T ~string](l []T) string {
	if len(l) == 0 {
		return "[]"
	}
	return jsonOf(l)
}

// value is the column of a key behind which a list begins.
func value(key any) any {
	switch k := key.(type) {
	case fmt.Stringer:
		return k.String()
	case activity.Person:
		return string(k)
	case activity.Seq:
		return int64(k)
	}
	return key
}

type idColumn[T ~[16]byte] struct{ into *T }

// intoID reads an identifier.
func intoID[T ~[16]byte](into *T) idColumn[T] { return idColumn[T]{into} }

// Scan implements sql.Scanner.
func (c idColumn[T]) Scan(column any) error {
	switch v := column.(type) {
	case nil:
		*c.into = T{}
		return nil
	case string:
		if id, err := activity.ParseID[T](v); err == nil {
			*c.into = id
			return nil
		}
	}
	return fmt.Errorf("a column holds %v instead of an identifier", column)
}

type timeColumn struct{ into *time.Time }

// intoTime reads a time.
func intoTime(into *time.Time) timeColumn { return timeColumn{into} }

// Scan implements sql.Scanner.
func (c timeColumn) Scan(column any) error {
	v, ok := column.(int64)
	if !ok {
		return fmt.Errorf("a column holds %v instead of microseconds", column)
	}
	*c.into = time.UnixMicro(v).UTC()
	return nil
}

type jsonColumn struct{ into any }

// intoJSON reads what jsonOf and listOf write; an empty list becomes nil.
func intoJSON(into any) jsonColumn { return jsonColumn{into} }

// Scan implements sql.Scanner.
func (c jsonColumn) Scan(column any) error {
	v, ok := column.(string)
	if !ok {
		return fmt.Errorf("a column holds %T instead of JSON", column)
	}
	if v == "[]" {
		return nil
	}
	return json.Unmarshal([]byte(v), c.into)
}
