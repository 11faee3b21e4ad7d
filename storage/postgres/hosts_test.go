package postgres_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/internal/postgrestest"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/postgres"
)

// Of two hosts that found one community under one key at once, one founds it,
// and the other finds it there. There is nothing yet that could be locked, so
// the one that comes second learns only when it writes that it has to look again.
func TestTwoHostsFoundOneCommunity(t *testing.T) {
	t.Parallel()
	pool := connect(t, postgrestest.Database(t))
	require.NoError(t, postgres.Migrate(t.Context(), pool, nil))
	founding := func(s storage.Store) (cop.Community, error) {
		return praxis.New(s, nil).As("ana").Once("a form").Found(t.Context(), cop.Charter{Name: "Audit", Domain: cop.Domain{Concern: "auditing"}})
	}
	var first cop.Community
	beaten := beatenOnce{postgres.New(pool, nil), func() {
		var err error
		first, err = founding(postgres.New(pool, nil))
		require.NoError(t, err)
	}}
	second, err := founding(&beaten)
	require.NoError(t, err)
	assert.Equal(t, first, second)
}

// beatenOnce is a store whose first caller that misses a community, for good, is
// just too late.
type beatenOnce struct {
	storage.Store
	beat func()
}

// Update implements storage.Store.
func (b *beatenOnce) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	return b.Store.Update(ctx, func(ctx context.Context, tx storage.Tx) error { return fn(ctx, missing{tx, b}) })
}

type missing struct {
	storage.Tx
	of *beatenOnce
}

// Community implements storage.CommunityReader.
func (m missing) Community(ctx context.Context, id activity.CommunityID) (cop.Community, error) {
	c, err := m.Tx.Community(ctx, id)
	if fault.CodeOf(err) == fault.NotFound && m.of.beat != nil {
		m.of.beat()
		m.of.beat = nil
	}
	return c, err
}
