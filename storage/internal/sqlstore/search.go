package sqlstore

import (
	"context"
	"iter"
	"math"
	"strconv"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/search"
	"github.com/praxis-cop/praxis/storage"
)

// entries are what of the resources is searched. They follow from the resources,
// and no history tells of them.
var entries = relation[search.Entry]{
	newShape("praxis_search", 2, "community_id id", "resource_id id", "space id", "kind text", "status text", "author text", "stewards json",
		"rank number", "newest number", "shared number", "title text", "topics text", "body text", "edition number"),
	func(e search.Entry) []Value {
		return []Value{id(e.Community), id(e.Resource), id(e.Space), text(e.Kind), text(e.Status), text(e.Author), list(e.Stewards),
			number(search.Rank(e.Status)), number(newest(e.Revised)), number(e.Shared.UnixMicro()), text(e.Title), text(e.Topics), text(e.Body), number(search.Edition)}
	},
	nil, // nobody reads them
}

// newest is a time as it is ordered by: the latest first.
func newest(t time.Time) int64 { return -t.UnixMicro() }

// Index is how an engine looks words up: in its own index, which it keeps in step
// with the table praxis_search.
type Index struct {
	passes bool // a tier at a time
	match  func(search.Query, activity.CommunityID, search.Tier) []Value
	hits   map[bool]pageQueries // by whether there are filters, which each of many entries would have to pass
}

// NewIndex returns the index of an engine. From is the part of a query from FROM on,
// in which s is praxis_search, and whose condition can be gone on with by AND; tier
// is the expression of the tier; match gives their parameters, which begin with $2, of
// which there are so many. Each is a subquery of the texts in a JSON array, in a
// column named value. If it works in passes, each finds one tier, and else all from one
// on.
func NewIndex(passes bool, tier, from string, params int, match func(search.Query, activity.CommunityID, search.Tier) []Value, each func(array string) string) *Index {
	x := &Index{passes, match, make(map[bool]pageQueries)}
	for _, filtered := range []bool{false, true} {
		x.hits[filtered] = hitsQuery(filtered, tier, from, params, each)
	}
	return x
}

// hitsQuery reads hits.
func hitsQuery(filtered bool, tier, from string, params int, each func(array string) string) pageQueries {
	n := params + 1
	next := func() string { n++; return "$" + strconv.Itoa(n) }
	whole := func() string { return "CAST(" + next() + " AS bigint)" }
	among := func(column string) string {
		array := "CAST(" + next() + " AS text)"
		return " AND (" + array + " = '[]' OR " + column + " IN (" + each(array) + "))"
	}
	found := "SELECT " + tier + " AS tier, s.community_id, s.resource_id, s.rank, s.newest " + from + " AND s.community_id = $1" +
		" AND (s.space IS NULL AND " + whole() + " = 1 OR CAST(s.space AS text) IN (" + each("CAST("+next()+" AS text)") + "))"
	if filtered {
		found += among("s.kind") + among("s.status") + among("s.author")
		array := "CAST(" + next() + " AS text)"
		found += " AND (" + array + " = '[]' OR EXISTS (SELECT 1 FROM (" + each("CAST(s.stewards AS text)") + ") one WHERE one.value IN (" + each(array) + ")))" +
			" AND s.newest <= " + whole() + " AND s.newest > " + whole() + " AND s.shared >= " + whole() + " AND s.shared < " + whole()
	}
	place := "(f.tier, f.rank, f.newest, f.resource_id) > (" + whole() + ", " + whole() + ", " + whole() + ", " + next() + ")"
	columns := append(append(append([]Column(nil), resources.Columns...), versions.Columns...), Column{Name: "tier", Kind: Number})
	var queries pageQueries
	for _, size := range pageSizes {
		queries = append(queries, pageQuery{aboutCommunity(newQuery("SELECT "+resources.Names("r")+", "+versions.Names("v")+`, t.tier FROM (
			SELECT * FROM (`+found+") f WHERE "+place+" ORDER BY f.tier, f.rank, f.newest, f.resource_id LIMIT "+strconv.Itoa(size)+`) t
			JOIN praxis_resource r ON r.community_id = t.community_id AND r.resource_id = t.resource_id
			JOIN praxis_resource_version v ON v.community_id = r.community_id AND v.resource_id = r.resource_id AND v.version = r.version
			ORDER BY t.tier, t.rank, t.newest, t.resource_id`, columns)), size})
	}
	return queries
}

// filtersOf are the parameters of the rooms and, if it filters, of what a query
// filters by.
func filtersOf(q search.Query, in search.Rooms) (args []Value, filtered bool) {
	in = in.In(q.Spaces)
	common := 0
	if in.Common {
		common = 1
	}
	spaces := make([]string, len(in.Spaces))
	for i, s := range in.Spaces {
		spaces[i] = s.String()
	}
	at := func(t time.Time, of func(time.Time) int64, none int64) Value {
		if t.IsZero() {
			return number(none)
		}
		return number(of(t))
	}
	args = []Value{number(common), list(spaces)}
	if len(q.Kinds)+len(q.Statuses)+len(q.Authors)+len(q.Stewards) == 0 &&
		q.RevisedAfter.IsZero() && q.RevisedBefore.IsZero() && q.SharedAfter.IsZero() && q.SharedBefore.IsZero() {
		return args, false
	}
	return append(args,
		list(q.Kinds), list(q.Statuses), list(q.Authors), list(q.Stewards),
		at(q.RevisedAfter, newest, math.MaxInt64), at(q.RevisedBefore, newest, math.MinInt64),
		at(q.SharedAfter, time.Time.UnixMicro, math.MinInt64), at(q.SharedBefore, time.Time.UnixMicro, math.MaxInt64),
	), true
}

