package archive_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage/archive"
	"github.com/praxis-cop/praxis/storage/memory"
)

// Whatever is read as an archive is refused with a reason, or imported as it is:
// then its export is the same, byte for byte. The bytes are also tried with the
// digests that they ought to have, which nobody finds by chance.
func FuzzVerify(f *testing.F) {
	all := lines(recorded(f))
	f.Add(recorded(f))
	f.Add([]byte{})
	for i := 3; i < 27; i++ { // a founding, and one kind of activity
		short := []string{all[0], all[1], all[2], strings.Replace(all[i], fmt.Sprintf(`"seq":%d`, i-1), `"seq":2`, 1), all[27], all[32]}
		f.Add([]byte(strings.Join(short, "")))
	}
	f.Fuzz(func(t *testing.T, given []byte) {
		for _, archived := range [][]byte{given, reseal(given)} {
			_, err := archive.Verify(t.Context(), bytes.NewReader(archived))
			target := memory.New(nil)
			done, problem := imported(t, target, archived)
			if err != nil {
				require.Contains(t, []fault.Code{fault.Invalid, fault.Precondition}, fault.CodeOf(err))
				require.Contains(t, err.Error(), "line ")
				require.Equal(t, fault.CodeOf(err), fault.CodeOf(problem), "what is not verified is not imported")
			}
			if problem != nil {
				require.True(t, err != nil || fault.CodeOf(problem) == fault.Invalid)
				require.Zero(t, done)
				empty(t, target, "nothing is kept")
				continue
			}
			require.Equal(t, string(archived), string(exported(t, target)))
		}
	})
}
