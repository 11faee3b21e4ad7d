package calendar

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Mix is how familiar and how new what a community did together was, in a
// window. Communities need both: regular gatherings, where people are at home
// enough to speak their minds, and events that bring something new (principle
// 6, "combine familiarity and excitement", of E. Wenger, R. McDermott and
// W. Snyder, "Cultivating Communities of Practice", 2002). There is no right
// share of either, and this is no score.
type Mix struct {
	From, To time.Time
	Regular  []Evidence // meetings of what recurs, or is of a kind that there was before
	First    []Evidence // meetings that were the first of their kind
	Reasons  []string   // what the figures rest on, and what they suggest
}

// Evidence is one meeting, and why it counts as it does.
type Evidence struct {
	Gathering activity.GatheringID
	Title     string
	Start     time.Time
	Why       string
}

// Variety tells apart the meetings that begin from one time until before
// another. Those that were called off do not count. A gathering that recurs is
// familiar. One that meets once is the first of its kind unless an earlier
// gathering among the entries, of the window or before it, was of the same kind
// in whatever letters; without a kind it is always the first. So give all
// entries of the community, also those from before the window. Window and
// entries are Invalid as for Occurrences.
func Variety(entries []Entry, from, to time.Time) (Mix, error) {
	const op = "calendar.Variety"
	if !from.Before(to) {
		return Mix{}, fault.New(op, fault.Invalid, "the window must end after it begins")
	}
	mix := Mix{From: from, To: to}
	since := map[string]earliest{}
	var all []kindred
	for _, entry := range entries {
		meetings, kind, err := entry.kindred(from, to)
		if err != nil {
			return Mix{}, fault.In(op, err)
		}
		all = append(all, meetings...)
		if known, ok := since[kind.kind]; kind.kind != "" && (!ok || kind.before(known)) {
			since[kind.kind] = kind
		}
	}
	slices.SortFunc(all, func(a, b kindred) int {
		return cmp.Or(a.Start.Compare(b.Start), a.Gathering.Compare(b.Gathering), a.original.Compare(b.original))
	})
	for _, m := range all {
		switch first := since[m.kind]; {
		case m.recurs:
			m.Why = "it is one of a gathering that recurs"
			mix.Regular = append(mix.Regular, m.Evidence)
		case m.kind == "":
			m.Why = "it met once, and is of no kind that was named"
			mix.First = append(mix.First, m.Evidence)
		case first.id == m.Gathering && first.at.Equal(m.Start):
			m.Why = fmt.Sprintf("it is the first of the kind %q", m.kind)
			mix.First = append(mix.First, m.Evidence)
		default:
			m.Why = fmt.Sprintf("there was one of the kind %q on %s", m.kind, first.at.Format(time.DateOnly))
			mix.Regular = append(mix.Regular, m.Evidence)
		}
	}
	mix.Reasons = mix.reasons()
	return mix, nil
}

func (m Mix) reasons() []string {
	reasons := []string{fmt.Sprintf("Of %d meetings from %s until before %s, %d were regular and %d the first of their kind.",
		len(m.Regular)+len(m.First), m.From.Format(time.DateOnly), m.To.Format(time.DateOnly), len(m.Regular), len(m.First))}
	switch {
	case len(m.Regular)+len(m.First) == 0:
		reasons = append(reasons, "Nothing was planned; members decide whether they miss it.")
	case len(m.First) == 0:
		reasons = append(reasons, "All was familiar. A guest, a visit or a workshop of a kind that there was not yet brings in something new.")
	case len(m.Regular) == 0:
		reasons = append(reasons, "All was new. Something that recurs gives people a place to be at home in.")
	}
	return reasons
}

// kindred is a meeting with the kind of its gathering.
type kindred struct {
	Evidence
	kind     string
	recurs   bool
	original time.Time
}

// earliest is the first gathering of a kind, and when it first met.
type earliest struct {
	kind string
	id   activity.GatheringID
	at   time.Time
}

func (e earliest) before(other earliest) bool {
	return cmp.Or(e.at.Compare(other.at), e.id.Compare(other.id)) < 0
}

// kindred returns the meetings of a gathering that begin in a window, and
// since when there is its kind; that is none if it never met.
func (e Entry) kindred(from, to time.Time) ([]kindred, earliest, error) {
	g := e.Gathering
	eras, err := erasOf("calendar.Variety", g)
	if err != nil {
		return nil, earliest{}, err
	}
	kind := strings.ToLower(g.Kind)
	recurs := slices.ContainsFunc(eras, func(e era) bool { return e.recurs() })
	occurrences, err := Occurrences(g, e.Meetings, from, to, 0)
	if err != nil {
		return nil, earliest{}, err
	}
	var all []kindred
	for _, o := range occurrences {
		if !o.CalledOff && !o.Start.Before(from) {
			all = append(all, kindred{Evidence{Gathering: g.ID, Title: g.Title, Start: o.Start}, kind, recurs, o.Original})
		}
	}
	// Every meeting but the first few that were called off tells since when.
	before, err := Occurrences(g, e.Meetings, time.Time{}, to, len(e.Meetings)+1)
	if err != nil {
		return nil, earliest{}, err
	}
	for _, o := range before {
		if !o.CalledOff {
			return all, earliest{kind, g.ID, o.Start}, nil
		}
	}
	return all, earliest{}, nil
}
