package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
)

// source names a recorded history.
type source struct {
	Path  string   `arg:"" optional:"" name:"source" help:"The history: a file, a folder or a zip archive in one of the formats that praxis formats lists, or (to import) an archive that praxis export made."`
	From  string   `enum:",archive,${formats}" default:"" placeholder:"FORMAT" help:"The format of the source: one of ${formats}, or archive. By default the source itself tells."`
	Label string   `placeholder:"LABEL" help:"Tells this source apart from others whose names for things clash with its own."`
	With  []string `enum:"bots,private,reactions,merges,subjects" placeholder:"WHAT" help:"What to take in that is otherwise left out, where the source has it: bots, private (channels and messages), reactions, merges (commits of git), subjects (which thread mail that refers to no other)."`
	Key   string   `env:"PRAXIS_KEY" placeholder:"KEY" help:"A secret that makes the pseudonyms of people in git and mail such as nobody can guess from their addresses."`
}

// fromArchive is what --from calls an archive, which is no format of one history.
const fromArchive = "archive"

// fromGit is the format whose folder is no files to read but asked of git.
const fromGit = "git"

// formatNames lists the formats for the help.
func formatNames() string {
	var names []string
	for _, f := range exchange.Formats() {
		names = append(names, f.Name)
	}
	return strings.Join(names, ",")
}

// history is an opened source.
type history struct {
	activity.Stream
	format  exchange.Format
	skipped exchange.Skipped
	bytes   int64 // that one pass reads
}

// isArchive reports whether the source is an archive.
func (s source) isArchive() bool {
	if s.From != "" {
		return s.From == fromArchive
	}
	info, err := os.Stat(s.Path)
	return err == nil && info.Mode().IsRegular() && isArchive(s.Path)
}

// format returns what the source is, as far as it can be told.
func (s source) format(ctx context.Context) (exchange.Format, error) {
	if s.From != "" {
		return exchange.FormatOf(s.From)
	}
	if isRepository(s.Path) {
		return exchange.FormatOf(fromGit)
	}
	dir, name, err := s.place()
	if err != nil {
		return exchange.Format{}, err
	}
	return exchange.Detect(counted{ctx, dir, func(int) {}}, name)
}

// place returns where the source is: a file or a folder by its name in a folder.
func (s source) place() (dir fs.FS, name string, err error) {
	info, err := os.Stat(s.Path)
	switch {
	case err != nil:
		return nil, "", unwritten(err)
	case !info.IsDir() && !info.Mode().IsRegular():
		return nil, "", fmt.Errorf("%s is no regular file; write the history to one, since it is read more than once", s.Path)
	}
	path, err := filepath.Abs(s.Path) // so that "." has a name
	if err != nil || filepath.Dir(path) == path {
		return os.DirFS(s.Path), ".", err
	}
	return os.DirFS(filepath.Dir(path)), filepath.Base(path), nil
}

// unwritten words what the system says of a file without the call that it failed in.
func unwritten(err error) error {
	if failed, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Errorf("%s: %w", failed.Path, failed.Err)
	}
	return err
}

// isFolder reports whether the source is a folder.
func (s source) isFolder() bool {
	info, err := os.Stat(s.Path)
	return err == nil && info.IsDir()
}

// open opens the source. Every range over it reads it anew, tells read of each
// portion of bytes, and ends with the context. Bare activities are enough to be measured.
func (s source) open(ctx context.Context, read func(n int), bare bool) (*history, error) {
	dir, name, err := s.place()
	if err != nil {
		return nil, err
	}
	if s.isArchive() {
		return nil, fmt.Errorf("%s is an archive, which may hold several communities; import it, and measure one in the database", s.Path)
	}
	h := new(history)
	if h.format, err = s.format(ctx); err != nil {
		return nil, err
	}
	var files fs.FS = counted{ctx, dir, read}
	if h.format.Name == fromGit && s.isFolder() {
		files, name = repository{ctx, s.Path, read}, s.Path
	} else {
		h.bytes = size(dir, name)
	}
	h.Stream = h.format.Open(files, name, &exchange.Options{
		Source:    s.Label,
		Skipped:   &h.skipped,
		Bare:      bare,
		Bots:      slices.Contains(s.With, "bots"),
		Private:   slices.Contains(s.With, "private"),
		Reactions: slices.Contains(s.With, "reactions"),
		Merges:    slices.Contains(s.With, "merges"),
		Subjects:  slices.Contains(s.With, "subjects"),
		Key:       s.Key,
	})
	return h, nil
}

// leftOut says what of the source became no activity, or nothing.
func (h *history) leftOut() string {
	var parts []string
	for _, left := range []struct {
		n    int
		what string
	}{
		{h.skipped.Deleted, "deleted, or of people whose accounts were"},
		{h.skipped.Hidden, "hidden by moderators"},
		{h.skipped.Bots, "by bots"},
		{h.skipped.Private, "private"},
		{h.skipped.Reactions, "likes and other reactions"},
		{h.skipped.Merges, "merges"},
		{h.skipped.Repeated, "copies of others"},
		{h.skipped.Undated, "without a date that can be read"},
		{h.skipped.Other, "of other kinds"},
	} {
		if left.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", left.n, left.what))
		}
	}
	if parts == nil {
		return ""
	}
	return "Left out: " + strings.Join(parts, ", ") + ".\n"
}

// size returns how many bytes a file or the files of a folder have.
func size(dir fs.FS, name string) (total int64) {
	_ = fs.WalkDir(dir, name, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			if info, err := entry.Info(); err == nil {
				total += info.Size()
			}
		}
		return nil // it is for show only
	})
	return total
}
