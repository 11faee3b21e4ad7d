package house

import (
	"fmt"
	"strings"
	"testing"
)

// floors places every package of the module. "..." stands for all packages
// below a folder, and the folder itself.
var floors = []struct {
	path  string
	floor int
}{
	{"fault", 0},
	{"activity", 1},
	{"cop", 2},
	{"membership", 2},
	{"repertoire", 2},
	{"lifecycle", 2},
	{"insight", 3},
	{"simulation", 3},
	{"exchange", 3},
	{"calendar", 3},
	{"search", 3},
	{"markdown", 3},
	{"storage", 4},
	{"report", 4},
	{"storage/memory", 5},
	{"storage/sqlite", 5},
	{"storage/postgres", 5},
	{"storage/storagetest", 5},
	{"storage/archive", 5},
	{"storage/internal/...", 5},
	{"", 6},
	{"cmd/...", 7},
	{"examples/...", 7},
	{"relay", 7},
	{"web", 7},
	{"internal/...", 7}, // for tests only, like storage/storagetest
}

const (
	domain     = 2 // the highest floor of the domain
	pure       = 3 // the highest floor that is pure
	contract   = 4 // storage, which adapters fulfil
	adapters   = 5
	conformity = "storage/storagetest"
	oracle     = "storage/memory" // with which conformity compares the others
)

func floorOf(path string) (int, bool) {
	for _, f := range floors {
		tree, below := strings.CutSuffix(f.path, "/...")
		if path == tree || below && within(path, tree) {
			return f.floor, true
		}
	}
	return 0, false
}

// checkFloors: a package imports only from floors below its own.
func checkFloors(p pkg) []string {
	own, ok := floorOf(p.path)
	if !ok {
		return []string{"is on no floor: give it a line in the table of internal/house/floors_test.go"}
	}
	var problems []string
	for _, f := range p.code() {
		for _, imported := range f.imports() {
			path, ok := inModule(imported)
			if !ok {
				continue
			}
			if path == conformity || within(path, "internal") {
				problems = append(problems, fmt.Sprintf(
					"%s imports %s, which is for tests: import it in a _test.go file", f.name, path))
				continue
			}
			floor, _ := floorOf(path) // one that is on none is a problem of its own
			shared := own == adapters && within(path, "storage/internal") || p.path == conformity && path == oracle
			if floor >= own && !shared {
				problems = append(problems, fmt.Sprintf(
					"%s on floor %d imports %s on floor %d, but a package imports only from floors below its own: "+
						"move what both need further down, or take it as a parameter", f.name, own, pkg{path: path}, floor))
			}
		}
	}
	return problems
}

func TestFloors(t *testing.T) {
	prove(t, checkFloors, []specimen{
		{name: "down", path: "cop", src: `package cop; import "github.com/praxis-cop/praxis/activity"`},
		{name: "down from the root", path: "", src: `package praxis; import "github.com/praxis-cop/praxis/storage"`},
		{name: "down to the root", path: "web", src: `package web; import "github.com/praxis-cop/praxis"`},
		{name: "what adapters share", path: "storage/sqlite",
			src: `package sqlite; import "github.com/praxis-cop/praxis/storage/internal/sqlstore"`},
		{name: "conformity in a test", path: "storage/sqlite", file: "x_test.go",
			src: `package sqlite; import "github.com/praxis-cop/praxis/storage/storagetest"`},
		{name: "up in a test", path: "cop", file: "x_test.go",
			src: `package cop; import "github.com/praxis-cop/praxis/insight"`},
		{name: "up", path: "cop", src: `package cop; import "github.com/praxis-cop/praxis/storage"`,
			want: "x.go on floor 2 imports storage on floor 4"},
		{name: "up to the root", path: "storage/memory", src: `package memory; import "github.com/praxis-cop/praxis"`,
			want: "imports praxis on floor 6"},
		{name: "sideways", path: "cop", src: `package cop; import "github.com/praxis-cop/praxis/membership"`,
			want: "imports membership on floor 2"},
		{name: "one adapter from another", path: "storage/internal/sqlstore",
			src: `package sqlstore; import "github.com/praxis-cop/praxis/storage/sqlite"`, want: "imports storage/sqlite on floor 5"},
		{name: "an archive knows no adapter", path: "storage/archive",
			src: `package archive; import "github.com/praxis-cop/praxis/storage/sqlite"`, want: "imports storage/sqlite on floor 5"},
		{name: "conformity outside of tests", path: "examples/quickstart",
			src: `package main; import "github.com/praxis-cop/praxis/storage/storagetest"`, want: "is for tests"},
		{name: "conformity compares with memory", path: "storage/storagetest",
			src: `package storagetest; import "github.com/praxis-cop/praxis/storage/memory"`},
		{name: "recorded histories outside of tests", path: "examples/quickstart",
			src: `package main; import "github.com/praxis-cop/praxis/internal/recorded"`, want: "is for tests"},
		{name: "on no floor", path: "utils", src: `package utils`, want: "is on no floor"},
		{name: "a folder that only starts alike", path: "cmdline", src: `package cmdline`, want: "is on no floor"},
	})
}
