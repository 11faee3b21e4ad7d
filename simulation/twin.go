package simulation

import (
	"fmt"
	"maps"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Twin is a living community fitted to a recorded one up to a date: it has the people of
// that time, who come as often and do as much as they did, newcomers as many as came, and
// the habits, the rhythm and the trend of the record. It is a [Model]: an [Experiment] runs
// it, and a value that differs from the fitted one is an intervention.
type Twin struct {
	Until  time.Time `json:"until"`  // what was recorded from here on was not looked at
	Weeks  int       `json:"weeks"`  // whole weeks of the record up to there
	Values Values    `json:"values"` // of the parameters of [Living]
	Fitted []Fitted  `json:"fitted"` // what was held against the record

	past *ledger
	crew []hand
	runs int // for each thing that is held against the record
	seed uint64
	// how the twin's forecasts fared before the date, by how far ahead they were
	records map[int]trackRecord
}

// Fitted is a figure of the record that a parameter was chosen to meet, and how nearly the
// twin meets it.
type Fitted struct {
	Parameter string  `json:"parameter"`
	What      string  `json:"what"`
	Recorded  float64 `json:"recorded"`
	Simulated float64 `json:"simulated"`
}

// What a history must have before the date for a twin to be fitted to it.
const (
	leastWeeks = 20
	leastActs  = 30
)

// Fit fits a living community to a recorded history up to a date, in whole weeks from
// Monday to Sunday, UTC; the zero time stands for the end of the history. The same seed
// gives the same twin, on any number of cores. The error is Invalid for a history that has
// too little before the date, or the history's own.
//
// How fast what people did fades (memory) is chosen to forecast the next week best in the
// record. Newcomers, departures, unevenness, habits and rhythm are counted. What only shows
// in a run, such as how often newcomers come back, is matched by simulated moments
// (McFadden 1989): parameters are changed until runs from earlier dates give what was
// recorded after these.
func Fit(history activity.Stream, until time.Time, seed uint64) (*Twin, error) {
	past, err := readLedger(history, until)
	if err != nil {
		return nil, err
	}
	if until.IsZero() {
		until = past.end
	}
	return fit(past, until, seed)
}

func fit(past *ledger, until time.Time, seed uint64) (*Twin, error) {
	weeks := min(len(past.weeks), weekOf(until)-past.first)
	if weeks < leastWeeks || past.habits.acts < leastActs {
		return nil, fault.New("simulation.Fit", fault.Invalid, fmt.Sprintf(
			"a twin needs %d whole weeks and %d activities or more before %s; the history has %d and %d",
			leastWeeks, leastActs, until.Format(time.DateOnly), max(0, weeks), past.habits.acts))
	}
	t := &Twin{Until: until, Weeks: weekOf(until) - past.first, past: past, seed: seed}
	past.reach(t.Weeks)
	t.count()
	t.match()
	t.crew = past.crew(t.Weeks-1, t.Values.Number("memory"))
	t.remember()
	return t, nil
}

// reach makes a ledger be of so many weeks: the last ones may have been quiet, and the
// one that is not whole is left out of the sums.
func (l *ledger) reach(weeks int) {
	for len(l.weeks) < weeks {
		l.weeks, l.came = append(l.weeks, weekCount{}), append(l.came, 0)
	}
	l.weeks, l.came = l.weeks[:weeks], l.came[:weeks]
}

// About returns what the twin declares: a living community's parameters, with the fitted
// values as defaults.
func (t *Twin) About() About {
	about := Living{}.About()
	about.Name = "twin"
	about.Purpose = fmt.Sprintf("What becomes of a recorded community after %s, if it goes on as it did or if something is changed.", t.Until.Format(time.DateOnly))
	for i := range about.Parameters {
		p := &about.Parameters[i]
		p.Default = t.Values[p.Name]
	}
	return about
}

// Start starts a run, from the twin's people and the week of its date. A history in what
// it starts from is not looked at.
func (t *Twin) Start(s Start) (Run, error) {
	return t.start(s, t.crew, t.Weeks), nil
}

func (t *Twin) start(s Start, crew []hand, at int) *living {
	l := newLiving(s)
	l.started = beginOf(t.past.first + at)
	l.settle(crew)
	for _, met := range t.past.attends {
		if met < at {
			l.since = at - met
		}
	}
	return l
}

// with returns the twin's values with some in place of its own.
func (t *Twin) with(others Values) Values {
	values := maps.Clone(t.Values)
	maps.Copy(values, others)
	return values
}
