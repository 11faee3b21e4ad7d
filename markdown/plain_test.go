package markdown_test

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/markdown"
)

func TestPlainText(t *testing.T) {
	for source, want := range map[string]string{
		"":                                    "",
		"# a *b*\nc\nd  \ne &amp; \\*":        "a b\n\nc d\ne & *",
		"- a\n- [x] b\n  1. c\n  2. d":        "- a\n- ☑ b\n  1. c\n  2. d",
		"3. a\n\n   b\n4. c":                  "3. a\n\n   b\n\n4. c",
		"> a\n>\n> > b":                       "> a\n>\n> > b",
		"```go\nx := `<&amp;`\n```":           "    x := `<&amp;`",
		"a `b  &amp;` <i>c</i>":               "a b  &amp; <i>c</i>",
		"|a|b|\n|-|-|\n|c|[d](http://e.org)|": "| a | b\n| c | d <http://e.org>",
		"a\n\n***\n\nb":                       "a\n\n---\n\nb",
		"[a](https://a.org) https://b.org <c@d.org> [e](javascript:f) ![g](http://h.org)": "a <https://a.org> https://b.org c@d.org e g <http://h.org>",
		"a\x00\x1b[31mb\u0085c": "a\ufffd[31mbc",
		"[a]: https://a.org":    "",
	} {
		assert.Equal(t, want, markdown.PlainText(source), source)
	}
}

func TestSnippet(t *testing.T) {
	const source = "# Sampling\n\n- *Stratify* by [grade](https://a.org)\n- then `draw`\n\n```\nn := 3\n```\n|a|b|\n|-|-|\n|c|d|"
	for length, want := range map[int]string{
		1000: "Sampling Stratify by grade then draw n := 3 a b c d",
		30:   "Sampling Stratify by grade…",
		10:   "Sampling…",
		5:    "Samp…",
		1:    "…",
		0:    "",
		-1:   "",
	} {
		assert.Equal(t, want, markdown.Snippet(source, length), length)
	}
	assert.Equal(t, "ab cd", markdown.Snippet("a\u202eb\n\n\tc\x07\u2066d", 10), "nothing turns the direction of the text around it")
}

func TestSnippetIsOneShortLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := rapid.OneOf(rapid.String(), rapid.StringMatching("[ a*_`>#|\\[\\]()\n\\\\-]{0,60}")).Draw(t, "source")
		length := rapid.IntRange(0, 40).Draw(t, "length")
		line := markdown.Snippet(source, length)
		require.LessOrEqual(t, utf8.RuneCountInString(line), length)
		require.True(t, utf8.ValidString(line))
		for _, r := range line + markdown.PlainText(source) {
			require.False(t, unicode.IsControl(r) && r != '\n' && r != '\t')
		}
		require.NotContains(t, line, "\n")
	})
}
