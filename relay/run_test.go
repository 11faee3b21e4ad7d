package relay_test

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/relay"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

// The clock of these tests is synctest's: time passes only while all wait.

// What is there when a relay starts, what is recorded here and what others
// record arrives in its time, also of communities that are founded meanwhile.
func TestRelayInTime(t *testing.T) {
	for name, test := range map[string]struct {
		others  bool // record it
		options *relay.Options
		soon    time.Duration
	}{
		"here":           {false, nil, 10 * time.Millisecond},
		"others":         {true, nil, 1100 * time.Millisecond},
		"others, seldom": {true, &relay.Options{Interval: time.Minute}, 66 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				place := memory.New(nil)
				c := praxis.New(place, nil)
				from := c
				if test.others {
					from = praxis.New(struct{ storage.Store }{place}, nil) // which tells nobody
				}
				var b broker
				old := found(t, c)
				begin := time.Now()
				defer start(t, relay.New(from, &b, test.options))()
				synctest.Wait()
				assert.Equal(t, upTo(2), b.of(old))
				assert.Equal(t, begin, b.when(old)[1], "at once")

				time.Sleep(200 * time.Second / 3)
				synctest.Wait()
				begin = time.Now()
				ask(t, c, old, 1)
				young := found(t, c)
				if test.others {
					synctest.Wait()
					assert.Len(t, b.of(old), 2)
				}
				time.Sleep(test.soon)
				synctest.Wait()
				assert.Equal(t, upTo(3), b.of(old))
				require.Equal(t, upTo(2), b.of(young))
				assert.LessOrEqual(t, b.when(young)[1].Sub(begin), test.soon)
			})
		})
	}
}

// What is recorded while a community has its turn is not left to the next
// interval.
func TestRelayIsOvertaken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := praxis.New(memory.New(nil), nil)
		id := found(t, c)
		b := broker{accepts: func(_ string, a activity.Activity) error {
			if a.Seq == 2 {
				ask(t, c, id, 1)
				time.Sleep(50 * time.Millisecond)
			}
			return nil
		}}
		defer start(t, relay.New(c, &b, nil))()
		time.Sleep(50 * time.Millisecond)
		synctest.Wait()
		assert.Equal(t, upTo(3), b.of(id))
	})
}

// Many communities share few workers, and take turns: a long record does not
// hold up the others.
func TestRelayIsFair(t *testing.T) {
	for workers, most := range map[int]int{0: 8, 1: 1, 3: 3, -1: 8} {
		synctest.Test(t, func(t *testing.T) {
			c := praxis.New(memory.New(nil), nil)
			long := found(t, c)
			ask(t, c, long, 498)
			var others []activity.CommunityID
			for range 20 {
				others = append(others, found(t, c))
			}
			b := broker{accepts: func(string, activity.Activity) error { time.Sleep(time.Millisecond); return nil }}
			begin := time.Now()
			stop := start(t, relay.New(c, &b, &relay.Options{Workers: workers, Batch: 50}))
			time.Sleep(time.Second)
			stop()
			assert.Equal(t, upTo(500), b.of(long))
			assert.Equal(t, most, b.most)
			for _, id := range others {
				require.Equal(t, upTo(2), b.of(id))
				assert.LessOrEqual(t, b.when(id)[1].Sub(begin), (50+20*2)*time.Millisecond, "after one turn of the long one")
			}
		})
	}
}

// Names, topics, communities and tenants are the host's choice.
func TestRelayOptions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		place := memory.New(nil)
		mine := praxis.New(place, &praxis.Options{Tenant: "mine"})
		yours := praxis.New(place, &praxis.Options{Tenant: "yours"})
		one, two, theirs := found(t, mine), found(t, mine), found(t, yours)
		var plain, chosen broker
		topic := func(a activity.Activity) string { return "praxis." + string(a.Verb) }
		only := []activity.CommunityID{two, theirs} // one of them is another tenant's
		reads := &counted{Store: place.Tenant("mine")}
		watching := praxis.New(struct {
			storage.Store
			storage.Watcher
		}{reads, place}, nil)
		defer start(t, relay.New(mine, &plain, nil))()
		defer start(t, relay.New(watching, &chosen, &relay.Options{Name: "chosen", Topic: topic, Communities: only, Interval: time.Hour}))()
		only[0] = one // theirs to change
		time.Sleep(time.Minute)
		synctest.Wait()
		reads.fail(nil)
		ask(t, mine, one, 1)
		time.Sleep(20 * time.Millisecond)
		synctest.Wait()
		views, _ := reads.asked()
		assert.Empty(t, views, "others' news do not wake it")
		ask(t, mine, two, 1)
		time.Sleep(10 * time.Millisecond)
		synctest.Wait()
		assert.Equal(t, upTo(3), plain.of(one))
		assert.Equal(t, upTo(3), plain.of(two))
		assert.Empty(t, plain.of(theirs))
		assert.Equal(t, map[string]int{"praxis": 6}, plain.topics)
		assert.Equal(t, upTo(3), chosen.of(two))
		assert.Len(t, chosen.accepted, 3)
		assert.Equal(t, map[string]int{"praxis.found": 1, "praxis.join": 1, "praxis.ask": 1}, chosen.topics)
		seen, err := mine.Cursor(t.Context(), one, "chosen")
		require.NoError(t, err)
		assert.Zero(t, seen)

		for _, name := range []string{"a\x00b", strings.Repeat("x", 256)} {
			err := relay.New(mine, &plain, &relay.Options{Name: name}).Run(t.Context())
			assert.ErrorIs(t, err, fault.Invalid)
			assert.ErrorContains(t, err, "relay.Run")
		}
	})
}

