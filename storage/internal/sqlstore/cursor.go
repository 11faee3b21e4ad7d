package sqlstore

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Cursor implements storage.CursorReader.
func (t *Tx) Cursor(ctx context.Context, c activity.CommunityID, subscriber string) (activity.Seq, error) {
	const method = "Cursor"
	at, err := one(ctx, t, method, cursors, c, text(subscriber))
	if fault.CodeOf(err) == fault.NotFound {
		return 0, t.enter(ctx, method, c)
	}
	return at.seen, err
}

// PutCursor implements storage.CursorWriter.
func (t *Tx) PutCursor(ctx context.Context, c activity.CommunityID, subscriber string, seen activity.Seq) error {
	const method = "PutCursor"
	if err := storage.CheckSubscriber(subscriber); err != nil {
		return fault.In(t.op(method), err)
	}
	if err := t.enter(ctx, method, c); err != nil {
		return err
	}
	return t.replace(ctx, method, cursors.Shape, cursors.columns(cursor{c, subscriber, seen}))
}

var lagsQuery = pages(newQuery(`SELECT j.community_id, coalesce(s.seen, 0), j.head FROM praxis_journal j
	JOIN praxis_community c ON c.community_id = j.community_id
	LEFT JOIN praxis_cursor s ON s.community_id = j.community_id AND s.subscriber = $2
	WHERE c.tenant = $1 AND j.head > coalesce(s.seen, 0) AND j.community_id > $3 ORDER BY j.community_id`,
	[]Column{{Name: "community_id", Kind: ID}, {Name: "seen", Kind: Number}, {Name: "head", Kind: Number}}))

// Lags implements storage.CursorReader.
func (t *Tx) Lags(ctx context.Context, subscriber string, after activity.CommunityID, limit int) iter.Seq2[storage.Lag, error] {
	behind := func(l storage.Lag) []Value { return []Value{start(l.Community)} }
	read := func(columns []Value) (storage.Lag, error) {
		r := &row{columns: columns}
		l := storage.Lag{Community: idOf[activity.CommunityID](r), Seen: numberOf[activity.Seq](r), Head: numberOf[activity.Seq](r)}
		return l, r.err
	}
	if !storable(subscriber) {
		subscriber = "" // which is nobody either
	}
	return page(ctx, t, "Lags", lagsQuery, limit, []Value{text(t.tenant), text(subscriber)}, []Value{start(after)}, behind, read)
}
