package crashtest

import (
	"context"
	"fmt"
	"regexp"

	"github.com/praxis-cop/praxis/storage"
)

// Early returns a store that acknowledges before it commits. A crash test has to
// notice.
func Early(s storage.Store) storage.Store { return early{s} }

// Lie matches what an audit says of such a store: something is lost, or the
// community was not there yet in which it should have been.
var Lie = regexp.MustCompile("was acknowledged and is lost|not found: no community")

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
