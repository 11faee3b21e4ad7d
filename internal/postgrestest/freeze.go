package postgrestest

import (
	"errors"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

// Freeze stops all processes of the server in their tracks: connections stay
// open, new ones are accepted by the kernel, and nobody answers, as when a host
// hangs. A frozen server can be thawed or killed.
func (s *Server) Freeze(t testing.TB) {
	t.Helper()
	require.NotNil(t, s.process, "the server runs")
	require.NoError(t, s.process.signal(stop))
}

// Thaw lets a frozen server go on.
func (s *Server) Thaw(t testing.TB) {
	t.Helper()
	require.NotNil(t, s.process, "the server runs")
	require.NoError(t, s.process.signal(resume))
}

// signal sends a signal to the process and to all that it started.
func (p *process) signal(signal os.Signal) error {
	err := p.cmd.Process.Signal(signal) // stopped, it starts nothing more
	children, listed := p.children()
	for _, child := range children {
		if failed := child.Signal(signal); !errors.Is(failed, os.ErrProcessDone) {
			err = errors.Join(err, failed)
		}
	}
	return errors.Join(err, listed)
}
