package cop_test

import (
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/internal/recorded"
)

// Two real histories: those who look after a site about bicycles and discuss
// how it should be, and a log of commits, which tells only half.
func TestRecordedCommunities(t *testing.T) {
	dir := os.DirFS(recorded.Dir(t))
	for file, test := range map[string]struct {
		verdict cop.Verdict
		shown   string
	}{
		"stackexchange-bicycles-meta.csv": {cop.OfPractice, "present present present"},
		"git-bower.csv":                   {cop.Unformed, "unknown unknown present"},
	} {
		e, err := cop.Gather(exchange.CSVFile(dir, file, nil), time.Time{}, time.Time{})
		require.NoError(t, err)
		d := cop.Diagnose(charter(), e)
		assert.Equal(t, test.verdict, d.Verdict, d.String())
		assert.Equal(t, test.shown, shown(d), d.String())
	}
}
