// Package house holds no code, only tests that keep the rules of the house
// (docs/design.md): who may import whom, what stays pure, which libraries are
// let in, how long a file may get. Each failure says which package breaks
// which rule and what to do about it.
//
//	go test ./internal/house
//
// A new package is placed on purpose: it gets a line in the table of floors.
package house
