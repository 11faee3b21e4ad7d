package praxis_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

// weeks lets some weeks go by, in each of which ana asks, and others answer so
// many times.
func (c community) weeks(t *testing.T, n int, answers map[activity.Person]int) {
	ctx := t.Context()
	for range n {
		c.wait(7 * aDay)
		question := must(c.as("ana").Ask(ctx, "How do you do this?"))(t)
		for _, p := range slices.Sorted(maps.Keys(answers)) {
			for range answers[p] {
				must(c.as(p).Answer(ctx, question, "So."))(t)
			}
		}
	}
}

// TestSmallLevelsAreNotTold: who is the only one at a level cannot be told by
// subtraction either, nor by a review.
func TestSmallLevelsAreNotTold(t *testing.T) {
	toldOn(t, &praxis.Options{MinGroup: 2}, func(t *testing.T, c community) {
		c.weeks(t, 8, nil)
		for _, n := range must(c.as("bob").LevelCounts(t.Context(), membership.Wenger()))(t) {
			assert.Zero(t, n.People, "three people are members, as everybody sees: two at the edge would tell of ana alone (%s)", n.Level)
		}
		said := 0
		for _, item := range must(c.as("bob").Review(t.Context(), "seven-principles"))(t).Items {
			if item.Item != "levels-of-participation" {
				continue
			}
			for _, r := range item.Reasons[:3] {
				assert.Contains(t, r.Evidence, "groups of fewer than 2 are not counted")
				said++
			}
		}
		assert.Equal(t, 3, said)
	}, "ana", "bob", "cem")
}

// TestLevels: over a year people move inwards and outwards, by each of the
// presets, each with the reasons.
func TestLevels(t *testing.T) {
	toldOn(t, &praxis.Options{MinGroup: 2}, func(t *testing.T, c community) {
		ctx := t.Context()
		wenger := membership.Wenger()
		level := func(p activity.Person) membership.Level { return must(c.as(p).Level(ctx, wenger))(t).Level }
		path := func(p activity.Person) membership.Path { return must(c.as(p).Trajectories(ctx, p, wenger))(t)[0].Path }
		assert.Equal(t, membership.Peripheral, level("bob"), "whoever joins begins at the edge")

		c.weeks(t, 8, map[activity.Person]int{"bob": 4, "cem": 1})
		must(c.as("gia").Ask(ctx, "May I come?"))(t)
		must(c.as("gia").Ask(ctx, "Anybody?"))(t)
		assert.Equal(t, membership.Core, level("bob"))
		assert.Equal(t, membership.InboundPath, path("bob"))
		assert.Equal(t, membership.Peripheral, level("dee"), "which is no failing")
		own := must(c.as("bob").Level(ctx, wenger))(t)
		assert.NotEmpty(t, own.Reasons)
		assert.NotEmpty(t, own.Next, "and what would change it")
		for _, r := range own.Reasons {
			assert.True(t, r.Met, r.Rule)
		}

		c.wait(14 * aDay)
		all := must(c.as("ana").Levels(ctx, wenger))(t)
		assert.Equal(t, membership.Core, all.Level("bob"))
		assert.Equal(t, membership.Outside, all.Level("nobody"))
		unheard := all.Marginal()
		require.Len(t, unheard, 1)
		assert.Equal(t, "gia asked 2 times, and nobody in the community responded", unheard[0].String(), "it is the community's to mend")
		_, err := c.as("bob").Levels(ctx, wenger)
		require.ErrorIs(t, err, fault.Denied, "it tells of single people")
		_, err = c.as("bob").Trajectories(ctx, "cem", wenger)
		require.ErrorIs(t, err, fault.Denied)
		assert.NotEmpty(t, must(c.as("ana").Trajectories(ctx, "cem", wenger))(t))

		counts := make(map[membership.Level]praxis.LevelCount)
		people := 0
		for _, n := range must(c.as("bob").LevelCounts(ctx, wenger))(t) {
			counts[n.Level] = n
			people += n.People
		}
		assert.Equal(t, praxis.LevelCount{Level: membership.Core, Withheld: true}, counts[membership.Core], "bob alone would be no group")
		assert.Equal(t, praxis.LevelCount{Level: membership.Peripheral, People: 3}, counts[membership.Peripheral])
		assert.Equal(t, praxis.LevelCount{Level: membership.Transactional}, counts[membership.Transactional], "nobody is there, and that is no secret")
		assert.Less(t, people, 7)

		c.weeks(t, 40, map[activity.Person]int{"bob": 2, "dee": 5})
		assert.Equal(t, membership.InsiderPath, path("dee"))
		assert.Equal(t, membership.Peripheral, level("cem"), "who has not been here for months is at the edge again")
		require.NoError(t, c.as("dee").Leave(ctx, "a new post"))
		assert.Equal(t, membership.Transactional, must(c.as("ana").Levels(ctx, wenger))(t).Level("dee"))
		assert.Equal(t, membership.OutboundPath, must(c.as("ana").Trajectories(ctx, "dee", wenger))(t)[0].Path)

		for _, preset := range []membership.Policy{membership.Onion(), membership.DiscourseTL3(), membership.Orbit2022(3)} {
			levels := must(c.as("ana").Levels(ctx, preset))(t)
			assert.Equal(t, membership.Peripheral, levels.Level("eli"), preset.Name)
			assert.Greater(t, levels.Level("bob").Compare(membership.Peripheral), 0, preset.Name)
		}
		for _, err := range []error{
			second(c.as("bob").Level(ctx, membership.Policy{})), second(c.as("ana").Levels(ctx, membership.Policy{})),
			second(c.as("bob").LevelCounts(ctx, membership.Policy{})), second(c.as("bob").Trajectories(ctx, "bob", membership.Policy{})),
		} {
			assert.Contains(t, fields(t, err), "bars")
		}
		_, err = c.as("eve").Level(ctx, wenger)
		require.ErrorIs(t, err, fault.Denied)
	}, "ana", "bob", "cem", "dee", "eli", "flo", "gia")
}

