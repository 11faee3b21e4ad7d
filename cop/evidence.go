package cop

import "time"

// Evidence is what a community's record shows in a window of time: plain
// numbers that [Gather] reads from it, or that a researcher fills in from
// elsewhere. Nobody is named.
//
// A contribution is an activity of any verb but those of upkeep (see
// activity.Verbs). A contact is a contribution directed at somebody else, or
// an attendance of the same small meeting, which is a contact both ways.
type Evidence struct {
	From     time.Time `json:"from"`           // the window begins, UTC
	To       time.Time `json:"to"`             // and ends before this time
	Began    time.Time `json:"began,omitzero"` // the record's first activity, upkeep too, maybe before From
	Declared Declared  `json:"declared,omitzero"`

	// Who takes part, and when.
	Members       int           `json:"members"`       // members at the end of the window, as far as the record tells
	People        int           `json:"people"`        // who contributed
	Outsiders     int           `json:"outsiders"`     // of them, who were never members; 0 where nobody's joining is recorded
	Contributions int           `json:"contributions"` //
	Top           int           `json:"top"`           // of them, made by the person who made most
	Span          time.Duration `json:"span"`          // from the first contribution to the last, in nanoseconds
	Weeks         int           `json:"weeks"`         // calendar weeks (ISO 8601, UTC) that the window touches
	ActiveWeeks   int           `json:"active_weeks"`  // of them, those with contributions of at least two people
	Silence       int           `json:"silence"`       // most weeks in a row without a contribution, from the community's beginning on
	Voluntary     int           `json:"voluntary"`     // people who joined or asked to be let in, ever
	Assigned      int           `json:"assigned"`      // people who were admitted without having asked or been invited, ever

	// Who is in contact with whom. Pairs are unordered.
	InContact   int `json:"in_contact"`   // people in contact with anybody
	Pairs       int `json:"pairs"`        // pairs in contact
	PairsOfRest int `json:"pairs_rest"`   // of them, those without the person who made most contributions
	MutualPairs int `json:"mutual_pairs"` // pairs in contact both ways
	Interacting int `json:"interacting"`  // people in such pairs
	Sustained   int `json:"sustained"`    // mutual pairs in contact in three weeks or more, the last four weeks or more after the first
	Lasting     int `json:"lasting"`      // people in such pairs

	// Helping each other. An opening is an activity that waits for a response
	// (see activity.Verb.Opens).
	Openings       int           `json:"openings"`        //
	Responded      int           `json:"responded"`       // openings to which somebody else responded
	FirstResponse  time.Duration `json:"first_response"`  // the median time until then, in nanoseconds
	Openers        int           `json:"openers"`         // people who opened
	OpenersHeard   int           `json:"openers_heard"`   // of them, those who got a response
	Questions      int           `json:"questions"`       // openings by the verb ask
	Answered       int           `json:"answered"`        // questions that somebody else answered
	Answerers      int           `json:"answerers"`       // people who answered somebody else's question
	Learning       int           `json:"learning"`        // contributions for one of activity.Purposes other than to discuss developments
	Learners       int           `json:"learners"`        // people who made them
	Recognitions   int           `json:"recognitions"`    // by thanking, commending, accepting an answer or endorsing
	Newcomers      int           `json:"newcomers"`       // people whose first contribution came in the window, and four weeks or more after Began
	NewcomersOpen  int           `json:"newcomers_open"`  // of them, who opened something
	NewcomersHeard int           `json:"newcomers_heard"` // of those, who got a response
	NewcomersStay  int           `json:"newcomers_stay"`  // newcomers who contributed again 30 days or more after their first time
	Welcomes       int           `json:"welcomes"`        // by the verb welcome

	// The repertoire.
	Shared     int `json:"shared"`     // resources shared
	Sharers    int `json:"sharers"`    // people who shared them
	Stories    int `json:"stories"`    // of the resources shared, stories and cases (see Gather)
	Revisions  int `json:"revisions"`  // new versions
	TakenUp    int `json:"taken_up"`   // resources that somebody other than their sharer revised or reused
	TakersUp   int `json:"takers_up"`  // people who did
	Reused     int `json:"reused"`     // reuses of another person's resource
	Commits    int `json:"commits"`    // by the verb commit, which comes with imported histories
	Committers int `json:"committers"` // people who made them

	// Meeting. A meeting is a gathering on one day (UTC), attended by two
	// people or more.
	Meetings  int `json:"meetings"`   //
	Attending int `json:"attending"`  // people who attended one
	Minutes   int `json:"minutes"`    // notes filed
	OnRhythm  int `json:"on_rhythm"`  // meetings that followed the one before after half to one and a half times the median interval
	Intervals int `json:"intervals"`  // between one day of meetings and the next
	CommonUse int `json:"common_use"` // contributions in the community's common space
	Spaces    int `json:"spaces"`     // other spaces with contributions

	// Governing.
	Amendments int `json:"amendments"`  // of the charter
	Rules      int `json:"rules"`       // ground rules written
	Rewritten  int `json:"rewritten"`   // of them, those with more than one version
	RuleMakers int `json:"rule_makers"` // people who wrote them
	Proposals  int `json:"proposals"`   //
	Decided    int `json:"decided"`     // proposals decided
	Voters     int `json:"voters"`      // people who took a position
	Appointed  int `json:"appointed"`   // people who were given a role
	Ties       int `json:"ties"`        // ties across the boundary at the end of the window
	Raters     int `json:"raters"`      // people who answered an item of a review

	// Topics are what contributions were about, most mentioned first. One that
	// names no topic has those of its thread.
	Topics []TopicShown `json:"topics,omitempty"`
}

// Declared is what those who run a community say of it beside its charter.
type Declared struct {
	Deliverable string    `json:"deliverable,omitempty"` // what the group has to deliver; empty if nothing
	EndDate     time.Time `json:"end_date,omitzero"`     // when it will be dissolved; zero if it is open-ended
	Assigned    bool      `json:"assigned,omitempty"`    // people are assigned to it
}

// TopicShown is how a topic was taken up.
type TopicShown struct {
	Topic    string    `json:"topic"`
	Mentions int       `json:"mentions"` // contributions about it
	People   int       `json:"people"`   // who made them
	First    time.Time `json:"first"`    // the first in the window
}

// Observed is how long the window looks at the community: from its beginning,
// or the window's if that is later, to the window's end.
func (e Evidence) Observed() time.Duration {
	if e.since().IsZero() {
		return 0 // there is no record
	}
	return max(e.To.Sub(e.since()), 0)
}

// since is when the community began in the window.
func (e Evidence) since() time.Time {
	if e.Began.After(e.From) {
		return e.Began
	}
	return e.From
}

// mute reports whether the record is of a kind that cannot show contacts: a log
// of commits.
func (e Evidence) mute() bool { return e.Commits > 0 && e.Commits == e.Contributions }

// mentions counts mentions of topics, all and those that satisfy a condition.
func (e Evidence) mentions(counts func(TopicShown) bool) (n, all int) {
	for _, t := range e.Topics {
		all += t.Mentions
		if counts(t) {
			n += t.Mentions
		}
	}
	return n, all
}

// coined counts the topics that a number of people took up, and that first
// came up in the second half of the window.
func (e Evidence) coined(people int) int {
	half, n := e.since().Add(e.Observed()/2), 0
	for _, t := range e.Topics {
		if t.People >= people && !t.First.Before(half) {
			n++
		}
	}
	return n
}
