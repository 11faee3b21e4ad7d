package lifecycle

import (
	"fmt"
	"slices"
	"time"
)

// Figure is one of the figures that a rule about stages looks at.
type Figure string

// The figures.
const (
	FigureEnded     Figure = "ended"     // 1 if the community has ended
	FigureAge       Figure = "age"       // days since the first contribution
	FigurePeople    Figure = "people"    // who contributed in the last half-year
	FigurePairs     Figure = "pairs"     // of people who responded to each other or met in the last half-year
	FigureBefore    Figure = "before"    // people who contributed in the half-year that it is compared with
	FigureGrowth    Figure = "growth"    // people lately, in percent of that
	FigureNewcomers Figure = "newcomers" // of the people lately, those who are new, in percent
	FigureUsual     Figure = "usual"     // people lately, in percent of what has been usual in half a year
)

// figures say how each is worked out, whether it is known, and how it is told.
var figures = map[Figure]struct {
	of     func(Vitals) (n int, known bool)
	window func(Vitals) (from, to time.Time)
	what   string
	unit   string
}{
	FigureEnded: {func(v Vitals) (int, bool) { return map[bool]int{true: 1}[v.Ended], true }, wholeLife, "ends recorded", ""},
	FigureAge: {func(v Vitals) (int, bool) { return int(v.To.Sub(v.From) / (24 * time.Hour)), !v.From.IsZero() }, wholeLife,
		"time since the first contribution", " days"},
	FigurePeople: {func(v Vitals) (int, bool) { return v.Lately.People, true }, lately, "people who contributed in half a year", ""},
	FigurePairs:  {func(v Vitals) (int, bool) { return v.Lately.Pairs, true }, lately, "pairs of people who responded to each other or met", ""},
	FigureBefore: {func(v Vitals) (int, bool) { return v.Before.People, true }, earlier, "people who contributed in the half-year for comparison", ""},
	FigureGrowth: {func(v Vitals) (int, bool) { return percentOf(v.Lately.People, v.Before.People) }, lately,
		"people who contributed, compared with the half-year for comparison", " %"},
	FigureNewcomers: {func(v Vitals) (int, bool) { return percentOf(v.Lately.Newcomers, v.Lately.People) }, lately, "of these people, newcomers", " %"},
	FigureUsual:     {func(v Vitals) (int, bool) { return percentOf(v.Lately.People, v.Usual) }, lately, "people who contributed, compared with what has been usual", " %"},
}

func wholeLife(v Vitals) (from, to time.Time) { return v.From, v.To }
func lately(v Vitals) (from, to time.Time)    { return v.Lately.From, v.Lately.To }
func earlier(v Vitals) (from, to time.Time)   { return v.Before.From, v.Before.To }

func percentOf(n, of int) (int, bool) {
	if of == 0 {
		return 0, false
	}
	return n * 100 / of, true
}

// StageRule is when a community shows itself to be in a stage: all of the signs
// hold.
type StageRule struct {
	Stage Stage       `json:"stage"`
	Signs []StageSign `json:"signs"`
}

// StageSign is a bound on a figure. A figure that is not known keeps to none.
type StageSign struct {
	Figure  Figure `json:"figure"`
	AtLeast int    `json:"at_least,omitempty"`
	AtMost  int    `json:"at_most,omitempty"` // 0 is no bound
}

// stageRules are in the order in which they are tried, from the latest stage
// on. The book gives no figures: these are ours, and a host can set others.
var stageRules = []StageRule{
	{Transformation, []StageSign{{FigureEnded, 1, 0}}},
	{Transformation, []StageSign{{FigureAge, 730, 0}, {FigureUsual, 0, 50}}},
	{Maturing, []StageSign{{FigureAge, 365, 0}, {FigurePeople, 5, 0}, {FigureBefore, 3, 0}, {FigureGrowth, 125, 0}}},
	{Stewardship, []StageSign{{FigureAge, 730, 0}, {FigurePeople, 3, 0}, {FigureUsual, 51, 0}}},
	{Maturing, []StageSign{{FigureAge, 365, 0}, {FigurePeople, 5, 0}, {FigureNewcomers, 25, 0}}},
	{Coalescing, []StageSign{{FigurePeople, 3, 0}, {FigurePairs, 2, 0}}},
	{Potential, nil},
}

