package benchmark

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
)

// postgresFloor is what one would write by hand: the same rows, in a schema of
// its own on the same server.
type postgresFloor struct {
	pool      *pgxpool.Pool
	community pgtype.UUID
	seq       int64 // for those who write alone
	waiting   chan handRecord
}

const (
	insertByHand = `INSERT INTO praxis_activity (community_id, seq, activity_id, actor, verb, object, in_reply_to, thread, recipient, topics, mode, at, purpose, fact, detail)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', $11, '', '', '')`
	tallyByHand = `INSERT INTO praxis_tally (community_id, week, space, person, verb, count) VALUES ($1, $2, $5, $3, $4, 1)
		ON CONFLICT (community_id, week, space, person, verb) DO UPDATE SET count = praxis_tally.count + 1`
	receivedByHand = `INSERT INTO praxis_received (community_id, week, space, person, verb, count) VALUES ($1, $2, $5, $3, $4, 1)
		ON CONFLICT (community_id, week, space, person, verb) DO UPDATE SET count = praxis_received.count + 1`
	presenceByHand = `INSERT INTO praxis_presence (community_id, day, space, thread, person, count) VALUES ($1, $2, $5, $3, $4, 1)
		ON CONFLICT (community_id, day, space, thread, person) DO UPDATE SET count = praxis_presence.count + 1`
	touchByHand = "UPDATE praxis_member SET last_active = $3 WHERE community_id = $1 AND person = $2"
	bumpByHand  = "UPDATE praxis_journal SET head = head + 1 WHERE community_id = $1 RETURNING head"
)

func id[T ~[16]byte](id T) pgtype.UUID { return pgtype.UUID{Bytes: id, Valid: true} }

const topicsByHand = `["sampling"]`

func insertArgs(f *postgresFloor, seq int64, a activity.Activity) []any {
	return []any{f.community, seq, id(a.ID), string(a.Actor), string(a.Verb), id(a.Object), id(a.InReplyTo), id(a.Thread), string(a.To), topicsByHand, a.At}
}

// commonByHand stands for the common space.
var commonByHand = pgtype.UUID{Valid: true}

// naive is a transaction of six statements, one after the other.
func (f *postgresFloor) naive(ctx context.Context, a activity.Activity) error {
	return pgx.BeginFunc(ctx, f.pool, func(tx pgx.Tx) error {
		var seq int64
		if err := tx.QueryRow(ctx, bumpByHand, f.community).Scan(&seq); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, insertByHand, insertArgs(f, seq, a)...); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, tallyByHand, f.community, activity.WeekOf(a.At), string(a.Actor), string(a.Verb), commonByHand); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, receivedByHand, f.community, activity.WeekOf(a.At), string(a.To), string(a.Verb), commonByHand); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, presenceByHand, f.community, activity.DayOf(a.At), id(a.Thread), string(a.Actor), commonByHand); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, touchByHand, f.community, string(a.Actor), a.At)
		return err
	})
}

// inOne is one statement that does it all.
func (f *postgresFloor) inOne(ctx context.Context, a activity.Activity) error {
	_, err := f.pool.Exec(ctx, `WITH journal AS (UPDATE praxis_journal SET head = head + 1 WHERE community_id = $1 RETURNING head),
		touch AS (UPDATE praxis_member SET last_active = $10 WHERE community_id = $1 AND person = $3),
		tally AS (INSERT INTO praxis_tally (community_id, week, space, person, verb, count) VALUES ($1, $11, $12, $3, $4, 1)
			ON CONFLICT (community_id, week, space, person, verb) DO UPDATE SET count = praxis_tally.count + 1),
		received AS (INSERT INTO praxis_received (community_id, week, space, person, verb, count) VALUES ($1, $11, $12, $8, $4, 1)
			ON CONFLICT (community_id, week, space, person, verb) DO UPDATE SET count = praxis_received.count + 1),
		presence AS (INSERT INTO praxis_presence (community_id, day, space, thread, person, count) VALUES ($1, $13, $12, $7, $3, 1)
			ON CONFLICT (community_id, day, space, thread, person) DO UPDATE SET count = praxis_presence.count + 1)
		INSERT INTO praxis_activity (community_id, seq, activity_id, actor, verb, object, in_reply_to, thread, recipient, topics, mode, at, purpose, fact, detail)
		SELECT $1, head, $2, $3, $4, $5, $6, $7, $8, $9, '', $10, '', '', '' FROM journal`,
		f.community, id(a.ID), string(a.Actor), string(a.Verb), id(a.Object), id(a.InReplyTo), id(a.Thread), string(a.To), topicsByHand, a.At, activity.WeekOf(a.At), commonByHand, activity.DayOf(a.At))
	return err
}

