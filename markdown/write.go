package markdown

import (
	"regexp"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/ast"
	extended "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// allowed is the second wall: what is on the list of the package comment. It
// is not changed after this and may be used by many at once.
var allowed = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "em", "strong", "del", "blockquote",
		"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "pre", "code",
		"table", "thead", "tbody", "tr", "th", "td")
	p.AllowURLSchemes("http", "https", "mailto")
	p.AllowRelativeURLs(true) // which only a host's hooks make
	p.RequireParseableURLs(true)
	p.RequireNoFollowOnLinks(true)
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src").OnElements("img")
	p.AllowAttrs("title").OnElements("a", "img")
	p.AllowAttrs("alt").OnElements("img")
	for _, a := range []struct{ name, value, elements string }{
		{"rel", "nofollow noopener", "a"},
		{"loading", "lazy", "img"},
		{"referrerpolicy", "no-referrer", "img"},
		{"start", "[0-9]{1,9}", "ol"},
		{"align", "left|right|center", "td"},
		{"align", "left|right|center", "th"},
		{"class", `language-[A-Za-z0-9_+#.-]{1,40}`, "code"},
	} {
		p.AllowAttrs(a.name).Matching(regexp.MustCompile("^(?:" + a.value + ")$")).OnElements(a.elements)
	}
	return p
}()

// writer writes links, images and the boxes of tasks, each as settled.
type writer struct{}

// RegisterFuncs implements [renderer.NodeRenderer].
func (writer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindLink, writeLink)
	reg.Register(ast.KindImage, writeImage)
	reg.Register(extended.KindTaskCheckBox, writeBox)
}

func writeLink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</a>")
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Link)
	_, _ = w.WriteString(`<a href="`)
	_, _ = w.Write(util.EscapeHTML(n.Destination))
	writeTitle(w, n.Title)
	_, _ = w.WriteString(`" rel="nofollow noopener">`)
	return ast.WalkContinue, nil
}

func writeImage(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Image)
	_, _ = w.WriteString(`<img src="`)
	_, _ = w.Write(util.EscapeHTML(n.Destination))
	_, _ = w.WriteString(`" alt="`)
	_, _ = w.Write(util.EscapeHTML([]byte(wording(n, source, false))))
	writeTitle(w, n.Title)
	_, _ = w.WriteString(`" loading="lazy" referrerpolicy="no-referrer">`)
	return ast.WalkSkipChildren, nil
}

// writeTitle goes on from an attribute that is still open, and leaves its own
// open.
func writeTitle(w util.BufWriter, title []byte) {
	if len(title) > 0 {
		_, _ = w.WriteString(`" title="`)
		html.DefaultWriter.Write(w, title)
	}
}

func writeBox(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(box(node.(*extended.TaskCheckBox)))
	}
	return ast.WalkContinue, nil
}

func box(n *extended.TaskCheckBox) string {
	if n.IsChecked {
		return "☑ "
	}
	return "☐ "
}
