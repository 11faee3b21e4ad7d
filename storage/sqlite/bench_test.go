package sqlite_test

import (
	"database/sql"
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage/sqlite"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

func BenchmarkRecord(b *testing.B) {
	for name, o := range map[string]sqlite.Options{"full": {}, "relaxed": {Relaxed: true}} {
		b.Run(name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "praxis.db")
			s, err := sqlite.Open(b.Context(), path, &o)
			require.NoError(b, err)
			defer s.Close()
			storagetest.BenchmarkRecord(b, s, func(id activity.CommunityID, q repertoire.Question) func(repertoire.Answer, activity.Activity) {
				return byHand(b, path, o.Relaxed, id, q)
			})
		})
	}
}

// byHand writes an answer with plain prepared statements, on a connection of
// its own to the same database.
func byHand(b *testing.B, path string, relaxed bool, id activity.CommunityID, q repertoire.Question) func(repertoire.Answer, activity.Activity) {
	synchronous := "full"
	if relaxed {
		synchronous = "normal"
	}
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_pragma=wal_autocheckpoint(4000)&_pragma=synchronous("+synchronous+")")
	require.NoError(b, err)
	b.Cleanup(func() { db.Close() })
	conn, err := db.Conn(b.Context())
	require.NoError(b, err)
	b.Cleanup(func() { conn.Close() })
	prepare := func(query string) *sql.Stmt {
		s, err := conn.PrepareContext(b.Context(), query)
		require.NoError(b, err)
		return s
	}
	var (
		begin  = prepare("BEGIN IMMEDIATE")
		commit = prepare("COMMIT")
		answer = prepare("INSERT INTO praxis_answer (community_id, question_id, answer_id, author, answered_at, text) VALUES (?, ?, ?, ?, ?, ?)")
		head   = prepare("UPDATE praxis_journal SET head = head + 1 WHERE community_id = ? RETURNING head")
		record = prepare(`INSERT INTO praxis_activity (community_id, seq, activity_id, actor, verb, object, in_reply_to, thread, recipient,
			space, topics, mode, at, purpose, fact, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
	)
	community, question := id.String(), q.ID.String()
	return func(a repertoire.Answer, act activity.Activity) {
		must := func(_ sql.Result, err error) {
			if err != nil {
				b.Fatal(err)
			}
		}
		must(begin.Exec())
		must(answer.Exec(community, question, a.ID.String(), string(a.Author), a.AnsweredAt.UnixMicro(), a.Text))
		var seq int64
		if err := head.QueryRow(community).Scan(&seq); err != nil {
			b.Fatal(err)
		}
		topics, _ := json.Marshal(act.Topics)
		detail, _ := json.Marshal(act.Detail)
		must(record.Exec(community, seq, act.ID.String(), string(act.Actor), string(act.Verb), act.Object.String(), act.InReplyTo.String(), act.Thread.String(),
			string(act.To), nil, string(topics), "", act.At.UnixMicro(), "", act.Detail.FactName(), string(detail)))
		must(commit.Exec())
	}
}
