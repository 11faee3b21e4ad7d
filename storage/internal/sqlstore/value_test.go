package sqlstore

import (
	"cmp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// pieces make texts, some of which no database can hold.
var pieces = []string{"", "a", "b", "é", "ÿ", "\u0800", "\ud7ff", "\ue000", "\ufffd", "\uffff", "\U00010000", "\U0010ffff",
	"\x00", "\x01", "\x7f", "\x80", "\xbf", "\xc3", "\xe0\xa0", "\xed\xa0\x80", "\xee\x80", "\xef\xbf\xbd", "\xf0\x90", "\xf4\x8f\xbf\xbf", "\xf4\x90", "\xff"}

// What can be stored is behind a key exactly if it is behind what the database
// is given in its place.
func TestFrom(t *testing.T) {
	text := func(r *rapid.T, label string) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 4).Draw(r, label), "")
	}
	rapid.Check(t, func(r *rapid.T) {
		after, one := text(r, "after"), text(r, "one")
		given := from(after).Text
		require.True(r, storable(given), "%q", given)
		if storable(one) {
			require.Equal(r, cmp.Compare(one, after) > 0, cmp.Compare(one, given) > 0, "%q behind %q, for which there is %q", one, after, given)
		}
	})
}
