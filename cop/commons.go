package cop

import "strings"

// commonsAlignment is the assessment by seven dimensions.
var commonsAlignment = Questionnaire{
	Name:   "commons-alignment",
	Title:  "Alignment with the principles of a commons",
	Source: "Commons OS, pattern Communities of Practice (2026), section 8",
	Items: []ReviewItem{
		{Slug: "openness", Title: "Openness and inclusivity",
			Asks: "Whoever shares our interest can come, and feels welcome.",
			signs: []sign{
				declares("people can join, or ask to", "admission is open or by request", "admission is by invitation only",
					func(c Charter) bool { return c.Form.Admission != ByInvitation }),
				counted("newcomers take part", 1, "newcomer", "newcomers", func(e Evidence) int { return e.Newcomers }),
				mostOf("newcomers who open a conversation hear from others: four in five or more", 80, "newcomers", func(e Evidence) (int, int) { return e.NewcomersHeard, e.NewcomersOpen }),
				mostOf("half of the newcomers come back after a month, or more", 50, "newcomers", func(e Evidence) (int, int) { return e.NewcomersStay, e.Newcomers }),
			}},
		{Slug: "shared-governance", Title: "Shared governance and rules",
			Asks: "We make our rules together.",
			signs: []sign{
				counted("there are ground rules of the community's own making", 1, "rule written or rewritten", "rules written or rewritten", func(e Evidence) int { return e.Rules + e.Rewritten }),
				counted("several people write them", 2, "person", "people", func(e Evidence) int { return e.RuleMakers }),
				counted("proposals are decided", 1, "proposal decided", "proposals decided", func(e Evidence) int { return e.Decided }),
				mostOf("a quarter of the members take a position on proposals, or more", 25, "members", func(e Evidence) (int, int) { return e.Voters, e.Members }),
			}},
		{Slug: "collective-ownership", Title: "Collective ownership and responsibility",
			Asks: "The community belongs to all of us, and I feel responsible for it.",
			signs: []sign{
				counted("several people share resources", 3, "person", "people", func(e Evidence) int { return e.Sharers }),
				counted("people take up what others shared", 2, "person", "people", func(e Evidence) int { return e.TakersUp }),
				counted("several people were given a role", 2, "person", "people", func(e Evidence) int { return e.Appointed }),
				atMost("nobody makes more than half of the contributions", 50, "contributions", func(e Evidence) (int, int) { return e.Top, e.Contributions }),
			}},
		{Slug: "fair-access", Title: "Fair and equitable access",
			Asks: "I can get at everything that I need from the community.",
			signs: []sign{
				mostOf("of those who open a conversation four in five hear from somebody, or more", 80, "people", func(e Evidence) (int, int) { return e.OpenersHeard, e.Openers }),
				mostOf("so do newcomers", 80, "newcomers", func(e Evidence) (int, int) { return e.NewcomersHeard, e.NewcomersOpen }),
				mostOf("most contributions are made where every member can read them", 50, "contributions in the common space", func(e Evidence) (int, int) { return e.CommonUse, e.Contributions }),
				counted("what was said at meetings can be read", 1, "minutes filed", "minutes filed", func(e Evidence) int { return e.Minutes }),
			}},
		{Slug: "sustainability", Title: "Sustainability and resilience",
			Asks: "The community would live on if those who run it now left.",
			signs: []sign{
				atMost("the person who does most makes a third of the contributions or less", 33, "contributions", func(e Evidence) (int, int) { return e.Top, e.Contributions }),
				mostOf("newcomers stay: half of them or more", 50, "newcomers", func(e Evidence) (int, int) { return e.NewcomersStay, e.Newcomers }),
				neverSilent,
				{"somebody outside supports it", func(s Subject) (string, Presence) {
					if s.Charter.Form.Formality == Supported {
						return "the charter says that it is supported", Present
					}
					return known("", tiesOf, func(t TiesShown) (string, bool) {
						return numberOf(t.Sponsors, "sponsor", "sponsors"), t.Sponsors > 0
					}).found(s)
				}},
			}},
		{Slug: "transparency", Title: "Transparency and accountability",
			Asks: "I can see how things are decided and what came of them.",
			signs: []sign{
				declares("the charter says what the community is for", "a purpose", "no purpose", func(c Charter) bool { return strings.TrimSpace(c.Purpose) != "" }),
				counted("decisions are on record", 1, "proposal decided", "proposals decided", func(e Evidence) int { return e.Decided }),
				counted("what was said at meetings is on record", 1, "minutes filed", "minutes filed", func(e Evidence) int { return e.Minutes }),
				counted("members are asked how the community does", DefaultMinAnswers, "person who answered", "people who answered", func(e Evidence) int { return e.Raters }),
			}},
		{Slug: "synergy", Title: "Synergy with other commons",
			Asks: "We give to other communities, and take from them.",
			signs: []sign{
				known("there are ties to other communities", tiesOf, func(t TiesShown) (string, bool) {
					return numberOf(t.Communities, "community", "communities"), t.Communities > 0
				}),
				known("there are partners", tiesOf, func(t TiesShown) (string, bool) {
					return numberOf(t.Partners, "partner", "partners"), t.Partners > 0
				}),
				known("members are active in other communities", tiesOf, func(t TiesShown) (string, bool) {
					return numberOf(t.Brokers, "broker", "brokers"), t.Brokers > 0
				}),
				known("the public can read a part of it", spacesOf, func(s SpacesShown) (string, bool) {
					return numberOf(s.Public, "public space", "public spaces"), s.Public > 0
				}),
			}},
	},
}
