//go:build unix

package markdown_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/internal/racing"
	"github.com/praxis-cop/praxis/markdown"
)

// upTo repeats a text up to a length.
func upTo(n int, s string) string { return strings.Repeat(s, n/len(s)+1)[:n] }

// growing joins what make gives for 0, 1, 2 and so on, up to a length.
func growing(n int, make func(i int) string) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(make(i))
	}
	return b.String()
}

// hard are texts, by their length, over which readers of Markdown have spent
// quadratic time, or of which they have made quadratic output.
var hard = map[string]func(n int) string{
	"one line of quotations":       func(n int) string { return upTo(n, ">") + "a" },
	"quotations that grow":         func(n int) string { return growing(n, func(i int) string { return strings.Repeat(">", i) + "a\n\n" }) },
	"quotations, then lines":       func(n int) string { return upTo(n/2, ">") + "a\n" + upTo(n/2, "a\n") },
	"one line of lists":            func(n int) string { return upTo(n, "- ") + "a" },
	"lists that grow":              func(n int) string { return growing(n, func(i int) string { return strings.Repeat("  ", i) + "- a\n" }) },
	"lists, then blank lines":      func(n int) string { return upTo(n/2, "- ") + "a\n" + upTo(n/2, "\n") },
	"lists, then lines":            func(n int) string { return upTo(n/2, "- ") + "a\n" + upTo(n/2, "a\n") },
	"lists with tabs":              func(n int) string { return upTo(n, "-\t") },
	"lists with numbers":           func(n int) string { return upTo(n, "1. ") },
	"lists in quotations":          func(n int) string { return upTo(n, "> - ") },
	"lists in quotations, lines":   func(n int) string { return upTo(n/2, "> - ") + "a\n" + upTo(n/2, "> a\n") },
	"brackets":                     func(n int) string { return upTo(n, "[") },
	"brackets that close":          func(n int) string { return upTo(n/2, "[") + upTo(n/2, "]") },
	"brackets that only close":     func(n int) string { return upTo(n, "a]") },
	"links that do not end":        func(n int) string { return upTo(n, "[a](") },
	"links in links":               func(n int) string { return upTo(n/5, "[") + upTo(n/5*4, "](a)") },
	"destinations that do not end": func(n int) string { return upTo(n, "[a](<b") },
	"titles that do not end":       func(n int) string { return upTo(n, "[a](b '") },
	"one destination":              func(n int) string { return "[a](" + upTo(n, "(") },
	"images that do not end":       func(n int) string { return upTo(n, "![[]()") },
	"images in images":             func(n int) string { return upTo(n/2, "![") + upTo(n/2, "](https://a.org)") },
	"stars and lines":              func(n int) string { return upTo(n, "*a_ ") },
	"pairs of stars":               func(n int) string { return upTo(n, "*a **a ") },
	"stars that close":             func(n int) string { return upTo(n/2, "*a ") + upTo(n/2, "b* ") },
	"stars in many paragraphs":     func(n int) string { return upTo(n, upTo(2000, "*a_ ")+"\n\n") },
	"one run of stars":             func(n int) string { return upTo(n/2, "*") + "a" + upTo(n/2, "*") },
	"waves":                        func(n int) string { return upTo(n, "~~a ") },
	"backticks that grow":          func(n int) string { return growing(n, func(i int) string { return "e" + strings.Repeat("`", i) }) },
	"autolinks":                    func(n int) string { return upTo(n, "<http://a") },
	"tags":                         func(n int) string { return upTo(n, "<a") },
	"comments":                     func(n int) string { return upTo(n, "<!--") },
	"instructions":                 func(n int) string { return upTo(n, "a <?") },
	"addresses":                    func(n int) string { return upTo(n, "http://a.b") },
	"addresses in brackets":        func(n int) string { return "http://a.b/" + upTo(n, "(") },
	"addresses with references":    func(n int) string { return "http://a.b/" + upTo(n, "&a;") },
	"addresses of mail":            func(n int) string { return upTo(n, "a_") + "@a.org" },
	"references to characters":     func(n int) string { return upTo(n, "&a") },
	"definitions":                  func(n int) string { return upTo(n, "[a]: b\n") },
	"definitions that do not end":  func(n int) string { return upTo(n, "[a]: b '\n") },
	"different definitions":        func(n int) string { return growing(n, func(i int) string { return fmt.Sprintf("[%d]: /u\n\n", i) }) },
	"a long address, repeated":     func(n int) string { return "[a]: http://a.org/" + upTo(2000, "b") + "\n\n" + upTo(n, "[a] ") },
	"a long title, repeated":       func(n int) string { return "[a]: http://a.org '" + upTo(n/2, "b") + "'\n\n" + upTo(n/2, "[a]\n\n") },
	"a wide table, short rows":     func(n int) string { return upTo(n/4, "a|") + "\n" + upTo(n/4, "-|") + "\n" + upTo(n/2, "a\n") },
	"many tables, short rows":      func(n int) string { return upTo(n, upTo(400, "a|")+"\n"+upTo(400, "-|")+"\n"+upTo(400, "a\n")+"\n") },
	"pipes that are escaped":       func(n int) string { return "|a|\n|-|\n" + upTo(n, "|`\\|`|\n") },
	"lines of separators":          func(n int) string { return upTo(n, "-|-\n") },
	"lines":                        func(n int) string { return upTo(n, "a\n") },
	"blank lines":                  func(n int) string { return upTo(n, "\n") },
	"returns":                      func(n int) string { return upTo(n, "\r") },
	"tabs":                         func(n int) string { return upTo(n, "\t") + "a" },
	"fences":                       func(n int) string { return upTo(n, "> ```\n") },
	"backslashes":                  func(n int) string { return upTo(n, "\\") },
	"nulls":                        func(n int) string { return upTo(n, "\x00") },
	"not UTF-8":                    func(n int) string { return upTo(n, "\xff") },
	"one word":                     func(n int) string { return upTo(n, "a") },
	"headings":                     func(n int) string { return upTo(n, "# a #\n") },
	"underlines":                   func(n int) string { return upTo(n, "a\n") + "===" },
}