func second[T any](_ T, err error) error { return err }

// TestBoundaryPath: somebody who takes part in two communities is on a boundary
// path, as far as the one who asks may know.
func TestBoundaryPath(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		other := must(c.As("dee").Found(ctx, named("Audit of schools")))(t)
		require.NoError(t, c.As("bob").In(other.ID).Join(ctx))
		for range 4 {
			c.wait(7 * aDay)
			must(c.as("bob").Ask(ctx, "Why here?"))(t)
			must(c.As("bob").In(other.ID).Ask(ctx, "Why there?"))(t)
		}
		paths := func(p activity.Person) (all []membership.Path) {
			for _, one := range must(c.as(p).Trajectories(ctx, "bob", membership.Wenger()))(t) {
				all = append(all, one.Path)
			}
			return all
		}
		assert.Contains(t, paths("bob"), membership.BoundaryPath)
		assert.NotContains(t, paths("ana"), membership.BoundaryPath, "ana may not measure there")
		require.NoError(t, c.As("ana").In(other.ID).Join(ctx))
		require.NoError(t, c.As("dee").In(other.ID).Appoint(ctx, "ana", membership.Sponsor))
		assert.Contains(t, paths("ana"), membership.BoundaryPath)
	}, "ana", "bob")
}

// TestLevelsAccount: levels that come from what is counted along with the record
// are those that a recount of the record gives, of what the one who asks may see
// of it.
func TestLevelsAccount(t *testing.T) {
	people := []activity.Person{"ana", "bob", "cem", "dee"}
	policies := []membership.Policy{membership.Wenger(), membership.Onion(), membership.DiscourseTL3(activity.Thank), membership.Orbit2022(1)}
	rapid.Check(t, func(r *rapid.T) {
		ctx := t.Context()
		c := newCommunity(t, memory.New(nil), nil, people...)
		rooms := []activity.SpaceID{{}}
		var questions []activity.QuestionID
		r.Repeat(map[string]func(*rapid.T){
			"wait": func(r *rapid.T) {
				c.wait(time.Duration(rapid.IntRange(1, 30*24).Draw(r, "hours")) * time.Hour)
			},
			"open": func(r *rapid.T) {
				who := rapid.SampledFrom(people[:3]).Draw(r, "who")
				access := rapid.SampledFrom([]cop.Access{cop.Public, cop.Members, cop.Private}).Draw(r, "access")
				if id, err := c.as(who).OpenSpace(ctx, cop.Room{Name: "Room", Access: access}); err == nil {
					rooms = append(rooms, id)
				}
			},
			"do": func(r *rapid.T) {
				who := c.as(rapid.SampledFrom(people).Draw(r, "who")).Within(rapid.SampledFrom(rooms).Draw(r, "room"))
				switch rapid.IntRange(0, 3).Draw(r, "what") {
				case 0:
					if id, err := who.Ask(ctx, "Why?"); err == nil {
						questions = append(questions, id)
					}
				case 1:
					if len(questions) > 0 {
						_, _ = who.Answer(ctx, rapid.SampledFrom(questions).Draw(r, "question"), "So.")
					}
				case 2:
					_ = who.Thank(ctx, rapid.SampledFrom(people).Draw(r, "whom"), membership.Thanked{})
				case 3:
					_, _ = who.Share(ctx, warStory("One"))
				}
			},
			"come or go": func(r *rapid.T) {
				who := c.as(rapid.SampledFrom(people[1:]).Draw(r, "who"))
				if who.Leave(ctx, "") != nil {
					require.NoError(r, who.Join(ctx))
				}
			},
			"import": func(r *rapid.T) {
				at := c.now.Add(-time.Duration(rapid.IntRange(0, 200).Draw(r, "days ago")) * aDay)
				_, err := c.as("ana").Import(ctx, activity.StreamOf(
					activity.Activity{ID: activity.ID(activity.V7(at, [10]byte{1})), Actor: "xia", Verb: activity.Ask, Thread: activity.ObjectID{5}, At: at},
					activity.Activity{ID: activity.ID(activity.V7(at, [10]byte{2})), Actor: "bob", To: "xia", Verb: activity.Answer, Thread: activity.ObjectID{5}, At: at}))
				require.NoError(r, err)
			},
		})
		for _, policy := range policies {
			levels := must(c.as("ana").Levels(ctx, policy))(t)
			ledger := membership.NewLedger(c.ID)
			for a, err := range c.as("ana").Stream(ctx, activity.ID{}) {
				require.NoError(r, err)
				ledger.Add(a)
			}
			var belonging []membership.Belonging
			for _, m := range must(c.as("ana").Members(ctx, "", 0))(t) {
				belonging = append(belonging, membership.BelongingOf(m))
			}
			recount, err := membership.AssessAll(policy, ledger, belonging, *c.now, membership.Snapshot{})
			require.NoError(r, err)
			require.Equal(r, maps.Collect(recount.All()), maps.Collect(levels.All()), policy.Name)
			require.Equal(r, recount.Marginal(), levels.Marginal())
			for person := range recount.All() {
				require.Equal(r, recount.Of(person), levels.Of(person))
				require.Equal(r, recount.History(person), levels.History(person))
			}
		}
	})
}

