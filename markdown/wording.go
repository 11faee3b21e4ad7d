package markdown

import (
	"bufio"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	extended "github.com/yuin/goldmark/extension/ast"
	rendered "github.com/yuin/goldmark/renderer/html"
)

// wording returns the text in a block or in a part of one, with the addresses
// of links behind what is linked, or without.
func wording(of ast.Node, source []byte, addresses bool) string {
	var b strings.Builder
	_ = ast.Walk(of, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Link:
			if addresses && !entering && !strings.HasSuffix(b.String(), spoken(n)) {
				b.WriteString(" <" + string(n.Destination) + ">")
			}
		case *ast.Text:
			if entering {
				b.WriteString(meaning(n, source))
			}
		case *ast.String:
			if entering {
				b.Write(n.Value)
			}
		case *extended.TaskCheckBox:
			if entering {
				b.WriteString(box(n))
			}
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

// spoken returns the address of a link as people write it.
func spoken(n *ast.Link) string {
	s := string(n.Destination)
	for _, scheme := range []string{"mailto:", "http://", "https://"} {
		s = strings.TrimPrefix(s, scheme)
	}
	return s
}

// meaning returns the text that a piece of source stands for: \* is a star,
// and &amp; an ampersand. goldmark tells it by what it writes as HTML.
func meaning(n *ast.Text, source []byte) string {
	value := n.Segment.Value(source)
	if n.IsRaw() || n.Parent().Kind() == ast.KindCodeSpan {
		return string(value)
	}
	var b strings.Builder
	w := bufio.NewWriter(&b)
	rendered.DefaultWriter.Write(w, value)
	_ = w.Flush() // a builder does not fail
	s := html.UnescapeString(b.String())
	switch {
	case n.HardLineBreak():
		return s + "\n"
	case n.SoftLineBreak():
		return s + " "
	}
	return s
}
