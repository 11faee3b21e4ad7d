package postgrestest

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestStart(t *testing.T) {
	t.Parallel()
	var folder, url string
	t.Run("while the test runs", func(t *testing.T) {
		s := Start(t, Settings{"max_connections": "50", "cluster_name": "Ana's"})
		folder, url = s.folder.path, s.URL("postgres")
		assert.Equal(t, "50", ask[string](t, url, "SHOW max_connections"))
		assert.Equal(t, "Ana's", ask[string](t, url, "SHOW cluster_name"))
		assert.DirExists(t, folder)
		pid := strconv.Itoa(s.process.cmd.Process.Pid)
		group, err := exec.Command("ps", "-o", "pgid=", "-p", pid).Output()
		require.NoError(t, err)
		assert.Equal(t, pid, strings.TrimSpace(string(group)), "Ctrl-C in a terminal is for the tests")

		config, err := pgx.ParseConfig(url)
		require.NoError(t, err)
		config.Password = "guessed"
		_, err = pgx.ConnectConfig(t.Context(), config)
		assert.ErrorContains(t, err, "password authentication failed")
	})
	assert.NoDirExists(t, folder, "it has gone with the test")
	_, err := pgx.Connect(t.Context(), url)
	assert.ErrorContains(t, err, "refused")
}

func TestAFailingStart(t *testing.T) {
	_, err := installed()
	must(t, err)
	temp := sharedTemp(t)
	t.Setenv("TMPDIR", temp)
	_, err = start(Settings{"shared_buffers": "plenty"})
	assert.ErrorContains(t, err, "/postgres has ended: exit status 1")
	assert.ErrorContains(t, err, `invalid value for parameter "shared_buffers"`, "the log is shown")
	assert.Empty(t, folders(t, temp))
}

// Where a folder for temporary files does not serve, /tmp does.
func TestAFolderElsewhere(t *testing.T) {
	long := filepath.Join(sharedTemp(t), strings.Repeat("long", 20)) // too long for a socket in it
	require.NoError(t, os.Mkdir(long, 0o777))
	require.NoError(t, os.Chmod(long, 0o777))
	for name, temp := range map[string]string{"missing": filepath.Join(t.TempDir(), "none"), "long": long} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("TMPDIR", temp)
			f, err := newFolder()
			must(t, err)
			assert.Equal(t, "/tmp", filepath.Dir(f.path))
			info, err := os.Stat(f.path)
			require.NoError(t, err)
			assert.Equal(t, os.FileMode(0o700), info.Mode().Perm(), "nobody else reaches what is in it")
			require.NoError(t, f.remove())
			assert.NoDirExists(t, f.path)
		})
	}
}

func TestEnvironment(t *testing.T) {
	t.Setenv("PGPORT", "1")
	t.Setenv("PRAXIS", "2")
	assert.NotContains(t, environment(), "PGPORT=1")
	assert.Contains(t, environment(), "PRAXIS=2")
	assert.Equal(t, "LC_ALL=C", environment()[len(environment())-1])
}

// Somebody takes a port when it has just been found to be free.
func TestATakenPort(t *testing.T) {
	t.Parallel()
	s := Start(t, nil)
	s.Stop(t)
	var ports []int
	require.NoError(t, onFreePort(func(port int) error {
		ports = append(ports, port)
		if len(ports) == 1 {
			l, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port})
			require.NoError(t, err)
			t.Cleanup(func() { l.Close() })
		}
		return s.launch(port)
	}))
	assert.Len(t, ports, 2)
	assert.Equal(t, 1, ask[int](t, s.URL("postgres"), "SELECT 1"))

	failures := 0
	err := onFreePort(func(int) error { failures++; return os.ErrInvalid })
	assert.ErrorIs(t, err, os.ErrInvalid)
	assert.Equal(t, 1, failures, "what does not lie in the port is not tried again")
}