// unread is a store whose record nobody can read.
type unread struct{ storage.Store }

type unreadable struct{ storage.Reader }

func (u unread) View(ctx context.Context, fn func(context.Context, storage.Reader) error) error {
	return u.Store.View(ctx, func(ctx context.Context, r storage.Reader) error { return fn(ctx, unreadable{r}) })
}

var errUnread = fault.New("unread", fault.Unavailable, "the record is not to be read for this")

func (unreadable) Activities(context.Context, activity.CommunityID, activity.Seq, int) activity.Stream {
	return func(yield func(activity.Activity, error) bool) { yield(activity.Activity{}, errUnread) }
}

func (u unreadable) Since(ctx context.Context, c activity.CommunityID, _ activity.ID, _ int) activity.Stream {
	return u.Activities(ctx, c, 0, 0)
}

// largeCommunity is a community of so many members, a twentieth of whom do something in
// each of some weeks; its levels are read without its record.
func largeCommunity(t testing.TB, members, weeks int) community {
	ctx := t.Context()
	store := memory.New(nil)
	c := newCommunity(t, store, nil, "ana")
	roster := make([]activity.Person, members)
	for i := range roster {
		roster[i] = activity.Person(fmt.Sprintf("p%06d", i))
	}
	must(c.as("ana").Enrol(ctx, "everybody", roster))(t)
	made := uint64(0)
	_, err := c.as("ana").Import(ctx, func(yield func(activity.Activity, error) bool) {
		for week := range weeks {
			at := c.now.Add(time.Duration(week) * 7 * aDay)
			for i := week % 20; i < members; i += 20 {
				made++
				id := activity.ID(activity.V7(at, [10]byte{byte(made >> 24), byte(made >> 16), byte(made >> 8), byte(made), 1}))
				a := activity.Activity{ID: id, Actor: roster[i], Verb: activity.Answer, To: roster[(i*7+1)%members], Thread: activity.ObjectID{1, byte(i)}, At: at}
				if !yield(a, nil) {
					return
				}
			}
		}
	})
	require.NoError(t, err)
	c.wait(time.Duration(weeks) * 7 * aDay)
	c.Constellation = praxis.New(unread{store}, settled(praxis.Options{}, c.now, &made))
	return c
}

// TestLevelsReadTallies: telling levels never reads the record, which is long.
func TestLevelsReadTallies(t *testing.T) {
	c := largeCommunity(t, 200, 20)
	ctx := t.Context()
	_, err := c.as("ana").Measures(ctx)
	require.ErrorContains(t, err, "not to be read", "as other instruments do")
	levels := must(c.as("ana").Levels(ctx, membership.Wenger()))(t)
	assert.Equal(t, membership.Occasional, levels.Level("p000019"))
	must(c.as("p000001").Level(ctx, membership.Onion()))(t)
	must(c.as("p000001").LevelCounts(ctx, membership.Orbit2022(1)))(t)
	must(c.as("p000001").Trajectories(ctx, "p000001", membership.Wenger()))(t)
}

// BenchmarkLevels tells everybody's level in a community of 100,000 members.
func BenchmarkLevels(b *testing.B) {
	c := largeCommunity(b, 100_000, 26)
	b.ReportAllocs()
	for b.Loop() {
		must(c.as("ana").Levels(b.Context(), membership.Wenger()))(b)
	}
}
