package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// MaxAddress is the greatest length of a link's address, in bytes.
const MaxAddress = 2048

// kind says what an address is.
type kind int

const (
	refused  kind = iota
	relative      // without a scheme and a host
	web           // http or https
	post          // mailto
)

// An address of the web has a host, which is a name (in which what is not ASCII
// is written in percents) or the number of one, perhaps a port, but no user,
// whom readers would take for the host.
var (
	webAddress = regexp.MustCompile(`^(?i:https?)://(?:(?:[A-Za-z0-9._~-]|%[89A-Fa-f][0-9A-Fa-f])+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?(?:[/?#]|$)`)
	wellFormed = regexp.MustCompile(`^(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+$`)
)

// kindOf tells what a browser would take an address for. Browsers are
// lenient: they pass over tabs, line breaks and control characters, and take
// a backslash for a slash. So an address may hold only what RFC 3986 lets it
// hold, and then there is one way to read it.
func kindOf(address string) kind {
	if len(address) > MaxAddress || !wellFormed.MatchString(address) {
		return refused
	}
	scheme, rest, colon := strings.Cut(address, ":")
	switch {
	case strings.HasPrefix(address, "//"):
		return refused // it has a host, under whatever scheme the page has
	case !colon || strings.ContainsAny(scheme, "/?#"):
		return relative
	case webAddress.MatchString(address):
		return web
	case strings.EqualFold(scheme, "mailto") && rest != "":
		return post
	}
	return refused
}

// settle makes every link and image in the tree one that may be shown, or
// else its text. Addresses are written later as they stand here.
func (t *tree) settle() {
	var nodes []ast.Node
	_ = ast.Walk(t.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			nodes = append(nodes, n)
		}
		return ast.WalkContinue, nil
	})
	for _, n := range nodes {
		switch n := n.(type) {
		case *ast.Heading:
			n.Level = min(6, n.Level+max(1, t.options.TopHeading)-1)
		case *ast.Link:
			t.settleLink(n, util.URLEscape(n.Destination, true))
		case *ast.AutoLink:
			link := ast.NewLink()
			link.AppendChild(link, literal(n.Label(t.source)))
			n.Parent().ReplaceChild(n.Parent(), n, link)
			t.settleLink(link, util.URLEscape(autoAddress(n, t.source), false))
		case *ast.Image:
			t.settleImage(n)
		}
	}
}

// autoAddress returns the address of a link that is its own text.
func autoAddress(n *ast.AutoLink, source []byte) []byte {
	address := n.URL(source)
	if n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(address), []byte("mailto:")) {
		return append([]byte("mailto:"), address...)
	}
	return address
}

// settleLink gives a link its address. Links come before what they hold, so
// one that still stands in another is the inner one, which HTML does not know.
func (t *tree) settleLink(n *ast.Link, address []byte) {
	to := t.permit(string(address), t.options.Link, relative, web, post)
	if to == "" || inLink(n) || !t.afford(len(to)+len(n.Title)) {
		unwrap(n)
		return
	}
	n.Destination = []byte(to)
	if !n.HasChildren() {
		n.AppendChild(n, literal(n.Destination))
	}
}

// settleImage gives an image its address, or makes a link of it.
func (t *tree) settleImage(n *ast.Image) {
	address := util.URLEscape(n.Destination, true)
	if t.options.Image != nil {
		from := t.permit(string(address), t.options.Image, relative, web)
		if from != "" && t.afford(len(from)+len(n.Title)) {
			n.Destination = []byte(from)
			return
		}
	}
	link := ast.NewLink()
	link.Title = n.Title
	adopt(link, n)
	n.Parent().ReplaceChild(n.Parent(), n, link)
	t.settleLink(link, address)
}

// permit returns the address that a link to address gets, which is one of
// these kinds, or "".
func (t *tree) permit(address string, ask func(string) string, kinds ...kind) string {
	switch k := kindOf(address); {
	case !slices.Contains(kinds, k):
		return ""
	case ask != nil:
		if address = ask(address); !slices.Contains(kinds, kindOf(address)) {
			return ""
		}
	case k == relative:
		return ""
	}
	return address
}

// afford reports whether so many bytes more of addresses may be written.
func (t *tree) afford(n int) bool {
	if t.spent+n > maxAddresses+len(t.source) {
		return false
	}
	t.spent += n
	return true
}

func inLink(n ast.Node) bool {
	for up := n.Parent(); up != nil; up = up.Parent() {
		if up.Kind() == ast.KindLink {
			return true
		}
	}
	return false
}

// unwrap puts what a node holds in its place. A link that held nothing else
// says where it leads.
func unwrap(n ast.Node) {
	parent := n.Parent()
	for c := n.FirstChild(); c != nil; c = n.FirstChild() {
		parent.InsertBefore(parent, n, c)
	}
	parent.RemoveChild(parent, n)
	if link, ok := parent.(*ast.Link); ok && !link.HasChildren() {
		link.AppendChild(link, literal(link.Destination))
	}
}

// adopt moves what one node holds into another.
func adopt(to, from ast.Node) {
	for c := from.FirstChild(); c != nil; c = from.FirstChild() {
		to.AppendChild(to, c)
	}
}

// literal returns a text that means itself.
func literal(s []byte) ast.Node {
	n := ast.NewString(s)
	n.SetRaw(true) // escaped when it is written, but read no further
	return n
}
