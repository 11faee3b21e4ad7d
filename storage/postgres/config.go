package postgres

import (
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/praxis-cop/praxis/fault"
)

// configOf reads what Open is given. An error says nothing of the text but which
// setting is wrong, since part of a password can look like anything else.
func configOf(op, url string) (*pgxpool.Config, error) {
	const unclear = "the text names no database; write it as postgres://user:password@host/database, with characters such as / and @ in a password as %2F and %40, or as host=… dbname=…"
	if strayed(url) {
		return nil, fault.New(op, fault.Invalid, unclear)
	}
	config, err := pgxpool.ParseConfig(url)
	if err == nil {
		return config, nil
	}
	what := err.Error()
	what = what[strings.LastIndex(what, "`: ")+1:] // behind the text itself
	if what[0] != ':' || strings.Contains(what, "failed to parse as") || strings.Contains(what, "invalid port") {
		return nil, fault.New(op, fault.Invalid, unclear)
	}
	return nil, fault.New(op, fault.Invalid, "a setting is wrong"+what)
}

// strayed reports whether a URL has an @ where none belongs: behind a password
// with a / or the like, which ends what comes before the host too early.
func strayed(url string) bool {
	_, rest, _ := strings.Cut(url, "://")
	end := strings.IndexAny(rest+"/", "/?#")
	path, query, _ := strings.Cut(rest[end:], "?")
	setting, _, _ := strings.Cut(query, "=")
	return strings.Count(rest[:end], "@") > 1 || strings.Contains(path+setting, "@")
}
