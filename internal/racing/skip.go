package racing

import "testing"

// Skip skips a test that has nothing for the race detector to find, since all of it
// happens in one goroutine after the other, or as in quicker tests beside it, and that
// takes many times as long with it.
// `make test` runs the packages of such tests once more without the detector.
func Skip(t testing.TB) {
	if on {
		t.Helper()
		t.Skip("it runs without the race detector: see the Makefile")
	}
}
