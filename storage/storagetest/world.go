package storagetest

import (
	"context"
	"encoding/binary"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/storage"
)

// world gives out times and identifiers, the same ones in every run and
// others than those of a world with another counter.
type world struct {
	now     time.Time
	counter uint64
}

func newWorld() *world {
	return &world{now: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}
}

func (w *world) id() [16]byte {
	w.counter++
	var random [10]byte
	binary.BigEndian.PutUint64(random[2:], w.counter)
	return activity.V7(w.now, random)
}

// occasion is the next moment, at which a person does something.
func (w *world) occasion(c activity.CommunityID, p activity.Person) activity.Occasion {
	w.now = w.now.Add(time.Second)
	return activity.Occasion{ID: w.id(), Community: c, Actor: p, At: w.now}
}

// comment is an outline of an activity, as an imported history has it.
func (w *world) comment(p activity.Person) activity.Activity {
	o := w.occasion(activity.CommunityID{}, p)
	return o.Record(activity.Comment, nil)
}

// charter is a charter that holds something everywhere.
func charter(name string) cop.Charter {
	return cop.Charter{
		Name:   name,
		Domain: cop.Domain{Concern: "auditing public money well", Topics: []string{"sampling", "payroll"}},
		Kind:   cop.BestPractice,
		Form: cop.Form{Reach: cop.Global, Medium: cop.Hybrid, Boundary: cop.Across, Formality: cop.Supported, Origin: cop.Emerged, Admission: cop.Open,
			Size: cop.MidSize, Budget: cop.Budget{Amount: 12_000_00, Currency: "EUR", Period: cop.PerYear}},
		Purpose: "Learn from each other's audits.\nWrite it down.",

		Audience:   "whoever audits",
		Priorities: []string{"public money is well spent"},
		Goals:      []cop.Goal{{Goal: "audit payrolls faster", Serves: "public money is well spent", Measure: "days", By: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)}},
	}
}

// newCommunity founds a community by ana.
func (w *world) newCommunity(t testing.TB, s storage.Store) activity.CommunityID {
	t.Helper()
	id := activity.CommunityID(w.id())
	o, first := w.occasion(id, "ana"), w.occasion(id, "ana")
	require.NoError(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		_, err := storage.Found(ctx, tx, o, first, charter("Internal audit"))
		return err
	}))
	return id
}

// view reads a value in a View.
func view[T any](t testing.TB, s storage.Store, read func(context.Context, storage.Reader) (T, error)) T {
	t.Helper()
	var v T
	require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) (err error) {
		v, err = read(ctx, r)
		return err
	}))
	return v
}

// head reads how many activities a community has.
func head(t testing.TB, s storage.Store, id activity.CommunityID) int {
	t.Helper()
	return int(view(t, s, func(ctx context.Context, r storage.Reader) (activity.Seq, error) { return r.Head(ctx, id) }))
}

// append1 appends one activity.
func append1(ctx context.Context, tx storage.Tx, id activity.CommunityID, a activity.Activity) error {
	_, err := tx.Append(ctx, id, []activity.Activity{a})
	return err
}
