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
