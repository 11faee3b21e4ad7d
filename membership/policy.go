package membership

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Policy says how a community tells levels from its record. It is data: hosts
// keep it as JSON, and change it. [Wenger], [Onion], [DiscourseTL3] and
// [Orbit2022] are such policies.
//
// A level is reached at once, by meeting one of its bars. It is lost when all
// of these hold: none of its bars is met even at Keep percent; this has been so
// for more than Grace days; the level is more than Hold days old; and, if there
// are Reviews, one is due. Then the member comes to the next level that their
// participation bears out, at Keep percent. A member is never less than
// peripheral; bars exist for the occasional, active and core levels.
type Policy struct {
	Name string `json:"name"`
	// Days is the window that a level looks back on. Windows are in whole weeks
	// (ISO 8601, Monday 0:00 UTC): every week in which any moment of the window
	// lies, which ends at the time of the assessment. So 91 days are 13 weeks at
	// the end of a week, and 14 within one.
	Days     int     `json:"days"`
	Did      Weights `json:"did"`      // points for what a person did
	Received Weights `json:"received"` // points for what others directed at them
	Bars     []Bar   `json:"bars"`
	Keep     int     `json:"keep"`   // percent of a bar that is enough to keep a level; 100 is all of it
	Grace    int     `json:"grace"`  // days for which a member may fall short of their level
	Hold     int     `json:"hold"`   // days that a level lasts at least
	Review   int     `json:"review"` // levels are lost only as every so many months begin: 1, 2, 3, 4, 6 or 12; 0 is at any time
	// Asked and Patience say whom a community leaves without an answer: see
	// [Assessed.Marginal].
	Asked    int `json:"asked"`    // times that somebody asked, at least; 0 looks for nobody
	Patience int `json:"patience"` // days that pass before a lack of answers counts
	// Names are a community's own words for levels, by language (BCP 47).
	Names map[string]map[Level]string `json:"names,omitempty"`
}

// Weights are points for each time that something is done.
type Weights struct {
	Verbs map[activity.Verb]int `json:"verbs,omitempty"` // by verb
	Other int                   `json:"other,omitempty"` // for any other verb; upkeep never gets any
}

func (w Weights) of(v activity.Verb) int {
	if points, ok := w.Verbs[v]; ok {
		return points
	}
	return w.Other
}

// Bar is one way to reach a level: all of its conditions hold. A level may have
// several bars, any of which is enough.
type Bar struct {
	Level Level       `json:"level"`
	All   []Condition `json:"all"`
}

// Condition asks for an amount of something, in absolute terms or beside the
// other members: exactly one of AtLeast, TopPercent and FirstPercent is set.
// Nobody meets a condition with nothing.
type Condition struct {
	Measure Measure         `json:"measure"`
	Verbs   []activity.Verb `json:"verbs,omitempty"` // which Done and Had count; none means any
	Days    int             `json:"days,omitempty"`  // a window of its own; 0 is the policy's

	// AtLeast is the amount itself.
	AtLeast int `json:"at_least,omitempty"`
	// TopPercent asks to be among so many percent of the members (rounded down,
	// but one at least) who have most. Who has as much as the last of them is in.
	TopPercent int `json:"top_percent,omitempty"`
	// FirstPercent asks to be among the fewest members who together have so many
	// percent of what all members have. Who has as much as the last of them is in.
	FirstPercent int `json:"first_percent,omitempty"`
}

// Measure is what a condition counts.
type Measure string

// The measures.
const (
	Points  Measure = "points"  // the weighted sum of what a person did and received
	Present Measure = "days"    // days on which they took part
	Regular Measure = "weeks"   // weeks in which they took part
	Threads Measure = "threads" // different threads in which they replied to somebody else
	Done    Measure = "did"     // how often they did something
	Had     Measure = "had"     // how often others directed something at them
)

var measures = map[Measure]string{
	Points: "points", Present: "days present", Regular: "weeks present", Threads: "threads replied in",
	Done: "times done", Had: "times received",
}

// what words the amount that a condition counts.
func (c Condition) what() string {
	if len(c.Verbs) == 0 {
		return measures[c.Measure]
	}
	words := make([]string, len(c.Verbs))
	for i, v := range c.Verbs {
		words[i] = string(v)
	}
	return measures[c.Measure] + " (" + strings.Join(words, ", ") + ")"
}

// String words the condition.
func (c Condition) String() string {
	switch {
	case c.TopPercent > 0:
		return fmt.Sprintf("%s: among the top %d %% of members", c.what(), c.TopPercent)
	case c.FirstPercent > 0:
		return fmt.Sprintf("%s: among those who make the first %d %%", c.what(), c.FirstPercent)
	}
	return fmt.Sprintf("%s: at least %d", c.what(), c.AtLeast)
}

