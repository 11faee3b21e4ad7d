package storagetest

import (
	"context"
	"errors"
	"flag"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

// TestTenantsFoundOut: stores whose walls have a hole do not pass.
func TestTenantsFoundOut(t *testing.T) {
	for name, value := range map[string]string{"rapid.nofailfile": "true", "rapid.shrinktime": "0s", "rapid.checks": "200"} {
		before := flag.Lookup(name).Value.String()
		require.NoError(t, flag.Set(name, value))
		t.Cleanup(func() { require.NoError(t, flag.Set(name, before)) })
	}
	require.False(t, fails(t, func(t testing.TB) { tenants(t, memory.New(nil)) }))
	for name, s := range map[string]storage.Store{
		"no walls":                   wallless{memory.New(nil)},
		"names that differ in case":  loose{memory.New(nil)},
		"a question looked up":       &porous{Store: memory.New(nil), known: new([]storage.Store), question: true},
		"a membership written there": &porous{Store: memory.New(nil), known: new([]storage.Store), member: true},
	} {
		assert.True(t, fails(t, func(t testing.TB) { tenants(t, s) }), name)
	}
}

// wallless is one store for all.
type wallless struct{ storage.Store }

func (s wallless) Tenant(storage.Tenant) storage.Store { return s }

// loose does not tell upper from lower case.
type loose struct{ storage.Store }

func (s loose) Tenant(t storage.Tenant) storage.Store {
	return loose{s.Store.Tenant(storage.Tenant(strings.ToLower(string(t))))}
}

// porous looks a question up elsewhere, or writes a membership there, if it
// is another tenant's.
type porous struct {
	storage.Store
	known            *[]storage.Store
	question, member bool
}

func (s *porous) Tenant(t storage.Tenant) storage.Store {
	other := *s
	other.Store = s.Store.Tenant(t)
	*s.known = append(*s.known, other.Store)
	return &other
}

func (s *porous) View(ctx context.Context, fn func(context.Context, storage.Reader) error) error {
	return s.Store.View(ctx, func(inner context.Context, r storage.Reader) error {
		return fn(inner, porousReader{r, s, ctx})
	})
}

func (s *porous) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	var refused []membership.Member
	err := s.Store.Update(ctx, func(ctx context.Context, tx storage.Tx) error { return fn(ctx, porousTx{tx, &refused}) })
	for _, m := range refused {
		for _, other := range *s.known {
			if s.member {
				_ = other.Update(ctx, func(ctx context.Context, tx storage.Tx) error { return tx.PutMember(ctx, m) })
			}
		}
	}
	return err
}

type porousReader struct {
	storage.Reader
	store *porous
	outer context.Context
}

func (r porousReader) Question(ctx context.Context, c activity.CommunityID, id activity.QuestionID) (repertoire.Question, error) {
	q, err := r.Reader.Question(ctx, c, id)
	for _, other := range *r.store.known {
		if r.store.question && errors.Is(err, fault.NotFound) {
			q, err = now(r.outer, other, func(ctx context.Context, r storage.Reader) (repertoire.Question, error) {
				return r.Question(ctx, c, id)
			})
		}
	}
	return q, err
}

type porousTx struct {
	storage.Tx
	refused *[]membership.Member
}

func (t porousTx) PutMember(ctx context.Context, m membership.Member) error {
	err := t.Tx.PutMember(ctx, m)
	if errors.Is(err, fault.NotFound) {
		*t.refused = append(*t.refused, m)
	}
	return err
}
