package simulation

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Model is what can be simulated: it says what it is, and starts runs.
type Model interface {
	About() About
	// Start starts a run. Values have passed About's Check.
	Start(Start) (Run, error)
}

// Start is what a run starts from.
type Start struct {
	Values  Values
	Key     Key                     // its random numbers
	History activity.Stream         // what was recorded before, for models that go on from it; or nil
	Sink    func(activity.Activity) // takes what happens, for models that record it; or nil
}

// Run is a run under way.
type Run interface {
	// Step goes on by one tick or event, and reports whether there is more to come.
	Step() (more bool)
	// Measures returns the values of what About names, in its order.
	Measures() []float64
	// State points to all that changes from step to step, in a form that encoding/json
	// keeps whole; streams are kept so. What the values and the key determine need not
	// be in it.
	State() any
}

// Restarter is a run that can start anew with its values and other random numbers, as
// [Model.Start] would start it, but with less work. An [Experiment] does so where it can.
type Restarter interface{ Restart(Key) }

// About is what a model declares of itself, from which its protocol is written and its
// values are checked.
type About struct {
	Name       string // as in the command
	Purpose    string
	Sources    []string // the papers it follows
	Entities   string   // who and what is in it, and their state
	Processes  []Process
	Parameters []Parameter
	Measures   []Measure
}

// Process is something that happens in a step, in the order of the list.
type Process struct{ Name, What, Source string }

// Measure is something measured at the end of a run.
type Measure struct{ Name, What, Unit string }

// Parameter is a number between bounds, or one of some words.
type Parameter struct {
	Name     string
	What     string
	Default  Value
	Min, Max float64  // both are allowed
	Whole    bool     // only whole numbers
	Words    []string // what it may be, if it is no number
}

// Value is a number, or a word.
type Value struct {
	Number float64
	Word   string
}

// Number returns the value of a number.
func Number(x float64) Value { return Value{Number: x} }

// Word returns the value of a word.
func Word(s string) Value { return Value{Word: s} }

// String returns the word, or the shortest form of the number.
func (v Value) String() string {
	if v.Word != "" {
		return v.Word
	}
	return strconv.FormatFloat(v.Number, 'g', -1, 64)
}

// MarshalJSON returns a string or a number.
func (v Value) MarshalJSON() ([]byte, error) {
	if v.Word != "" {
		return json.Marshal(v.Word)
	}
	return json.Marshal(v.Number)
}

// Values are the values of parameters, by name.
type Values map[string]Value

// Number returns the number of a parameter.
func (v Values) Number(name string) float64 { return v[name].Number }

// Int returns the number of a parameter that is whole.
func (v Values) Int(name string) int { return int(v[name].Number) }

// Word returns the word of a parameter.
func (v Values) Word(name string) string { return v[name].Word }

// Check returns the values with the defaults of those that are not given. The error
// is Invalid and names every value that is out of bounds or of no parameter.
func (a About) Check(given Values) (Values, error) {
	all := make(Values, len(a.Parameters))
	var bad []fault.Field
	for _, p := range a.Parameters {
		v, ok := given[p.Name]
		if !ok {
			v = p.Default
		}
		all[p.Name] = v
		if problem := p.problem(v); problem != "" {
			bad = append(bad, fault.Field{Name: p.Name, Problem: problem})
		}
	}
	var unknown []string
	for name := range given {
		if _, ok := all[name]; !ok {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	for _, name := range unknown {
		bad = append(bad, fault.Field{Name: name, Problem: "is no parameter of " + a.Name})
	}
	if bad != nil {
		return nil, &fault.Error{Op: "simulation.Check", Code: fault.Invalid, Fields: bad}
	}
	return all, nil
}

func (p Parameter) problem(v Value) string {
	switch {
	case p.Words != nil && !slices.Contains(p.Words, v.Word):
		return "must be one of " + strings.Join(p.Words, ", ")
	case p.Words != nil:
	case v.Word != "" || math.IsNaN(v.Number) || v.Number < p.Min || v.Number > p.Max:
		return fmt.Sprintf("must be a number from %v to %v", Number(p.Min), Number(p.Max))
	case p.Whole && v.Number != math.Trunc(v.Number):
		return "must be a whole number"
	}
	return ""
}

// Parse reads a value as it is written on a command line. The error is Invalid.
func (p Parameter) Parse(s string) (Value, error) {
	v := Word(s)
	if p.Words == nil {
		x, err := strconv.ParseFloat(s, 64)
		if err != nil {
			x = math.NaN()
		}
		v = Number(x)
	}
	if problem := p.problem(v); problem != "" {
		return Value{}, &fault.Error{Op: "simulation.Parse", Code: fault.Invalid,
			Fields: []fault.Field{{Name: p.Name, Problem: problem}}}
	}
	return v, nil
}
