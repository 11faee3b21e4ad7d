package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/storage/archive"
)

type exportCommand struct {
	DB        string   `required:"" name:"db" placeholder:"FILE" help:"A database: an SQLite file, or a postgres:// URL. Others may go on writing to it."`
	Community []string `sep:"none" placeholder:"NAME" help:"The name or the id of a community to export; may be given more than once. By default all are."`
	Path      string   `arg:"" optional:"" name:"file" help:"The file to make, which must not be there. By default the archive is printed."`
}

// Run exports the communities.
func (c *exportCommand) Run(ctx context.Context, to console) (err error) {
	db, err := openDatabase(ctx, c.DB, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var bar progress
	defer bar.end()
	options := archive.Options{Progress: func(done, all int64) { bar.reach(to.err, "exporting", done, all) }}
	for _, name := range c.Community {
		community, err := find(ctx, praxis.New(db, nil), name)
		if err != nil {
			return err
		}
		options.Communities = append(options.Communities, community.ID)
	}
	var done archive.Summary
	said := to.out
	if c.Path == "" {
		said = to.err // the archive itself is in the way
		done, err = archive.Export(ctx, db, to.out, &options)
	} else {
		done, err = archive.ExportFile(ctx, db, c.Path, &options)
	}
	bar.end()
	if err != nil {
		return err
	}
	fmt.Fprintf(said, "Exported %s.\n", content(done))
	return nil
}

// content says what an archive holds.
func content(s archive.Summary) string {
	plural := func(n int64, one, more string) string {
		if n == 1 {
			return "1 " + one
		}
		return fmt.Sprintf("%d %s", n, more)
	}
	return plural(int64(s.Communities), "community", "communities") + " with " + plural(s.Activities, "activity", "activities")
}
