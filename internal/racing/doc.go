// Package racing tells tests whether the race detector watches them.
package racing
