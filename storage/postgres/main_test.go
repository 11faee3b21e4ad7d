package postgres_test

import (
	"testing"

	"github.com/praxis-cop/praxis/internal/errand"
)

// errands are what other processes do that tests meet at the same database.
var errands = errand.Errands{"found": foundIn, "live": live}

func TestMain(m *testing.M) { errands.Main(m) }
