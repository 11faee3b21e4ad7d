package storage

import "context"

type latest struct{}

// Latest returns a context for Views that see everything that has been committed
// when they begin, by whatever process. Without it, a store that reads from
// copies of its place (such as postgres.Options.Standby) may show what others
// have written a moment later; to any other store it makes no difference.
func Latest(ctx context.Context) context.Context {
	return context.WithValue(ctx, latest{}, true)
}

// IsLatest reports whether a context asks for the latest state.
func IsLatest(ctx context.Context) bool { return ctx.Value(latest{}) != nil }
