package sqlstore

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/praxis-cop/praxis/activity"
)

// Kind is what a column holds.
type Kind uint8

// The kinds of columns.
const (
	ID     Kind = iota // an identifier, or null for none
	Text               // text
	Number             // a whole number
	Moment             // a time in whole microseconds, or null for none
	JSON               // a value that SQL sees as JSON
)

// Value is what stands in a column.
type Value struct {
	Kind   Kind
	Null   bool
	ID     [16]byte
	Text   string // JSON, too
	Number int64  // of a Moment, its microseconds since 1970

	bad bool // the column held Text, which is no such value
}

// Time returns the time of a Moment, zero for none.
func (v Value) Time() time.Time {
	if v.Null {
		return time.Time{}
	}
	return time.UnixMicro(v.Number).UTC()
}

// Scan implements sql.Scanner, for what drivers of database/sql give. What
// cannot stand in such a column is an error of the row, and not of the query.
func (v *Value) Scan(column any) error {
	*v = Value{Kind: v.Kind, Null: column == nil}
	switch c := column.(type) {
	case nil:
		return nil
	case []byte:
		return v.Scan(string(c))
	case int64:
		v.Number, v.bad = c, v.Kind != Number && v.Kind != Moment
	case time.Time:
		v.Number, v.bad = c.UnixMicro(), v.Kind != Moment
	case string:
		switch v.Text = c; v.Kind {
		case Text, JSON:
		case ID:
			id, err := activity.ParseID[[16]byte](c)
			v.ID, v.bad = id, err != nil
		default:
			v.bad = true
		}
	default:
		v.bad = true
	}
	if v.bad {
		v.Text = fmt.Sprint(column)
	}
	return nil
}

func id[T ~[16]byte](id T) Value { return Value{Kind: ID, ID: id, Null: id == T{}} }

func text[T ~string](s T) Value { return Value{Kind: Text, Text: string(s)} }

func number[T ~int | ~int64](n T) Value { return Value{Kind: Number, Number: int64(n)} }

func moment(t time.Time) Value { return Value{Kind: Moment, Number: t.UnixMicro()} }

// document is the column of a value that SQL sees as JSON.
func document(v any) Value {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // the domain's own types all have a form in JSON
	}
	return Value{Kind: JSON, Text: string(b)}
}

// list is the column of a list, a JSON array.
func list[T ~string](l []T) Value {
	if len(l) == 0 {
		return Value{Kind: JSON, Text: "[]"}
	}
	return document(l)
}

// storable reports whether every database can hold a text: UTF-8 without NUL.
func storable(s string) bool { return utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 }

// from is the key of text behind which a list begins: in place of one that no
// database can hold, one that no storable key is between, since those have at
// most 255 bytes.
func from[T ~string](after T) Value {
	s := string(after)
	for i, r := range s {
		switch {
		case r == 0:
			return text(s[:i])
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], string(utf8.RuneError)):
			return text(s[:i] + before(s[i:]) + strings.Repeat(string(utf8.MaxRune), 64))
		}
	}
	return text(s)
}

// before is the last character that comes before what begins with none.
func before(bytes string) string {
	const surrogates, behind = 0xd800, 0xe000 // which are no characters
	first := sort.Search(utf8.MaxRune+1, func(n int) bool {
		if n >= surrogates && n < behind {
			n = behind
		}
		return string(rune(n)) > bytes
	})
	if first--; first >= surrogates && first < behind {
		first = surrogates - 1
	}
	return string(rune(first))
}

var things = map[Kind]string{ID: "an identifier", Text: "a text", Number: "a number", Moment: "a time", JSON: "JSON"}

// row reads the columns of a row one after the other.
type row struct {
	columns []Value
	err     error // the first of a column that holds what it should not
}

func (r *row) next() Value {
	v := r.columns[0]
	r.columns = r.columns[1:]
	if v.bad && r.err == nil {
		r.err = fmt.Errorf("a column holds %s instead of %s", v.Text, things[v.Kind])
	}
	return v
}

func idOf[T ~[16]byte](r *row) T         { return T(r.next().ID) }
func textOf[T ~string](r *row) T         { return T(r.next().Text) }
func numberOf[T ~int | ~int64](r *row) T { return T(r.next().Number) }
func momentOf(r *row) time.Time          { return r.next().Time() }

// listOf reads what list writes.
func listOf[T ~string](r *row) []T {
	words, ok := plain[T](r.columns[0].Text)
	if !ok {
		return documentOf[[]T](r)
	}
	r.next()
	return words
}

// plain reads a JSON array of texts without escapes, which nearly all lists are:
// a feed has one in every row.
func plain[T ~string](array string) (words []T, ok bool) {
	odd := func(c rune) bool { return c < ' ' || c == '\\' || c == utf8.RuneError }
	parts := strings.Split(array, `"`)
	last := len(parts) - 1
	if last < 2 || last%2 != 0 || parts[0] != "[" || parts[last] != "]" || strings.ContainsFunc(array, odd) {
		return nil, false
	}
	words = make([]T, 0, last/2)
	for i := 1; i < last; i += 2 {
		if next := parts[i+1]; i+1 < last && next != "," && next != ", " {
			return nil, false
		}
		words = append(words, T(parts[i]))
	}
	return words, true
}

// documentOf reads what document and list write; an empty list becomes nil.
func documentOf[T any](r *row) (v T) {
	s := r.next().Text
	if s == "[]" || s == "{}" || r.err != nil {
		return v
	}
	r.err = json.Unmarshal([]byte(s), &v)
	return v
}
