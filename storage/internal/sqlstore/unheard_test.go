package sqlstore

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// What no database can hold is not there, whoever asks for it, and however.
func TestWhatNoDatabaseCanHold(t *testing.T) {
	p := newPlay(t)
	require.NoError(t, p.as("a").Update(t.Context(), each(p.says("ana", 1), func(ctx context.Context, tx storage.Tx) error {
		return tx.PutCursor(ctx, p.id, "ana", 1)
	})))
	for _, odd := range []string{"ana\x00", "\xff"} {
		who := activity.Person(odd)
		look := func(ctx context.Context, r storage.Reader) error {
			_, member := r.Member(ctx, p.id, who)
			_, operation := r.Operation(ctx, p.id, odd)
			_, endorsement := r.Endorsement(ctx, p.id, activity.ResourceID{1}, who)
			for _, err := range []error{member, operation, endorsement} {
				assert.ErrorIs(t, err, fault.NotFound)
			}
			seen, err := r.Cursor(ctx, p.id, odd)
			assert.NoError(t, err)
			assert.Zero(t, seen)
			lags, err := activity.Collect(r.Lags(ctx, odd, activity.CommunityID{}, 0))
			assert.Equal(t, []storage.Lag{{Community: p.id, Head: 1}}, lags)
			require.NoError(t, err)
			memberships, err := activity.Collect(r.Memberships(ctx, who, activity.CommunityID{}, 0))
			assert.Empty(t, memberships)
			require.NoError(t, err)
			_, err = activity.Collect(r.Members(ctx, p.id, who, 0))
			require.NoError(t, err)
			_, err = activity.Collect(r.Tallies(ctx, p.id, activity.Tally{Person: who, Verb: activity.Verb(odd)}, 0))
			return err
		}
		assert.NoError(t, p.as("a").View(t.Context(), look))
		assert.NoError(t, p.as("a").Update(t.Context(), func(ctx context.Context, tx storage.Tx) error { return look(ctx, tx) }))

		for _, one := range []func(context.Context, storage.Reader) error{
			func(ctx context.Context, r storage.Reader) error { _, err := r.Member(ctx, p.id, who); return err },
			func(ctx context.Context, r storage.Reader) error { _, err := r.Head(ctx, p.id); return err },
			func(ctx context.Context, r storage.Reader) error {
				_, err := activity.Collect(r.Members(ctx, p.id, who, 1))
				return err
			},
		} {
			for _, who := range []activity.Person{"ana", who} {
				e := storage.Expectation{Community: p.id, Person: who, Rows: 1}
				err := p.as(storage.Tenant(odd)).View(storage.Expect(t.Context(), e), one)
				assert.ErrorIs(t, err, fault.NotFound, "a tenant that has nothing")
			}
		}
		none := p.as(storage.Tenant(odd))
		require.NoError(t, none.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
			all, err := activity.Collect(r.Communities(ctx, activity.CommunityID{}, 0))
			assert.Empty(t, all)
			require.NoError(t, err)
			mine, err := activity.Collect(r.Memberships(ctx, "ana", activity.CommunityID{}, 0))
			assert.Empty(t, mine)
			return err
		}))
	}
}
