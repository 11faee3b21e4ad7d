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
		const one = "SELECT asker, asked_at, purpose, text, topics, accepted, rev FROM praxis_question WHERE community_id = $1 AND question_id = $2"
		const who = "SELECT q.asker, q.asked_at, q.purpose, q.text, q.topics, q.accepted, q.rev, m.standing, m.since, m.roles, m.rev, m.last_active " +
			"FROM praxis_member m LEFT JOIN praxis_question q ON q.community_id = m.community_id AND q.question_id = $2 WHERE m.community_id = $1 AND m.person = $3"
		ask := func(_, n int) error {
			_, err := ours.As(person(n)).In(ours.id).Question(ctx, ours.question)
			return err
		}
		var asked struct {
			asker, purpose, text string
			topics               []string
			accepted             pgtype.UUID
			at                   pgtype.Timestamptz
			rev                  int64
		}
		columns := func() []any {
			q := asked
			return []any{&q.asker, &q.at, &q.purpose, &q.text, &q.topics, &q.accepted, &q.rev}
		}
		b.Run(fmt.Sprint("question/whoever asks/callers=", callers), func(b *testing.B) {
			compare(b, callers, 1000, 1, ask, func(int, int) error {
				return theirs.pool.QueryRow(ctx, one, theirs.community, question).Scan(columns()...)
			})
		})
		b.Run(fmt.Sprint("question/if they may/callers=", callers), func(b *testing.B) {
			compare(b, callers, 1000, 1, ask, func(_, n int) error {
				var standing string
				var roles []string
				var since, active pgtype.Timestamptz
				var rev int64
				return theirs.pool.QueryRow(ctx, who, theirs.community, question, string(person(n))).Scan(append(columns(), &standing, &since, &roles, &rev, &active)...)
			})
		})
		b.Run(fmt.Sprint("feed/callers=", callers), func(b *testing.B) {
			entries := ours.entries(b, 0, 9000)
			compare(b, callers, 400, 1, func(_, n int) error {
				page, err := ours.As(person(n)).In(ours.id).Activities(ctx, entries[n%9000], 50)
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
					if r.decoded, err = r.decode(); err != nil {
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
	decoded                                      activity.Activity
}

// decode makes of a row what an application works with.
func (r pgFeedRow) decode() (a activity.Activity, err error) {
	a = activity.Activity{ID: r.id.Bytes, Seq: activity.Seq(r.seq), Actor: activity.Person(r.actor), Verb: activity.Verb(r.verb), To: activity.Person(r.to),
		Object: r.object.Bytes, InReplyTo: r.replyTo.Bytes, Thread: r.thread.Bytes, At: r.at.Time.UTC(), Topics: r.topics}
	a.Detail, err = detailOf(r.fact, r.detail)
	return a, err
}
