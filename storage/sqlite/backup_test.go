package sqlite_test

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// While others write, a copy is of one moment: a whole database, in which
// everything is that was acknowledged before.
func TestABackupWhileOthersWrite(t *testing.T) {
	t.Parallel()
	path := newFile(t)
	s := openFile(t, path, nil)
	id := filled(t, s, 5<<20)

	wrote := sync.NewCond(new(sync.Mutex))
	acknowledged := make(map[string]bool)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			defer wrote.Broadcast() // for whoever waits for one that has failed
			defer stop()
			ana := praxis.New(s, nil).As("ana").In(id)
			for {
				question, err := ana.Ask(ctx, "How do other countries sample payroll?")
				if err != nil {
					assert.ErrorIs(t, err, context.Canceled)
					return
				}
				wrote.L.Lock()
				acknowledged[question.String()] = true
				wrote.L.Unlock()
				wrote.Broadcast()
			}
		})
	}
	// more waits for the writers, and returns all that has been acknowledged then.
	more := func() map[string]bool {
		wrote.L.Lock()
		defer wrote.L.Unlock()
		for before := len(acknowledged); len(acknowledged) < before+10 && ctx.Err() == nil; {
			wrote.Wait()
		}
		return maps.Clone(acknowledged)
	}
	for range 3 {
		before, copied := more(), newFile(t)
		require.NoError(t, s.Backup(t.Context(), copied))
		alone(t, copied)
		accountFor(t, copied, before)
	}
	stop()
	group.Wait()
}

// filled founds a community that holds so many bytes.
func filled(t testing.TB, s storage.Store, bytes int) activity.CommunityID {
	t.Helper()
	ana := praxis.New(s, nil).As("ana")
	c, err := ana.Found(t.Context(), cop.Charter{Name: "Auditors", Domain: cop.Domain{Concern: "auditing public money well"}})
	require.NoError(t, err)
	body := strings.Repeat("It was May. ", 80_000)
	for ; bytes > 0; bytes -= len(body) {
		_, err := ana.In(c.ID).Share(t.Context(), repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: "A payroll", Body: body}})
		require.NoError(t, err)
	}
	return c.ID
}

// alone checks that there is nothing beside a file in its folder.
func alone(t testing.TB, path string) {
	t.Helper()
	files, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Len(t, files, 1)
	require.Equal(t, filepath.Base(path), files[0].Name())
}

// A host's own tables are copied as they are.
func TestABackupOfAHostsDatabase(t *testing.T) {
	db := hostDB(t)
	execute(t, db, "INSERT INTO employee (rowid, id) VALUES (7, 'ana'), (9000000000, 'bob')")
	s := sqlite.New(db, nil)
	id := newCommunity(t, s.Tenant("one"))
	require.NoError(t, welcome(t.Context(), s.Tenant("one"), id, "bob"))

	copied := filepath.Join(t.TempDir(), "größe & 100%?.db")
	require.NoError(t, s.Backup(t.Context(), copied))
	assert.Equal(t, "7 ana, 9000000000 bob", ask[string](t, database(t, copied),
		"SELECT group_concat(rowid || ' ' || id, ', ') FROM (SELECT rowid, id FROM employee ORDER BY rowid)"))
	assert.Len(t, members(t, openFile(t, copied, nil).Tenant("one"), id), 1)
	if info, err := os.Stat(copied); assert.NoError(t, err) && filepath.Separator == '/' {
		assert.Equal(t, fs.FileMode(0o600), info.Mode(), "only its owner reads it")
	}
}

