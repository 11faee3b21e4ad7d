package cop

import (
	"fmt"
	"reflect"
	"strings"
	"time"
)

// element is one of the triad: whether a charter declares it, and what it
// takes. It shows as clearly as the least clear of its needs.
type element struct {
	name     ElementName
	declared func(Charter) bool
	needs    []need
}

// A need is something that an element takes. Of the ways in which it may show
// the clearest counts.
type need struct {
	ways []way
	next string // what to do where it does not show
}

// A way is one in which a need may show.
type way struct {
	rule  func(Thresholds) string
	found func(Thresholds, Charter, Evidence) (evidence string, shown Presence)
}

// triad is the rules by which the elements are found.
var triad = []element{
	{DomainElement, func(c Charter) bool { return strings.TrimSpace(c.Domain.Concern) != "" }, []need{
		{[]way{onTopic}, "Ask members what they care about so much that they would come back for it; write it into the charter, " +
			"with its topics, and name the topics of what is asked and shared."},
	}},
	{CommunityElement, func(c Charter) bool { return !reflect.ValueOf(c.Form).IsZero() }, []need{
		{[]way{interacting}, "Introduce people to each other: see that every question gets an answer and every answer a word back, " +
			"and meet in groups in which everybody can speak."},
		{[]way{lasting}, "Give the community a rhythm, such as a regular gathering, so that the same people meet again."},
		{[]way{regular}, "Keep at it: relationships take sustained interaction. Plan the next three meetings now."},
	}},
	{PracticeElement, func(c Charter) bool { return c.Kind != "" || strings.TrimSpace(c.Purpose) != "" }, []need{
		{[]way{helping, repertoire, learning, working}, "Let members bring a problem from their own work and solve it together; write down what " +
			"they would otherwise explain again, and tell what came of using it. What people learn when they meet leaves no trace by itself: " +
			"say what a meeting was for."},
		{[]way{timely}, "Give it time: a good conversation is no practice yet."},
	}},
}

// onTopic is the domain's: the record is about what the charter names, or,
// where it names no topics, about topics that several people share.
var onTopic = way{
	func(t Thresholds) string {
		return fmt.Sprintf("%d %% of the topics named, or more, are the charter's; where it has none, they are topics that %d people took up", t.OnTopic, t.TopicSharers)
	},
	func(t Thresholds, c Charter, e Evidence) (string, Presence) {
		own := make(map[string]bool, len(c.Domain.Topics))
		for _, topic := range c.Domain.Topics {
			own[topic] = true
		}
		n, all := e.mentions(func(shown TopicShown) bool {
			return own[shown.Topic] || len(own) == 0 && shown.People >= t.TopicSharers
		})
		if all < t.Mentions || !reaches(all, e.Contributions, t.Named) {
			return fmt.Sprintf("topics are named %s in %s, too rarely to tell",
				numberOf(all, "time", "times"), numberOf(e.Contributions, "contribution", "contributions")), Unknown
		}
		return outOf(n, all, "mentions of topics"), percentage(n, all, t.OnTopic, t.OnTopicWeak)
	},
}

const onlyCommits = "the record holds only commits, which do not tell who talks with whom"

var interacting = way{
	func(t Thresholds) string {
		return fmt.Sprintf("%d %% of those who take part, or more, help each other: are in contact both ways with somebody", t.Interacting)
	},
	func(t Thresholds, _ Charter, e Evidence) (string, Presence) {
		if e.mute() {
			return onlyCommits, Unknown
		}
		return outOf(e.Interacting, e.People, "people"), least(
			percentage(e.Interacting, e.People, t.Interacting, t.InteractingWeak),
			graded(e.Interacting, t.People, 1))
	},
}

var lasting = way{
	func(t Thresholds) string {
		return fmt.Sprintf("%d people, and %d %% of those who take part, or more, have relationships: are in contact both ways with the same person "+
			"in %d different weeks, over four weeks or more", t.LastingPeople, t.Lasting, lastingWeeks)
	},
	func(t Thresholds, _ Charter, e Evidence) (string, Presence) {
		if e.mute() {
			return onlyCommits, Unknown
		}
		shown := graded(e.Lasting, t.LastingPeople, t.LastingWeak)
		if shown == Present && !reaches(e.Lasting, e.People, t.Lasting) {
			shown = Weak
		}
		return outOf(e.Lasting, e.People, "people") + ", in " + numberOf(e.Sustained, "pair", "pairs"), shown
	},
}

var regular = way{
	func(t Thresholds) string {
		return fmt.Sprintf("two people or more contribute in each of %d weeks or more", t.ActiveWeeks)
	},
	func(t Thresholds, _ Charter, e Evidence) (string, Presence) {
		return outOf(e.ActiveWeeks, e.Weeks, "weeks"), graded(e.ActiveWeeks, t.ActiveWeeks, 2)
	},
}

// The ways in which a practice shows. What the record calls a question, a
// resource or a commit is taken for one.
var (
	helping = done("questions of others answered",
		func(t Thresholds) (int, int) { return t.Answered, t.AnsweredWeak },
		func(e Evidence) (int, int) { return e.Answered, e.Answerers })
	repertoire = done("resources of others taken up (revised or reused)",
		func(t Thresholds) (int, int) { return t.TakenUp, t.TakenUpWeak },
		func(e Evidence) (int, int) { return e.TakenUp, e.TakersUp })
	learning = done("contributions for what communities of practice typically do, such as to seek experience",
		func(t Thresholds) (int, int) { return t.Learning, t.LearningWeak },
		func(e Evidence) (int, int) { return e.Learning, e.Learners })
	working = done("changes to common work (commits)",
		func(t Thresholds) (int, int) { return t.Commits, t.CommitsWeak },
		func(e Evidence) (int, int) { return e.Commits, e.Committers })
)

// done is the way of something that enough people do often enough.
func done(what string, enough func(Thresholds) (present, weak int), count func(Evidence) (n, people int)) way {
	return way{
		func(t Thresholds) string {
			present, _ := enough(t)
			return fmt.Sprintf("a practice may show in %d or more %s, by %d people or more", present, what, t.Doers)
		},
		func(t Thresholds, _ Charter, e Evidence) (string, Presence) {
			present, weak := enough(t)
			n, people := count(e)
			return fmt.Sprintf("%d, by %s", n, numberOf(people, "person", "people")),
				least(graded(n, present, weak), graded(people, t.Doers, 1))
		},
	}
}

// timely is the practice's: it takes time.
var timely = way{
	func(t Thresholds) string {
		return fmt.Sprintf("it has taken %d weeks or more", weeksOf(t.Span))
	},
	func(t Thresholds, _ Charter, e Evidence) (string, Presence) {
		return fmt.Sprintf("%s from the first contribution to the last", numberOf(weeksOf(e.Span), "week", "weeks")),
			graded(int(e.Span), int(t.Span), int(aWeek))
	},
}

func weeksOf(d time.Duration) int { return int(d / aWeek) }
