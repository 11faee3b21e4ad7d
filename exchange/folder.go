package exchange

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// openFile opens what has to be a file.
func openFile(dir fs.FS, name string) (io.ReadCloser, error) {
	f, err := dir.Open(name)
	if err != nil {
		return nil, opened(name, err)
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		_ = f.Close()
		return nil, fmt.Errorf("%s is a folder; name the file in it", name)
	}
	text, err := gunzip(f)
	if err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return textFile{text, f}, nil
}

// textFile is a file whose text is read, which gzip may have packed.
type textFile struct {
	io.Reader
	io.Closer
}

// within reads a folder, or what a zip archive holds. Where all of it lies in a
// single folder, as in archives that were made of one, it reads that.
func within(dir fs.FS, name string, read func(tree fs.FS) error) error {
	f, err := dir.Open(name)
	if err != nil {
		return opened(name, err)
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return opened(name, err)
	}
	var tree fs.FS
	if info.IsDir() {
		tree, err = fs.Sub(dir, name)
	} else {
		tree, err = unzip(name, f)
	}
	if err != nil {
		return err
	}
	if tree, err = unwrap(tree); err != nil {
		return err
	}
	return read(tree)
}

// unwrap returns the only folder of a tree that holds nothing beside it, or the
// tree itself.
func unwrap(tree fs.FS) (fs.FS, error) {
	entries, err := fs.ReadDir(tree, ".")
	if err != nil {
		return nil, opened("the folder", err)
	}
	only := ""
	for _, e := range entries {
		switch {
		case litter(e.Name()):
		case !e.IsDir() || only != "":
			return tree, nil
		default:
			only = e.Name()
		}
	}
	if only == "" {
		return tree, nil
	}
	return fs.Sub(tree, only)
}

// litter reports whether a file or folder is one that a system leaves beside
// what people keep.
func litter(name string) bool {
	return strings.HasPrefix(name, ".") || name == "__MACOSX"
}

// eachFile calls do with the path of every file of the tree whose name ends so,
// in the order of their paths.
func eachFile(tree fs.FS, extension string, do func(file string) error) error {
	return fs.WalkDir(tree, ".", func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return opened(file, err)
		case file != "." && litter(entry.Name()):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.Type().IsRegular() && strings.EqualFold(path.Ext(file), extension):
			return do(file)
		}
		return nil
	})
}
