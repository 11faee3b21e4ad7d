package praxis_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
	"github.com/praxis-cop/praxis/storage/sqlite"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

// toldOn tells a story on every store that needs no server, and checks afterwards
// that the record of each community accounts for what came of it.
func toldOn(t *testing.T, o *praxis.Options, story func(*testing.T, community), people ...activity.Person) {
	t.Helper()
	for name, open := range map[string]func(t *testing.T) storage.Store{
		"memory": func(*testing.T) storage.Store { return memory.New(nil) },
		"sqlite": func(t *testing.T) storage.Store {
			store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "praxis.db"), nil)
			require.NoError(t, err)
			t.Cleanup(func() { assert.NoError(t, store.Close()) })
			return store
		},
	} {
		t.Run(name, func(t *testing.T) {
			store := open(t)
			c := newCommunity(t, store, o, people...)
			story(t, c)
			all, err := c.Communities(t.Context(), activity.CommunityID{}, 0)
			require.NoError(t, err)
			for _, one := range all {
				storagetest.AccountFor(t, store, one.ID)
			}
		})
	}
}

// wait lets time go by.
func (c community) wait(d time.Duration) { *c.now = c.now.Add(d) }

// at moves the clock to a time.
func (c community) at(t time.Time) { *c.now = t }

const aDay = 24 * time.Hour

// tells reads the record as a person sees it: who did what, from an entry on.
func (c community) tells(t *testing.T, p activity.Person, from int) (lines []string) {
	t.Helper()
	record, err := c.as(p).Activities(t.Context(), activity.ID{}, 0)
	require.NoError(t, err)
	for _, a := range record[from:] {
		line := string(a.Actor) + " " + string(a.Verb)
		if a.To != "" {
			line += " " + string(a.To)
		}
		lines = append(lines, line)
	}
	return lines
}

// length is how many entries there are that a person sees.
func (c community) length(t *testing.T, p activity.Person) int { return len(c.tells(t, p, 0)) }

// refused checks that something is refused, and what is said of it.
func refused(t *testing.T, code fault.Code, says string, err error) {
	t.Helper()
	require.ErrorIs(t, err, code)
	require.ErrorContains(t, err, says)
}

// fields are the names of all that is bad about what somebody gave.
func fields(t *testing.T, err error) (names []string) {
	t.Helper()
	var problem *fault.Error
	require.ErrorAs(t, err, &problem)
	require.ErrorIs(t, err, fault.Invalid)
	for _, f := range problem.Fields {
		names = append(names, f.Name)
	}
	return names
}

func warStory(title string) repertoire.Draft {
	return repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: title, Body: "It was May.", Topics: []string{"payroll"}}}
}
