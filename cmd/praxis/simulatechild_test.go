package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/internal/racing"
)

// asCommand makes a process of the tests be the command.
const asCommand = "PRAXIS_TEST_COMMAND"

// child returns a process of its own that is the command.
func child(t *testing.T, setting string, args ...string) *exec.Cmd {
	self, err := os.Executable()
	require.NoError(t, err)
	c := exec.CommandContext(t.Context(), self, args...)
	c.Env = append(os.Environ(), asCommand+"=1", setting)
	return c
}

// The same bytes come out for any number of cores, in every form.
func TestSimulateOnAnyCores(t *testing.T) {
	racing.Skip(t)
	for _, args := range []string{
		"march1991 --p1 0.5,0.9 --runs 150",
		"barkoczi2016 --n 6 --k 2 --steps 20 --network full,lattice --strategy best,conformity,random --runs 20",
		"fang2010 --n 28 --m 20 --runs 20", "axelrod1997 --side 4 --runs 30", "bass --n 100 --runs 50",
		"simon --acts 200 --runs 100 --enough 0.01",
	} {
		for _, form := range []string{".csv", ".jsonl", ".parquet"} {
			var printed, written []byte
			for _, cores := range []string{"1", "2", "7"} {
				file := filepath.Join(t.TempDir(), "runs"+form)
				out, err := child(t, "GOMAXPROCS="+cores, strings.Fields("simulate "+args+" --json --out "+file)...).Output()
				require.NoError(t, err, args)
				content := read(t, file)
				if printed == nil {
					printed, written = out, content
				}
				assert.Equal(t, string(printed), string(out), "%s on %s", args, cores)
				assert.True(t, bytes.Equal(written, content), "%s%s on %s", args, form, cores)
			}
		}
	}
}

// A command that was killed, at any point, is gone on with by --resume, and what it
// leaves and prints is what it would have without.
func TestSimulateKilled(t *testing.T) {
	for _, form := range []string{".csv", ".jsonl"} {
		folder := t.TempDir()
		whole := filepath.Join(folder, "whole"+form)
		args := strings.Fields("simulate barkoczi2016 --n 10 --k 4 --steps 60 --strategy best,conformity --runs 100 --json --out")
		printed := ok(t, append(args, whole)...)
		content := read(t, whole)
		cut := 0
		for i, size := range []int{-1, 0, 1, len(content) / 3, len(content) * 2 / 3, len(content) - 5000} {
			file := filepath.Join(folder, string(rune('a'+i))+form)
			killed := child(t, "GOMAXPROCS=2", append(args, file)...)
			require.NoError(t, killed.Start())
			ended := make(chan struct{})
			go func() { _ = killed.Wait(); close(ended) }()
			waitForSize(file, int64(size), ended)
			_ = killed.Process.Kill()
			<-ended
			if left, err := os.ReadFile(file); err == nil && len(left) < len(content) {
				assert.True(t, bytes.HasPrefix(content, left), "%d bytes", len(left))
				cut++
			}
			assert.Equal(t, printed, ok(t, append(args, file, "--resume")...), size)
			assert.True(t, bytes.Equal(content, read(t, file)), size)
		}
		t.Logf("%s: %d were killed with a part of their rows written", form, cut)
	}
}

// waitForSize waits until a file has a size, or the process that writes it has ended. A
// size below 0 is there at once.
func waitForSize(file string, size int64, ended chan struct{}) {
	for size >= 0 {
		if info, err := os.Stat(file); err == nil && info.Size() >= size {
			return
		}
		select {
		case <-ended:
			return
		case <-time.After(100 * time.Microsecond):
		}
	}
}
