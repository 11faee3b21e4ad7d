package insight

import (
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/membership"
)

// standing is at which level everybody participated, when.
type standing struct {
	policy string
	known  bool // the record knows who is a member
	steps  [][]membership.Step
}

// fold follows what the record says of who belonged to the community, when.
func (r *hearing) fold(record []activity.Activity) {
	slices.SortStableFunc(record, func(a, b activity.Activity) int { return a.At.Compare(b.At) })
	for _, a := range record {
		person, _ := membership.Concerns(a)
		b, known := r.belongs[person]
		if !known {
			b.Person = person
		}
		if b = b.Fold(a); b.Spells == nil {
			delete(r.belongs, person)
		} else {
			r.belongs[person] = b
		}
	}
}

// levels tells everybody's levels from the beginning of the record to its end. A record
// from elsewhere knows of no memberships, or of few: where less than half of those who
// took part ever were members by it, all of them count as members from then on. The
// ledger may hold in which threads people replied.
func (r *hearing) levels(p membership.Policy, ledger *membership.Ledger) (*standing, error) {
	s := &standing{policy: p.Name}
	if r.actors == 0 {
		return s, nil
	}
	members := 0
	for own := range r.history.byActor() {
		if _, known := r.belongs[r.history.people[own[0].actor]]; known {
			members++
		}
	}
	r.history.ledger(ledger)
	people := ledger.Participants()
	if s.known = 2*members >= r.actors; s.known {
		people = nil
		for _, b := range r.belongs {
			people = append(people, b)
		}
	}
	assessed, err := membership.AssessAll(p, ledger, people, timeOf(r.last), membership.Snapshot{})
	if err != nil {
		return nil, err
	}
	for person := range assessed.All() {
		if steps := assessed.History(person); steps != nil {
			s.steps = append(s.steps, steps)
		}
	}
	return s, nil
}

// levelAt is the level that somebody has by their steps at a time.
func levelAt(steps []membership.Step, at time.Time) membership.Level {
	level := membership.Outside
	for _, s := range steps {
		if s.Since.After(at) {
			break
		}
		level = s.Level
	}
	return level
}

// LevelsAt is how many people participated at which level at a time, by the levels of
// the week that it is in, and how they moved in the 13 weeks before. Levels are no
// ranks: all are legitimate, and people move both ways.
type LevelsAt struct {
	At     time.Time   `json:"at"`
	Levels []LevelTold `json:"levels"` // of the members, from the outside in
	Moves  []LevelTold `json:"moves"`  // came, inwards, stayed, outwards and left
}

// LevelTold is how many people are at a level, or moved in some way.
type LevelTold struct {
	Name     string `json:"name"`
	People   int    `json:"people"`
	Withheld bool   `json:"withheld,omitempty"` // too few to show, or more that would tell how few
}

// The ways to move between levels.
const (
	moveCame     = "came"     // became a member
	moveInwards  = "inwards"  // to a level further in
	moveStayed   = "stayed"   // at their level
	moveOutwards = "outwards" // to a level further out
	moveLeft     = "left"     // are no members any more
)

var moves = []string{moveCame, moveInwards, moveStayed, moveOutwards, moveLeft}

// move is how somebody moved; "" for one who was no member before or after.
func move(from, to membership.Level) string {
	was, is := from.Compare(membership.Peripheral) >= 0, to.Compare(membership.Peripheral) >= 0
	switch {
	case !was && !is:
		return ""
	case !was:
		return moveCame
	case !is:
		return moveLeft
	case to.Compare(from) > 0:
		return moveInwards
	case to.Compare(from) < 0:
		return moveOutwards
	}
	return moveStayed
}

// levelsBetween counts who is at which level at a time, and who moved how since another.
func (v *view) levelsBetween(since, at time.Time) LevelsAt {
	levels, moved := map[string]int{}, map[string]int{}
	for _, steps := range v.standing.steps {
		from, to := levelAt(steps, since), levelAt(steps, at)
		levels[string(to)]++
		moved[move(from, to)]++
	}
	var names []string
	for _, l := range membership.Levels() {
		if l.Compare(membership.Peripheral) >= 0 {
			names = append(names, string(l))
		}
	}
	return LevelsAt{At: at, Levels: v.told(names, levels), Moves: v.told(moves, moved)}
}

// told tells counts of people, but for those that [Withhold] names.
func (v *view) told(names []string, counts map[string]int) []LevelTold {
	people := make([]int, len(names))
	for i, name := range names {
		people[i] = counts[name]
	}
	all := make([]LevelTold, len(names))
	for i, withheld := range Withhold(people, v.minGroup) {
		all[i] = LevelTold{Name: names[i], People: people[i], Withheld: withheld}
		if withheld {
			all[i].People = 0
		}
	}
	return all
}

// levelsOver tells the levels every 13 weeks, two years back at most.
func (v *view) levelsOver() (all []LevelsAt) {
	const step = 13 * 7 * day
	for k := range int64(8) {
		at := v.end - k*step
		if k > 0 && at <= v.first {
			break
		}
		all = append(all, v.levelsBetween(timeOf(at-step), timeOf(at)))
	}
	slices.Reverse(all)
	return all
}
