package recorded

import (
	"os"
	"path/filepath"
	"testing"
)

// Dir returns the folder of the recorded histories: the one that PRAXIS_DATA
// names, or shared/data beside the checkout. Where it is missing the test is
// skipped, and fails if CI is set, so that nothing is left out unseen.
func Dir(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("PRAXIS_DATA")
	if dir == "" {
		dir = filepath.Join(root(t), "..", "shared", "data")
	}
	if _, err := os.Stat(dir); err == nil {
		return dir
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("the recorded histories are not in %s; set PRAXIS_DATA to their folder", dir)
	}
	t.Skipf("skipped: the recorded histories are not in %s; PRAXIS_DATA can name their folder", dir)
	return ""
}

// root returns the folder of the module.
func root(t testing.TB) string {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("the test does not run inside of the module")
		}
		dir = filepath.Dir(dir)
	}
}
