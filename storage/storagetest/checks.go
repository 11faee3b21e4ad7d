package storagetest

import (
	"flag"
	"os"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// histories is how many random histories each random part of the suite lives
// through, unless -rapid.checks says how many; and fewHistories where CI is not
// set, for the tests of every day.
const (
	histories    = 200
	fewHistories = 40
)

func usualHistories() int {
	if os.Getenv("CI") == "" {
		return fewHistories
	}
	return histories
}

// FewerHistories keeps the random parts of the suite short until the test is
// over: for one more way into a store whose statements live through all of the
// histories elsewhere.
func FewerHistories(t testing.TB) { setChecks(t, 10) }

// setChecks makes rapid try as many cases until the test is over. It comes
// before the parts, since they run at once.
func setChecks(t testing.TB, cases int) {
	flag := checksFlag()
	before := flag.Value.String()
	if before != flag.DefValue {
		return // told
	}
	require.NoError(t, flag.Value.Set(strconv.Itoa(cases)))
	t.Cleanup(func() { require.NoError(t, flag.Value.Set(before)) })
}

// checks is how many histories a part lives through.
func checks() int {
	n, err := strconv.Atoi(checksFlag().Value.String())
	if err != nil {
		panic(err) // the flag is a number
	}
	return n
}

func checksFlag() *flag.Flag { return flag.Lookup("rapid.checks") }
