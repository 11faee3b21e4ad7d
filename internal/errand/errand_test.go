package errand

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var errands = Errands{
	"say": func(_ context.Context, args ...string) error {
		_, err := fmt.Printf("%d %q", os.Getpid(), args)
		return err
	},
	"fail": func(context.Context, ...string) error { return errors.New("no luck") },
}

func TestMain(m *testing.M) { errands.Main(m) }

func TestCommand(t *testing.T) {
	for _, args := range [][]string{{}, {"", "a b", `"\`, "ü=1"}} {
		c := errands.Command(t, "say", args...)
		said, err := c.Output()
		require.NoError(t, err)
		assert.NotEqual(t, os.Getpid(), c.Process.Pid)
		assert.Equal(t, fmt.Sprintf("%d %q", c.Process.Pid, args), string(said), "and no tests were run")
	}
}

func TestAFailure(t *testing.T) {
	c := errands.Command(t, "fail")
	var complaint strings.Builder
	c.Stderr = &complaint
	assert.ErrorContains(t, c.Run(), "exit status 1")
	assert.Equal(t, "no luck\n", complaint.String())
}

func TestAtOnce(t *testing.T) { errands.AtOnce(t, 2, "say") }
