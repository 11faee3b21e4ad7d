package benchmark

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/search"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

var resources = flag.Int("resources", 100_000, "how many resources there are to be searched")

// lore is a resource of some hundred words, of which a few are frequent and most are
// not; every second has "often", one in 5,000 has "seldom", and one in 100 has a
// phrase.
func lore(rng *rand.Rand, c activity.CommunityID, n int, space activity.SpaceID) repertoire.Resource {
	zipf := rand.NewZipf(rng, 1.2, 8, 50_000)
	words := func(n int) string {
		var b strings.Builder
		for range n {
			fmt.Fprintf(&b, "w%d ", zipf.Uint64())
		}
		return b.String()
	}
	at := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(n) * time.Minute)
	text := repertoire.Text{Title: words(5), Body: words(100), Topics: []string{fmt.Sprintf("topic %d", n%50)}}
	for word, every := range map[string]int{"often": 2, "seldom": 5000, "grinding wheel": 100} {
		if n%every == 1 {
			text.Body += word + " "
		}
	}
	r := repertoire.Resource{
		Community: c, ID: activity.ResourceID(activity.V7(at, [10]byte{byte(n), byte(n >> 8), byte(n >> 16)})), Kind: repertoire.Story, Status: repertoire.InUse,
		Author: person(n), SharedAt: at, Rev: 1, Current: repertoire.Version{Number: 1, Text: text, Editor: person(n), At: at},
	}
	if n%10 == 0 {
		r.Space = space
	}
	return r
}

// byHand are the queries that find the same resources in the same order, of a host
// that has one community, no spaces and no filters: a tier at a time.
const byHand = `SELECT r.resource_id, v.title, v.body FROM (
		SELECT s.community_id, s.resource_id, s.rank, s.newest FROM praxis_search_words w CROSS JOIN praxis_search s ON s.number = w.rowid
		WHERE w.praxis_search_words MATCH ? AND (s.rank, s.newest, s.resource_id) > (?, ?, ?) ORDER BY s.rank, s.newest, s.resource_id LIMIT 21) t
	JOIN praxis_resource r ON r.community_id = t.community_id AND r.resource_id = t.resource_id
	JOIN praxis_resource_version v ON v.community_id = r.community_id AND v.resource_id = r.resource_id AND v.version = r.version
	ORDER BY t.rank, t.newest, t.resource_id`

// BenchmarkSearch searches a community with many resources, as a member who may not
// enter one of its spaces, beside the same query of FTS5's by hand. Each call is one
// page of 20.
func BenchmarkSearch(b *testing.B) {
	ctx, path := b.Context(), filepath.Join(b.TempDir(), "praxis.db")
	store, err := sqlite.Open(ctx, path, &sqlite.Options{Relaxed: true})
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, store.Close()) })
	c := found(b, store)
	space, err := c.As(person(0)).In(c.id).OpenSpace(ctx, cop.Room{Name: "Stewards", Access: cop.Private})
	require.NoError(b, err)
	rng := rand.New(rand.NewPCG(1, 2))
	for n := 0; n < *resources; {
		require.NoError(b, store.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
			for range min(2000, *resources-n) {
				if err := tx.PutResource(ctx, lore(rng, c.id, n, space)); err != nil {
					return err
				}
				n++
			}
			return nil
		}))
	}
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=cache_size(-16000)&mode=ro")
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, db.Close()) })
	hand, err := db.PrepareContext(ctx, byHand)
	require.NoError(b, err)

	reader, m := c.As(person(1)).In(c.id), c.id.String()[24:]
	often, seven := `"`+m+`often"`, `"`+m+`w7"`
	row, title, topics := `in_title : "`+m+`often `+m+`w7"`, "(in_title : "+often+" AND in_title : "+seven+")", "({in_title in_topics} : "+often+" AND {in_title in_topics} : "+seven+")"
	two := []string{row, title + " NOT " + row, topics + " NOT " + title, "(" + often + " AND " + seven + ") NOT " + topics}
	for _, q := range []struct {
		name, query string
		pages       int // read before the one that is measured
		tiers       []string
	}{
		{"rare word", "seldom", 0, tiersOf(m, "seldom", "")},
		{"common word", "often", 0, tiersOf(m, "often", "")},
		{"common word, page 50", "often", 49, tiersOf(m, "often", "")},
		{"phrase", `"grinding wheel"`, 0, tiersOf(m, "grinding "+m+"wheel", "")},
		{"prefix", "w12*", 0, tiersOf(m, "w12", " *")},
		{"two words", "often w7", 0, two},
	} {
		b.Run(q.name, func(b *testing.B) {
			after := search.Cursor{}
			for range q.pages {
				page, err := reader.Search(ctx, q.query, after, 20)
				require.NoError(b, err)
				after = page.Next
			}
			compare(b, 1, 10, 1, ours(ctx, reader, q.query, after), func(int, int) error { return hands(ctx, hand, q.tiers, after) })
		})
	}
}

// tiersOf are the expressions of FTS5 for one term.
func tiersOf(mark, words, begun string) []string {
	term := `"` + mark + words + `"` + begun
	return []string{"in_title : " + term, "", "{in_title in_topics} : " + term + " NOT in_title : " + term, term + " NOT {in_title in_topics} : " + term}
}

func ours(ctx context.Context, reader praxis.Participant, query string, after search.Cursor) side {
	return func(int, int) error {
		page, err := reader.Search(ctx, query, after, 20)
		if err == nil && len(page.Results) == 0 {
			return fmt.Errorf("nothing was found")
		}
		return err
	}
}

// hands reads a page of 20, and whether there is another.
func hands(ctx context.Context, hand *sql.Stmt, tiers []string, after search.Cursor) error {
	found := 0
	for n, expression := range tiers {
		tier := search.Tier(n + 1)
		if expression == "" || tier < after.Tier {
			continue
		}
		rank, newest, id := -1, int64(0), ""
		if tier == after.Tier {
			rank, newest, id = after.Rank, -after.Revised.UnixMicro(), after.ID.String()
		}
		rows, err := hand.QueryContext(ctx, expression, rank, newest, id)
		if err != nil {
			return err
		}
		for rows.Next() && found <= 20 {
			var id, title, body string
			if err := rows.Scan(&id, &title, &body); err != nil {
				return err
			}
			found++
		}
		if err := rows.Close(); err != nil || found > 20 {
			return err
		}
	}
	if found == 0 {
		return fmt.Errorf("nothing was found by hand")
	}
	return nil
}
