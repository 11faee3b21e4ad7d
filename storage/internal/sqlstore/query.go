package sqlstore

import (
	"strconv"
	"strings"
	"sync"

	"github.com/praxis-cop/praxis/storage"
)

// Query is a statement that returns rows. There is one of each, so that engines
// can tell them apart by their addresses. The parameters are $1, $2, …; the SQL
// is the same for every engine.
type Query struct {
	SQL     string
	Columns []Column

	Lead int // so many of the first columns are the same in all rows, and needed of the first only

	community bool // its first parameter is the community that it is about, and so is its first column
	once      sync.Once
	within    *Query // see inside
	byMember  *Query
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
	q.once.Do(q.extend)
	return q.within
}

// forMember is inside for a community that is known to be there. It has no
// tenant, and no rows for a stranger.
func (q *Query) forMember() *Query {
	q.once.Do(q.extend)
	return q.byMember
}

func (q *Query) extend() {
	n := 1
	for strings.Contains(q.SQL, "$"+strconv.Itoa(n+1)) {
		n++
	}
	person, tenant := "$"+strconv.Itoa(n+1), "$"+strconv.Itoa(n+2)
	columns := append(append([]Column(nil), Standing...), q.Columns...)
	this := "SELECT " + standing("m") + ", q.* FROM "
	result := " LEFT JOIN (" + q.SQL + ") q ON true WHERE "
	q.within = newQuery(this+"praxis_community c LEFT JOIN praxis_member m ON m.community_id = c.community_id AND m.person = "+person+
		result+"c.community_id = $1 AND c.tenant = "+tenant, columns)
	q.byMember = newQuery(this+"praxis_member m"+result+"m.community_id = $1 AND m.person = "+person, columns)
	q.within.Lead, q.byMember.Lead = len(Standing), len(Standing)
}

// pageQueries read a page of a list, each of another size, in ascending order: a
// limit that is a parameter would be planned anew each time.
type pageQueries []pageQuery

type pageQuery struct {
	*Query
	size int
}

var pageSizes = []int{1, 5, 10, 20, 50, 100, storage.PageSize}

// pages makes a query, which lacks only a limit, one of pages.
func pages(q *Query) pageQueries { return pagesOf(q, 0) }

// pagesAndOne is pages for a list that begins with the entry that it goes on behind.
func pagesAndOne(q *Query) pageQueries { return pagesOf(q, 1) }

func pagesOf(q *Query, more int) (all pageQueries) {
	for _, size := range pageSizes {
		all = append(all, pageQuery{&Query{SQL: q.SQL + " LIMIT " + strconv.Itoa(size+more), Columns: q.Columns, community: q.community}, size + more})
	}
	return all
}

// of returns the smallest page that holds so many rows, and its size; all pages
// are too small for a limit of 0.
func (p pageQueries) of(rows int) (*Query, int) {
	for _, page := range p {
		if rows > 0 && page.size >= rows {
			return page.Query, page.size
		}
	}
	last := p[len(p)-1]
	return last.Query, last.size
}
