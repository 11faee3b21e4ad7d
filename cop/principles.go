package cop

import (
	"fmt"
	"slices"
)

// sevenPrinciples are those of cultivation.
var sevenPrinciples = Questionnaire{
	Name:   "seven-principles",
	Title:  "Seven principles for cultivating communities of practice",
	Source: "E. Wenger, R. McDermott, W. M. Snyder, Cultivating Communities of Practice (2002), chapter 3",
	Items: []ReviewItem{
		{Slug: "design-for-evolution", Title: "Design for evolution",
			Asks: "Our community changes as our interests and our members change.",
			signs: []sign{
				counted("the charter has been revised", 1, "revision", "revisions", func(e Evidence) int { return e.Amendments }),
				counted("a ground rule has been rewritten", 1, "rule rewritten", "rules rewritten", func(e Evidence) int { return e.Rewritten }),
				freshTopics,
				counted("newcomers take part", 1, "newcomer", "newcomers", func(e Evidence) int { return e.Newcomers }),
			}},
		{Slug: "inside-and-outside", Title: "Open a dialogue between inside and outside perspectives",
			Asks: "People from outside bring us new perspectives, and we listen to them.",
			signs: []sign{
				counted("the community has ties across its boundary", 1, "tie", "ties", func(e Evidence) int { return e.Ties }),
				known("it has a tie to another community, or a member who is active in one", tiesOf, func(t TiesShown) (string, bool) {
					return fmt.Sprintf("%s, %s", numberOf(t.Communities, "community", "communities"), numberOf(t.Brokers, "broker", "brokers")), t.Communities+t.Brokers > 0
				}),
				known("guests from outside come to meetings", gatheringsOf, func(g GatheringsShown) (string, bool) {
					return numberOf(g.Guests, "meeting with guests", "meetings with guests"), g.Guests > 0
				}),
				counted("people who are no members contribute", 1, "person", "people", func(e Evidence) int { return e.Outsiders }),
			}},
		{Slug: "levels-of-participation", Title: "Invite different levels of participation",
			Asks: "One can take part in our community a lot or a little, and is welcome either way.",
			signs: []sign{
				known("a core group energises the community", levelsOf, func(l LevelsShown) (string, bool) {
					return l.told(l.Core, 2, "members at the core"), l.Core >= 2
				}),
				known("others are active around it", levelsOf, func(l LevelsShown) (string, bool) {
					return l.told(l.Active+l.Occasional, 1, "members active or occasional"), l.Active+l.Occasional > 0
				}),
				known("there is a periphery to learn from", levelsOf, func(l LevelsShown) (string, bool) {
					return l.told(l.Peripheral, 1, "members peripheral"), l.Peripheral > 0
				}),
				known("people move between the levels", levelsOf, func(l LevelsShown) (string, bool) {
					if l.small() {
						return l.some(l.Inward, 1, "inwards") + ", " + l.some(l.Outward, 1, "outwards"), l.Inward > 0
					}
					return fmt.Sprintf("%d inwards, %d outwards", l.Inward, l.Outward), l.Inward > 0
				}),
			}},
		{Slug: "public-and-private-spaces", Title: "Develop both public and private community spaces",
			Asks: "We have places for everybody, and places for conversations among few.",
			signs: []sign{
				counted("the common space is used", 1, "contribution", "contributions", func(e Evidence) int { return e.CommonUse }),
				known("a space is open to all members or to the public", spacesOf, func(s SpacesShown) (string, bool) {
					return numberOf(s.Public+s.Members, "such space", "such spaces"), s.Public+s.Members > 0
				}),
				known("there are private spaces", spacesOf, func(s SpacesShown) (string, bool) {
					return numberOf(s.Private, "private space", "private spaces"), s.Private > 0
				}),
				known("private spaces are used", spacesOf, func(s SpacesShown) (string, bool) {
					return outOf(s.PrivateUsed, s.Private, "private spaces"), s.PrivateUsed > 0
				}),
			}},
		{Slug: "focus-on-value", Title: "Focus on value",
			Asks: "What we do here is worth my time, and we talk about what it is worth.",
			signs: []sign{
				mostOf("half of the questions are answered, or more", 50, "questions", func(e Evidence) (int, int) { return e.Answered, e.Questions }),
				counted("resources are reused by others, with what came of it", 1, "reuse", "reuses", func(e Evidence) int { return e.Reused }),
				counted("members recognise what others do", 1, "recognition", "recognitions", func(e Evidence) int { return e.Recognitions }),
				counted("stories and cases tell what happened", 1, "story or case", "stories and cases", func(e Evidence) int { return e.Stories }),
			}},
		{Slug: "familiarity-and-excitement", Title: "Combine familiarity and excitement",
			Asks: "Our community is a familiar place, and something new happens in it.",
			signs: []sign{
				known("there are regular meetings", gatheringsOf, func(g GatheringsShown) (string, bool) {
					return numberOf(g.Regular, "regular meeting", "regular meetings"), g.Regular > 1
				}),
				counted("the same people meet again", 3, "person in a lasting relation", "people in a lasting relation", func(e Evidence) int { return e.Lasting }),
				known("there are meetings that are the first of their kind", gatheringsOf, func(g GatheringsShown) (string, bool) {
					return numberOf(g.FirstOfAKind, "such meeting", "such meetings"), g.FirstOfAKind > 0
				}),
				freshTopics,
			}},
		{Slug: "rhythm", Title: "Create a rhythm for the community",
			Asks: "Our community has a beat that I can follow: neither too fast nor too slow.",
			signs: []sign{
				counted("the community meets again and again", 3, "meeting", "meetings", func(e Evidence) int { return e.Meetings }),
				mostOf("most meetings follow the one before at about the same interval", 50, "intervals", func(e Evidence) (int, int) { return e.OnRhythm, e.Intervals }),
				mostOf("people contribute in half of the weeks or more", 50, "weeks", func(e Evidence) (int, int) { return e.ActiveWeeks, e.Weeks }),
				neverSilent,
			}},
	},
}

// freshTopics is the sign of something new.
var freshTopics = counted("a topic came up in the second half of the window and was taken up by two people or more", 1, "new topic", "new topics",
	func(e Evidence) int { return e.coined(2) })

var neverSilent = sign{"it was never silent for more than four weeks", func(s Subject) (string, Presence) {
	e := s.Evidence
	return numberOf(e.Silence, "week", "weeks") + " at most", holds(e.Contributions > 0 && e.Silence <= 4)
}}

func (l LevelsShown) all() int { return l.Core + l.Active + l.Occasional + l.Peripheral }

// small reports whether a number would tell of fewer people than may be told of. The
// numbers of the others would tell that as well, since everybody can count all members.
func (l LevelsShown) small() bool {
	return slices.ContainsFunc([]int{l.Core, l.Active, l.Occasional, l.Peripheral, l.Inward, l.Outward}, func(n int) bool { return n > 0 && n < l.Least })
}

// told says of how many members something holds; enough is how many it takes.
func (l LevelsShown) told(n, enough int, things string) string {
	if l.small() {
		return l.some(n, enough, things) + fmt.Sprintf(" (groups of fewer than %d are not counted)", l.Least)
	}
	return outOf(n, l.all(), things)
}

// some says whether there are enough, and no more.
func (l LevelsShown) some(n, enough int, things string) string {
	switch {
	case n >= enough:
		return "some " + things
	case enough > 1:
		return fmt.Sprintf("fewer than %d %s", enough, things)
	}
	return "no " + things
}
