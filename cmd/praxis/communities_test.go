package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestCommunities: what a database holds is listed, by names and ids by which the
// other commands find it; who errs is told of a few.
func TestCommunities(t *testing.T) {
	var rows strings.Builder
	rows.WriteString("month,actor,event,group\n")
	for i := range 12 {
		fmt.Fprintf(&rows, "2020-01,u%d,join,group %02d\n", i, i)
	}
	db := filepath.Join(t.TempDir(), "praxis.db")
	ok(t, "import", write(t, "m.csv", rows.String()), "--db", db)
	page := ok(t, "communities", "--db", db)
	assert.Contains(t, page, "12 communities\n")
	assert.Equal(t, 12, strings.Count(page, "  3 activities  \"group "))

	var listed []struct {
		ID, Name   string
		Activities int
	}
	require.NoError(t, json.Unmarshal([]byte(ok(t, "communities", "--db", db, "--json")), &listed))
	require.Len(t, listed, 12)
	assert.Equal(t, ok(t, "measure", "--db", db, "--community", listed[3].Name), ok(t, "measure", "--db", db, "--community", listed[3].ID))

	code, _, err := command(t, "measure", "--db", db, "--community", "group")
	assert.Equal(t, failed, code)
	assert.Contains(t, err, `no such community "group"; there are: "group 00", `)
	assert.Contains(t, err, `"group 08", "group 09", and 2 more, which praxis communities lists`)

	none := filepath.Join(t.TempDir(), "none.db")
	code, _, err = command(t, "communities", "--db", none)
	assert.Equal(t, failed, code)
	assert.Contains(t, err, "none.db: no such file")
	assert.NoFileExists(t, none)
}
