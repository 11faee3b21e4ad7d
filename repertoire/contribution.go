package repertoire

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/praxis-cop/praxis/activity"
)

// Work is a resource with all that tells whether it was of use.
type Work struct {
	Resource Resource
	Versions []Version
	Reuses   []Reuse
	Answers  []Answer               // of the thread that it was made of, if it was
	Carried  []activity.CommunityID // the other communities that brought a copy of it home
	Stories  []ValueStory           // those that stand and point to it
}

// Contribution is what a resource has contributed, shown by its use and not by
// how much of it there is. It adds up to no score.
type Contribution struct {
	Resource activity.ResourceID
	Title    string
	Makers   []Part                 // who had a part in it, by person
	Uses     Uses                   // by others than its makers
	Own      int                    // uses by its makers, which count nowhere else
	Carried  []activity.CommunityID // the other communities that use a copy of it, by id
	Stories  []activity.StoryID     // value stories that point to it, by id
	Why      []string               // what the figures rest on, each in a sentence
}

// Part is somebody's part in a resource.
type Part struct {
	Person activity.Person
	As     []PartKind // in the order of PartKinds
}

// PartKind is what part somebody had in a resource.
type PartKind string

// The parts.
const (
	AsAuthor   PartKind = "author"   // shared it
	AsEditor   PartKind = "editor"   // wrote a later version of it
	AsAnswerer PartKind = "answerer" // answered the question whose thread it was made of
	AsCredited PartKind = "credited" // is credited with a part in it
)

// PartKinds returns all parts.
func PartKinds() []PartKind { return []PartKind{AsAuthor, AsEditor, AsAnswerer, AsCredited} }

// Parts tells who had which part in the work, by person. Who has answered the
// question that it was made of is not credited for that a second time.
func (w Work) Parts() []Part {
	had := make(map[activity.Person]map[PartKind]bool)
	add := func(p activity.Person, k PartKind) {
		if had[p] == nil {
			had[p] = make(map[PartKind]bool)
		}
		had[p][k] = true
	}
	add(w.Resource.Author, AsAuthor)
	for _, v := range w.Versions {
		if v.Number > 1 {
			add(v.Editor, AsEditor)
		}
	}
	for _, a := range w.Answers {
		add(a.Author, AsAnswerer)
	}
	for _, p := range w.Resource.Credits {
		if !had[p][AsAnswerer] {
			add(p, AsCredited)
		}
	}
	var parts []Part
	for _, p := range slices.Sorted(maps.Keys(had)) {
		part := Part{Person: p}
		for _, k := range PartKinds() {
			if had[p][k] {
				part.As = append(part.As, k)
			}
		}
		parts = append(parts, part)
	}
	return parts
}

// Contribution tells what the work has contributed.
func (w Work) Contribution() Contribution {
	c := Contribution{Resource: w.Resource.ID, Title: w.Resource.Current.Title, Makers: w.Parts()}
	makers := make(map[activity.Person]bool)
	for _, p := range c.Makers {
		makers[p.Person] = true
	}
	uses := w.usesBy(func(p activity.Person) bool { return !makers[p] })
	c.Uses, c.Own = SumUses(uses), len(w.Reuses)-len(uses)
	c.Carried = slices.Compact(slices.SortedFunc(slices.Values(w.Carried), activity.CommunityID.Compare))
	for _, s := range w.Stories {
		if s.Stands() && s.Uses(w.Resource.ID) {
			c.Stories = append(c.Stories, s.ID)
		}
	}
	slices.SortFunc(c.Stories, activity.StoryID.Compare)
	c.Why = c.reasons()
	return c
}

func (w Work) usesBy(whom func(activity.Person) bool) (uses []Reuse) {
	for _, u := range w.Reuses {
		if whom(u.Person) {
			uses = append(uses, u)
		}
	}
	return uses
}

