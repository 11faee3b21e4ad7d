// Package schema brings the tables of an SQL database up to date, for the
// adapters.
package schema