// placeOf are the parameters of a place.
func placeOf(c search.Cursor) []Value {
	if c.IsZero() {
		return []Value{number(0), number(0), number(0), start(c.ID)}
	}
	return []Value{number(int(c.Tier)), number(c.Rank), number(newest(c.Revised)), start(c.ID)}
}

// Search implements storage.SearchReader.
func (t *Tx) Search(ctx context.Context, c activity.CommunityID, q search.Query, in search.Rooms, after search.Cursor, limit int) iter.Seq2[search.Hit, error] {
	const method = "Search"
	behind := func(h search.Hit) []Value { return placeOf(h.Cursor()) }
	read := func(columns []Value) (search.Hit, error) {
		last := len(columns) - 1
		r, err := resourceOf(columns[:len(resources.Columns)], columns[len(resources.Columns):last])
		return search.Hit{Tier: search.Tier(columns[last].Number), Resource: r}, err
	}
	return func(yield func(search.Hit, error) bool) {
		if err := t.indexed(ctx, method, c); err != nil {
			yield(search.Hit{}, err)
			return
		}
		x := t.dialect.Index()
		filters, filtered := filtersOf(q, in)
		for tier, left := max(after.Tier, search.TitlePhrase), limit; tier <= search.Anywhere; tier++ {
			if match := x.match(q, c, tier); match != nil { // or else nothing can be in the tier
				args := append(append([]Value{id(c)}, match...), filters...)
				for h, err := range page(ctx, t, method, x.hits[filtered], left, args, placeOf(after), behind, read) {
					if !yield(h, err) || err != nil {
						return
					}
					if left--; left == 0 {
						return
					}
				}
			}
			if !x.passes {
				return
			}
		}
	}
}

var dueQuery = aboutCommunity(newQuery("SELECT community_id FROM praxis_search WHERE community_id = $1 AND edition = 0 LIMIT 1", entries.Columns[:1]))

// indexed fails if there are resources in a community whose words are not in the
// index yet.
func (t *Tx) indexed(ctx context.Context, method string, c activity.CommunityID) error {
	if err := t.enter(ctx, method, c); err != nil {
		return err
	}
	due := false
	if err := t.query(ctx, method, dueQuery, []Value{id(c)}, func([]Value) error {
		due = true
		return nil
	}); err != nil {
		return err
	}
	if due {
		return fault.New(t.op(method), fault.Unavailable, "what an older version of Praxis has written is still being indexed; try again later, or call Migrate once if nobody does")
	}
	return nil
}

var allDueQuery = newQuery(`SELECT s.community_id, s.resource_id, c.tenant FROM praxis_search s JOIN praxis_community c ON c.community_id = s.community_id
	WHERE s.edition = 0 ORDER BY s.community_id, s.resource_id LIMIT 100`,
	[]Column{{Name: "community_id", Kind: ID}, {Name: "resource_id", Kind: ID}, {Name: "tenant", Kind: Text}})

// due are resources whose words are to be indexed.
type due struct {
	community activity.CommunityID
	tenant    storage.Tenant
	resources []activity.ResourceID
}

// FillIndex indexes the words of the resources of all tenants that a migration has
// left to be done. Several processes may do so at once, and others write meanwhile:
// each community is held for some resources at a time.
func (s *Store) FillIndex(ctx context.Context, op string) error {
	for {
		some, err := s.due(ctx)
		if err != nil {
			return fault.In(op, err)
		}
		if len(some) == 0 {
			return nil
		}
		for _, d := range some {
			expected := storage.Expect(ctx, storage.Expectation{Community: d.community})
			err := (&Store{s.place, d.tenant}).Update(expected, func(ctx context.Context, tx storage.Tx) error {
				for _, id := range d.resources {
					r, err := tx.Resource(ctx, d.community, id)
					if err != nil {
						return err
					}
					if err := tx.(*Tx).index(ctx, r); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				return fault.In(op, err)
			}
		}
	}
}

// due reads what is to be done next.
func (s *Store) due(ctx context.Context) (some []due, err error) {
	err = s.View(ctx, func(ctx context.Context, r storage.Reader) error {
		some = nil
		t := r.(*Tx)
		return t.fail("Search", t.conn.Read(ctx, allDueQuery, nil, func(columns []Value) error {
			c := activity.CommunityID(columns[0].ID)
			if last := len(some) - 1; last < 0 || some[last].community != c {
				some = append(some, due{community: c, tenant: storage.Tenant(columns[2].Text)})
			}
			d := &some[len(some)-1]
			d.resources = append(d.resources, activity.ResourceID(columns[1].ID))
			return nil
		}))
	})
	return some, err
}

// index writes what of a resource is searched.
func (t *Tx) index(ctx context.Context, r repertoire.Resource) error {
	return t.replace(ctx, "PutResource", entries.Shape, entries.columns(search.Of(r)))
}
