package errand

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

// Errands are what another process can do, by name.
type Errands map[string]func(ctx context.Context, args ...string) error

// variable tells a process its errand: a JSON list of the name and what it is
// given.
const variable = "PRAXIS_ERRAND"

// Main is what TestMain does. In a process that Command has started it runs the
// errand; in any other it runs the tests, and looks for goroutines that they
// left behind.
func (e Errands) Main(m *testing.M) {
	told, ok := os.LookupEnv(variable)
	if !ok {
		goleak.VerifyTestMain(m)
		return
	}
	if err := e.run(told); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (e Errands) run(told string) error {
	var all []string
	if err := json.Unmarshal([]byte(told), &all); err != nil {
		return err
	}
	return e[all[0]](context.Background(), all[1:]...)
}

// Command is another process with an errand, to be started. It is killed when
// the test ends, and complains to the test's own standard error.
func (e Errands) Command(t testing.TB, name string, args ...string) *exec.Cmd {
	t.Helper()
	require.Contains(t, e, name)
	self, err := os.Executable()
	require.NoError(t, err)
	told, err := json.Marshal(append([]string{name}, args...))
	require.NoError(t, err)
	c := exec.CommandContext(t.Context(), self)
	c.Env = append(os.Environ(), variable+"="+string(told))
	c.Stderr = os.Stderr
	return c
}

// AtOnce runs an errand in so many processes at once. All of them have to
// succeed.
func (e Errands) AtOnce(t testing.TB, processes int, name string, args ...string) {
	t.Helper()
	started := make([]*exec.Cmd, processes)
	for i := range started {
		started[i] = e.Command(t, name, args...)
		require.NoError(t, started[i].Start())
	}
	for _, c := range started {
		require.NoError(t, c.Wait())
	}
}
