package sqlstore

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// where notes the number of the transaction that a part runs in.
func where(number *int, do part) part {
	return func(ctx context.Context, tx storage.Tx) error {
		*number = tx.(*Tx).conn.(*session).number
		return do(ctx, tx)
	}
}

// Nobody is made to wait for the commit of one who takes their time.
func TestWhoTakesLongIsAlone(t *testing.T) {
	perform(t, func(t *testing.T, p *play) {
		release := p.holdUp()
		var calls []*call
		number := make([]int, 5)
		for i := range number {
			e := storage.Expectation{Community: p.id, Person: "ana", Long: i == 2}
			calls = append(calls, p.begin(storage.Expect(t.Context(), e), where(&number[i], p.says("ana", i))))
		}
		release()
		for _, c := range calls {
			assert.NoError(t, c.wait())
		}
		assert.Equal(t, number[0], number[1])
		assert.Less(t, number[1], number[2])
		assert.Less(t, number[2], number[3])
		assert.Equal(t, number[3], number[4])
		assert.Equal(t, 3, p.commits)
	})
}

// Who runs again alone is joined by nobody, and joins nobody.
func TestWhoRunsAloneIsAlone(t *testing.T) {
	perform(t, func(t *testing.T, p *play) {
		rival := p.rival()
		numbers := make([]int, 4)
		calls := p.together(
			where(&numbers[0], p.says("ana", 1)), where(&numbers[1], p.says("bob", 2)),
			where(&numbers[2], rival), where(&numbers[3], p.says("eve", 3)),
		)
		seen := make(map[int]bool)
		for i, c := range calls {
			assert.EqualValues(t, 2, c.runs.Load())
			assert.False(t, seen[numbers[i]], "alone in its transaction")
			seen[numbers[i]] = true
		}
		assert.Equal(t, 3, p.commits)
	})
}

// A batch ends, however many wait, and however many of them fail.
func TestABatchEnds(t *testing.T) {
	for name, does := range map[string]func(*play) part{
		"all are kept": func(p *play) part { return p.says("ana", 1) },
		"most fail":    func(*play) part { return func(context.Context, storage.Tx) error { return errThought } },
	} {
		t.Run(name, func(t *testing.T) {
			perform(t, func(t *testing.T, p *play) {
				var runs, before int
				p.strike = func(_ *session, s step) error {
					if s == stepCommit && before == 0 {
						before = runs
					}
					return nil
				}
				release := p.holdUp()
				first := p.begin(t.Context(), p.says("bob", 1))
				var calls []*call
				for range manyCallers + 9 {
					do := does(p)
					calls = append(calls, p.begin(t.Context(), func(ctx context.Context, tx storage.Tx) error {
						runs++
						return do(ctx, tx)
					}))
				}
				release()
				for _, c := range calls {
					<-c.done
				}
				assert.NoError(t, first.wait())
				assert.Equal(t, manyCallers-1, before, "who have run before the first commit")
			})
		})
	}
}

// Tenants share a commit, and nothing else.
func TestTenantsInOneBatch(t *testing.T) {
	perform(t, func(t *testing.T, p *play) {
		release := p.holdUp()
		peek := func(ctx context.Context, tx storage.Tx) error {
			_, err := tx.Community(ctx, p.other)
			assert.ErrorIs(t, err, fault.NotFound)
			_, err = tx.Member(ctx, p.other, "eve")
			assert.ErrorIs(t, err, fault.NotFound)
			assert.ErrorIs(t, tx.PutMember(ctx, person(p.other, "eve", 1)), fault.NotFound)
			all, err := activity.Collect(tx.Communities(ctx, activity.CommunityID{}, 0))
			assert.Len(t, all, 1)
			mine, err2 := activity.Collect(tx.Memberships(ctx, "eve", activity.CommunityID{}, 0))
			assert.Empty(t, mine)
			require.NoError(t, err2)
			return err
		}
		var numbers [3]int
		done := make(chan error)
		for i, tenant := range []storage.Tenant{"b", "a", "b"} {
			go func() {
				e := storage.Expectation{Community: p.other, Person: "eve"}
				done <- p.as(tenant).Update(storage.Expect(t.Context(), e), where(&numbers[i], func(ctx context.Context, tx storage.Tx) error {
					switch i {
					case 0:
						return tx.PutMember(ctx, person(p.other, "eve", 1))
					case 1:
						return peek(ctx, tx)
					}
					m, err := tx.Member(ctx, p.other, "eve")
					assert.Equal(t, person(p.other, "eve", 1), m)
					return err
				}))
			}()
			time.Sleep(time.Nanosecond)
		}
		release()
		for range numbers {
			assert.NoError(t, <-done)
		}
		assert.Equal(t, 1, p.commits)
		assert.Equal(t, numbers[0], numbers[1])
		assert.Equal(t, numbers[0], numbers[2])
	})
}

// Whoever has joined in a batch, and then does something, has been active: also
// if both of it has yet to be written when a list is read.
func TestAMemberOfTheBatchIsActive(t *testing.T) {
	perform(t, func(t *testing.T, p *play) {
		calls := p.together(p.comes("bob"), each(p.says("bob", 3), p.lists))
		assert.NoError(t, calls[0].err)
		assert.NoError(t, calls[1].err)
		assert.Equal(t, 1, p.commits)
		assert.Equal(t, someday.Add(3*time.Hour), p.lastActive("bob"))
	})
}

// A transaction that has seen more rows than it remembers forgets none that
// those before it, or the beginning of the transaction, have told it wrongly.
func TestWhatIsForgotten(t *testing.T) {
	const crowd = manyRows + 1000
	fill := func(p *play) part {
		return func(ctx context.Context, tx storage.Tx) error {
			if err := tx.PutMember(ctx, person(p.id, "ana", 2)); err != nil {
				return err
			}
			if err := p.says("ana", 1)(ctx, tx); err != nil {
				return err
			}
			for i := range crowd {
				if err := tx.PutMember(ctx, person(p.id, activity.Person(time.Duration(i).String()), 1)); err != nil {
					return err
				}
			}
			return p.lists(ctx, tx)
		}
	}
	look := func(p *play, rev int) part {
		return func(ctx context.Context, tx storage.Tx) error {
			m, err := tx.Member(ctx, p.id, "ana")
			require.NoError(p, err)
			assert.Equal(p, rev, m.Rev)
			head, err := tx.Head(ctx, p.id)
			assert.EqualValues(p, rev-1, head)
			return err
		}
	}
	t.Run("by the one who saw them", func(t *testing.T) {
		perform(t, func(t *testing.T, p *play) {
			ctx := storage.Expect(t.Context(), storage.Expectation{Community: p.id, Person: "ana"})
			assert.NoError(t, p.as("a").Update(ctx, each(fill(p), look(p, 2), p.says("ana", 2))))
			assert.Equal(t, []activity.Person{"ana", "ana"}, p.record())
		})
	})
	t.Run("before the next one", func(t *testing.T) {
		perform(t, func(t *testing.T, p *play) {
			meet := func(ctx context.Context, tx storage.Tx) error {
				_, err := tx.Member(ctx, p.id, "ana")
				return err
			}
			for _, c := range p.together(meet, fill(p), look(p, 2)) {
				assert.NoError(t, c.err)
				assert.EqualValues(t, 1, c.runs.Load())
			}
		})
	})
}
