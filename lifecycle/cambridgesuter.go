package lifecycle

// CambridgeSuter is the playbook of six phases after D. Cambridge, S. Kaplan
// and V. Suter, "Community of Practice Design Guide" (EDUCAUSE, 2005), in words
// of our own. Communities follow it unless they adopt another one.
func CambridgeSuter() Playbook { return cambridgeSuter.clone() }

var cambridgeSuter = Playbook{
	Name: "cambridge-suter", Language: "en", Title: "Designing and cultivating a community of practice",
	Source: "D. Cambridge, S. Kaplan and V. Suter, Community of Practice Design Guide, EDUCAUSE Learning Initiative, 2005",
	Phases: []PhaseGuide{
		{
			Phase: Inquire, Title: "Inquire", Purpose: "find out who the community is for, and its purpose, goals and vision",
			Questions: []string{
				"Who could belong, and what do they have in common?",
				"What do they need, and what would they gain from each other?",
				"Which domain is it, and what does not belong to it?",
				"What does the organisation around it gain?",
				"How will we know that it is worth it?",
			},
			Activities:   []string{"interview those who could belong", "survey their needs", "map the topics of the domain", "look at communities nearby", "write a first mission"},
			Roles:        []string{"convener", "sponsor", "subject experts", "potential members"},
			Technologies: []string{"surveys", "a shared page for findings", "calls"},
			Products:     []string{"report of needs", "topic map", "audience and benefits", "mission and goals"},
			StandsFor:    []Phase{"define"}, Stages: []Stage{Potential},
			Gate: []Criterion{
				{ID: "needs-survey", Title: "those who could belong have been asked what they need", Check: SurveyAnswered, Since: SincePhase, Roles: []string{"convener", "facilitator"}},
				{ID: "mission", Title: "the mission is written", Check: PurposeWritten},
				{ID: "audience", Title: "it is clear whom it is for", Check: AudienceNamed},
				{ID: "topic-map", Title: "the topics of the domain are mapped", Check: TopicsNamed},
				{ID: "goals", Title: "the charter has goals", Check: GoalsSet},
			},
		},
		{
			Phase: Design, Title: "Design", Purpose: "define the activities, technologies, group processes and roles that serve the goals",
			Questions: []string{
				"Which activities give members energy, and which wear them out?",
				"How do members get to know and trust each other?",
				"In what rhythm do they meet, and where?",
				"Who takes which role, and what do they need for it?",
				"How do we decide, and how do we deal with each other?",
			},
			Activities:   []string{"write scenarios of a member's week", "set the rhythm", "agree on ground rules", "fill the roles", "choose tools that members use already"},
			Roles:        []string{"convener", "facilitator", "technology steward", "knowledge steward"},
			Technologies: []string{"calendar", "places to talk, open and private", "a place for the repertoire"},
			Products:     []string{"scenarios", "roles", "rhythm of gatherings", "ground rules"},
			Stages:       []Stage{Potential, Coalescing},
			Gate: []Criterion{
				{ID: "scenarios", Title: "scenarios tell what members will do together", Check: Attested, Since: SincePhase, Roles: []string{"convener", "facilitator"}},
				{ID: "roles", Title: "the roles are filled", Check: RolesFilled},
				{ID: "rhythm", Title: "there is a rhythm", Check: RhythmPlanned},
				{ID: "ground-rules", Title: "ground rules are in force", Check: RulesInForce},
			},
		},
		{
			Phase: Prototype, Title: "Prototype", Purpose: "pilot with a few key people: win commitment, test assumptions, earn a first success story",
			Questions: []string{
				"What works, for whom, and why?",
				"Which of our assumptions were wrong?",
				"Who is committed, and who could win others?",
				"Which story would convince somebody who was not there?",
			},
			Activities:   []string{"run the design with a pilot group", "meet in the rhythm that is planned", "collect what works and what does not", "tell the first story"},
			Roles:        []string{"pilot members", "facilitator", "sponsor"},
			Technologies: []string{"the tools of the design, on trial", "notes of meetings"},
			Products:     []string{"evaluation of the pilot", "first success story", "refined strategy"},
			Stages:       []Stage{Potential, Coalescing},
			Gate: []Criterion{
				{ID: "pilot-group", Title: "a pilot group takes part", Check: MembersActive, Since: SincePhase},
				{ID: "meetings", Title: "the group has met", Check: MeetingsHeld, Since: SincePhase},
				{ID: "first-story", Title: "a first story is told", Check: StoriesShared},
				{ID: "evaluation", Title: "the pilot is evaluated", Check: ReviewAnswered, AtLeast: 3, Since: SincePhase, Roles: []string{"convener", "facilitator", "sponsor"}},
			},
		},
		{
			Phase: Launch, Title: "Launch", Purpose: "open to more people over time, engage newcomers, deliver benefits at once",
			Questions: []string{
				"Who comes next, and how do they hear of it?",
				"What does a newcomer get in the first week?",
				"Who greets them, and what can they do at once?",
				"What do we do if too many come, or too few?",
			},
			Activities:   []string{"invite in waves", "welcome everybody by name", "offer first steps", "show who is there and what they know", "answer quickly"},
			Roles:        []string{"convener", "facilitator", "mentors", "sponsor"},
			Technologies: []string{"directory of members", "welcome and first steps", "announcements"},
			Products:     []string{"launch plan", "directory", "welcome path"},
			Stages:       []Stage{Coalescing, Maturing},
			Gate: []Criterion{
				{ID: "launch-plan", Title: "the plan says who is invited when", Check: Attested, Since: SincePhase, Roles: []string{"convener", "facilitator"}},
				{ID: "directory", Title: "members are in the directory", Check: MembersJoined},
				{ID: "welcome-path", Title: "newcomers find a welcome and first steps", Check: WelcomeReady},
				{ID: "benefits", Title: "questions are answered", Check: QuestionsAnswered, Since: SincePhase},
				{ID: "sponsor", Title: "somebody outside stands up for it", Check: SponsorTied},
			},
		},
		{
			Phase: Grow, Title: "Grow", Purpose: "learn and share together, so that participation and contribution feed each other",
			Questions: []string{
				"Do members get what they came for?",
				"Do newcomers stay, and do they take on more?",
				"What do members make together?",
				"Who carries too much, and who could take a part of it?",
			},
			Activities:   []string{"work on problems together", "run projects in small groups", "pair newcomers with mentors", "share and endorse resources", "recognise what people give"},
			Roles:        []string{"facilitator", "mentors", "knowledge steward", "experts", "brokers"},
			Technologies: []string{"repository", "questions and answers", "spaces for projects"},
			Products:     []string{"repository in use", "answers", "projects", "connections"},
			Stages:       []Stage{Coalescing, Maturing, Stewardship},
			Gate: []Criterion{
				{ID: "newcomers-stay", Title: "newcomers stay", Check: NewcomersRetained},
				{ID: "answers", Title: "questions are answered", Check: QuestionsAnswered, AtLeast: 70, Since: SincePhase},
				{ID: "repository", Title: "the repertoire has grown", Check: ResourcesShared, AtLeast: 10},
				{ID: "endorsed", Title: "members stand up for what holds", Check: ResourcesEndorsed, AtLeast: 3},
				{ID: "reused", Title: "what is shared is used", Check: ResourcesReused, AtLeast: 3, Since: SincePhase},
			},
		},
		{
			Phase: Sustain, Title: "Sustain", Purpose: "cultivate and assess what the community knows and makes, and renew goals and roles from it",
			Questions: []string{
				"What is the community worth, to whom, and how do we know?",
				"Which of our goals are reached, and which have changed?",
				"What is out of date, and who looks after the rest?",
				"Who takes over from those who have carried it?",
				"Is it time to renew it, or to end it well?",
			},
			Activities:   []string{"evaluate with stories and figures", "harvest and renew the repertoire", "hand roles on", "set new goals", "decide about renewal"},
			Roles:        []string{"convener", "knowledge steward", "sponsor", "members of long standing and new ones"},
			Technologies: []string{"measures of the record", "reviews", "archive"},
			Products:     []string{"evaluation", "harvested practice", "new strategy, goals and roles"},
			StandsFor:    []Phase{"perform", "transform"}, Stages: []Stage{Maturing, Stewardship, Transformation},
			Gate: []Criterion{
				{ID: "evaluation", Title: "the community has evaluated itself", Check: ReviewAnswered, Since: SincePhase},
				{ID: "harvest", Title: "the practice is harvested", Check: ResourcesEndorsed, AtLeast: 5},
				{ID: "value", Title: "what came of it is told", Check: ResourcesReused, AtLeast: 5, Since: SincePhase},
				{ID: "new-strategy", Title: "goals and roles are set anew", Check: Attested, Since: SincePhase, Roles: []string{"convener", "sponsor"}},
			},
		},
	},
}
