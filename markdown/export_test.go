package markdown

import "bytes"

// Written returns what the first wall alone lets through.
func Written(source string, o Options) string {
	t := parse(source, o)
	var out bytes.Buffer
	if err := flavour.Renderer().Render(&out, t.source, t.root); err != nil {
		panic(err)
	}
	return out.String()
}

// Sanitised returns what the second wall alone lets through.
func Sanitised(html string) string { return allowed.Sanitize(html) }
