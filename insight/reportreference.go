package insight

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/praxis-cop/praxis/fault"
)

// Reference is what a report tells of another community, to be compared with.
type Reference struct {
	Name string
	made map[string]float64 // value by how the figure is made
}

// Standing is where a figure stands among those of other communities. It is no score:
// which of two figures is better depends on the communities.
type Standing struct {
	Communities int     `json:"communities"` // others that have the figure
	Least       float64 `json:"least"`
	Median      float64 `json:"median"`
	Greatest    float64 `json:"greatest"`
	Below       int     `json:"below"` // others with less
	Same        int     `json:"same"`  // others with as much
	Above       int     `json:"above"` // others with more
}

// making tells apart figures that are made in different ways.
func making(part string, s Sign) string {
	return fmt.Sprintf("%q %q %q %q", part, s.Name, s.Unit, s.Rule)
}

// Reference is the report as one that others are compared with.
func (r Report) Reference(name string) Reference {
	ref := Reference{Name: name, made: map[string]float64{}}
	for _, p := range r.Parts {
		for _, f := range p.Figures {
			if f.Withheld == "" {
				ref.made[making(p.Name, f.Sign)] = f.Value
			}
		}
	}
	return ref
}

// ReadReference reads the JSON of a [Report], which makes a reference of its title, or of
// a name that is given. Fails with Invalid for what is no such JSON.
func ReadReference(from io.Reader, name string) (Reference, error) {
	const op = "insight.ReadReference"
	var r Report
	d := json.NewDecoder(from)
	if err := d.Decode(&r); err != nil {
		return Reference{}, &fault.Error{Op: op, Code: fault.Invalid, Problem: "is no report in JSON, as praxis report --json writes it", Err: err}
	}
	if _, err := d.Token(); err != io.EOF {
		return Reference{}, fault.New(op, fault.Invalid, "holds more than one report: give each in a file of its own")
	}
	if r.MinGroup <= 0 || len(r.Parts) == 0 {
		return Reference{}, fault.New(op, fault.Invalid, "is no report: it has no min_group or no parts; write one with praxis report --json")
	}
	if r.Title != "" {
		name = r.Title
	}
	return r.Reference(name), nil
}

// Among returns the report with each figure beside those of other communities that are
// made in the same way: by the same rule, and of the same unit.
func (r Report) Among(others []Reference) Report {
	r.References, r.Parts = nil, slices.Clone(r.Parts)
	for _, o := range others {
		r.References = append(r.References, o.Name)
	}
	for i, p := range r.Parts {
		figures := slices.Clone(p.Figures)
		for k, f := range figures {
			figures[k].Among = f.among(p.Name, others)
		}
		r.Parts[i].Figures = figures
	}
	return r
}

func (f Figure) among(part string, others []Reference) *Standing {
	if f.Withheld != "" {
		return nil
	}
	var all []float64
	s := new(Standing)
	for _, o := range others {
		v, has := o.made[making(part, f.Sign)]
		if !has {
			continue
		}
		all = append(all, v)
		switch {
		case v < f.Value:
			s.Below++
		case v > f.Value:
			s.Above++
		default:
			s.Same++
		}
	}
	if all == nil {
		return nil
	}
	slices.Sort(all)
	low, high := all[(len(all)-1)/2], all[len(all)/2]
	s.Communities, s.Least, s.Greatest = len(all), all[0], all[len(all)-1]
	if s.Median = low + (high-low)/2; math.IsInf(s.Median, 0) || math.IsNaN(s.Median) {
		s.Median = low/2 + high/2 // of figures that no community has
	}
	return s
}

// Shown tells the standing of a figure of a unit in words.
func (s Standing) Shown(unit Unit) string {
	show := func(v float64) string { return Sign{Value: v, Unit: unit}.Shown() }
	where := fmt.Sprintf("less in %d, as much in %d, more in %d", s.Below, s.Same, s.Above)
	if s.Communities == 1 {
		return fmt.Sprintf("in one other community %s", show(s.Least))
	}
	return fmt.Sprintf("in %d other communities %s to %s, median %s; %s", s.Communities, show(s.Least), show(s.Greatest), show(s.Median), where)
}
