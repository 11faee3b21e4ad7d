package cop

import (
	"fmt"
	"slices"
)

// NearMiss is a kind of group that is called a community of practice, but is
// none.
type NearMiss struct {
	Name  string        `json:"name"` // a slug
	Title string        `json:"title"`
	Means string        `json:"means"` // what it is instead
	Lacks []ElementName `json:"lacks,omitempty"`
	Next  string        `json:"next"` // what would make one of it
}

// NearMisses returns the kinds, in the order in which [Diagnose] tries them
// (E. and B. Wenger-Trayner, "Introduction to communities of practice", 2015;
// the project team is their usual contrast, as in Wenger and Snyder,
// "Communities of Practice: The Organizational Frontier", 2000).
func NearMisses() []NearMiss {
	all := make([]NearMiss, len(misses))
	for i, m := range misses {
		all[i] = m.clone()
	}
	return all
}

func (m NearMiss) clone() NearMiss {
	m.Lacks = slices.Clone(m.Lacks)
	return m
}

// miss is the rule by which a near miss is told.
type miss struct {
	NearMiss
	declared bool          // it is told by what is declared, whatever else shows
	has      []ElementName // what it does not lack, if that matters
	signs    []clue        // what else must hold
}

// clue is something that a near miss is told by, beside the elements.
type clue struct {
	rule  func(Thresholds) string
	found func(Thresholds, Evidence) (evidence string, holds bool)
}

var misses = []miss{
	{NearMiss: NearMiss{"project-team", "A team or project group",
		"It is held together by what it has to deliver, and ends with that.", nil,
		"Ask who wants to go on learning together when the work is delivered, and let the others go: members of a community of practice choose it themselves."},
		declared: true, signs: []clue{teamwork}},
	{NearMiss: NearMiss{"website-or-audience", "A website or an audience",
		"One voice speaks and the others listen; a website in itself is no community.", []ElementName{CommunityElement},
		"Give the audience something to do together: ask them what they do in their own work, and introduce those who answer to each other."},
		signs: []clue{broadcasting, listening}},
	{NearMiss: NearMiss{"same-job-or-title", "People of the same job or title",
		"They have much in common, but hardly interact and do not learn together.", []ElementName{CommunityElement, PracticeElement},
		"Find the few who want to talk about their work, and begin with a gathering of those."},
		signs: []clue{rostered}},
	{NearMiss: NearMiss{"network-of-connections", "A network of connections",
		"People know of each other and exchange a word, but they build no lasting relationships in which they would learn together.",
		[]ElementName{CommunityElement, PracticeElement},
		"Bring those who are connected together more than once, around a problem that they share."},
		has: []ElementName{DomainElement}, signs: []clue{connected}},
	{NearMiss: NearMiss{"club-of-friends", "A club of friends",
		"They like to be together, but no shared domain gives them an identity.", []ElementName{DomainElement},
		"Find out whether there is something that they all want to get better at; if not, it is a good club."},
		has: []ElementName{CommunityElement}},
	{NearMiss: NearMiss{"community-of-interest", "A community of interest",
		"They share an interest and talk about it, but are no practitioners who would develop a shared repertoire.", []ElementName{PracticeElement},
		"Ask what members do themselves in the domain, and let them show how they do it."},
		has: []ElementName{DomainElement, CommunityElement}},
}

var teamwork = clue{
	func(Thresholds) string {
		return "it has a deliverable, and an end date or members who are assigned to it"
	},
	func(_ Thresholds, e Evidence) (string, bool) {
		d := e.Declared
		assigned := d.Assigned || e.Assigned > e.Voluntary
		text := "no deliverable"
		if d.Deliverable != "" {
			text = fmt.Sprintf("the deliverable %q", d.Deliverable)
		}
		if !d.EndDate.IsZero() {
			text += ", the end date " + d.EndDate.Format("2 Jan 2006")
		}
		if assigned {
			text += ", assigned members"
			if e.Assigned > 0 {
				text += fmt.Sprintf(" (%d, and %d of their own accord)", e.Assigned, e.Voluntary)
			}
		}
		return text, d.Deliverable != "" && (assigned || !d.EndDate.IsZero())
	},
}

var broadcasting = clue{
	func(t Thresholds) string {
		return fmt.Sprintf("one person makes %d %% of %d contributions or more", t.Broadcast, t.Contributions)
	},
	func(t Thresholds, e Evidence) (string, bool) {
		return outOf(e.Top, e.Contributions, "contributions"), e.Contributions >= t.Contributions && reaches(e.Top, e.Contributions, t.Broadcast)
	},
}

var listening = clue{
	func(t Thresholds) string {
		return fmt.Sprintf("the others hardly turn to each other: less than %d %% of the pairs in contact are pairs of them (two people are no audience)", t.AmongRest)
	},
	func(t Thresholds, e Evidence) (string, bool) {
		return fmt.Sprintf("%s, by %s", outOf(e.PairsOfRest, e.Pairs, "pairs"), numberOf(e.People, "person", "people")),
			!reaches(e.PairsOfRest, e.Pairs, t.AmongRest) && (e.People == 1 || e.People >= t.People)
	},
}

var rostered = clue{
	func(t Thresholds) string {
		return fmt.Sprintf("of %d members or more, less than %d %% are in contact with anybody", t.People, t.RosterTouch)
	},
	func(t Thresholds, e Evidence) (string, bool) {
		return outOf(e.InContact, e.Members, "members"), e.Members >= t.People && !reaches(e.InContact, e.Members, t.RosterTouch)
	},
}

var connected = clue{
	func(t Thresholds) string {
		return fmt.Sprintf("%d people or more are in contact, less than %d in a contact both ways that lasts", t.People, t.LastingWeak)
	},
	func(t Thresholds, e Evidence) (string, bool) {
		return fmt.Sprintf("%s in contact, %d in one that lasts", numberOf(e.InContact, "person", "people"), e.Lasting),
			e.InContact >= t.People && e.Lasting < t.LastingWeak
	},
}

// fits reports whether a group is such a near miss, and by which reasons. That
// nothing is known of what it lacks does not suffice. Where nothing else tells
// it, a weak beginning of what it lacks speaks against it.
func (m miss) fits(t Thresholds, e Evidence, found map[ElementName]Element) ([]Reason, bool) {
	for _, name := range m.has {
		if !found[name].There {
			return nil, false
		}
	}
	for _, name := range m.Lacks {
		lacking := found[name]
		if lacking.There || lacking.Shown == Unknown || lacking.Shown == Weak && len(m.signs) == 0 {
			return nil, false
		}
	}
	reasons := make([]Reason, len(m.signs))
	for i, c := range m.signs {
		evidence, holds := c.found(t, e)
		if !holds {
			return nil, false
		}
		reasons[i] = Reason{c.rule(t), evidence, Present, e.since(), e.To}
	}
	return reasons, true
}
