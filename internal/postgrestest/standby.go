package postgrestest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"
)

var standbys atomic.Int64

// Standby starts a server that replicates this one by streaming, through a
// replication slot of its own. It can be read from.
func (s *Server) Standby(t testing.TB) *Server {
	t.Helper()
	standby, err := s.standby()
	must(t, err)
	standby.removeAfter(t)
	return standby
}

func (s *Server) standby() (*Server, error) {
	backup, err := s.programs.program("pg_basebackup")
	if err != nil {
		return nil, err
	}
	standby := &Server{programs: s.programs, password: s.password, name: fmt.Sprintf("standby_%d", standbys.Add(1))}
	if standby.folder, err = newFolder(); err != nil {
		return nil, err
	}
	err = standby.folder.run(backup, "--dbname="+s.socket()+" application_name="+standby.name, "--pgdata="+standby.data(),
		"--write-recovery-conf", "--create-slot", "--slot="+standby.name, "--checkpoint=fast", "--no-sync")
	if err == nil { // once promoted, it waits for nobody; what it reads is not cleaned up meanwhile
		err = standby.configure("postgresql.auto.conf", Settings{"synchronous_standby_names": "", "hot_standby_feedback": "on"})
	}
	if err == nil {
		err = onFreePort(standby.launch)
	}
	if err != nil {
		return nil, errors.Join(err, standby.folder.remove())
	}
	return standby, nil
}

// Synchronous lets commits on this server wait for all of the given standbys,
// or for none, and returns when they do. For what they wait, that is up to
// synchronous_commit: by default until the standbys have flushed their log.
func (s *Server) Synchronous(t testing.TB, standbys ...*Server) {
	t.Helper()
	var names string
	if len(standbys) > 0 {
		all := make([]string, len(standbys))
		for i, standby := range standbys {
			all[i] = standby.name
		}
		names = fmt.Sprintf("FIRST %d (%s)", len(all), strings.Join(all, ", "))
	}
	s.exec(t, fmt.Sprintf("ALTER SYSTEM SET synchronous_standby_names = '%s'", names), "SELECT pg_reload_conf()")
	s.eventually(t, "current_setting('synchronous_standby_names') = $1", names)
	s.eventually(t, "(SELECT count(*) = $1 FROM pg_stat_replication WHERE sync_state = 'sync')", len(standbys))
	// Commits wait as soon as the checkpointer has seen the setting, for which
	// it looks before each checkpoint, but perhaps not before one that it was
	// just about to make.
	s.exec(t, "CHECKPOINT", "CHECKPOINT")
}

// LSN returns the position in the server's log up to which it is flushed.
func (s *Server) LSN(t testing.TB) (lsn string) {
	t.Helper()
	s.use(t, func(ctx context.Context, conn *pgx.Conn) {
		require.NoError(t, conn.QueryRow(ctx, "SELECT pg_current_wal_flush_lsn()::text").Scan(&lsn))
	})
	return lsn
}

// WaitFor waits until a standby has replayed the log up to a position, so that
// those who read there see everything up to it.
func (s *Server) WaitFor(t testing.TB, lsn string) {
	t.Helper()
	s.eventually(t, "pg_last_wal_replay_lsn() >= $1::pg_lsn", lsn)
}

// Promote makes a standby a server that can be written to.
func (s *Server) Promote(t testing.TB) {
	t.Helper()
	s.exec(t, "SELECT pg_promote()")
	s.eventually(t, "NOT pg_is_in_recovery()")
}
