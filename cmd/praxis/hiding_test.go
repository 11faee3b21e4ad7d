package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
)

func TestExportUnderPseudonyms(t *testing.T) {
	source, db, key := write(t, "h.csv", table), filepath.Join(t.TempDir(), "praxis.db"), filepath.Join(t.TempDir(), "key")
	ok(t, "import", "--db", db, "--community", "Auditors", source)
	ok(t, "key", key)
	held, err := os.ReadFile(key)
	require.NoError(t, err)
	assert.Len(t, held, exchange.MinPseudonymKey)

	export := func(more ...string) []string {
		return append([]string{"export", "--db", db, "--community", "Auditors", "--pseudonyms", key}, more...)
	}
	plain := ok(t, "export", "--db", db, "--community", "Auditors", "--to", "csv")
	for _, w := range exchange.Writers() {
		hidden := ok(t, export("--to", w.Name)...)
		assert.Equal(t, hidden, ok(t, export("--to", w.Name)...), w.Name)
		for _, original := range []string{"payroll", "Auditors"} {
			assert.NotContains(t, hidden, original, w.Name)
		}
	}
	hidden := ok(t, export("--to", "csv")...)
	assert.Equal(t, strings.Count(plain, "\n"), strings.Count(hidden, "\n"))
	assert.NotContains(t, hidden, ",u1,")
	assert.Contains(t, hidden, "2024-01-01T11:00:00")
	assert.Contains(t, ok(t, export("--to", "csv", "--keep-topics", "--days")...), "2024-01-01T00:00:00")
	assert.Contains(t, ok(t, export("--to", "csv", "--keep-topics")...), "payroll")

	code, out, said := command(t, export("--to", "csv", "--without", write(t, "without", "u2\r\nnobody\n"))...)
	require.Zero(t, code, said)
	assert.NotContains(t, out, ",answer,")
	assert.Contains(t, out, ",comment,")
	assert.Contains(t, said, "1 did nothing in this record")
}

func TestExportRefusesWhatHidesNobody(t *testing.T) {
	source, db := write(t, "h.csv", table), filepath.Join(t.TempDir(), "praxis.db")
	ok(t, "import", "--db", db, "--community", "Auditors", source)
	key, open := filepath.Join(t.TempDir(), "key"), filepath.Join(t.TempDir(), "open")
	ok(t, "key", key)
	ok(t, "key", open)
	require.NoError(t, os.Chmod(open, 0o644))
	for says, more := range map[string][]string{
		"is there already":         {"key", key},
		"go with --pseudonyms":     {"--to", "csv", "--days"},
		"an archive holds":         {"--pseudonyms", key},
		"praxis key":               {"--to", "csv", "--pseudonyms", key + "2"},
		"chmod 600":                {"--to", "csv", "--pseudonyms", open},
		"has 5 bytes":              {"--to", "csv", "--pseudonyms", write(t, "short", "short")},
		"is no key":                {"--to", "csv", "--pseudonyms", write(t, "long", strings.Repeat("x", maxKey+1))},
		"names nobody":             {"--to", "csv", "--pseudonyms", key, "--without", write(t, "without", "\n")},
		":2: must be the id":       {"--to", "csv", "--pseudonyms", key, "--without", write(t, "without", "u1\nu\t2\n")},
		"leave out cannot be read": {"--to", "csv", "--pseudonyms", key, "--without", key + "2"},
	} {
		args := more
		if more[0] != "key" {
			args = append([]string{"export", "--db", db, "--community", "Auditors"}, more...)
		}
		code, out, err := command(t, args...)
		assert.NotZero(t, code, says)
		assert.Empty(t, out, says)
		assert.Contains(t, err, says)
	}
}

// FuzzPeopleIn: whatever is in the file, its lines are people, each as it is written, or
// the error says which line is none.
func FuzzPeopleIn(f *testing.F) {
	for _, s := range []string{"u1\nu2\n", "\ufeffu1\r\n\r\nu2", "u1\nu\t2\n", "\n", "", "u1\ru2", "\xff", strings.Repeat("u", 256)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var lines []string
		for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
			lines = append(lines, strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r"))
		}
		written := slices.DeleteFunc(slices.Clone(lines), func(line string) bool { return line == "" })
		people, err := peopleIn("without", text)
		bad := 0
		switch n, _ := fmt.Sscanf(fmt.Sprint(err), "without:%d:", &bad); {
		case n == 1:
			require.False(t, fault.IsPerson(lines[bad-1]), "%q", lines[bad-1])
		case err != nil:
			require.Empty(t, written)
		default:
			require.Len(t, people, len(written))
			for i, p := range people {
				require.Equal(t, written[i], string(p))
				require.True(t, fault.IsPerson(written[i]))
			}
		}
	})
}
