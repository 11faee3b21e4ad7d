package cop

import (
	"fmt"
	"strings"
)

// Diagnosis says which elements of a community of practice are there, whether
// it is one, and what to do next. It judges no person, and nothing in it is a
// score.
type Diagnosis struct {
	Verdict  Verdict   `json:"verdict"`
	NearMiss *NearMiss `json:"near_miss,omitempty"` // what it is instead, if it is a near miss
	Elements []Element `json:"elements"`            // domain, community, practice
	Reasons  []Reason  `json:"reasons"`             // for the verdict, beside those of the elements
	Next     []Step    `json:"next,omitempty"`
}

// Verdict is what a diagnosis comes to.
type Verdict string

// The verdicts.
const (
	OfPractice Verdict = "community-of-practice" // all three elements are there
	Near       Verdict = "near-miss"             // it is something else, which is often called so
	Forming    Verdict = "forming"               // it is too early to tell
	Unformed   Verdict = "unformed"              // an element is not there, or leaves no trace, and no near miss describes the group
)

// ElementName names an element of the triad.
type ElementName string

// The elements.
const (
	DomainElement    ElementName = "domain"
	CommunityElement ElementName = "community"
	PracticeElement  ElementName = "practice"
)

// Element is one of the triad as it is declared and as it shows.
type Element struct {
	Name     ElementName `json:"name"`
	Declared bool        `json:"declared"` // the charter says something of it: a concern; a form; a kind or purpose
	Shown    Presence    `json:"shown"`    // in the record
	There    bool        `json:"there"`    // it is taken to be there
	Reasons  []Reason    `json:"reasons"`
}

// Step is something to do for what is missing.
type Step struct {
	For string `json:"for"` // an element's or a near miss's name
	Do  string `json:"do"`
}

// Diagnose tells, by [DefaultThresholds], whether a community is a community
// of practice: it has a domain, a community and a practice (E. and
// B. Wenger-Trayner, "Introduction to communities of practice", 2015).
//
// An element shows as clearly as the least clear thing that it takes. A
// community and a practice are there only if the record shows them present, as
// they come about by doing. A domain is an identity: it is there if the record
// shows it present, and also if it is declared and the record does not show it
// absent.
//
// A conversation with a stranger is no practice: that takes time and sustained
// interaction. Until a community has been observed for Thresholds.Span, what
// does not show is unknown rather than absent, and the verdict is Forming.
func Diagnose(c Charter, e Evidence) Diagnosis { return DefaultThresholds().Diagnose(c, e) }

// Diagnose tells by these thresholds what [Diagnose] does by the default ones.
func (t Thresholds) Diagnose(c Charter, e Evidence) Diagnosis {
	var d Diagnosis
	found, all := map[ElementName]Element{}, true
	for _, el := range triad {
		shown, steps := t.find(el, c, e)
		d.Elements = append(d.Elements, shown)
		d.Next = append(d.Next, steps...)
		found[el.name], all = shown, all && shown.There
	}
	d.Reasons = []Reason{t.observed(e)}
	for _, m := range misses {
		reasons, fits := m.fits(t, e, found)
		if !fits || !m.declared && (all || t.early(e)) {
			continue
		}
		named := m.clone()
		d.Verdict, d.NearMiss, d.Reasons = Near, &named, append(d.Reasons, reasons...)
		d.Next = append([]Step{{m.Name, m.Next}}, d.Next...)
		return d
	}
	switch {
	case t.early(e):
		d.Verdict = Forming
	case all:
		d.Verdict = OfPractice
	default:
		d.Verdict = Unformed
	}
	return d
}

// find tells how an element is, and what to do for it.
func (t Thresholds) find(el element, c Charter, e Evidence) (Element, []Step) {
	found := Element{Name: el.name, Declared: el.declared(c), Shown: Present}
	var steps []Step
	for _, n := range el.needs {
		shown := Unknown
		for _, w := range n.ways {
			evidence, seen := w.found(t, c, e)
			if t.tooLittle(e) || t.early(e) && seen == Absent {
				seen = Unknown
			}
			shown = most(shown, seen)
			found.Reasons = append(found.Reasons, Reason{w.rule(t), evidence, seen, e.since(), e.To})
		}
		if shown != Present {
			steps = append(steps, Step{string(el.name), n.next})
		}
		found.Shown = least(found.Shown, shown)
	}
	found.There = found.Shown == Present || el.name == DomainElement && found.Declared && found.Shown != Absent
	return found, steps
}

// observed is the reason that tells how long there was to see something.
func (t Thresholds) observed(e Evidence) Reason {
	shown := Present
	if t.early(e) {
		shown = Unknown
	}
	return Reason{
		fmt.Sprintf("a practice takes time and sustained interaction: what does not show is absent only after %d weeks", weeksOf(t.Span)),
		fmt.Sprintf("%s (%s), with %s by %s", numberOf(weeksOf(e.Observed()), "week", "weeks"), fromTo(e.since(), e.To),
			numberOf(e.Contributions, "contribution", "contributions"), numberOf(e.People, "person", "people")),
		shown, e.since(), e.To,
	}
}

var verdicts = map[Verdict]string{
	OfPractice: "This is a community of practice: its domain, its community and its practice are there.",
	Forming:    "It is too early to tell. This may become a community of practice.",
	Unformed:   "No community of practice shows yet: something is missing, or leaves no trace in the record.",
}

// String returns the diagnosis as text, with all its reasons.
func (d Diagnosis) String() string {
	var s sheet
	if d.NearMiss != nil {
		s.write(0, fmt.Sprintf("This is no community of practice. %s: %s", d.NearMiss.Title, d.NearMiss.Means))
		if len(d.NearMiss.Lacks) > 0 {
			s.write(0, "It lacks: "+listed(d.NearMiss.Lacks)+".")
		}
	} else {
		s.write(0, verdicts[d.Verdict])
	}
	for _, r := range d.Reasons {
		s.write(2, r.short())
	}
	for _, el := range d.Elements {
		declared := "not declared"
		if el.Declared {
			declared = "declared"
		}
		s.WriteByte('\n')
		s.write(0, fmt.Sprintf("%s: %s, and in the record %s", strings.ToUpper(string(el.Name)), declared, el.Shown))
		for _, r := range el.Reasons {
			s.write(2, r.short())
		}
	}
	if len(d.Next) > 0 {
		s.WriteString("\nNEXT\n")
	}
	for _, step := range d.Next {
		s.write(2, step.For+": "+step.Do)
	}
	return s.String()
}

func listed(names []ElementName) string {
	words := make([]string, len(names))
	for i, n := range names {
		words[i] = string(n)
	}
	return strings.Join(words, ", ")
}
