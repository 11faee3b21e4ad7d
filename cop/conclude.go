package cop

import (
	"maps"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

const (
	aDay  = 24 * time.Hour
	aWeek = 7 * aDay
)

// dayOf numbers the days (UTC) since 1970.
func dayOf(at time.Time) int64 { return at.UTC().Truncate(aDay).Unix() / int64(aDay/time.Second) }

// evidence concludes the gathering.
func (g *gathered) evidence() Evidence {
	if g.From.IsZero() {
		g.From = g.Began
	}
	if g.openEnd && !g.last.IsZero() {
		g.To = g.last.Add(time.Microsecond)
	}
	g.met()
	g.participation()
	g.openings()
	g.calendar()
	g.Topics = g.sorted()
	g.Spaces = len(g.spaces)
	for _, t := range g.things {
		if t.tied {
			g.Ties++
		}
	}
	for group, n := range map[group]*int{
		answerers: &g.Answerers, learners: &g.Learners, sharers: &g.Sharers, takersUp: &g.TakersUp, committers: &g.Committers,
		ruleMakers: &g.RuleMakers, voters: &g.Voters, appointed: &g.Appointed, raters: &g.Raters,
	} {
		*n = len(g.groups[group])
	}
	return g.Evidence
}

// met counts meetings, and the contacts that come with small ones.
func (g *gathered) met() {
	attending, days := map[activity.Person]bool{}, map[int64]bool{}
	for m, people := range g.meetings {
		if len(people) < 2 {
			continue
		}
		g.Meetings++
		days[m.day] = true
		maps.Copy(attending, people)
		if len(people) > roundTable {
			continue
		}
		at := time.Unix(0, 0).UTC().AddDate(0, 0, int(m.day))
		for a := range people {
			for b := range people {
				if a != b {
					g.contacts.meet(a, b, at)
				}
			}
		}
	}
	g.Attending = len(attending)

	var intervals []int64
	sorted := slices.Sorted(maps.Keys(days))
	for i := 1; i < len(sorted); i++ {
		intervals = append(intervals, sorted[i]-sorted[i-1])
	}
	g.Intervals = len(intervals)
	median := middle(intervals)
	for _, interval := range intervals {
		if 2*interval >= median && 2*interval <= 3*median {
			g.OnRhythm++
		}
	}
}

// participation counts people.
func (g *gathered) participation() {
	var top activity.Person
	recorded := false
	for _, id := range slices.Sorted(maps.Keys(g.people)) {
		p := g.people[id]
		recorded = recorded || p.belonged
		addIf(&g.Members, p.member)
		addIf(&g.Voluntary, p.volunteered)
		addIf(&g.Assigned, p.assigned)
		if p.acts == 0 {
			continue
		}
		g.People++
		addIf(&g.Outsiders, !p.belonged)
		if p.acts > g.Top {
			g.Top, top = p.acts, id
		}
		if g.newcomer(p) {
			g.Newcomers++
			addIf(&g.NewcomersStay, p.last.Sub(p.first) >= backAfter)
		}
	}
	if !recorded {
		g.Outsiders = 0
	}
	g.contacts.count(&g.Evidence, top)
}

func (g *gathered) newcomer(p *participant) bool {
	return !p.first.Before(g.From) && p.first.Sub(g.Began) >= firstWeeks
}

// openings counts the threads opened in the window, and their openers.
func (g *gathered) openings() {
	heard, open := map[activity.Person]bool{}, map[activity.Person]bool{}
	var after []time.Duration
	for _, t := range g.threads {
		if t.at.Before(g.From) {
			continue
		}
		g.Openings++
		open[t.opener] = true
		if t.responded {
			heard[t.opener] = true
			after = append(after, t.after)
		}
		addIf(&g.Questions, t.question)
		addIf(&g.Answered, t.question && t.answered)
	}
	g.Responded, g.FirstResponse = len(after), middle(after)
	g.Openers, g.OpenersHeard = len(open), len(heard)
	for id := range open {
		if g.newcomer(g.people[id]) {
			g.NewcomersOpen++
			addIf(&g.NewcomersHeard, heard[id])
		}
	}
}

// calendar counts weeks.
func (g *gathered) calendar() {
	if g.From.IsZero() || !g.From.Before(g.To) {
		return
	}
	g.Span = g.latest.Sub(g.earliest)
	silence := 0
	for week := activity.WeekOf(g.From); week.Before(g.To); week = week.Add(aWeek) {
		g.Weeks++
		people := len(g.weeks[week])
		addIf(&g.ActiveWeeks, people >= 2)
		if silence++; people > 0 || !week.Add(aWeek).After(g.Began) {
			silence = 0
		}
		g.Silence = max(g.Silence, silence)
	}
}

// addIf adds one if something holds.
func addIf(n *int, holds bool) {
	if holds {
		*n++
	}
}

// middle is the median, of two in the middle their mean; 0 of nothing. It
// sorts the values.
func middle[T ~int64](values []T) T {
	n := len(values)
	if n == 0 {
		return 0
	}
	slices.Sort(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}
