package main

import (
	"context"
	"os"
	"strings"

	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/postgres"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// database is what --db names, once it is open.
type database interface {
	storage.Store
	Close() error
}

// openDatabase opens what --db names. What is only read must be there, and is
// left as it is.
func openDatabase(ctx context.Context, name string, readOnly bool) (database, error) {
	if onPostgres(name) {
		store, err := postgres.Open(ctx, name, &postgres.Options{ReadOnly: readOnly})
		if err != nil {
			return nil, err
		}
		return store, nil
	}
	if readOnly {
		if _, err := os.Stat(name); err != nil {
			return nil, unwritten(err)
		}
	}
	store, err := sqlite.Open(ctx, name, &sqlite.Options{ReadOnly: readOnly})
	if err != nil {
		return nil, err // and no database that is a nil pointer
	}
	return store, nil
}

// onPostgres reports whether --db names a PostgreSQL database.
func onPostgres(name string) bool {
	return strings.HasPrefix(name, "postgres://") || strings.HasPrefix(name, "postgresql://")
}
