package relay_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/relay"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

var errRefused = errors.New("the broker is full")

// journal is a log that can be read while it is written.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(line []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(line)
}

// take returns what was written since it was last called.
func (j *journal) take() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	defer j.text.Reset()
	return j.text.String()
}

// pauses are those that a log tells of.
func pauses(log string) (all []time.Duration) {
	for _, found := range regexp.MustCompile(`pause=(\S+)`).FindAllStringSubmatch(log, -1) {
		d, _ := time.ParseDuration(found[1])
		all = append(all, d)
	}
	return all
}

func seconds(all ...int) (pauses []time.Duration) {
	for _, n := range all {
		pauses = append(pauses, time.Duration(n)*time.Second)
	}
	return pauses
}

// What is refused is tried again, less and less often, and not passed over;
// other communities go on.
func TestRelayTriesAgain(t *testing.T) {
	for name, test := range map[string]struct {
		options relay.Options
		pauses  []time.Duration
	}{
		"default": {relay.Options{}, seconds(1, 2, 4, 8, 16, 32, 60, 60, 60, 60)},
		"other":   {relay.Options{Interval: 3 * time.Second, LongestPause: 100 * time.Second}, seconds(3, 6, 12, 24, 48, 96, 100)},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var log journal
				c := praxis.New(memory.New(nil), nil)
				bad, good := found(t, c), found(t, c)
				ask(t, c, bad, 5)
				var tries []time.Time
				refused := activity.Seq(4)
				var mu sync.Mutex
				b := broker{accepts: func(_ string, a activity.Activity) error {
					mu.Lock()
					defer mu.Unlock()
					if a.Community == bad && a.Seq == refused {
						tries = append(tries, time.Now())
						return errRefused
					}
					return nil
				}}
				test.options.Logger = slog.New(slog.NewTextHandler(&log, nil))
				defer start(t, relay.New(c, &b, &test.options))()
				wait := time.Second // that the next look may take
				for _, pause := range test.pauses[:len(test.pauses)-1] {
					wait += pause + test.options.Interval
				}
				for range 10 {
					time.Sleep(wait / 10)
					ask(t, c, good, 1)
					time.Sleep(10 * time.Millisecond)
					synctest.Wait()
					b.mu.Lock()
					assert.Equal(t, good, b.accepted[len(b.accepted)-1].Community, "at once")
					b.mu.Unlock()
				}
				assert.Equal(t, upTo(12), b.of(good))
				assert.Equal(t, upTo(3), b.of(bad), "nothing was passed over, nor published again")
				assert.Equal(t, activity.Seq(3), cursor(t, c, bad))

				text := log.take()
				assert.NotContains(t, text, "goes on")
				got := pauses(text)
				assert.Equal(t, test.pauses[:len(got)], got)
				assert.GreaterOrEqual(t, len(got), len(test.pauses)-2)
				assert.Equal(t, len(got), strings.Count(text, "level=WARN msg=\"relay waits\" community="+bad.String()))
				assert.Equal(t, len(got), strings.Count(text, `reason="the broker is full"`))
				for i, pause := range got[:len(got)-1] {
					interval := max(test.options.Interval, time.Second)
					assert.GreaterOrEqual(t, tries[i+1].Sub(tries[i]), pause)
					assert.LessOrEqual(t, tries[i+1].Sub(tries[i]), pause+interval*11/10)
				}

				// Another is refused now: what was accepted makes the pauses short again.
				mu.Lock()
				refused = 6
				mu.Unlock()
				time.Sleep(4 * time.Minute)
				synctest.Wait()
				assert.Equal(t, upTo(5), b.of(bad))
				assert.Equal(t, test.pauses[:3], pauses(log.take())[:3])

				mu.Lock()
				refused = 0
				mu.Unlock()
				time.Sleep(4 * time.Minute)
				synctest.Wait()
				assert.Equal(t, upTo(7), b.of(bad))
				text = log.take()
				assert.Equal(t, 1, strings.Count(text, "level=INFO msg=\"relay goes on\" community="+bad.String()))
				ask(t, c, bad, 1)
				time.Sleep(time.Second)
				synctest.Wait()
				assert.Empty(t, log.take(), "that is over")
				assert.Equal(t, upTo(8), b.of(bad))
				assert.Equal(t, activity.Seq(8), cursor(t, c, bad))
			})
		})
	}
}

