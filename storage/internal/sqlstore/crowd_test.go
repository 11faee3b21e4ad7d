package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// crowd is many people who work at once in few communities, through the stores
// of two processes, while everything fails now and then.
type crowd struct {
	*testing.T
	stores [2]*Store
	clock  atomic.Int64
	mu     sync.Mutex
	chance *rand.Rand
	deeds  map[activity.ID]*deed
}

// deed is what somebody has tried, and what they have been told.
type deed struct {
	where      []activity.CommunityID // in all of these, or in none
	begun, end int64
	kept       bool
	unsure     bool
}

func (c *crowd) roll(n int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.chance.IntN(n)
}

// TestNothingAcknowledgedIsLost: what has been acknowledged is what is there, in
// an order in which it can have come, whatever fails, and nobody waits forever.
func TestNothingAcknowledgedIsLost(t *testing.T) {
	people, deeds := 150, 12
	if testing.Short() {
		people = 40
	}
	d := newDatabase(t)
	c := &crowd{T: t, stores: [2]*Store{New(d, storage.DefaultPatience), New(d, storage.DefaultPatience)},
		chance: rand.New(rand.NewPCG(rand.Uint64(), 1)), deeds: make(map[activity.ID]*deed)}
	for _, id := range here {
		require.NoError(t, c.stores[0].Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
			return tx.PutCommunity(ctx, cop.Community{ID: id, Rev: 1})
		}))
	}
	d.strike = func(_ *session, s step) error {
		if c.roll(150) == 0 {
			return errLost
		}
		return nil
	}
	var all sync.WaitGroup
	for n := range people {
		all.Go(func() {
			for i := range deeds {
				c.do(n, i)
			}
		})
	}
	all.Wait()
	d.strike = nil
	for _, s := range c.stores {
		require.NoError(t, s.Update(t.Context(), func(context.Context, storage.Tx) error { return nil }), "the turn is free")
	}
	c.check()
}

// do does the i-th deed of the n-th person.
func (c *crowd) do(n, i int) {
	id := activity.ID{6: 7 << 4, 8: byte(n >> 8), 9: byte(n), 15: byte(i)}
	one := &deed{begun: c.clock.Add(1)}
	for range 1 + c.roll(2) {
		if at := here[c.roll(len(here))]; !slices.Contains(one.where, at) {
			one.where = append(one.where, at)
		}
	}
	ctx, cancel := context.WithCancel(c.Context())
	defer cancel()
	if c.roll(20) == 0 {
		go cancel()
	}
	if c.roll(2) == 0 {
		ctx = storage.Expect(ctx, storage.Expectation{Community: one.where[0], Person: name(n), Long: c.roll(20) == 0})
	}
	ending := c.roll(20)
	var err error
	done := make(chan struct{})
	go func() { // which may not return
		defer close(done)
		defer func() { _ = recover() }()
		err = errNever
		err = c.stores[n%2].Update(ctx, func(ctx context.Context, tx storage.Tx) error {
			for _, at := range one.where {
				if err := speak(ctx, tx, at, name(n), id); err != nil {
					return err
				}
				if ending%4 == 0 {
					if _, err := activity.Collect(tx.Members(ctx, at, "", 3)); err != nil {
						return err
					}
				}
			}
			switch ending {
			case 0, 1:
				return errThought
			case 2:
				panic("at the disco")
			case 3:
				runtime.Goexit()
			}
			return nil
		})
	}()
	<-done
	one.end = c.clock.Add(1)
	one.kept, one.unsure = err == nil, errors.As(err, new(unsure))
	c.mu.Lock()
	defer c.mu.Unlock()
	c.deeds[id] = one
}

func name(n int) activity.Person { return activity.Person(fmt.Sprint("person ", n)) }

// speak appends an activity, and counts it in the membership.
func speak(ctx context.Context, tx storage.Tx, at activity.CommunityID, who activity.Person, id activity.ID) error {
	m, err := tx.Member(ctx, at, who)
	if err != nil && fault.CodeOf(err) != fault.NotFound {
		return err
	}
	if err := tx.PutMember(ctx, person(at, who, m.Rev+1)); err != nil {
		return err
	}
	return storage.Append(ctx, tx, activity.Activity{Community: at, ID: id, Actor: who, Verb: activity.Comment, At: someday})
}

// check compares what is there with what people have been told.
func (c *crowd) check() {
	there := make(map[activity.ID]int) // in how many communities
	kept := 0
	require.NoError(c, c.stores[0].View(c.Context(), func(ctx context.Context, r storage.Reader) error {
		for _, at := range here {
			record, err := activity.Collect(r.Activities(ctx, at, 0, 0))
			require.NoError(c, err)
			counts := make(map[activity.Person]int)
			earliest := int64(1) << 62 // at which something later in the record was over
			for i, a := range slices.Backward(record) {
				require.EqualValues(c, i+1, a.Seq)
				one := c.deeds[a.ID]
				require.Contains(c, one.where, at)
				require.LessOrEqual(c, one.begun, earliest, "what was acknowledged before another began comes first")
				earliest = min(earliest, one.end)
				counts[a.Actor]++
				there[a.ID]++
			}
			for m, err := range r.Members(ctx, at, "", 0) {
				require.NoError(c, err)
				assert.Equal(c, counts[m.Person], m.Rev, "%s in %v", m.Person, at)
				delete(counts, m.Person)
			}
			assert.Empty(c, counts)
		}
		return nil
	}))
	for id, one := range c.deeds {
		switch n := there[id]; {
		case one.kept:
			kept++
			assert.Len(c, one.where, n, "acknowledged, and lost in part")
		case one.unsure:
			assert.True(c, n == 0 || n == len(one.where), "kept in part")
		default:
			assert.Zero(c, n, "kept without having been acknowledged")
		}
	}
	assert.Greater(c, kept, len(c.deeds)/3, "most is kept")
}