// A copy replaces nothing, and where there cannot be one nothing is left behind.
func TestABackupThatCannotBe(t *testing.T) {
	path := newFile(t)
	s := openFile(t, path, nil)
	newCommunity(t, s)
	folder := t.TempDir()
	in := func(name string) string { return filepath.Join(folder, name) }
	require.NoError(t, os.WriteFile(in("there"), []byte("precious"), 0o600))
	require.NoError(t, os.Symlink(in("nowhere"), in("dangling")))
	require.NoError(t, os.Mkdir(in("folder"), 0o700))
	for _, test := range []struct {
		path string
		code fault.Code
		says string
	}{
		{in("there"), fault.Exists, "is there already; name a new file, or delete it first"},
		{in("dangling"), fault.Exists, "is there already"},
		{path, fault.Exists, "is there already"},
		{in("folder"), fault.Invalid, "is a folder; name a file in it"},
		{"", fault.Invalid, "name a file"},
		{":memory:", fault.Invalid, "name a file"},
		{in("none/copy.db"), fault.Unavailable, "check that its folder is there"},
		{in("there/copy.db"), fault.Unavailable, "check that its folder is there"},
	} {
		err := s.Backup(t.Context(), test.path)
		assert.ErrorIs(t, err, test.code, test.path)
		assert.ErrorContains(t, err, "sqlite.Backup: ", test.path)
		assert.ErrorContains(t, err, test.says, test.path)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	assert.ErrorIs(t, s.Backup(ended, in("there")), fault.Exists, "that is known before anything is copied")
	assert.ErrorIs(t, s.Backup(ended, in("dangling")), fault.Exists)
	require.NoError(t, s.View(t.Context(), func(ctx context.Context, _ storage.Reader) error {
		assert.ErrorIs(t, s.Backup(ctx, in("inside")), fault.Precondition)
		return nil
	}))
	require.NoError(t, s.Close())
	assert.ErrorContains(t, s.Backup(t.Context(), in("closed")), "sqlite.Backup: unavailable: the store is closed")

	files, err := os.ReadDir(folder)
	require.NoError(t, err)
	assert.Len(t, files, 3, "what was there before")
	content, err := os.ReadFile(in("there"))
	require.NoError(t, err)
	assert.Equal(t, "precious", string(content))
}

// Of backups to one file at once, one is made.
func TestBackupsAtOnce(t *testing.T) {
	s := open(t, nil)
	filled(t, s, 1<<20)
	copied, made := newFile(t), make(chan error)
	for range 4 {
		go func() { made <- s.Backup(t.Context(), copied) }()
	}
	n := 0
	for range 4 {
		if err := <-made; err == nil {
			n++
		} else {
			assert.ErrorIs(t, err, fault.Exists)
		}
	}
	assert.Equal(t, 1, n)
	alone(t, copied)
	accountFor(t, copied, nil)
}

// watched is a context that tells whenever it is looked at, and hears whether it
// has ended.
type watched struct {
	context.Context
	look func() error
}

func (w watched) Err() error { return w.look() }

// looks is how often a backup looks at its context.
func looks(t testing.TB, s *sqlite.Store) (n int) {
	t.Helper()
	require.NoError(t, s.Backup(watched{t.Context(), func() error { n++; return nil }}, newFile(t)))
	return n
}

// Whenever its context ends, there is a whole copy or none, and the store goes
// on.
func TestABackupWhoseContextEnds(t *testing.T) {
	small, s := open(t, nil), open(t, &sqlite.Options{Readers: 1, Patience: impatient})
	id := filled(t, s, 10<<20)
	assert.GreaterOrEqual(t, looks(t, s), looks(t, small)+2, "it is looked at every 4 MB")
	for n := range looks(t, s) {
		copied, left := newFile(t), n
		err := s.Backup(watched{t.Context(), func() error {
			if left--; left < 0 {
				return context.Canceled
			}
			return nil
		}}, copied)
		require.ErrorIs(t, err, fault.Unavailable)
		require.ErrorIs(t, err, context.Canceled)
		files, err := os.ReadDir(filepath.Dir(copied))
		require.NoError(t, err)
		require.Empty(t, files)
		require.Empty(t, openFiles(filepath.Dir(copied)))
		members(t, s, id)
	}
}

// What others write while the pages are copied neither is in the copy nor makes
// it begin again.
func TestABackupIsOfOneMoment(t *testing.T) {
	s := open(t, nil)
	id := filled(t, s, 10<<20)
	ana, copied := praxis.New(s, nil).As("ana").In(id), newFile(t)
	wanted, n := looks(t, s), 0
	require.NoError(t, s.Backup(watched{t.Context(), func() error {
		if n++; n > 10*wanted {
			return context.Canceled // it would never end
		}
		return ana.Invite(t.Context(), activity.Person(fmt.Sprint("person ", n)), "")
	}}, copied))
	assert.Equal(t, wanted, n)
	accountFor(t, copied, nil)
	there, then := members(t, s, id), members(t, openFile(t, copied, nil), id)
	assert.Len(t, there, 1+n)
	assert.Less(t, len(then), len(there)-2, "of those invited while pages were copied nobody")
	assert.Equal(t, there[0], then[0])
}
