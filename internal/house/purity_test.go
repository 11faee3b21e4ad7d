package house

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// impure are packages, with all below them, that reach outside of a program.
var impure = []string{
	"context", "crypto/rand", "database/sql", "log", "math/rand", "net", "os", "syscall", "unsafe",
}

// clock are the names by which package time reads or waits for the clock.
var clock = []string{
	"After", "AfterFunc", "NewTicker", "NewTimer", "Now", "Since", "Sleep", "Tick", "Until",
}

// hashes are the functions of package uuid named New… that are pure.
var hashes = []string{"NewHash", "NewMD5", "NewSHA1"}

// drawing are the packages that draw numbers, from a seed that is a parameter.
var drawing = []string{"insight", "simulation"}

// generators are what these may use of math/rand and math/rand/v2: types, and what
// makes a generator of a seed.
var generators = []string{"ChaCha8", "New", "NewPCG", "PCG", "Rand", "Source", "Source64", "Zipf"}

// checkPurity: time, ids, generators and readers are parameters of the pure
// floors.
func checkPurity(p pkg) []string {
	if floor, ok := floorOf(p.path); !ok || floor > pure {
		return nil
	}
	var problems []string
	report := func(f file, format string, a ...any) {
		problems = append(problems, fmt.Sprintf("%s ", f.name)+fmt.Sprintf(format, a...))
	}
	for _, f := range p.code() {
		for _, spec := range f.tree.Imports {
			path := importPath(spec)
			switch {
			case within(path, "math/rand") && slices.Contains(drawing, p.path): // with a seed; see below
			case within(path, impure...):
				report(f, "imports %s, but floors 0 to %d are pure: take what it gives as a parameter, "+
					"or do this on a floor above", path, pure)
			}
			if localName(spec) == "." {
				report(f, "imports %s under the name '.', which hides what comes from it: give it its name", path)
			}
		}
		f.mentions(f.tree, func(path, name string) {
			switch {
			case path == "time" && slices.Contains(clock, name):
				report(f, "uses time.%s, but floors 0 to %d are pure: take the time as a parameter", name, pure)
			case path == uuidPath && strings.HasPrefix(name, "New") && !slices.Contains(hashes, name):
				report(f, "uses uuid.%s, but floors 0 to %d are pure: take the id as a parameter", name, pure)
			case within(path, "math/rand") && slices.Contains(drawing, p.path) && !slices.Contains(generators, name):
				report(f, "uses rand.%s, but only what makes a generator of a seed belongs here of %s: take the seed as a parameter", name, path)
			}
		})
	}
	return problems
}

func TestPurity(t *testing.T) {
	specimens := []specimen{
		{name: "pure", path: "exchange", src: `package exchange; import ("io"; "io/fs"; "time"); var _ = time.UTC`},
		{name: "a test", path: "cop", file: "x_test.go", src: `package cop; import "time"; var now = time.Now()`},
		{name: "a floor above", path: "storage/memory", src: `package memory; import "context"`},
		{name: "a pure id", path: "activity", src: `package activity; import "github.com/google/uuid"; var x = uuid.NewSHA1(s, b)`},
		{name: "a generator as parameter", path: "simulation",
			src: `package simulation; import "math/rand/v2"; func Run(r *rand.Rand, s rand.Source) int { return r.IntN(6) }`},
		{name: "a generator of a seed", path: "insight",
			src: `package insight; import "math/rand/v2"; func Draw(seed uint64) int { return rand.New(rand.NewPCG(seed, 0)).IntN(6) }`},
		{name: "a method of the same name", path: "cop", src: `package cop; func f(c Clock) { c.Now() }`},
		{name: "the word in a comment", path: "cop", src: "package cop // never time.Now()"},

		{name: "a path below", path: "exchange", src: `package exchange; import "net/http"`, want: "imports net/http"},
		{name: "under another name", path: "cop", src: `package cop; import clock "time"; var now = clock.Now`, want: "time.Now"},
		{name: "under no name", path: "cop", src: `package cop; import . "time"; var now = Now()`, want: "under the name '.'"},
		{name: "a random id", path: "activity", src: `package activity; import "github.com/google/uuid"; var x, _ = uuid.NewV7()`,
			want: "uuid.NewV7"},
		{name: "a generator elsewhere", path: "exchange", src: `package exchange; import "math/rand/v2"; var r *rand.Rand`,
			want: "imports math/rand/v2"},
		{name: "a shared generator", path: "simulation", src: `package simulation; import "math/rand/v2"; var x = rand.IntN(6)`,
			want: "rand.IntN"},
		{name: "a shared generator, old", path: "simulation", src: `package simulation; import "math/rand"; var x = rand.Intn(6)`,
			want: "rand.Intn"},
	}
	for _, path := range append([]string{"database/sql/driver", "log/slog", "os/exec"}, impure...) {
		specimens = append(specimens, specimen{name: "import of " + path, path: "cop",
			src: fmt.Sprintf(`package cop; import _ %q`, path), want: "imports " + path})
	}
	for _, name := range clock {
		specimens = append(specimens, specimen{name: "time." + name, path: "cop",
			src: fmt.Sprintf(`package cop; import "time"; func f() { time.%s() }`, name), want: "uses time." + name})
	}
	prove(t, checkPurity, specimens)
}
