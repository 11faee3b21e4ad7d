package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Word is a word of a text: folded, and where it stands there. What one
// character stands for can be several words, which then stand in one place.
type Word struct {
	Text  string
	Start int // in bytes
	End   int // behind the last byte
}

// longest is how many characters of a word count.
const longest = 64

// class is what a character is to a text.
type class uint8

const (
	gap    class = iota // between words
	letter              // goes on with a word
	single              // is a word by itself
	mark                // belongs to the character before it, if there is one
)

// unspaced are the scripts that have no spaces between words.
var unspaced = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

func classOf(r rune) class {
	switch {
	case r < utf8.RuneSelf:
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return letter
		}
		return gap
	case r == 'ー', r == 'ｰ':
		return single
	case r == 'ﾞ', r == 'ﾟ': // the marks of half-width Kana
		return mark
	case unicode.In(r, unicode.M, unicode.Cf):
		return mark
	case unicode.IsLetter(r), unicode.IsNumber(r):
		if unicode.In(r, unspaced...) {
			return single
		}
		return letter
	case unicode.Is(unicode.So, r):
		return single
	}
	return gap
}

// Words returns the words of a text in their order.
func Words(text string) []Word {
	var words []Word
	units(text, func(start, end int) bool {
		for _, w := range folded(text[start:end]) {
			words = append(words, Word{w, start, end})
		}
		return true
	})
	return words
}

// units calls each with where the words of a text begin and end, until it returns
// false.
func units(text string, each func(start, end int) bool) {
	start, open := 0, gap // the unit that goes on
	for i, r := range text {
		c := classOf(r)
		if c == mark || c == letter && open == letter {
			continue
		}
		if open != gap && !each(start, i) {
			return
		}
		start, open = i, c
	}
	if open != gap {
		each(start, len(text))
	}
}

// folded are the words that a unit stands for: one, but for characters that are
// short for several.
func folded(unit string) []string {
	if w, ok := plain(unit); ok {
		return []string{w}
	}
	whole := fold(unit)
	var words []string
	units(whole, func(start, end int) bool {
		words = append(words, cut(whole[start:end]))
		return true
	})
	return words
}

// plain folds ASCII, and leaves Han characters as they are, which are no others
// in any form: nearly all there is to fold is such.
func plain(unit string) (string, bool) {
	for i := range len(unit) {
		if unit[i] >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(unit)
			return unit, size == len(unit) && r >= 0x4e00 && r <= 0x9fff
		}
	}
	return cut(strings.ToLower(unit)), true
}

// cut ends a word that is too long to be one.
func cut(word string) string {
	n := 0
	for i := range word {
		if n == longest {
			return word[:i]
		}
		n++
	}
	return word
}

// fold makes one of the forms in which a text can be written. What folding makes
// of some characters can be folded again, but not often.
func fold(s string) string {
	for range 4 {
		next := norm.NFC.String(cases.Fold().String(strings.Map(bare, norm.NFKD.String(s))))
		if next == s {
			break
		}
		s = next
	}
	return s
}

// bare is a character in a decomposed text, or -1 for one that folding drops: marks
// that no letter needs to be the one it is, and what is not seen.
func bare(r rune) rune {
	switch {
	case r < utf8.RuneSelf, r == '\u3099', r == '\u309a': // the voicing of Kana
		return r
	case r == 'ı':
		return 'i'
	case r == '\u0640', unicode.Is(unicode.Cf, r): // the stretching of Arabic letters
		return -1
	case unicode.Is(unicode.M, r) && unicode.In(r, unicode.Inherited, unicode.Arabic, unicode.Hebrew, unicode.Cyrillic):
		return -1
	}
	return r
}
