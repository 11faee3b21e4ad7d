package sqlstore

import (
	"strconv"
	"strings"
	"sync"
)

// Query is a statement that returns rows. There is one of each, so that engines
// can tell them apart by their addresses. The parameters are $1, $2, …; the SQL
// is the same for every engine.
type Query struct {
	SQL     string
	Columns []Column

	community bool // its first parameter is the community that it is about, and so is its first column
	once      sync.Once
	within    *Query // see inside
}

func newQuery(sql string, columns []Column) *Query {
	return &Query{SQL: sql, Columns: columns}
}

// aboutCommunity says of a query that its first parameter and its first column
// are the community that it is about.
func aboutCommunity(q *Query) *Query {
	q.community = true
	return q
}

// inside makes of such a query one that also reads, in one statement and so of
// one state, whether the community is there and how a person stands to it. Its
// last two parameters are the person and the tenant. For a stranger the member's
// columns are null, and without a result all others.
func (q *Query) inside() *Query {
	q.once.Do(func() { q.within = insideOf(q) })
	return q.within
}

func insideOf(q *Query) *Query {
	n := 1
	for strings.Contains(q.SQL, "$"+strconv.Itoa(n+1)) {
		n++
	}
	return newQuery("SELECT "+standing("m")+", q.* FROM praxis_community c"+
		" LEFT JOIN praxis_member m ON m.community_id = c.community_id AND m.person = $"+strconv.Itoa(n+1)+
		" LEFT JOIN ("+q.SQL+") q ON true WHERE c.community_id = $1 AND c.tenant = $"+strconv.Itoa(n+2),
		append(append([]Column(nil), Standing...), q.Columns...))
}
