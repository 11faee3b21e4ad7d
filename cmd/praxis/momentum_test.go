package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/internal/recorded"
)

// judgement is what praxis momentum --json prints of a month.
type judgement struct {
	Month      string
	People     int
	Activities int
	State      string
	Reasons    []string
}

func momentum(t testing.TB, args ...string) (all []judgement) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(ok(t, append([]string{"momentum", "--json"}, args...)...)))
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(&all))
	return all
}

// alarms returns the months in a state that says that something is wrong.
func alarms(all []judgement, states ...string) (months []string) {
	for _, m := range all {
		for _, s := range states {
			if m.State == s {
				months = append(months, m.Month)
			}
		}
	}
	return months
}

// TestMomentumOfRealCommunities: one declined and was retired; the other is small
// and quiet, and lives.
func TestMomentumOfRealCommunities(t *testing.T) {
	data := recorded.Dir(t)
	bower := momentum(t, filepath.Join(data, "git-bower.csv"))
	require.Len(t, bower, 146)
	assert.Equal(t, judgement{"2012-09", 18, 52, "starting", bower[0].Reasons}, bower[0])
	assert.Equal(t, "2024-10", bower[145].Month)
	called := alarms(bower, "stalled", "declining", "dormant")
	require.NotEmpty(t, called)
	assert.Greater(t, called[0], "2014-12", "there is no alarm while it grows")
	assert.Less(t, called[0], "2016-01", "the decline is called early")
	assert.Subset(t, called, []string{"2017-02", "2018-12", "2020-12", "2022-12", "2023-12"})

	bicycles := momentum(t, filepath.Join(data, "stackexchange-bicycles-meta"))
	assert.Equal(t, bicycles, momentum(t, filepath.Join(data, "stackexchange-bicycles-meta.csv")), "from the dump as from the table")
	assert.Len(t, bicycles, 157)
	assert.Empty(t, alarms(bicycles, "dormant", "ended"))
	assert.NotEmpty(t, alarms(bicycles, "declining"), "from some 15 people a month to 4")
}

// TestMomentumIsCausal: a history that is cut off is judged the same up to there.
func TestMomentumIsCausal(t *testing.T) {
	lines := strings.SplitAfter(string(read(t, filepath.Join(recorded.Dir(t), "git-bower.csv"))), "\n")
	whole := momentum(t, write(t, "h.csv", strings.Join(lines, "")))
	for _, year := range []string{"2013", "2014", "2015", "2016", "2018", "2021"} {
		part := lines[:1:1]
		for _, line := range lines[1:] {
			if line < year {
				part = append(part, line)
			}
		}
		judged := momentum(t, write(t, "h.csv", strings.Join(part, "")))
		assert.Equal(t, whole[:len(judged)], judged, year)
	}
}

// teachers are a community that grows up, loses its people, and has a few left.
func teachers() string {
	var b strings.Builder
	b.WriteString("t,actor,verb,object,in_reply_to,reply_to_actor,thread,tags,accepted\n")
	for m := range 40 {
		people := min(6+m, 20)
		if m >= 28 {
			people = 3
		}
		for who := range people {
			fmt.Fprintf(&b, "%d-%02d-10T09:00:00,u%d,ask,p%d,,,p%d,,\n", 2020+m/12, m%12+1, who, 100*m+who, 100*m+who)
		}
	}
	return b.String()
}

func TestMomentumAsText(t *testing.T) {
	source, db := write(t, "h.csv", teachers()), filepath.Join(t.TempDir(), "praxis.db")
	ok(t, "import", source, "--db", db, "--community", "Teachers")
	for _, args := range [][]string{{}, {"--json"}} {
		assert.Equal(t, ok(t, append([]string{"momentum", source}, args...)...),
			ok(t, append([]string{"momentum", "--db", db, "--community", "Teachers"}, args...)...), "the database says the same")
	}
	assert.Equal(t, string(read(t, filepath.Join("testdata", "momentum.txt"))), ok(t, "momentum", source))
}

func TestMomentumOfNothing(t *testing.T) {
	upkeep := write(t, "h.csv", "t,actor,verb,object,in_reply_to,reply_to_actor,thread,tags,accepted\n2024-01-01,u1,join,c1,,,,,\n")
	assert.Equal(t, "[]\n", ok(t, "momentum", upkeep, "--json"))
	assert.Equal(t, "No activities, upkeep aside.\n", ok(t, "momentum", upkeep))
	code, _, says := command(t, "momentum")
	assert.Equal(t, misused, code)
	assert.Contains(t, says, "name a source, or a database")
	code, _, says = command(t, "momentum", filepath.Join(t.TempDir(), "none.csv"))
	assert.Equal(t, failed, code)
	assert.Contains(t, says, "no such file")
}
