package exchange_test

import (
	"os"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/internal/recorded"
)

func membershipOf(text, source string) activity.Stream {
	return exchange.Membership(fstest.MapFS{"m.csv": {Data: []byte(text)}}, "m.csv", &exchange.Options{Source: source})
}

func TestMembership(t *testing.T) {
	const text = "\ufefftitle,event,month,group,person\r\n" +
		"x,team-created,2019-01,core,nobody\r\n" +
		"x,join,2019-01,core,ana\r\n" +
		"x,become-lead,2019-02,core,ana\r\n" +
		"x,join,2019-02-14,docs,ana\r\n" +
		"x,stop-lead,2019-03-01T10:00:00,core,ana\r\n" +
		"x,leave,2019-03,core,ana\r\n" +
		"x,leave,2019-03,core,ana\r\n" +
		"x,remove,2019-04,core,nobody\r\n"
	records, err := activity.Collect(membershipOf(text, "rust"))
	require.NoError(t, err)
	var told []string
	for _, a := range records {
		require.NoError(t, a.Check())
		told = append(told, a.At.Format("2006-01-02T15 ")+string(a.Verb)+" "+string(a.Actor)+" "+string(a.To)+" "+a.Detail.(activity.Imported).Object)
	}
	assert.Equal(t, []string{
		"2019-01-01T00 found nobody  core", "2019-01-01T00 join ana  core", "2019-02-01T00 appoint ana ana core", "2019-02-14T00 join ana  docs",
		"2019-03-01T10 relieve ana ana core", "2019-03-01T00 leave ana  core", "2019-03-01T00 leave ana  core", "2019-04-01T00 end nobody  core",
	}, told)
	assert.Equal(t, exchange.GroupID("rust", "core"), records[0].Community)
	assert.Equal(t, exchange.GroupID("rust", "docs"), records[3].Community)
	assert.NotEqual(t, exchange.GroupID("", "docs"), records[3].Community)
	assert.Equal(t, activity.ForeignRecord("rust", "ana", activity.Leave, "core", time.Date(2019, 3, 1, 0, 0, 0, 0, time.UTC), 1), records[6].ID)

	groups, err := exchange.ByCommunity(membershipOf(text, "rust"))
	require.NoError(t, err)
	require.Len(t, groups, 2)
	assert.Equal(t, "core", groups[0].Name)
	assert.Len(t, groups[0].Activities, 7)
	assert.Equal(t, exchange.Group{Name: "docs", Activities: records[3:4]}, groups[1])
	_, err = exchange.ByCommunity(membershipOf("month,person,event,team\n2019-13,ana,join,core", ""))
	assert.ErrorIs(t, err, fault.Invalid)
}

func TestMembershipRefuses(t *testing.T) {
	row := func(r string) string { return "month,actor,event,team\n" + r + "\n" }
	for name, test := range map[string]struct{ text, says string }{
		"empty":             {"", "m.csv is empty"},
		"no month":          {"actor,event,team\n", "m.csv:1: the header lacks the column month or t or date"},
		"semicolons":        {"month;actor;event;team\n", "m.csv:1: the fields are separated by semicolons"},
		"no group":          {"month,actor,event\n", "m.csv:1: the header lacks the column group or team"},
		"a column twice":    {"month,actor,event,team,group\n", "m.csv:1: the header names the column group or team twice"},
		"a bad month":       {row("2019-13,ana,join,core"), `m.csv:2: month must be one, as in 2018-12, or a day or a time, not "2019-13"`},
		"year 0":            {row("0000-01,ana,join,core"), "m.csv:2: month must be one"},
		"another event":     {row("2019-01,ana,dance,core"), `m.csv:2: event must be join, leave, become-lead, stop-lead, team-created or team-removed, not "dance"`},
		"no person":         {row("2019-01,,join,core"), "m.csv:2: actor must be"},
		"no name":           {row("2019-01,ana,join,"), "m.csv:2: group must be one line"},
		"too few":           {row("2019-01,ana,join"), "m.csv:2: wrong number of fields: 3, and the header has 4"},
		"a group of two":    {row("2019-01,ana,join,a|b"), "m.csv:2: group must be one line"},
		"the folder itself": {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := membershipOf(test.text, "")
			if test.says == "" {
				s = exchange.Membership(fstest.MapFS{}, ".", nil)
				test.says = ". is a folder; name the file in it"
			}
			err := onlyError(t, s)
			assert.ErrorIs(t, err, fault.Invalid)
			assert.ErrorContains(t, err, "exchange.Membership: invalid: ")
			assert.ErrorContains(t, err, test.says)
		})
	}
}

func TestRecordedConstellation(t *testing.T) {
	groups, err := exchange.ByCommunity(exchange.Membership(os.DirFS(recorded.Dir(t)), "rust-team-events.csv", nil))
	require.NoError(t, err)
	assert.Len(t, groups, 249)
	rows, ids := 0, map[activity.ID]bool{}
	for _, g := range groups {
		rows += len(g.Activities)
		assert.True(t, slices.IsSortedFunc(g.Activities, func(a, b activity.Activity) int { return a.At.Compare(b.At) }))
		for _, a := range g.Activities {
			require.NoError(t, a.Check())
			ids[a.ID] = true
		}
	}
	assert.Equal(t, 3968, rows)
	assert.Len(t, ids, rows)
}
