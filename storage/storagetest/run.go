package storagetest

import (
	"slices"
	"testing"

	"github.com/praxis-cop/praxis/storage"
)

// Factory returns a new and empty store that is given up when the test ends.
type Factory func(t testing.TB) storage.Store

// Run runs the whole suite. Each part gets a store of its own, and they run at
// once.
func Run(t *testing.T, open Factory) {
	run(t, open, slices.Concat(sequential, concurrent))
}

// RunSequential runs the parts that hold, too, for a store that serves one
// caller at a time and runs an Update once, as one does that has joined a
// host's transaction.
func RunSequential(t *testing.T, open Factory) {
	run(t, open, sequential)
}

func run(t *testing.T, open Factory, parts []part) {
	setChecks(t, usualHistories())
	for _, p := range parts {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			p.test(t, open(t))
		})
	}
}

// part is a promise of the contract.
type part struct {
	name string
	test func(*testing.T, storage.Store)
}

var sequential = []part{
	{"a failed update leaves nothing", testRollback},
	{"a panic leaves nothing", testPanic},
	{"an ended context", testContext},
	{"a context that ends in a list", testContextInAList},
	{"a transaction is over when its function is", testOver},
	{"a list may be written along", testWritingAlong},
	{"a value follows the one stored", testRevs},
	{"a value on a shelf follows the one stored", testFollowing},
	{"a value on a shelf comes back whole", testWhole},
	{"shelves go by key", testShelfLists},
	{"what is there is told at once", testToldAtOnce},
	{"identifiers are exact", testExactIdentifiers},
	{"an endorsement and an acceptance move on", testReplaced},
	{"values are the caller's own", testOwnership},
	{"what is put is what is got", testPutAgain},
	{"extreme values", testExtremes},
	{"what is not there", testNotFound},
	{"lists go by key", testLists},
	{"tenants do not meet", testTenants},
	{"tenants are named, communities are one tenant's", testTenantIDs},
	{"appending twice adds nothing", testAppendTwice},
	{"a batch is appended whole or not at all", testAppendWhole},
	{"what is appended counts", testTallies},
	{"activity touches a membership", testTouch},
	{"an operation's key is taken once", testOperations},
	{"a record is rewritten with its state", testRewrite},
	{"resources are found by their words", testSearch},
	{"what is found follows what is written", testSearchFollows},
	{"a search finds what reading all finds", testSearchAgrees},
	{"cursors are their subscribers' own", testCursors},
	{"a subscriber's lags", testLags},
	{"random histories agree with memory, and fold to the tables", testHistories},
}

var concurrent = []part{
	{"a function may run again", testRerun},
	{"rivals do not go on forever", testEndlessRerun},
	{"a transaction inside of another is an error", testNesting},
	{"a view sees one state", testViewIsolation},
	{"a missed update ends in conflict", testMissedUpdate},
	{"writers at once lose nothing", testWritersAtOnce},
	{"a cursor misses nothing", testCursor},
	{"acts at once happen one after another", testLinear},
	{"a hot community loses nothing, and refuses nobody", testHot},
	{"a record is rewritten while others write", testRewriteInACrowd},
	{"whoever watches is told", testWatch},
}
