package search_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/search"
)

func wordsOf(text string) (all []string) {
	for _, w := range search.Words(text) {
		all = append(all, w.Text)
	}
	return all
}

// Words are found however they are typed.
func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"":                           "",
		" -- !? ":                    "",
		"The Grinding-Wheel, No. 5b": "the grinding wheel no 5b",
		"GRÖSSE Größe Gro\u0308ße":   "grosse grosse grosse",
		"STRASSE straße":             "strasse strasse",
		"ısı IŞIK İstanbul":          "isi isik istanbul",
		"ΣΟΦΟΣ σοφός":                "σοφοσ σοφοσ",
		"ёлка Елка":                  "елка елка",
		"مُحَمَّد محمـد أحمد":        "محمد محمد احمد",
		"שָׁלוֹם שלום":               "שלום שלום",
		"हिन्दी में कार्य": "हिन्दी में कार्य",
		"知识共享":                     "知 识 共 享",
		"ナレッジ が ｶﾞ":                "ナ レ ッ シ\u3099 が ガ",
		"ภาษาไทย":                  "ภ า ษ า ไ ท ย",
		"ทีม":                      "ที ม",
		"한국어 지식":                   "한국어 지식",
		"ｆｕｌｌ ﬁne ①":               "full fine 1",
		"👩🏽‍🔧 ok 🎉🎉":               "👩 🔧 ok 🎉 🎉",
		"co\u00adoperate a\u200db": "cooperate ab",
		"don't e-mail":             "don t e mail",
		"㎏ and ﷺ":                  "kg and صلى الله عليه وسلم",
		strings.Repeat("a", 70):    strings.Repeat("a", 64),
		strings.Repeat("é", 70):    strings.Repeat("e", 64),
	} {
		assert.Equal(t, norm.NFC.String(want), strings.Join(wordsOf(text), " "), text)
	}
}

// Places in a text are whole characters, in its order, and what stands there
// stands for the word.
func TestWordsStandInTheText(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.String().Draw(r, "text")
		last := 0
		for _, w := range search.Words(text) {
			assert.LessOrEqual(r, w.Start, w.End)
			assert.GreaterOrEqual(r, w.Start, last)
			last = w.Start
			assert.Contains(r, wordsOf(text[w.Start:w.End]), w.Text)
			assert.True(r, w.Text != "" && utf8.ValidString(w.Text) && utf8.RuneCountInString(w.Text) <= 64)
			assert.Equal(r, []string{w.Text}, wordsOf(w.Text), "a folded word is a word, and folded")
		}
	})
}

// Composed or not, big or small, the words are the same.
func TestWordsOfAllForms(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.String().Draw(r, "text")
		assert.Equal(r, wordsOf(norm.NFC.String(text)), wordsOf(norm.NFD.String(text)))
		latin := rapid.StringMatching(`[a-zäöüßéèçñøåčšžА-Яа-яά-ώ ]{0,40}`).Draw(r, "latin")
		assert.Equal(r, wordsOf(latin), wordsOf(strings.ToUpper(latin)))
	})
}
