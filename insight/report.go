package insight

import (
	"math"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/membership"
)

// Report is one page about a community: how it is doing by each of its instruments, beside
// how it was doing the year before. Nothing is summed up into a score, and nobody is
// named. What stems from fewer than MinGroup people is withheld, and says so.
type Report struct {
	Title    string    `json:"title,omitempty"`
	MinGroup int       `json:"min_group"`
	From     time.Time `json:"from,omitzero"` // the first activity, UTC; zero if fewer people took part
	To       time.Time `json:"to,omitzero"`   // the last one

	Parts []ReportPart `json:"parts"`

	// What the charts show. Each is empty where there are too few people for it.
	Weeks    []WeekCount    `json:"weeks,omitempty"`    // the last 104, in order
	Cohorts  []CohortShares `json:"cohorts,omitempty"`  // of the last 6 years that brought enough people
	Waiting  []WaitingCurve `json:"waiting,omitempty"`  // for a first response, in the last year
	Levels   []LevelsAt     `json:"levels,omitempty"`   // every 13 weeks, the last one at the end
	Evenness []EvenPoint    `json:"evenness,omitempty"` // the Lorenz curve of the last year
	Topics   []TopicNote    `json:"topics,omitempty"`   // that stand out, by name

	References []string `json:"references,omitempty"` // with which the figures are compared (see Among)
}

// ReportPart is one side of a community.
type ReportPart struct {
	Name    string   `json:"name"`
	Meaning string   `json:"meaning"` // how to read it
	Caveat  string   `json:"caveat"`  // what it does not say
	Figures []Figure `json:"figures"`
}

// Figure is a sign of the last year of a record, beside the same of the year before.
type Figure struct {
	Sign
	Before Sign      `json:"year_before"`     // as it would have been read a year earlier
	Among  *Standing `json:"among,omitempty"` // nil without references that have the figure
}

// ReportOptions say how a report is made.
type ReportOptions struct {
	MinGroup int               // the smallest group that is reported; 0 means [DefaultMinGroup]
	Levels   membership.Policy // how levels are told; membership.Wenger if it has no bars
}

const (
	year = 365 * day // the window, in microseconds
	// notSoFar is why there is no figure of the year before.
	notSoFar = "the record does not go back so far"
)

// MeasureReport reads a record once, in any order, and reports on the year that ends with
// its last activity. A million activities of 100,000 people take some 6 seconds and 450
// to 600 MB; half of that is for levels, which are followed week by week for everybody.
// Fails with Invalid for a bad policy, and with the stream's error.
//
// The figures of the year before are those that the record up to then would have given,
// so that neither year knows more than the other: a thread that was answered after the
// end of its year was still waiting.
func MeasureReport(s activity.Stream, o ReportOptions) (Report, error) {
	if o.MinGroup <= 0 {
		o.MinGroup = DefaultMinGroup
	}
	if len(o.Levels.Bars) == 0 {
		o.Levels = membership.Wenger()
	}
	r := Report{MinGroup: o.MinGroup}
	if err := o.Levels.Check(); err != nil {
		return Report{}, err
	}
	heard := hearing{minGroup: o.MinGroup, belongs: map[activity.Person]membership.Belonging{}}
	if err := heard.read(s, o.Levels); err != nil {
		return Report{}, err
	}
	var now, before *view
	atOnce(func() { now = heard.view(heard.last) }, func() { before = heard.view(heard.last - year) })
	for _, part := range reportParts {
		p := ReportPart{Name: part.name, Meaning: part.meaning, Caveat: part.caveat}
		earlier := part.signs(before)
		for i, sign := range part.signs(now) {
			p.Figures = append(p.Figures, Figure{Sign: sign, Before: earlier[i]})
		}
		r.Parts = append(r.Parts, p)
	}
	if now.people() == 0 || heard.actors < o.MinGroup {
		return r, nil
	}
	r.From, r.To = timeOf(heard.first), timeOf(heard.last)
	r.Weeks, r.Cohorts, r.Waiting = now.weeks(), now.cohorts(), now.waiting()
	r.Levels, r.Evenness, r.Topics = now.levelsOver(), now.evenness(), now.topicNotes()
	return r, nil
}

// hearing is a record as a report needs it.
type hearing struct {
	minGroup    int
	history     *history
	first, last int64 // event, in microseconds
	actors      int   // people with an event
	on          *subjects
	belongs     map[activity.Person]membership.Belonging // of whom the record says so
	standing    *standing
}

// read reads the stream, and tells levels by a policy. Whatever is kept is kept bare of
// text.
func (r *hearing) read(s activity.Stream, p membership.Policy) (err error) {
	ledger, threads := membership.NewLedger(activity.CommunityID{}), readsThreads(p)
	var belonging []activity.Activity
	on := newSubjectReader()
	r.history, err = read(func(yield func(activity.Activity, error) bool) {
		for a, err := range s {
			if err == nil {
				if _, concerns := membership.Concerns(a); concerns {
					belonging = append(belonging, a)
				}
				on.hear(a)
				if threads {
					replied(ledger, a)
				}
			}
			if !yield(a, err) {
				return
			}
		}
	})
	if err != nil {
		return err
	}
	r.first, r.last = math.MaxInt64, math.MinInt64
	for own := range r.history.byActor() {
		r.actors++
		r.first, r.last = min(r.first, own[0].at), max(r.last, own[len(own)-1].at)
	}
	r.on = on.of(r.history)
	r.fold(belonging)
	r.standing, err = r.levels(p, ledger)
	return err
}
