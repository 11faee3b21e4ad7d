package praxis

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// SubscribeOptions are the choices of a subscription. Nil, and every zero
// field, means the default.
type SubscribeOptions struct {
	// Interval is how often the store is asked for what other processes have
	// recorded, give or take a tenth at random. Default: 1 s.
	Interval time.Duration
}

// Subscribe returns a community's record behind a cursor (from the start for 0)
// as a stream without an end: each activity once, in order, and where the record
// ends the stream waits for more. What is recorded in this process comes at
// once, what other processes record, or a host in a transaction of its own,
// within the interval. It is for the host itself and asks no authority; see
// Participant.Stream.
//
// The Seq of the activity that a subscriber has dealt with last is its cursor.
// Whoever stores it in the transaction of what they did, and begins behind it
// after a restart, misses nothing and does nothing twice; whoever stores it
// afterwards may be handed again what came after the last that was stored. See
// SetCursor for a place to keep it.
//
// The record is read in pages that hold up nobody, however long a subscriber
// takes. A store that is Unavailable is asked again after pauses that double
// from 0.1 s to 30 s, of which the logger hears. The stream ends when it is no
// longer ranged over, or with an error: Unavailable, with the cause, when ctx
// ends; NotFound; Precondition if the record ends before the cursor, as one that
// was restored from a backup does, and within Together.
func (c *Constellation) Subscribe(ctx context.Context, community activity.CommunityID, after activity.Seq, o *SubscribeOptions) activity.Stream {
	s := subscription{in: c, community: community, interval: time.Second}
	if o != nil && o.Interval > 0 {
		s.interval = o.Interval
	}
	return func(yield func(activity.Activity, error) bool) {
		if err := s.follow(ctx, after, yield); err != nil {
			yield(activity.Activity{}, fault.In("praxis.Subscribe", err))
		}
	}
}

const (
	pageOfRecord  = 500
	shortestPause = 100 * time.Millisecond
	longestPause  = 30 * time.Second
)

type subscription struct {
	in        *Constellation
	community activity.CommunityID
	interval  time.Duration
}

// follow hands out the record until that is no longer wanted, or fails.
func (s subscription) follow(ctx context.Context, last activity.Seq, yield func(activity.Activity, error) bool) error {
	if s.in.pending != nil {
		return fault.New("", fault.Precondition, "a subscription waits for others, which a transaction must not: subscribe outside of Together")
	}
	news, stop := s.in.Watch(s.community)
	defer stop()
	for {
		page, err := s.next(ctx, last, news)
		if err != nil {
			return err
		}
		for _, a := range page {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			if !yield(a, nil) {
				return nil
			}
			last = a.Seq
		}
	}
}

// next waits until there is something behind the last activity, and returns it.
func (s subscription) next(ctx context.Context, last activity.Seq, news <-chan struct{}) ([]activity.Activity, error) {
	for pause := shortestPause; ; {
		page, err := s.page(ctx, last)
		switch {
		case len(page) > 0:
			return page, nil
		case err == nil:
			pause = shortestPause
			err = wait(ctx, s.interval, news)
		case ctx.Err() == nil && fault.CodeOf(err) == fault.Unavailable:
			s.in.log.LogAttrs(ctx, slog.LevelWarn, "subscription waits", slog.String("community", s.community.String()),
				slog.Duration("pause", pause), slog.Any("reason", err))
			err = wait(ctx, pause, nil)
			pause = min(2*pause, longestPause)
		}
		if err != nil {
			return nil, err
		}
	}
}

// page reads what is behind the last activity: nothing at the record's end. What
// a copy of the store knows nothing of is looked for in the store itself, since
// the error would end the subscription.
func (s subscription) page(ctx context.Context, last activity.Seq) ([]activity.Activity, error) {
	page, err := s.read(ctx, last)
	if err != nil && fault.CodeOf(err) != fault.Unavailable {
		page, err = s.read(storage.Latest(ctx), last)
	}
	return page, err
}

func (s subscription) read(ctx context.Context, last activity.Seq) (page []activity.Activity, err error) {
	err = s.in.store.View(ctx, func(ctx context.Context, r storage.Reader) (err error) {
		page, err = activity.Collect(r.Activities(ctx, s.community, last, pageOfRecord))
		if err != nil || len(page) > 0 {
			return err
		}
		head, err := r.Head(ctx, s.community)
		if err == nil && head < last {
			err = fault.New("", fault.Precondition, fmt.Sprintf(
				"the record ends with %d, before the cursor %d, which is another record's; begin with a cursor of this one", head, last))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return page, nil
}

// wait waits for news or for a time, give or take a tenth at random, which
// keeps many who wait from coming back at once.
func wait(ctx context.Context, about time.Duration, news <-chan struct{}) error {
	timer := time.NewTimer(about - about/10 + rand.N(about/5+1))
	defer timer.Stop()
	select {
	case <-news:
	case <-timer.C:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	return nil
}

// Watch returns a channel on which a value lies ready as soon as this process
// has recorded something new in one of the communities, or in any if none is
// named: one value for all that came since the last was taken. It tells neither what is new
// nor of what other processes record, or a host in a transaction of its own; so
// whoever watches looks now and then all the same, as Subscribe does. Stop ends
// the watch. Nothing ever comes if the store is no storage.Watcher.
func (c *Constellation) Watch(communities ...activity.CommunityID) (news <-chan struct{}, stop func()) {
	return storage.Watch(c.store, communities...)
}
