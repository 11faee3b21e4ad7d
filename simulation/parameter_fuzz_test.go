package simulation

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
)

// FuzzParameter: whatever is typed is a value that the parameter may have and that is
// written as it reads, or Invalid.
func FuzzParameter(f *testing.F) {
	for _, s := range []string{"1", "-0", "1e400", "NaN", "0x1p-2", "half", "", " 1", "1_000"} {
		f.Add(s, 0.0, 10.0, false)
		f.Add(s, -1.0, 1.0, true)
	}
	f.Fuzz(func(t *testing.T, s string, least, most float64, whole bool) {
		p := Parameter{Name: "p", Min: least, Max: most, Whole: whole}
		v, err := p.Parse(s)
		if err != nil {
			require.ErrorIs(t, err, fault.Invalid)
			return
		}
		require.False(t, v.Number < least || v.Number > most)
		again, err := p.Parse(v.String())
		require.NoError(t, err)
		require.Equal(t, v, again)
	})
}
