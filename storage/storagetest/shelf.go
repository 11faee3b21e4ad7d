package storagetest

import (
	"cmp"
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// What the contract promises of every shelf.

// testFollowing: a value follows the one stored by one change, and what never
// changes is added once.
func testFollowing(t *testing.T, s storage.Store) {
	w := newWorld()
	for _, shelf := range shelves {
		shelf.follows(t, w, s)
	}
}

// testShelfLists: lists of values go by their keys, page by page.
func testShelfLists(t *testing.T, s storage.Store) {
	w := newWorld()
	for _, shelf := range shelves {
		shelf.goesByKey(t, w, s)
	}
}

// testWhole: a value comes back whole, and is the caller's own.
func testWhole(t *testing.T, s storage.Store) { whole(t, s) }

func whole(t testing.TB, s storage.Store) {
	w := newWorld()
	for _, shelf := range shelves {
		shelf.comesBack(t, w, s)
	}
}

// nthOf is a value with the n-th key and nothing else.
func (s shelf[T]) nthOf(c activity.CommunityID, n, rev int) (v T) {
	s.key(&v, c, n)
	if s.rev != nil {
		*s.rev(&v) = rev
	}
	return v
}

// read reads the value with the n-th key.
func (s shelf[T]) read(ctx context.Context, r storage.Reader, c activity.CommunityID, n int) (v T, err error) {
	if s.get != nil {
		return s.get(r, ctx, s.nthOf(c, n, 0))
	}
	for v, err := range s.list(r, ctx, c, s.nthOf(c, n-1, 0), 1) {
		return v, err
	}
	return v, fault.NotFound
}

func (s shelf[T]) follows(t testing.TB, w *world, store storage.Store) {
	id := w.newCommunity(t, store)
	reason := errors.New("thought better of it")
	try := func(rev int, then error) error {
		return update(t, store, func(ctx context.Context, tx storage.Tx) error {
			if err := s.put(tx, ctx, s.nthOf(id, 1, rev)); err != nil {
				return err
			}
			_, err := s.read(ctx, tx, id, 1) // it is there at once
			return cmp.Or(err, then)
		})
	}
	assert.ErrorIs(t, try(1, reason), reason, s.method)
	assert.NoError(t, try(1, nil), "%s: a failed update leaves nothing", s.method)
	assert.ErrorIs(t, try(1, nil), fault.Exists, "%s: is there already", s.method)
	if s.rev == nil {
		return
	}
	assert.ErrorIs(t, try(0, nil), fault.Invalid, "%s: counts nothing", s.method)
	assert.NoError(t, try(2, nil), s.method)
	assert.ErrorIs(t, try(2, nil), fault.Conflict, "%s: has been changed", s.method)
	assert.ErrorIs(t, try(4, nil), fault.Conflict, "%s: skips a change", s.method)
	assert.ErrorIs(t, try(1, nil), fault.Exists, s.method)
	assert.NoError(t, try(3, nil), s.method)
	other := w.newCommunity(t, store)
	assert.ErrorIs(t, update(t, store, func(ctx context.Context, tx storage.Tx) error {
		return s.put(tx, ctx, s.nthOf(other, 1, 2))
	}), fault.Conflict, "%s: changes what is not there", s.method)
}

func (s shelf[T]) goesByKey(t testing.TB, w *world, store storage.Store) {
	if s.list == nil {
		return
	}
	id, other := w.newCommunity(t, store), w.newCommunity(t, store)
	const n = 263 // more than a page of any adapter
	all := make([]T, n)
	for i := range all {
		all[i] = s.nthOf(id, i+1, 1)
	}
	collect := func(ctx context.Context, r storage.Reader, c activity.CommunityID, after, limit int) []T {
		got, err := activity.Collect(s.list(r, ctx, c, s.nthOf(c, after, 0), limit))
		require.NoError(t, err, s.listing)
		return got
	}
	require.NoError(t, update(t, store, func(ctx context.Context, tx storage.Tx) error {
		for i := range all {
			require.NoError(t, s.put(tx, ctx, all[i*100%n]), s.method) // 100 and n have no common factor
		}
		require.NoError(t, s.put(tx, ctx, s.nthOf(other, 7, 1)), s.method)
		assert.Equal(t, all, collect(ctx, tx, id, 0, 0), "%s at once", s.listing)
		return nil
	}))
	require.NoError(t, store.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		for _, limit := range []int{-1, 0, 1, 2, 249, 250, 251, n, n + 1} {
			for _, after := range []int{0, 1, 10, 101, n - 1, n} {
				want := all[after:]
				if limit > 0 {
					want = want[:min(limit, len(want))]
				}
				assert.Equal(t, append([]T(nil), want...), collect(ctx, r, id, after, limit), "%s, %d behind the key of %d", s.listing, limit, after)
			}
		}
		assert.Equal(t, []T{s.nthOf(other, 7, 1)}, collect(ctx, r, other, 0, 0), "another community's are its own")
		return nil
	}))
	if s.rev == nil {
		return
	}
	require.NoError(t, update(t, store, func(ctx context.Context, tx storage.Tx) error {
		met := 0
		for v, err := range s.list(tx, ctx, id, s.nthOf(id, 0, 0), 0) {
			require.NoError(t, err, s.listing)
			require.Equal(t, all[met], v, "%s, written along", s.listing)
			*s.rev(&v) = 2
			require.NoError(t, s.put(tx, ctx, v), s.method)
			met++
		}
		assert.Equal(t, n, met, s.listing)
		return nil
	}))
}

