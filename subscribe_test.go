package praxis_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

// observed is a store that notes when it is read, and can fail. It tells
// nobody of news: what is recorded seems to come from another process.
type observed struct {
	storage.Store
	mu      sync.Mutex
	fault   error       // of the next Views, if any
	views   []time.Time // when they began
	running int
}

func (s *observed) View(ctx context.Context, fn func(context.Context, storage.Reader) error) error {
	if err := s.begin(); err != nil {
		return err
	}
	defer s.end()
	return s.Store.View(ctx, fn)
}

func (s *observed) begin() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.views = append(s.views, time.Now())
	if s.fault == nil {
		s.running++
	}
	return s.fault
}

func (s *observed) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running--
}

// fail makes the next Views fail, and returns how many there were before.
func (s *observed) fail(err error) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault = err
	return len(s.views)
}

// pauses are the times between Views, from the n-th on.
func (s *observed) pauses(n int) (between []time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := n + 1; i < len(s.views); i++ {
		between = append(between, s.views[i].Sub(s.views[i-1]))
	}
	return between
}

// watched is a store that counts who watches it.
type watched struct {
	*memory.Store
	watches int
}

func (s *watched) Watch(communities ...activity.CommunityID) (<-chan struct{}, func()) {
	s.watches++
	news, stop := s.Store.Watch(communities...)
	return news, func() { stop(); s.watches-- }
}

// TestSubscribersAmongWriters: each subscriber is handed each activity, in
// order, and at once, though each act has a constellation of its own.
func TestSubscribersAmongWriters(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	const writers, each = 4, 100
	store := memory.New(nil)
	c := newCommunity(t, store, nil, "ana")
	const last = 2 + writers*each
	var group sync.WaitGroup
	for _, after := range []activity.Seq{0, 0, 1, 2} {
		group.Go(func() {
			next := after
			for a, err := range praxis.New(store, nil).Subscribe(t.Context(), c.ID, after, &praxis.SubscribeOptions{Interval: time.Hour}) {
				if !assert.NoError(t, err) {
					return
				}
				next++
				assert.Equal(t, next, a.Seq)
				if a.Seq == last {
					return
				}
			}
		})
	}
	for range writers {
		group.Go(func() {
			for range each {
				_, err := praxis.New(store, nil).As("ana").In(c.ID).Ask(t.Context(), "Why?")
				assert.NoError(t, err)
			}
		})
	}
	group.Wait()
}

// TestSubscribersHear at once of what this process records, and after the
// interval, give or take a tenth, of what others do.
func TestSubscribersHear(t *testing.T) {
	for name, test := range map[string]struct {
		others   bool // record it
		options  *praxis.SubscribeOptions
		interval time.Duration // between looks
	}{
		"at once":                   {false, nil, time.Second},
		"of others after a second":  {true, nil, time.Second},
		"of others after a minute":  {true, &praxis.SubscribeOptions{Interval: time.Minute}, time.Minute},
		"of others by the default":  {true, &praxis.SubscribeOptions{Interval: -1}, time.Second},
		"of others after a trifle":  {true, &praxis.SubscribeOptions{Interval: 1}, 1},
		"at once, whatever is next": {false, &praxis.SubscribeOptions{Interval: time.Hour}, time.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				store := memory.New(nil)
				writer := newCommunity(t, store, nil, "ana", "bob")
				looks := &observed{Store: store}
				reader := praxis.New(store, nil)
				if test.others {
					reader = praxis.New(looks, nil)
				}
				ctx, cancel := context.WithCancel(t.Context())
				heard := make(chan time.Time, 3)
				done := make(chan error)
				go func() {
					for _, err := range reader.Subscribe(ctx, writer.ID, 3, test.options) {
						if err != nil {
							done <- err
							return
						}
						heard <- time.Now()
					}
				}()
				acts := []func() error{
					func() error { _, err := writer.as("bob").Ask(ctx, "Why?"); return err },
					func() error { _, err := writer.as("bob").Ask(ctx, "And why not?"); return err },
					func() error {
						return writer.Together(ctx, func(ctx context.Context, all *praxis.Constellation) error {
							_, err := all.As("ana").In(writer.ID).Ask(ctx, "Who?")
							return err
						})
					},
				}
				for _, act := range acts {
					time.Sleep(10*test.interval + test.interval/3)
					synctest.Wait()
					recorded := time.Now()
					require.NoError(t, act())
					synctest.Wait()
					if !test.others {
						require.Len(t, heard, 1)
						assert.Equal(t, recorded, <-heard)
						continue
					}
					assert.Empty(t, heard)
					time.Sleep(test.interval + test.interval/10)
					synctest.Wait()
					require.Len(t, heard, 1)
					<-heard
				}
				cancel()
				assert.ErrorIs(t, <-done, context.Canceled)
				if pauses := looks.pauses(0); test.others && test.interval > 1 {
					quiet := slices.DeleteFunc(pauses, func(p time.Duration) bool { return p == 0 }) // after a page
					assert.InDelta(t, test.interval, slices.Min(quiet), float64(test.interval/10))
					assert.InDelta(t, test.interval, slices.Max(quiet), float64(test.interval/10))
					slices.Sort(quiet)
					assert.Greater(t, len(slices.Compact(quiet)), 20, "they are spread at random")
				}
			})
		})
	}
}

