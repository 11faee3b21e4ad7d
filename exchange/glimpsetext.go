package exchange

import (
	"bytes"
	"io"
	"regexp"
)

// text reports whether a file begins as a pattern says.
func (g *glimpse) text(begins *regexp.Regexp) bool {
	return g.tree == nil && begins.Match(g.start)
}

// texts reports whether one of the first files of such names in the root of a
// folder or of an archive begins so.
func (g *glimpse) texts(named func(string) bool, begins *regexp.Regexp) bool {
	const most = 20
	seen := 0
	for _, name := range g.files {
		if !named(name) || litter(name) {
			continue
		}
		if seen++; seen > most {
			return false
		}
		f, err := g.tree.Open(name)
		if err != nil {
			g.err = opened(name, err)
			return false
		}
		start, err := startOf(name, f)
		_ = f.Close()
		if err == nil && begins.Match(plainStart(start)) {
			return true
		}
	}
	return false
}

// unmarked is a text without its byte order mark.
func unmarked(text []byte) []byte { return bytes.TrimPrefix(text, []byte("\ufeff")) }

// plainStart returns the beginning of what is packed, if something is.
func plainStart(start []byte) []byte {
	if !bytes.HasPrefix(start, gzipStart) {
		return start
	}
	text, err := gunzip(bytes.NewReader(start))
	if err != nil {
		return nil
	}
	plain := make([]byte, glance)
	n, _ := io.ReadFull(text, plain) // which ends early, as start does
	return unmarked(plain[:n])
}
