package crashtest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Entry is what a writer says: that an operation begins, how it ended, or what
// the writer's process is at.
type Entry struct {
	Op    Op                `json:"op,omitzero"` // of one that ended, only the key
	Ended bool              `json:"ended,omitempty"`
	Made  activity.ObjectID `json:"made,omitzero"`
	Code  fault.Code        `json:"code,omitempty"` // of the error
	Error string            `json:"error,omitempty"`
	Doubt bool              `json:"doubt,omitempty"` // the error says that nobody knows the outcome
	Now   string            `json:"now,omitempty"`   // what the process is at
}

// Writers work on a store at once.
type Writers struct {
	Store storage.Store
	Life  string // a word that no others have, with which all their keys begin
	Place string // the key of the community where they meet, others too
	Seed  uint64 // of what they choose to do
	Count int    // how many there are
	Say   func(Entry) error
}

// Run lets the writers work until the context ends. What they are at by then
// they finish. They stop as well if they cannot say what they do, which is the
// error.
func (w Writers) Run(ctx context.Context) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var all sync.WaitGroup
	things := new(pool)
	for n := range w.Count {
		one := &writer{
			Writers: w, number: n, pool: things,
			rng: rand.New(rand.NewPCG(w.Seed, uint64(n))),
		}
		all.Go(func() {
			if err := one.work(ctx); err != nil {
				stop(err)
			}
		})
	}
	all.Wait()
	if err := context.Cause(ctx); !errors.Is(err, ctx.Err()) {
		return err
	}
	return nil
}

// writer does one thing after the other.
type writer struct {
	Writers
	number int
	count  int
	rng    *rand.Rand
	pool   *pool
	mine
}

// work founds the community that all writers work in, joins it, and then does
// whatever comes to the writer's mind.
func (w *writer) work(ctx context.Context) error {
	shared := Op{Key: w.Place, Act: "found", Keyed: true}
	shared.Who = activity.Person(shared.Key)
	made, err := w.insist(ctx, shared)
	if err != nil || made.IsZero() {
		return err
	}
	w.shared = activity.CommunityID(made)
	join := Op{Key: w.key(), Act: "join", Keyed: true, In: w.shared}
	join.Who = activity.Person(join.Key)
	if _, err := w.insist(ctx, join); err != nil {
		return err
	}
	w.me = join.Who
	for ctx.Err() == nil {
		op, learn := w.choose()
		made, done, err := w.do(ctx, op)
		if err != nil {
			return err
		}
		if done && learn != nil {
			learn(made)
		}
	}
	return nil
}

// insist does an operation until it is acknowledged or the context ends.
func (w *writer) insist(ctx context.Context, op Op) (made activity.ObjectID, err error) {
	for done := false; !done && err == nil && ctx.Err() == nil; {
		made, done, err = w.do(ctx, op)
	}
	return made, err
}

// do does an operation, and if the store is not available perhaps again, as
// those do who have a key to repeat it under.
func (w *writer) do(ctx context.Context, op Op) (made activity.ObjectID, done bool, err error) {
	for {
		if err := w.Say(Entry{Op: op}); err != nil {
			return made, false, err
		}
		made, failed := op.Do(context.WithoutCancel(ctx), w.Store)
		if err := w.Say(ending(op, made, failed)); err != nil || failed == nil {
			return made, err == nil, err
		}
		if fault.CodeOf(failed) != fault.Unavailable || op.Regret != "" || op.Patience > 0 {
			return made, false, nil
		}
		select {
		case <-ctx.Done():
		case <-time.After(time.Duration(20+w.rng.IntN(40)) * time.Millisecond): // so as not to keep the processor from those who recover
		}
		if !op.Repeatable() || w.rng.IntN(4) == 0 || ctx.Err() != nil {
			return made, false, nil
		}
	}
}

func ending(op Op, made activity.ObjectID, err error) Entry {
	e := Entry{Op: Op{Key: op.Key}, Ended: true, Made: made}
	if err != nil {
		e.Code, e.Error, e.Doubt = fault.CodeOf(err), err.Error(), strings.Contains(err.Error(), "nobody knows whether it was kept")
	}
	return e
}

func (w *writer) key() string {
	w.count++
	return fmt.Sprintf("%s.%d.%d", w.Life, w.number, w.count)
}
