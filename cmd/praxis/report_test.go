package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/insight"
	"github.com/praxis-cop/praxis/internal/recorded"
)

// reported is what praxis report --json prints.
func reported(t testing.TB, args ...string) (r insight.Report) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(ok(t, append([]string{"report", "--json"}, args...)...)))
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(&r))
	return r
}

func TestReport(t *testing.T) {
	source, db := write(t, "h.csv", teachers()), filepath.Join(t.TempDir(), "praxis.db")
	ok(t, "import", source, "--db", db, "--community", "Teachers")
	r := reported(t, source)
	assert.Equal(t, "h.csv", r.Title)
	assert.Equal(t, insight.DefaultMinGroup, r.MinGroup)
	assert.Equal(t, 20.0, r.Parts[0].Figures[0].Before.Value, "three years ago they were many")
	assert.Equal(t, "fewer than 5 people: not shown", r.Parts[0].Figures[0].Withheld)
	assert.Equal(t, 3.0, reported(t, source, "--min-group", "3").Parts[0].Figures[0].Value)

	same := reported(t, "--db", db, "--community", "Teachers")
	assert.Equal(t, "Teachers", same.Title, "and not what names it on the command line")
	same.Title = r.Title
	assert.Equal(t, r, same)
	assert.Equal(t, reported(t, source, "--min-group", "3", "--title", "x"), reported(t, "--db", db, "--community", "Teachers", "--min-group", "3", "--title", "x"))
}

// What the command writes can be compared with what it writes.
func TestReportBesideOthers(t *testing.T) {
	source := write(t, "h.csv", teachers())
	one := write(t, "one.json", ok(t, "report", source, "--json", "--min-group", "2", "--title", "One"))
	two := write(t, "two, too.json", ok(t, "report", source, "--json", "--min-group", "3", "--title", ""))
	r := reported(t, source, "--min-group", "3", "--reference", one, "--reference", two)
	assert.Equal(t, []string{"One", "h.csv"}, r.References)
	assert.Equal(t, &insight.Standing{Communities: 2, Least: 3, Median: 3, Greatest: 3, Same: 2}, r.Parts[0].Figures[0].Among)
	text := ok(t, "report", source, "--min-group", "3", "--reference", one)
	assert.Contains(t, text, "Compared with: One.\n")
	assert.Contains(t, text, "In one other community 3 people.")
	assert.Contains(t, ok(t, "report", source, "--min-group", "3", "--reference", one, "--html"), "<td>in one other community 3 people</td>")
}

func TestReportAsText(t *testing.T) {
	assert.Equal(t, string(read(t, filepath.Join("testdata", "report.txt"))), ok(t, "report", write(t, "h.csv", teachers()), "--min-group", "3"))
}

func TestReportOfNothing(t *testing.T) {
	upkeep := write(t, "h.csv", "t,actor,verb,object,in_reply_to,reply_to_actor,thread,tags,accepted\n2024-01-01,u1,join,c1,,,,,\n")
	assert.Contains(t, ok(t, "report", upkeep), "Fewer than 5 people took part: there is nothing to show.")
	assert.Contains(t, ok(t, "report", upkeep, "--html"), "<p>Fewer than 5 people took part: there is nothing to show.</p>")
}

func TestMistakesWithReports(t *testing.T) {
	source := write(t, "h.csv", table)
	none := filepath.Join(t.TempDir(), "none.json")
	for _, test := range []struct {
		code int
		says string
		args []string
	}{
		{misused, "name a source, or a database", nil},
		{misused, "either --json or --html", []string{source, "--json", "--html"}},
		{misused, "--min-group must be 1 or more people", []string{source, "--min-group=-1"}},
		{misused, "--min-group must be 1 or more people", []string{source, "--min-group=0"}},
		{misused, "none.json: no such file", []string{source, "--reference", none}},
		{failed, "h.csv: insight.ReadReference: invalid: is no report in JSON", []string{source, "--reference", source}},
		{failed, "it has no min_group or no parts", []string{source, "--reference", write(t, "m.json", ok(t, "measure", source, "--json"))}},
	} {
		code, out, err := command(t, append([]string{"report"}, test.args...)...)
		assert.Equal(t, test.code, code, test.args)
		assert.Empty(t, out, test.args)
		assert.Contains(t, err, test.says, test.args)
	}
}

// Real communities: figures that others have measured on the same files, and what
// happened to them.
func TestReportOfRealCommunities(t *testing.T) {
	data := recorded.Dir(t)
	bicycles := filepath.Join(data, "stackexchange-bicycles-meta")
	r := reported(t, bicycles+".csv")
	measured := figures(t, ok(t, "measure", bicycles+".csv", "--json"))["last365"].(map[string]any)
	for part, figure := range map[string]string{"actors": "people who took part", "events": "activities", "gini": "Gini coefficient", "absence_factor_50": "made half of the activities"} {
		want, err := measured[part].(json.Number).Float64()
		require.NoError(t, err)
		found := false
		for _, p := range r.Parts {
			for _, f := range p.Figures {
				if f.Name == figure {
					found = true
					assert.InDelta(t, want, f.Value, 1e-6, figure)
				}
			}
		}
		assert.True(t, found, figure)
	}
	fromDump := reported(t, bicycles)
	fromDump.Title = r.Title
	assert.Equal(t, r, fromDump, "from the dump as from the table")
	bower := reported(t, filepath.Join(data, "git-bower.csv"))
	assert.Equal(t, "fewer than 5 people: not shown", bower.Parts[0].Figures[0].Withheld, "it was retired, and few look after it")
}
