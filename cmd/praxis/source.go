package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
)

// source names a recorded history.
type source struct {
	Path  string `arg:"" optional:"" name:"source" help:"The history: a folder with an unpacked Stack Exchange data dump, a file with the activity CSV, or (to import) an archive that praxis export made."`
	From  string `enum:",stackexchange,csv,archive" default:"" placeholder:"FORMAT" help:"What the source is: stackexchange, csv or archive. By default a folder is the first of them, and a file tells by its first line which of the others it is."`
	Label string `placeholder:"LABEL" help:"Tells this source apart from others whose names for things clash with its own."`
}

// history is an opened source.
type history struct {
	activity.Stream
	skipped exchange.Skipped
	bytes   int64 // that one pass reads
}

// format returns what the source is.
func (s source) format() string {
	if s.From != "" {
		return s.From
	}
	info, err := os.Stat(s.Path)
	switch {
	case err != nil:
		return "" // it is said when the source is opened
	case info.IsDir():
		return "stackexchange"
	case info.Mode().IsRegular() && isArchive(s.Path):
		return "archive"
	}
	return "csv"
}

// open opens the source. Every range over it reads it anew, tells read of each
// portion of bytes, and ends with the context.
func (s source) open(ctx context.Context, read func(n int)) (*history, error) {
	info, err := os.Stat(s.Path)
	if err != nil {
		return nil, err
	}
	format := s.format()
	h := new(history)
	o := &exchange.Options{Source: s.Label, Skipped: &h.skipped}
	switch {
	case format == "archive":
		return nil, fmt.Errorf("%s is an archive, which may hold several communities; import it, and measure one in the database", s.Path)
	case format == "stackexchange" && !info.IsDir():
		return nil, fmt.Errorf("%s is a file; name the folder with the unpacked dump (Posts.xml and so on)", s.Path)
	case format == "stackexchange":
		dir := os.DirFS(s.Path)
		h.bytes = sizes(dir, "Posts.xml", "Comments.xml", "Users.xml", "Votes.xml")
		h.Stream = exchange.StackExchange(counted{ctx, dir, read}, o)
	case info.IsDir():
		return nil, fmt.Errorf("%s is a folder; name the CSV file", s.Path)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no regular file; write the history to one, since it is read more than once", s.Path)
	default:
		dir, file := os.DirFS(filepath.Dir(s.Path)), filepath.Base(s.Path)
		h.bytes = info.Size()
		h.Stream = exchange.CSVFile(counted{ctx, dir, read}, file, o)
	}
	return h, nil
}

// leftOut says what of the source became no activity, or nothing.
func (h *history) leftOut() string {
	var parts []string
	if n := h.skipped.Deleted; n > 0 {
		parts = append(parts, fmt.Sprintf("%d rows of people whose accounts were deleted", n))
	}
	if n := h.skipped.Other; n > 0 {
		parts = append(parts, fmt.Sprintf("%d rows of other kinds", n))
	}
	if parts == nil {
		return ""
	}
	return "Left out: " + strings.Join(parts, " and ") + ".\n"
}

func sizes(dir fs.FS, files ...string) (total int64) {
	for _, file := range files {
		if info, err := fs.Stat(dir, file); err == nil {
			total += info.Size()
		}
	}
	return total
}

// counted is a file system that tells how much is read from it, and that ends
// with a context.
type counted struct {
	ctx context.Context
	fs.FS
	read func(n int)
}

func (c counted) Open(name string) (fs.File, error) {
	f, err := c.FS.Open(name)
	if err != nil {
		return nil, err
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
