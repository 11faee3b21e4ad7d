package benchmark

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

var reported = flag.Int("reported", 1_000_000, "how many activities are reported on, of a tenth as many people")

// forum is a history of so many activities over five years, of a tenth as many people,
// of whom some do much: they ask about 2 of 200 topics, and answer what was asked lately.
func forum(activities int) activity.Stream {
	begin := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
	step := 5 * 365 * 24 * time.Hour / time.Duration(activities)
	return func(yield func(activity.Activity, error) bool) {
		r := rand.New(rand.NewPCG(1, 2))
		for n := range activities {
			who := activity.Person(fmt.Sprintf("member-%06d", int(float64(activities/10)*r.Float64()*r.Float64()*r.Float64())))
			object, verb := fmt.Sprint("post ", n), activity.Answer
			question := fmt.Sprint("post ", max(0, n-n%5-5*r.IntN(20)))
			if n%5 == 0 {
				verb, question = activity.Ask, object
			}
			a := activity.Activity{
				Actor: who, Verb: verb, Object: activity.Foreign("forum", object), Thread: activity.Foreign("forum", question),
				At: begin.Add(time.Duration(n) * step), Detail: activity.Imported{Source: "forum", Object: object, Thread: question},
			}
			if verb == activity.Ask {
				first, second := r.IntN(200), r.IntN(199)
				if second >= first {
					second++
				}
				a.Topics = []string{fmt.Sprint("topic ", first), fmt.Sprint("topic ", second)}
			} else {
				a.InReplyTo = a.Thread
			}
			a.ID = activity.ForeignRecord("forum", who, verb, object, a.At, 0)
			if !yield(a, nil) {
				return
			}
		}
	}
}

// BenchmarkSQLiteReport tells how a large community is doing, through the front door,
// beside plain reads of the rows that it takes: the whole record, or the counts by week
// from which levels come.
func BenchmarkSQLiteReport(b *testing.B) {
	ctx := b.Context()
	path := filepath.Join(b.TempDir(), "praxis.db")
	s, err := sqlite.Open(ctx, path, nil)
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, s.Close()) })
	c := found(b, s)
	all := praxis.New(s, &praxis.Options{Authority: praxis.Trusted}).As(person(0)).In(c.id)
	done, err := all.Import(ctx, forum(*reported))
	require.NoError(b, err)
	require.Equal(b, *reported, done.Added)
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro&_pragma=busy_timeout(5000)")
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, db.Close()) })

	const record = "SELECT actor, verb, coalesce(object, ''), coalesce(in_reply_to, ''), coalesce(thread, ''), recipient, topics, at FROM praxis_activity WHERE community_id = ? ORDER BY seq"
	const counts = "SELECT person, verb, space, '', '', '', week, count FROM praxis_tally WHERE community_id = ? ORDER BY week, space, person, verb"
	for _, told := range []struct {
		name, rows string
		ours       func(context.Context) error
	}{
		{"levels", counts, func(ctx context.Context) error { _, err := all.LevelCounts(ctx, membership.Wenger()); return err }},
		{"health", record, func(ctx context.Context) error { _, err := all.Health(ctx); return err }},
		{"measures", record, func(ctx context.Context) error { _, err := all.Measures(ctx); return err }},
		{"report", record, func(ctx context.Context) error { _, err := all.Report(ctx, membership.Wenger()); return err }},
	} {
		b.Run(told.name, func(b *testing.B) {
			compare(b, 1, 1, *reported, func(int, int) error { return told.ours(ctx) }, func(int, int) error { return pass(ctx, db, told.rows, c.id.String()) })
		})
	}
}

// pass reads all rows of a query of six texts and two values.
func pass(ctx context.Context, db *sql.DB, query, community string) error {
	rows, err := db.QueryContext(ctx, query, community)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var texts [6]string
		var one, other any
		if err := rows.Scan(&texts[0], &texts[1], &texts[2], &texts[3], &texts[4], &texts[5], &one, &other); err != nil {
			return err
		}
	}
	return rows.Err()
}
