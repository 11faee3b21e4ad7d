package markdown_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// elements are those that may be in a result, with their attributes.
var elements = map[string][]string{
	"p": nil, "br": nil, "hr": nil, "em": nil, "strong": nil, "del": nil, "blockquote": nil,
	"h1": nil, "h2": nil, "h3": nil, "h4": nil, "h5": nil, "h6": nil,
	"ul": nil, "ol": {"start"}, "li": nil, "pre": nil, "code": {"class"},
	"table": nil, "thead": nil, "tbody": nil, "tr": nil, "th": {"align"}, "td": {"align"},
	"a":   {"href", "title", "rel"},
	"img": {"src", "alt", "title", "loading", "referrerpolicy"},
}

// unsafe reads a result as a browser does and returns what is wrong with it.
// Relative addresses are wrong unless a host's hooks have made them.
func unsafe(result string, hooks bool) []string {
	var problems []string
	wrong := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }

	// It stands in a page, and must stay in its place there.
	page, err := html.Parse(strings.NewReader("<!DOCTYPE html><body><div>" + result + "</div><section></section></body>"))
	if err != nil {
		return []string{err.Error()}
	}
	body := page.LastChild.LastChild
	if page.FirstChild.Type != html.DoctypeNode || body.DataAtom != atom.Body {
		return []string{"the page has lost its form"}
	}
	place := body.FirstChild
	if place == nil || place.DataAtom != atom.Div || place.NextSibling == nil ||
		place.NextSibling.DataAtom != atom.Section || place.NextSibling.FirstChild != nil || place.NextSibling.NextSibling != nil {
		wrong("it breaks out of its place")
	}
	if head := page.LastChild.FirstChild; head.FirstChild != nil {
		wrong("it adds to the head")
	}
	var images, links int
	for n := range place.Descendants() {
		switch n.Type {
		case html.TextNode:
			continue
		case html.ElementNode:
		default:
			wrong("it has a node of type %d: %.40q", n.Type, n.Data)
			continue
		}
		attributes, known := elements[n.Data]
		if !known || n.Namespace != "" {
			wrong("it has the element %s of %q", n.Data, n.Namespace)
		}
		seen := map[string]bool{}
		for _, a := range n.Attr {
			if !slices.Contains(attributes, a.Key) || a.Namespace != "" || seen[a.Key] {
				wrong("%s has the attribute %s", n.Data, a.Key)
			}
			seen[a.Key] = true
			if problem := unsafeValue(a, hooks); problem != "" {
				wrong("%s has %s: %s", n.Data, a.Key, problem)
			}
		}
		switch n.Data {
		case "a":
			links++
			if !seen["href"] || !seen["rel"] {
				wrong("a link lacks its address or rel")
			}
		case "img":
			images++
			if !seen["src"] || !seen["loading"] || !seen["referrerpolicy"] || !hooks {
				wrong("an image is not as it should be")
			}
		}
	}
	// What a browser would not understand as it is written is not written.
	if strings.Count(result, "<a ") != links || strings.Count(result, "<img ") != images || strings.Contains(result, "\x00") {
		wrong("it is read otherwise than written")
	}
	return append(append(problems, unbalanced(result)...), unsettled(place)...)
}

