package lifecycle

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/praxis-cop/praxis/fault"
)

// Playbook is a guide to the life of communities: its phases in order, each
// with what it is for, what is done in it, and what it must leave behind. A host
// translates, extends or replaces those that are built in: it is all data (see
// ParsePlaybook).
type Playbook struct {
	Name     PlaybookName `json:"name"`
	Language string       `json:"language"` // of its texts, as in BCP 47: "en", "pt-BR"
	Title    string       `json:"title"`
	Source   string       `json:"source,omitempty"` // where it is from
	Phases   []PhaseGuide `json:"phases"`
}

// PhaseGuide is what a playbook says about one phase.
type PhaseGuide struct {
	Phase        Phase       `json:"phase"`
	Title        string      `json:"title"`
	Purpose      string      `json:"purpose"`             // in one clause
	Questions    []string    `json:"questions,omitempty"` // that guide those who are in it
	Activities   []string    `json:"activities,omitempty"`
	Roles        []string    `json:"roles,omitempty"`
	Technologies []string    `json:"technologies,omitempty"`
	Products     []string    `json:"products,omitempty"`   // what it leaves behind
	Gate         []Criterion `json:"gate,omitempty"`       // what must be there before the community moves on
	StandsFor    []Phase     `json:"stands_for,omitempty"` // phases of other playbooks in whose place it comes
	Stages       []Stage     `json:"stages,omitempty"`     // in which the record may show a community that is in it; none means any
}

// PlaybookName tells playbooks apart, in all their languages: a slug.
type PlaybookName string

// CriterionID names a criterion within its phase: a slug.
type CriterionID string

// Criterion is one of the things that a phase must leave behind. It is met by
// what the record shows, or by what somebody in one of the roles attests.
type Criterion struct {
	ID      CriterionID `json:"id"`
	Title   string      `json:"title"`
	Check   Check       `json:"check"`
	AtLeast int         `json:"at_least,omitempty"` // 0 is what the check has by default; of a share in percent
	Since   Since       `json:"since,omitempty"`
	Roles   []string    `json:"roles,omitempty"` // who may attest it, a convener if nobody is named; only a check of the record can do without
	Next    string      `json:"next,omitempty"`  // what to do if it is not met; empty is what the check has by default
}

// Since is from when on a criterion counts: the founding, if it is empty.
type Since string

// SincePhase counts what happened since the community came to its phase, so that
// what an earlier round left behind does not do for a later one.
const SincePhase Since = "phase"

// Order returns the phases, in order.
func (p Playbook) Order() []Phase {
	order := make([]Phase, len(p.Phases))
	for i, g := range p.Phases {
		order[i] = g.Phase
	}
	return order
}

// Guide returns what the playbook says about a phase; ok is false if it is not
// one of its phases.
func (p Playbook) Guide(phase Phase) (g PhaseGuide, ok bool) {
	if i := slices.IndexFunc(p.Phases, func(g PhaseGuide) bool { return g.Phase == phase }); i >= 0 {
		return p.Phases[i].clone(), true
	}
	return PhaseGuide{}, false
}

// Place returns the phase of the playbook in which a community is that is in a
// phase of another one: the one of the same name, else the first one that stands
// for it. Ok is false if there is none, and somebody has to say.
func (p Playbook) Place(elsewhere Phase) (at Phase, ok bool) {
	if _, ok := p.Guide(elsewhere); ok {
		return elsewhere, true
	}
	for _, g := range p.Phases {
		if slices.Contains(g.StandsFor, elsewhere) {
			return g.Phase, true
		}
	}
	return "", false
}

// Criterion returns a criterion of a phase.
func (g PhaseGuide) Criterion(id CriterionID) (c Criterion, ok bool) {
	if i := slices.IndexFunc(g.Gate, func(c Criterion) bool { return c.ID == id }); i >= 0 {
		return g.Gate[i], true
	}
	return Criterion{}, false
}

// Attestable reports whether somebody in a role may attest the criterion.
func (c Criterion) Attestable(role string) bool {
	if c.Check == Attested && len(c.Roles) == 0 {
		return role == "convener"
	}
	return slices.Contains(c.Roles, role)
}

// Editions returns the playbook of a name in each language in which there is
// one, the last of several in the same language: what a host gives stands behind
// what is built in, and so replaces it.
func Editions(all []Playbook, name PlaybookName) (editions []Playbook) {
	for _, p := range all {
		if p.Name != name {
			continue
		}
		if i := slices.IndexFunc(editions, func(e Playbook) bool { return e.Language == p.Language }); i >= 0 {
			editions = slices.Delete(editions, i, i+1)
		}
		editions = append(editions, p)
	}
	return editions
}

// SameAs reports whether two playbooks differ in their texts only, as a
// translation does from its original.
func (p Playbook) SameAs(other Playbook) bool {
	return p.Name == other.Name && slices.EqualFunc(p.Phases, other.Phases, func(a, b PhaseGuide) bool {
		return a.Phase == b.Phase && slices.EqualFunc(a.Gate, b.Gate, func(a, b Criterion) bool {
			return a.ID == b.ID && a.Check == b.Check && a.AtLeast == b.AtLeast && a.Since == b.Since && slices.Equal(a.Roles, b.Roles)
		})
	})
}

// clone returns a copy that shares nothing.
func (p Playbook) clone() Playbook {
	p.Phases = slices.Clone(p.Phases)
	for i := range p.Phases {
		p.Phases[i] = p.Phases[i].clone()
	}
	return p
}

