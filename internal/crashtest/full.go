package crashtest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/storage"
)

// NoSpace is what a store says for which there is no space.
const NoSpace = "there is no space left; make room and try again"

// Full is a store whose space can run out.
type Full struct {
	Store   storage.Store
	Fill    func(leave int64)    // leaves about so many bytes
	Clear   func()               // gives the space back
	Fresh   func() storage.Store // another handle, to look at what is there; by default the Store
	Outages []string             // what else clients may hear, besides NoSpace
}

// Survive lets many write to a store until there is no space left for any of them, and on when
// there is some again, twice. All who were not acknowledged were told why, and
// nothing of theirs is there.
func (f Full) Survive(t testing.TB, seed uint64) Figures {
	t.Helper()
	said := fmt.Sprint("PRAXIS_SEED=", seed)
	rng := rand.New(rand.NewPCG(seed, 0))
	ledger := Ledger{Outages: append(f.Outages, NoSpace)}
	writers := Writers{Store: f.Store, Place: "place", Life: "1", Seed: seed, Count: 32, Say: ledger.Hear}
	ctx, stop := context.WithCancel(t.Context())
	var all sync.WaitGroup
	end := func() { stop(); all.Wait() }
	defer end()
	all.Go(func() { assert.NoError(t, writers.Run(ctx), said) })
	for range 2 {
		ledger.Await(t, 1+rng.IntN(1000), Acknowledges, said)
		f.Fill(rng.Int64N(2 << 20))
		ledger.Await(t, 100, ledger.outage, said)
		f.Clear()
		ledger.Await(t, 200, Acknowledges, said)
	}
	end()
	fresh := f.Store
	if f.Fresh != nil {
		fresh = f.Fresh()
	}
	for range 2 {
		require.NoError(t, ledger.Audit(t.Context(), fresh), said)
		require.NoError(t, ledger.Settle(t.Context(), fresh), said)
	}
	return ledger.Figures()
}
