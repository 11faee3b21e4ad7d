package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
)

type importCommand struct {
	source
	DB        string `required:"" name:"db" placeholder:"FILE" help:"A database: an SQLite file, which is made if it is not there, or a postgres:// URL."`
	Community string `placeholder:"NAME" help:"The community's name or id; one of this name is founded if there is none. An archive names its communities itself."`
	As        string `default:"importer" placeholder:"PERSON" help:"Who founds the community and imports its history (${default}). An archive says so itself."`
}

// Validate is called by the parser.
func (c *importCommand) Validate() error {
	itself := c.format() == "archive"
	switch {
	case c.Path == "":
		return errors.New("name a source to import")
	case itself && (c.Community != "" || c.Label != "" || c.As != "importer"):
		return errors.New("an archive says itself which communities it holds and who founded them; leave out --community, --label and --as")
	case !itself && c.Community == "":
		return errors.New("name the community that the history is of with --community")
	}
	return nil
}

// Run imports the source. It reads it twice: once to see that all of it is
// right, so that a bad source leaves nothing behind, and once to import it.
func (c *importCommand) Run(ctx context.Context, to console) (err error) {
	if c.format() == "archive" {
		return c.importArchive(ctx, to)
	}
	var bar progress
	history, err := c.open(ctx, bar.read)
	if err != nil {
		return err
	}
	bar.begin(to.err, "importing", 2*history.bytes)
	defer bar.end()
	rows := 0
	for _, err := range history.Stream {
		if err != nil {
			return err
		}
		rows++
	}
	if rows == 0 {
		return fmt.Errorf("%s holds no activities; nothing was imported", c.Path)
	}

	store, err := openDatabase(ctx, c.DB, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	var community cop.Community
	var done praxis.Imported
	constellation := praxis.New(store, &praxis.Options{Authority: praxis.Trusted})
	err = constellation.Together(ctx, func(ctx context.Context, communities *praxis.Constellation) (err error) {
		importer := communities.As(activity.Person(c.As))
		community, err = find(ctx, communities, c.Community)
		if errors.Is(err, errNone) {
			community, err = importer.Found(ctx, cop.Charter{
				Name:   c.Community,
				Domain: cop.Domain{Concern: "Imported from a recorded history; its concern is still to be written down."},
			})
		}
		if err != nil {
			return err
		}
		done, err = importer.In(community.ID).Import(ctx, history.Stream)
		return err
	})
	bar.end()
	if err != nil {
		return fmt.Errorf("nothing was imported: %w", err)
	}
	switch {
	case done.Added == 0:
		fmt.Fprintf(to.out, "Nothing to add: %q has all %d activities already.\n", community.Charter.Name, done.Read)
	case done.Added < done.Read:
		fmt.Fprintf(to.out, "Added %d of %d activities to %q; it had the others already.\n", done.Added, done.Read, community.Charter.Name)
	default:
		fmt.Fprintf(to.out, "Added %d activities to %q.\n", done.Added, community.Charter.Name)
	}
	fmt.Fprint(to.out, history.leftOut())
	return nil
}
