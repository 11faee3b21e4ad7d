package repertoire

import (
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Map is a community's knowledge map, topics × people × resources: who knows
// what, and what is there to go by (E. and B. Wenger-Trayner, "Introduction to
// communities of practice", 2015, mapping knowledge and identifying gaps: "who
// knows what, and what are we missing? What other groups should we connect
// with?"). It shows what people did and what came of it, side by side, and adds
// up to no score. See Mapper for how it is made, and Gaps for what is missing.
type Map struct {
	Policy MapPolicy     `json:"policy"`
	Since  time.Time     `json:"since"` // from when on counts as lately
	At     time.Time     `json:"at"`    // when the map was made
	Topics []MappedTopic `json:"topics"`
}

// MappedTopic is what a community has of one topic. The topics of a map are in
// alphabetical order, each spelt as people wrote it.
type MappedTopic struct {
	Topic string `json:"topic"`
	Named bool   `json:"named"` // the charter names it

	Asked        int       `json:"asked"`         // questions, and threads that somebody started
	AskedLately  int       `json:"asked_lately"`  // those of them within the policy's Days
	Answers      int       `json:"answers"`       // answers, and replies in threads
	Waiting      int       `json:"waiting"`       // questions that nobody has answered
	LeftWaiting  int       `json:"left_waiting"`  // those of lately that have waited for longer than the policy's Patience
	LastAsked    time.Time `json:"last_asked"`    // zero if never, as below
	LastAnswered time.Time `json:"last_answered"` // when somebody answered
	LastWritten  time.Time `json:"last_written"`  // when a resource was shared or revised

	// People are those who did something there: first whose answers were accepted
	// more often, then who answered, shared, revised and asked more, then who did
	// something last, then the order of their ids.
	People []Knower `json:"people"`
	// Resources are those about the topic: first those in use, then those that
	// others used more, then those revised last, then the order of their ids.
	Resources []MappedResource `json:"resources"`

	Questions []activity.QuestionID `json:"questions,omitempty"` // the latest of those asked, the last one first; at most the policy's Examples
	Open      []Waiter              `json:"open,omitempty"`      // the questions that wait, the longest first
}

// Knower is what somebody did about a topic.
type Knower struct {
	Person   activity.Person `json:"person"`
	Asked    int             `json:"asked"`
	Answered int             `json:"answered"`
	Accepted int             `json:"accepted"` // times that an asker accepted their answer
	Shared   int             `json:"shared"`
	Revised  int             `json:"revised"`
	Reused   int             `json:"reused"` // times that others used what they had shared
	Endorsed int             `json:"endorsed"`
	// Commended is how often others commended them for what they know about it.
	Commended int `json:"commended"`
	// AnsweredLately is how many of the answers lie within the policy's Days.
	AnsweredLately int       `json:"answered_lately"`
	Last           time.Time `json:"last"` // when they last did something about it themselves; zero if only others did
	Left           bool      `json:"left"` // they are known to be a member no longer
}

// Knows reports whether what somebody did shows that they know about the topic:
// anything but asking, and standing up for others' resources.
func (k Knower) Knows() bool {
	return k.Answered+k.Accepted+k.Shared+k.Revised+k.Reused+k.Commended > 0
}

// MappedResource is a resource on the map.
type MappedResource struct {
	ID       activity.ResourceID `json:"id"`
	Title    string              `json:"title"`
	Kind     Kind                `json:"kind"`
	Status   Status              `json:"status"`
	Author   activity.Person     `json:"author"`
	Uses     int                 `json:"uses"` // by others than who shared it
	LastUsed time.Time           `json:"last_used"`
	Revised  time.Time           `json:"revised"`  // when its current version was written
	Backers  int                 `json:"backers"`  // how many people endorse it, whichever version
	Endorsed bool                `json:"endorsed"` // see Vouched
	Serves   bool                `json:"serves"`   // see Serves
}

// Serves reports whether a resource is there to be used: it is no draft, and neither
// retired nor superseded.
func Serves(r Resource) bool {
	return r.Status == InUse || r.Status == InReview && !r.Unpublished || r.Status == Vetted
}

// Vouched reports whether somebody stands up for a resource, so many people having
// endorsed it: the community does, or one other member at least.
func Vouched(r Resource, backers int) bool { return r.Status == Vetted || backers > 0 }

// Waiter is a question that nobody has answered.
type Waiter struct {
	Question activity.QuestionID `json:"question"`
	Asker    activity.Person     `json:"asker"`
	At       time.Time           `json:"at"`
	Space    activity.SpaceID    `json:"space,omitzero"`
	Topics   []string            `json:"topics,omitempty"`
}
