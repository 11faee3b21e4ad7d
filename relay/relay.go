package relay

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
)

// Options are the choices of a relay. Nil, and every zero field, means the
// default.
type Options struct {
	// Name is under which the cursors are kept: relays to different brokers have
	// different names. 1 to 255 bytes without control characters. Default:
	// "relay".
	Name string
	// Communities are those whose records are relayed, a few; each costs two
	// small reads per Interval. Default: all of the constellation, also those that
	// are founded while the relay runs.
	Communities []activity.CommunityID
	// Topic says where an activity is published. Default: "praxis" for all.
	Topic func(activity.Activity) string
	// Interval is how often the store is asked for what other processes have
	// recorded, give or take a tenth at random. Default: 1 s.
	Interval time.Duration
	// LongestPause bounds the pauses after failures, which begin with Interval
	// and double. A community whose turn has failed is tried again when its pause
	// is over and the store is asked next. Default: 1 min.
	LongestPause time.Duration
	// Workers is how many communities are published at once at most. Default: 8.
	Workers int
	// Batch is how many activities of a community are published in one turn at
	// most, before its cursor moves and others have their turn. Default: 100.
	Batch int
	// Logger hears of failures (warn), and of communities that go on after one
	// (info). Default: silence.
	Logger *slog.Logger
}

// Relay publishes what is in the records of a constellation.
type Relay struct {
	from *praxis.Constellation
	to   message.Publisher
	o    Options
}

// New returns a relay, which Run runs. It does not close the publisher, which
// must be safe for concurrent use, as Watermill's are.
func New(from *praxis.Constellation, to message.Publisher, o *Options) *Relay {
	r := &Relay{from: from, to: to}
	if o != nil {
		r.o = *o
	}
	r.o.Name = cmp.Or(r.o.Name, "relay")
	r.o.Interval = cmp.Or(max(r.o.Interval, 0), time.Second)
	r.o.LongestPause = cmp.Or(max(r.o.LongestPause, 0), time.Minute)
	r.o.Workers = cmp.Or(max(r.o.Workers, 0), 8)
	r.o.Batch = cmp.Or(max(r.o.Batch, 0), 100)
	r.o.Communities = slices.Clone(r.o.Communities)
	if r.o.Topic == nil {
		r.o.Topic = func(activity.Activity) string { return "praxis" }
	}
	if r.o.Logger == nil {
		r.o.Logger = slog.New(slog.DiscardHandler)
	}
	return r
}

// turn publishes what comes next of a community's record, at most a batch, moves
// its cursor, and returns how many were accepted and noted.
func (r *Relay) turn(ctx context.Context, id activity.CommunityID) (accepted int, err error) {
	seen, err := r.from.Cursor(ctx, id, r.o.Name)
	if err != nil {
		return 0, err
	}
	page, err := r.from.Activities(ctx, id, seen, r.o.Batch)
	if err != nil {
		return 0, err
	}
	reached, err := r.publish(ctx, page, seen)
	if reached > seen {
		if failed := r.move(ctx, id, seen, reached); failed != nil {
			return 0, errors.Join(err, failed)
		}
	}
	return int(reached - seen), err
}

// publish publishes activities one by one, so that it is known how far it came
// when one fails, and returns the last that was accepted.
func (r *Relay) publish(ctx context.Context, page []activity.Activity, reached activity.Seq) (activity.Seq, error) {
	for _, a := range page {
		if ctx.Err() != nil {
			return reached, context.Cause(ctx)
		}
		m, err := Encode(a)
		if err != nil {
			return reached, err
		}
		m.SetContext(ctx)
		if err := r.to.Publish(r.o.Topic(a), m); err != nil {
			return reached, err
		}
		reached = a.Seq
	}
	return reached, nil
}

// grace is how long the cursor may take to move once the relay is to stop: what
// was published is noted all the same.
const grace = 10 * time.Second

// move moves the cursor, unless somebody else has moved it meanwhile.
func (r *Relay) move(ctx context.Context, id activity.CommunityID, from, to activity.Seq) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	return r.from.Together(ctx, func(ctx context.Context, all *praxis.Constellation) error {
		seen, err := all.Cursor(ctx, id, r.o.Name)
		if err != nil || seen != from {
			return err
		}
		return all.SetCursor(ctx, id, r.o.Name, to)
	})
}
