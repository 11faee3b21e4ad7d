package insight

import (
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Measures is what a history says about participation, responsiveness and the
// network of replies. Shares lie between 0 and 1. A figure that has nothing to
// be computed from is 0; the number it is computed from stands beside it.
type Measures struct {
	Participation // over the whole history

	First, Last   time.Time   // of the first and last event, UTC; zero if there is none
	Verbs         []VerbCount // in the order of activity.Verbs, then other words by name
	Weeks         int         // weeks, Monday to Sunday in UTC, from the first to the last event
	PerWeekMean   float64     // events per week
	PerWeekMedian float64     // likewise; weeks without events count
	MostActive    []Rank[int] // the 10 actors with the most events

	LastYear Participation // of the 365 days up to the last event
	Years    []Year        // the calendar years (UTC) with events, in order

	Newcomers             []Month // the calendar months (UTC) with newcomers, in order
	NewcomersPerMonthMean float64 // over all months from the first to the last event

	ReturnAfter30 Return // who came back 30 days or more after their first event
	Window30To60  Return // who was there from day 30 to before day 60
	ReturnAfter90 Return // who came back 90 days or more after their first event
	Window90To180 Return // who was there from day 90 to before day 180

	Response *Response   // nil if no thread was opened
	Replies  *ReplyGraph // nil if nobody replied to anybody else
}

// Participation says how many did how much in some time, and how evenly.
type Participation struct {
	Events         int     // activities, without upkeep
	Actors         int     // people with at least one event
	OneTimersShare float64 // share of the actors who have exactly one event
	Gini           float64 // of events per actor: 0 if all have as many, towards 1 if one has all
	Top1Share      float64 // share of the events by the most active 1 % of actors, rounded up
	Top10Share     float64 // share of the events by the most active 10 % of actors, rounded up
	AbsenceFactor  int     // fewest actors who have at least 50 % of the events (CHAOSS)
	Core80         int     // fewest actors who have at least 80 % of the events
}

// VerbCount is how many events have a verb.
type VerbCount struct {
	Verb   activity.Verb
	Events int
}

// Rank is a person's place in a list that is ordered by a figure. People with
// the same figure are in order of their names.
type Rank[N int | float64] struct {
	Person activity.Person
	Value  N
}

// Year is the participation in a calendar year.
type Year struct {
	Year          int
	Newcomers     int // actors whose first event is in the year
	Participation     // of the year
}

// Month is how many newcomers a calendar month brought.
type Month struct {
	Month     string // as in "2006-01"
	Newcomers int    // actors whose first event is in the month
}

// Return is how many of the people who could come back did.
type Return struct {
	Eligible int     // actors whose first event is so early that the whole time can be seen
	Returned int     // those of them who had another event in that time
	Share    float64 // Returned of Eligible
}

// Response is how soon people who open a thread hear from somebody else. The
// threads are those whose opening is their first event; others began outside
// of what was recorded.
type Response struct {
	Threads         int           // threads with their opening
	Openers         int           // people who opened them
	Responders      int           // people who were the first to respond to one
	Responded       int           // threads with a later event by another actor
	UnansweredShare float64       // share of the threads without
	Median          time.Duration // from the opening to the first such event, where there is one
	Within24hShare  float64       // share of all threads with one within 24 hours

	Answered     int           // threads with an answer (activity.Answer) by another actor
	AnswerMedian time.Duration // from the opening to the first such answer, where there is one
}

// ReplyGraph is the network of who replied to whom. Its nodes are the people
// who replied to somebody else or were replied to, a directed edge leads from
// the one to the other, and two people are tied if there is an edge between
// them in either direction.
type ReplyGraph struct {
	Nodes       int     // people
	Edges       int     // ordered pairs of people with at least one reply
	Weight      int     // replies
	Reciprocity float64 // share of the edges whose reverse exists
	Density     float64 // edges of all that there could be

	Components       int // sets of people who are connected through ties
	LargestComponent int // people in the largest
	Ties             int // unordered pairs of people
	Core             int // the largest k for which the ties have a k-core
	CoreSize         int // people in it

	// Clustering is the share of the pairs of a person's contacts who are tied
	// themselves, 0 for fewer than 2 contacts, in the mean over all people.
	// Transitivity is the share of all people's pairs at once.
	Clustering, Transitivity float64

	// Betweenness is the 10 people through whom most shortest paths between
	// others lead: for each pair of others, the share of their shortest paths,
	// not normalised. Nil if the network is too large (see BetweennessLimit).
	Betweenness []Rank[float64]

	// Constraint is the 10 people with at least 3 ties whom their contacts
	// constrain least: the sum, over the contacts j of i, of (1/d(i) + the sum
	// over common contacts q of 1/(d(i) d(q)))², with d the number of ties.
	Constraint []Rank[float64]

	MostRepliedTo []Rank[int] // the 5 people with the most replies
}
