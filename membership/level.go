package membership

import (
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Level is how central somebody's participation in a community is now (levels
// of participation, wenger-trayner.com; Wenger, McDermott & Snyder 2002). All
// levels are legitimate, and people move both ways: the periphery is a place to
// learn from (Lave & Wenger 1991), not a low mark.
type Level string

// The levels, from the outside in.
const (
	Outside       Level = "outsider"      // has nothing to do with the community now
	Transactional Level = "transactional" // is no member, but exchanges something with the community
	Peripheral    Level = "peripheral"    // a member who takes part little now: a newcomer, or less committed
	Occasional    Level = "occasional"    // takes part when a topic or a project calls for it
	Active        Level = "active"        // a recognised practitioner who takes part regularly
	Core          Level = "core"          // energises the community
)

var levels = []Level{Outside, Transactional, Peripheral, Occasional, Active, Core}

// Levels returns the levels, from the outside in.
func Levels() []Level { return slices.Clone(levels) }

// Compare orders levels from the outside in: -1, 0 or 1. A word that is no
// level is further out than all of them.
func (l Level) Compare(other Level) int { return l.rank() - other.rank() }

func (l Level) rank() int { return slices.Index(levels, l) }

// Belonging is when somebody belonged to a community. Spells are in order and
// do not overlap.
type Belonging struct {
	Person activity.Person `json:"person"`
	Spells []Spell         `json:"spells,omitempty"`
}

// Spell is a time as a member: from a moment on, until before another one.
// From is zero if nobody knows when it began, To if it has not ended.
type Spell struct {
	From time.Time `json:"from,omitzero"`
	To   time.Time `json:"to,omitzero"`
}

// BelongingOf returns when somebody belonged, as their membership tells.
func BelongingOf(m Member) Belonging {
	b := Belonging{Person: m.Person, Spells: slices.Clone(m.Past)}
	if m.Standing == Belongs {
		b.Spells = append(b.Spells, Spell{From: m.Since})
	}
	return b
}

// Fold returns the belonging after an activity: one by which the person became
// a member, or ceased to be one. Others leave it as it is.
func (b Belonging) Fold(a activity.Activity) Belonging {
	if person, ok := Concerns(a); !ok || person != b.Person {
		return b
	}
	n := len(b.Spells)
	open := n > 0 && b.Spells[n-1].To.IsZero()
	switch a.Detail.(type) {
	case Joined, Admitted:
		if !open {
			b.Spells = append(slices.Clip(b.Spells), Spell{From: a.At})
		}
	case Erased:
		b.Spells = nil
	case HasLeft, WasRemoved:
		if open {
			b.Spells = slices.Clone(b.Spells)
			b.Spells[n-1].To = a.At
		}
	}
	return b
}

// at returns the spell that a moment is in, or nil.
func (b Belonging) at(t time.Time) *Spell {
	for i, s := range b.Spells {
		if !t.Before(s.From) && (s.To.IsZero() || t.Before(s.To)) {
			return &b.Spells[i]
		}
	}
	return nil
}

// Participants takes everybody who did something for a member, from the week
// of their first participation on. It is for imported histories that know no
// memberships.
func (l *Ledger) Participants() []Belonging {
	var all []Belonging
	for _, person := range l.People() {
		weeks := l.people[person].weeks
		if i := slices.IndexFunc(weeks, func(w week) bool { return w.days != 0 || len(w.did) > 0 }); i >= 0 {
			all = append(all, Belonging{person, []Spell{{From: mondayOf(int(weeks[i].number))}}})
		}
	}
	return all
}