// A relay that stops has dealt with what was being published, and notes it.
func TestRelayStops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := praxis.New(memory.New(nil), nil)
		id := found(t, c)
		ask(t, c, id, 8)
		b := broker{accepts: func(string, activity.Activity) error { time.Sleep(time.Second); return nil }}
		stop := start(t, relay.New(c, &b, nil))
		time.Sleep(4500 * time.Millisecond)
		begin := time.Now()
		assert.Zero(t, cursor(t, c, id), "it does not move before the end of the turn")
		stop()
		assert.Equal(t, 500*time.Millisecond, time.Since(begin))
		assert.Equal(t, upTo(5), b.of(id))
		assert.Equal(t, activity.Seq(5), cursor(t, c, id))

		stop = start(t, relay.New(c, &b, nil))
		time.Sleep(time.Minute)
		stop()
		assert.Equal(t, upTo(10), b.of(id), "nothing was published twice")

		// A publisher that heeds its message's context is not waited for, and what
		// it gave up is published when the relay goes on.
		ask(t, c, id, 1)
		stop = start(t, relay.New(c, patient{}, nil))
		time.Sleep(time.Minute)
		begin = time.Now()
		stop()
		assert.Equal(t, begin, time.Now())
		assert.Equal(t, activity.Seq(10), cursor(t, c, id))
	})
}

// patient is a publisher that waits for ever.
type patient struct{}

func (patient) Publish(_ string, messages ...*message.Message) error {
	<-messages[0].Context().Done()
	return messages[0].Context().Err()
}

func (patient) Close() error { return nil }

// To be stopped is no failure.
func TestRelayStopsSilently(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log journal
		place := memory.New(nil)
		ctx, stop := context.WithCancel(t.Context())
		looks := 0
		store := slow{place, place, func() {
			if looks++; looks == 3 {
				stop()
			}
		}}
		r := relay.New(praxis.New(store, nil), new(broker), &relay.Options{Logger: slog.New(slog.NewTextHandler(&log, nil))})
		assert.NoError(t, r.Run(ctx))
		assert.NoError(t, r.Run(ctx), "once more, and it ends at once")
		assert.Equal(t, 3, looks)
		assert.Empty(t, log.take())
	})
}

// A cursor that the host moves while a batch is published stays where it is put.
func TestRelayGoesBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := praxis.New(memory.New(nil), nil)
		id := found(t, c)
		ask(t, c, id, 3)
		back := sync.OnceFunc(func() { assert.NoError(t, c.SetCursor(t.Context(), id, "relay", 1)) })
		b := broker{accepts: func(_ string, a activity.Activity) error {
			if a.Seq == 4 {
				back()
			}
			return nil
		}}
		defer start(t, relay.New(c, &b, nil))()
		time.Sleep(3 * time.Second)
		synctest.Wait()
		assert.Equal(t, slices.Concat(upTo(5), upTo(5)[1:]), b.of(id))
		assert.Equal(t, activity.Seq(5), cursor(t, c, id))
	})
}

// Two relays of one name, each refused at random, keep the promise together.
func TestTwoRelays(t *testing.T) {
	for seed := range uint64(10) {
		synctest.Test(t, func(t *testing.T) {
			c := praxis.New(memory.New(nil), nil)
			var b broker
			var mu sync.Mutex
			random := rand.New(rand.NewPCG(seed, 0))
			b.accepts = func(string, activity.Activity) error {
				mu.Lock()
				refused, takes := random.IntN(10) == 0, time.Duration(random.IntN(100))*time.Millisecond
				mu.Unlock()
				time.Sleep(takes)
				if refused {
					return fault.Unavailable
				}
				return nil
			}
			ids := []activity.CommunityID{found(t, c), found(t, c), found(t, c)}
			for range 2 {
				defer start(t, relay.New(c, &b, &relay.Options{Batch: 7, Workers: 2}))()
			}
			for i := range 60 {
				ask(t, c, ids[i%3], 1)
				time.Sleep(30 * time.Millisecond)
			}
			time.Sleep(5 * time.Minute)
			synctest.Wait()
			delivers(t, c, b.accepted)
			for _, id := range ids {
				assert.Equal(t, activity.Seq(22), cursor(t, c, id))
			}
		})
	}
}
