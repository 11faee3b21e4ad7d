package postgres

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var modifying = regexp.MustCompile(`\b(FOR |DO )?(INSERT INTO|UPDATE|DELETE FROM|MERGE INTO|TRUNCATE|COPY)\b`)

// modifications counts how often a statement modifies a table, which locks do
// not, and what is to be done about a conflict does not once more.
func modifications(text string) (n int) {
	for _, found := range modifying.FindAllStringSubmatch(text, -1) {
		if found[1] == "" {
			n++
		}
	}
	return n
}

func TestModifications(t *testing.T) {
	for text, n := range map[string]int{
		"SELECT 1 FROM a FOR UPDATE OF a":                       0,
		"INSERT INTO a VALUES (1) ON CONFLICT DO UPDATE SET":    1,
		"WITH n AS (UPDATE a SET x = 1) INSERT INTO b SELECT 1": 2,
		"UPDATE a SET x = 1; DELETE FROM a":                     2,
	} {
		assert.Equal(t, n, modifications(text), text)
	}
}

// A statement modifies a table at most once, so that it means the same where
// tables are distributed. All that writes rows is here, but for copying them.
func TestAStatementModifiesOneTable(t *testing.T) {
	all := newTexts("").write
	require.Greater(t, len(all), 100)
	for kind, text := range all {
		assert.Equal(t, 1, modifications(text), text)
		assert.Equal(t, 1, strings.Count(text, "praxis_"), text)
		assert.Contains(t, text, " "+kind.shape.Table+" AS t ")
	}
}

// literals are the strings in the sources of what talks to the server, by the
// names of their files.
func literals(t *testing.T) map[string][]string {
	t.Helper()
	found := make(map[string][]string)
	for _, folder := range []string{".", "../internal/sqlstore", "../internal/schema"} {
		files, err := filepath.Glob(folder + "/*.go")
		require.NoError(t, err)
		require.NotEmpty(t, files)
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			require.NoError(t, err)
			ast.Inspect(file, func(n ast.Node) bool {
				if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
					text, err := strconv.Unquote(l.Value)
					require.NoError(t, err)
					found[filepath.Base(name)] = append(found[filepath.Base(name)], text)
				}
				return true
			})
		}
	}
	return found
}

// Nothing else writes than what the last test has looked at, but the record of
// the migrations; and nothing outlives a transaction or needs a session, so that
// a pooler can be in between.
func TestTheSourcesOfStatements(t *testing.T) {
	session := regexp.MustCompile(`(?i)\bpg_(try_)?advisory|^(UN)?LISTEN\b|\bNOTIFY\b|\bpg_notify\b|\bnextval\b|\bWITH HOLD\b|^PREPARE\b|^CREATE TEMP`)
	var writers []string
	for name, texts := range literals(t) {
		writes := false
		for _, text := range texts {
			writes = writes || modifications(text) > 0
			assert.NotRegexp(t, session, text, name)
			assert.False(t, strings.HasPrefix(text, "SET ") && !strings.HasPrefix(text, "SET LOCAL "), "%s: %s", name, text)
		}
		if writes {
			writers = append(writers, name)
		}
	}
	assert.ElementsMatch(t, []string{"statement.go", "migrate.go"}, writers)
}
