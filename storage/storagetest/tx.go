package storagetest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// testOver: a transaction that somebody has held on to, or a list of it, does
// not reach into the next one.
func testOver(t *testing.T, s storage.Store) {
	w := newWorld()
	id := w.newCommunity(t, s)
	before := head(t, s, id)
	var held storage.Tx
	var list iter.Seq2[membership.Member, error]
	require.NoError(t, update(t, s, func(_ context.Context, tx storage.Tx) error {
		held, list = tx, tx.Members(t.Context(), id, "", 0)
		return nil
	}))
	require.NoError(t, update(t, s, func(context.Context, storage.Tx) error {
		_, read := held.Community(t.Context(), id)
		_, listed := activity.Collect(list)
		_, communities := activity.Collect(held.Communities(t.Context(), activity.CommunityID{}, 0))
		_, lags := activity.Collect(held.Lags(t.Context(), "relay", activity.CommunityID{}, 0))
		for _, err := range []error{read, listed, communities, lags, append1(t.Context(), held, id, w.comment("bob"))} {
			assert.ErrorIs(t, err, fault.Precondition)
		}
		return nil
	}))
	assert.Equal(t, before, head(t, s, id))

	require.NoError(t, s.View(t.Context(), func(_ context.Context, r storage.Reader) error {
		list = r.Members(t.Context(), id, "", 0)
		return nil
	}))
	_, err := activity.Collect(list)
	assert.ErrorIs(t, err, fault.Precondition)
}

// testContextInAList: a list ends where its context does.
func testContextInAList(t *testing.T, s storage.Store) {
	w := newWorld()
	id, _ := w.newCommunity(t, s), w.newCommunity(t, s)
	require.NoError(t, update(t, s, func(ctx context.Context, tx storage.Tx) error {
		return tx.PutMember(ctx, membership.Member{Community: id, Person: "bob", Standing: membership.Belongs, Since: w.now, Rev: 1})
	}))
	for name, list := range map[string]func(context.Context, storage.Reader) iter.Seq[error]{
		"Communities": func(ctx context.Context, r storage.Reader) iter.Seq[error] {
			return errorsOf(r.Communities(ctx, activity.CommunityID{}, 0))
		},
		"Lags": func(ctx context.Context, r storage.Reader) iter.Seq[error] {
			return errorsOf(r.Lags(ctx, "relay", activity.CommunityID{}, 0))
		},
		"Members": func(ctx context.Context, r storage.Reader) iter.Seq[error] {
			return errorsOf(r.Members(ctx, id, "", 0))
		},
		"Memberships": func(ctx context.Context, r storage.Reader) iter.Seq[error] {
			return errorsOf(r.Memberships(ctx, "ana", activity.CommunityID{}, 0))
		},
		"Activities": func(ctx context.Context, r storage.Reader) iter.Seq[error] {
			return errorsOf(r.Activities(ctx, id, 0, 0))
		},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		err := s.View(ctx, func(ctx context.Context, r storage.Reader) error {
			var seen []error
			for err := range list(ctx, r) {
				seen = append(seen, err)
				cancel()
			}
			if assert.Len(t, seen, 2, name) {
				assert.NoError(t, seen[0], name)
				assert.ErrorIs(t, seen[1], fault.Unavailable, name)
				assert.ErrorIs(t, seen[1], context.Canceled, name)
			}
			return nil
		})
		assert.ErrorIs(t, err, context.Canceled, name)
	}
}

// errorsOf is what a list says of each entry.
func errorsOf[T any](list iter.Seq2[T, error]) iter.Seq[error] {
	return func(yield func(error) bool) {
		for _, err := range list {
			if !yield(err) {
				return
			}
		}
	}
}

// testWritingAlong: whoever is in a list may be changed on the way, nobody is
// missed or met twice, and the list can be gone through again.
func testWritingAlong(t *testing.T, s storage.Store) {
	w := newWorld()
	id := w.newCommunity(t, s)
	people := []activity.Person{"ana"}
	for i := range 300 { // more than a page of any adapter
		people = append(people, activity.Person(fmt.Sprintf("person %03d", i)))
	}
	require.NoError(t, update(t, s, func(ctx context.Context, tx storage.Tx) error {
		for _, p := range people[1:] {
			m := membership.Member{Community: id, Person: p, Standing: membership.Belongs, Since: w.now, Rev: 1}
			require.NoError(t, tx.PutMember(ctx, m))
		}
		list := tx.Members(ctx, id, "", 0)
		for range 2 {
			var met []activity.Person
			for m, err := range list {
				require.NoError(t, err)
				met = append(met, m.Person)
				m.Rev++
				require.NoError(t, tx.PutMember(ctx, m))
				// Others may come in front.
				m.Person, m.Rev = "A"+m.Person, 1
				if err := tx.PutMember(ctx, m); err != nil {
					require.ErrorIs(t, err, fault.Exists)
				}
			}
			require.Equal(t, people, met[len(met)-len(people):])
			require.IsIncreasing(t, met)
		}
		return nil
	}))
}

