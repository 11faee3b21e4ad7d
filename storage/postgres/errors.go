package postgres

import (
	"database/sql"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// remedy is what an error of PostgreSQL means here, and what to do about it.
type remedy struct {
	code fault.Code
	what string
}

var outdated = remedy{fault.Precondition, "the tables are missing or outdated; call postgres.Migrate once"}

// remedies are those of SQLSTATEs, and of their classes.
var remedies = map[string]remedy{
	"08":    {fault.Unavailable, "the connection to the server was lost; try again"},
	"22":    {fault.Invalid, "a value cannot be stored"},
	"23":    {fault.Conflict, "it contradicts what is stored"},
	"23505": {fault.Exists, "it is there already"},
	"25006": {fault.Unavailable, "the server takes no writes, as a standby does not; connect to the primary"},
	"25P02": {fault.Precondition, "the host's transaction has failed; roll it back and begin another"},
	"25P03": {fault.Unavailable, "the server has given the transaction up, as its idle_in_transaction_session_timeout may say; keep transactions short, or allow more"},
	"28":    {fault.Unavailable, "the server lets nobody in under this name; check the URL and the server's pg_hba.conf"},
	"28P01": {fault.Unavailable, "the server knows no such role, or by another password; check the user and the password in the URL"},
	"3D000": {fault.Unavailable, "there is no such database; create it, or name another one"},
	"3F000": {fault.Precondition, "there is no such schema; name one in Options.Schema, and call postgres.Migrate once"},
	"40":    {fault.Conflict, "others have written since the transaction began; begin it anew"},
	"42P01": outdated,
	"42703": outdated,
	"42P07": {fault.Precondition, "a table of somebody else's has one of Praxis's names; rename it, or name another schema"},
	"42501": {fault.Unavailable, "the database role lacks a right; grant it, or connect as the role that has it; where rows are secured, set Options.RowSecurity"},
	"53100": {fault.Unavailable, "there is no space left; make room and try again"},
	"53300": {fault.Unavailable, "the server has no connection left; make the pools smaller, or allow more"},
	"54":    {fault.Invalid, "a text is too large"},
	"55P03": {fault.Unavailable, "somebody else is at work in the community; try again later"},
	"57":    {fault.Unavailable, "the server is going down or ended the statement; try again"},
	"57014": {fault.Unavailable, "the server ended the statement, as its statement_timeout may say; try again, or allow more"},
	"57P03": {fault.Unavailable, "the server takes no connections now, since it is coming up or going down; try again"},
}

// doubtful is an error after which nobody knows whether a transaction has been
// committed.
type doubtful struct{ error }

func (d doubtful) Unwrap() error { return d.error }

// classify gives an error of the driver its code.
func classify(op string, err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*fault.Error](err); ok {
		return err
	}
	r := remedy{fault.Unavailable, "the server cannot be reached; try again, or check that it runs and that the URL names it"}
	state := sqlState(err)
	_, doubt := errors.AsType[doubtful](err)
	switch {
	case doubt:
		r.what = "the connection was lost at the commit, so that nobody knows whether it was kept; look, or repeat it under the key of an operation"
	case state != "":
		var known bool
		if r, known = remedies[state]; !known {
			r, known = remedies[state[:2]]
		}
		if !known {
			r = remedy{fault.Unavailable, "the server does not do it; what it says tells why"}
		}
	case errors.Is(err, pgconn.ErrReadOnlyConnection) || errors.Is(err, pgconn.ErrStandbyConnection):
		r.what = "there is no server that takes writes; try again once a standby has been promoted"
	case errors.Is(err, sql.ErrTxDone) || errors.Is(err, pgx.ErrTxClosed):
		r = remedy{fault.Precondition, "the host's transaction has ended; begin another, and join that"}
	}
	err = &fault.Error{Op: op, Code: r.code, Problem: r.what, Err: err}
	if strings.HasPrefix(state, "40") && !doubt {
		return storage.Again(err)
	}
	return err
}

// sqlState is the SQLSTATE that the server gave, or empty.
func sqlState(err error) string {
	if e, ok := errors.AsType[interface {
		error
		SQLState() string
	}](err); ok && len(e.SQLState()) == 5 {
		return e.SQLState()
	}
	return ""
}

// overtaken reports whether a migration failed because it has been done.
func overtaken(err error) bool {
	switch sqlState(err) {
	case "23505", "42P06", "42P07", "42710", "42701": // rows, schemas, tables, objects, columns that are there
		return true
	}
	return false
}

// dialect is what there is to know of a database.
type dialect struct{ secured bool }

// Name implements sqlstore.Dialect.
func (dialect) Name() string { return "postgres" }

// Apart implements sqlstore.Dialect.
func (d dialect) Apart() bool { return d.secured }

// Fault implements sqlstore.Dialect.
func (dialect) Fault(op string, err error) error { return classify(op, err) }

// Taken implements sqlstore.Dialect.
func (dialect) Taken(err error) bool { return sqlState(err) == "23505" }

// Held implements sqlstore.Dialect.
func (dialect) Held(err error) bool { return sqlState(err) == "55P03" }

// InDoubt implements sqlstore.Dialect.
func (dialect) InDoubt(err error) bool {
	_, ok := errors.AsType[doubtful](err)
	return ok
}
