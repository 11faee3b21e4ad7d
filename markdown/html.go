package markdown

import (
	"bytes"
	"fmt"
	"html/template"

	"github.com/praxis-cop/praxis/fault"
)

// MaxSource is the greatest length of a text, in bytes. The longest body that
// a resource can have is shorter.
const MaxSource = 4 << 20

// Options says how to show a text; nil stands for the zero Options.
type Options struct {
	// Link, if not nil, is asked where each link shall lead: it is given an
	// address that is allowed or relative (one without a scheme, as
	// /guides/sampling), and returns one. So a host gives relative links
	// their place, or sends others over a page of warning. What it returns
	// may be relative; if it is neither that nor allowed, or "", the link is
	// shown as its text. Without Link relative links are.
	Link func(address string) string
	// Image is asked likewise from where each image shall be loaded: a host
	// returns the address of a proxy or of its own store, so that readers
	// are not seen by those who hold the image. It returns an http, https or
	// relative address, or "" for a link instead of the image. Without Image
	// all images are links.
	Image func(address string) string
	// TopHeading is the level, 1 to 6, that the highest heading gets, for a
	// page that has headings of its own. Lower ones follow, h6 at most. 0
	// stands for 1.
	TopHeading int
}

// HTML returns the HTML of a text, as the package comment tells. Any text
// gives HTML that is safe in the body of a page, whatever it holds; of a text
// longer than [MaxSource] none is made, which is Invalid. Bytes that are not
// UTF-8 are replaced by U+FFFD.
func HTML(source string, o *Options) (template.HTML, error) {
	const op = "markdown.HTML"
	var options Options
	if o != nil {
		options = *o
	}
	if options.TopHeading < 0 || options.TopHeading > 6 {
		return "", fault.New(op, fault.Invalid, "the top heading must be of a level from 1 to 6, or 0 for the first")
	}
	if err := checkLength(op, source); err != nil {
		return "", err
	}
	t := parse(source, options)
	var out bytes.Buffer
	if err := flavour.Renderer().Render(&out, t.source, t.root); err != nil {
		return "", fmt.Errorf("%s: %w", op, err) // a buffer does not fail
	}
	return template.HTML(allowed.SanitizeBytes(out.Bytes())), nil
}

func checkLength(op, source string) error {
	if len(source) <= MaxSource {
		return nil
	}
	return fault.New(op, fault.Invalid,
		fmt.Sprintf("a text of more than %d bytes is not shown: offer it as a file, or show a part of it", MaxSource))
}
