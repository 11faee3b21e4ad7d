package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// The limits past which Markdown has no effect (see the package comment).
const (
	maxNesting   = 20         // quotations and lists around a text
	maxMarks     = 500        // in a paragraph: pairs are sought among them
	maxAllMarks  = 100_000    // in a text
	maxSearch    = 50_000_000 // marks times length: each may be sought to the end of the paragraph
	maxCells     = 20_000     // of all tables, since a short row is filled up to the width of its table
	maxPipes     = 500        // that are escaped in tables, since goldmark compares all with all
	maxDefined   = 1000       // lines of a paragraph that begins with definitions of references
	maxAddresses = 1 << 20    // bytes of addresses and titles, which references repeat
)

// effort is what a text has used up of the limits.
type effort struct {
	block       ast.Node // the paragraph that is being read
	marks, most int      // in it
	all         int
	cells       int
	pipes       int
}

var effortKey = parser.NewContextKey()

func effortOf(pc parser.Context) *effort { return pc.Get(effortKey).(*effort) }

// shallow is a parser of blocks that hold others; inside of too many of them
// it sees nothing.
type shallow struct{ parser.BlockParser }

func (p shallow) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	around := 0
	for n := parent; n != nil; n = n.Parent() {
		if k := n.Kind(); k == ast.KindBlockquote || k == ast.KindList {
			around++
		}
	}
	if around >= maxNesting {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, r, pc)
}

// sparing is a parser of marks that looks for their other ends; after too many
// of them it sees nothing.
type sparing struct{ parser.InlineParser }

func (p sparing) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	e := effortOf(pc)
	if e.block != parent {
		e.block, e.marks, e.most = parent, 0, maxMarks
		if lines := parent.Lines(); lines != nil && lines.Len() > 0 {
			length := lines.At(lines.Len()-1).Stop - lines.At(0).Start
			e.most = min(maxMarks, maxSearch/max(1, length))
		}
	}
	if e.marks >= e.most || e.all >= maxAllMarks {
		return nil
	}
	e.marks++
	e.all++
	return p.InlineParser.Parse(parent, block, pc)
}

// CloseBlock implements [parser.CloseBlocker].
func (p sparing) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if closer, ok := p.InlineParser.(parser.CloseBlocker); ok {
		closer.CloseBlock(parent, block, pc)
	}
}

// small makes tables of paragraphs, as long as there are not too many cells.
type small struct{ parser.ParagraphTransformer }

func (p small) Transform(node *ast.Paragraph, r text.Reader, pc parser.Context) {
	e := effortOf(pc)
	lines := node.Lines()
	width, pipes := 0, 0
	for i := range lines.Len() {
		segment := lines.At(i)
		line := segment.Value(r.Source())
		pipes += bytes.Count(line, []byte(`\|`))
		if len(bytes.Trim(line, "-|: \t\r\n")) == 0 {
			width = max(width, bytes.Count(line, []byte("|"))+1)
		}
	}
	if width == 0 {
		return // no line that could stand below the head of a table
	}
	cells := lines.Len() * width
	if e.cells+cells > maxCells || e.pipes+pipes > maxPipes {
		return
	}
	e.cells += cells
	e.pipes += pipes
	p.ParagraphTransformer.Transform(node, r, pc)
}

// few reads definitions of references off a paragraph, unless it is so long
// that taking line after line away from it takes its time.
type few struct{ parser.ParagraphTransformer }

func (p few) Transform(node *ast.Paragraph, r text.Reader, pc parser.Context) {
	if node.Lines().Len() <= maxDefined {
		p.ParagraphTransformer.Transform(node, r, pc)
	}
}
