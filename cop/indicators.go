package cop

import "slices"

// Group is a dimension of practice by which a community coheres (Wenger 1998,
// chapter 2).
type Group string

// The groups of indicators.
const (
	MutualEngagement Group = "mutual-engagement"
	JointEnterprise  Group = "joint-enterprise"
	SharedRepertoire Group = "shared-repertoire"
)

// indicators are those that a community of practice has formed, in their
// groups as tabulated. A record shows six of them, by signs that stand in for
// what the source describes; the others are asked of members.
var indicators = Questionnaire{
	Name:  "indicators",
	Title: "Indicators that a community of practice has formed",
	Source: "E. Wenger, Communities of Practice (1998), page 125; " +
		"grouped by L. C. Li et al., Implementation Science 4:11 (2009), table 2",
	Items: []ReviewItem{
		{Slug: "sustained-mutual-relationships", Title: "Sustained mutual relationships, harmonious or conflictual",
			Asks:   "I have relationships here that last, easy or not.",
			Groups: []Group{MutualEngagement},
			signs: []sign{
				mostOf("a quarter of those who take part, or more, are in contact with somebody both ways", 25, "people", func(e Evidence) (int, int) { return e.Interacting, e.People }),
				counted("some of these contacts last over a month or more", 1, "pair", "pairs", func(e Evidence) int { return e.Sustained }),
				mostOf("a tenth of the people, or more, have one that lasts", 10, "people", func(e Evidence) (int, int) { return e.Lasting, e.People }),
				{"there are more that last than people who have one", func(s Subject) (string, Presence) {
					e := s.Evidence
					return numberOf(e.Sustained, "pair", "pairs") + " of " + numberOf(e.Lasting, "person", "people"), holds(e.Sustained > e.Lasting)
				}},
			}},
		{Slug: "shared-ways-of-doing-things", Title: "Shared ways of engaging in doing things together",
			Asks: "We have our own ways of doing things together.", Groups: []Group{MutualEngagement, JointEnterprise}},
		{Slug: "rapid-flow", Title: "The rapid flow of information and propagation of innovation",
			Asks:   "News and new ideas get round quickly among us.",
			Groups: []Group{MutualEngagement},
			signs: []sign{
				mostOf("four in five conversations that somebody opens get a response, or more", 80, "conversations", func(e Evidence) (int, int) { return e.Responded, e.Openings }),
				swift(72),
				swift(24),
				counted("several people take up what others shared", 3, "person", "people", func(e Evidence) int { return e.TakersUp }),
			}},
		{Slug: "no-preambles", Title: "Absence of introductory preambles, as if conversations were the continuation of an ongoing process",
			Asks: "We get to the point at once, as if we had just been talking.", Groups: []Group{MutualEngagement, SharedRepertoire}},
		{Slug: "quick-setup", Title: "Very quick setup of a problem to be discussed",
			Asks:   "It takes few words here to explain a problem.",
			Groups: []Group{MutualEngagement, SharedRepertoire},
			signs: []sign{
				mostOf("half of the questions are answered, or more", 50, "questions", func(e Evidence) (int, int) { return e.Answered, e.Questions }),
				mostOf("four in five are, or more", 80, "questions", func(e Evidence) (int, int) { return e.Answered, e.Questions }),
				counted("several people answer", 3, "person", "people", func(e Evidence) int { return e.Answerers }),
				swift(4),
			}},
		{Slug: "agreement-on-who-belongs", Title: "Substantial overlap in participants' descriptions of who belongs",
			Asks: "We would all name the same people as belonging to us.", Groups: []Group{MutualEngagement}},
		{Slug: "knowing-what-others-know", Title: "Knowing what others know, what they can do, and how they can contribute to an enterprise",
			Asks:   "I know whom to ask about what.",
			Groups: []Group{MutualEngagement, JointEnterprise, SharedRepertoire},
			signs: []sign{
				counted("members thank, commend or endorse each other", 5, "recognition", "recognitions", func(e Evidence) int { return e.Recognitions }),
				mostOf("questions find somebody who knows: four in five or more", 80, "questions", func(e Evidence) (int, int) { return e.Answered, e.Questions }),
				counted("several people are asked, for several answer", 3, "person", "people", func(e Evidence) int { return e.Answerers }),
				counted("several people were given a role", 2, "person", "people", func(e Evidence) int { return e.Appointed }),
			}},
		{Slug: "mutually-defining-identities", Title: "Mutually defining identities",
			Asks: "Who I am here has to do with who the others are.", Groups: []Group{MutualEngagement}},
		{Slug: "assessing-appropriateness", Title: "The ability to assess the appropriateness of actions and products",
			Asks: "We can tell good work in our field when we see it.", Groups: []Group{SharedRepertoire}},
		{Slug: "artefacts", Title: "Specific tools, representations, and other artefacts",
			Asks:   "We have tools and documents that we made for ourselves.",
			Groups: []Group{SharedRepertoire},
			signs: []sign{
				counted("there are resources", 3, "resource shared", "resources shared", func(e Evidence) int { return e.Shared }),
				counted("several people share them", 3, "person", "people", func(e Evidence) int { return e.Sharers }),
				counted("they are kept up to date", 1, "new version", "new versions", func(e Evidence) int { return e.Revisions }),
				counted("others take them up", 3, "resource", "resources", func(e Evidence) int { return e.TakenUp }),
			}},
		{Slug: "local-lore", Title: "Local lore, shared stories, inside jokes, knowing laughter",
			Asks: "We have stories and jokes that outsiders would not get.", Groups: []Group{SharedRepertoire}},
		{Slug: "jargon", Title: "Jargon and shortcuts to communication, as well as the ease of producing new ones",
			Asks:   "We have words of our own, and new ones come easily.",
			Groups: []Group{SharedRepertoire, MutualEngagement},
			signs: []sign{
				counted("several topics are taken up by three people or more", 3, "topic", "topics", func(e Evidence) int { return len(e.sharedTopics()) }),
				{"one of them is not the charter's, but members' own", func(s Subject) (string, Presence) {
					own := 0
					for _, t := range s.Evidence.sharedTopics() {
						addIf(&own, !slices.Contains(s.Charter.Domain.Topics, t))
					}
					return numberOf(own, "topic", "topics"), holds(own > 0)
				}},
				counted("one of them came up in the second half of the window", 1, "new topic", "new topics", func(e Evidence) int { return e.coined(3) }),
				mostOf("half of the mentions of topics are of such, or more", 50, "mentions", func(e Evidence) (int, int) {
					return e.mentions(func(t TopicShown) bool { return t.People >= 3 })
				}),
			}},
		{Slug: "styles", Title: "Certain styles recognised as displaying membership",
			Asks: "One can tell by how somebody talks or works that they are one of us.", Groups: []Group{MutualEngagement}},
		{Slug: "shared-discourse", Title: "A shared discourse reflecting a certain perspective on the world",
			Asks: "We look at the world in a way of our own.", Groups: []Group{MutualEngagement}},
	},
}

// sharedTopics are the topics that three people or more took up.
func (e Evidence) sharedTopics() []string {
	var shared []string
	for _, t := range e.Topics {
		if t.People >= 3 {
			shared = append(shared, t.Topic)
		}
	}
	return shared
}
