package memory

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

func (t *tx) Operation(ctx context.Context, c activity.CommunityID, name string) (storage.Operation, error) {
	return one(ctx, t, "memory.Operation", t.operations, key{community: c, text: name}, same)
}

func (t *tx) AddOperation(ctx context.Context, o storage.Operation) error {
	const op = "memory.AddOperation"
	if err := o.Check(); err != nil {
		return fault.In(op, err)
	}
	return add(ctx, t, op, t.operations, key{community: o.Community, text: o.Key}, o)
}

func (t *tx) Cursor(ctx context.Context, c activity.CommunityID, subscriber string) (activity.Seq, error) {
	_, err := t.community(ctx, "memory.Cursor", c)
	if err != nil {
		return 0, err
	}
	seen, _ := t.cursors.get(key{community: c, text: subscriber})
	return seen, nil
}

func (t *tx) PutCursor(ctx context.Context, c activity.CommunityID, subscriber string, seen activity.Seq) error {
	const op = "memory.PutCursor"
	if err := storage.CheckSubscriber(subscriber); err != nil {
		return fault.In(op, err)
	}
	if _, err := t.community(ctx, op, c); err != nil {
		return err
	}
	t.cursors.put(key{community: c, text: subscriber}, seen)
	return nil
}