// StageRules returns the rules by which stages are inferred unless others are
// given, in the order in which they are tried.
func StageRules() []StageRule {
	all := slices.Clone(stageRules)
	for i := range all {
		all[i].Signs = slices.Clone(all[i].Signs)
	}
	return all
}

// Staging is the stage that a community shows itself to be in, with what that
// rests on, beside the phase that it declares.
type Staging struct {
	Stage    Stage         `json:"stage"`
	Tension  Tension       `json:"tension"`
	Helps    []string      `json:"helps,omitempty"`
	Reasons  []StageReason `json:"reasons"`            // every sign of the rules that were tried, in their order
	Declared Phase         `json:"declared,omitempty"` // the phase
	Agrees   bool          `json:"agrees"`             // the stage is one in which a community of that phase is expected
	Note     string        `json:"note,omitempty"`     // how the two disagree, and what to do
	Vitals   Vitals        `json:"vitals"`
}

// StageReason is a sign as it was found.
type StageReason struct {
	Stage    Stage     `json:"stage"` // for which it would speak
	Rule     string    `json:"rule"`
	Evidence string    `json:"evidence"`
	Holds    bool      `json:"holds"`
	From     time.Time `json:"from,omitzero"` // the window is up to, but not including, To
	To       time.Time `json:"to"`
}

// InferStage infers the stage of a community from its figures by the rules given
// (none means StageRules): that of the first rule of which all signs hold, else
// Potential. The playbook says which stages go with the phase that is declared;
// it may be the zero one, with which everything agrees.
func InferStage(v Vitals, p Playbook, declared Phase, rules ...StageRule) Staging {
	if len(rules) == 0 {
		rules = stageRules
	}
	s := Staging{Stage: Potential, Declared: declared, Agrees: true, Vitals: v}
	for _, r := range rules {
		all := true
		for _, sign := range r.Signs {
			reason := sign.find(v)
			reason.Stage = r.Stage
			s.Reasons = append(s.Reasons, reason)
			all = all && reason.Holds
		}
		if all {
			s.Stage = r.Stage
			break
		}
	}
	about, _ := s.Stage.Guide()
	s.Tension, s.Helps = about.Tension, about.Helps
	if guide, ok := p.Guide(declared); ok && len(guide.Stages) > 0 && !slices.Contains(guide.Stages, s.Stage) {
		s.Agrees = false
		s.Note = fmt.Sprintf("the record shows a community that is %s, and %s goes with %s; talk about which of the two is right, and %s",
			participle[s.Stage], guide.Title, join(guide.Stages), towards(s.Stage, guide.Stages))
	}
	return s
}

// participle says of a community that it is in a stage.
var participle = map[Stage]string{
	Potential: "a potential one", Coalescing: "coalescing", Maturing: "maturing",
	Stewardship: "in its stewardship", Transformation: "in transformation",
}

// towards says what to do about a stage that is not one of those expected.
func towards(shown Stage, expected []Stage) string {
	switch {
	case shown == Transformation:
		return "whether to renew it or to end it well"
	case slices.ContainsFunc(expected, func(s Stage) bool { return s.index() > shown.index() }):
		return "go back to the phase whose work is not done yet"
	}
	return "move on to the phase that it has grown into"
}

// find finds a sign in the figures.
func (s StageSign) find(v Vitals) StageReason {
	f, ok := figures[s.Figure]
	if !ok {
		return StageReason{Rule: "no figure is called " + string(s.Figure), Evidence: "nothing", To: v.To}
	}
	n, known := f.of(v)
	r := StageReason{Rule: f.what, Holds: known && n >= s.AtLeast && (s.AtMost == 0 || n <= s.AtMost)}
	r.From, r.To = f.window(v)
	if s.AtLeast > 0 {
		r.Rule += fmt.Sprintf(": at least %d%s", s.AtLeast, f.unit)
	}
	if s.AtMost > 0 {
		r.Rule += fmt.Sprintf(": at most %d%s", s.AtMost, f.unit)
	}
	r.Evidence = "not known yet"
	if known {
		r.Evidence = fmt.Sprint(n, f.unit)
	}
	return r
}
