package repertoire

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Outcomes returns all outcomes, the best in front.
func Outcomes() []Outcome { return []Outcome{Worked, WorkedInPart, DidNotWork} }

// Uses are uses of a resource, summed up.
type Uses struct {
	Count     int
	People    int          // how many different people made them
	First     time.Time    // zero if there are none
	Last      time.Time    // zero if there are none
	ByOutcome OutcomeCount // how often it worked
	ByVersion []VersionUse // by version, the newest in front; versions that nobody used are left out
	ByPerson  []PersonUse  // by person
}

// OutcomeCount is how often something worked when it was used.
type OutcomeCount struct{ Worked, WorkedInPart, DidNotWork int }

// VersionUse is how a version of a resource was used.
type VersionUse struct {
	Version int
	Count   int
	OutcomeCount
}

// PersonUse is how a person used a resource.
type PersonUse struct {
	Person activity.Person
	Count  int
	OutcomeCount
}

// SumUses sums uses of one resource up.
func SumUses(uses []Reuse) (sum Uses) {
	versions, people := make(map[int]VersionUse), make(map[activity.Person]PersonUse)
	for _, u := range uses {
		sum.Count++
		sum.ByOutcome.add(u.Outcome)
		if sum.First.IsZero() || u.At.Before(sum.First) {
			sum.First = u.At
		}
		if u.At.After(sum.Last) {
			sum.Last = u.At
		}
		v, p := versions[u.Version], people[u.Person]
		v.Version, v.Count = u.Version, v.Count+1
		v.add(u.Outcome)
		p.Person, p.Count = u.Person, p.Count+1
		p.add(u.Outcome)
		versions[u.Version], people[u.Person] = v, p
	}
	sum.People = len(people)
	sum.ByVersion = slices.SortedFunc(maps.Values(versions), func(a, b VersionUse) int { return cmp.Compare(b.Version, a.Version) })
	sum.ByPerson = slices.SortedFunc(maps.Values(people), func(a, b PersonUse) int { return cmp.Compare(a.Person, b.Person) })
	return sum
}

func (c *OutcomeCount) add(o Outcome) {
	switch o {
	case Worked:
		c.Worked++
	case WorkedInPart:
		c.WorkedInPart++
	case DidNotWork:
		c.DidNotWork++
	}
}

// plus is the sum of two.
func (c OutcomeCount) plus(d OutcomeCount) OutcomeCount {
	return OutcomeCount{c.Worked + d.Worked, c.WorkedInPart + d.WorkedInPart, c.DidNotWork + d.DidNotWork}
}
