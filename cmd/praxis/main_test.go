package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// command runs a command line.
func command(t testing.TB, args ...string) (code int, out, err string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(t.Context(), args, &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

// ok runs a command line that must succeed, and returns what it printed.
func ok(t testing.TB, args ...string) string {
	t.Helper()
	code, out, err := command(t, args...)
	require.Zero(t, code, err)
	return out
}

const table = `t,actor,verb,object,in_reply_to,reply_to_actor,thread,tags,accepted
2024-01-01T10:00:00,u1,ask,p1,,,p1,payroll,
2024-01-01T11:00:00,u2,answer,p2,p1,u1,p1,payroll,1
2024-02-01T12:00:00,u1,comment,c1,p2,u2,p1,payroll,
`

// write writes a file and returns its path.
func write(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

func TestImportAndMeasure(t *testing.T) {
	source, db := write(t, "h.csv", table), filepath.Join(t.TempDir(), "praxis.db")
	imported := func(source ...string) string {
		return ok(t, append([]string{"import", "--db", db, "--community", "Auditors"}, source...)...)
	}
	assert.Equal(t, "Added 3 activities to \"Auditors\".\n", imported("--from", "csv", source))
	assert.Equal(t, "Nothing to add: \"Auditors\" has all 3 activities already.\n", imported(source))
	more := write(t, "h.csv", table+"2024-03-01,u3,answer,p3,p1,u1,p1,payroll,\n")
	assert.Equal(t, "Added 1 of 4 activities to \"Auditors\"; it had the others already.\n", imported(more))

	assert.Equal(t, ok(t, "measure", more), ok(t, "measure", "--db", db, "--community", "Auditors"))
	assert.Equal(t, ok(t, "measure", more, "--json"), ok(t, "measure", "--db", db, "--community", "Auditors", "--json"))
	assert.Contains(t, ok(t, "measure", more), "4 activities by 3 people, 1 Jan 2024 to 1 Mar 2024 (UTC)")
	var figures map[string]any
	require.NoError(t, json.Unmarshal([]byte(ok(t, "measure", more, "--json")), &figures))
	assert.EqualValues(t, 4, figures["events"])
}

// TestBadSourceLeavesNothing: not even a database.
func TestBadSourceLeavesNothing(t *testing.T) {
	for name, bad := range map[string]struct{ content, says string }{
		"cut off":     {table + "2024-03-01,u3,ans", "h.csv:5"},
		"no date":     {table + ",u3,answer,p3,p1,u1,p1,payroll,\n", "h.csv:5"},
		"not a table": {"hello\n", "h.csv:1"},
		"empty":       {"", "h.csv"},
		"no rows":     {"t,actor,verb\n", "holds no activities"},
	} {
		source, db := write(t, "h.csv", bad.content), filepath.Join(t.TempDir(), "praxis.db")
		code, out, err := command(t, "import", source, "--db", db, "--community", "Auditors")
		assert.Equal(t, failed, code, name)
		assert.Empty(t, out, name)
		assert.Contains(t, err, bad.says, name)
		assert.NoFileExists(t, db, name)
	}
}

func TestMistakes(t *testing.T) {
	source, db := write(t, "h.csv", table), filepath.Join(t.TempDir(), "praxis.db")
	ok(t, "import", source, "--db", db, "--community", "Auditors")
	ok(t, "import", source, "--db", db, "--community", "Gardeners")
	for says, args := range map[string][]string{
		"name a source, or a database":                               {"measure"},
		"name a community of the database":                           {"measure", "--db", db},
		"either a source or a database":                              {"measure", source, "--db", db, "--community", "Auditors"},
		"go with a source":                                           {"measure", "--from", "csv", "--db", db, "--community", "Auditors"},
		"name a source to import":                                    {"import", "--db", db, "--community", "Auditors"},
		"name the community that the history is of with --community": {"import", source, "--db", db},
		`--from must be one of "","archive","stackexchange",`:        {"measure", source, "--from", "xml"},
		"unexpected argument dance":                                  {"dance"},
	} {
		code, out, err := command(t, args...)
		assert.Equal(t, misused, code, args)
		assert.Empty(t, out, args)
		assert.Contains(t, err, says, args)
	}
	for says, args := range map[string][]string{
		`no such community "Bakers"; there are: "Auditors", "Gardeners"`: {"measure", "--db", db, "--community", "Bakers"},
		"no such file": {"measure", filepath.Join(t.TempDir(), "none.csv")},
		"none.db":      {"measure", "--db", filepath.Join(t.TempDir(), "none.db"), "--community", "Auditors"},
		"h.csv is neither a folder nor a whole zip": {"measure", "--from", "stackexchange", source},
		"is a folder; name the file in it":          {"measure", "--from", "csv", filepath.Dir(source)},
		"is no history as a whole; name one of its": {"measure", filepath.Dir(source)},
		": no such file or directory":               {"report", "--db", filepath.Join(t.TempDir(), "none.db"), "--community", "Auditors"},
		"no SQLite database":                        {"import", source, "--db", write(t, "x.db", strings.Repeat("not a database ", 100)), "--community", "A"},
		"check that its folder is there":            {"import", source, "--db", filepath.Join(t.TempDir(), "none", "x.db"), "--community", "A"},
		"name must be one line":                     {"import", source, "--db", db, "--community", " A"},
	} {
		code, out, err := command(t, args...)
		assert.Equal(t, failed, code, args)
		assert.Empty(t, out, args)
		assert.Contains(t, err, says, args)
	}
}

// TestSameName: two communities of one name are told apart by their ids.
func TestSameName(t *testing.T) {
	source, file := write(t, "h.csv", table), filepath.Join(t.TempDir(), "praxis.db")
	ok(t, "import", source, "--db", file, "--community", "Auditors")
	db, err := sql.Open("sqlite", file)
	require.NoError(t, err)
	defer db.Close()
	var id string
	require.NoError(t, db.QueryRow("SELECT community_id FROM praxis_community").Scan(&id))
	assert.Contains(t, ok(t, "measure", "--db", file, "--community", id), "3 activities by 2 people")
	ok(t, "import", source, "--db", file, "--community", "Gardeners")
	_, err = db.Exec(`UPDATE praxis_community SET charter = json_set(charter, '$.name', 'Auditors')`)
	require.NoError(t, err)
	code, _, says := command(t, "measure", "--db", file, "--community", "Auditors")
	assert.Equal(t, failed, code)
	assert.Contains(t, says, "2 communities are called \"Auditors\"; name one by its id: ")
	assert.Contains(t, says, id)
	assert.Contains(t, ok(t, "measure", "--db", file, "--community", id), "3 activities by 2 people")
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{}, {"--help"}, {"import", "--help"}, {"measure", "--help"}, {"momentum", "--help"}, {"export", "--help"}, {"backup", "--help"}, {"formats", "--help"}} {
		assert.Contains(t, ok(t, args...), "Usage: praxis", args)
	}
}

// TestImportsAtOnce: of several first imports, one founds the community.
func TestImportsAtOnce(t *testing.T) {
	source, db := write(t, "h.csv", table), filepath.Join(t.TempDir(), "praxis.db")
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			code, _, err := command(t, "import", source, "--db", db, "--community", "Auditors")
			assert.Zero(t, code, err)
		})
	}
	group.Wait()
	assert.Contains(t, ok(t, "measure", "--db", db, "--community", "Auditors"), "3 activities by 2 people")
}

// TestPipe: what can be read only once cannot be looked at first.
func TestNoRegularFile(t *testing.T) {
	code, _, says := command(t, "import", os.DevNull, "--db", filepath.Join(t.TempDir(), "x.db"), "--community", "Gardeners")
	assert.Equal(t, failed, code)
	assert.Contains(t, says, "is no regular file")
}

// TestInterrupted: whoever interrupts an import has imported nothing.
func TestInterrupted(t *testing.T) {
	source, db := write(t, "h.csv", table), filepath.Join(t.TempDir(), "praxis.db")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, err bytes.Buffer
	assert.Equal(t, failed, run(ctx, []string{"import", source, "--db", db, "--community", "A"}, &out, &err))
	assert.Contains(t, err.String(), "context canceled")
	assert.NoFileExists(t, db)
}
