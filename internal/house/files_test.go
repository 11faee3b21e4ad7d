package house

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const maxLines = 400

// checkLength: a file, of tests too, is short enough to be read.
func checkLength(p pkg) []string {
	var problems []string
	for _, f := range p.files {
		if f.lines > maxLines {
			problems = append(problems, fmt.Sprintf(
				"%s has %d lines, more than %d: split it by subject", f.name, f.lines, maxLines))
		}
	}
	return problems
}

func TestLength(t *testing.T) {
	src := func(lines int) string { return "package cop" + strings.Repeat("\n", lines) }
	prove(t, checkLength, []specimen{
		{name: "longest", path: "cop", src: src(maxLines)},
		{name: "too long", path: "cop", src: src(maxLines + 1), want: "x.go has 401 lines"},
		{name: "too long a test", path: "cop", file: "x_test.go", src: src(maxLines + 1), want: "x_test.go has 401 lines"},
	})
}

// checkDoc: a package says what it is for, in doc.go if it can be imported.
func checkDoc(p pkg) []string {
	for _, f := range p.code() {
		name := f.tree.Name.Name
		if f.tree.Doc == nil || f.name != "doc.go" && name != "main" {
			continue
		}
		if name != "main" && !strings.HasPrefix(f.tree.Doc.Text(), "Package "+name+" ") {
			return []string{fmt.Sprintf("its doc.go begins otherwise than with \"Package %s \": say what it is for", name)}
		}
		return nil
	}
	return []string{"has no package comment: say what it is for (in doc.go, unless it is a command)"}
}

func TestDoc(t *testing.T) {
	prove(t, checkDoc, []specimen{
		{name: "library", path: "cop", file: "doc.go", src: "// Package cop is the triad.\npackage cop"},
		{name: "command", path: "cmd/praxis", file: "main.go", src: "// Praxis measures a community.\npackage main"},
		{name: "library, elsewhere", path: "cop", src: "// Package cop is the triad.\npackage cop", want: "no package comment"},
		{name: "library, none", path: "cop", file: "doc.go", src: "package cop", want: "no package comment"},
		{name: "library, detached", path: "cop", file: "doc.go", src: "// Package cop is the triad.\n\npackage cop",
			want: "no package comment"},
		{name: "library, misnamed", path: "cop", file: "doc.go", src: "// Package club is fun.\npackage cop", want: "begins otherwise"},
		{name: "command, none", path: "cmd/praxis", file: "main.go", src: "package main", want: "no package comment"},
	})
}

// local matches what is true of one machine only: absolute paths of people's
// folders, and hosts of package mirrors.
var local = regexp.MustCompile(`(?:^|[^\w.~)}-])/(?:home|root|work|Users)/` +
	`|\b(?:proxy|sum|registry|deb)\.[a-z-]+\.(?:com|org|net)\b`)

// findLocal returns the first line of a file that holds something local, with
// its number, or "".
func findLocal(content []byte) string {
	n := 0
	for line := range bytes.Lines(content) {
		n++
		if local.Match(line) {
			return fmt.Sprintf("%d: %s", n, bytes.TrimSpace(line))
		}
	}
	return ""
}

// TestNothingLocal reads every file that is in the repository or about to be.
func TestNothingLocal(t *testing.T) {
	if _, err := os.Stat(filepath.Join(root, ".git")); errors.Is(err, fs.ErrNotExist) {
		t.Skip("not in a git checkout")
	}
	cmd := exec.CommandContext(t.Context(), "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	cmd.Dir = root
	out, err := cmd.Output()
	require.NoError(t, err, "git ls-files")
	for name := range strings.SplitSeq(strings.TrimRight(string(out), "\x00"), "\x00") {
		content, err := os.ReadFile(filepath.Join(root, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue // deleted, but not yet in git
		}
		require.NoError(t, err)
		if line := findLocal(content); line != "" {
			t.Errorf("%s:%s\nis true of one machine only: write a relative path, or leave the host to the settings of go", name, line)
		}
	}
}

func TestFindLocal(t *testing.T) {
	for _, dir := range []string{"home", "root", "work", "Users"} {
		path := "/" + dir + "/"
		assert.Equal(t, "2: "+"data = "+path+"x", findLocal([]byte("# settings\ndata = "+path+"x\n")))
		assert.NotEmpty(t, findLocal([]byte(path+"x")))
		assert.NotEmpty(t, findLocal([]byte(`open("`+path+`x")`)))
		assert.NotEmpty(t, findLocal([]byte("file://"+path)))
		assert.Empty(t, findLocal([]byte("https://example.org"+path+"x")))
		assert.Empty(t, findLocal([]byte(".."+path+"x, $HOME"+path+"x, "+dir+"/x")))
	}
	assert.NotEmpty(t, findLocal([]byte("GOPROXY=https://proxy."+"example.org")))
	assert.NotEmpty(t, findLocal([]byte("registry."+"example.org")))
	assert.Empty(t, findLocal([]byte("a registry. org")))
}
