package storagetest

import (
	"testing"

	"github.com/praxis-cop/praxis/storage"
)

// Factory returns a new and empty store that is given up when the test ends.
type Factory func(t testing.TB) storage.Store

// Run runs the whole suite. Each part gets a store of its own.
func Run(t *testing.T, open Factory) {
	for _, part := range []struct {
		name string
		test func(*testing.T, storage.Store)
	}{
		{"a failed update leaves nothing", testRollback},
		{"a panic leaves nothing", testPanic},
		{"a function may run again", testRerun},
		{"rivals do not go on forever", testEndlessRerun},
		{"a transaction inside of another is an error", testNesting},
		{"an ended context", testContext},
		{"a view sees one state", testViewIsolation},
		{"a missed update ends in conflict", testMissedUpdate},
		{"writers at once lose nothing", testWritersAtOnce},
		{"a value follows the one stored", testRevs},
		{"identifiers are exact", testExactIdentifiers},
		{"values are the caller's own", testOwnership},
		{"extreme values", testExtremes},
		{"what is not there", testNotFound},
		{"lists go by key", testLists},
		{"tenants do not meet", testTenants},
		{"appending twice adds nothing", testAppendTwice},
		{"a cursor misses nothing", testCursor},
		{"random histories agree with memory, and fold to the tables", testHistories},
	} {
		t.Run(part.name, func(t *testing.T) { part.test(t, open(t)) })
	}
}
