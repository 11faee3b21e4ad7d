package sqlstore

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"
)

// Shape is what a table of Praxis's looks like.
type Shape struct {
	Table   string
	Keys    int // how many of the first columns are the key
	Columns []Column
	order   int // that in which tables are written, so that what is referred to comes first
	rev     int // which column counts the changes of a row; 0 for none
	byKey   *Query
}

// Column is one column of a table.
type Column struct {
	Name string
	Kind Kind
	Kept bool // an Update leaves it as it is
}

// newShape describes a table by its columns, in words such as "person text".
func newShape(table string, keys int, columns ...string) *Shape {
	s := &Shape{Table: table, Keys: keys}
	for _, c := range columns {
		name, kind, _ := strings.Cut(c, " ")
		kind, kept := strings.CutSuffix(kind, " kept")
		if name == "rev" {
			s.rev = len(s.Columns)
		}
		s.Columns = append(s.Columns, Column{name, kinds[kind], kept})
	}
	where := make([]string, keys)
	for i, c := range s.Columns[:keys] {
		where[i] = c.Name + " = $" + strconv.Itoa(i+1)
	}
	s.byKey = s.about("WHERE " + strings.Join(where, " AND "))
	return s
}

var kinds = map[string]Kind{"id": ID, "text": Text, "number": Number, "moment": Moment, "json": JSON}

// Shapes returns all tables, each behind those that it refers to.
func Shapes() []*Shape { return shapes }

// shapes are the tables, in the order in which they are written.
var shapes = inOrder(
	communities.Shape,
	heads.Shape,
	lifecycles.Shape,
	revisions.Shape,
	handovers.Shape,
	spaces.Shape,
	gatherings.Shape,
	meetings.Shape,
	rules.Shape,
	proposals.Shape,
	ties.Shape,
	ratings.Shape,
	guide.Shape,
	recognitions.Shape,
	stories.Shape,
	tasks.Shape,
	passages.Shape,
	attestations.Shape,
	surveys.Shape,
	responses.Shape,
	members.Shape,
	resources.Shape,
	versions.Shape,
	entries.Shape,
	reuses.Shape,
	endorsements.Shape,
	questions.Shape,
	answers.Shape,
	activities.Shape,
	tallies.Shape,
	received.Shape,
	presences.Shape,
	operations.Shape,
	cursors.Shape,
)

func inOrder(all ...*Shape) []*Shape {
	for i, s := range all {
		s.order = i
	}
	return all
}

// Names lists the columns, of a table that a query knows by another name.
func (s *Shape) Names(as string) string {
	var b strings.Builder
	for i, c := range s.Columns {
		if i > 0 {
			b.WriteString(", ")
		}
		if as != "" {
			b.WriteString(as + ".")
		}
		b.WriteString(c.Name)
	}
	return b.String()
}

// query selects whole rows.
func (s *Shape) query(where string) *Query {
	return newQuery("SELECT "+s.Names("")+" FROM "+s.Table+" "+where, s.Columns)
}

// about selects whole rows by a condition that begins with the community.
func (s *Shape) about(where string) *Query { return aboutCommunity(s.query(where)) }

// ByKey selects the row that has a key.
func (s *Shape) ByKey() *Query { return s.byKey }

// key tells rows of a table apart.
func (s *Shape) key(columns []Value) rowKey {
	k := rowKey{shape: s}
	ids, texts := 0, 0
	for _, v := range columns[:s.Keys] {
		switch v.Kind {
		case ID:
			k.ids[ids] = v.ID
			ids++
		case Text, JSON:
			k.texts[texts] = v.Text
			texts++
		case Number, Moment:
			k.number = v.Number
		}
	}
	return k
}

// rowKey is a row's key as Go can compare it.
type rowKey struct {
	shape  *Shape
	ids    [3][16]byte
	texts  [3]string
	number int64
}

// compareRows orders rows of a table by their keys.
func (s *Shape) compareRows(a, b []Value) int {
	for i := range s.Keys {
		if c := cmp.Or(bytes.Compare(a[i].ID[:], b[i].ID[:]), cmp.Compare(a[i].Text, b[i].Text), cmp.Compare(a[i].Number, b[i].Number)); c != 0 {
			return c
		}
	}
	return 0
}

// Op is a way to write rows.
type Op uint8

// The ways to write rows of a table.
const (
	Insert  Op = iota // rows that must not be there
	Update            // rows that are there, all but the columns that are kept
	Replace           // rows, in place of those that are there
	Count             // rows whose last column is added to that of the one that is there
	Raise             // the last column, which is kept, where the row is there and holds less or null
	Clear             // away all rows of communities
)

// Change is what one statement does to one table. The rows are in the order of
// their keys, each key once.
type Change struct {
	Shape *Shape
	Op    Op
	Rows  [][]Value // all columns; to Raise, the key and the one column; to Clear, the communities
}
