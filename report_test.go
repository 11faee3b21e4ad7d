package praxis_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/insight"
	"github.com/praxis-cop/praxis/membership"
)

// TestReport: what members are told of their community comes from the record as far as
// each may see it; who is a member it takes from there, too.
func TestReport(t *testing.T) {
	toldOn(t, &praxis.Options{MinGroup: 2}, func(t *testing.T, c community) {
		ctx, wenger := t.Context(), membership.Wenger()
		report := func(p activity.Person) insight.Report { return must(c.as(p).Report(ctx, wenger))(t) }
		assert.Contains(t, report("bob").String(), "Fewer than 2 people took part", "nobody has done anything yet")

		c.weeks(t, 30, map[activity.Person]int{"bob": 3, "cem": 3, "dee": 1, "eli": 1})
		told := report("bob")
		assert.Equal(t, must(insight.MeasureReport(c.as("bob").Stream(ctx, activity.ID{}), insight.ReportOptions{MinGroup: 2}))(t), told)
		assert.Empty(t, told.Title, "which is for the host to give")
		last := func(r insight.Report) insight.LevelsAt { return r.Levels[len(r.Levels)-1] }
		shown := 0
		for _, n := range must(c.as("bob").LevelCounts(ctx, wenger))(t) {
			for _, l := range last(told).Levels {
				if l.Name == string(n.Level) && !l.Withheld {
					assert.Equal(t, n.People, l.People, l.Name)
					shown += l.People
				}
			}
		}
		assert.Equal(t, 7, shown, "levels are those that LevelCounts tells, now")
		require.NoError(t, c.as("gia").Leave(ctx, "a new post"))
		must(c.as("flo").Ask(ctx, "Where is gia?"))(t)
		assert.Contains(t, report("bob").String(), "From 6 members, ", "gia, who did nothing but join and leave, is none any more")

		room := must(c.as("bob").OpenSpace(ctx, cop.Room{Name: "Cellar", Access: cop.Private}))(t)
		require.NoError(t, c.as("bob").LetIn(ctx, room, "cem"))
		before := report("ana")
		must(c.as("bob").Within(room).Ask(ctx, "Shall we?"))(t)
		must(c.as("cem").Within(room).Ask(ctx, "When?"))(t)
		assert.Equal(t, before, report("ana"), "what happens where she may not be does not show")
		assert.NotEqual(t, before, report("cem"), "but to those who may")

		_, err := c.as("eve").Report(ctx, wenger)
		require.ErrorIs(t, err, fault.Denied)
		_, err = c.as("bob").Report(ctx, membership.Policy{})
		assert.Contains(t, fields(t, err), "bars")

		// Who sees a public space only is told of what happens there, and not who belongs.
		hall := must(c.as("ana").OpenSpace(ctx, cop.Room{Name: "Hall", Access: cop.Public}))(t)
		for _, p := range []activity.Person{"bob", "cem", "dee"} {
			must(c.as(p).Within(hall).Ask(ctx, "Who comes?"))(t)
		}
		outside := report("eve")
		assert.Equal(t, 3.0, outside.Parts[0].Figures[0].Value)
		assert.Contains(t, outside.String(), "3 people who took part so far")
	}, "ana", "bob", "cem", "dee", "eli", "flo", "gia")
}
