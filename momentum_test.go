package praxis_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
)

// TestMomentum: how a community's participation goes is judged from what is
// counted along with the record as from the record itself, up to now, and for
// each as they may see it.
func TestMomentum(t *testing.T) {
	people := []activity.Person{"ana", "bob", "cem", "dee", "eli", "flo", "gia"}
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx, policy := t.Context(), lifecycle.DefaultMomentum()
		momentum := func(p activity.Person) []lifecycle.Momentum { return must(c.as(p).Momentum(ctx, policy))(t) }
		record := func(p activity.Person) []lifecycle.Momentum {
			return must(lifecycle.MomentumOf(policy, c.as(p).Stream(ctx, activity.ID{})))(t)
		}
		assert.Empty(t, momentum("ana"), "nobody has done anything yet")

		months := func(n int, who ...activity.Person) {
			for range n {
				c.wait(31 * aDay)
				for _, p := range who {
					must(c.as(p).Ask(ctx, "How do you do this?"))(t)
				}
			}
		}
		months(8, people...)
		require.NoError(t, c.as("ana").Move(ctx, lifecycle.Design, "we know who we are"))
		months(1, people...)
		require.NoError(t, c.as("ana").Move(ctx, lifecycle.Prototype, "let us try"))
		months(6, people[0])
		assert.Equal(t, states(record("ana")), states(momentum("ana")), "the counts say what the record says")
		all := momentum("ana")
		last := all[len(all)-1]
		assert.Contains(t, []lifecycle.MomentumState{lifecycle.Stalled, lifecycle.Declining}, last.State)
		said := ""
		for _, r := range last.Reasons {
			said += r.String() + "\n"
		}
		assert.Contains(t, said, "the fall follows a move: since the move to prototype in ")

		_, err := c.as("bob").Momentum(ctx, policy)
		require.ErrorIs(t, err, fault.Denied, "months of two people tell of single people")
		_, err = c.as("ana").Momentum(ctx, lifecycle.MomentumPolicy{})
		assert.Contains(t, fields(t, err), "starting")

		room := must(c.as("bob").OpenSpace(ctx, cop.Room{Name: "Cellar", Access: cop.Private}))(t)
		require.NoError(t, c.as("bob").LetIn(ctx, room, "cem"))
		before := momentum("ana")
		must(c.as("bob").Within(room).Ask(ctx, "Shall we?"))(t)
		must(c.as("cem").Within(room).Ask(ctx, "When?"))(t)
		assert.Equal(t, before, momentum("ana"), "what happens where she may not be does not show")

		c.wait(400 * aDay)
		all = momentum("ana")
		last = all[len(all)-1]
		assert.Equal(t, lifecycle.MonthOf(*c.now), last.Month, "silence counts up to now")
		assert.Equal(t, lifecycle.Dormant, last.State)
		require.NoError(t, c.as("ana").End(ctx, cop.Ending{How: cop.EndFaded, Reason: "nobody comes"}))
		ended := lifecycle.MonthOf(*c.now)
		c.wait(90 * aDay)
		all = momentum("ana")
		last = all[len(all)-1]
		assert.Equal(t, lifecycle.Ended, last.State)
		assert.Equal(t, ended, last.Month, "and until the end, if there is one")
		assert.Contains(t, last.Reasons[0].String(), "(faded), from dormant")
	}, people...)
}

func states(all []lifecycle.Momentum) (months []string) {
	for _, m := range all {
		months = append(months, m.Month.String()+" "+string(m.State))
	}
	return months
}

// BenchmarkMomentum judges three years of a community of 100,000 presences.
func BenchmarkMomentum(b *testing.B) {
	seen := lifecycle.NewParticipation()
	begin := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 100_000 {
		seen.AddPresence(activity.Presence{Person: activity.Person(rune(i % 5000)), Day: begin.AddDate(0, 0, i%1000), Count: 1})
	}
	for b.Loop() {
		_, err := lifecycle.Judge(lifecycle.DefaultMomentum(), seen.Months(), nil)
		require.NoError(b, err)
	}
}
