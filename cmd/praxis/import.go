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
	Community string `placeholder:"NAME" help:"The community's name or id; one of this name is founded if there is none. An archive names its communities itself, and so does a source of several."`
	As        string `default:"importer" placeholder:"PERSON" help:"Who founds the community and imports its history (${default}). An archive says so itself."`
}

// Validate is called by the parser.
func (c *importCommand) Validate() error {
	if c.Path == "" {
		return errors.New("name a source to import")
	}
	if c.isArchive() {
		if c.Community != "" || c.Label != "" || c.As != "importer" || c.With != nil {
			return errors.New("an archive says itself which communities it holds and who founded them; leave out --community, --label, --as and --with")
		}
		return nil
	}
	format, err := c.format(context.Background())
	switch {
	case err == nil && format.Constellation && c.Community != "":
		return errors.New("the source names its communities itself; leave out --community")
	case !format.Constellation && c.Community == "":
		return errors.New("name the community that the history is of with --community")
	}
	return nil // what is wrong with the source is said when it is opened
}

// Run imports the source. It reads it twice: once to see that all of it is
// right, so that a bad source leaves nothing behind, and once to import it.
func (c *importCommand) Run(ctx context.Context, to console) (err error) {
	if c.isArchive() {
		return c.importArchive(ctx, to)
	}
	var bar progress
	history, err := c.open(ctx, bar.read, false)
	if err != nil {
		return err
	}
	if history.format.Constellation {
		return c.importConstellation(ctx, history, to)
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
		community, err = find(ctx, communities, c.Community)
		if errors.Is(err, errNone) {
			community, err = c.found(ctx, communities, c.Community)
		}
		if err != nil {
			return err
		}
		done, err = communities.As(activity.Person(c.As)).In(community.ID).Import(ctx, history.Stream)
		return err
	})
	bar.end()
	if err != nil {
		return fmt.Errorf("nothing was imported: %w", err)
	}
	fmt.Fprint(to.out, cameTo(done, fmt.Sprintf("%q", community.Charter.Name)), history.leftOut())
	return nil
}

// found founds the community of a history.
func (c *importCommand) found(ctx context.Context, communities *praxis.Constellation, name string) (cop.Community, error) {
	return communities.As(activity.Person(c.As)).Found(ctx, cop.Charter{
		Name:   name,
		Domain: cop.Domain{Concern: "Imported from a recorded history; its concern is still to be written down."},
	})
}

// cameTo says what an import came to.
func cameTo(done praxis.Imported, where string) string {
	switch {
	case done.Added == 0:
		return fmt.Sprintf("Nothing to add: %s has all %d activities already.\n", where, done.Read)
	case done.Added < done.Read:
		return fmt.Sprintf("Added %d of %d activities to %s; it had the others already.\n", done.Added, done.Read, where)
	}
	return fmt.Sprintf("Added %d activities to %s.\n", done.Added, where)
}
