package insight

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write docs/instruments.md anew")

// instrumentsPage is docs/instruments.md.
func instrumentsPage() string {
	var b strings.Builder
	b.WriteString(`<!-- Made from insight/instruments.go by go test ./insight -run TestTheInstrumentsAreDocumented -update -->

# Instruments

What package ` + "`insight`" + ` measures, where each definition comes from, and what it does not
say. ` + "`praxis instruments`" + ` prints the same. None is a score of a community or a person,
and to take part at the periphery is no failing.

## Who may see what

The instruments read the record that they are given, and know of no rights: who is given
what is for the caller to decide. Those about *single people* name them by their ids, or
give a figure for each; they are for whoever may read the whole record and has a reason to,
such as a researcher with an export under pseudonyms ([formats](formats.md#under-pseudonyms)).
Those about *the community* name nobody, but figures of few people may still tell who they
are. Health and Report withhold what stems from fewer people than the least group; the pages of
text of ` + "`Measures` and `Constellation`" + ` name people only where there are at least
` + fmt.Sprint(DefaultMinGroup) + `, and their JSON, being for research, always does.

`)
	for _, i := range instruments {
		fmt.Fprintf(&b, "## %s\n\n%s\n\n- Unit: %s.\n- Source: %s.\n- Limits: %s\n- About: %s.\n- Called: `%s`.\n", i.Name, i.Definition, i.Unit, strings.TrimSuffix(i.Source, "."), i.Limits,
			map[About]string{AboutAll: "the community", AboutPeople: "single people"}[i.About], strings.Join(i.Calls, "`, `"))
		if i.Figures != nil {
			fmt.Fprintf(&b, "- Figures: `%s`.\n", strings.Join(i.Figures, "`, `"))
		}
		b.WriteString("\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func TestTheInstrumentsAreDocumented(t *testing.T) {
	const path = "../docs/instruments.md"
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(instrumentsPage()), 0o644))
	}
	page, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, instrumentsPage(), string(page), "run go test ./insight -run TestTheInstrumentsAreDocumented -update")
}

func TestInstrumentsSayEverything(t *testing.T) {
	names := map[string]bool{}
	for _, i := range Instruments() {
		assert.False(t, names[i.Name], i.Name)
		names[i.Name] = true
		for _, text := range []string{i.Name, i.Definition, i.Source, i.Unit, i.Limits} {
			assert.NotEmpty(t, text, i.Name)
		}
		assert.NotEmpty(t, i.Calls, i.Name)
		assert.Contains(t, []About{AboutAll, AboutPeople}, i.About, i.Name)
	}
}

// Whatever the package exports that measures is an instrument's, and no
// instrument names what is not there.
func TestEveryMeasureIsAnInstruments(t *testing.T) {
	noMeasure := []string{"Instruments", "NewNetwork", "Network.People", "Network.Ties", "Sign.Shown",
		"Recommending", "RecommendPolicy.Check", "Standing.Shown", "LevelTold.Shown", "Withhold"}
	presents := []string{"String", "WriteText", "MarshalJSON"}
	var exported []string
	files, err := os.ReadDir(".")
	require.NoError(t, err)
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, d := range parsed.Decls {
			if name := exportedName(d); name != "" && !slices.Contains(noMeasure, name) && !slices.Contains(presents, name[strings.Index(name, ".")+1:]) {
				exported = append(exported, name)
			}
		}
	}
	var called []string
	for _, i := range Instruments() {
		called = append(called, i.Calls...)
	}
	slices.Sort(called)
	assert.ElementsMatch(t, exported, slices.Compact(called))
}

// exportedName is the name of an exported function, or of an exported method of
// an exported type behind that.
func exportedName(d ast.Decl) string {
	f, ok := d.(*ast.FuncDecl)
	if !ok || !f.Name.IsExported() {
		return ""
	}
	if f.Recv == nil {
		return f.Name.Name
	}
	of := f.Recv.List[0].Type
	if pointer, ok := of.(*ast.StarExpr); ok {
		of = pointer.X
	}
	if name, ok := of.(*ast.Ident); ok && name.IsExported() {
		return name.Name + "." + f.Name.Name
	}
	return ""
}

// Each figure of Measures is explained once.
func TestEveryFigureIsAnInstruments(t *testing.T) {
	var figures, explained []string
	for _, of := range []any{Measures{}, Participation{}, Response{}, ReplyGraph{}} {
		kind := reflect.TypeOf(of)
		for i := range kind.NumField() {
			figures = append(figures, kind.Name()+"."+kind.Field(i).Name)
		}
	}
	for _, i := range Instruments() {
		explained = append(explained, i.Figures...)
	}
	assert.ElementsMatch(t, figures, explained)
}
