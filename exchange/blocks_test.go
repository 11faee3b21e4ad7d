package exchange

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

var scraps = rapid.SliceOfN(rapid.SampledFrom([]string{
	"a", ",", "\n", "\r\n", "\r", "\"\"", "\"", "\"a\n,\"", "\n\n", "a,b\n", "a,\"b\"\"\n\"\n",
}), 0, 40)

func tableOf(r io.Reader, width int) *csv.Reader {
	t := csv.NewReader(r)
	t.FieldsPerRecord = width
	return t
}

// However a file is parted into blocks, they make up the file, and their rows are
// those of the file up to the first that is wrong.
func TestBlocksHoldTheRowsOfTheFile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		file := strings.Join(scraps.Draw(t, "file"), "")
		want, wrong := tableOf(strings.NewReader(file), -1).ReadAll()
		if wrong != nil {
			want = nil
			for rows := tableOf(strings.NewReader(file), -1); ; {
				row, err := rows.Read()
				if err != nil {
					break
				}
				want = append(want, row)
			}
		}
		parts := newBlocks(strings.NewReader(file))
		parts.size = rapid.IntRange(1, 12).Draw(t, "size")
		var (
			whole strings.Builder
			got   [][]string
			err   error
		)
		for b, more := parts.next(); more; b, more = parts.next() {
			require.Equal(t, strings.Count(whole.String(), "\n"), b.before)
			whole.Write(b.text)
			for rows := tableOf(b.reader(), -1); err == nil; {
				var row []string
				if row, err = rows.Read(); err == nil {
					got = append(got, row)
				}
			}
			if err == io.EOF {
				err = nil
			}
		}
		require.Equal(t, file, whole.String())
		require.Equal(t, wrong == nil, err == nil, "%v, %v", wrong, err)
		if wrong != nil {
			require.GreaterOrEqual(t, len(got), len(want))
			got = got[:len(want)]
		}
		require.Equal(t, want, got)
	})
}

func TestABlockThatEndsInAFailure(t *testing.T) {
	broken := errors.New("broken")
	parts := newBlocks(io.MultiReader(strings.NewReader("a,b\nc"), iotest.ErrReader(broken)))
	b, more := parts.next()
	require.True(t, more)
	require.Equal(t, "a,b\nc", string(b.text))
	require.ErrorIs(t, b.end, broken)
	_, more = parts.next()
	require.False(t, more)
}

// The quick way to read a time reads none other than the slow one.
func FuzzMoment(f *testing.F) {
	for _, s := range []string{
		"2010-08-25T19:50:51.187", "2010-08-25 19:50:51Z", "2010-02-29T00:00:00", "0001-01-01T00:00:00", "2010-08-25T24:00:00",
		"2010-08-25T19:50:60", "2010-08-25T19:50:51.", "2010-08-25T19:50:51.1234567", "2010-08-25T19:50:51+02:00", "0000-01-01T00:00:00",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		quick, quickly := parseMoment(s)
		slow, slowly := anyMoment(s)
		require.Equal(t, slowly, quickly)
		if slowly {
			require.Equal(t, slow, quick)
		}
	})
}
