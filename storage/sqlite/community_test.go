package sqlite_test

import (
	"context"
	"crypto/rand"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
)

// What the tests of this package write and read: a community, and whom it has
// welcomed.

var someday = time.Date(2026, time.March, 1, 9, 0, 0, 0, time.UTC)

// newCommunity founds a community that has no members yet.
func newCommunity(t testing.TB, s storage.Store) activity.CommunityID {
	t.Helper()
	var random [10]byte
	_, _ = rand.Read(random[:])
	id := activity.CommunityID(activity.V7(someday, random))
	require.NoError(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		return tx.PutCommunity(ctx, cop.Community{ID: id, Founder: "ana", FoundedAt: someday, Rev: 1})
	}))
	return id
}

// welcoming is an Update's function that makes somebody a member.
func welcoming(id activity.CommunityID, people ...activity.Person) func(context.Context, storage.Tx) error {
	return func(ctx context.Context, tx storage.Tx) error {
		for _, p := range people {
			m := membership.Member{Community: id, Person: p, Standing: membership.Belongs, Since: someday, Rev: 1}
			if err := tx.PutMember(ctx, m); err != nil {
				return err
			}
		}
		return nil
	}
}

// welcome makes somebody a member.
func welcome(ctx context.Context, s storage.Store, id activity.CommunityID, p activity.Person) error {
	return s.Update(ctx, welcoming(id, p))
}

// members are whom a community has welcomed.
func members(t testing.TB, s storage.Store, id activity.CommunityID) (people []activity.Person) {
	t.Helper()
	require.NoError(t, s.View(context.WithoutCancel(t.Context()), func(ctx context.Context, r storage.Reader) error {
		people = nil
		for m, err := range r.Members(ctx, id, "", 0) {
			if err != nil {
				return err
			}
			people = append(people, m.Person)
		}
		return nil
	}))
	return people
}
