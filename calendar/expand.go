package calendar

import (
	"time"

	"github.com/teambition/rrule-go"

	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

// maxSteps is how many meetings an expansion looks at before it gives up.
const maxSteps = 10_000

// era is a rhythm that holds for meetings that begin from one time (the zero
// time: ever) until before another (the zero time: for good).
type era struct {
	cop.Rhythm
	zone     *time.Location
	from, to time.Time
}

// erasOf returns the rhythms of a gathering, one after the other.
func erasOf(op string, g cop.Gathering) ([]era, error) {
	var eras []era
	var from time.Time
	add := func(r cop.Rhythm, to time.Time) error {
		if err := r.Check(); err != nil {
			return fault.In(op, err)
		}
		zone, err := zoneOf(op, r.Zone)
		eras = append(eras, era{r, zone, from, to})
		if to.After(from) {
			from = to
		}
		return err
	}
	for _, past := range g.Earlier {
		if err := add(past.Rhythm, past.Until); err != nil {
			return nil, err
		}
	}
	if err := add(g.Rhythm, time.Time{}); err != nil {
		return nil, err
	}
	return eras, nil
}

// each calls see with the start (UTC) of every meeting of the era that begins
// from one time until before another, in their order, until see returns false.
func (e era) each(op string, from, to time.Time, see func(start time.Time) bool) error {
	if e.from.After(from) {
		from = e.from
	}
	if !e.to.IsZero() && e.to.Before(to) {
		to = e.to
	}
	if !from.Before(to) {
		return nil
	}
	next, err := e.walls(from)
	if err != nil {
		return fault.Wrap(op, fault.Invalid, err)
	}
	for range maxSteps {
		wall, ok := next()
		if !ok {
			return nil
		}
		switch start := at(wall, e.zone); {
		case !start.Before(to):
			return nil
		case start.Before(from):
		case !see(start):
			return nil
		}
	}
	return fault.New(op, fault.Invalid, "there are more than 10,000 meetings to look at; ask for a shorter time")
}

// walls returns what the clock shows at each meeting, one after the other. It
// begins at the start, or shortly before from where nothing has to be counted.
func (e era) walls(from time.Time) (rrule.Next, error) {
	start := wallStart(e.Rhythm)
	if e.Every == cop.Once {
		done := false
		return func() (time.Time, bool) { again := done; done = true; return start, !again }, nil
	}
	options := optionsOf(e.Rhythm)
	options.Dtstart = start
	if period := map[cop.Frequency]time.Duration{cop.Daily: day, cop.Weekly: 7 * day}[e.Every]; period > 0 && e.Count == 0 {
		period *= time.Duration(max(1, e.Interval))
		if skip := from.Sub(start)/period - 2; skip > 0 { // a zone is less than two days off
			options.Dtstart = start.Add(skip * period)
		}
	}
	rule, err := rrule.NewRRule(options)
	if err != nil {
		return nil, err
	}
	return rule.Iterator(), nil
}

func (e era) recurs() bool { return e.Every != cop.Once }

const day = 24 * time.Hour
