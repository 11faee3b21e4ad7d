package cop

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Revision is one version of a community's charter: who wrote it, when and
// why. Every one is kept.
type Revision struct {
	Community activity.CommunityID `json:"community"`
	Number    int                  `json:"number"` // 1 is the founder's
	Charter   Charter              `json:"charter"`
	Editor    activity.Person      `json:"editor"`
	At        time.Time            `json:"at"`
	Reason    string               `json:"reason,omitempty"`  // empty for the first
	Proposal  activity.ProposalID  `json:"proposal,omitzero"` // what it carries out; zero if none
}

// RevisionOf returns the version of the charter that an activity records, c
// being the community that the activity led to; ok is false if it records
// none.
func RevisionOf(c Community, a activity.Activity) (r Revision, ok bool) {
	r = Revision{Community: a.Community, Number: c.Rev, Editor: a.Actor, At: a.At}
	switch fact := a.Detail.(type) {
	case Founded:
		r.Charter = fact.Charter
	case Amended:
		r.Charter, r.Reason, r.Proposal = fact.Charter, fact.Reason, activity.ProposalID(a.InReplyTo)
	default:
		return Revision{}, false
	}
	return r, true
}

// Difference is how one field differs between two charters, in words to read. An
// empty text means undeclared.
type Difference struct {
	Field  string `json:"field"` // its path in the charter's JSON: "domain.topics"
	Before string `json:"before"`
	After  string `json:"after"`
}

// String returns the change as one line.
func (c Difference) String() string {
	said := func(s string) string {
		if s == "" {
			return "nothing"
		}
		return fmt.Sprintf("%q", s)
	}
	return c.Field + ": from " + said(c.Before) + " to " + said(c.After)
}

// Differences returns how two charters differ, in the order of the charter's
// fields; none if they say the same.
func Differences(before, after Charter) []Difference {
	before, after = before.clone(), after.clone()
	var all []Difference
	for _, f := range charterFields {
		if was, is := f.value(before), f.value(after); !reflect.DeepEqual(was, is) {
			all = append(all, Difference{f.name, readable(was), readable(is)})
		}
	}
	return all
}

// charterFields are all that a charter says, in its own order.
var charterFields = []struct {
	name  string
	value func(Charter) any
}{
	{"name", func(c Charter) any { return c.Name }},
	{"domain.concern", func(c Charter) any { return c.Domain.Concern }},
	{"domain.topics", func(c Charter) any { return c.Domain.Topics }},
	{"kind", func(c Charter) any { return c.Kind }},
	{"form.reach", func(c Charter) any { return c.Form.Reach }},
	{"form.medium", func(c Charter) any { return c.Form.Medium }},
	{"form.boundary", func(c Charter) any { return c.Form.Boundary }},
	{"form.formality", func(c Charter) any { return c.Form.Formality }},
	{"form.origin", func(c Charter) any { return c.Form.Origin }},
	{"form.admission", func(c Charter) any { return c.Form.Admission }},
	{"form.size", func(c Charter) any { return c.Form.Size }},
	{"form.budget", func(c Charter) any { return c.Form.Budget }},
	{"purpose", func(c Charter) any { return c.Purpose }},
	{"audience", func(c Charter) any { return c.Audience }},
	{"priorities", func(c Charter) any { return c.Priorities }},
	{"goals", func(c Charter) any { return c.Goals }},
}

func readable(value any) string {
	switch v := value.(type) {
	case []string:
		return strings.Join(v, "; ")
	case []Goal:
		goals := make([]string, len(v))
		for i, g := range v {
			goals[i] = g.String()
		}
		return strings.Join(goals, "; ")
	}
	return fmt.Sprint(value)
}

// String returns the goal as one line.
func (g Goal) String() string {
	text := g.Goal
	for _, part := range []struct{ before, says string }{
		{", for ", g.Serves}, {", measured by ", g.Measure}, {", by ", day(g.By)},
	} {
		if part.says != "" {
			text += part.before + part.says
		}
	}
	return text
}

// String returns the budget as one line; empty if there is none.
func (b Budget) String() string {
	if b == (Budget{}) {
		return ""
	}
	return fmt.Sprintf("%s %d in its minor unit, %s", b.Currency, b.Amount, b.Period)
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}
