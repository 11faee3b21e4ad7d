package membership

import (
	"cmp"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Carried is an element of practice that somebody carried across a boundary: a
// resource of one community that they used in another.
type Carried struct {
	Person   activity.Person      `json:"person"`
	Resource activity.ResourceID  `json:"resource"`
	From     activity.CommunityID `json:"from"`
	To       activity.CommunityID `json:"to"`
	At       time.Time            `json:"at"`
}

// Link is a pair of communities, the lesser id first.
type Link struct{ A, B activity.CommunityID }

// LinkOf returns the link of two communities, in either order.
func LinkOf(a, b activity.CommunityID) Link {
	if a.Compare(b) > 0 {
		a, b = b, a
	}
	return Link{a, b}
}

// Compare orders links by their communities: -1, 0 or 1.
func (l Link) Compare(other Link) int { return cmp.Or(l.A.Compare(other.A), l.B.Compare(other.B)) }

// Brokerage is what a broker does for a constellation: somebody who introduces
// elements of one practice into another (Wenger 1998, pp. 108-110).
type Brokerage struct {
	Person  activity.Person
	Links   []Link    // between which communities they carried practice, in order
	Carried []Carried // what, in order of time
	// Legitimacy holds, for each of these communities in order, whether their level
	// gives them a voice in it. Brokering takes enough of it to influence the
	// development of a practice and to draw attention; who has little may still
	// carry much, and is helped by somebody who vouches for them.
	Legitimacy []Reason
	Risk       Risk
}

// Risk is what a constellation would lose with a broker: what nobody else does.
type Risk struct {
	Links    []Link     // which communities would have no other broker between them
	Practice []Practice // which practice has no other carrier
}

// Practice is a resource of one community that is used in another.
type Practice struct {
	Resource activity.ResourceID
	From, To activity.CommunityID
}

// Compare orders practices by resource, origin and destination: -1, 0 or 1.
func (p Practice) Compare(other Practice) int {
	return cmp.Or(p.Resource.Compare(other.Resource), p.From.Compare(other.From), p.To.Compare(other.To))
}

// Brokers returns who carried practice between communities, those who connect
// most of them first, then those who carried most, then by person. Places are
// people's levels in the communities; of several in one, the last counts. What
// was carried within one community is passed over. Belonging to two
// communities makes nobody a broker; carrying something does.
func Brokers(places []Place, carried []Carried) []Brokerage {
	levelOf := map[spot]Level{}
	for _, p := range places {
		levelOf[spot{p.Person, p.Community}] = p.Level
	}
	carriers := map[Practice]map[activity.Person]bool{}
	linkers := map[Link]map[activity.Person]bool{}
	by := map[activity.Person]*Brokerage{}
	for _, c := range carried {
		if c.From == c.To {
			continue
		}
		b := by[c.Person]
		if b == nil {
			b = &Brokerage{Person: c.Person}
			by[c.Person] = b
		}
		b.Carried = append(b.Carried, c)
		b.Links = append(b.Links, LinkOf(c.From, c.To))
		note(carriers, c.practice(), c.Person)
		note(linkers, LinkOf(c.From, c.To), c.Person)
	}
	var all []Brokerage
	for _, person := range ordered(by) {
		b := by[person]
		slices.SortFunc(b.Carried, Carried.compare)
		slices.SortFunc(b.Links, Link.Compare)
		b.Links = slices.Compact(b.Links)
		b.Legitimacy = legitimacy(b, levelOf)
		b.Risk = b.risk(carriers, linkers)
		all = append(all, *b)
	}
	slices.SortStableFunc(all, func(a, b Brokerage) int {
		return cmp.Or(cmp.Compare(len(b.Links), len(a.Links)), cmp.Compare(len(b.Carried), len(a.Carried)))
	})
	return all
}

// spot is a person in a community.
type spot struct {
	person    activity.Person
	community activity.CommunityID
}

func note[K comparable](who map[K]map[activity.Person]bool, key K, person activity.Person) {
	if who[key] == nil {
		who[key] = map[activity.Person]bool{}
	}
	who[key][person] = true
}

func (c Carried) practice() Practice { return Practice{c.Resource, c.From, c.To} }

func (c Carried) compare(other Carried) int {
	return cmp.Or(c.At.Compare(other.At), c.practice().Compare(other.practice()))
}

// legitimacy tells, in order of communities, what voice a broker has in them.
func legitimacy(b *Brokerage, levelOf map[spot]Level) []Reason {
	var communities []activity.CommunityID
	for _, l := range b.Links {
		communities = append(communities, l.A, l.B)
	}
	slices.SortFunc(communities, activity.CommunityID.Compare)
	var reasons []Reason
	for _, c := range slices.Compact(communities) {
		level := levelOf[spot{b.Person, c}]
		if level == "" {
			level = Outside
		}
		r := Reason{
			Level: level, Rule: "is more than peripheral in a community to have a voice in its practice",
			Evidence: string(level), Met: level.Compare(Peripheral) > 0, Community: c,
		}
		if !r.Met {
			r.Evidence += "; a member who vouches for what they bring would help it to be heard"
		}
		reasons = append(reasons, r)
	}
	return reasons
}

// risk returns what nobody else links or carries.
func (b *Brokerage) risk(carriers map[Practice]map[activity.Person]bool, linkers map[Link]map[activity.Person]bool) Risk {
	var r Risk
	for _, l := range b.Links {
		if len(linkers[l]) == 1 {
			r.Links = append(r.Links, l)
		}
	}
	for _, c := range b.Carried {
		if p := c.practice(); len(carriers[p]) == 1 {
			r.Practice = append(r.Practice, p)
		}
	}
	slices.SortFunc(r.Practice, Practice.Compare)
	r.Practice = slices.Compact(r.Practice)
	return r
}
