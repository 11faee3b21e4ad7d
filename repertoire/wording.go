package repertoire

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Wording is compared in a way that takes no dictionary of any language. A word
// stands for all words that begin as it does (F. Can et al. 2008, "Information
// retrieval on Turkish texts", find five letters to serve as well as a stemmer),
// and weighs the square of its letters, less one: the words that tell least are
// the shortest ones in every language that has been looked at (G. Zipf 1935; C.
// Bentz and R. Ferrer-i-Cancho 2016, "Zipf's law of abbreviation as a language
// universal"). Scripts that do not part words count by pairs of characters, of
// which those of two ideographs tell more.
const (
	stemLength  = 5
	heaviest    = 8    // letters: longer words weigh no more
	ideographs  = 9    // the weight of a pair of them
	syllables   = 2    // the weight of any other pair
	readAtMost  = 4000 // bytes of a question: what it asks stands at its beginning
	termsAtMost = 300
)

// term is a word of a text: its beginning, and its weight.
type term struct {
	stem   string
	weight int
}

// wordsOf yields the words of a text in lower case, and whether each is one of
// the pairs of characters of a script without words.
func wordsOf(text string, yield func(word string, pair bool) bool) {
	var word []rune
	flush := func(joined bool) bool {
		defer func() { word = word[:0] }()
		if !joined || len(word) < 2 {
			return len(word) == 0 || yield(string(word), joined)
		}
		for i := range word[1:] {
			if !yield(string(word[i:i+2]), true) {
				return false
			}
		}
		return true
	}
	joined := false
	for _, r := range text {
		letter := unicode.In(r, unicode.Letter, unicode.Mark, unicode.Digit)
		unparted := letter && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
		if (!letter || unparted != joined) && !flush(joined) {
			return
		}
		if letter {
			word, joined = append(word, unicode.ToLower(r)), unparted
		}
	}
	flush(joined)
}

// stemOf returns the beginning of a word, and its weight.
func stemOf(word string, pair bool) term {
	letters := []rune(word)
	if pair {
		for _, r := range letters {
			if !unicode.Is(unicode.Han, r) {
				return term{word, syllables}
			}
		}
		return term{word, ideographs}
	}
	less := min(heaviest, len(letters)) - 1
	return term{string(letters[:min(stemLength, len(letters))]), less * less}
}

// wording returns the words of the beginning of a text, each once, in the order of
// their stems; words of one letter are none. Where several have a stem the longest
// one weighs.
func wording(text string, atMost int) []term {
	weights := make(map[string]int)
	wordsOf(beginning(text, atMost), func(word string, pair bool) bool {
		if t := stemOf(word, pair); t.weight > 0 {
			weights[t.stem] = max(weights[t.stem], t.weight)
		}
		return len(weights) < termsAtMost || atMost > readAtMost
	})
	var all []term
	for _, stem := range slices.Sorted(maps.Keys(weights)) {
		all = append(all, term{stem, weights[stem]})
	}
	return all
}

// beginning is the first part of a text, in whole characters.
func beginning(text string, atMost int) string {
	if len(text) <= atMost {
		return text
	}
	for atMost > 0 && !utf8.RuneStart(text[atMost]) {
		atMost--
	}
	return text[:atMost]
}

// spelt returns how the words with these stems, given with their weights, are spelt
// most often in some texts: the weightiest in front, and then in alphabetical order.
func spelt(stems map[string]int, texts []string) []string {
	counts := make(map[string]map[string]int)
	for _, text := range texts {
		wordsOf(beginning(text, readAtMost), func(word string, pair bool) bool {
			if t := stemOf(word, pair); stems[t.stem] > 0 {
				if counts[t.stem] == nil {
					counts[t.stem] = make(map[string]int)
				}
				counts[t.stem][word]++
			}
			return true
		})
	}
	weights := make(map[string]int)
	for stem, words := range counts {
		weights[slices.MinFunc(slices.Collect(maps.Keys(words)), func(a, b string) int {
			return cmp.Or(cmp.Compare(words[b], words[a]), cmp.Compare(a, b))
		})] = stems[stem]
	}
	return slices.SortedFunc(maps.Keys(weights), func(a, b string) int {
		return cmp.Or(cmp.Compare(weights[b], weights[a]), cmp.Compare(a, b))
	})
}

// firstLine is the first line of a text that says something, in at most so many
// characters.
func firstLine(text string, atMost int) string {
	for line := range strings.Lines(text) {
		if line = strings.Join(strings.FieldsFunc(line, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " "); line != "" {
			if letters := []rune(line); len(letters) > atMost {
				line = strings.TrimSpace(string(letters[:atMost]))
			}
			return line
		}
	}
	return ""
}
