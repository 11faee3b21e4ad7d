package postgrestest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What install.sh does on machines that have this or that. Nothing is
// installed: what would be root's work is only written down.
func TestInstall(t *testing.T) {
	t.Parallel()
	const (
		debian    = "apt-get"
		sudoer    = "sudo"
		somewhere = "bin/"
	)
	for _, test := range []struct {
		name      string
		has       []string
		ci        bool
		asked     string // of root
		says      string
		exitsWith int
	}{
		{name: "all in PATH", has: []string{"initdb", "pgbouncer"}, ci: true},
		{name: "all elsewhere", has: []string{somewhere + "initdb", somewhere + "pgbouncer"}, ci: true},
		{name: "no PgBouncer", has: []string{"initdb", debian, sudoer}, ci: true, asked: "pgbouncer", says: "Installing pgbouncer"},
		{name: "neither", has: []string{debian, sudoer}, asked: "postgresql pgbouncer", says: "Installing postgresql pgbouncer"},
		{name: "not Debian", has: []string{"initdb", sudoer}, says: "Not installed: pgbouncer"},
		{name: "not root", has: []string{"pgbouncer", debian}, says: "Not installed: postgresql"},
		{name: "not root in CI", has: []string{"pgbouncer", debian}, ci: true, says: "Not installed: postgresql", exitsWith: 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			script(t, filepath.Join(dir, "path/id"), "echo 1000")
			for _, tool := range []string{"sh", "cat", "dirname"} {
				real, err := exec.LookPath(tool)
				require.NoError(t, err)
				require.NoError(t, os.Symlink(real, filepath.Join(dir, "path", tool)))
			}
			for _, program := range test.has {
				if program == filepath.Base(program) {
					program = "path/" + program
				}
				script(t, filepath.Join(dir, program), "true")
			}
			asked := filepath.Join(dir, "asked")
			if _, err := os.Stat(filepath.Join(dir, "path/sudo")); err == nil {
				// sudo -n sh -eu -c script install package...
				script(t, filepath.Join(dir, "path/sudo"), `[ "$2" = true ] || { shift 6; echo "$*" >'`+asked+`'; }`)
			}
			install, err := os.ReadFile("install.sh")
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(filepath.Join(dir, "install.sh"), install, 0o644))
			require.NoError(t, os.WriteFile(filepath.Join(dir, "places"), []byte(filepath.Join(dir, "b*n")+"\n"), 0o644))

			cmd := exec.CommandContext(t.Context(), "sh", filepath.Join(dir, "install.sh"))
			cmd.Env = []string{"PATH=" + filepath.Join(dir, "path")}
			if test.ci {
				cmd.Env = append(cmd.Env, "CI=true")
			}
			out, _ := cmd.CombinedOutput()
			assert.Equal(t, test.exitsWith, cmd.ProcessState.ExitCode(), "%s", out)
			if test.says == "" {
				assert.Empty(t, string(out))
			}
			assert.True(t, strings.HasPrefix(string(out), test.says), "%s", out)
			packages, _ := os.ReadFile(asked)
			if test.asked != "" {
				test.asked += "\n"
			}
			assert.Equal(t, test.asked, string(packages))
		})
	}
}
