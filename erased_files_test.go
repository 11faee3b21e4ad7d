package praxis_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/search"
	"github.com/praxis-cop/praxis/storage/sqlite"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

// inFiles is how often a text stands in a database's file and in those beside it.
func inFiles(t testing.TB, path, text string) (n int) {
	t.Helper()
	files, err := filepath.Glob(path + "*")
	require.NoError(t, err)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		n += bytes.Count(data, []byte(text))
	}
	return n
}

// TestNoTraceInTheFile: after an erasure no byte of an SQLite database tells of
// the person: no table, no index, no free page, no rest of a page, and once the
// log has been copied (as when the database is closed) no log.
func TestNoTraceInTheFile(t *testing.T) {
	for _, words := range []bool{false, true} {
		t.Run(fmt.Sprint("words ", words), func(t *testing.T) {
			ctx, path := t.Context(), filepath.Join(t.TempDir(), "praxis.db")
			store, err := sqlite.Open(ctx, path, nil)
			require.NoError(t, err)
			c := newEventful(t, store)
			crowd(t, c)
			require.NotZero(t, inFiles(t, path, string(qa)), "they were there")
			require.NotZero(t, inFiles(t, path, said))
			require.NotZero(t, inFiles(t, path, folded), "as they are searched")

			_, err = c.As(qa).Erase(ctx, &praxis.EraseOptions{Words: words})
			require.NoError(t, err)
			storagetest.AccountFor(t, store, c.ID)
			found, err := c.as("ana").Search(ctx, folded, search.Cursor{}, 1)
			require.NoError(t, err)
			assert.Equal(t, words, len(found.Results) == 0)
			require.NoError(t, store.Close())

			db, err := sql.Open("sqlite", "file:"+path)
			require.NoError(t, err)
			defer db.Close()
			var busy, log, copied int
			require.NoError(t, db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &log, &copied))
			assert.Zero(t, inFiles(t, path, string(qa)))
			if words {
				assert.Zero(t, inFiles(t, path, said))
				assert.Zero(t, inFiles(t, path, folded))
				// An index writes of a word only what the one before it does not begin with.
				assert.Zero(t, inFiles(t, path, rare[len(rare)/2:]), "in no index either")
				assert.Zero(t, inFiles(t, path, folded[1:8]))
			} else {
				assert.NotZero(t, inFiles(t, path, said), "what they wrote is the community's")
			}
		})
	}
}

// folded is what was said as it is searched, and rare a word of it that is so long
// that an index holds its end apart.
var (
	folded = strings.ToLower(said)
	rare   = strings.Repeat("quux", 16)
)

// crowd fills pages around the person's rows: others, in this community and in
// others, who come, talk and go; and so does the person.
func crowd(t testing.TB, c community) {
	t.Helper()
	ctx := t.Context()
	require.NoError(t, c.as("ana").Admit(ctx, qa))
	for i := range 40 {
		other := c.as(activity.Person(fmt.Sprintf("%c-person", 'a'+i%26)))
		if i < 26 {
			require.NoError(t, c.as("ana").Admit(ctx, activity.Person(fmt.Sprintf("%c-person", 'a'+i))))
		}
		for _, p := range []praxis.Participant{other, c.as(qa)} {
			q, err := p.Ask(ctx, fmt.Sprint(said[:3], " ", i, strings.Repeat("long ", i*20)), "payroll")
			require.NoError(t, err)
			body := strings.Repeat(fmt.Sprintf("word%d ", i), 1+i*3)
			if p == c.as(qa) {
				body += said + " " + rare
			}
			shared, err := p.Share(ctx, repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: fmt.Sprint("Story ", i), Body: body}})
			require.NoError(t, err)
			if i%4 == 0 {
				require.NoError(t, p.Revise(ctx, shared, repertoire.Edit{Base: 1, Text: repertoire.Text{Title: "Shorter", Body: body[len(body)/2:]}, Note: "shorter"}))
			}
			_, err = c.as("ana").Answer(ctx, q, "For "+string(qa))
			require.NoError(t, err)
		}
	}
	elsewhere, err := c.As("ana").Found(ctx, auditors())
	require.NoError(t, err)
	require.NoError(t, c.As(qa).In(elsewhere.ID).Join(ctx))
}
