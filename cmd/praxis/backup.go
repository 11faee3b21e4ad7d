package main

import (
	"context"
	"errors"
	"fmt"
)

type backupCommand struct {
	DB   string `required:"" name:"db" placeholder:"FILE" help:"The SQLite database; others may go on writing to it."`
	Path string `arg:"" name:"file" help:"The file to make, which must not be there."`
}

// Run copies the database.
func (c *backupCommand) Run(ctx context.Context, to console) (err error) {
	db, err := openDatabase(ctx, c.DB, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	file, ok := db.(interface {
		Backup(ctx context.Context, path string) error
	})
	if !ok {
		return fmt.Errorf("%s is no SQLite database; copy it with its own tools, or its communities with praxis export", c.DB)
	}
	if err := file.Backup(ctx, c.Path); err != nil {
		return err
	}
	fmt.Fprintf(to.out, "Copied %s to %s.\n", c.DB, c.Path)
	return nil
}
