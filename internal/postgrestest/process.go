package postgrestest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// patience is how long something outside of this process may take before a
// test fails over it.
const patience = time.Minute

// process is a program that runs in a folder, with all the processes that it
// has started.
type process struct {
	cmd    *exec.Cmd
	folder *folder
	// alive ends when the last of the processes does: each of them has
	// inherited the other end of the pipe.
	alive *os.File
}

// start runs a program in the folder. What it says goes to the log.
func (f *folder) start(program string, args ...string) (*process, error) {
	cmd := exec.Command(program, args...)
	cmd.Dir = f.path
	cmd.Env = append(environment(), "HOME="+f.path)
	if err := detach(cmd); err != nil {
		return nil, err
	}
	log, err := os.OpenFile(f.logFile(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd.Stdout, cmd.Stderr = log, log

	alive, inherited, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer inherited.Close()
	cmd.ExtraFiles = []*os.File{inherited}
	if err := cmd.Start(); err != nil {
		return nil, errors.Join(err, alive.Close())
	}
	p := &process{cmd: cmd, folder: f, alive: alive}
	if _, err := fmt.Fprintln(f.told, cmd.Process.Pid); err != nil {
		return nil, errors.Join(fmt.Errorf("the keeper of %s is gone: %w", f.path, err), p.cmd.Process.Kill(), cmd.Wait(), alive.Close())
	}
	return p, nil
}

// run runs a program in the folder to its end.
func (f *folder) run(program string, args ...string) error {
	p, err := f.start(program, args...)
	if err != nil {
		return err
	}
	if !p.gone(patience) {
		err = fmt.Errorf("it has not ended within %v", patience)
		p.cmd.Process.Kill()
	}
	if err := errors.Join(err, p.reap()); err != nil {
		return fmt.Errorf("%s: %w\n%s", program, err, f.logEnd())
	}
	return nil
}

// ready waits until a check passes, which shows that the process is at work.
func (p *process) ready(check func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		err := check(ctx)
		switch {
		case err == nil:
			return nil
		case p.gone(50 * time.Millisecond):
			return fmt.Errorf("%s has ended: %w\n%s", p.cmd.Path, p.reap(), p.folder.logEnd())
		case ctx.Err() != nil:
			return errors.Join(fmt.Errorf("%s is not ready within %v: %w\n%s", p.cmd.Path, patience, err, p.folder.logEnd()), p.kill())
		}
	}
}

// gone waits until the process and all that it started have ended, and reports
// whether they have.
func (p *process) gone(within time.Duration) bool {
	if err := p.alive.SetReadDeadline(time.Now().Add(within)); err != nil {
		return false
	}
	_, err := p.alive.Read(make([]byte, 1))
	return errors.Is(err, io.EOF)
}

// end sends a signal that ends the process, and waits until all is gone.
func (p *process) end(signal os.Signal) error {
	err := p.cmd.Process.Signal(signal)
	if err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	if !p.gone(patience) {
		return errors.Join(fmt.Errorf("not ended within %v of %v", patience, signal), p.kill())
	}
	p.reap() // how it ended does not matter
	return nil
}

// kill kills the process and all that it started, as the kernel does when
// memory runs out.
func (p *process) kill() error {
	// Stopped, it starts nothing more, and what it started keeps its id.
	if err := p.cmd.Process.Signal(stop); err != nil {
		return err
	}
	children, err := p.children()
	for _, child := range children {
		child.Kill() // or it has just ended by itself
	}
	err = errors.Join(err, p.cmd.Process.Kill())
	if !p.gone(patience) {
		return errors.Join(err, fmt.Errorf("not ended within %v of being killed", patience))
	}
	p.reap()
	return err
}

func (p *process) children() ([]*os.Process, error) {
	out, err := exec.Command("ps", "-A", "-o", "ppid=", "-o", "pid=").Output()
	if err != nil {
		return nil, fmt.Errorf("ps: %w", err)
	}
	var children []*os.Process
	for line := range strings.Lines(string(out)) {
		var parent, id int
		if _, err := fmt.Sscan(line, &parent, &id); err != nil {
			return nil, fmt.Errorf("ps: %q: %w", line, err)
		}
		if child, err := os.FindProcess(id); err == nil && parent == p.cmd.Process.Pid {
			children = append(children, child)
		}
	}
	return children, nil
}

// reap returns how a process that is gone has ended.
func (p *process) reap() error {
	_, told := fmt.Fprintln(p.folder.told)
	return errors.Join(p.cmd.Wait(), p.alive.Close(), told)
}