// TestSubscriptionOutlivesOutages of the store, which it asks more and more
// seldom, whatever is recorded meanwhile.
func TestSubscriptionOutlivesOutages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		place := memory.New(nil)
		store := &observed{Store: place}
		c := newCommunity(t, struct {
			storage.Store
			storage.Watcher
		}{store, place}, &praxis.Options{Logger: slog.New(slog.NewTextHandler(&log, nil))}, "ana")
		ctx, cancel := context.WithCancelCause(t.Context())
		done := make(chan error)
		var heard atomic.Int64
		go func() {
			for a, err := range c.Subscribe(ctx, c.ID, 2, nil) {
				if err != nil {
					done <- err
					return
				}
				heard.Store(int64(a.Seq))
			}
		}()
		for _, meanwhile := range []int{0, 0, 5, 0} {
			time.Sleep(33 * time.Second) // more than the longest pause
			synctest.Wait()
			log.Reset()
			from := store.fail(errors.New("the network is down"))
			time.Sleep(2 * time.Minute)
			for range meanwhile {
				_, err := c.as("ana").Ask(ctx, "Is anybody there?")
				require.NoError(t, err)
				time.Sleep(time.Minute)
			}
			synctest.Wait()
			store.fail(nil)
			pauses := store.pauses(from)
			want := 100 * time.Millisecond
			for _, got := range pauses {
				assert.InDelta(t, want, got, float64(want/10))
				want = min(2*want, 30*time.Second)
			}
			assert.Equal(t, 30*time.Second, want)
			assert.Equal(t, len(pauses)+1, strings.Count(log.String(), `msg="subscription waits" community=`+c.ID.String()))
			assert.Contains(t, log.String(), "the network is down")
		}
		time.Sleep(33 * time.Second)
		synctest.Wait()
		assert.EqualValues(t, 2+5, heard.Load())

		store.fail(errors.New("the network is down"))
		time.Sleep(10 * time.Minute)
		begin := time.Now()
		cancel(errors.New("closing time"))
		err := <-done
		assert.ErrorIs(t, err, fault.Unavailable)
		assert.EqualError(t, err, "praxis.Subscribe: unavailable: closing time")
		assert.Equal(t, begin, time.Now(), "no pause is waited for")
	})
}

// TestSubscriptionEnds with an error, or when it is left, and leaves nothing
// behind.
func TestSubscriptionEnds(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var log bytes.Buffer
	store := &watched{Store: memory.New(nil)}
	c := newCommunity(t, store, &praxis.Options{Logger: slog.New(slog.NewTextHandler(&log, nil))}, "ana", "bob") // three activities
	ended, cancel := context.WithCancelCause(t.Context())
	cancel(errors.New("closing time"))
	first := func(ctx context.Context, in *praxis.Constellation, id activity.CommunityID, after activity.Seq) error {
		for _, err := range in.Subscribe(ctx, id, after, nil) {
			return err
		}
		return errors.New("it ended without an error")
	}
	for name, test := range map[string]struct {
		ctx   context.Context
		id    activity.CommunityID
		after activity.Seq
		code  fault.Code
		says  string
	}{
		"left":                {t.Context(), c.ID, 0, "", ""},
		"no such community":   {t.Context(), activity.CommunityID{9}, 0, fault.NotFound, "no community"},
		"a cursor from afar":  {t.Context(), c.ID, 4, fault.Precondition, "ends with 3, before the cursor 4"},
		"a context has ended": {ended, c.ID, 0, fault.Unavailable, "closing time"},
	} {
		err := first(test.ctx, c.Constellation, test.id, test.after)
		assert.Equal(t, test.code, fault.CodeOf(err), name)
		if err != nil {
			assert.ErrorContains(t, err, "praxis.Subscribe: ", name)
			assert.ErrorContains(t, err, test.says, name)
		}
	}
	assert.ErrorIs(t, c.Together(t.Context(), func(ctx context.Context, all *praxis.Constellation) error {
		return first(ctx, all, c.ID, 0)
	}), fault.Precondition)
	assert.ErrorIs(t, store.View(t.Context(), func(ctx context.Context, _ storage.Reader) error {
		return first(ctx, c.Constellation, c.ID, 0)
	}), fault.Precondition)
	assert.PanicsWithValue(t, "at the disco", func() {
		for range c.Subscribe(t.Context(), c.ID, 0, nil) {
			panic("at the disco")
		}
	})

	// A context that ends in the middle of a page ends the stream there.
	ending, end := context.WithCancel(t.Context())
	defer end()
	stream := c.Subscribe(ending, c.ID, 0, nil)
	var seen []activity.Seq
	for a, err := range stream {
		if err != nil {
			assert.ErrorIs(t, err, context.Canceled)
			break
		}
		seen = append(seen, a.Seq)
		end()
	}
	assert.Equal(t, []activity.Seq{1}, seen)
	assert.Zero(t, store.watches)
	assert.Empty(t, log.String(), "nothing is waited for")
}

// TestSubscribersHoldUpNobody: no transaction is open while a subscriber is at
// work.
func TestSubscribersHoldUpNobody(t *testing.T) {
	store := &observed{Store: memory.New(nil)}
	c := newCommunity(t, store, nil, "ana")
	_, err := c.as("ana").Import(t.Context(), recordedCSV())
	require.NoError(t, err)
	const last = 6 + 600 // with what the subscriber itself records, more than a page
	stream := c.Subscribe(t.Context(), c.ID, 0, &praxis.SubscribeOptions{Interval: 1})
	for range 2 { // a stream can be ranged over again, from its cursor on
		next := activity.Seq(0)
		for a, err := range stream {
			require.NoError(t, err)
			next++
			require.Equal(t, next, a.Seq)
			require.Zero(t, store.running)
			if a.Seq == last {
				break
			}
			_, err := c.as("ana").Ask(t.Context(), "Why?")
			require.NoError(t, err)
		}
	}
}
