package simulation

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
)

// FuzzResume: whatever is in the file, what is gone on from is the beginning of what
// this experiment writes, or the error says why not.
func FuzzResume(f *testing.F) {
	e := small()["march"]
	e.Runs = 2
	whole := csvOf(f, e)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add(strings.Replace(whole, ",", ",\"", 3))
	f.Add(strings.ReplaceAll(whole, "0", "NaN"))
	f.Add(strings.Replace(whole, "\n", "\r\n", 3))
	f.Fuzz(func(t *testing.T, text string) {
		rows := 0
		done, err := e.Resume(strings.NewReader(text), func(Row) error { rows++; return nil })
		if err != nil {
			require.Contains(t, []fault.Code{fault.Invalid, fault.Conflict}, fault.CodeOf(err), err)
			require.NotEmpty(t, err.Error())
			return
		}
		require.LessOrEqual(t, done.Bytes, int64(len(text)))
		lines := strings.Count(text[:done.Bytes], "\n")
		require.Equal(t, max(0, lines-2), rows, "each whole line is a row, but for the two of the header")
	})
}

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
