package markdown

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// flavour is the Markdown that is read: goldmark's parsers but for those of
// HTML, and bounded where they take more than linear time. It is not changed
// after this and may be used by many at once.
var flavour = goldmark.New(
	goldmark.WithParser(parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(shallow{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(sparing{parser.NewCodeSpanParser()}, 100),
			util.Prioritized(sparing{parser.NewLinkParser()}, 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(sparing{parser.NewEmphasisParser()}, 500),
			util.Prioritized(sparing{extension.NewStrikethroughParser()}, 500),
			util.Prioritized(extension.NewLinkifyParser(), 999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(few{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(small{extension.NewTableParagraphTransformer()}, 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
		),
	)),
	goldmark.WithRenderer(renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(html.NewRenderer(), 1000),
		util.Prioritized(extension.NewTableHTMLRenderer(
			extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)), 500),
		util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
		util.Prioritized(writer{}, 100),
	))),
)

// tree is a text that has been read.
type tree struct {
	source  []byte
	root    ast.Node
	options Options
	spent   int // bytes of addresses and titles
}

// parse reads a text and settles where its links lead.
func parse(source string, o Options) *tree {
	t := &tree{source: []byte(strings.ToValidUTF8(source, "\ufffd")), options: o}
	pc := parser.NewContext()
	pc.Set(effortKey, &effort{})
	t.root = flavour.Parser().Parse(text.NewReader(t.source), parser.WithContext(pc))
	t.settle()
	return t
}
