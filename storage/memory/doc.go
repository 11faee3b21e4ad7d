// Package memory is a store in memory, for tests, examples and simulations. It
// passes the same suite as the stores that last, and its transactions behave
// as theirs do: each works on a copy-on-write snapshot, one Update at a time.
package memory
