package storagetest

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

// TestHotFoundOut: stores that lose writes, or refuse writers, do not pass.
func TestHotFoundOut(t *testing.T) {
	require.False(t, fails(t, func(t testing.TB) { hot(t, memory.New(nil)) }))
	for name, s := range map[string]storage.Store{
		"acknowledges what is lost":      &forgetful{Store: memory.New(nil)},
		"loses a change to a later one":  overwriting{memory.New(nil)},
		"lets callers meet their rivals": rival{memory.New(nil)},
	} {
		assert.True(t, fails(t, func(t testing.TB) { hot(t, s) }), name)
	}
}

// fails reports whether a test fails.
func fails(t testing.TB, test func(testing.TB)) bool {
	inner := &verdict{TB: t}
	var done sync.WaitGroup
	done.Go(func() { test(inner) })
	done.Wait()
	return inner.Failed()
}

// verdict is a test of its own that fails in silence.
type verdict struct {
	testing.TB
	failed atomic.Bool
}

func (v *verdict) Errorf(string, ...any) { v.Fail() }
func (v *verdict) Fatalf(string, ...any) { v.FailNow() }
func (v *verdict) Logf(string, ...any)   {}
func (v *verdict) Fail()                 { v.failed.Store(true) }
func (v *verdict) Failed() bool          { return v.failed.Load() }

func (v *verdict) FailNow() {
	v.Fail()
	runtime.Goexit()
}
