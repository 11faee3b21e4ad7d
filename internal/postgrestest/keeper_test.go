package postgrestest

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A process is killed that uses a server, and nothing of that stays behind.
func TestAKilledProcess(t *testing.T) {
	t.Parallel()
	_, err := installed()
	must(t, err)
	for _, test := range []struct {
		name, errand string
		until        func(t *testing.T, temp string, says *bufio.Reader) (pids []string)
	}{
		{"while the server runs", "running", untilReady},
		{"while the server is stopped", "stopped", untilReady},
		{"while the data folder is made", "running", untilData},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			temp := sharedTemp(t)
			self, err := os.Executable()
			require.NoError(t, err)
			p := exec.Command(self)
			p.Env = append(os.Environ(), "PRAXIS_ERRAND="+test.errand, "TMPDIR="+temp)
			p.Stderr = os.Stderr
			in, err := p.StdinPipe()
			require.NoError(t, err)
			defer in.Close()
			out, err := p.StdoutPipe()
			require.NoError(t, err)
			require.NoError(t, p.Start())

			pids := test.until(t, temp, bufio.NewReader(out))
			assert.NotEmpty(t, folders(t, temp))
			require.NoError(t, p.Process.Kill())
			assert.Error(t, p.Wait(), "it has not ended by itself")
			waitUntil(t, func() bool { return len(folders(t, temp)) == 0 && len(living(t, temp, pids)) == 0 })
		})
	}
}

// A keeper must not end a process that has the id of one that has long ended.
func TestTheKeeperIsTold(t *testing.T) {
	t.Parallel()
	f, err := newFolder()
	must(t, err)
	defer func() { require.NoError(t, f.remove()) }()
	told := &teller{WriteCloser: f.told}
	f.told = told
	require.NoError(t, f.run("/bin/sh", "-c", "echo $$"))
	assert.Equal(t, strings.TrimSpace(f.log())+"\n\n", told.String())
}

// teller notes what a keeper is told.
type teller struct {
	io.WriteCloser
	strings.Builder
}

func (t *teller) Write(line []byte) (int, error) {
	t.Builder.Write(line)
	return t.WriteCloser.Write(line)
}

// untilReady reads the ids of a server's processes.
func untilReady(t *testing.T, temp string, says *bufio.Reader) (pids []string) {
	for {
		line, err := says.ReadString('\n')
		require.NoError(t, err)
		if line == "ready\n" {
			break
		}
		pids = append(pids, strings.TrimSpace(line))
	}
	require.Greater(t, len(pids), 3, "a server consists of several processes")
	return pids
}

// untilData waits until initdb is at work.
func untilData(t *testing.T, temp string, _ *bufio.Reader) []string {
	waitUntil(t, func() bool {
		found, _ := filepath.Glob(filepath.Join(temp, "*/data/postgresql.conf"))
		return len(found) > 0
	})
	assert.NotEmpty(t, living(t, temp, nil))
	return nil
}

// living returns those processes that run, of the given ones and of all with a
// folder in their command line.
func living(t *testing.T, folder string, pids []string) (lines []string) {
	t.Helper()
	out, err := exec.Command("ps", "-A", "-o", "pid=,stat=,args=").Output()
	require.NoError(t, err)
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		if strings.HasPrefix(fields[1], "Z") {
			continue // has ended, and its new parent has not asked yet
		}
		named := strings.Contains(line, folder)
		for _, pid := range pids {
			named = named || fields[0] == pid
		}
		if named {
			lines = append(lines, line)
		}
	}
	return lines
}

func folders(t *testing.T, temp string) []os.DirEntry {
	t.Helper()
	entries, err := os.ReadDir(temp)
	require.NoError(t, err)
	return entries
}

// sharedTemp returns a folder for temporary files that every user can write to.
func sharedTemp(t *testing.T) string {
	t.Helper()
	temp, err := os.MkdirTemp("/tmp", "test-")
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, os.RemoveAll(temp)) })
	require.NoError(t, os.Chmod(temp, 0o777))
	return temp
}

// waitUntil waits for what other processes do.
func waitUntil(t *testing.T, condition func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !condition(); time.Sleep(5 * time.Millisecond) {
		require.False(t, time.Now().After(deadline), "not within %v", patience)
	}
}
