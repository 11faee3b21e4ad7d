package postgrestest

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// folder is a new folder in which one program at a time can run. Both go when
// this process ends, however it does: a shell keeps them, which sees the end of
// its standard input then.
type folder struct {
	path   string
	keeper *exec.Cmd
	told   io.WriteCloser // the keeper's standard input
}

//go:embed keeper.sh
var keeper string

func newFolder() (*folder, error) {
	parent := os.TempDir()
	if len(parent) > 64 {
		parent = "/tmp" // the path of a socket has room for about 100 bytes
	}
	cmd := exec.Command("sh", "-c", keeper, "keeper", parent)
	cmd.Env = environment()
	if err := detach(cmd); err != nil {
		return nil, err
	}
	told, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	says, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("keeper of a folder: %w", err)
	}
	path, err := bufio.NewReader(says).ReadString('\n')
	if err != nil {
		return nil, errors.Join(fmt.Errorf("no folder in %s nor in /tmp: %w", parent, err), told.Close(), cmd.Wait())
	}
	return &folder{path: strings.TrimSpace(path), keeper: cmd, told: told}, nil
}

// remove removes the folder, and ends the program that runs in it.
func (f *folder) remove() error {
	return errors.Join(f.told.Close(), f.keeper.Wait())
}

// write writes a file. It can be read by all, but the folder cannot.
func (f *folder) write(name, content string) (path string, err error) {
	path = filepath.Join(f.path, name)
	return path, os.WriteFile(path, []byte(content), 0o644)
}

func (f *folder) logFile() string { return filepath.Join(f.path, "log") }

// log returns what programs in the folder have said.
func (f *folder) log() string {
	log, err := os.ReadFile(f.logFile())
	if err != nil {
		return err.Error()
	}
	return string(log)
}

// logEnd returns as much of the log as one wants to see when something fails.
func (f *folder) logEnd() string {
	log := f.log()
	return log[max(0, len(log)-8<<10):]
}

// environment is that of this process, without what guides PostgreSQL's
// programs elsewhere, and in English.
func environment() []string {
	var env []string
	for _, setting := range os.Environ() {
		if !strings.HasPrefix(setting, "PG") {
			env = append(env, setting)
		}
	}
	return append(env, "LC_ALL=C")
}
