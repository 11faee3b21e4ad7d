package storagetest

import (
	"context"
	"flag"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

// TestLossesFoundOut: stores that lose a part of a value on a shelf, or a value,
// do not pass.
func TestLossesFoundOut(t *testing.T) {
	for name, value := range map[string]string{"rapid.nofailfile": "true", "rapid.shrinktime": "0s", "rapid.checks": "200"} {
		before := flag.Lookup(name).Value.String()
		require.NoError(t, flag.Set(name, value))
		t.Cleanup(func() { require.NoError(t, flag.Set(name, before)) })
	}
	require.False(t, fails(t, func(t testing.TB) { whole(t, memory.New(nil)) }))
	require.False(t, fails(t, func(t testing.TB) { lives(t, memory.New(nil)) }))
	for name, s := range map[string]losing{
		"who took part in a meeting": {put: func(tx storage.Tx) storage.Tx { return attendanceless{tx} }},
		"who may enter a space":      {put: func(tx storage.Tx) storage.Tx { return peopleless{tx} }},
		"until when roles last":      {put: func(tx storage.Tx) storage.Tx { return termless{tx} }},
		"revisions":                  {put: func(tx storage.Tx) storage.Tx { return revisionless{tx} }},
	} {
		s.Store = memory.New(nil)
		assert.True(t, fails(t, func(t testing.TB) { lives(t, s) }), "random lives and %s", name)
		if name != "until when roles last" { // that stands on no shelf
			assert.True(t, fails(t, func(t testing.TB) { whole(t, s) }), "a value that comes back and %s", name)
		}
	}
}

// losing loses something of what is put.
type losing struct {
	storage.Store
	put func(storage.Tx) storage.Tx
}

func (s losing) Tenant(t storage.Tenant) storage.Store { return losing{s.Store.Tenant(t), s.put} }

func (s losing) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	return s.Store.Update(ctx, func(ctx context.Context, tx storage.Tx) error { return fn(ctx, s.put(tx)) })
}

type attendanceless struct{ storage.Tx }

func (t attendanceless) PutMeeting(ctx context.Context, m cop.Meeting) error {
	m.Attended = nil
	return t.Tx.PutMeeting(ctx, m)
}

type peopleless struct{ storage.Tx }

func (t peopleless) PutSpace(ctx context.Context, s cop.Space) error {
	s.People = nil
	return t.Tx.PutSpace(ctx, s)
}

type termless struct{ storage.Tx }

func (t termless) PutMember(ctx context.Context, m membership.Member) error {
	m.Terms = nil
	return t.Tx.PutMember(ctx, m)
}

type revisionless struct{ storage.Tx }

func (revisionless) AddRevision(context.Context, cop.Revision) error { return nil }