func (s shelf[T]) comesBack(t testing.TB, w *world, store storage.Store) {
	id := w.newCommunity(t, store)
	const key = 5
	value := func(rev int) T {
		v := full[T](rev)
		s.key(&v, id, key)
		if s.rev != nil {
			*s.rev(&v) = rev
		}
		return v
	}
	revs := []int{1, 2}
	if s.rev == nil {
		revs = revs[:1]
	}
	for _, rev := range revs {
		v := value(rev)
		require.NoError(t, update(t, store, func(ctx context.Context, tx storage.Tx) error { return s.put(tx, ctx, v) }), s.method)
		spoil(&v)
		for range 2 {
			got := view(t, store, func(ctx context.Context, r storage.Reader) (T, error) { return s.read(ctx, r, id, key) })
			require.Equal(t, value(rev), got, "%s: what is put is what is got", s.method)
			spoil(&got)
		}
		if s.list == nil {
			continue
		}
		for range 2 {
			got := view(t, store, func(ctx context.Context, r storage.Reader) ([]T, error) {
				return activity.Collect(s.list(r, ctx, id, s.nthOf(id, 0, 0), 0))
			})
			require.Equal(t, []T{value(rev)}, got, s.listing)
			spoil(&got[0])
		}
	}
}

// Furnish puts a value on every shelf of a community, each for which no activity
// accounts: so that there is something in every table.
func Furnish(ctx context.Context, tx storage.Tx, c activity.CommunityID) error {
	for _, shelf := range shelves {
		if err := shelf.furnish(ctx, tx, c); err != nil {
			return err
		}
	}
	return nil
}

func (s shelf[T]) furnish(ctx context.Context, tx storage.Tx, c activity.CommunityID) error {
	return s.put(tx, ctx, s.nthOf(c, 1, 1))
}

// leave puts a value there that no activity accounts for, or one more change.
func (s shelf[T]) leave(ctx context.Context, tx storage.Tx, c activity.CommunityID) error {
	rev := 1
	if s.list == nil {
		v, err := s.read(ctx, tx, c, 1)
		if err != nil {
			return err
		}
		rev = *s.rev(&v) + 1
	}
	return s.put(tx, ctx, s.nthOf(c, 9, rev))
}

// reads is every read of what is not there.
func (s shelf[T]) reads(ctx context.Context, r storage.Reader, c activity.CommunityID, errs map[string]error) {
	if s.get != nil {
		_, errs[s.getting] = s.get(r, ctx, s.nthOf(c, 3, 0))
	}
	if s.list != nil {
		_, errs["list "+s.listing] = activity.Collect(s.list(r, ctx, c, s.nthOf(c, 0, 0), 0))
	}
}

// writes is the write.
func (s shelf[T]) writes(c activity.CommunityID, all map[string]func(context.Context, storage.Tx) error) {
	all[s.method] = func(ctx context.Context, tx storage.Tx) error { return s.put(tx, ctx, s.nthOf(c, 3, 1)) }
}
