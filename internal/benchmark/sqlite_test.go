package benchmark

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

func fill(b []byte) { _, _ = rand.Read(b) }

// bothSQLite are a community in a file, and the floor in another.
func bothSQLite(b *testing.B, relaxed bool, activities int) (community, *sqliteFloor) {
	b.Helper()
	var ours community
	var theirs *sqliteFloor
	for i := range 2 {
		path := filepath.Join(b.TempDir(), "praxis.db")
		s, err := sqlite.Open(b.Context(), path, &sqlite.Options{Relaxed: relaxed})
		require.NoError(b, err)
		c := found(b, s)
		c.fill(b, activities)
		if i == 0 {
			b.Cleanup(func() { require.NoError(b, s.Close()) })
			ours = c
			continue
		}
		require.NoError(b, s.Close())
		synchronous := map[bool]string{true: "NORMAL", false: "FULL"}[relaxed]
		theirs = newSQLiteFloor(b, path, c.id, synchronous)
	}
	return ours, theirs
}

func BenchmarkSQLiteRecord(b *testing.B) {
	for _, relaxed := range []bool{true, false} {
		name := map[bool]string{true: "NORMAL", false: "FULL"}[relaxed]
		for _, callers := range []int{1, 8} {
			if relaxed && callers > 1 {
				continue
			}
			b.Run(fmt.Sprint(name, "/callers=", callers), func(b *testing.B) {
				ours, theirs := bothSQLite(b, relaxed, 1000)
				compare(b, callers, 200, 1, ours.record(b), func(_, n int) error { return theirs.record(b.Context(), commentOf(n)) })
			})
		}
	}
	for _, callers := range []int{32, 64} {
		b.Run(fmt.Sprint("FULL/together=", callers), func(b *testing.B) {
			ours, theirs := bothSQLite(b, false, 1000)
			ctx, cancel := context.WithCancel(b.Context())
			defer cancel()
			go theirs.serve(ctx)
			compare(b, callers, 64*20, 1, ours.record(b), func(_, n int) error { return theirs.together(commentOf(n)) })
		})
	}
}

func BenchmarkSQLiteImport(b *testing.B) {
	const size = 10_000
	ours, theirs := bothSQLite(b, false, 1000)
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
				if err := theirs.transact(b.Context(), batch...); err != nil {
					return err
				}
				batch = batch[:0]
			}
		}
		return nil
	})
}

func BenchmarkSQLiteRead(b *testing.B) {
	ours, theirs := bothSQLite(b, false, 10_000)
	ctx := b.Context()
	question := func(b *testing.B, query string) *sql.Stmt {
		s, err := theirs.db.PrepareContext(ctx, query)
		require.NoError(b, err)
		b.Cleanup(func() { _ = s.Close() })
		return s
	}
	b.Run("question", func(b *testing.B) {
		c := floorQuestion(b, theirs)
		one := question(b, "SELECT asker, asked_at, purpose, text, topics, accepted, rev FROM praxis_question WHERE community_id = ? AND question_id = ?")
		who := question(b, "SELECT standing, since, roles, rev, last_active FROM praxis_member WHERE community_id = ? AND person = ?")
		ask := func(_, n int) error {
			_, err := ours.As(person(n)).In(ours.id).Question(ctx, ours.question)
			return err
		}
		read := func() error {
			var asker, purpose, text, topics string
			var accepted sql.NullString
			var at, rev int64
			return one.QueryRowContext(ctx, theirs.community, c).Scan(&asker, &at, &purpose, &text, &topics, &accepted, &rev)
		}
		b.Run("whoever asks", func(b *testing.B) {
			compare(b, 1, 2000, 1, ask, func(int, int) error { return read() })
		})
		b.Run("if they may", func(b *testing.B) {
			compare(b, 1, 2000, 1, ask, func(_, n int) error {
				var standing, roles string
				var since, rev int64
				var active sql.NullInt64
				if err := who.QueryRowContext(ctx, theirs.community, string(person(n))).Scan(&standing, &since, &roles, &rev, &active); err != nil {
					return err
				}
				return read()
			})
		})
	})
	b.Run("feed", func(b *testing.B) {
		entries := ours.entries(b, 0, 9000)
		page := question(b, "SELECT seq, activity_id, actor, verb, object, in_reply_to, thread, recipient, space, topics, mode, at, purpose, fact, detail FROM praxis_activity WHERE community_id = ? AND seq > ? ORDER BY seq LIMIT 50")
		compare(b, 1, 400, 1, func(_, n int) error {
			page, err := ours.As(person(n)).In(ours.id).Activities(ctx, entries[n%9000], 50)
			return fifty(len(page), err)
		}, func(_, n int) error {
			rows, err := page.QueryContext(ctx, theirs.community, n%9000)
			if err != nil {
				return err
			}
			defer rows.Close()
			got := 0
			for rows.Next() {
				var r feedRow
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
	b.Run("members", func(b *testing.B) {
		page := question(b, "SELECT person, standing, since, roles, rev, last_active FROM praxis_member WHERE community_id = ? AND person > ? ORDER BY person LIMIT 50")
		compare(b, 1, 400, 1, func(_, n int) error {
			_, err := ours.As(person(n)).In(ours.id).Members(ctx, person(n%400), 50)
			return err
		}, func(_, n int) error {
			rows, err := page.QueryContext(ctx, theirs.community, string(person(n%400)))
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				var p, standing, roles string
				var since, rev int64
				var active sql.NullInt64
				if err := rows.Scan(&p, &standing, &since, &roles, &rev, &active); err != nil {
					return err
				}
			}
			return rows.Err()
		})
	})
}

type feedRow struct {
	seq, at                                                  int64
	id, actor, verb, to, topics, mode, purpose, fact, detail string
	object, replyTo, thread, space                           sql.NullString
	decoded                                                  activity.Activity
}

// decode makes of a row what an application works with.
func (r feedRow) decode() (a activity.Activity, err error) {
	a = activity.Activity{Seq: activity.Seq(r.seq), Actor: activity.Person(r.actor), Verb: activity.Verb(r.verb), To: activity.Person(r.to), At: time.UnixMicro(r.at).UTC()}
	if a.ID, err = activity.ParseID[activity.ID](r.id); err != nil {
		return a, err
	}
	for _, one := range []struct {
		from sql.NullString
		into *activity.ObjectID
	}{{r.object, &a.Object}, {r.replyTo, &a.InReplyTo}, {r.thread, &a.Thread}} {
		if one.from.Valid {
			if *one.into, err = activity.ParseID[activity.ObjectID](one.from.String); err != nil {
				return a, err
			}
		}
	}
	if err := json.Unmarshal([]byte(r.topics), &a.Topics); err != nil {
		return a, err
	}
	a.Detail, err = detailOf(r.fact, r.detail)
	return a, err
}

func detailOf(fact, detail string) (activity.Fact, error) {
	if fact == "" {
		return nil, nil
	}
	var imported activity.Imported
	err := json.Unmarshal([]byte(detail), &imported)
	return imported, err
}

// fifty is the error of a read that should have found so many rows.
func fifty(n int, err error) error {
	if err == nil && n != 50 {
		err = fmt.Errorf("%d rows instead of 50", n)
	}
	return err
}

func floorQuestion(b *testing.B, f *sqliteFloor) (id string) {
	b.Helper()
	require.NoError(b, f.db.QueryRowContext(b.Context(), "SELECT question_id FROM praxis_question WHERE community_id = ?", f.community).Scan(&id))
	return id
}
