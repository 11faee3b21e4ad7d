package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/exchange"
)

// repository is a git repository as a file system: every file that is opened
// is the log of its current branch, as git log prints it.
type repository struct {
	ctx  context.Context
	path string
	read func(n int)
}

// isRepository reports whether a folder is a git repository, with files or bare.
func isRepository(path string) bool {
	if _, err := os.Stat(filepath.Join(path, ".git")); err == nil {
		return true
	}
	for _, part := range []string{"HEAD", "objects", "refs"} {
		if _, err := os.Stat(filepath.Join(path, part)); err != nil {
			return false
		}
	}
	return true
}

// git returns a command of git in the repository, which runs nothing that the
// repository's own settings name.
func (r repository) git(ctx context.Context, args ...string) *exec.Cmd {
	safe := []string{"-C", r.path, "--no-pager", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "core.hooksPath=" + os.DevNull}
	cmd := exec.CommandContext(ctx, "git", append(safe, args...)...)
	cmd.Env = append(elsewhere(os.Environ()), "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "LC_ALL=C")
	cmd.WaitDelay = time.Second
	return cmd
}

// elsewhere is an environment without what tells git of a repository other than the
// one that is named: whatever git itself runs, such as a hook, has that.
func elsewhere(environment []string) []string {
	tells := []string{"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
		"GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE", "GIT_NAMESPACE", "GIT_PREFIX"}
	return slices.DeleteFunc(slices.Clone(environment), func(one string) bool {
		name, _, _ := strings.Cut(one, "=")
		return slices.Contains(tells, name)
	})
}

// Open implements [fs.FS].
func (r repository) Open(string) (fs.File, error) {
	shallow, err := r.git(r.ctx, "rev-parse", "--is-shallow-repository").Output()
	switch {
	case err != nil:
		return nil, r.failed(err, nil)
	case strings.TrimSpace(string(shallow)) == "true":
		return nil, fmt.Errorf("%s is a shallow clone, which lacks the beginning of the history; run git fetch --unshallow in it first", r.path)
	}
	ctx, cancel := context.WithCancel(r.ctx)
	log := &gitLog{of: r, cancel: cancel}
	log.cmd = r.git(ctx, "log", "--encoding=UTF-8", "--no-color", "--no-show-signature", "--no-decorate", "--no-notes", "--no-patch",
		"--format="+exchange.GitFormat, "HEAD", "--")
	log.cmd.Stderr = &log.says
	if log.out, err = log.cmd.StdoutPipe(); err == nil {
		err = log.cmd.Start()
	}
	if err != nil {
		cancel()
		return nil, r.failed(err, nil)
	}
	return log, nil
}

// failed words an error of git's.
func (r repository) failed(err error, says []byte) error {
	if r.ctx.Err() != nil {
		return r.ctx.Err()
	}
	if errors.Is(err, exec.ErrNotFound) {
		return fmt.Errorf("git is not installed; install it, or write the log to a file where it is: git log --encoding=UTF-8 --format='%s' > FILE", exchange.GitFormat)
	}
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && len(says) == 0 {
		says = exit.Stderr
	}
	if says = bytes.TrimSpace(says); len(says) > 0 {
		return fmt.Errorf("git in %s: %s", r.path, says)
	}
	return fmt.Errorf("git in %s: %w", r.path, err)
}

// gitLog is a log that git is printing.
type gitLog struct {
	of     repository
	cmd    *exec.Cmd
	out    io.ReadCloser
	says   bytes.Buffer
	cancel context.CancelFunc
	ended  error // what Read returns once git has ended
}

// Stat implements [fs.File].
func (l *gitLog) Stat() (fs.FileInfo, error) { return nil, errors.ErrUnsupported }

// Read implements [fs.File]. The log is whole only if git says so.
func (l *gitLog) Read(p []byte) (int, error) {
	if l.ended != nil {
		return 0, l.ended
	}
	n, err := l.out.Read(p)
	l.of.read(n)
	if err != nil {
		l.ended = io.EOF
		if err := l.cmd.Wait(); err != nil {
			l.ended = l.of.failed(err, l.says.Bytes())
		}
		err = l.ended
	}
	return n, err
}

// Close implements [fs.File]. It ends git.
func (l *gitLog) Close() error {
	l.cancel()
	if l.ended == nil {
		l.ended = fs.ErrClosed
		_ = l.cmd.Wait() // which was ended
	}
	return nil
}
