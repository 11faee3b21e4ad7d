package insight

import (
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// RecommendPolicy says what is recommended to somebody, and what is not. It is data:
// hosts keep it as JSON, change it, and keep with it what somebody has muted or seen.
// [Recommending] is the default.
type RecommendPolicy struct {
	// AtMost is how many of each kind are recommended.
	AtMost int `json:"at_most" validate:"min=1,max=100"`
	// Evidence is how many traces have to speak for something: what the person did on
	// its topics, what they took part in that reads alike, what they share with somebody.
	Evidence int `json:"evidence" validate:"min=1,max=1000"`
	// Alike is from which cosine on two texts read alike. The default is for words;
	// models differ in what their cosines mean.
	Alike float64 `json:"alike" validate:"min=0.01,max=1"`
	// Helpers is how many people are asked about one question.
	Helpers int `json:"helpers" validate:"min=1,max=100"`
	// Spread is the weight by which load is spread; see [Spread].
	Spread float64 `json:"spread" validate:"min=0,max=100"`
	// Newcomer is how many days somebody is a newcomer, to whom mentors are recommended.
	Newcomer int `json:"newcomer" validate:"min=0,max=36500"`
	// Mentees is how many people a mentor guides at most.
	Mentees int `json:"mentees" validate:"min=1,max=100"`
	// Muted are topics of which the person wants to hear nothing.
	Muted []string `json:"muted,omitempty" validate:"max=1000"`
	// Seen are things that the person has seen, by what the host knows: nobody records
	// what is only read.
	Seen []activity.ObjectID `json:"seen,omitempty" validate:"max=100000"`
	// Known are people whom the person knows, beside those whom the record tells of.
	Known []activity.Person `json:"known,omitempty" validate:"max=100000"`
}

// Recommending is the default policy.
func Recommending() RecommendPolicy {
	return RecommendPolicy{AtMost: 5, Evidence: 2, Alike: 0.2, Helpers: 5, Spread: DefaultSpread, Newcomer: 90, Mentees: 3}
}

// Check reports, as an Invalid error that names every bad field, whether the policy
// can be used.
func (p RecommendPolicy) Check() error { return fault.Check("insight.RecommendPolicy", p) }
