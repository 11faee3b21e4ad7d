package postgres

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
)

// What is wrong with a URL is said without a part of the password, wherever that
// may have come to stand.
func TestConfigOfABadText(t *testing.T) {
	const unclear = "the text names no database; write it as postgres://user:password@host/database, with characters such as / and @"
	for text, says := range map[string]string{
		"postgres://ana:se/cret@db/praxis":                      unclear,
		"postgres://ana:12/cret@db/praxis":                      unclear,
		"postgres://ana:12?cret@db/praxis":                      unclear,
		"postgres://ana:12#cret@db/praxis":                      unclear,
		"postgres://ana:se@cret@db/praxis":                      unclear,
		"postgres://ana:se%zzcret@db/praxis":                    unclear,
		"postgres://ana:se cret@db/praxis":                      unclear,
		"postgres://ana:cret@db:port/praxis":                    unclear,
		"https://ana:cret@db/praxis":                            unclear,
		"ana:cret@db/praxis":                                    unclear,
		"host=db password=se cret dbname=praxis":                unclear,
		"host=db password='cret dbname=praxis":                  unclear,
		"host=db password=se`: cret":                            unclear,
		"cret":                                                  unclear,
		"postgres://ana:cret@db/praxis?sslmode=perhaps":         "a setting is wrong: failed to configure TLS (sslmode is invalid)",
		"postgres://ana:cret@db/praxis?pool_max_conns=many":     `a setting is wrong: cannot parse pool_max_conns (strconv.ParseInt: parsing "many": invalid syntax)`,
		"postgres://db/praxis?password=cret&pool_max_conns=0":   "a setting is wrong: pool_max_conns too small",
		"host=db password='se cret' dbname=praxis sslmode=none": "a setting is wrong: failed to configure TLS (sslmode is invalid)",
	} {
		_, err := configOf("postgres.Open", text)
		require.Error(t, err, text)
		assert.ErrorIs(t, err, fault.Invalid, text)
		assert.True(t, strings.HasPrefix(err.Error(), "postgres.Open: invalid: "+says), "%s: %v", text, err)
		assert.NotContains(t, fmt.Sprintf("%v %#v", err, err), "cret", text)
	}
	for _, text := range []string{
		"", "host=db", "postgres:///praxis", "postgres://db?user=ana@ministry&password=se@cret", "postgresql://ana:se%2Fcret%40@db,db2:5433/praxis?application_name=a@b",
	} {
		_, err := configOf("postgres.Open", text)
		assert.NoError(t, err, text)
	}
}
