package relay

import (
	"context"
	"log/slog"
	"maps"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Run relays until ctx ends, and returns nil when what was being published then
// has been dealt with. It finds new communities by itself, and tries again
// whatever fails: the store, too.
// Errors: Invalid for a name that is none.
func (r *Relay) Run(ctx context.Context) error {
	if err := storage.CheckSubscriber(r.o.Name); err != nil {
		return fault.In("relay.Run", err)
	}
	news, stop := r.from.Watch(r.o.Communities...)
	defer stop()
	next, done := make(chan activity.CommunityID), make(chan outcome)
	var workers sync.WaitGroup
	defer workers.Wait()
	defer close(next)
	for range r.o.Workers {
		workers.Go(func() { r.work(ctx, next, done) })
	}

	d := desk{Relay: r, cases: make(map[activity.CommunityID]*state)}
	look := time.NewTimer(0)
	defer look.Stop()
	for {
		give, first := next, activity.CommunityID{}
		if len(d.queue) > 0 {
			first = d.queue[0]
		} else {
			give = nil
		}
		select {
		case <-ctx.Done():
			return nil
		case give <- first:
			d.queue = d.queue[1:]
		case o := <-done:
			d.settle(ctx, o)
		case <-news:
			look.Reset(time.Until(d.notBefore))
		case <-look.C:
			look.Reset(d.look(ctx))
		}
	}
}

// outcome is what came of a community's turn.
type outcome struct {
	id       activity.CommunityID
	accepted int
	err      error
}

func (r *Relay) work(ctx context.Context, next <-chan activity.CommunityID, done chan<- outcome) {
	for id := range next {
		accepted, err := r.turn(ctx, id)
		select {
		case done <- outcome{id, accepted, err}:
		case <-ctx.Done():
		}
	}
}

// desk is where turns are given out. Only Run's own goroutine is at it.
type desk struct {
	*Relay
	queue     []activity.CommunityID // whose turn comes next
	cases     map[activity.CommunityID]*state
	pause     time.Duration // after the last look, if it failed
	notBefore time.Time     // the next look
}

// state is how it stands with a community that has news, or had when it failed.
type state struct {
	resting bool          // after a failure; else it is in the queue or with a worker
	until   time.Time     // the end of its rest
	pause   time.Duration // its length
	again   bool          // more has come while it was in hand
}

const (
	pageOfLags  = 1000
	shortestGap = 10 * time.Millisecond // between looks
	gapPerLook  = 10                    // times as long as a look took
)

// look asks which communities have news, and returns when to ask again.
func (d *desk) look(ctx context.Context) time.Duration {
	begin := time.Now()
	err := d.lookAround(ctx, begin)
	end := time.Now()
	wait := d.o.Interval - d.o.Interval/10 + rand.N(d.o.Interval/5+1)
	gap := max(shortestGap, gapPerLook*end.Sub(begin))
	if err == nil {
		d.pause = 0
		maps.DeleteFunc(d.cases, func(_ activity.CommunityID, s *state) bool {
			return s.resting && !begin.Before(s.until) // and yet nothing is new: somebody else has relayed it
		})
	} else if ctx.Err() == nil {
		d.pause = d.longer(d.pause)
		gap = max(gap, d.pause)
		d.o.Logger.LogAttrs(ctx, slog.LevelWarn, "relay waits", slog.Duration("pause", gap), slog.Any("reason", err))
	}
	d.notBefore = end.Add(gap)
	return max(wait, gap)
}

func (d *desk) lookAround(ctx context.Context, now time.Time) error {
	if d.o.Communities != nil {
		for _, id := range d.o.Communities {
			d.want(id, now)
		}
		return nil
	}
	for after := (activity.CommunityID{}); ; {
		page, err := d.from.Lags(ctx, d.o.Name, after, pageOfLags)
		if err != nil {
			return err
		}
		for _, lag := range page {
			d.want(lag.Community, now)
			after = lag.Community
		}
		if len(page) < pageOfLags {
			return nil
		}
	}
}

// want queues a community that has news, unless it is in hand or resting.
func (d *desk) want(id activity.CommunityID, now time.Time) {
	s := d.cases[id]
	switch {
	case s == nil:
		s = new(state)
		d.cases[id] = s
	case !s.resting:
		s.again = true
		return
	case now.Before(s.until):
		return
	}
	s.resting = false
	d.queue = append(d.queue, id)
}

// settle notes what came of a turn, and whether there will be another.
func (d *desk) settle(ctx context.Context, o outcome) {
	s := d.cases[o.id]
	tried := s.pause
	if o.accepted > 0 {
		s.pause = 0
	}
	community := slog.String("community", o.id.String())
	if o.err != nil {
		s.resting, s.again = true, false
		s.pause = d.longer(s.pause)
		s.until = time.Now().Add(s.pause)
		d.o.Logger.LogAttrs(ctx, slog.LevelWarn, "relay waits", community, slog.Duration("pause", s.pause), slog.Any("reason", o.err))
		return
	}
	if tried > 0 {
		d.o.Logger.LogAttrs(ctx, slog.LevelInfo, "relay goes on", community)
	}
	if o.accepted < d.o.Batch && !s.again {
		delete(d.cases, o.id)
		return
	}
	s.again = false
	d.queue = append(d.queue, o.id)
}

// longer returns the pause after one that did not help.
func (d *desk) longer(pause time.Duration) time.Duration {
	return min(max(2*pause, d.o.Interval), d.o.LongestPause)
}
