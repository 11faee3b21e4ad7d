package markdown_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/markdown"
)

func shown(t *testing.T, source string, o *markdown.Options) string {
	t.Helper()
	result, err := markdown.HTML(source, o)
	require.NoError(t, err)
	return strings.TrimSuffix(string(result), "\n")
}

func link(to, text string) string {
	return `<a href="` + to + `" rel="nofollow noopener">` + text + `</a>`
}

func TestWhatIsShown(t *testing.T) {
	for source, want := range map[string]string{
		"":                                 "",
		"a\nb":                             "<p>a\nb</p>",
		"a  \nb":                           "<p>a<br>\nb</p>",
		"*a* **b** ~~c~~ `d<`":             "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d&lt;</code></p>",
		"# a\nb\n===\nc\n---":              "<h1>a</h1>\n<h1>b</h1>\n<h2>c</h2>",
		"a\n***":                           "<p>a</p>\n<hr>",
		"> a":                              "<blockquote>\n<p>a</p>\n</blockquote>",
		"- a\n- [x] b\n- [ ] c":            "<ul>\n<li>a</li>\n<li>☑ b</li>\n<li>☐ c</li>\n</ul>",
		"7. a":                             "<ol start=\"7\">\n<li>a</li>\n</ol>",
		"```c++ x\na\n```":                 "<pre><code class=\"language-c++\">a\n</code></pre>",
		"```a\"b\nc\n```":                  "<pre><code>c\n</code></pre>",
		"    a":                            "<pre><code>a\n</code></pre>",
		"|a|b|\n|:-|-:|\n|c|":              "<table>\n<thead>\n<tr>\n<th align=\"left\">a</th>\n<th align=\"right\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td align=\"left\">c</td>\n<td></td>\n</tr>\n</tbody>\n</table>",
		"List<String> &lt;b&gt;":           "<p>List&lt;String&gt; &lt;b&gt;</p>",
		"<b>a</b>":                         "<p>&lt;b&gt;a&lt;/b&gt;</p>",
		"<div>\n*a*\n</div>":               "<p>&lt;div&gt;\n<em>a</em>\n&lt;/div&gt;</p>",
		"a\x00b\xffc":                      "<p>a\ufffdb\ufffdc</p>",
		`\*a\* &copy; \<b>`:                "<p>*a* © &lt;b&gt;</p>",
		"[a](https://a.org/?b&c)":          "<p>" + link("https://a.org/?b&amp;c", "a") + "</p>",
		`[a](HTTPS://a.org "b\"<c>&amp;")`: `<p><a href="https://a.org" title="b&#34;&lt;c&gt;&amp;" rel="nofollow noopener">a</a></p>`,
		"[a][b]\n\n[b]: http://a.org":      "<p>" + link("http://a.org", "a") + "</p>",
		"[](https://a.org)":                "<p>" + link("https://a.org", "https://a.org") + "</p>",
		"<https://a.org> www.a.org a@b.org <a@b.org>": "<p>" + link("https://a.org", "https://a.org") + " " + link("http://www.a.org", "www.a.org") + " " +
			link("mailto:a@b.org", "a@b.org") + " " + link("mailto:a@b.org", "a@b.org") + "</p>",
		"[a](https://bücher.de/ü%20x)":        "<p>" + link("https://b%C3%BCcher.de/%C3%BC%20x", "a") + "</p>",
		"![a *b*](https://a.org/c.png)":       "<p>" + link("https://a.org/c.png", "a <em>b</em>") + "</p>",
		"[![](https://a.org)](https://b.org)": "<p>" + link("https://b.org", "https://b.org") + "</p>",
		"[a](https&colon;//a.org/?b&amp;c) <https://a.org/?b&lt;c>": "<p>" + link("https://a.org/?b&amp;c", "a") + " " +
			link("https://a.org/?b&amp;lt;c", "https://a.org/?b&amp;lt;c") + "</p>",
		"![](/a) [b](/c) [*d*](#e)":      "<p> b <em>d</em></p>",
		"[a](ftp://a.org) <tel:1>":       "<p>a tel:1</p>",
		"[a](https://bank.org@evil.org)": "<p>a</p>",
	} {
		assert.Equal(t, want, shown(t, source, nil), source)
	}
}

