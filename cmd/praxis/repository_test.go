package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/exchange"
)

// cloned makes a git repository, in which Ana has two addresses, Bob helps, and
// a branch is merged.
func cloned(t *testing.T) (path string, git func(args ...string) string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	path = t.TempDir()
	day := 0
	git = func(args ...string) string {
		t.Helper()
		day++
		cmd := exec.CommandContext(t.Context(), "git", append([]string{"-C", path, "-c", "commit.gpgSign=false", "-c", "init.defaultBranch=main"}, args...)...)
		cmd.Env = append(elsewhere(os.Environ()), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull,
			"GIT_AUTHOR_NAME=Dan", "GIT_AUTHOR_EMAIL=dan@example.org", "GIT_COMMITTER_NAME=Eve", "GIT_COMMITTER_EMAIL=eve@example.org",
			fmt.Sprintf("GIT_AUTHOR_DATE=2026-01-%02dT10:00:00+0100", day), fmt.Sprintf("GIT_COMMITTER_DATE=2026-02-%02dT10:00:00+0100", day))
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, "git %s: %s", args, out)
		return string(out)
	}
	say := func(author, message string) {
		git("commit", "--allow-empty", "--author", author, "-m", message)
	}
	git("init", "-q")
	require.NoError(t, os.WriteFile(filepath.Join(path, ".mailmap"), []byte("Ana <ana@example.org> <ana@old.example>\n"), 0o600))
	git("add", ".mailmap")
	say("Ana <ana@example.org>", "Begin")
	git("switch", "-qc", "side")
	say("A. <ana@old.example>", "Go on\n\nCo-authored-by: Bob <bob@example.org>\nCo-authored-by: Ana <ana@old.example>")
	git("switch", "-q", "main")
	say("dependabot[bot] <support@example.com>", "Bump")
	git("merge", "-q", "--no-ff", "-m", "Merge side", "side")
	return path, git
}

func TestRepository(t *testing.T) {
	path, git := cloned(t)
	code, out, err := command(t, "measure", path)
	require.Zero(t, code, err)
	assert.Contains(t, out, "3 activities by 2 people, 3 Jan 2026 to 5 Jan 2026 (UTC)")
	assert.Contains(t, err, "Left out: 1 by bots, 1 merges.\n")
	assert.Contains(t, ok(t, "measure", path, "--with", "bots,merges"), "5 activities by 4 people")

	t.Setenv("GIT_DIR", filepath.Join(t.TempDir(), "another.git"))
	assert.Equal(t, out, ok(t, "measure", path), "whatever the environment of a hook tells of another repository")
	assert.NotContains(t, elsewhere([]string{"GIT_DIR=x", "GIT_INDEX_FILE=y", "PATH=z"}), "GIT_INDEX_FILE=y")
	log := filepath.Join(t.TempDir(), "tool.gitlog")
	require.NoError(t, os.WriteFile(log, []byte(git("log", "--format="+exchange.GitFormat)), 0o600))
	assert.Equal(t, out, ok(t, "measure", log), "its log is the same history")
	assert.Equal(t, out, ok(t, "measure", log, "--from", "git"))
	bare := filepath.Join(t.TempDir(), "bare.git")
	git("clone", "-q", "--bare", path, bare)
	assert.Equal(t, out, ok(t, "measure", bare))

	db := filepath.Join(t.TempDir(), "praxis.db")
	assert.Contains(t, ok(t, "import", path, "--db", db, "--community", "Tool", "--key", "secret"), `Added 3 activities to "Tool".`)
	assert.Contains(t, ok(t, "import", path, "--db", db, "--community", "Tool", "--key", "secret"), `Nothing to add: "Tool" has all 3 activities already.`)
	t.Setenv("PRAXIS_KEY", "secret")
	assert.Contains(t, ok(t, "import", log, "--db", db, "--community", "Tool"), "Nothing to add")
	content, readErr := os.ReadFile(db)
	require.NoError(t, readErr)
	for _, secret := range []string{"ana@", "bob@", "Bob", "example.org"} {
		assert.NotContains(t, string(content), secret, "neither names nor addresses are kept")
	}
}

func TestRepositoriesThatCannotBeRead(t *testing.T) {
	path, git := cloned(t)
	shallow := filepath.Join(t.TempDir(), "shallow")
	git("clone", "-q", "--depth", "1", "file://"+path, shallow)
	empty := t.TempDir()
	git("init", "-q", empty)
	broken := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(broken, ".git"), []byte("gitdir: nowhere\n"), 0o600))
	db := filepath.Join(t.TempDir(), "praxis.db")
	for says, path := range map[string]string{
		"is a shallow clone, which lacks the beginning of the history; run git fetch --unshallow in it first": shallow,
		"git in " + empty + ": fatal: ":  empty,
		"git in " + broken + ": fatal: ": broken,
		"is empty":                       t.TempDir(),
	} {
		code, _, err := command(t, "import", path, "--db", db, "--community", "Tool")
		assert.Equal(t, failed, code, path)
		assert.Contains(t, err, says)
		assert.NoFileExists(t, db)
	}
	// An object that is missing is found out while git is printing.
	objects := filepath.Join(path, ".git", "objects")
	first := strings.TrimSpace(git("rev-list", "--max-parents=0", "HEAD"))
	require.NoError(t, os.Remove(filepath.Join(objects, first[:2], first[2:])))
	code, _, err := command(t, "import", path, "--db", db, "--community", "Tool")
	assert.Equal(t, failed, code)
	assert.Contains(t, err, "git in "+path+": ")
	assert.NoFileExists(t, db)
}

func TestMailingList(t *testing.T) {
	list := write(t, "list.mbox", mailed)
	db := filepath.Join(t.TempDir(), "praxis.db")
	assert.Contains(t, ok(t, "import", list, "--db", db, "--community", "List", "--with", "subjects"), `Added 2 activities to "List".`)
	assert.Contains(t, ok(t, "measure", "--db", db, "--community", "List"), "2 activities by 2 people, 5 Jan 2026 to 6 Jan 2026 (UTC)")
	code, _, err := command(t, "measure", write(t, "cut.mbox", mailed[:len(mailed)-10]))
	assert.Equal(t, failed, code)
	assert.Contains(t, err, "cut.mbox:14: the file ends in the head of a message: it is cut off")
}
