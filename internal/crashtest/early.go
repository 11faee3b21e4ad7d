package crashtest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/praxis-cop/praxis/storage"
)

// FindsOut lets something happen to a store that lies until an audit tells that
// what was acknowledged is lost: each time to a new store, since who has been
// lied to goes astray, and is told of much else. The test fails if it never does.
func FindsOut(t *testing.T, happen func(t *testing.T, try int) error) {
	t.Helper()
	for try := range 50 {
		var err error
		t.Run(fmt.Sprint(try), func(t *testing.T) { err = happen(t, try) })
		if err != nil && strings.Contains(err.Error(), lost) {
			t.Logf("found out at try %d: %v", try, err)
			return
		}
	}
	t.Error("not found out")
}

// Early returns a store that acknowledges before it commits. A crash test has to
// notice.
func Early(s storage.Store) storage.Store { return early{s} }

type early struct{ storage.Store }

// Update implements storage.Store.
func (e early) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	outcome := make(chan error, storage.Attempts+1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				outcome <- fmt.Errorf("panic: %v", p)
			}
		}()
		outcome <- e.Store.Update(context.WithoutCancel(ctx), func(ctx context.Context, tx storage.Tx) error {
			err := fn(ctx, tx)
			if err == nil {
				select {
				case outcome <- nil:
				default: // it has been run before
				}
			}
			return err
		})
	}()
	return <-outcome
}

// Tenant implements storage.Store.
func (e early) Tenant(t storage.Tenant) storage.Store { return early{e.Store.Tenant(t)} }
