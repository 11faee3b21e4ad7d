package lifecycle

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/praxis-cop/praxis/fault"
)

// maxPlaybook is how many bytes a playbook may have.
const maxPlaybook = 1 << 20

// ParsePlaybook reads a playbook from JSON, as JSON writes it. Its errors are
// Invalid, and name every field that is unknown, of the wrong kind, or bad.
func ParsePlaybook(data []byte) (Playbook, error) {
	const op = "lifecycle.ParsePlaybook"
	if len(data) > maxPlaybook {
		return Playbook{}, fault.New(op, fault.Invalid, fmt.Sprintf("a playbook has at most %d bytes", maxPlaybook))
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var all any
	if err := d.Decode(&all); err != nil {
		return Playbook{}, fault.New(op, fault.Invalid, fmt.Sprintf("this is no JSON from byte %d on: %v", d.InputOffset(), err))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Playbook{}, fault.New(op, fault.Invalid, fmt.Sprintf("something follows behind the playbook, at byte %d", d.InputOffset()))
	}
	if bad := misshapen("", all, reflect.TypeFor[Playbook]()); bad != nil {
		return Playbook{}, &fault.Error{Op: op, Code: fault.Invalid, Fields: bad}
	}
	var p Playbook
	if err := json.Unmarshal(data, &p); err != nil {
		return Playbook{}, fault.Wrap(op, fault.Invalid, err)
	}
	p.trim()
	return p, fault.In(op, p.Check())
}

// JSON writes the playbook, indented, so that ParsePlaybook reads the same.
func (p Playbook) JSON() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(p); err != nil {
		panic(err) // strings, numbers and lists of them all have a form
	}
	return b.Bytes()
}

// trim makes empty lists none.
func (p *Playbook) trim() {
	p.Phases = own(p.Phases)
	for i := range p.Phases {
		g := &p.Phases[i]
		for _, texts := range g.lists() {
			*texts.of = own(*texts.of)
		}
		g.StandsFor, g.Stages, g.Gate = own(g.StandsFor), own(g.Stages), own(g.Gate)
		for n := range g.Gate {
			g.Gate[n].Roles = own(g.Gate[n].Roles)
		}
	}
}

// misshapen returns where JSON does not have the shape of a type: fields that it
// does not have, and values of another kind.
func misshapen(at string, v any, want reflect.Type) (bad []fault.Field) {
	fail := func(problem string) []fault.Field {
		return []fault.Field{{Name: strings.TrimPrefix(at, "."), Problem: problem}}
	}
	switch want.Kind() {
	case reflect.String:
		if _, ok := v.(string); !ok {
			return fail("must be a text")
		}
	case reflect.Int:
		n, ok := v.(json.Number)
		if _, err := n.Int64(); !ok || err != nil {
			return fail("must be a whole number")
		}
	case reflect.Slice:
		all, ok := v.([]any)
		if !ok {
			return fail("must be a list")
		}
		for i, one := range all {
			bad = append(bad, misshapen(fmt.Sprintf("%s[%d]", at, i), one, want.Elem())...)
		}
	case reflect.Struct:
		all, ok := v.(map[string]any)
		if !ok {
			return fail("must be an object")
		}
		known := make(map[string]reflect.Type)
		for f := range want.NumField() {
			name, _, _ := strings.Cut(want.Field(f).Tag.Get("json"), ",")
			known[name] = want.Field(f).Type
		}
		for _, name := range slices.Sorted(maps.Keys(all)) {
			if of, ok := known[name]; ok {
				bad = append(bad, misshapen(at+"."+name, all[name], of)...)
			} else {
				bad = append(bad, fault.Field{Name: strings.TrimPrefix(at+"."+name, "."), Problem: "is not known; the fields are " + strings.Join(slices.Sorted(maps.Keys(known)), ", ")})
			}
		}
	}
	return bad
}
