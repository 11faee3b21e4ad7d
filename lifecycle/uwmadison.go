package lifecycle

// UWMadison is the playbook of five phases after the guide for communities of
// practice of the University of Wisconsin-Madison: define, design, grow, perform
// and transform, in words of our own.
func UWMadison() Playbook { return uwMadison.clone() }

// Playbooks returns the playbooks that are built in.
func Playbooks() []Playbook { return []Playbook{CambridgeSuter(), UWMadison()} }

var uwMadison = Playbook{
	Name: "uw-madison", Language: "en", Title: "A community of practice from definition to transformation",
	Source: "University of Wisconsin-Madison, template for communities of practice",
	Phases: []PhaseGuide{
		{
			Phase: "define", Title: "Define", Purpose: "agree on the domain, and on who shares it and why it matters to them",
			Questions: []string{
				"What do we care about enough to give it our time?",
				"Is the domain wide enough for many, and narrow enough to go deep?",
				"Which aims of the organisation does it serve?",
				"Who could belong, and what do they say they need?",
			},
			Activities:   []string{"talk with potential members: surveys, interviews, focus groups", "name the domain and its topics", "find a sponsor"},
			Roles:        []string{"convener", "sponsor", "potential members"},
			Technologies: []string{"surveys", "shared notes"},
			Products:     []string{"domain and topics", "needs of potential members", "purpose"},
			StandsFor:    []Phase{Inquire}, Stages: []Stage{Potential},
			Gate: []Criterion{
				{ID: "involved", Title: "potential members have been involved", Check: SurveyAnswered, Since: SincePhase, Roles: []string{"convener", "facilitator"}},
				{ID: "domain", Title: "the domain has its topics", Check: TopicsNamed},
				{ID: "purpose", Title: "the purpose is written", Check: PurposeWritten},
			},
		},
		{
			Phase: Design, Title: "Design", Purpose: "decide how the community is structured, meets, works and is governed, and leave room to change it",
			Questions: []string{
				"How often do we meet, and what do we do then?",
				"How do we decide, and who may what?",
				"Which roles does it need, and who takes them?",
				"What can we leave open until we know more?",
			},
			Activities:   []string{"plan gatherings", "agree on ground rules", "fill the roles", "try it with a few"},
			Roles:        []string{"convener", "facilitator", "technology steward"},
			Technologies: []string{"calendar", "places to talk", "a place for resources"},
			Products:     []string{"rhythm", "ground rules", "roles", "goals"},
			StandsFor:    []Phase{Prototype}, Stages: []Stage{Potential, Coalescing},
			Gate: []Criterion{
				{ID: "rhythm", Title: "there is a rhythm", Check: RhythmPlanned},
				{ID: "rules", Title: "ground rules are in force", Check: RulesInForce},
				{ID: "roles", Title: "the roles are filled", Check: RolesFilled},
				{ID: "goals", Title: "the charter has goals", Check: GoalsSet},
			},
		},
		{
			Phase: Grow, Title: "Launch and grow", Purpose: "open the community, win members, and make them welcome",
			Questions: []string{
				"How do people hear of us, and what makes them come back?",
				"What can a newcomer do on the first day?",
				"Whom do we not reach, and why?",
			},
			Activities:   []string{"invite by word of mouth, mail and at meetings", "welcome newcomers", "moderate and encourage", "hold events"},
			Roles:        []string{"facilitator", "mentors", "sponsor"},
			Technologies: []string{"invitations", "welcome and first steps", "directory"},
			Products:     []string{"members", "welcome path", "first stories"},
			StandsFor:    []Phase{Launch}, Stages: []Stage{Coalescing, Maturing},
			Gate: []Criterion{
				{ID: "members", Title: "members have come", Check: MembersJoined, AtLeast: 10},
				{ID: "welcome", Title: "newcomers find a welcome and first steps", Check: WelcomeReady},
				{ID: "stay", Title: "newcomers stay", Check: NewcomersRetained},
				{ID: "story", Title: "a story is told", Check: StoriesShared},
			},
		},
		{
			Phase: "perform", Title: "Perform", Purpose: "share knowledge, solve problems and improve the practice, and see whether it works",
			Questions: []string{
				"Which problems of members have we solved?",
				"What of our repertoire is used, and with what outcome?",
				"Is the community healthy, and for whom is it not?",
			},
			Activities:   []string{"work on problems together", "build and use the repertoire", "assess how the community is doing", "tell what it is worth"},
			Roles:        []string{"facilitator", "experts", "knowledge steward", "brokers"},
			Technologies: []string{"repository", "questions and answers", "measures of the record"},
			Products:     []string{"answers", "resources in use", "evaluation"},
			StandsFor:    []Phase{Sustain}, Stages: []Stage{Maturing, Stewardship},
			Gate: []Criterion{
				{ID: "answers", Title: "questions are answered", Check: QuestionsAnswered, Since: SincePhase},
				{ID: "endorsed", Title: "members stand up for what holds", Check: ResourcesEndorsed, AtLeast: 3},
				{ID: "reused", Title: "what is shared is used", Check: ResourcesReused, AtLeast: 3, Since: SincePhase},
				{ID: "assessed", Title: "the community has assessed itself", Check: ReviewAnswered, Since: SincePhase},
			},
		},
		{
			Phase: "transform", Title: "Transform", Purpose: "change with the needs of members and of the organisation: renew the community, or end it well",
			Questions: []string{
				"What has changed around us?",
				"What do we keep, and what do we let go?",
				"Do we go on, divide, join with others, or close?",
				"Who keeps what we have made?",
			},
			Activities:   []string{"review what was learned", "decide about the future", "hand roles and repertoire on"},
			Roles:        []string{"convener", "sponsor", "knowledge steward"},
			Technologies: []string{"reviews", "proposals", "archive"},
			Products:     []string{"lessons", "new definition, or an ending with heirs"},
			Stages:       []Stage{Stewardship, Transformation},
			Gate: []Criterion{
				{ID: "decision", Title: "the members have decided about the future", Check: Attested, Since: SincePhase, Roles: []string{"convener", "sponsor"}},
			},
		},
	},
}
