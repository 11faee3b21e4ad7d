package exchange

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// glimpse is what shows of a history at first sight.
type glimpse struct {
	name  string
	start []byte   // how a file begins, unpacked if gzip packed it, without its byte order mark
	empty bool     // it is a file, or a folder, with nothing in it
	tree  fs.FS    // what a folder or an archive holds; nil for a file
	files []string // in the root of the tree
	zip   bool     // the tree is an archive's
	shut  []io.Closer
	err   error // of looking inside
}

// glance is how many bytes of a file are looked at.
const glance = 64 << 10

// look looks at the file, folder or zip archive of that name.
func look(dir fs.FS, name string) (*glimpse, error) {
	g := &glimpse{name: name}
	f, err := dir.Open(name)
	if err != nil {
		return nil, opened(name, err)
	}
	g.shut = append(g.shut, f)
	info, err := f.Stat()
	if err != nil {
		g.close()
		return nil, opened(name, err)
	}
	if info.IsDir() {
		g.tree, err = fs.Sub(dir, name)
	} else if g.start, err = startOf(name, f); err == nil && bytes.HasPrefix(g.start, []byte("PK\x03\x04")) {
		g.zip = true
		g.tree, err = unzip(name, f)
	} else {
		g.empty, g.start = len(g.start) == 0, plainStart(g.start)
	}
	if err == nil && g.tree != nil {
		g.start = nil
		if g.tree, err = unwrap(g.tree); err == nil {
			err = g.list()
		}
	}
	if err != nil {
		g.close()
		return nil, err
	}
	return g, nil
}

func (g *glimpse) list() error {
	entries, err := fs.ReadDir(g.tree, ".")
	if err != nil {
		return opened(g.name, err)
	}
	for _, e := range entries {
		g.files = append(g.files, e.Name())
	}
	g.empty = len(g.files) == 0
	return nil
}

func (g *glimpse) close() {
	for _, f := range g.shut {
		_ = f.Close()
	}
}

// startOf returns how a file begins.
func startOf(name string, f io.Reader) ([]byte, error) {
	start := make([]byte, glance)
	n, err := io.ReadFull(f, start)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		if _, broken := errors.AsType[*damaged](err); broken {
			return nil, err
		}
		return nil, opened(name, &outside{err})
	}
	return unmarked(start[:n]), nil
}

// holds reports whether it is a folder or an archive with such a file.
func (g *glimpse) holds(file string) bool { return slices.Contains(g.files, file) }

// extension reports whether it is a file whose name ends so.
func (g *glimpse) extension(e string) bool {
	return g.tree == nil && strings.EqualFold(path.Ext(strings.TrimSuffix(strings.ToLower(g.name), ".gz")), e)
}

// begins reports whether a file begins so, white space aside.
func (g *glimpse) begins(with string) bool {
	return bytes.HasPrefix(bytes.TrimLeft(g.start, " \t\r\n"), []byte(with))
}

// mentions reports whether a file holds such a text near its beginning.
func (g *glimpse) mentions(text string) bool { return bytes.Contains(g.start, []byte(text)) }

// line reports whether the first line of a file holds all these texts.
func (g *glimpse) line(texts ...string) bool {
	first, _, _ := bytes.Cut(g.start, []byte("\n"))
	return !slices.ContainsFunc(texts, func(t string) bool { return !bytes.Contains(first, []byte(t)) })
}

// header reports whether the first line of a file is a header of CSV that names
// such a column.
func (g *glimpse) header(column string) bool {
	first, _, _ := bytes.Cut(g.start, []byte("\n"))
	return slices.ContainsFunc(strings.Split(strings.TrimRight(string(first), "\r"), ","), func(title string) bool {
		return strings.Trim(title, `"`) == column
	})
}

// within reports whether the file begins with JSON that holds such a text, or
// whether one of the first files with that extension in the folder does.
func (g *glimpse) within(extension, text string) bool {
	if g.tree == nil {
		return g.begins("{") && g.mentions(text)
	}
	const most = 20
	seen, found := 0, false
	err := eachFile(g.tree, extension, func(file string) error {
		if seen++; seen > most {
			return fs.SkipAll
		}
		f, err := g.tree.Open(file)
		if err != nil {
			return opened(file, err)
		}
		defer func() { _ = f.Close() }()
		start, err := startOf(file, f)
		if err == nil && bytes.Contains(start, []byte(text)) {
			found = true
			err = fs.SkipAll
		}
		return err
	})
	g.err = errors.Join(g.err, err)
	return found
}
