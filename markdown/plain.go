package markdown

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extended "github.com/yuin/goldmark/extension/ast"
)

// PlainText returns what a text says without its Markdown, for a mail or for
// a screen without HTML: paragraphs with blank lines between them, lists with
// dashes and numbers, quotations behind ">", the cells of a table behind "|",
// and links with their address in angle brackets. What HTML would not link to
// has no address here either. A text longer than [MaxSource] is returned as it
// was written, less control characters.
func PlainText(source string) string {
	if len(source) > MaxSource {
		return printable(strings.ToValidUTF8(source, "\ufffd"))
	}
	t := parse(source, Options{})
	lines := plain{t.source}.blocks(t.root, false)
	return printable(strings.Join(lines, "\n"))
}

// Snippet returns the beginning of what a text says in one line, for a list of
// results or the subject of a mail: at most length characters (code points), the
// last of them "…" if something is left out. It has no addresses, no control
// characters and nothing that turns the direction of the text around it.
func Snippet(source string, length int) string {
	if length <= 0 {
		return ""
	}
	t := parse(source[:min(len(source), MaxSource)], Options{})
	var b strings.Builder
	_ = ast.Walk(t.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch {
		case !entering:
			return ast.WalkContinue, nil
		case b.Len() > 16*length: // a code point has 4 bytes, and blanks are drawn together
			return ast.WalkStop, nil
		case n.Kind() == ast.KindCodeBlock, n.Kind() == ast.KindFencedCodeBlock:
			b.Write(n.Lines().Value(t.source))
		case n.Type() == ast.TypeBlock && n.FirstChild() != nil && n.FirstChild().Type() == ast.TypeInline:
			b.WriteString(wording(n, t.source, false))
		default:
			return ast.WalkContinue, nil
		}
		b.WriteByte(' ')
		return ast.WalkSkipChildren, nil
	})
	line := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, b.String())
	return shorten(strings.Join(strings.Fields(line), " "), length)
}

// shorten cuts a line between two words, if that leaves it more than half of
// its length.
func shorten(line string, length int) string {
	runes := []rune(line)
	if len(runes) <= length {
		return line
	}
	cut := length - 1
	for at := cut; at > length/2; at-- {
		if runes[at] == ' ' {
			cut = at
			break
		}
	}
	return strings.TrimRight(string(runes[:cut]), " ") + "…"
}

// printable leaves out control characters, but for those that lay text out.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
}

// plain writes blocks of a text.
type plain struct{ source []byte }

// blocks returns the lines of what a block holds, with blank lines between
// its parts, unless they stand close together.
func (p plain) blocks(of ast.Node, close bool) []string {
	var lines []string
	for n := of.FirstChild(); n != nil; n = n.NextSibling() {
		part := p.block(n)
		if len(lines) > 0 && len(part) > 0 && !close {
			lines = append(lines, "")
		}
		lines = append(lines, part...)
	}
	return lines
}

func (p plain) block(n ast.Node) []string {
	switch n := n.(type) {
	case *ast.Blockquote:
		return indent(p.blocks(n, false), "> ", "> ")
	case *ast.List:
		return p.list(n)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		code := strings.TrimRight(string(n.Lines().Value(p.source)), "\n")
		return indent(strings.Split(code, "\n"), "    ", "    ")
	case *ast.ThematicBreak:
		return []string{"---"}
	case *extended.Table:
		return p.blocks(n, true)
	case *extended.TableHeader, *extended.TableRow:
		cells := make([]string, 0, n.ChildCount())
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, wording(c, p.source, true))
		}
		return []string{strings.TrimRight("| "+strings.Join(cells, " | "), " ")}
	}
	text := wording(n, p.source, true)
	if text == "" {
		return nil // a definition of references
	}
	return strings.Split(text, "\n")
}

func (p plain) list(n *ast.List) []string {
	var lines []string
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "- "
		if n.IsOrdered() {
			mark = fmt.Sprintf("%d. ", number)
			number++
		}
		if len(lines) > 0 && !n.IsTight {
			lines = append(lines, "")
		}
		content := p.blocks(item, n.IsTight)
		if len(content) == 0 {
			content = []string{""}
		}
		lines = append(lines, indent(content, mark, strings.Repeat(" ", len(mark)))...)
	}
	return lines
}

// indent puts first before the first line, and rest before the others.
func indent(lines []string, first, rest string) []string {
	for i, line := range lines {
		before := rest
		if i == 0 {
			before = first
		}
		lines[i] = strings.TrimRight(before+line, " ")
	}
	return lines
}
