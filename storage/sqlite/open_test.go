package sqlite_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// A path is taken as it is, whatever it would mean in a URI.
func TestPaths(t *testing.T) {
	for _, name := range []string{
		"praxis", "with spaces .db", "what?.db", "a#b.db", "100%.db", "%41.db", "a&b=c;d.db", "a+b.db", "größe 日本.db", "'quotes\".db",
		"~.db", "-v", "mode=memory?mode=memory", `back\slash.db`, "colon:memory:", strings.Repeat("n", 200),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			s, err := sqlite.Open(t.Context(), filepath.Join(dir, name), nil)
			require.NoError(t, err)
			id := newCommunity(t, s)
			require.NoError(t, welcome(t.Context(), s, id, "bob"))
			require.NoError(t, s.Close())

			files, err := os.ReadDir(dir)
			require.NoError(t, err)
			require.Len(t, files, 1, "one file, of this name")
			assert.Equal(t, name, files[0].Name())
			assert.Equal(t, []activity.Person{"bob"}, members(t, openFile(t, filepath.Join(dir, name), nil), id), "opened again")
		})
	}
}

// A relative path begins in the folder that is current when Open is called.
func TestARelativePath(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	s := openFile(t, "praxis.db", nil)
	t.Chdir(t.TempDir())
	newCommunity(t, s)
	assert.FileExists(t, filepath.Join(dir, "praxis.db"))
}

func TestWhatCannotBeOpened(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "letter.txt")
	require.NoError(t, os.WriteFile(text, []byte(strings.Repeat("Dear auditors, ", 100)), 0o600))
	whole := newFile(t)
	newCommunity(t, openFile(t, whole, nil))
	damaged := filepath.Join(dir, "damaged.db")
	damage(t, whole, damaged)

	for _, test := range []struct {
		name, path string
		code       fault.Code
		says       string
	}{
		{"nothing", "", fault.Invalid, "name a file"},
		{"memory", ":memory:", fault.Invalid, "use storage/memory"},
		{"a URI", "file:" + filepath.Join(dir, "a.db"), fault.Invalid, "name a file"},
		{"a NUL", filepath.Join(dir, "a\x00.db"), fault.Invalid, "name a file"},
		{"a folder", dir, fault.Invalid, "is a folder; name a file in it"},
		{"in no folder", filepath.Join(dir, "nowhere", "a.db"), fault.Unavailable, "check that its folder is there"},
		{"in a file", filepath.Join(text, "a.db"), fault.Unavailable, "check that its folder is there"},
		{"no database", text, fault.Unavailable, "the file is no SQLite database; name another one"},
		{"a damaged one", damaged, fault.Unavailable, "the database is damaged; restore a backup"},
	} {
		t.Run(test.name, func(t *testing.T) {
			start := time.Now()
			s, err := sqlite.Open(t.Context(), test.path, nil)
			assert.Nil(t, s)
			assert.Equal(t, test.code, fault.CodeOf(err), "%v", err)
			assert.ErrorContains(t, err, "sqlite.Open: "+string(test.code)+": ")
			assert.ErrorContains(t, err, test.says)
			assert.Less(t, time.Since(start), 3*time.Second, "it does not try again and again")
		})
	}
	letter, err := os.ReadFile(text)
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(string(letter), "Dear auditors"), "and it is untouched")
	assert.NoFileExists(t, filepath.Join(dir, "a.db"))
}

// damage copies a database without its second half.
func damage(t testing.TB, from, to string) {
	t.Helper()
	db := database(t, from)
	execute(t, db, "VACUUM INTO ?", to)
	b, err := os.ReadFile(to)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(to, b[:len(b)/2], 0o600))
}

// A file that may only be read can be read, if it is up to date.
func TestAReadOnlyFile(t *testing.T) {
	path := newFile(t)
	s := openFile(t, path, nil)
	id := newCommunity(t, s)
	require.NoError(t, welcome(t.Context(), s, id, "bob"))

	for name, db := range map[string]*sql.DB{
		"query_only": database(t, path, append(wise, "query_only(1)")...),
		"mode=ro":    readOnly(t, path),
	} {
		t.Run(name, func(t *testing.T) {
			require.NoError(t, sqlite.Migrate(t.Context(), db), "there is nothing to do")
			s := sqlite.New(db, nil)
			assert.Equal(t, []activity.Person{"bob"}, members(t, s, id))
			err := welcome(t.Context(), s, id, "eve")
			assert.ErrorIs(t, err, fault.Unavailable)
			assert.ErrorContains(t, err, "the database is read-only; check the rights of the file and its folder")
		})
	}

	t.Run("not up to date", func(t *testing.T) {
		path := newFile(t)
		execute(t, database(t, path), "CREATE TABLE employee (id TEXT PRIMARY KEY)")
		start := time.Now()
		err := sqlite.Migrate(t.Context(), readOnly(t, path))
		assert.ErrorIs(t, err, fault.Unavailable)
		assert.ErrorContains(t, err, "the database is read-only")
		assert.Less(t, time.Since(start), 3*time.Second, "it does not try again and again")
	})

	t.Run("rights", func(t *testing.T) {
		if os.Geteuid() == 0 {
			t.Skip("root may write to any file; run this as somebody else")
		}
		require.NoError(t, os.Chmod(path, 0o400))
		err := welcome(t.Context(), openFile(t, path, nil), id, "eve")
		assert.ErrorIs(t, err, fault.Unavailable)
		assert.ErrorContains(t, err, "the database is read-only")
	})
}

func readOnly(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db
}