// reasons says in words what the figures rest on.
func (c Contribution) reasons() (why []string) {
	say := func(holds bool, format string, args ...any) {
		if holds {
			why = append(why, fmt.Sprintf(format, args...))
		}
	}
	say(c.Uses.Count > 0, "%s by %s: %s", amount(c.Uses.Count, "use", "uses"), amount(c.Uses.People, "person", "people"), c.Uses.ByOutcome)
	say(c.Uses.Count > 0, "from %s to %s", c.Uses.First.Format("2006-01-02"), c.Uses.Last.Format("2006-01-02"))
	say(c.Own > 0, "%s by those who made it, not counted", amount(c.Own, "use", "uses"))
	say(len(c.Carried) > 0, "brought home by %s", amount(len(c.Carried), "other community", "other communities"))
	say(len(c.Stories) > 0, "told of in %s", amount(len(c.Stories), "value story", "value stories"))
	say(why == nil, "nobody has recorded a use of it yet; whoever used it can say so, and how it went")
	return why
}

// String says how often something worked: "3 worked, 1 did not work".
func (c OutcomeCount) String() string {
	var parts []string
	for _, of := range []struct {
		n    int
		says string
	}{{c.Worked, "worked"}, {c.WorkedInPart, "worked in part"}, {c.DidNotWork, "did not work"}} {
		if of.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", of.n, of.says))
		}
	}
	return strings.Join(parts, ", ")
}

// MemberContribution is what came of a member's part in the repertoire, shown by
// the uses that others made of it. Parts stand side by side: there is no sum over
// them, since a resource that three people made would count three times.
type MemberContribution struct {
	Person activity.Person
	Works  []MemberWork // in which they had a part and which others used, carried on or told of, by resource
	Unused int          // in how many others they had a part, of which no use is known
	ByPart []PartUse    // of each part that they had, in the order of PartKinds
}

// MemberWork is a resource in which a member had a part.
type MemberWork struct {
	Resource activity.ResourceID
	Title    string
	As       []PartKind
	Uses     int // by other people than this one
	Users    int // how many those are
	Outcomes OutcomeCount
	Carried  []activity.CommunityID
	Stories  []activity.StoryID // of others' telling
}

// PartUse is what others made of the resources in which a member had a part.
type PartUse struct {
	As        PartKind
	Resources int // how many they used
	Uses      int
	Users     int // how many different people
	Outcomes  OutcomeCount
}

// ContributionOf tells what came of a person's part in some works. Uses and
// stories of their own count nowhere.
func ContributionOf(p activity.Person, works []Work) MemberContribution {
	c := MemberContribution{Person: p}
	users := make(map[PartKind]map[activity.Person]bool)
	sums := make(map[PartKind]PartUse)
	for _, w := range works {
		parts := w.Parts()
		i := slices.IndexFunc(parts, func(part Part) bool { return part.Person == p })
		if i < 0 {
			continue
		}
		uses := w.usesBy(func(user activity.Person) bool { return user != p })
		sum, all := SumUses(uses), w.Contribution()
		one := MemberWork{
			Resource: w.Resource.ID, Title: w.Resource.Current.Title, As: parts[i].As,
			Uses: sum.Count, Users: sum.People, Outcomes: sum.ByOutcome, Carried: all.Carried,
		}
		for _, s := range w.Stories {
			if s.Teller != p && slices.Contains(all.Stories, s.ID) {
				one.Stories = append(one.Stories, s.ID)
			}
		}
		slices.SortFunc(one.Stories, activity.StoryID.Compare)
		if one.Uses == 0 && len(one.Carried) == 0 && len(one.Stories) == 0 {
			c.Unused++
			continue
		}
		c.Works = append(c.Works, one)
		for _, k := range one.As {
			if one.Uses == 0 {
				continue
			}
			if users[k] == nil {
				users[k] = make(map[activity.Person]bool)
			}
			for _, u := range uses {
				users[k][u.Person] = true
			}
			so := sums[k]
			sums[k] = PartUse{k, so.Resources + 1, so.Uses + one.Uses, len(users[k]), so.Outcomes.plus(one.Outcomes)}
		}
	}
	slices.SortFunc(c.Works, func(a, b MemberWork) int { return cmp.Or(a.Resource.Compare(b.Resource)) })
	for _, k := range PartKinds() {
		if sum, ok := sums[k]; ok {
			c.ByPart = append(c.ByPart, sum)
		}
	}
	return c
}
