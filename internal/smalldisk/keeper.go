package smalldisk

import (
	"bufio"
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
)

//go:embed keeper.sh
var script string

// keeper is a shell that keeps a file system mounted for as long as this process
// lives and has not released it.
type keeper struct {
	cmd       *exec.Cmd
	told      io.Closer // its standard input
	complains bytes.Buffer
}

// mount mounts a file system of so many megabytes on a folder.
func mount(path string, megabytes int) (*keeper, error) {
	command := []string{"sh", "-c", script, "keeper", path, strconv.Itoa(megabytes)}
	if os.Geteuid() != 0 {
		command = append([]string{"sudo", "-n"}, command...)
	}
	k := &keeper{cmd: exec.Command(command[0], command[1:]...)}
	k.cmd.Stderr = &k.complains
	told, err := k.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	k.told = told
	says, err := k.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := k.cmd.Start(); err != nil {
		return nil, errors.Join(err, os.Remove(path))
	}
	if _, err := bufio.NewReader(says).ReadString('\n'); err != nil {
		return nil, errors.Join(k.release(), os.Remove(path))
	}
	return k, nil
}

// release unmounts the file system, and removes the folder.
func (k *keeper) release() error {
	if err := errors.Join(k.told.Close(), k.cmd.Wait()); err != nil {
		return fmt.Errorf("%w: %s", err, k.complains.String())
	}
	return nil
}
