package house

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A rule looks at one package and returns what is wrong with it.
type rule func(pkg) []string

func TestHouse(t *testing.T) {
	rules := []struct {
		name  string
		check rule
	}{
		{"floors", checkFloors},
		{"purity", checkPurity},
		{"dependencies", checkDependencies},
		{"drivers", checkDrivers},
		{"signatures", checkSignatures},
		{"length", checkLength},
		{"doc", checkDoc},
	}
	pkgs := load(t)
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			for _, p := range pkgs {
				for _, problem := range r.check(p) {
					t.Errorf("package %s: %s", p, problem)
				}
			}
		})
	}
}

// A specimen is a made-up package of one file and the problem that a rule
// finds in it, or none.
type specimen struct {
	name string
	path string
	file string // x.go if empty
	src  string
	want string
}

// prove tests that a rule lets good specimens pass and stops bad ones.
func prove(t *testing.T, check rule, specimens []specimen) {
	t.Helper()
	for _, s := range specimens {
		t.Run(s.name, func(t *testing.T) {
			if s.file == "" {
				s.file = "x.go"
			}
			problems := check(pkg{path: s.path, files: []file{parse(t, s.file, []byte(s.src))}})
			if s.want == "" {
				assert.Empty(t, problems)
				return
			}
			require.Len(t, problems, 1)
			assert.Contains(t, problems[0], s.want)
		})
	}
}