// unbalanced finds elements that are not closed where they were opened, which
// browsers mend each in its way.
func unbalanced(result string) []string {
	var open []string
	for z := html.NewTokenizer(strings.NewReader(result)); z.Next() != html.ErrorToken; {
		token := z.Token()
		switch {
		case token.Type == html.StartTagToken && token.Data == "a" && slices.Contains(open, "a"):
			return []string{"a link stands in another"}
		case token.Type == html.StartTagToken && !slices.Contains([]string{"br", "hr", "img"}, token.Data):
			open = append(open, token.Data)
		case token.Type == html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				return []string{fmt.Sprintf("</%s> closes nothing", token.Data)}
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return []string{fmt.Sprintf("%s is not closed", open)}
	}
	return nil
}

func unsafeValue(a html.Attribute, hooks bool) string {
	switch a.Key {
	case "href", "src":
		return unsafeAddress(a.Val, a.Key == "href", hooks)
	case "rel":
		if a.Val != "nofollow noopener" {
			return "what follows is trusted"
		}
	case "class":
		if name, ok := strings.CutPrefix(a.Val, "language-"); !ok || name == "" || strings.ContainsAny(name, " \t\r\n\f") {
			return "a class of the page's"
		}
	}
	return ""
}

// unsafeAddress does what the WHATWG's URL parser does before it looks for a
// scheme: control characters and blanks are cut off at both ends, tabs and line
// breaks are passed over, and a backslash is a slash.
func unsafeAddress(address string, post, hooks bool) string {
	s := strings.TrimFunc(address, func(r rune) bool { return r <= ' ' })
	s = strings.NewReplacer("\t", "", "\n", "", "\r", "", "\\", "/").Replace(s)
	s = strings.ToLower(s)
	scheme, rest, ok := strings.Cut(s, ":")
	switch {
	case !ok || strings.ContainsAny(scheme, "/?#"):
		if !hooks || strings.HasPrefix(s, "//") {
			return fmt.Sprintf("a relative address, %.60q", address)
		}
	case (scheme == "http" || scheme == "https") && strings.HasPrefix(rest, "//") && len(rest) > 2:
	case scheme == "mailto" && post:
	default:
		return fmt.Sprintf("the address %.60q", address)
	}
	return ""
}

// unsettled finds what reads otherwise after it was written once more, as
// happens in editors.
func unsettled(place *html.Node) []string {
	text := func(n *html.Node) string {
		var b strings.Builder
		for c := range n.ChildNodes() {
			_ = html.Render(&b, c) // a builder does not fail
		}
		return b.String()
	}
	first := text(place)
	nodes, err := html.ParseFragment(strings.NewReader(first), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return []string{err.Error()}
	}
	again := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	for _, n := range nodes {
		again.AppendChild(n)
	}
	if second := text(again); second != first {
		return []string{fmt.Sprintf("it changes when it is read twice: %.200q, then %.200q", first, second)}
	}
	return nil
}

// TestTheCheckFindsWhatIsUnsafe: a check that finds nothing proves nothing.
func TestTheCheckFindsWhatIsUnsafe(t *testing.T) {
	good := `<p>a <a href="https://example.org/" rel="nofollow noopener">b</a> &lt;script&gt;</p><ol start="3"><li>☑ c</li></ol>`
	require.Empty(t, unsafe(good, false))
	for _, bad := range []string{
		`<script>alert(1)</script>`, `<p onclick="x">a</p>`, `<p ONCLICK=x>a</p>`, `<p style="a">a</p>`, `<p id="a">a</p>`,
		`<svg><p>a</p></svg>`, `<math></math>`, `<iframe src="https://a.org"></iframe>`, `<object></object>`, `<style>a</style>`,
		`<form action="https://a.org"></form>`, `<input>`, `<button formaction="a">b</button>`, `<base href="https://a.org">`,
		`<meta http-equiv="refresh">`, `<link rel="stylesheet">`, `<template></template>`, `<noscript></noscript>`, `<title>a</title>`,
		`<a href="javascript:alert(1)" rel="nofollow noopener">a</a>`, `<a href="&#1;java&#9;script:a" rel="nofollow noopener">a</a>`,
		`<a href="JavaScript&colon;a" rel="nofollow noopener">a</a>`, `<a href="data:text/html,a" rel="nofollow noopener">a</a>`,
		`<a href="//a.org" rel="nofollow noopener">a</a>`, `<a href="/a" rel="nofollow noopener">a</a>`,
		`<a href="https:a" rel="nofollow noopener">a</a>`, `<a href="https://a.org">a</a>`, `<a rel="nofollow noopener">a</a>`,
		`<a href="https://a.org" rel="noopener">a</a>`, `<a href="https://a.org" rel="nofollow noopener" target="_blank">a</a>`,
		`<a href="https://a.org" rel="nofollow noopener"><a href="https://a.org" rel="nofollow noopener">a</a></a>`,
		`<img src="https://a.org/b" alt="" loading="lazy" referrerpolicy="no-referrer">`,
		`<!-- a -->`, `<![CDATA[a]]>`, `<?a?>`, `</div>`, `</div><div>`, `</section>`, `<p`, `<a href="`, `<table><tr><td><a href="x">`, `<textarea>`,
		`<plaintext>`, `<p>a<table><b>c</b></table>`, `</body><p>a</p>`, `<td>a</td>` + "\x00", `<code class="secret">a</code>`,
		`<code class="language-a secret">a</code>`, `<em>a`, `<p><table>`,
	} {
		assert.NotEmpty(t, unsafe(bad, false), bad)
	}
	image := `<img src="%s" alt="" loading="lazy" referrerpolicy="no-referrer">`
	require.Empty(t, unsafe(fmt.Sprintf(image, "/proxy?a"), true))
	for _, address := range []string{"mailto:a", "data:image/svg+xml,a", "//a.org", `/\a.org`, `\\a.org`, "javascript:a", ""} {
		result := fmt.Sprintf(image, address)
		if address == "" {
			result = `<img alt="">`
		}
		assert.NotEmpty(t, unsafe(result, true), address)
	}
}
