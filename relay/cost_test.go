package relay_test

import (
	"context"
	"iter"
	"runtime"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/relay"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

// A relay that has nothing to do asks once a while, however many communities
// there are, and what it does costs little.
func TestRelayCosts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const communities = 1001 // more than a page of lags
		place := memory.New(nil)
		store := &counted{Store: place}
		c := praxis.New(place, nil)
		ids := make([]activity.CommunityID, communities)
		for i := range ids {
			ids[i] = found(t, c)
		}
		var b broker
		goroutines := runtime.NumGoroutine()
		stop := start(t, relay.New(praxis.New(store, nil), &b, nil))
		defer stop()
		synctest.Wait()
		assert.LessOrEqual(t, runtime.NumGoroutine()-goroutines, 1+1+8, "itself, Run and its workers")
		views, updates := store.asked()
		assert.Len(t, views, 2+2*communities)
		assert.Len(t, updates, communities)

		time.Sleep(100 * time.Millisecond)
		store.fail(nil)
		time.Sleep(100 * time.Second)
		synctest.Wait()
		views, updates = store.asked()
		assert.InDelta(t, 100, len(views), 10)
		assert.Empty(t, updates)
		var pauses []time.Duration
		for i, view := range views[1:] {
			pauses = append(pauses, view.Sub(views[i]))
		}
		assert.GreaterOrEqual(t, slices.Min(pauses), 900*time.Millisecond)
		assert.LessOrEqual(t, slices.Max(pauses), 1100*time.Millisecond)
		slices.Sort(pauses)
		assert.Greater(t, len(slices.Compact(pauses)), 20, "spread at random")

		// A thousand activities of one community: ten turns, and an empty one.
		ask(t, c, ids[7], 1000)
		store.fail(nil)
		time.Sleep(3 * time.Second)
		synctest.Wait()
		views, updates = store.asked()
		assert.Equal(t, upTo(1002), b.of(ids[7]))
		assert.Len(t, updates, 10)
		assert.InDelta(t, 3+2*11, len(views), 2)
	})
}

// News do not make it look more often than every 10 ms, nor for more than a
// tenth of the time.
func TestRelayLooksSeldom(t *testing.T) {
	for took, gap := range map[time.Duration]time.Duration{0: 10 * time.Millisecond, 200 * time.Millisecond: 2 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			place := memory.New(nil)
			c := praxis.New(place, nil)
			id := found(t, c)
			var looks []time.Time
			store := slow{place, place, func() { looks = append(looks, time.Now()); time.Sleep(took) }}
			var b broker
			stop := start(t, relay.New(praxis.New(store, nil), &b, nil))
			for range 2000 {
				ask(t, c, id, 1)
				time.Sleep(time.Millisecond)
			}
			time.Sleep(gap + 2*took)
			stop()
			assert.Equal(t, upTo(2002), b.of(id))
			assert.InDelta(t, 2*time.Second/(gap+took), len(looks), 3)
		})
	}
}

// slow is a store in which it takes time to ask who lags.
type slow struct {
	storage.Store
	storage.Watcher
	lags func()
}

func (s slow) View(ctx context.Context, fn func(context.Context, storage.Reader) error) error {
	return s.Store.View(ctx, func(ctx context.Context, r storage.Reader) error { return fn(ctx, slowReader{r, s.lags}) })
}

type slowReader struct {
	storage.Reader
	lags func()
}

func (r slowReader) Lags(ctx context.Context, subscriber string, after activity.CommunityID, limit int) iter.Seq2[storage.Lag, error] {
	r.lags()
	return r.Reader.Lags(ctx, subscriber, after, limit)
}
