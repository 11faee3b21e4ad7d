package house

import (
	"fmt"
	"go/ast"
	"testing"
)

// checkSignatures: google/uuid never appears in what a package exports; ids
// are types of our own (activity.UUID).
func checkSignatures(p pkg) []string {
	var problems []string
	for _, f := range p.code() {
		for _, d := range exported(f.tree) {
			found := ""
			for _, part := range d.parts {
				f.mentions(part, func(path, name string) {
					if path == uuidPath {
						found = name
					}
				})
			}
			if found != "" {
				problems = append(problems, fmt.Sprintf(
					"%s exports %s with uuid.%s in it: use the id types of package activity, or [16]byte", f.name, d.name, found))
			}
		}
	}
	return problems
}

// declaration is what somebody who imports a package sees of one name.
type declaration struct {
	name  string
	parts []ast.Node
}

// exported returns the exported declarations of a file, without function
// bodies and unexported fields.
func exported(tree *ast.File) []declaration {
	var all []declaration
	add := func(name *ast.Ident, parts ...ast.Node) {
		if name.IsExported() {
			all = append(all, declaration{name.Name, parts})
		}
	}
	for _, d := range tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if receiver := receiverOf(d); receiver == nil || receiver.IsExported() {
				add(d.Name, d.Type)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					add(spec.Name, visible(spec)...)
				case *ast.ValueSpec:
					for _, name := range spec.Names {
						add(name, typeOf(spec)...)
					}
				}
			}
		}
	}
	return all
}

// receiverOf returns the name of the type that a method is of, or nil.
func receiverOf(d *ast.FuncDecl) *ast.Ident {
	if d.Recv == nil {
		return nil
	}
	t := d.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.ParenExpr:
			t = x.X
		case *ast.Ident:
			return x
		default:
			return nil
		}
	}
}

// visible returns the parts of a type that are seen from outside: of a struct,
// its exported and embedded fields; of any other type, all.
func visible(spec *ast.TypeSpec) []ast.Node {
	var parts []ast.Node
	if spec.TypeParams != nil {
		parts = append(parts, spec.TypeParams)
	}
	s, ok := spec.Type.(*ast.StructType)
	if !ok {
		return append(parts, spec.Type)
	}
	for _, field := range s.Fields.List {
		shown := field.Names == nil
		for _, name := range field.Names {
			shown = shown || name.IsExported()
		}
		if shown {
			parts = append(parts, field.Type)
		}
	}
	return parts
}

// typeOf returns what tells the type of a constant or variable: its type if it
// is written, else what its values are made with.
func typeOf(spec *ast.ValueSpec) []ast.Node {
	if spec.Type != nil {
		return []ast.Node{spec.Type}
	}
	var parts []ast.Node
	for _, value := range spec.Values {
		switch v := value.(type) {
		case *ast.CallExpr:
			parts = append(parts, v.Fun)
		case *ast.CompositeLit:
			parts = append(parts, v.Type)
		case *ast.SelectorExpr:
			parts = append(parts, v)
		case *ast.FuncLit:
			parts = append(parts, v.Type)
		}
	}
	return parts
}

func TestSignatures(t *testing.T) {
	specimens := []specimen{
		{name: "another package of that name", path: "web", src: `package web; import "example.org/uuid"; func F(id uuid.UUID) {}`},
	}
	for name, src := range map[string]string{
		"body":              `func F() string { return uuid.Nil.String() }`,
		"unexported func":   `func f(id uuid.UUID) {}`,
		"unexported method": `type T int; func (T) f(id uuid.UUID) {}`,
		"unexported type":   `type t struct{ ID uuid.UUID }; func (t) F(id uuid.UUID) {}`,
		"unexported field":  `type T struct{ id uuid.UUID }`,
		"unexported var":    `var space = uuid.NewSHA1(uuid.NameSpaceURL, nil)`,
		"typed var":         `var Space ID = ID(uuid.NameSpaceURL)`,
		"converted var":     `var Space = ID(uuid.NameSpaceURL)`,
	} {
		specimens = append(specimens, specimen{name: name, path: "web", src: `package web; import "github.com/google/uuid"; ` + src})
	}
	for name, src := range map[string]string{
		"parameter":           `func F(id uuid.UUID) {}`,
		"result":              `func F() (*uuid.UUID, error) { return nil, nil }`,
		"type parameter":      `func F[T uuid.UUID | int](t T) {}`,
		"method":              `type T int; func (*T) F(ids ...uuid.UUID) {}`,
		"method of a generic": `type T[K any] int; func (*T[K]) F(ids map[string]uuid.UUID) {}`,
		"definition":          `type F uuid.UUID`,
		"alias":               `type F = uuid.UUID`,
		"generic type":        `type F[T uuid.UUID] struct{}`,
		"field":               `type F struct{ a int; IDs []uuid.UUID }`,
		"embedded field":      `type F struct{ uuid.UUID }`,
		"interface method":    `type F interface{ ID() uuid.UUID }`,
		"variable":            `var F uuid.UUID`,
		"value":               `var F = uuid.Nil`,
		"result of a call":    `var F = uuid.NewSHA1(space, nil)`,
		"literal":             `var F = []uuid.UUID{}`,
		"function value":      `var F = func(uuid.UUID) {}`,
	} {
		specimens = append(specimens, specimen{name: name, path: "web", want: "exports F with uuid.",
			src: `package web; import "github.com/google/uuid"; ` + src})
	}
	prove(t, checkSignatures, specimens)
}
