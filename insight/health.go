package insight

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// DefaultMinGroup is the number of people from which on a group is reported,
// unless a host sets another.
const DefaultMinGroup = 5

// Health is what members of a live community are shown of it: parts that stand
// side by side, never summed up into a score, and nobody's name.
type Health struct {
	MinGroup int    `json:"min_group"` // figures of fewer people are withheld
	Parts    []Part `json:"parts"`
}

// Part is one side of a community's health.
type Part struct {
	Name    string `json:"name"`
	Meaning string `json:"meaning"` // how to read it, in plain language
	Signs   []Sign `json:"signs"`
}

// Sign is one figure with its reasons. Value, evidence and window are empty
// where the figure is withheld, so that they give nothing away.
type Sign struct {
	Name     string    `json:"name"`
	Value    float64   `json:"value"` // in Unit
	Unit     Unit      `json:"unit"`
	Rule     string    `json:"rule"`               // how the value is made
	Evidence string    `json:"evidence,omitempty"` // what it is made from
	From     time.Time `json:"from,omitzero"`      // the window that it is made from, UTC
	To       time.Time `json:"to,omitzero"`
	Withheld string    `json:"withheld,omitempty"` // why there is no value; empty if there is one
}

// Unit is what a sign's value counts.
type Unit string

// The units.
const (
	UnitPeople       Unit = "people"
	UnitPeopleAMonth Unit = "people a month"
	UnitActivities   Unit = "activities"
	UnitTopics       Unit = "topics"
	UnitShare        Unit = "share" // from 0 to 1
	UnitSeconds      Unit = "seconds"
	UnitIndex        Unit = "index" // a coefficient
)

// HealthOf returns the health that measures tell of. What stems from fewer
// than minGroup people is withheld, and says so; 0 means [DefaultMinGroup].
func HealthOf(m Measures, minGroup int) Health {
	if minGroup <= 0 {
		minGroup = DefaultMinGroup
	}
	c := chart{Measures: m, minGroup: minGroup}
	return Health{minGroup, []Part{
		c.participation(), c.responsiveness(), c.newcomers(), c.concentration(), c.connection(),
	}}
}

// MeasureHealth reads a stream once and returns its health. It computes only
// what health rests on, and so is fast for networks of any size.
func MeasureHealth(s activity.Stream, minGroup int) (Health, error) {
	m, err := measureUpTo(0, s)
	if err != nil {
		return Health{}, err
	}
	return HealthOf(m, minGroup), nil
}

// Shown returns the value with its unit for people to read, or the reason why
// it is withheld.
func (s Sign) Shown() string {
	if s.Withheld != "" {
		return s.Withheld
	}
	switch s.Unit {
	case UnitShare:
		return percent(s.Value) + " %"
	case UnitSeconds:
		return lasting(duration(s.Value * 1e6))
	case UnitPeople:
		return persons(int(math.Round(s.Value)))
	case UnitActivities:
		return acts(int(math.Round(s.Value)))
	case UnitTopics:
		return counted(int(math.Round(s.Value)), "topic", "topics")
	case UnitPeopleAMonth:
		return decimal(s.Value) + " people a month"
	default:
		return coefficient(s.Value)
	}
}

// String returns the health as text, each figure with its reasons. A part of
// which nothing can be shown says so once.
func (h Health) String() string {
	var p page
	for _, part := range h.Parts {
		p.group(part.Name, part.Meaning)
		if why, all := part.withheld(); all {
			p.prose(2, why)
			continue
		}
		for _, s := range part.Signs {
			p.prose(2, s.Name+": "+s.Shown())
			if s.Withheld == "" {
				p.prose(6, fmt.Sprintf("%s. From %s, %s.", s.Rule, s.Evidence, between(s.From, s.To)))
			}
		}
	}
	return p.String()
}

// withheld returns why all of the part's figures are withheld, if they are,
// and for one reason.
func (p Part) withheld() (why string, all bool) {
	why = p.Signs[0].Withheld
	return why, why != "" && !slices.ContainsFunc(p.Signs, func(s Sign) bool { return s.Withheld != why })
}