// TestHardTexts: long texts of the worst kinds are shown, and what is made of them
// is in proportion. Without the limits some take minutes, and at full length hours,
// or all of the memory.
func TestHardTexts(t *testing.T) {
	racing.Skip(t)
	size := 1 << 18
	if os.Getenv("PRAXIS_SOAK") != "" {
		size = markdown.MaxSource
	}
	for name, of := range hard {
		t.Run(name, func(t *testing.T) {
			source := of(size)
			result, err := markdown.HTML(source, keeping)
			require.NoError(t, err)
			plain := markdown.PlainText(source)
			markdown.Snippet(source, 100)
			assert.Less(t, len(result), 60*size)
			assert.Less(t, len(plain), 60*size)
		})
	}
}

func TestTooLong(t *testing.T) {
	_, err := markdown.HTML(strings.Repeat("a", markdown.MaxSource), nil)
	require.NoError(t, err)
	long := strings.Repeat("a", markdown.MaxSource+1)
	_, err = markdown.HTML(long, nil)
	assert.ErrorIs(t, err, fault.Invalid)
	assert.ErrorContains(t, err, "offer it as a file")
	assert.Equal(t, long, markdown.PlainText(long))
	assert.Equal(t, "aaaaa…", markdown.Snippet(long, 6))
}

// TestPastTheLimits: what has no effect any more is shown as it was written.
func TestPastTheLimits(t *testing.T) {
	html := func(source string) string {
		t.Helper()
		result, err := markdown.HTML(source, keeping)
		require.NoError(t, err)
		require.Empty(t, unsafe(string(result), true))
		return string(result)
	}
	nested := html(strings.Repeat("> ", 20) + "a")
	assert.Equal(t, 20, strings.Count(nested, "<blockquote>"))
	assert.NotContains(t, nested, "&gt;")
	nested = html(strings.Repeat("> ", 22) + "a")
	assert.Equal(t, 20, strings.Count(nested, "<blockquote>"))
	assert.Contains(t, nested, "<p>&gt; &gt; a</p>")
	assert.Equal(t, 20, strings.Count(html(strings.Repeat("- ", 22)+"a"), "<ul>"))

	marked := html(strings.Repeat("*a* ", 300))
	assert.Equal(t, 250, strings.Count(marked, "<em>"))
	assert.True(t, strings.HasSuffix(marked, "*a*</p>\n"), marked[len(marked)-50:])
	assert.Equal(t, 500, strings.Count(html(strings.Repeat(strings.Repeat("*a* ", 250)+"\n\n", 2)), "<em>"), "each paragraph has its own")

	row := strings.Repeat("|a", 100) + "|\n"
	table := row + strings.Repeat("|-", 100) + "|\n"
	assert.Equal(t, 100, strings.Count(html(table+row), "<td>"))
	assert.NotContains(t, html(table+strings.Repeat(row, 200)), "<td>")

	address := "https://a.org/" + strings.Repeat("b", markdown.MaxAddress)
	assert.Contains(t, html("[a]("+address[:markdown.MaxAddress]+")"), "<a href=")
	assert.Equal(t, "<p>a</p>\n", html("[a]("+address[:markdown.MaxAddress+1]+")"))
	repeated := html("[a]: " + address[:2000] + "\n\n" + strings.Repeat("[a]\n\n", 1000))
	assert.Greater(t, strings.Count(repeated, "<a "), 500)
	assert.Less(t, strings.Count(repeated, "<a "), 600)
}
