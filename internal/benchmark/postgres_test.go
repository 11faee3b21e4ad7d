package benchmark

import (
	"context"
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/internal/postgrestest"
	"github.com/praxis-cop/praxis/storage/postgres"
)

// postgresCommunity is a community in a database of its own.
func postgresCommunity(b *testing.B, activities int) (community, *pgxpool.Pool) {
	b.Helper()
	ctx := b.Context()
	pool, err := pgxpool.New(ctx, postgrestest.Database(b)+"&pool_max_conns=70")
	require.NoError(b, err)
	b.Cleanup(pool.Close)
	require.NoError(b, postgres.Migrate(ctx, pool, nil))
	c := found(b, postgres.New(pool, nil))
	c.fill(b, activities)
	_, err = pool.Exec(ctx, "VACUUM ANALYZE")
	require.NoError(b, err)
	return c, pool
}

func bothPostgres(b *testing.B, activities int) (community, *postgresFloor) {
	ours, _ := postgresCommunity(b, activities)
	theirs, pool := postgresCommunity(b, activities)
	return ours, newPostgresFloor(b, pool, theirs.id)
}

func BenchmarkPostgresRecord(b *testing.B) {
	floors := []struct {
		name   string
		record func(*postgresFloor, context.Context, activity.Activity) error
	}{
		{"naive", (*postgresFloor).naive},
		{"one statement", (*postgresFloor).inOne},
		{"together", (*postgresFloor).together},
	}
	for _, callers := range []int{1, 8, 32, 64} {
		for _, floor := range floors {
			b.Run(fmt.Sprint("callers=", callers, "/", floor.name), func(b *testing.B) {
				ours, theirs := bothPostgres(b, 1000)
				ctx, cancel := context.WithCancel(b.Context())
				defer cancel()
				go theirs.serve(ctx)
				compare(b, callers, 64*max(2, callers/2), 1, ours.record(b), func(_, n int) error { return floor.record(theirs, ctx, commentOf(n)) })
			})
		}
	}
}

func BenchmarkPostgresImport(b *testing.B) {
	const size = 10_000
	ours, theirs := bothPostgres(b, 1000)
	seed := 0
	compare(b, 1, 1, size, func(int, int) error {
		seed++
		done, err := ours.As(person(0)).In(ours.id).Import(b.Context(), history(size, seed))
		if err == nil && done.Added != size {
			err = fmt.Errorf("%d added", done.Added)
		}
		return err
	}, func(int, int) error {
		seed++
		var batch []activity.Activity
		for a := range history(size, seed) {
			if batch = append(batch, a); len(batch) == 1000 {
				if err := theirs.transact(b.Context(), batch); err != nil {
					return err
				}
				batch = batch[:0]
			}
		}
		return nil
	})
}

func BenchmarkPostgresRead(b *testing.B) {
	ours, theirs := bothPostgres(b, 10_000)
	ctx := b.Context()
	var question pgtype.UUID
	require.NoError(b, theirs.pool.QueryRow(ctx, "SELECT question_id FROM praxis_question").Scan(&question))
	for _, callers := range []int{1, 8} {
		b.Run(fmt.Sprint("question/callers=", callers), func(b *testing.B) {
			compare(b, callers, 1000, 1, func(_, n int) error {
				_, err := ours.As(person(n)).In(ours.id).Question(ctx, ours.question)
				return err
			}, func(_, n int) error {
				var asker, purpose, text, topics string
				var accepted pgtype.UUID
				var at pgtype.Timestamptz
				var rev int64
				return theirs.pool.QueryRow(ctx, "SELECT asker, asked_at, purpose, text, topics, accepted, rev FROM praxis_question WHERE community_id = $1 AND question_id = $2",
					theirs.community, question).Scan(&asker, &at, &purpose, &text, &topics, &accepted, &rev)
			})
		})
		b.Run(fmt.Sprint("feed/callers=", callers), func(b *testing.B) {
			compare(b, callers, 400, 1, func(_, n int) error {
				page, err := ours.As(person(n)).In(ours.id).Activities(ctx, activity.Seq(n%9000), 50)
				return fifty(len(page), err)
			}, func(_, n int) error {
				rows, err := theirs.pool.Query(ctx, "SELECT seq, activity_id, actor, verb, object, in_reply_to, thread, recipient, space, topics, mode, at, purpose, fact, detail FROM praxis_activity WHERE community_id = $1 AND seq > $2 ORDER BY seq LIMIT 50", theirs.community, n%9000)
				if err != nil {
					return err
				}
				defer rows.Close()
				got := 0
				for rows.Next() {
					var r pgFeedRow
					if err := rows.Scan(&r.seq, &r.id, &r.actor, &r.verb, &r.object, &r.replyTo, &r.thread, &r.to, &r.space, &r.topics, &r.mode, &r.at, &r.purpose, &r.fact, &r.detail); err != nil {
						return err
					}
					got++
				}
				return fifty(got, rows.Err())
			})
		})
	}
}

type pgFeedRow struct {
	seq                                          int64
	id, object, replyTo, thread, space           pgtype.UUID
	actor, verb, to, mode, purpose, fact, detail string
	topics                                       []string
	at                                           pgtype.Timestamptz
}
