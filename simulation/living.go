package simulation

import (
	"math"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Living is a community that lives: newcomers arrive, watch, ask, are answered or not,
// learn the practice, take central roles, mentor, broker between communities, tire and
// leave; gatherings set a rhythm; resources are written, reused and go stale. A step is a
// week; within it people come at times of their own, and those at rest cost nothing.
//
// What happens is recorded in order of time as activities of the usual verbs, objects by
// the names of [activity.Imported]; so instruments measure it as they measure a community
// that met, and a store imports it. From a history it goes on with those who took part
// in it, from the moment of its last activity.
//
// Each mechanism can be switched off by its parameter; [ODD] lists them with their sources.
type Living struct{}

// What the living community draws for. Each member has a stream of their own, so that an
// intervention leaves what the others draw as it was.
const (
	livingClimate Purpose = 1 + iota
	livingArrivals
	livingMember
	livingGathering
	livingHelpers
	livingNames
)

const day = 1.0 / 7

var livingSources = []string{
	"Lave, J. & Wenger, E. (1991). Situated Learning: Legitimate Peripheral Participation. Cambridge University Press.",
	"Butler, B. S. (2001). Membership size, communication activity, and sustainability: a resource-based model of online social structures. Information Systems Research 12(4), 346-362.",
	"Ren, Y. & Kraut, R. E. (2014). Agent-based modeling to inform online community design: impact of topical breadth, message volume, and discussion moderation on member commitment and contribution. Human-Computer Interaction 29(4), 351-389.",
	"Joyce, E. & Kraut, R. E. (2006). Predicting continued participation in newsgroups. Journal of Computer-Mediated Communication 11(3), 723-747.",
	"Wenger, E. (1998). Communities of Practice: Learning, Meaning, and Identity. Cambridge University Press.",
	"Wenger, E., McDermott, R. & Snyder, W. (2002). Cultivating Communities of Practice. Harvard Business School Press.",
	"Maslach, C. & Leiter, M. P. (2016). Understanding the burnout experience. World Psychiatry 15(2), 103-111.",
}

// About returns what the model declares of itself.
func (Living) About() About {
	chance := func(name, what string, usual float64) Parameter {
		return Parameter{Name: name, What: what, Default: Number(usual), Max: 1}
	}
	number := func(name, what string, usual, most float64) Parameter {
		return Parameter{Name: name, What: what, Default: Number(usual), Max: most}
	}
	whole := func(name, what string, usual, most float64) Parameter {
		return Parameter{Name: name, What: what, Default: Number(usual), Max: most, Whole: true}
	}
	return About{
		Name:    "community",
		Purpose: "How a community of practice lives and what becomes of it if something in it is changed.",
		Sources: livingSources,
		Entities: "Members, with a pull towards the community that stays as it is, skill in the practice, bonds to the community and weariness; " +
			"questions that wait for an answer, posts, resources with an age. A step is a week. It begins with members of all degrees of skill, or with those of a recorded history.",
		Processes: []Process{
			{"climate", "The rate at which all come varies from week to week (mood), drifts, follows the season and a trend that dies away, and rises in weeks of gatherings.", "Wenger, McDermott & Snyder 2002: a rhythm"},
			{"loss", "In one week the members who did most leave at once.", "an intervention"},
			{"arrivals", "Newcomers arrive at random, the more the livelier the community is beside its first weeks (benefits).", "Butler 2001"},
			{"mentoring", "Somebody practised welcomes a newcomer and becomes their mentor (mentoring), with whom they learn twice as fast.", "Lave & Wenger 1991"},
			{"gatherings", "Those who came lately attend, the more the closer their bonds, which grow closer by it.", "Ren & Kraut 2014: bonds"},
			{"watching", "Newcomers only watch at many of their visits, and learn by it (watching, learning).", "Lave & Wenger 1991: legitimate peripheral participation"},
			{"asking", "Members ask, the less the more they know (asking); a question is more or less hard.", "Lave & Wenger 1991"},
			{"answering", "Whoever is skilled enough answers what waits (answering). Who is answered soon is bound to the community, who is not loses heart (response, patience).", "Joyce & Kraut 2006; Ren & Kraut 2014: commitment"},
			{"centrality", "With skill and bonds members come more often (central), and are given a role in time.", "Lave & Wenger 1991; Wenger 1998: trajectories"},
			{"brokering", "Brokers take part elsewhere, too: they bring answers to what nobody here can answer, resources, and practised newcomers (brokers).", "Wenger 1998: boundaries"},
			{"tiring", "What members do for others wearies them, and rest restores them (tiring).", "Maslach & Leiter 2016"},
			{"leaving", "At the first visit of a week members leave for good, the more the looser their bonds (leaving), or because their life changes (turnover).", "Ren & Kraut 2014: bonds, identity and information"},
			{"repertoire", "The skilled write resources and mend their own (sharing); others reuse them and learn (reusing); what nobody mends goes stale and helps no more (shelf).", "Wenger 1998: a shared repertoire; Butler 2001: resources"},
		},
		Parameters: []Parameter{
			{Name: "weeks", What: "how many weeks it lives", Default: Number(260), Min: 1, Max: 10000, Whole: true},
			whole("members", "members at the start", 60, 1e7),
			number("arrivals", "newcomers a week", 1.5, 1e5),
			{Name: "memory", What: "weeks after which what people of a recorded history did counts half", Default: Number(26), Min: 0.5, Max: 520},
			chance("bout", "by how much more often, beside what is usual of them, somebody of a recorded history comes who came in its last week; it fades by this share a week", 0),
			number("pace", "how often all come, beside what they would otherwise", 1, 100),
			number("visits", "visits a week of a member of median pull, without what skill and bonds add", 0.15, 50),
			number("unequal", "standard deviation of the logarithm of pull; 0: all alike", 1.7, 4),
			{Name: "acts", What: "acts at a visit, on average", Default: Number(1.6), Min: 1, Max: 50},
			chance("benefits", "how far arrivals follow liveliness; 0: not at all", 0.5),
			chance("watching", "chance that a visit of somebody without skill is watching only", 0.5),
			chance("learning", "share of what is to be learned that a visit teaches", 0.015),
			chance("asking", "chance that an act of somebody without skill is a question", 0.5),
			chance("answering", "chance that a skilled member with something to do answers what waits", 0.7),
			chance("response", "share by which bonds grow with an answer, or loosen without", 0.5),
			{Name: "patience", What: "weeks after which an answer means 1/e of what it means at once", Default: Number(1), Min: 0.01, Max: 520},
			number("central", "how much more often the most central come", 1, 20),
			chance("mentoring", "chance that a newcomer finds a mentor", 0.3),
			whole("brokers", "brokers", 0, 1000),
			number("tiring", "weariness of each act for others", 0.04, 1),
			chance("leaving", "chance that somebody without bonds leaves at the first visit of a week", 0.6),
			chance("turnover", "weekly chance that somebody leaves for reasons of their own", 0.006),
			whole("gathering", "weeks from one gathering to the next; 0: none", 4, 520),
			chance("sharing", "chance that an act of the skilled is a resource", 0.05),
			chance("reusing", "chance that an act is the reuse of a resource", 0.05),
			number("shelf", "weeks after which a resource is stale; 0: never", 52, 10000),
			number("mood", "coefficient of variation of the weekly rate", 0.2, 10),
			number("drift", "standard deviation of the weekly change of the rate's logarithm", 0, 1),
			number("season", "by how much the rate's logarithm swings over the year, to either side", 0, 3),
			{Name: "peak", What: "day of the year on which it is highest", Default: Number(0), Max: 366},
			{Name: "trend", What: "weekly change of the rate's logarithm at the start, which halves each half a year", Min: -0.2, Max: 0.2},
			number("facilitator", "days within which a facilitator answers newcomers; 0: there is none", 0, 60),
			whole("loss", "how many of those who did most leave at once", 0, 1e6),
			whole("lossweek", "after how many weeks they do", 104, 10000),
		},
		Measures: []Measure{
			{"active", "how many people were active in the last 13 weeks", "people"},
			{"lately", "activities of the last 13 weeks, upkeep left out", "activities"},
			{"people", "people active in a week, on average over the whole run", "people"},
			{"activities", "activities in a week, on average over the whole run, upkeep left out", "activities"},
			{"unanswered", "share of the questions of which no answer came in time", "0 to 1"},
			{"stayed", "share of the newcomers who did something 30 days or more after their first activity, of those who could", "0 to 1"},
			{"core", "members who were given a role and are there", "people"},
		},
	}
}

// livingState is all of a community that changes from week to week.
type livingState struct {
	Week    int
	Level   float64 // logarithm of the drift so far
	Clock   float64 // the time in visits of somebody of rate 1, up to this week
	Base    float64 // liveliness of the first weeks
	Lively  float64 // liveliness now: a running mean of activities a week
	Members []member
	Due     dueHeap
	Waiting []question
	Posts   []post // the last of them, in a ring
	Posted  int
	Library []resource
	Fresh   []int32 // resources in use
	Lately  []int32 // who came in the last four weeks
	Here    []int32 // how many come last from each week
	Objects int32   // how many have been made
	Records int
	Asked   int
	Missed  int // questions that no answer reached in time
	Newest  int // newcomers so far
	Reused  int
	Weeks   []weekCount
	Helper  int32  // who facilitates, plus 1
	Tasks   []task // of the facilitator
	Now     weekCount
	Climate *Stream
	Gather  *Stream
	Help    *Stream
}

// weekCount is what a week brought.
type weekCount struct{ People, Acts int }

// member is somebody of the community. Those who have left keep their place.
type member struct {
	Name     activity.Person
	Pull     float64
	Bout     float64 // how much more often they come at first, beside what is usual of them
	Wordy    float64 // acts at a visit, beside what is usual
	Skill    float64
	Bond     float64
	Tired    float64
	Seen     float64 // when they last came
	First    float64 // when they first did something; less than 0 if they have not
	Later    bool    // did something 30 days or more after that
	Since    int32   // the week of their arrival; less than 0 for those who were there
	Done     int32
	Left     int32 // acts that this visit still has
	Version  uint32
	Met      int32 // the week in which they last were active, plus 1
	Listed   int32 // the week in which they were last taken in Lately, plus 1
	Open     int32 // their question that waits
	Thanks   int32 // the answer that they have not accepted
	Mentor   int32 // plus 1
	Answered int32 // the question of that answer
	Answerer int32 // who gave it, plus 1
	Early    int32 // weeks in which they were active, of the first half a year after their first act
	Gathered int32 // the week of the last gathering to which they could come, plus 1
	Core     bool
	Broker   bool
	Gone     bool
	Stream   *Stream
}

type question struct {
	Object, By int32
	At, Hard   float64
}

type post struct {
	Object, By, Thread int32
}

type resource struct {
	Object, By int32
	Mended     float64
}

// living is a community under way.
type living struct {
	v       livingValues
	key     Key
	started time.Time
	sink    func(activity.Activity)
	since   int // weeks from the last gathering before the start to the start; 0: the first week has one
	source  string
	run     uint64 // bits of the run, for identifiers
	names   []naming
	state   livingState
	until   float64 // the end of this week's clock
	factor  float64 // visits of a member of rate 1 in this week
}

// Start starts a run. The error is the history's own.
func (Living) Start(s Start) (Run, error) {
	l := newLiving(s)
	if s.History != nil {
		past, err := readLedger(s.History, time.Time{})
		if err != nil {
			return nil, err
		}
		if len(past.people) > 0 {
			l.started = past.end
		}
		l.settle(past.crew(len(past.weeks)-1, l.v.memory))
		return l, nil
	}
	l.settleAnew()
	return l, nil
}

func newLiving(s Start) *living {
	l := &living{v: livingValuesOf(s.Values), key: s.Key, sink: s.Sink, source: "community",
		started: time.Date(2000, 1, 3, 0, 0, 0, 0, time.UTC)}
	if l.sink != nil {
		l.run, l.names = s.Key.Stream(livingNames, 0).Uint64(), make([]naming, 1<<14)
	}
	st := &l.state
	st.Climate = s.Key.Stream(livingClimate, 0)
	st.Gather = s.Key.Stream(livingGathering, 0)
	st.Help = s.Key.Stream(livingHelpers, 0)
	return l
}

// settleAnew founds a community of members of all degrees of skill.
func (l *living) settleAnew() {
	for i := range l.v.members {
		m := l.person("m", i, uint64(i))
		m.Since = -1
		m.Skill = m.Stream.Float64()
		m.Bond = 0.3 + 0.5*m.Skill
		l.state.Members = append(l.state.Members, m)
	}
	l.begin()
}

// begin gives the community its brokers and its facilitator, and lets all come.
func (l *living) begin() {
	st := &l.state
	for i := range l.v.brokers {
		m := l.person("broker-", i, 1<<40|uint64(i))
		m.Since, m.Broker, m.Skill, m.Bond, m.Pull = -1, true, 0.9, 0.8, math.Max(1, m.Pull)
		st.Members = append(st.Members, m)
	}
	if l.v.facilitator > 0 {
		m := l.person("facilitator-", 0, 1<<41)
		m.Since, m.Skill, m.Bond, m.Pull = -1, 1, 1, 0
		st.Members = append(st.Members, m)
		st.Helper = int32(len(st.Members))
	}
	for i := range st.Members {
		m := &st.Members[i]
		if i == 0 {
			l.record(0, 0, activity.Found, act{})
		}
		l.record(0, int32(i), activity.Join, act{})
		if i == 0 && l.v.gathering > 0 {
			l.record(0, 0, activity.Plan, act{name: gathering})
		}
		if m.Pull > 0 {
			l.plan(int32(i), 0)
		}
	}
}

// State returns what changes.
func (l *living) State() any { return &l.state }
