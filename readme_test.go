package praxis_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestReadmeQuotesTheQuickstart: every block of Go in the README stands, up to
// indentation, in the quickstart.
func TestReadmeQuotesTheQuickstart(t *testing.T) {
	readme, quickstart := plain(t, "README.md"), plain(t, "examples/quickstart/main.go")
	blocks := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(readme, -1)
	require.NotEmpty(t, blocks)
	for _, block := range blocks {
		assert.Contains(t, quickstart, block[1])
	}
}

// TestReadmeNamesWhatIsThere: every folder and make target it names exists.
func TestReadmeNamesWhatIsThere(t *testing.T) {
	readme := plain(t, "README.md")
	for _, command := range regexp.MustCompile(`go run (\./\S+)`).FindAllStringSubmatch(readme, -1) {
		assert.DirExists(t, command[1])
	}
	for _, target := range regexp.MustCompile(`(?m)^make (\w+)`).FindAllStringSubmatch(readme, -1) {
		assert.Contains(t, plain(t, "Makefile"), "\n"+target[1]+":")
	}
	for _, link := range regexp.MustCompile(`\]\(([^)]+)\)`).FindAllStringSubmatch(readme, -1) {
		assert.FileExists(t, link[1])
	}
}

// plain returns a file without the indentation of its lines.
func plain(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	return regexp.MustCompile(`(?m)^[ \t]+`).ReplaceAllString(strings.ReplaceAll(string(text), "\r", ""), "")
}
