package house

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	module = "github.com/praxis-cop/praxis"
	root   = "../.." // of the module, seen from here
)

// pkg is a package of the module: all its Go files, whatever their build tags.
type pkg struct {
	path  string   // below the module: "storage/sqlite"; "" is the root
	deps  []string // import paths of all packages it needs, directly or not
	files []file
}

func (p pkg) String() string {
	if p.path == "" {
		return "praxis"
	}
	return p.path
}

// code returns the files that are not tests.
func (p pkg) code() []file {
	var files []file
	for _, f := range p.files {
		if !strings.HasSuffix(f.name, "_test.go") {
			files = append(files, f)
		}
	}
	return files
}

type file struct {
	name  string
	lines int
	tree  *ast.File
}

// load reads the packages of the module.
func load(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=Dir,ImportPath,Deps", "./...")
	cmd.Dir = root
	out, err := cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		t.Fatalf("go list: %s", exit.Stderr)
	}
	require.NoError(t, err)

	var pkgs []pkg
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var listed struct {
			Dir, ImportPath string
			Deps            []string
		}
		require.NoError(t, dec.Decode(&listed))
		path, _ := inModule(listed.ImportPath)
		p := pkg{path: path, deps: listed.Deps}
		names, err := filepath.Glob(filepath.Join(listed.Dir, "*.go"))
		require.NoError(t, err)
		for _, name := range names {
			src, err := os.ReadFile(name)
			require.NoError(t, err)
			p.files = append(p.files, parse(t, filepath.Base(name), src))
		}
		pkgs = append(pkgs, p)
	}
	require.NotEmpty(t, pkgs, "go list ./... names the packages of the module")
	return pkgs
}

func parse(t *testing.T, name string, src []byte) file {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ParseComments|parser.SkipObjectResolution)
	require.NoError(t, err)
	return file{name: name, lines: bytes.Count(src, []byte("\n")), tree: tree}
}

// inModule returns an import path as seen from the root of the module, and
// whether it is in the module at all.
func inModule(importPath string) (string, bool) {
	if importPath == module {
		return "", true
	}
	return strings.CutPrefix(importPath, module+"/")
}

// isStandard reports whether a package is of the standard library: only those
// have no dot in the first part of their path.
func isStandard(importPath string) bool {
	first, _, _ := strings.Cut(importPath, "/")
	return !strings.Contains(first, ".")
}

// within reports whether path is one of trees or lies in one of them.
func within(path string, trees ...string) bool {
	for _, tree := range trees {
		if path == tree || strings.HasPrefix(path, tree+"/") {
			return true
		}
	}
	return false
}

// imports returns the paths that a file imports.
func (f file) imports() []string {
	paths := make([]string, len(f.tree.Imports))
	for i, spec := range f.tree.Imports {
		paths[i] = importPath(spec)
	}
	return paths
}

// mentions calls found with the path and the name of everything that node, a
// part of the file, takes from an imported package, as in time.Now.
func (f file) mentions(node ast.Node, found func(path, name string)) {
	known := make(map[string]string) // by the name it has in this file
	for _, spec := range f.tree.Imports {
		known[localName(spec)] = importPath(spec)
	}
	ast.Inspect(node, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok && known[id.Name] != "" {
				found(known[id.Name], sel.Sel.Name)
			}
		}
		return true
	})
}

func importPath(spec *ast.ImportSpec) string {
	path, _ := strconv.Unquote(spec.Path.Value) // the parser has checked it
	return path
}

var majorVersion = regexp.MustCompile(`/v[0-9]+$`)

func localName(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	path := majorVersion.ReplaceAllString(importPath(spec), "")
	return path[strings.LastIndex(path, "/")+1:]
}
