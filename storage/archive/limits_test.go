package archive_test

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage/archive"
	"github.com/praxis-cop/praxis/storage/memory"
)

// The longest activity that the rules admit fits into a line.
func TestTheLongestLine(t *testing.T) {
	s := memory.New(nil)
	live(t, s)
	topics := make([]string, 100)
	for i := range topics {
		topics[i] = strings.Repeat("<", 97) + fmt.Sprintf("%03d", i) // six bytes each in JSON
	}
	gus := world(s).As("gus").In(gardeners)
	resource, err := gus.Share(t.Context(), repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: "A", Body: "B"}})
	require.NoError(t, err)
	require.NoError(t, gus.Revise(t.Context(), resource, repertoire.Edit{Base: 1, Note: strings.Repeat("&", 1000), Text: repertoire.Text{
		Title: strings.Repeat(">", 300), Body: strings.Repeat("<", 1_000_000), Topics: topics,
	}}))

	archived, longest := exported(t, s), 0
	for _, line := range lines(archived) {
		longest = max(longest, len(line)-1)
	}
	assert.Greater(t, longest, 6_000_000)
	assert.LessOrEqual(t, longest, archive.MaxLine)
	target := memory.New(nil)
	_, err = imported(t, target, archived)
	require.NoError(t, err)
	assert.True(t, bytes.Equal(archived, exported(t, target)))
}

// endless is a line that does not end.
type endless struct{ read int64 }

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, xs)
	e.read += int64(n)
	return n, nil
}

var xs = bytes.Repeat([]byte{'x'}, 1<<16)

// A line that is too long is refused before it is held in memory.
func TestALineThatIsTooLong(t *testing.T) {
	all := lines(exported(t, lived(t)))
	for _, n := range []int{0, 1, 2, 20, 28, len(all) - 1, len(all)} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		rest := new(endless)
		_, err := archive.Verify(t.Context(), io.MultiReader(strings.NewReader(strings.Join(all[:n], "")), rest))
		runtime.ReadMemStats(&after)
		assert.ErrorIs(t, err, fault.Invalid)
		if n == len(all) {
			assert.ErrorContains(t, err, "line 34: something follows the end of the archive")
		} else {
			assert.ErrorContains(t, err, fmt.Sprintf("line %d: it is longer than 8388608 bytes, which no activity is", n+1))
		}
		assert.Less(t, rest.read, int64(archive.MaxLine+1<<17))
		assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(8*archive.MaxLine), "also of what was let go again")
	}
}

// The limit is what it is said to be.
func TestALineAtTheLimit(t *testing.T) {
	for length, says := range map[int]string{
		archive.MaxLine:     "line 1: this is no archive of Praxis",
		archive.MaxLine + 1: "line 1: it is longer than 8388608 bytes",
	} {
		_, err := archive.Verify(t.Context(), bytes.NewReader(append(bytes.Repeat([]byte{'x'}, length), '\n')))
		assert.ErrorContains(t, err, says)
	}
}
