package house

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	uuidPath      = "github.com/google/uuid"
	validatorPath = "github.com/go-playground/validator/v10"
)

// homes are the libraries that are used in one place only, and why.
var homes = []struct{ library, home, instead string }{
	{validatorPath, "fault", "validate with fault.Check, which wraps it"},
	{"github.com/yuin/goldmark", "markdown", "make HTML with markdown.HTML, which is safe to show"},
	{"github.com/microcosm-cc/bluemonday", "markdown", "make HTML with markdown.HTML, which is safe to show"},
}

// checkDependencies: few libraries in the domain, and validation and the making
// of HTML in one place.
func checkDependencies(p pkg) []string {
	floor, ok := floorOf(p.path)
	allowed := []string{uuidPath, validatorPath}
	var problems []string
	for _, f := range p.code() {
		for _, path := range f.imports() {
			_, own := inModule(path)
			strayed := false
			for _, h := range homes {
				if within(path, h.library) && p.path != h.home {
					strayed = true
					problems = append(problems, fmt.Sprintf("%s imports %s: %s", f.name, path, h.instead))
				}
			}
			switch {
			case strayed:
			case ok && floor <= domain && !own && !isStandard(path) && !slices.Contains(allowed, path):
				problems = append(problems, fmt.Sprintf(
					"%s imports %s, but floors 0 to %d use only the standard library and %q: do this on a floor above",
					f.name, path, domain, allowed))
			}
		}
	}
	return problems
}

func TestDependencies(t *testing.T) {
	prove(t, checkDependencies, []specimen{
		{name: "standard, own and allowed", path: "activity",
			src: `package activity; import ("go/ast"; "github.com/praxis-cop/praxis/fault"; "github.com/google/uuid")`},
		{name: "validator in fault", path: "fault", src: `package fault; import "github.com/go-playground/validator/v10"`},
		{name: "a test", path: "cop", file: "x_test.go", src: `package cop; import "github.com/stretchr/testify/assert"`},
		{name: "an instrument", path: "insight", src: `package insight; import "golang.org/x/exp/stats"`},
		{name: "another library", path: "cop", src: `package cop; import "github.com/teambition/rrule-go"`,
			want: "imports github.com/teambition/rrule-go"},
		{name: "validator in the domain", path: "cop", src: `package cop; import "github.com/go-playground/validator/v10"`,
			want: "fault.Check"},
		{name: "Markdown at home", path: "markdown", src: `package markdown; import ("github.com/yuin/goldmark/ast"; "github.com/microcosm-cc/bluemonday")`},
		{name: "Markdown elsewhere", path: "web", src: `package web; import "github.com/yuin/goldmark"`, want: "markdown.HTML"},
		{name: "a part of it elsewhere", path: "exchange", src: `package exchange; import "github.com/yuin/goldmark/ast"`, want: "markdown.HTML"},
		{name: "HTML elsewhere", path: "web", src: `package web; import "github.com/microcosm-cc/bluemonday"`, want: "markdown.HTML"},
		{name: "validator above", path: "web", src: `package web; import "github.com/go-playground/validator/v10"`,
			want: "fault.Check"},
	})
}

// drivers bring a database or its migrations, or a message broker.
var drivers = []string{
	"github.com/ThreeDotsLabs",
	"github.com/jackc",
	"github.com/lib/pq",
	"github.com/go-sql-driver/mysql",
	"github.com/mattn/go-sqlite3",
	"github.com/nats-io",
	"github.com/ncruces/go-sqlite3",
	"github.com/pressly/goose",
	"modernc.org",
	"zombiezen.com/go/sqlite",
}

// checkDrivers: who imports the core gets no driver.
func checkDrivers(p pkg) []string {
	if floor, ok := floorOf(p.path); !ok || floor > contract && p.path != "" {
		return nil
	}
	var found []string
	for _, driver := range drivers {
		if slices.ContainsFunc(p.deps, func(dep string) bool { return within(dep, driver) }) {
			found = append(found, driver)
		}
	}
	if found == nil {
		return nil
	}
	return []string{fmt.Sprintf("needs %s, but who imports the core gets no driver: leave it to an adapter",
		strings.Join(found, " and "))}
}

func TestDrivers(t *testing.T) {
	for _, driver := range drivers {
		deps := []string{"fmt", "database/sql", driver + "/v5/lib"}
		for _, core := range []string{"", "storage", "cop"} {
			problems := checkDrivers(pkg{path: core, deps: deps})
			require.Len(t, problems, 1, core)
			assert.Contains(t, problems[0], "needs "+driver)
		}
		assert.Empty(t, checkDrivers(pkg{path: "storage/sqlite", deps: deps}))
		assert.Empty(t, checkDrivers(pkg{path: "cmd/praxis", deps: deps}))
	}
	assert.Empty(t, checkDrivers(pkg{deps: []string{"database/sql", uuidPath}}), "database/sql is no driver")
}
