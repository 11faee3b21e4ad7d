package sqlite_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

// TestMain is where the processes begin, too, that tests start to meet them at
// the same file: those run an errand, and no tests.
func TestMain(m *testing.M) {
	errand, path := os.Getenv("PRAXIS_ERRAND"), os.Getenv("PRAXIS_FILE")
	if errand == "" {
		goleak.VerifyTestMain(m)
		return
	}
	if err := errands[errand](context.Background(), path); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// errands are what another process can do with a file.
var errands = map[string]func(ctx context.Context, path string) error{
	"found":         found,
	"found at host": foundAtHost,
	"live":          live,
}

// process is another one, with an errand.
func process(t testing.TB, errand, path string) *exec.Cmd {
	t.Helper()
	require.Contains(t, errands, errand)
	self, err := os.Executable()
	require.NoError(t, err)
	p := exec.CommandContext(t.Context(), self)
	p.Env = append(os.Environ(), "PRAXIS_ERRAND="+errand, "PRAXIS_FILE="+path)
	p.Stderr = os.Stderr
	return p
}
