package repertoire

import (
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// MapPolicy says what a knowledge map looks back on, and when it speaks of a gap,
// a recurring question, or one that waits. It is data: hosts keep it as JSON, and
// change it. [Mapping] is the default. Days are times 24 hours, and windows end
// when the map is made.
type MapPolicy struct {
	// Days is how far back "lately" reaches.
	Days int `json:"days" validate:"min=1,max=36500"`
	// Patience is how many days a question may wait before it counts as left
	// without an answer.
	Patience int `json:"patience" validate:"min=0,max=36500"`
	// Asked is how many questions within Days make a topic one that is asked about.
	Asked int `json:"asked" validate:"min=1"`
	// Waiting is how many percent of the questions of lately have to wait for longer
	// than Patience for a topic to count as not answered.
	Waiting int `json:"waiting" validate:"min=1,max=100"`
	// Answers is how many answers within Days, all by one person, make a topic
	// depend on them.
	Answers int `json:"answers" validate:"min=1"`
	// Stale is how many days without a new resource or version make a topic stale.
	Stale int `json:"stale" validate:"min=1,max=36500"`
	// Examples is how many questions, people, resources or words are named as
	// evidence.
	Examples int `json:"examples" validate:"min=1,max=100"`
	// Times is how often something has to be asked to be recurring. Five is the
	// number of Wenger's example: "we have faced this problem five times now".
	Times int `json:"times" validate:"min=2"`
	// Alike is how many percent of their wording questions have to have in common to
	// count as alike; see [Recurring].
	Alike int `json:"alike" validate:"min=1,max=100"`
	// Common is how many percent of the questions about other topics a word has to
	// be in to tell nothing about this one.
	Common int `json:"common" validate:"min=1,max=100"`
	// Since is how many days back a question counts as one of those that recur.
	Since int `json:"since" validate:"min=1,max=36500"`
	// Helpers is how many people are named for a question that waits.
	Helpers int `json:"helpers" validate:"min=1,max=100"`
	// AtMost is for how many waiting questions one person is named.
	AtMost int `json:"at_most" validate:"min=1"`
	// Newcomer is how many days somebody is a newcomer.
	Newcomer int `json:"newcomer" validate:"min=0,max=36500"`
}

// Mapping is the default policy.
func Mapping() MapPolicy {
	return MapPolicy{
		Days: 365, Patience: 7, Asked: 2, Waiting: 50, Answers: 3, Stale: 365, Examples: 5,
		Times: 5, Alike: 55, Common: 10, Since: 730,
		Helpers: 3, AtMost: 5, Newcomer: 90,
	}
}

// Check reports, as an Invalid error that names every bad field, whether the
// policy can be used.
func (p MapPolicy) Check() error { return fault.Check("repertoire.MapPolicy", p) }

// since is the beginning of a window of so many days.
func since(now time.Time, days int) time.Time {
	return activity.Moment(now).Add(-time.Duration(days) * 24 * time.Hour)
}
