package sqlstore

import (
	"testing"

	"go.uber.org/goleak"

	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The database of these tests is one: the whole suite holds in it, whether or
// not single reads are made outside of transactions.
func TestStore(t *testing.T) {
	storagetest.FewerHistories(t) // the adapters live through more
	for name, once := range map[string]bool{"single reads": true, "transactions only": false} {
		t.Run(name, func(t *testing.T) {
			storagetest.Run(t, func(t testing.TB) storage.Store {
				d := newDatabase(t)
				d.once = once
				return New(d, storage.DefaultPatience)
			})
		})
	}
}