// names are the field's terms.
var names = map[Level]string{
	Outside: "outsider", Transactional: "transactional participant", Peripheral: "peripheral participant",
	Occasional: "occasional participant", Active: "active participant", Core: "core participant",
}

// NameOf returns the community's word for a level in a language: that of the
// language itself ("de-CH"), of a wider one ("de"), or else the field's English
// term.
func (p Policy) NameOf(level Level, language string) string {
	for {
		if name := p.Names[language][level]; name != "" {
			return name
		}
		i := strings.LastIndexByte(language, '-')
		if i < 0 {
			return names[level]
		}
		language = language[:i]
	}
}

// ordered returns the keys of a map in order.
func ordered[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

const maxDays = 36_600 // a century

// Check reports, as an Invalid error that names every bad field, whether the
// policy can tell levels.
func (p Policy) Check() error {
	var bad []fault.Field
	must := func(ok bool, name, problem string) {
		if !ok {
			bad = append(bad, fault.Field{Name: name, Problem: problem})
		}
	}
	within := func(n, least, most int, name string) {
		must(n >= least && n <= most, name, fmt.Sprintf("must be %d to %d", least, most))
	}
	must(fault.IsLine(p.Name), "name", "must be one line of text without control characters or space at its ends")
	within(p.Days, 1, maxDays, "days")
	p.Did.check("did", within, must)
	p.Received.check("received", within, must)
	must(len(p.Bars) > 0, "bars", "is required")
	for i, bar := range p.Bars {
		bar.check(fmt.Sprintf("bars[%d]", i), within, must)
	}
	within(p.Keep, 1, 100, "keep")
	within(p.Grace, 0, maxDays, "grace")
	within(p.Hold, 0, maxDays, "hold")
	must(p.Review == 0 || p.Review > 0 && 12%p.Review == 0, "review", "must be 0, 1, 2, 3, 4, 6 or 12")
	within(p.Asked, 0, 1000, "asked")
	within(p.Patience, 0, maxDays, "patience")
	for _, language := range ordered(p.Names) {
		must(fault.IsLine(language), "names", "must be by language")
		for _, level := range ordered(p.Names[language]) {
			name := fmt.Sprintf("names[%s][%s]", language, level)
			must(slices.Contains(levels, level), name, "must be one of the levels")
			must(fault.IsLine(p.Names[language][level]), name, "must be one line of text")
		}
	}
	if bad == nil {
		return nil
	}
	return &fault.Error{Op: "membership.Policy.Check", Code: fault.Invalid, Fields: bad}
}

type (
	withinFunc func(n, least, most int, name string)
	mustFunc   func(ok bool, name, problem string)
)

func (w Weights) check(path string, within withinFunc, must mustFunc) {
	within(w.Other, 0, 1000, path+".other")
	for _, v := range ordered(w.Verbs) {
		name := fmt.Sprintf("%s.verbs[%s]", path, v)
		must(v.WellFormed() && !v.Upkeep(), name, "must be a well-formed verb, and none of upkeep")
		within(w.Verbs[v], 0, 1000, name)
	}
}

func (b Bar) check(path string, within withinFunc, must mustFunc) {
	must(b.Level.Compare(Peripheral) > 0, path+".level", "must be one of: occasional, active, core")
	must(len(b.All) > 0, path+".all", "is required")
	for i, c := range b.All {
		c.check(fmt.Sprintf("%s.all[%d]", path, i), within, must)
	}
}

func (c Condition) check(path string, within withinFunc, must mustFunc) {
	must(measures[c.Measure] != "", path+".measure", "must be one of: points, days, weeks, threads, did, had")
	must(len(c.Verbs) == 0 || c.Measure == Done || c.Measure == Had, path+".verbs", "must be empty, except for did and had")
	for i, v := range c.Verbs {
		must(v.WellFormed() && !v.Upkeep(), fmt.Sprintf("%s.verbs[%d]", path, i), "must be a well-formed verb, and none of upkeep")
		must(!slices.Contains(c.Verbs[:i], v), path+".verbs", "must not name the same thing twice")
	}
	within(c.Days, 0, maxDays, path+".days")
	within(c.AtLeast, 0, 1_000_000, path+".at_least")
	within(c.TopPercent, 0, 100, path+".top_percent")
	within(c.FirstPercent, 0, 100, path+".first_percent")
	set := 0
	for _, n := range []int{c.AtLeast, c.TopPercent, c.FirstPercent} {
		if n != 0 {
			set++
		}
	}
	must(set == 1, path, "must set one of at_least, top_percent and first_percent")
}