// A host can move the cursor past what is always refused; nothing of the failure
// is remembered then.
func TestRelayIsHelpedOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log journal
		c := praxis.New(memory.New(nil), nil)
		id := found(t, c)
		b := broker{accepts: func(_ string, a activity.Activity) error {
			if a.Seq > 1 {
				return errRefused
			}
			return nil
		}}
		defer start(t, relay.New(c, &b, &relay.Options{Logger: slog.New(slog.NewTextHandler(&log, nil))}))()
		time.Sleep(time.Hour)
		require.NoError(t, c.SetCursor(t.Context(), id, "relay", 2))
		time.Sleep(2 * time.Minute)
		log.take()
		ask(t, c, id, 1)
		time.Sleep(5 * time.Second)
		synctest.Wait()
		assert.Equal(t, seconds(1, 2), pauses(log.take())[:2])
	})
}

// A store that fails is asked again, less and less often, and nothing is lost;
// what was published and could not be noted is published again.
func TestRelayOutlivesOutages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log journal
		place := memory.New(nil)
		store := &counted{Store: place}
		c := praxis.New(place, nil)
		id := found(t, c)
		fails := sync.OnceFunc(func() { store.fail(errors.New("the network is down")) })
		b := broker{accepts: func(string, activity.Activity) error { fails(); return nil }}
		defer start(t, relay.New(praxis.New(store, nil), &b, &relay.Options{Logger: slog.New(slog.NewTextHandler(&log, nil))}))()
		synctest.Wait()
		assert.Equal(t, upTo(2), b.of(id))
		for range 2 {
			time.Sleep(5 * time.Minute)
			synctest.Wait()
			views, _ := store.asked()
			text := log.take()
			got := pauses(regexp.MustCompile(`(?m)^.*community=.*$`).ReplaceAllString(text, ""))
			assert.Equal(t, seconds(1, 2, 4, 8, 16, 32, 60, 60, 60, 60)[:len(got)], got)
			assert.GreaterOrEqual(t, len(got), 8)
			assert.Contains(t, text, "the network is down")
			for i := range len(got) - 1 {
				assert.InDelta(t, max(got[i], time.Second), views[i+1].Sub(views[i]), float64(100*time.Millisecond))
			}
			store.fail(nil)
			time.Sleep(2 * time.Minute)
			synctest.Wait()
			log.take()
			store.fail(errors.New("the network is down"))
		}
		store.fail(nil)
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		assert.Equal(t, append(upTo(2), upTo(2)...), b.of(id))
		assert.Equal(t, activity.Seq(2), cursor(t, c, id))
	})
}

// A cursor that cannot be moved is a failure like others.
func TestRelayCannotNote(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		place := memory.New(nil)
		c := praxis.New(place, nil)
		id := found(t, c)
		var b broker
		defer start(t, relay.New(praxis.New(unwritable{place}, nil), &b, nil))()
		time.Sleep(6500 * time.Millisecond)
		synctest.Wait()
		assert.Equal(t, slices.Repeat(upTo(2), 3), b.of(id), "at once, and after pauses of 1 and 2 s")
	})
}

// unwritable is a store in which nothing can be written.
type unwritable struct{ storage.Store }

func (unwritable) Update(context.Context, func(context.Context, storage.Tx) error) error {
	return errors.New("the disk is full")
}

// Whatever fails and whenever a relay is stopped, each record arrives.
func TestRelayDelivers(t *testing.T) {
	for seed := range uint64(15) {
		synctest.Test(t, func(t *testing.T) {
			var mu sync.Mutex
			random := rand.New(rand.NewPCG(seed, 1))
			draw := func(n int) int {
				mu.Lock()
				defer mu.Unlock()
				return random.IntN(n)
			}
			place := memory.New(nil)
			store := &counted{Store: place}
			c := praxis.New(place, nil)
			b := broker{accepts: func(string, activity.Activity) error {
				time.Sleep(time.Duration(draw(50)) * time.Millisecond)
				if draw(8) == 0 {
					return errRefused
				}
				return nil
			}}
			options := relay.Options{Batch: 1 + draw(9), Workers: 1 + draw(3), LongestPause: 5 * time.Second}
			restart := func() func() { return start(t, relay.New(praxis.New(store, nil), &b, &options)) }
			stop := restart()
			ids := []activity.CommunityID{found(t, c)}
			for range 150 {
				switch draw(12) {
				case 0:
					ids = append(ids, found(t, c))
				case 1:
					stop()
					stop = restart()
				case 2:
					store.fail(errors.New("the network is down"))
				case 3:
					store.fail(nil)
				default:
					ask(t, c, ids[draw(len(ids))], 1+draw(4))
				}
				time.Sleep(time.Duration(draw(300)) * time.Millisecond)
			}
			store.fail(nil)
			time.Sleep(10 * time.Minute)
			stop()
			delivers(t, c, b.accepted)
			lags, err := c.Lags(t.Context(), "relay", activity.CommunityID{}, 0)
			require.NoError(t, err)
			assert.Empty(t, lags)
		})
	}
}
