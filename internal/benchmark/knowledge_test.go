package benchmark

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// talk is a history of so many activities in which 500 people ask, answer, share,
// use and comment, about two of 200 topics each time.
func talk(activities int) activity.Stream {
	begin := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC)
	verbs := []activity.Verb{activity.Ask, activity.Answer, activity.Answer, activity.Comment, activity.Answer, activity.Share, activity.Reuse, activity.Answer, activity.Comment, activity.Commend}
	return func(yield func(activity.Activity, error) bool) {
		for n := range activities {
			verb := verbs[n%len(verbs)]
			question := fmt.Sprint("thread ", n-n%len(verbs)-n%7*len(verbs)) // an earlier one, now and then
			object := fmt.Sprint("thing ", n)
			if verb == activity.Ask {
				object = fmt.Sprint("thread ", n)
			}
			a := activity.Activity{
				Actor: person(n * 7), Verb: verb, Object: activity.Foreign("forum", object), Thread: activity.Foreign("forum", question), To: person(n * 3),
				Topics: []string{fmt.Sprint("topic ", n%199), fmt.Sprint("topic ", n%200)}, At: begin.Add(time.Duration(n) * 10 * time.Minute),
				Detail: activity.Imported{Source: "forum", Object: object, Thread: question},
			}
			if n%199 == n%200 {
				a.Topics = a.Topics[:1]
			}
			a.ID = activity.ForeignRecord("forum", a.Actor, a.Verb, object, a.At, 0)
			if !yield(a, nil) {
				return
			}
		}
	}
}

// BenchmarkSQLiteKnowledgeMap maps a community of 100,000 activities through the
// front door, beside the same rows scanned and grouped by hand, and beside what
// SQLite groups by itself, without which questions wait.
func BenchmarkSQLiteKnowledgeMap(b *testing.B) {
	const size = 100_000
	ctx := b.Context()
	path := filepath.Join(b.TempDir(), "praxis.db")
	s, err := sqlite.Open(ctx, path, nil)
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, s.Close()) })
	c := found(b, s)
	done, err := c.As(person(0)).In(c.id).Import(ctx, talk(size))
	require.NoError(b, err)
	require.Equal(b, size, done.Added)
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro&_pragma=busy_timeout(5000)")
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, db.Close()) })
	community := c.id.String()

	var topics [3]int
	ours := func(_, n int) error {
		m, err := c.As(person(n)).In(c.id).KnowledgeMap(ctx, repertoire.Mapping())
		topics[0] = len(m.Topics)
		return err
	}
	b.Run("by hand", func(b *testing.B) {
		compare(b, 1, 1, size, ours, func(int, int) error {
			m, err := mapByHand(b, db, community)
			topics[1] = len(m)
			return err
		})
		require.Equal(b, topics[0], topics[1]+1, "and one that only the charter names") // payroll
	})
	b.Run("GROUP BY", func(b *testing.B) {
		compare(b, 1, 1, size, ours, func(int, int) error {
			rows, err := db.QueryContext(ctx, `SELECT topic.value, actor, verb, count(*), max(at), sum(at > ?) FROM praxis_activity, json_each(topics) AS topic
				WHERE community_id = ? GROUP BY topic.value, actor, verb ORDER BY topic.value, actor, verb`, time.Now().AddDate(-1, 0, 0).UnixMicro(), community)
			if err != nil {
				return err
			}
			defer rows.Close()
			topics[2] = 0
			for rows.Next() {
				var topic, actor, verb string
				var count, last, lately int64
				if err := rows.Scan(&topic, &actor, &verb, &count, &last, &lately); err != nil {
					return err
				}
				topics[2]++
			}
			return rows.Err()
		})
		require.Greater(b, topics[2], topics[0])
	})
}

// handTopic is what one counts of a topic.
type handTopic struct {
	people      map[string]*handKnower
	asked, last int64
	waiting     int
}

type handKnower struct {
	verbs        map[string]int
	credit       int
	last, lately int64
}

// mapByHand scans the record's rows and groups them.
func mapByHand(b *testing.B, db *sql.DB, community string) (map[string]*handTopic, error) {
	rows, err := db.QueryContext(b.Context(), "SELECT actor, verb, object, thread, recipient, topics, at FROM praxis_activity WHERE community_id = ? ORDER BY seq", community)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all, open := make(map[string]*handTopic), make(map[string][]string)
	since := time.Now().AddDate(-1, 0, 0).UnixMicro()
	for rows.Next() {
		var actor, verb, text string
		var object, thread, to sql.NullString
		var at int64
		if err := rows.Scan(&actor, &verb, &object, &thread, &to, &text, &at); err != nil {
			return nil, err
		}
		var topics []string
		switch verb {
		case "ask", "answer", "accept", "share", "revise", "reuse", "endorse", "commend":
			if text == "" {
				continue
			}
			if err := json.Unmarshal([]byte(text), &topics); err != nil {
				return nil, err
			}
		default:
			continue
		}
		switch verb {
		case "ask":
			open[object.String] = topics
		case "answer":
			delete(open, thread.String)
		}
		for _, name := range topics {
			t := all[name]
			if t == nil {
				t = &handTopic{people: make(map[string]*handKnower)}
				all[name] = t
			}
			knower := func(person string) *handKnower {
				k := t.people[person]
				if k == nil {
					k = &handKnower{verbs: make(map[string]int)}
					t.people[person] = k
				}
				return k
			}
			k := knower(actor)
			k.verbs[verb]++
			k.last, t.last = max(k.last, at), max(t.last, at)
			if at > since {
				k.lately++
			}
			if verb == "ask" {
				t.asked++
			}
			if to.Valid && (verb == "reuse" || verb == "commend" || verb == "accept") {
				knower(to.String).credit++
			}
		}
	}
	for _, topics := range open {
		for _, name := range topics {
			all[name].waiting++
		}
	}
	return all, rows.Err()
}
