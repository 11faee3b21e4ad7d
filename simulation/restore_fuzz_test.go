package simulation

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
)

// FuzzRestore: whatever is restored, the run goes on as from its own checkpoint, or the
// error is Invalid and it goes on as if nothing had been.
func FuzzRestore(f *testing.F) {
	small := Values{"members": Number(2), "arrivals": Number(0.1), "acts": Number(1)}
	start := func(t require.TestingT) Run {
		values, err := Living{}.About().Check(small)
		require.NoError(t, err)
		r, err := Living{}.Start(Start{Values: values, Key: Key{Seed: 7}})
		require.NoError(t, err)
		return r
	}
	after := func(r Run, steps int) []float64 {
		for range steps {
			r.Step()
		}
		return r.Measures()
	}
	r := start(f)
	after(r, 3)
	saved, err := Checkpoint(r)
	require.NoError(f, err)
	two, five := after(start(f), 2), after(start(f), 5)
	march, err := March1991{}.Start(Start{Values: valuesOf(f, March1991{}, numbers("n", 4., "m", 2.))})
	require.NoError(f, err)
	other, err := Checkpoint(march)
	require.NoError(f, err)
	for _, text := range [][]byte{saved, saved[:len(saved)/2], append([]byte("  "), saved...), other, []byte(`{"kind":"","sum":"","state":null}`)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, saved []byte) {
		r := start(t)
		if err := Restore(r, saved); err != nil {
			require.ErrorIs(t, err, fault.Invalid)
			require.Equal(t, two, after(r, 2))
			return
		}
		require.Equal(t, five, after(r, 2))
	})
}

func valuesOf(t require.TestingT, m Model, given Values) Values {
	values, err := m.About().Check(given)
	require.NoError(t, err)
	return values
}
