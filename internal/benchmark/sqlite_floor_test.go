package benchmark

import (
	"context"
	"database/sql"
	"encoding/json"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
)

// sqliteFloor is what one would write by hand: the same rows, in a database of
// its own with the same settings.
type sqliteFloor struct {
	db        *sql.DB
	conn      *sql.Conn
	mu        sync.Mutex
	community string
	seq       int64
	insert    *sql.Stmt
	tally     *sql.Stmt
	received  *sql.Stmt
	presence  *sql.Stmt
	touch     *sql.Stmt
	bump      *sql.Stmt
	mark      *sql.Stmt
	unmark    *sql.Stmt
	waiting   chan handRecord
}

type handRecord struct {
	a    activity.Activity
	done chan error
}

func newSQLiteFloor(b *testing.B, path string, community activity.CommunityID, synchronous string) *sqliteFloor {
	b.Helper()
	ctx := b.Context()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_pragma=journal_mode(WAL)&_pragma=wal_autocheckpoint(4000)&_pragma=secure_delete(1)&_pragma=synchronous("+synchronous+")")
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, db.Close()) })
	conn, err := db.Conn(ctx)
	require.NoError(b, err)
	f := &sqliteFloor{db: db, conn: conn, community: community.String(), waiting: make(chan handRecord, 256)}
	require.NoError(b, conn.QueryRowContext(ctx, "SELECT head FROM praxis_journal WHERE community_id = ?", f.community).Scan(&f.seq))
	prepare := func(query string) *sql.Stmt {
		s, err := conn.PrepareContext(ctx, query)
		require.NoError(b, err)
		b.Cleanup(func() { _ = s.Close() })
		return s
	}
	f.insert = prepare("INSERT INTO praxis_activity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
	f.tally = prepare("INSERT INTO praxis_tally VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1")
	f.received = prepare("INSERT INTO praxis_received VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1")
	f.presence = prepare("INSERT INTO praxis_presence VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1")
	f.touch = prepare("UPDATE praxis_member SET last_active = ? WHERE community_id = ? AND person = ?")
	f.mark, f.unmark = prepare("SAVEPOINT one"), prepare("RELEASE one")
	f.bump = prepare("UPDATE praxis_journal SET head = ? WHERE community_id = ?")
	return f
}

// write writes what one activity comes to.
func (f *sqliteFloor) write(ctx context.Context, a activity.Activity, seq int64) error {
	topics, err := json.Marshal(a.Topics)
	if err != nil {
		return err
	}
	fact, detail := detailByHand(a)
	at := a.At.UnixMicro()
	if _, err := f.insert.ExecContext(ctx, f.community, seq, a.ID.String(), string(a.Actor), string(a.Verb), a.Object.String(), a.InReplyTo.String(),
		a.Thread.String(), string(a.To), nil, string(topics), "", at, "", fact, detail); err != nil {
		return err
	}
	common := activity.ObjectID{}.String()
	for person, count := range map[activity.Person]*sql.Stmt{a.Actor: f.tally, a.To: f.received} {
		if _, err := count.ExecContext(ctx, f.community, activity.WeekOf(a.At).UnixMicro(), common, string(person), string(a.Verb)); err != nil {
			return err
		}
	}
	if _, err := f.presence.ExecContext(ctx, f.community, activity.DayOf(a.At).UnixMicro(), common, a.Thread.String(), string(a.Actor)); err != nil {
		return err
	}
	_, err = f.touch.ExecContext(ctx, at, f.community, string(a.Actor))
	return err
}

// transact writes activities in one transaction.
func (f *sqliteFloor) transact(ctx context.Context, activities ...activity.Activity) error {
	return f.inOne(ctx, f.write, activities)
}

// apart writes an activity so that its failure does not sink the others.
func (f *sqliteFloor) apart(ctx context.Context, a activity.Activity, seq int64) error {
	if _, err := f.mark.ExecContext(ctx); err != nil {
		return err
	}
	if err := f.write(ctx, a, seq); err != nil {
		return err
	}
	_, err := f.unmark.ExecContext(ctx)
	return err
}

func (f *sqliteFloor) inOne(ctx context.Context, write func(context.Context, activity.Activity, int64) error, activities []activity.Activity) error {
	if _, err := f.conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	for _, a := range activities {
		f.seq++
		if err := write(ctx, a, f.seq); err != nil {
			return err
		}
	}
	if _, err := f.bump.ExecContext(ctx, f.seq, f.community); err != nil {
		return err
	}
	_, err := f.conn.ExecContext(ctx, "COMMIT")
	return err
}

// record is for several callers on one connection.
func (f *sqliteFloor) record(ctx context.Context, a activity.Activity) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.transact(ctx, a)
}

// serve commits what several callers have asked for together, until the
// benchmark ends.
func (f *sqliteFloor) serve(ctx context.Context) {
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
		err := f.inOne(ctx, f.apart, batch)
		for _, one := range asked {
			one.done <- err
		}
	}
}

// together records in a transaction that serve shares.
func (f *sqliteFloor) together(a activity.Activity) error {
	done := make(chan error, 1)
	f.waiting <- handRecord{a, done}
	return <-done
}

// commentOf is the activity that the front door makes of a comment.
func commentOf(n int) activity.Activity {
	deed := comment(n)
	var random [10]byte
	fill(random[:])
	at := activity.Moment(time.Now())
	return activity.Activity{ID: activity.V7(at, random), Actor: person(n), Verb: deed.Verb, Object: deed.Object, InReplyTo: deed.InReplyTo, Thread: deed.Thread,
		To: deed.To, Topics: deed.Topics, At: at}
}

func detailByHand(a activity.Activity) (fact, detail string) {
	if a.Detail == nil {
		return "", ""
	}
	text, err := json.Marshal(a.Detail)
	if err != nil {
		panic(err)
	}
	return a.Detail.FactName(), string(text)
}
