package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/storage/archive"
)

type exportCommand struct {
	DB        string   `required:"" name:"db" placeholder:"FILE" help:"A database: an SQLite file, or a postgres:// URL. Others may go on writing to it."`
	Community []string `sep:"none" placeholder:"NAME" help:"The name or the id of a community to export; for an archive it may be given more than once, and by default all are."`
	To        string   `enum:"archive,${writers}" default:"archive" placeholder:"FORMAT" help:"What to write: an archive (${default}), from which praxis import brings whole communities into any other database, or who did what when in one community, for other programs to read: ${writers}."`
	hiding
	Path string `arg:"" optional:"" name:"file" help:"The file to make, which must not be there. By default the export is printed."`
}

// Validate is called by the parser.
func (c *exportCommand) Validate() error {
	if c.To != fromArchive && len(c.Community) != 1 {
		return errors.New("name the one community whose record to export with --community; only an archive holds several")
	}
	return c.hiding.check(c.To == fromArchive)
}

// Run exports the communities.
func (c *exportCommand) Run(ctx context.Context, to console) (err error) {
	db, err := openDatabase(ctx, c.DB, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if c.To != fromArchive {
		return c.exportRecord(ctx, db, to)
	}
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

// exportRecord writes the record of a community for other programs.
func (c *exportCommand) exportRecord(ctx context.Context, db database, to console) error {
	format, err := exchange.WriterOf(c.To)
	if err != nil {
		return err
	}
	communities := praxis.New(db, &praxis.Options{Authority: praxis.Trusted})
	community, err := find(ctx, communities, c.Community[0])
	if err != nil {
		return err
	}
	record, unseen, err := c.hiding.over(communities.As("praxis").In(community.ID).Stream(ctx, activity.ID{}))
	if err != nil {
		return err
	}
	n, said := 0, to.out
	write := func(w io.Writer) (err error) {
		n, err = format.Write(w, record)
		return err
	}
	if c.Path == "" {
		said = to.err
		err = write(to.out)
	} else {
		err = newFile(c.Path, write)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(said, "Exported %s of %q.\n", plural(int64(n), "activity", "activities"), community.Charter.Name)
	if n := unseen(); n > 0 {
		fmt.Fprintf(to.err, "Of the people in %s, %d did nothing in this record, and nothing was directed at them; check how they are spelled if that is a surprise.\n", c.Without, n)
	}
	return nil
}

// content says what an archive holds.
func content(s archive.Summary) string {
	return plural(int64(s.Communities), "community", "communities") + " with " + plural(s.Activities, "activity", "activities")
}

func plural(n int64, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}
