package sqlite_test

import (
	"testing"

	"github.com/praxis-cop/praxis/internal/errand"
)

// errands are what other processes do that tests meet at the same file, whose
// path comes first.
var errands = errand.Errands{
	"found":         found,
	"found at host": foundAtHost,
	"live":          live,
}

func TestMain(m *testing.M) { errands.Main(m) }