func TestTheHostSaysWhereLinksLead(t *testing.T) {
	o := &markdown.Options{Link: func(address string) string {
		switch address {
		case "https://evil.org":
			return "/warning?to=https%3A%2F%2Fevil.org"
		case "/here":
			return "http://[::1]:8080/b"
		case "/no":
			return ""
		case "/wrong":
			return "javascript:alert(1)"
		case "/worse":
			return `" onclick="alert(1)`
		case "/elsewhere":
			return "//evil.org"
		}
		return strings.Replace(address, "/guides/", "https://wiki.a.org/", 1)
	}}
	asked := false
	assert.Equal(t, "<p>"+link("https://wiki.a.org/sampling", "a")+" "+link("/warning?to=https%3A%2F%2Fevil.org", "b")+" "+link("#e", "c")+"</p>",
		shown(t, "[a](/guides/sampling) [b](https://evil.org) [c](#e)", o))
	assert.Equal(t, "<p>"+link("http://[::1]:8080/b", "a")+"</p>", shown(t, "[a](/here)", o))
	assert.Equal(t, "<p>a b c d</p>", shown(t, "[a](/no) [b](/wrong) [c](/worse) [d](/elsewhere)", o))
	assert.Equal(t, "<p>a b</p>", shown(t, "[a](javascript:x) [b](//a.org)", &markdown.Options{Link: func(string) string {
		asked = true
		return "https://a.org"
	}}))
	assert.False(t, asked, "of what is not allowed the host is not asked")
}

func TestTheHostSaysFromWhereImagesAreLoaded(t *testing.T) {
	o := &markdown.Options{Image: func(address string) string {
		if strings.HasPrefix(address, "https://tracker.org/") {
			return ""
		}
		return "/proxy?u=" + address
	}}
	assert.Equal(t, `<p><img src="/proxy?u=https://a.org/b.png" alt="x &#34;y&#34; *" title="t" loading="lazy" referrerpolicy="no-referrer"></p>`,
		shown(t, `![x *"y"* \*](https://a.org/b.png "t")`, o))
	assert.Equal(t, "<p>"+link("https://tracker.org/c", "x")+"</p>", shown(t, "![x](https://tracker.org/c)", o))
	assert.Equal(t, "<p>x y</p>", shown(t, "![x](data:image/png;base64,AA==) ![y](mailto:a@b.org)", &markdown.Options{Image: func(a string) string { return a },
		Link: func(string) string { return "" }}))
}

func TestTopHeading(t *testing.T) {
	const source = "# a\n\n##### b\n"
	assert.Equal(t, "<h3>a</h3>\n<h6>b</h6>", shown(t, source, &markdown.Options{TopHeading: 3}))
	assert.Equal(t, shown(t, source, nil), shown(t, source, &markdown.Options{TopHeading: 1}))
	for _, level := range []int{-1, 7} {
		_, err := markdown.HTML(source, &markdown.Options{TopHeading: level})
		assert.ErrorIs(t, err, fault.Invalid)
	}
}

// TestAtOnce: the same parsers serve all, and give each the same.
func TestAtOnce(t *testing.T) {
	source := strings.Repeat("# a\n\n- [b](https://a.org) *c* `d`\n\n|e|\n|-|\n|f|\n\n", 20)
	want := shown(t, source, nil)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				result, err := markdown.HTML(source, nil)
				assert.NoError(t, err)
				assert.Equal(t, want, strings.TrimSuffix(string(result), "\n"))
			}
		})
	}
	group.Wait()
}
