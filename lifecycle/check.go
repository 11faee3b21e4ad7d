package lifecycle

import (
	"fmt"
	"slices"
	"strings"
)

// Check is how a criterion is found to be met: from what the record shows, or
// because somebody attests it.
type Check string

// The checks.
const (
	Attested          Check = "attested"           // nothing in the record can show it; somebody attests it
	SurveyAnswered    Check = "survey-answered"    // people who answered the survey that most people answered
	PurposeWritten    Check = "purpose-written"    // the charter says what the community is for
	AudienceNamed     Check = "audience-named"     // the charter says whom it is for
	TopicsNamed       Check = "topics-named"       // topics of the charter's domain
	GoalsSet          Check = "goals-set"          // goals of the charter
	RulesInForce      Check = "rules-in-force"     // ground rules
	RhythmPlanned     Check = "rhythm-planned"     // gatherings that recur
	RolesFilled       Check = "roles-filled"       // different roles that members hold
	MeetingsHeld      Check = "meetings-held"      // meetings in which somebody took part
	MembersJoined     Check = "members-joined"     // people who are members
	MembersActive     Check = "members-active"     // people who contributed to the practice
	StoriesShared     Check = "stories-shared"     // stories in the repertoire
	WelcomeReady      Check = "welcome-ready"      // first steps of the guide for newcomers
	NewcomersRetained Check = "newcomers-retained" // of those who joined 30 days ago or longer: who contributed 30 days after joining or later
	QuestionsAnswered Check = "questions-answered" // of the questions asked: those that have an answer
	ResourcesShared   Check = "resources-shared"   // resources in the repertoire
	ResourcesEndorsed Check = "resources-endorsed" // of these, those that somebody stands up for
	ResourcesReused   Check = "resources-reused"   // times that somebody told of using a resource
	ReviewAnswered    Check = "review-answered"    // people who answered a review of the community
	SponsorTied       Check = "sponsor-tied"       // sponsors
	LessonsKept       Check = "lessons-kept"       // lessons recorded on the way back to an earlier phase
)

// kind is what a check counts, and what helps if there is too little of it.
type kind struct {
	check     Check
	one, many string // what it counts; of a share, of what
	holds     string // of a share: what holds for those that count
	share     bool   // of all there are, in percent
	dated     bool   // each has its time, so that it can count since the phase began
	quiet     bool   // how many exactly is nobody's business
	least     int    // by default
	next      string
}

// kinds are all checks but Attested.
var kinds = []kind{
	{check: SurveyAnswered, one: "person who answered one survey", many: "people who answered one survey", dated: true, quiet: true, least: 5,
		next: "write a survey of potential members, open it, and ask those for whom the community is to answer"},
	{check: PurposeWritten, one: "purpose in the charter", many: "purposes in the charter", least: 1, next: "say in the charter what the community is for"},
	{check: AudienceNamed, one: "audience in the charter", many: "audiences in the charter", least: 1, next: "say in the charter whom the community is for"},
	{check: TopicsNamed, one: "topic in the charter", many: "topics in the charter", least: 3, next: "name in the charter the topics that make up the domain"},
	{check: GoalsSet, one: "goal in the charter", many: "goals in the charter", least: 1, next: "set goals in the charter, each with what it serves and how it shows"},
	{check: RulesInForce, one: "ground rule in force", many: "ground rules in force", dated: true, least: 1,
		next: "agree on how members deal with each other, and set that as a ground rule or propose it"},
	{check: RhythmPlanned, one: "gathering that recurs", many: "gatherings that recur", dated: true, least: 1, next: "plan a gathering that meets again and again"},
	{check: RolesFilled, one: "role that a member holds", many: "different roles that members hold", least: 2, next: "appoint members to the roles that the design asks for"},
	{check: MeetingsHeld, one: "meeting with somebody in it", many: "meetings with somebody in them", dated: true, least: 2, next: "meet, and note who took part"},
	{check: MembersJoined, one: "member", many: "members", dated: true, least: 5, next: "invite people who care about the domain, and tell them what they get at once"},
	{check: MembersActive, one: "person who contributed", many: "people who contributed", dated: true, least: 3,
		next: "ask members personally for a question, a story or an answer, and thank those who give one"},
	{check: StoriesShared, one: "story in the repertoire", many: "stories in the repertoire", dated: true, least: 1,
		next: "ask those for whom it worked to tell their story, and share it"},
	{check: WelcomeReady, one: "first step for newcomers", many: "first steps for newcomers", least: 1, next: "write a welcome, and the first steps that newcomers can take"},
	{check: NewcomersRetained, one: "newcomer", many: "newcomers", holds: "contributed a month after joining or later", share: true, dated: true, least: 50,
		next: "pair newcomers with mentors, and answer what they ask first"},
	{check: QuestionsAnswered, one: "question", many: "questions", holds: "have an answer", share: true, dated: true, least: 60,
		next: "bring open questions before those who know, at the next gathering at the latest"},
	{check: ResourcesShared, one: "resource in the repertoire", many: "resources in the repertoire", dated: true, least: 3,
		next: "write down what has come up several times, and share what members use already"},
	{check: ResourcesEndorsed, one: "endorsed resource", many: "endorsed resources", dated: true, least: 1, next: "go through the repertoire with those who use it, and endorse what holds"},
	{check: ResourcesReused, one: "use of a resource", many: "uses of resources", dated: true, least: 1, next: "ask who used a resource, for what, and what came of it"},
	{check: ReviewAnswered, one: "person who answered a review", many: "people who answered a review", dated: true, quiet: true, least: 5,
		next: "ask members to rate the items of a review of the community"},
	{check: SponsorTied, one: "sponsor", many: "sponsors", dated: true, least: 1, next: "win a sponsor for whom the community's goals matter, and note the tie"},
	{check: LessonsKept, one: "lesson kept", many: "lessons kept", dated: true, least: 1, next: "say what was learned when the community goes back to an earlier phase"},
}

// Checks returns all checks.
func Checks() []Check {
	all := []Check{Attested}
	for _, k := range kinds {
		all = append(all, k.check)
	}
	return all
}

// kind returns what a check counts; of Attested, nothing.
func (c Check) kind() (k kind, ok bool) {
	if c == Attested {
		return kind{check: Attested, dated: true, next: "see to it, and let somebody in the role attest it with what shows it"}, true
	}
	if i := slices.IndexFunc(kinds, func(k kind) bool { return k.check == c }); i >= 0 {
		return kinds[i], true
	}
	return kind{}, false
}

// number writes a number of what is counted.
func (k kind) number(n int) string {
	if n == 1 {
		return "1 " + k.one
	}
	return fmt.Sprint(n, " ", k.many)
}

// rule says what has to be found.
func (k kind) rule(least int) string {
	if k.share {
		return fmt.Sprintf("at least %d %% of %s %s", least, k.many, k.holds)
	}
	return "at least " + k.number(least)
}

// found says what was found, and whether that is enough. What is quiet only
// reports whether there are enough.
func (k kind) found(n, of, least int) (evidence string, met bool) {
	switch {
	case k.share && of == 0:
		return "no " + k.many + " to judge by", false
	case k.share:
		return fmt.Sprintf("%d of %s (%d %%)", n, k.number(of), n*100/of), n*100 >= least*of
	case k.quiet && n == 0:
		return "nobody yet", false
	case k.quiet && n < least:
		return "some, and fewer than " + fmt.Sprint(least), false
	case k.quiet:
		return fmt.Sprint(least, " or more"), true
	}
	return k.number(n), n >= least
}

func join[S ~string](words []S) string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = string(w)
	}
	return strings.Join(all, ", ")
}
