package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/praxis-cop/praxis/storage/archive"
)

// importArchive imports the communities of an archive. It reads the archive once
// more than archive.Import does, before it opens the database, so that a bad one
// leaves none behind.
func (c *importCommand) importArchive(ctx context.Context, to console) (err error) {
	f, err := os.Open(c.Path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	var bar progress
	bar.begin(to.err, "importing", 3*info.Size())
	defer bar.end()
	from := countedArchive{f, bar.read}
	held, err := archive.Verify(ctx, from)
	if err != nil {
		return fmt.Errorf("nothing was imported: %s: %w", c.Path, err)
	}
	if held.Communities == 0 {
		return fmt.Errorf("%s holds no communities; nothing was imported", c.Path)
	}
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return err
	}

	db, err := openDatabase(ctx, c.DB, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	done, err := archive.Import(ctx, db, from)
	bar.end()
	switch {
	case err != nil && done.Communities == 0:
		return fmt.Errorf("nothing was imported: %w", err)
	case err != nil:
		return fmt.Errorf("imported %s, and not the others; run it again to go on: %w", content(done), err)
	case done.Communities == 0:
		fmt.Fprintf(to.out, "Nothing to import: the database has %s already.\n", content(held))
	case done.Passed > 0:
		fmt.Fprintf(to.out, "Imported %s; the database had %d of them already.\n", content(held), done.Passed)
	default:
		fmt.Fprintf(to.out, "Imported %s.\n", content(done))
	}
	return nil
}

// countedArchive is a file that tells how much is read from it.
type countedArchive struct {
	*os.File
	read func(n int)
}

func (f countedArchive) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.read(n)
	return n, err
}

// isArchive reports whether a regular file is an archive, by its beginning.
func isArchive(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	beginning := make([]byte, 64)
	n, _ := io.ReadFull(f, beginning)
	return archive.Recognise(beginning[:n])
}
