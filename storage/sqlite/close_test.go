package sqlite_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

func TestAClosedStore(t *testing.T) {
	s := open(t, nil)
	id := newCommunity(t, s)
	require.NoError(t, s.Close())
	require.NoError(t, s.Close(), "once is enough, twice is fine")

	for _, s := range []storage.Store{s, s.Tenant("other")} {
		for _, err := range []error{
			welcome(t.Context(), s, id, "bob"),
			s.View(t.Context(), func(context.Context, storage.Reader) error { return nil }),
		} {
			assert.ErrorIs(t, err, fault.Unavailable)
			assert.ErrorContains(t, err, "the store is closed; open it again")
		}
	}
}

// Close leaves one whole file behind and keeps nothing open, whatever the
// store has been used for.
func TestCloseLeavesNothingOpen(t *testing.T) {
	path := newFile(t)
	s := openFile(t, path, nil)
	id := newCommunity(t, s)
	require.NoError(t, welcome(t.Context(), s, id, "bob"))
	members(t, s, id)
	assert.Panics(t, func() { _ = s.Update(t.Context(), func(context.Context, storage.Tx) error { panic("at the disco") }) })
	require.NoError(t, s.Close())

	files, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	assert.Len(t, files, 1, "what was in the log is in the file")
	assert.Empty(t, openFiles(path))
}

// openFiles lists which of a database's files this process has open, where the
// system tells.
func openFiles(path string) (open []string) {
	descriptors, _ := os.ReadDir("/proc/self/fd")
	for _, d := range descriptors {
		if name, _ := os.Readlink(filepath.Join("/proc/self/fd", d.Name())); strings.HasPrefix(name, path) {
			open = append(open, name)
		}
	}
	return open
}

// Close waits for the transactions that run, which end well, and turns away
// those that come meanwhile.
func TestCloseWaits(t *testing.T) {
	path := newFile(t)
	s := openFile(t, path, nil)
	id := newCommunity(t, s)

	inside, goOn, ended := make(chan bool), make(chan bool), make(chan error)
	go func() {
		ended <- s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
			inside <- true
			<-goOn
			_, err := r.Community(ctx, id)
			return err
		})
	}()
	go func() {
		ended <- s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
			inside <- true
			<-goOn
			return welcoming(id, "bob")(ctx, tx)
		})
	}()
	<-inside
	<-inside
	closed := make(chan error)
	for range 2 {
		go func() { closed <- s.Close() }()
	}
	for s.View(t.Context(), func(context.Context, storage.Reader) error { return nil }) == nil {
		continue // until Close has begun
	}
	select {
	case <-closed:
		t.Error("it does not wait")
	default:
	}
	close(goOn)
	assert.NoError(t, <-ended)
	assert.NoError(t, <-ended)
	assert.NoError(t, <-closed)
	assert.NoError(t, <-closed)
	assert.Len(t, members(t, openFile(t, path, nil), id), 1)
}

// However they meet, a transaction is done or turned away.
func TestCloseAmidst(t *testing.T) {
	path := newFile(t)
	id := newCommunity(t, openFile(t, path, nil))
	for range 10 {
		s, err := sqlite.Open(t.Context(), path, &sqlite.Options{Readers: 2})
		require.NoError(t, err)
		var group sync.WaitGroup
		for range 4 {
			group.Go(func() {
				err := error(nil)
				for err == nil {
					err = errors.Join(
						s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error { _, err := tx.Community(ctx, id); return err }),
						s.View(t.Context(), func(ctx context.Context, r storage.Reader) error { _, err := r.Community(ctx, id); return err }),
					)
				}
				assert.ErrorContains(t, err, "the store is closed")
			})
		}
		assert.NoError(t, s.Close())
		group.Wait()
	}
}

func TestAHostClosesItsDatabase(t *testing.T) {
	db := hostDB(t)
	s := sqlite.New(db, nil)
	id := newCommunity(t, s)
	require.NoError(t, s.Close(), "there is nothing to close")
	require.NoError(t, welcome(t.Context(), s, id, "bob"), "the database is the host's")
	require.NoError(t, db.Close())
	assert.ErrorIs(t, welcome(t.Context(), s, id, "eve"), fault.Unavailable)
}
