// Package soak says how long the long tests of the project take: those whose
// names begin with TestSoak, which crash, fill and overload what they test, again
// and again.
package soak
