package sqlstore

import (
	"cmp"
	"encoding/json"
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

// What is read in the short way is what JSON in general gives.
func TestPlain(t *testing.T) {
	for _, array := range []string{`["a"]`, `["a","b"]`, `["a", "é"]`, `["",""]`, `["[,]"]`} {
		_, ok := plain[string](array)
		require.True(t, ok, array)
	}
	piece := rapid.SampledFrom([]string{`"`, `[`, `]`, `,`, ` `, `", "`, `","`, `["`, `"]`, "a", "é", `\`, `\n`, "\n", "\xff", "1", "null"})
	rapid.Check(t, func(r *rapid.T) {
		array := strings.Join(rapid.SliceOfN(piece, 0, 8).Draw(r, "pieces"), "")
		if short, ok := plain[string](array); ok {
			var long []string
			require.NoError(r, json.Unmarshal([]byte(array), &long), array)
			require.Equal(r, long, short, array)
		}
	})
}
