package cop

import "time"

// Thresholds are where a diagnosis draws its lines. A host that knows better
// for its communities gives others than [DefaultThresholds]. Shares are in
// percent.
//
// No source gives such figures. The shares of people follow what Wenger,
// McDermott and Snyder (2002) report of participation (a core of 10 to 15 %, 15
// to 20 % active, the rest peripheral), so that a large periphery never counts
// against a community; the others are chosen low, for what is merely not
// recorded must not be taken for absent.
type Thresholds struct {
	// Time. Before both are reached it is too early to tell what is absent.
	Span          time.Duration // how long a community is to be observed
	Contributions int           // from how many on a shorter record is not too little to say anything
	ActiveWeeks   int           // weeks with contributions of several people from which on interaction is regular
	People        int           // from how many on they are a group

	// Domain.
	Mentions     int // of topics, from how many on the record tells what people are about
	Named        int // percent of the contributions, to which they have to come for that
	OnTopic      int // percent of the mentions that are of the domain
	OnTopicWeak  int
	TopicSharers int // people who make a topic a shared one, where the charter names none

	// Community.
	Interacting     int // percent of the people in contact both ways with somebody
	InteractingWeak int
	Lasting         int // percent of the people in a relation that lasts
	LastingPeople   int // and how many they are at least
	LastingWeak     int // how many are a beginning

	// Practice. Any of these is one; people are those who do it for others.
	Answered     int // questions answered
	AnsweredWeak int
	TakenUp      int // resources that others took up
	TakenUpWeak  int
	Learning     int // contributions for a typical activity of a community of practice
	LearningWeak int
	Commits      int // changes to common work
	CommitsWeak  int
	Doers        int // people who do it

	// Near misses.
	Broadcast   int // percent of the contributions by one person, from which on it is a broadcast
	AmongRest   int // percent of the pairs in contact that are without this person, below which it is an audience
	RosterTouch int // percent of the members in contact with anybody, below which they only share a job or a title
}

// DefaultThresholds returns the thresholds that [Diagnose] uses.
func DefaultThresholds() Thresholds {
	return Thresholds{
		Span: 12 * aWeek, Contributions: 20, ActiveWeeks: 6, People: 3,
		Mentions: 10, Named: 10, OnTopic: 50, OnTopicWeak: 20, TopicSharers: 3,
		Interacting: 25, InteractingWeak: 10, Lasting: 10, LastingPeople: 3, LastingWeak: 2,
		Answered: 10, AnsweredWeak: 3, TakenUp: 3, TakenUpWeak: 1, Learning: 10, LearningWeak: 3, Commits: 20, CommitsWeak: 5, Doers: 3,
		Broadcast: 50, AmongRest: 10, RosterTouch: 10,
	}
}

// early reports whether the community has been observed too shortly to tell
// what is absent.
func (t Thresholds) early(e Evidence) bool { return e.Observed() < t.Span }

// tooLittle reports whether there is too little of a record to tell anything.
func (t Thresholds) tooLittle(e Evidence) bool {
	return t.early(e) && e.Contributions < t.Contributions
}
