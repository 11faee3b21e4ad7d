package main

import (
	"context"
	"io"
	"io/fs"
)

// counted is a file system that tells how much is read from it, and that ends
// with a context.
type counted struct {
	ctx context.Context
	fs.FS
	read func(n int)
}

func (c counted) Open(name string) (fs.File, error) {
	if err := c.ctx.Err(); err != nil {
		return nil, err
	}
	f, err := c.FS.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return f, nil
	}
	return countedFile{f, c}, nil
}

type countedFile struct {
	fs.File
	of counted
}

func (f countedFile) Read(p []byte) (int, error) {
	if err := f.of.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := f.File.Read(p)
	f.of.read(n)
	return n, err
}

// ReadAt implements [io.ReaderAt], which zip archives are read by.
func (f countedFile) ReadAt(p []byte, at int64) (int, error) {
	if err := f.of.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := f.File.(io.ReaderAt).ReadAt(p, at) // as all files of the system are
	f.of.read(n)
	return n, err
}
