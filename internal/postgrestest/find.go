package postgrestest

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

const oldest = 13 // with DROP DATABASE … WITH (FORCE)

// errMissing means that a program is not installed.
var errMissing = errors.New("not installed")

// must ends a test for which a server could not be started. The test is
// skipped if that is for want of a program, but not where CI is set, so that
// nothing is left out unseen.
func must(t testing.TB, err error) {
	t.Helper()
	switch {
	case err == nil:
	case !errors.Is(err, errMissing):
		t.Fatal(err)
	case os.Getenv("CI") != "":
		t.Fatalf("%v: make needs installs it where it can", err)
	default:
		t.Skipf("skipped: %v: make needs installs it where it can", err)
	}
}

// installation is a folder with the programs of one version of PostgreSQL.
type installation struct {
	bin     string
	version int // 15
}

// program returns the path of one of its programs.
func (i installation) program(name string) (string, error) {
	path := filepath.Join(i.bin, name)
	if !executable(path) {
		return "", fmt.Errorf("%s %w in %s, with PostgreSQL %d", name, errMissing, i.bin, i.version)
	}
	return path, nil
}

var installed = sync.OnceValues(func() (installation, error) {
	return choose(filepath.SplitList(os.Getenv("PATH")), places())
})

// choose returns the installation that PATH names, or pg_config, or else the
// newest one in other places.
func choose(path, places []string) (installation, error) {
	var named []string
	for _, dir := range path {
		if initdb, err := filepath.EvalSymlinks(filepath.Join(dir, "initdb")); err == nil {
			named = append(named, filepath.Dir(initdb))
		}
	}
	for _, dir := range path {
		if out, err := exec.Command(filepath.Join(dir, "pg_config"), "--bindir").Output(); err == nil {
			named = append(named, strings.TrimSpace(string(out)))
			break
		}
	}
	for _, bin := range named {
		if i, ok := inspect(bin); ok {
			return i, nil
		}
	}
	var found []installation
	for _, bin := range places {
		if i, ok := inspect(bin); ok {
			found = append(found, i)
		}
	}
	if len(found) == 0 {
		return installation{}, fmt.Errorf("PostgreSQL %d or later is %w", oldest, errMissing)
	}
	return slices.MaxFunc(found, func(a, b installation) int { return cmp.Compare(a.version, b.version) }), nil
}

var major = regexp.MustCompile(`^postgres \(PostgreSQL\) (\d+)`)

// inspect returns the installation in a folder, if it is a whole one and not
// too old.
func inspect(bin string) (installation, bool) {
	for _, name := range []string{"initdb", "pg_basebackup"} {
		if !executable(filepath.Join(bin, name)) {
			return installation{}, false
		}
	}
	out, _ := exec.Command(filepath.Join(bin, "postgres"), "--version").Output()
	match := major.FindSubmatch(out)
	if match == nil {
		return installation{}, false
	}
	version, _ := strconv.Atoi(string(match[1])) // digits
	return installation{bin, version}, version >= oldest
}

// globs of folders, one a line, which install.sh reads as well.
//
//go:embed places
var globs string

// places returns the usual folders of PostgreSQL and PgBouncer.
func places() []string {
	var dirs []string
	for glob := range strings.FieldsSeq(globs) {
		found, _ := filepath.Glob(glob) // only a bad pattern is an error
		dirs = append(dirs, found...)
	}
	return dirs
}

func executable(path string) bool {
	_, err := exec.LookPath(path)
	return err == nil
}
