package sqlstore

import (
	"context"
	"encoding/binary"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
)

// play is a store in a database of tests, and those who call it.
type play struct {
	testing.TB
	*database
	store *Store
	id    activity.CommunityID // a community of tenant "a"
	other activity.CommunityID // one of tenant "b"
	ids   atomic.Uint64
}

// patience is that of the stores of tests, in which time is not real.
const patience = time.Minute

// someday is a Monday.
var someday = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// perform runs a play in which time stands still while anybody can do
// anything.
func perform(t *testing.T, fn func(t *testing.T, p *play)) {
	synctest.Test(t, func(t *testing.T) { fn(t, newPlay(t)) })
}

func newPlay(t testing.TB) *play {
	d := newDatabase(t)
	p := &play{TB: t, database: d, store: New(d, patience)}
	p.id, p.other = p.found("a"), p.found("b")
	d.commits = 0
	return p
}

// as is the store for a tenant.
func (p *play) as(t storage.Tenant) storage.Store { return p.store.Tenant(t) }

// newID is an identifier of version 7.
func (p *play) newID() [16]byte {
	var random [10]byte
	binary.BigEndian.PutUint64(random[2:], p.ids.Add(1))
	return activity.V7(someday, random)
}

// found founds a community, of which ana is a member.
func (p *play) found(t storage.Tenant) activity.CommunityID {
	c := activity.CommunityID(p.newID())
	require.NoError(p, p.as(t).Update(p.Context(), func(ctx context.Context, tx storage.Tx) error {
		if err := tx.PutCommunity(ctx, cop.Community{ID: c, Founder: "ana", FoundedAt: someday, Rev: 1}); err != nil {
			return err
		}
		return tx.PutMember(ctx, person(c, "ana", 1))
	}))
	return c
}

func person(c activity.CommunityID, p activity.Person, rev int) membership.Member {
	return membership.Member{Community: c, Person: p, Standing: membership.Belongs, Since: someday, Rev: rev}
}

// part is what a caller does in an Update.
type part = func(context.Context, storage.Tx) error

// says appends something that a person says, at an hour.
func (p *play) says(who activity.Person, hour int) part {
	a := activity.Activity{Community: p.id, ID: p.newID(), Actor: who, Verb: activity.Comment, At: someday.Add(time.Duration(hour) * time.Hour)}
	return func(ctx context.Context, tx storage.Tx) error { return storage.Append(ctx, tx, a) }
}

// comes makes a person a member.
func (p *play) comes(who activity.Person) part {
	return func(ctx context.Context, tx storage.Tx) error { return tx.PutMember(ctx, person(p.id, who, 1)) }
}

// lists the members, for which all that has been written goes to the database.
func (p *play) lists(ctx context.Context, tx storage.Tx) error {
	_, err := activity.Collect(tx.Members(ctx, p.id, "", 0))
	return err
}

// each does parts one after the other.
func each(parts ...part) part {
	return func(ctx context.Context, tx storage.Tx) error {
		for _, do := range parts {
			if err := do(ctx, tx); err != nil {
				return err
			}
		}
		return nil
	}
}

// call is an Update that has been called.
type call struct {
	err  error
	done chan struct{}
	runs atomic.Int64
}

// errNever is of a call that has not returned.
var errNever = errors.New("it panicked, or ended its goroutine")

// begin calls Update, and returns when the caller waits for something.
func (p *play) begin(ctx context.Context, do part) *call { return p.beginAs("a", ctx, do) }

func (p *play) beginAs(tenant storage.Tenant, ctx context.Context, do part) *call {
	c := &call{err: errNever, done: make(chan struct{})}
	go func() {
		defer func() {
			_ = recover()
			close(c.done)
		}()
		c.err = p.as(tenant).Update(ctx, func(ctx context.Context, tx storage.Tx) error {
			c.runs.Add(1)
			return do(ctx, tx)
		})
	}()
	synctest.Wait()
	return c
}

func (c *call) answered() bool {
	select {
	case <-c.done:
		return true
	default:
		return false
	}
}

func (c *call) wait() error {
	<-c.done
	return c.err
}

// holdUp takes the turn, and returns how to go on. The transaction that it begins
// is then that of those who wait.
func (p *play) holdUp() (release func()) { return p.keepUp(storage.Expectation{}, errThought) }

// holdUpAlone is holdUp for one who leaves it to those who wait to begin a
// transaction.
func (p *play) holdUpAlone() (release func()) { return p.keepUp(storage.Expectation{Long: true}, nil) }

func (p *play) keepUp(e storage.Expectation, ends error) (release func()) {
	gate := make(chan struct{})
	holder := p.begin(storage.Expect(p.Context(), e), func(ctx context.Context, tx storage.Tx) error {
		<-gate
		return ends
	})
	return func() {
		close(gate)
		assert.ErrorIs(p, holder.wait(), ends)
	}
}

// together lets callers run in one batch, and returns them when all have been
// answered.
func (p *play) together(parts ...part) (calls []*call) {
	release := p.holdUp()
	for _, do := range parts {
		calls = append(calls, p.begin(p.Context(), do))
	}
	release()
	for _, c := range calls {
		<-c.done
	}
	return calls
}

// members are those of the community.
func (p *play) members() (all []activity.Person) {
	require.NoError(p, p.as("a").View(p.Context(), func(ctx context.Context, r storage.Reader) error {
		members, err := activity.Collect(r.Members(ctx, p.id, "", 0))
		for _, m := range members {
			all = append(all, m.Person)
		}
		return err
	}))
	return all
}

// record is who has said something in the community, in its order.
func (p *play) record() (actors []activity.Person) {
	require.NoError(p, p.as("a").View(p.Context(), func(ctx context.Context, r storage.Reader) error {
		for a, err := range r.Activities(ctx, p.id, 0, 0) {
			if err != nil {
				return err
			}
			actors = append(actors, a.Actor)
			assert.EqualValues(p, len(actors), a.Seq)
		}
		head, err := r.Head(ctx, p.id)
		assert.EqualValues(p, len(actors), head)
		return err
	}))
	return actors
}

// lastActive is when a member was last active.
func (p *play) lastActive(who activity.Person) (at time.Time) {
	require.NoError(p, p.as("a").View(p.Context(), func(ctx context.Context, r storage.Reader) error {
		m, err := r.Member(ctx, p.id, who)
		at = m.LastActive
		return err
	}))
	return at
}
