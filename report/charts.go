package report

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/praxis-cop/praxis/insight"
)

// Chart is some figures over one axis, as a drawing and as a table.
type Chart struct {
	ID      string // of the element, unique among the charts of a report
	Title   string
	Meaning string // what is drawn, and how to read it
	Axis    string // what the places are
	Places  []string
	Lines   []Line
	Share   bool // values are shares from 0 to 1, and not counts
	Bars    bool // the first line is drawn as bars
	Steps   bool // values hold until the next place

	at []float64 // where the places are, from 0 to 1; nil if they are one as far from another
}

// Line is one of the figures of a chart: a value for each of its first places.
type Line struct {
	Name   string
	Values []float64 // NaN where it is withheld
}

// withheld is a value that is not shown.
var withheld = math.NaN()

// Charts are the charts of a report: those for which it has figures.
func Charts(r insight.Report) (all []Chart) {
	for _, c := range []Chart{weeks(r), levels(r), moves(r), waiting(r), cohorts(r), evenness(r)} {
		if len(c.Places) > 0 {
			all = append(all, c)
		}
	}
	return all
}

// kept says what a gap in a chart is.
func kept(r insight.Report) string {
	return fmt.Sprintf(" Where there is no value, it stems from fewer than %d people, or would tell of these.", r.MinGroup)
}

func weeks(r insight.Report) Chart {
	c := Chart{
		ID: "weeks", Title: "Activities and people each week", Axis: "week of", Bars: true,
		Meaning: "Bars are the activities of a week, Monday to Sunday (UTC); the line is the people who took part." + kept(r),
	}
	activities, people := Line{Name: "activities"}, Line{Name: "people"}
	for _, w := range r.Weeks {
		a, p := float64(w.Activities), float64(w.People)
		if w.Withheld {
			a, p = withheld, withheld
		}
		c.Places = append(c.Places, w.Week.Format(time.DateOnly))
		activities.Values, people.Values = append(activities.Values, a), append(people.Values, p)
	}
	c.Lines = []Line{activities, people}
	return c
}

func levels(r insight.Report) Chart {
	c := Chart{
		ID: "levels", Title: "Levels of participation over time", Axis: "at",
		Meaning: "How many people participated at each level. All levels are legitimate, and people move both ways." + kept(r),
	}
	c.told(r, func(l insight.LevelsAt) []insight.LevelTold { return l.Levels })
	return c
}

func moves(r insight.Report) Chart {
	c := Chart{
		ID: "moves", Title: "Moves between levels", Axis: "in the 13 weeks up to",
		Meaning: "How many members came, moved to a level further in or out, stayed at theirs, or left." + kept(r),
	}
	c.told(r, func(l insight.LevelsAt) []insight.LevelTold { return l.Moves })
	return c
}

// told takes the levels of a report in, or the moves.
func (c *Chart) told(r insight.Report, of func(insight.LevelsAt) []insight.LevelTold) {
	for i, at := range r.Levels {
		c.Places = append(c.Places, at.At.Format(time.DateOnly))
		for k, l := range of(at) {
			if i == 0 {
				c.Lines = append(c.Lines, Line{Name: l.Name})
			}
			v := float64(l.People)
			if l.Withheld {
				v = withheld
			}
			c.Lines[k].Values = append(c.Lines[k].Values, v)
		}
	}
}

func waiting(r insight.Report) Chart {
	c := Chart{
		ID: "waiting", Title: "Waiting for a first response", Axis: "after", Share: true, Steps: true,
		Meaning: "The share of the threads of the last year that still waited for a response by somebody else after some time (Kaplan and Meier); times are not to scale. Threads of newcomers are those opened within 30 days of their opener's first activity.",
	}
	for i, curve := range r.Waiting {
		line, low, high := Line{Name: curve.Of}, Line{Name: curve.Of + ", at least"}, Line{Name: curve.Of + ", at most"}
		for _, p := range curve.Points {
			if i == 0 {
				c.Places = append(c.Places, lasting(p.After))
			}
			line.Values = append(line.Values, p.Waiting)
			low.Values, high.Values = append(low.Values, p.Low), append(high.Values, p.High)
		}
		c.Lines = append(c.Lines, line)
		if i == 0 { // one interval can be read, three cannot
			low.Name, high.Name = low.Name+" (95 %)", high.Name+" (95 %)"
			c.Lines = append(c.Lines, low, high)
		}
	}
	return c
}

// lasting words a time that is a number of whole hours or days.
func lasting(seconds float64) string {
	hours := int(seconds / 3600)
	if hours%24 == 0 && hours > 0 {
		return strconv.Itoa(hours/24) + " d"
	}
	return strconv.Itoa(hours) + " h"
}

func cohorts(r insight.Report) Chart {
	c := Chart{
		ID: "cohorts", Title: "Who stays", Axis: "quarters after they came", Share: true,
		Meaning: "Of the people who came in a year, the share that was active in the quarter in which each came and in each quarter from then on. Years that brought too few people are left out." + kept(r),
	}
	for _, y := range r.Cohorts {
		for len(c.Places) < len(y.Shares) {
			c.Places = append(c.Places, strconv.Itoa(len(c.Places)))
		}
		line := Line{Name: fmt.Sprintf("%d (%d people)", y.Year, y.People)}
		for _, s := range y.Shares {
			v := withheld
			if s != nil {
				v = *s
			}
			line.Values = append(line.Values, v)
		}
		c.Lines = append(c.Lines, line)
	}
	return c
}

func evenness(r insight.Report) Chart {
	c := Chart{
		ID: "evenness", Title: "How evenly activities are spread", Axis: "share of the people, from the least active on", Share: true,
		Meaning: "The share of the last year's activities that is made by a share of the people (Lorenz curve). The further it hangs below the line of evenness, the more is done by few.",
	}
	curve, even := Line{Name: "activities"}, Line{Name: "if all did as much"}
	for _, p := range r.Evenness {
		c.Places = append(c.Places, shown(p.People, true))
		c.at = append(c.at, p.People)
		curve.Values, even.Values = append(curve.Values, p.Activities), append(even.Values, p.People)
	}
	c.Lines = []Line{curve, even}
	return c
}

// shown writes a value for people to read.
func shown(v float64, share bool) string {
	switch {
	case math.IsNaN(v):
		return "–"
	case share:
		return strconv.FormatFloat(100*v, 'f', 1, 64) + " %"
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
