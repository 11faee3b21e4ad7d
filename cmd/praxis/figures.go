package main

import (
	"fmt"
	"strings"

	"github.com/praxis-cop/praxis/simulation"
)

// figure is the standard figure of a model: a measure over a parameter, with a line for
// each combination of all else that is varied.
type figure struct {
	title, x, y string
	levels      levels // of x, unless it has others
	logX, logY  bool
	// law is what the measure is by a formula, if there is one, for the values of a point.
	law     func(v simulation.Values) float64
	lawName string
}

var modelFigures = map[string]figure{
	"march1991": {title: "March 1991, figure 1", x: "p1", y: "knowledge",
		levels: levels{"0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9"}},
	"barkoczi2016": {title: "Barkoczi & Galesic 2016", x: "steps", y: "payoff", logX: true,
		levels: levels{"1", "2", "5", "10", "20", "50", "100", "200"}},
	"fang2010": {title: "Fang, Lee & Schilling 2010", x: "beta", y: "payoff",
		levels: levels{"0", "0.05", "0.1", "0.15", "0.2", "0.3", "0.5", "0.7", "1"}},
	"axelrod1997": {title: "Axelrod 1997", x: "traits", y: "regions",
		levels: levels{"5", "10", "15"}},
	"bass": {title: "Bass 1969", x: "time", y: "adopted",
		levels: levels{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "12", "14", "16", "18", "20"},
		law: func(v simulation.Values) float64 {
			return simulation.BassShare(v.Number("p"), v.Number("q"), v.Number("time"))
		}, lawName: "Bass's law"},
	"community": {title: "Newcomers stay the less, the slower answers are", x: "answering", y: "stayed",
		levels: levels{"0.02", "0.05", "0.1", "0.2", "0.3", "0.5", "0.7", "0.9"}},
	"simon": {title: "Simon 1955", x: "k", y: "share", logX: true, logY: true,
		levels: levels{"1", "2", "3", "4", "5", "7", "10", "14", "20"},
		law:    func(v simulation.Values) float64 { return simulation.SimonShare(v.Number("alpha"), v.Int("k")) }, lawName: "Simon's law"},
}

// with returns the axes with one for x of the figure: it is varied over the figure's own
// levels if it is not given.
func (f figure) with(about simulation.About, axes []simulation.Axis) ([]simulation.Axis, error) {
	given := map[string]simulation.Axis{}
	for _, axis := range axes {
		given[axis.Name] = axis
	}
	var all []simulation.Axis
	for _, p := range about.Parameters {
		axis, ok := given[p.Name]
		switch {
		case ok:
		case p.Name == f.x:
			var err error
			if axis, err = axisOf(p, f.levels); err != nil {
				return nil, err
			}
		default:
			continue
		}
		all = append(all, axis)
	}
	return all, nil
}

// chart returns the figure of what came out.
func (f figure) chart(about simulation.About, axes []simulation.Axis, sum simulation.Summary) chart {
	c := chart{title: f.title, x: f.x, y: f.y, logX: f.logX, logY: f.logY}
	for _, p := range about.Parameters {
		if p.Name == f.x {
			c.x = f.x + ": " + p.What
		}
	}
	measure := 0
	for i, m := range about.Measures {
		if m.Name == f.y {
			measure, c.y = i, m.Name+" ("+m.Unit+")"
		}
	}
	at := map[string]int{}
	var laws []chartLine
	for _, point := range sum.Points {
		var names []string
		for _, axis := range axes {
			if axis.Name != f.x && len(axis.Values) > 1 {
				names = append(names, fmt.Sprintf("%s %s", axis.Name, point.Values[axis.Name]))
			}
		}
		name := strings.Join(names, ", ")
		line, ok := at[name]
		if !ok {
			line = len(c.lines)
			at[name] = line
			c.lines = append(c.lines, chartLine{name: name})
			laws = append(laws, chartLine{name: strings.TrimPrefix(name+", "+f.lawName, ", "), law: true, of: line})
		}
		x, m := point.Values.Number(f.x), point.Measures[measure]
		c.lines[line].points = append(c.lines[line].points, chartPoint{x, m.Mean, 1.96 * m.Error()})
		if f.law != nil {
			laws[line].points = append(laws[line].points, chartPoint{x: x, y: f.law(point.Values)})
		}
	}
	if f.law != nil {
		c.lines = append(c.lines, laws...)
	}
	return c
}
