package sqlstore

import (
	"context"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// elsewhere is the same database, as another process has it.
func (p *play) elsewhere() *play {
	return &play{TB: p.TB, database: p.database, store: New(p.database, patience), id: p.id, other: p.other}
}

// speaks is says in a community, by one who is counted there.
func (p *play) speaks(at activity.CommunityID) part {
	id := p.newID()
	return func(ctx context.Context, tx storage.Tx) error { return speak(ctx, tx, at, "ana", id) }
}

// rev is how often ana has been counted in a community.
func (p *play) rev(at activity.CommunityID) (rev int) {
	require.NoError(p, p.as("a").View(p.Context(), func(ctx context.Context, r storage.Reader) error {
		m, err := r.Member(ctx, at, "ana")
		rev = m.Rev
		return err
	}))
	return rev
}

// Who meets another process in a community waits for it, and goes on from what
// it leaves; others in the batch do not wait.
func TestACommunityInUse(t *testing.T) {
	for name, expected := range map[string]bool{"expected": true, "met on the way": false} {
		t.Run(name, func(t *testing.T) {
			perform(t, func(t *testing.T, p *play) {
				second := p.found("a")
				gate := make(chan struct{})
				there := p.elsewhere()
				other := there.begin(t.Context(), func(ctx context.Context, tx storage.Tx) error {
					err := p.speaks(p.id)(ctx, tx)
					<-gate
					return err
				})

				release := p.holdUp()
				free := p.begin(t.Context(), p.speaks(second))
				ctx := t.Context()
				if expected {
					ctx = storage.Expect(ctx, storage.Expectation{Community: p.id, Person: "ana"})
				}
				waits := p.begin(ctx, p.speaks(p.id))
				release()
				assert.NoError(t, free.wait())
				synctest.Wait()
				assert.False(t, waits.answered())

				close(gate)
				assert.NoError(t, other.wait())
				assert.NoError(t, waits.wait())
				assert.Equal(t, 3, p.rev(p.id))
				assert.Equal(t, []activity.Person{"ana", "ana"}, p.record())
			})
		})
	}
}

// Those who meet in one order and the other are not in each other's way forever:
// the database ends the waiting of one, who begins anew.
func TestCrosswise(t *testing.T) {
	perform(t, func(t *testing.T, p *play) {
		second := p.found("a")
		there := p.elsewhere()
		var calls []*call
		for range 20 {
			calls = append(calls,
				p.begin(t.Context(), each(p.speaks(p.id), p.speaks(second))),
				there.begin(t.Context(), each(p.speaks(second), p.speaks(p.id))))
		}
		for _, c := range calls {
			assert.NoError(t, c.wait())
		}
		assert.Equal(t, 41, p.rev(p.id))
		assert.Equal(t, 41, p.rev(second))
	})
}

// A deadlock that will not end is Unavailable, whatever the function has made
// of the error that it met.
func TestADeadlockEachTime(t *testing.T) {
	for name, then := range map[string]func(error) error{
		"who says so":       func(err error) error { return err },
		"who says other":    func(error) error { return errThought },
		"who does not mind": func(error) error { return nil },
	} {
		t.Run(name, func(t *testing.T) {
			perform(t, func(t *testing.T, p *play) {
				p.strike = func(_ *session, s step) error {
					if s == stepEnter {
						return errDeadlock
					}
					return nil
				}
				c := p.begin(t.Context(), func(ctx context.Context, tx storage.Tx) error { return then(p.speaks(p.id)(ctx, tx)) })
				err := c.wait()
				assert.ErrorIs(t, err, fault.Unavailable)
				assert.ErrorIs(t, err, errDeadlock)
				assert.ErrorContains(t, err, "10 attempts met other changes; try again later")
				assert.False(t, storage.IsAgain(err))
			})
		})
	}
}

// Who is the first in a batch asks at once for what all are going to ask for.
func TestWhatIsExpected(t *testing.T) {
	perform(t, func(t *testing.T, p *play) {
		steps := make(map[step]int)
		p.strike = func(_ *session, s step) error {
			steps[s]++
			return nil
		}
		second := p.found("a")
		release := p.holdUpAlone()
		var calls []*call
		for i, at := range []activity.CommunityID{p.id, second, p.id} {
			who := activity.Person([]string{"ana", "ana", "bob"}[i])
			e := storage.Expectation{Community: at, Person: who}
			calls = append(calls, p.begin(storage.Expect(t.Context(), e), func(ctx context.Context, tx storage.Tx) error {
				if _, err := tx.Member(ctx, at, who); err != nil && fault.CodeOf(err) != fault.NotFound {
					return err
				}
				_, err := tx.Head(ctx, at)
				return err
			}))
		}
		clear(steps)
		release() // which commits, too
		for _, c := range calls {
			assert.NoError(t, c.wait())
		}
		assert.Equal(t, map[step]int{stepBegin: 1, stepEnter: 1, stepCommit: 2, stepAnswer: 2}, steps)
	})
}

// What one looks for in a community that is not there, or no longer what it was
// taken for, is found out by looking.
func TestASingleRead(t *testing.T) {
	perform(t, func(t *testing.T, p *play) {
		steps := make(map[step]int)
		p.strike = func(_ *session, s step) error {
			steps[s]++
			return nil
		}
		look := func(tenant storage.Tenant, at activity.CommunityID, who activity.Person) error {
			clear(steps)
			e := storage.Expectation{Community: at, Person: who, Rows: 1}
			return p.as(tenant).View(storage.Expect(t.Context(), e), func(ctx context.Context, r storage.Reader) error {
				_, err := r.Head(ctx, at)
				if _, err := r.Member(ctx, at, who); err != nil && fault.CodeOf(err) != fault.NotFound {
					return err
				}
				return err
			})
		}
		once := map[step]int{stepDirect: 1, stepRead: 1}
		again := map[step]int{stepDirect: 1, stepRead: 1, stepReader: 1, stepEnter: 1}
		for range 2 { // the second time it is known whose the community is
			assert.NoError(t, look("a", p.id, "ana"))
			assert.Equal(t, once, steps)
		}
		assert.NoError(t, look("a", p.id, "bob"))
		assert.Equal(t, again, steps, "of a stranger nothing comes back")
		assert.ErrorIs(t, look("b", p.id, "ana"), fault.NotFound)
		assert.Equal(t, map[step]int{stepDirect: 1}, steps)
		assert.ErrorIs(t, look("b", activity.CommunityID{9}, "ana"), fault.NotFound)
		assert.Equal(t, once, steps)
		assert.NoError(t, look("b", p.other, "bob"))
		assert.Equal(t, once, steps)
	})
}