func (g PhaseGuide) clone() PhaseGuide {
	for _, texts := range g.lists() {
		*texts.of = slices.Clone(*texts.of)
	}
	g.StandsFor, g.Stages, g.Gate = slices.Clone(g.StandsFor), slices.Clone(g.Stages), slices.Clone(g.Gate)
	for i := range g.Gate {
		g.Gate[i].Roles = slices.Clone(g.Gate[i].Roles)
	}
	return g
}

// lists are the lists of texts, by their names.
func (g *PhaseGuide) lists() []struct {
	name string
	of   *[]string
} {
	return []struct {
		name string
		of   *[]string
	}{
		{"questions", &g.Questions}, {"activities", &g.Activities}, {"roles", &g.Roles},
		{"technologies", &g.Technologies}, {"products", &g.Products},
	}
}

var language = regexp.MustCompile(`^[a-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$`)

// The limits of a playbook.
const (
	maxPhases = 50
	maxTexts  = 100 // in a list, and criteria of a phase
)

// Check reports, as an Invalid error that names every bad field, whether a
// community can follow the playbook.
func (p Playbook) Check() error {
	bad := slices.Concat(fault.Slug("name", p.Name), line("title", p.Title))
	must := func(holds bool, name, problem string) {
		if !holds {
			bad = append(bad, fault.Field{Name: name, Problem: problem})
		}
	}
	must(language.MatchString(p.Language), "language", `must be a tag such as "en" or "pt-BR"`)
	if p.Source != "" {
		bad = append(bad, line("source", p.Source)...)
	}
	must(len(p.Phases) > 0 && len(p.Phases) <= maxPhases, "phases", fmt.Sprintf("must be 1 to %d phases", maxPhases))
	order := p.Order()
	for i, g := range p.Phases[:min(len(p.Phases), maxPhases)] {
		in := fmt.Sprintf("phases[%d].", i)
		must(!slices.Contains(order[:i], g.Phase), in+"phase", "must not be there twice")
		bad = append(bad, g.check(in)...)
	}
	if bad == nil {
		return nil
	}
	return &fault.Error{Op: "lifecycle.Playbook.Check", Code: fault.Invalid, Fields: bad}
}

func (g PhaseGuide) check(in string) (bad []fault.Field) {
	must := func(holds bool, name, problem string) {
		if !holds {
			bad = append(bad, fault.Field{Name: in + name, Problem: problem})
		}
	}
	bad = slices.Concat(fault.Slug(in+"phase", g.Phase), line(in+"title", g.Title), line(in+"purpose", g.Purpose))
	for _, texts := range g.lists() {
		must(len(*texts.of) <= maxTexts, texts.name, fmt.Sprintf("must have at most %d entries", maxTexts))
		for i, text := range *texts.of {
			bad = append(bad, line(fmt.Sprintf("%s%s[%d]", in, texts.name, i), text)...)
		}
	}
	must(len(g.StandsFor) <= maxTexts, "stands_for", fmt.Sprintf("must have at most %d entries", maxTexts))
	for i, p := range g.StandsFor {
		bad = append(bad, fault.Slug(fmt.Sprintf("%sstands_for[%d]", in, i), p)...)
	}
	for i, s := range g.Stages {
		must(s.index() >= 0, fmt.Sprintf("stages[%d]", i), "must be one of: "+join(Stages()))
	}
	must(len(g.Gate) <= maxTexts, "gate", fmt.Sprintf("must have at most %d entries", maxTexts))
	for i, c := range g.Gate {
		at := fmt.Sprintf("gate[%d].", i)
		must(!slices.ContainsFunc(g.Gate[:i], func(o Criterion) bool { return o.ID == c.ID }), at+"id", "must not be there twice")
		bad = append(bad, c.check(in+at)...)
	}
	return bad
}

func (c Criterion) check(in string) (bad []fault.Field) {
	must := func(holds bool, name, problem string) {
		if !holds {
			bad = append(bad, fault.Field{Name: in + name, Problem: problem})
		}
	}
	bad = slices.Concat(fault.Slug(in+"id", c.ID), line(in+"title", c.Title))
	kind, ok := c.Check.kind()
	must(ok, "check", "must be one of: "+join(Checks()))
	most := 1_000_000
	if kind.share {
		most = 100
	}
	must(c.AtLeast >= 0 && c.AtLeast <= most, "at_least", fmt.Sprintf("must be from 0 to %d", most))
	must(!ok || c.Check != Attested || c.AtLeast == 0, "at_least", "must be left out: there is nothing to count")
	must(c.Since == "" || c.Since == SincePhase, "since", "must be left out, or "+string(SincePhase))
	must(!ok || c.Since == "" || kind.dated, "since", "must be left out: what the check looks at has no dates")
	must(len(c.Roles) <= maxTexts, "roles", fmt.Sprintf("must have at most %d entries", maxTexts))
	for i, r := range c.Roles {
		bad = append(bad, fault.Slug(fmt.Sprintf("%sroles[%d]", in, i), r)...)
	}
	if c.Next != "" {
		bad = append(bad, line(in+"next", c.Next)...)
	}
	return bad
}

// line returns the field as a bad one if its value is no line of a sensible
// length.
func line(name, value string) []fault.Field {
	switch {
	case value == "":
		return []fault.Field{{Name: name, Problem: "is required"}}
	case !fault.IsLine(value):
		return []fault.Field{{Name: name, Problem: "must be one line of text without control characters or space at its ends"}}
	case len(value) > 2000:
		return []fault.Field{{Name: name, Problem: "must be at most 2000 bytes"}}
	}
	return nil
}
