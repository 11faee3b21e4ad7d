package storage

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
)

// Expectation is what a transaction is likely to be about. It changes nothing
// about what a transaction may do, or what comes of it, but a store that knows
// can fetch at once what it is going to be asked for.
type Expectation struct {
	Community activity.CommunityID
	Person    activity.Person // whose membership of the community will be asked for
	Rows      int             // of a View that reads one thing in the community, or one page of a list, and then the membership: how many entries that has at most
	Long      bool            // an Update that takes its time, so that nobody should be made to wait for its commit
}

// PageSize is how many entries a page of a list has at most.
const PageSize = 250

type expected struct{}

// Expect returns a context for a View or an Update of which one can tell
// beforehand what it is about.
func Expect(ctx context.Context, e Expectation) context.Context {
	return context.WithValue(ctx, expected{}, e)
}

// ExpectedIn returns what a context says about its transaction.
func ExpectedIn(ctx context.Context) Expectation {
	e, _ := ctx.Value(expected{}).(Expectation)
	return e
}