// unheardOf is a detail that the record does not know.
type unheardOf struct{}

func (unheardOf) FactName() string { return "unheard of" }

// testAppendWhole: a batch that cannot be kept leaves the record as it was,
// even if the Update goes on without it.
func testAppendWhole(t *testing.T, s storage.Store) {
	w := newWorld()
	id := w.newCommunity(t, s)
	before := head(t, s, id)
	first, second := w.comment("ana"), w.comment("bob")
	bad := second
	bad.Detail = unheardOf{}
	require.NoError(t, update(t, s, func(ctx context.Context, tx storage.Tx) error {
		added, err := tx.Append(ctx, id, []activity.Activity{first, bad})
		assert.ErrorIs(t, err, fault.Invalid)
		assert.Zero(t, added)
		added, err = tx.Append(ctx, id, []activity.Activity{second, first})
		assert.Equal(t, 2, added)
		return err
	}))
	record := view(t, s, func(ctx context.Context, r storage.Reader) ([]activity.Activity, error) {
		return activity.Collect(r.Activities(ctx, id, activity.Seq(before), 0))
	})
	require.Len(t, record, 2)
	assert.Equal(t, second.ID, record[0].ID)
	assert.Equal(t, first.ID, record[1].ID)
}

// testPutAgain: what is put is what is got, also of a version that was there
// before.
func testPutAgain(t *testing.T, s storage.Store) {
	w := newWorld()
	r := repertoire.Resource{Community: w.newCommunity(t, s), ID: activity.ResourceID(w.id()), Kind: repertoire.Story, Author: "ana", SharedAt: w.now,
		Status: repertoire.InUse, Current: repertoire.Version{Number: 1, Text: repertoire.Text{Title: "A payrol"}, Editor: "ana", At: w.now}, Rev: 1}
	require.NoError(t, update(t, s, func(ctx context.Context, tx storage.Tx) error { return tx.PutResource(ctx, r) }))
	r.Rev, r.Current.Title = 2, "A payroll"
	require.NoError(t, update(t, s, func(ctx context.Context, tx storage.Tx) error { return tx.PutResource(ctx, r) }))
	got := view(t, s, func(ctx context.Context, reader storage.Reader) (repertoire.Resource, error) {
		return reader.Resource(ctx, r.Community, r.ID)
	})
	assert.Equal(t, r, got)
}

// testToldAtOnce: a function that goes on to fail for a reason of its own has
// seen a state that there was, and not one in which an identifier was free.
func testToldAtOnce(t *testing.T, s storage.Store) {
	w := newWorld()
	h := w.newHome(t, s)
	for name, write := range map[string]func(context.Context, storage.Tx) error{
		"Community": func(ctx context.Context, tx storage.Tx) error {
			return tx.PutCommunity(ctx, cop.Community{ID: h.community, Charter: charter("Again"), Founder: "ana", FoundedAt: w.now, Rev: 1})
		},
		"Question": func(ctx context.Context, tx storage.Tx) error {
			return tx.PutQuestion(ctx, repertoire.Question{Community: h.community, ID: h.question, Asker: "ana", AskedAt: w.now, Rev: 1})
		},
		"Answer": func(ctx context.Context, tx storage.Tx) error {
			return tx.PutAnswer(ctx, repertoire.Answer{Community: h.community, Question: h.question, ID: h.answers[0], Author: "ana", AnsweredAt: w.now, Rev: 1})
		},
	} {
		reason := errors.New("thought better of it")
		var told error
		assert.ErrorIs(t, update(t, s, func(ctx context.Context, tx storage.Tx) error {
			told = write(ctx, tx)
			return reason
		}), reason)
		assert.ErrorIs(t, told, fault.Exists, name)
	}
}
