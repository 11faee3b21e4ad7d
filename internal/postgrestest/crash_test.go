package postgrestest

import (
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgproto3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const recovers = "not properly shut down"

// A server stops in one way after the other, and has kept what it acknowledged.
func TestCrashes(t *testing.T) {
	t.Parallel()
	s := Start(t, nil)
	url := s.URL("postgres")
	execute(t, url, "CREATE TABLE things (id serial)")
	for i, test := range []struct {
		name     string
		stop     func(testing.TB)
		recovers bool
	}{
		{"fast", s.Stop, false},
		{"by restarting", func(testing.TB) {}, false},
		{"immediate", s.Abort, true},
		{"killed", s.Kill, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			conn := open(t, url)
			execute(t, url, slices.Repeat([]string{"INSERT INTO things DEFAULT VALUES"}, 10)...)
			before := len(s.folder.log())
			test.stop(t)
			s.Restart(t)
			assert.Error(t, conn.Ping(t.Context()))
			log := s.folder.log()[before:]
			assert.Contains(t, log, "database system is ready")
			assert.Equal(t, test.recovers, strings.Contains(log, recovers), log)
			assert.Equal(t, 10*(i+1), ask[int](t, url, "SELECT count(*) FROM things"))
			assert.Equal(t, url, s.URL("postgres"))
		})
	}

	t.Run("killed while a process is busy", func(t *testing.T) {
		busy := open(t, url) // and does not look whether the server still lives
		busy.PgConn().Frontend().SendQuery(&pgproto3.Query{String: "DO $$ BEGIN LOOP END LOOP; END $$"})
		require.NoError(t, busy.PgConn().Frontend().Flush())
		s.eventually(t, "EXISTS (SELECT FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'DO %')")
		s.Kill(t)
		s.Restart(t)
	})

	t.Run("a backend is killed", func(t *testing.T) {
		pid := s.process.cmd.Process.Pid
		victim := open(t, url)
		before := len(s.folder.log())
		s.KillBackend(t)
		s.Ready(t)
		assert.Error(t, victim.Ping(t.Context()))
		log := s.folder.log()[before:]
		assert.Contains(t, log, "was terminated by signal 9")
		assert.Contains(t, log, recovers)
		assert.Equal(t, pid, s.process.cmd.Process.Pid, "the server has recovered by itself")
	})
}

// A client ends while the server is still busy with what it has sent.
func TestWaitGone(t *testing.T) {
	t.Parallel()
	url := Database(t) + "&application_name=" + t.Name()
	s, err := shared()
	require.NoError(t, err)
	s.WaitGone(t, t.Name())

	client := open(t, url)
	client.PgConn().Frontend().SendQuery(&pgproto3.Query{String: "SELECT pg_sleep(0.3); CREATE TABLE things ()"})
	require.NoError(t, client.PgConn().Frontend().Flush())
	s.eventually(t, "EXISTS (SELECT FROM pg_stat_activity WHERE application_name = $1 AND wait_event = 'PgSleep')", t.Name())
	require.NoError(t, client.PgConn().Conn().Close())
	s.WaitGone(t, t.Name())
	assert.True(t, ask[bool](t, url, "SELECT to_regclass('things') IS NOT NULL"))
}
