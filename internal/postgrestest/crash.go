package postgrestest

import (
	"context"
	"os"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"
)

// Stop shuts the server down as PostgreSQL's fast mode does: transactions are
// aborted, and everything is written to the data folder.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	s.stop(t, fast)
}

// Abort shuts the server down as PostgreSQL's immediate mode does: it recovers
// from its log when it is started again.
func (s *Server) Abort(t testing.TB) {
	t.Helper()
	s.stop(t, immediate)
}

func (s *Server) stop(t testing.TB, signal os.Signal) {
	t.Helper()
	require.NotNil(t, s.process, "the server runs")
	err := s.process.end(signal)
	s.process = nil
	require.NoError(t, err)
}

// Kill kills all processes of the server, as SIGKILL does.
func (s *Server) Kill(t testing.TB) {
	t.Helper()
	require.NotNil(t, s.process, "the server runs")
	err := s.process.kill()
	s.process = nil
	require.NoError(t, err)
}

// Restart starts the server again, with the port and the data that it had. It
// is stopped before if it runs.
func (s *Server) Restart(t testing.TB) {
	t.Helper()
	if s.process != nil {
		s.Stop(t)
	}
	require.NoError(t, s.launch(s.port))
}

// KillBackend kills the process that serves one connection, any of those there
// are. PostgreSQL then ends all connections and recovers from its log, all by
// itself; KillBackend returns when that has begun.
func (s *Server) KillBackend(t testing.TB) {
	t.Helper()
	s.use(t, func(ctx context.Context, conn *pgx.Conn) {
		var pid int
		require.NoError(t, conn.QueryRow(ctx, `SELECT pid FROM pg_stat_activity
			WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1`).Scan(&pid),
			"there is a connection")
		backend, err := os.FindProcess(pid)
		require.NoError(t, err)
		require.NoError(t, backend.Kill())

		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		_, err = conn.WaitForNotification(ctx)
		require.Error(t, err, "this connection is ended as well")
		require.NoError(t, ctx.Err(), "this connection is ended within %v", patience)
	})
}

// WaitGone waits until nobody is connected under an application's name, as in a
// URL that ends in "&application_name=host". What a process that was killed had
// sent is done by then, or never will be.
func (s *Server) WaitGone(t testing.TB, application string) {
	t.Helper()
	s.eventually(t, "NOT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = $1)", application)
}

// Ready waits until the server takes connections.
func (s *Server) Ready(t testing.TB) {
	t.Helper()
	require.NotNil(t, s.process, "the server runs")
	require.NoError(t, s.process.ready(s.ping))
}
