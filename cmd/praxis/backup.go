package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/praxis-cop/praxis/storage/sqlite"
)

type backupCommand struct {
	DB   string `required:"" name:"db" placeholder:"FILE" help:"The SQLite database, of whichever version of Praxis; others may go on writing to it."`
	Path string `arg:"" name:"file" help:"The file to make, which must not be there."`
}

// Run copies the database.
func (c *backupCommand) Run(ctx context.Context, to console) error {
	if onPostgres(c.DB) {
		return errors.New("a PostgreSQL database is copied with tools of its own, such as pg_dump, or its communities with praxis export")
	}
	if err := sqlite.Backup(ctx, c.DB, c.Path); err != nil {
		return err
	}
	fmt.Fprintf(to.out, "Copied %s to %s.\n", c.DB, c.Path)
	return nil
}