// serve commits what several callers have asked for together, each kind of row
// by one statement, until the benchmark ends.
func (f *postgresFloor) serve(ctx context.Context) {
	for {
		var asked []handRecord
		select {
		case first := <-f.waiting:
			asked = append(asked, first)
		case <-ctx.Done():
			return
		}
		for more := true; more && len(asked) < 64; {
			select {
			case next := <-f.waiting:
				asked = append(asked, next)
			default:
				more = false
			}
		}
		batch := make([]activity.Activity, len(asked))
		for i, one := range asked {
			batch[i] = one.a
		}
		err := f.transact(ctx, batch)
		for _, one := range asked {
			one.done <- err
		}
	}
}

// transact writes activities in one transaction.
func (f *postgresFloor) transact(ctx context.Context, batch []activity.Activity) error {
	return pgx.BeginFunc(ctx, f.pool, func(tx pgx.Tx) error {
		var head int64
		if err := tx.QueryRow(ctx, "UPDATE praxis_journal SET head = head + $2 WHERE community_id = $1 RETURNING head", f.community, len(batch)).Scan(&head); err != nil {
			return err
		}
		n := len(batch)
		seqs, ids, objects, replies, threads := make([]int64, n), make([]pgtype.UUID, n), make([]pgtype.UUID, n), make([]pgtype.UUID, n), make([]pgtype.UUID, n)
		actors, verbs, recipients, topics, facts, details := make([]string, n), make([]string, n), make([]string, n), make([]string, n), make([]string, n), make([]string, n)
		times, weeks, days := make([]pgtype.Timestamptz, n), make([]pgtype.Timestamptz, n), make([]pgtype.Timestamptz, n)
		for i, a := range batch {
			seqs[i] = head - int64(n-1-i)
			ids[i], objects[i], replies[i], threads[i] = id(a.ID), id(a.Object), id(a.InReplyTo), id(a.Thread)
			actors[i], verbs[i], recipients[i], topics[i] = string(a.Actor), string(a.Verb), string(a.To), topicsByHand
			times[i] = pgtype.Timestamptz{Time: a.At, Valid: true}
			weeks[i] = pgtype.Timestamptz{Time: activity.WeekOf(a.At), Valid: true}
			days[i] = pgtype.Timestamptz{Time: activity.DayOf(a.At), Valid: true}
			facts[i], details[i] = detailByHand(a)
		}
		if _, err := tx.Exec(ctx, `INSERT INTO praxis_activity (community_id, seq, activity_id, actor, verb, object, in_reply_to, thread, recipient, topics, mode, at, purpose, fact, detail)
			SELECT $1, s, i, a, v, o, r, th, t, tp::jsonb, '', at, '', f, d FROM unnest($2::bigint[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[], $10::text[], $11::timestamptz[], $12::text[], $13::text[]) AS n(s, i, a, v, o, r, th, t, tp, at, f, d)`,
			f.community, seqs, ids, actors, verbs, objects, replies, threads, recipients, topics, times, facts, details); err != nil {
			return err
		}
		for table, people := range map[string][]string{"praxis_tally": actors, "praxis_received": recipients} {
			if _, err := tx.Exec(ctx, `INSERT INTO `+table+` AS t (community_id, week, space, person, verb, count)
				SELECT $1, w, $5, p, v, count(*) FROM unnest($2::timestamptz[], $3::text[], $4::text[]) AS n(w, p, v) GROUP BY w, p, v ORDER BY w, p, v
				ON CONFLICT (community_id, week, space, person, verb) DO UPDATE SET count = t.count + excluded.count`, f.community, weeks, people, verbs, commonByHand); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, `INSERT INTO praxis_presence AS t (community_id, day, space, thread, person, count)
			SELECT $1, d, $5, th, p, count(*) FROM unnest($2::timestamptz[], $3::uuid[], $4::text[]) AS n(d, th, p) GROUP BY d, th, p ORDER BY d, th, p
			ON CONFLICT (community_id, day, space, thread, person) DO UPDATE SET count = t.count + excluded.count`, f.community, days, threads, actors, commonByHand); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `UPDATE praxis_member m SET last_active = n.at FROM (SELECT p, max(at) AS at FROM unnest($2::text[], $3::timestamptz[]) AS n(p, at) GROUP BY p) n
			WHERE m.community_id = $1 AND m.person = n.p`, f.community, actors, times)
		return err
	})
}

func (f *postgresFloor) together(_ context.Context, a activity.Activity) error {
	done := make(chan error, 1)
	f.waiting <- handRecord{a, done}
	return <-done
}

func newPostgresFloor(b *testing.B, pool *pgxpool.Pool, community activity.CommunityID) *postgresFloor {
	b.Helper()
	f := &postgresFloor{pool: pool, community: id(community), waiting: make(chan handRecord, 256)}
	require.NoError(b, pool.QueryRow(b.Context(), "SELECT head FROM praxis_journal WHERE community_id = $1", f.community).Scan(&f.seq))
	return f
}
