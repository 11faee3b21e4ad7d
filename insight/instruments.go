package insight

import "slices"

// Instrument is one thing that this package measures, for people who have to know
// what a figure says and what it does not.
type Instrument struct {
	Name       string   `json:"name"`
	Calls      []string `json:"calls"`             // the functions and methods that give it, as in "Network.Cores"
	Figures    []string `json:"figures,omitempty"` // the fields of [Measures], and of what it holds, that it explains
	Definition string   `json:"definition"`
	Source     string   `json:"source"` // where the definition comes from
	Unit       string   `json:"unit"`
	Limits     string   `json:"limits"` // what it does not say
	About      About    `json:"about"`
}

// About is whom an instrument's figures are about, which says who may see them.
type About string

// The kinds.
const (
	AboutAll    About = "community" // sums and shares, with no name in them
	AboutPeople About = "people"    // single people, by their ids
)

// ownCount is the source of what is only counted.
const ownCount = "A plain count, defined here"

// Instruments returns all that this package measures. docs/instruments.md is made
// from it.
func Instruments() []Instrument {
	all := slices.Clone(instruments)
	for i := range all {
		all[i].Calls, all[i].Figures = slices.Clone(all[i].Calls), slices.Clone(all[i].Figures)
	}
	return all
}

var instruments = slices.Concat(participationInstruments, responseInstruments, newcomerInstruments, networkInstruments, knowledgeInstruments, wholeInstruments)

var participationInstruments = []Instrument{
	{
		Name: "Activity", Calls: []string{"Measure"}, About: AboutAll,
		Figures: []string{"Participation.Events", "Participation.Actors", "Participation.OneTimersShare", "Measures.Participation", "Measures.First",
			"Measures.Last", "Measures.Verbs", "Measures.LastYear", "Measures.Years", "Measures.Weeks", "Measures.PerWeekMean", "Measures.PerWeekMedian"},
		Definition: "Activities but upkeep, the people with at least one, and the share of these with exactly one: over the whole history, the 365 days up to the last activity, and calendar years (UTC). Per week, Monday to Sunday, as mean and median; weeks without activities count.",
		Source:     ownCount,
		Unit:       "activities, people, share from 0 to 1, activities a week",
		Limits:     "Reading leaves no trace, so that those who only read are nobody here; to take part at the periphery is not to fail. One activity counts as much as another.",
	},
	{
		Name: "Concentration", Calls: []string{"Measure"}, About: AboutAll,
		Figures:    []string{"Participation.Gini", "Participation.Top1Share", "Participation.Top10Share", "Participation.AbsenceFactor", "Participation.Core80"},
		Definition: "How unevenly activities fall on those who have any: the Gini coefficient 2*sum(i*x_i)/(n*sum(x)) - (n+1)/n, x ascending; the share of the most active 1 % and 10 % of people, rounded up; the fewest people who have at least 50 % (the contributor absence factor) and 80 % of the activities.",
		Source:     "C. Gini (1912); contributor absence factor: CHAOSS metrics (chaoss.community)",
		Unit:       "index from 0 to 1, share from 0 to 1, people",
		Limits:     "Communities of practice are uneven as a rule: a core with a large periphery is no fault. With few people the coefficient cannot come near 1. People without an activity are not counted.",
	},
	{
		Name: "Most active people", Calls: []string{"Measure"}, About: AboutPeople,
		Figures:    []string{"Measures.MostActive"},
		Definition: "The 10 people with the most activities; of those with as many, the first by name.",
		Source:     ownCount,
		Unit:       "activities",
		Limits:     "Who does most is not who matters most.",
	},
	{
		Name: "Rhythm", Calls: []string{"MeasureRhythm"}, About: AboutAll,
		Definition: "Activities by hour (UTC), by weekday and by month of the year, the last as a multiple of an even year over whole calendar years; burstiness (s - m)/(s + m) of the times between activities, and memory, the correlation of each such time with the next.",
		Source:     "Burstiness and memory: K.-I. Goh and A.-L. Barabási (2008)",
		Unit:       "activities, multiples of an even month, index from -1 to 1",
		Limits:     "Hours are those of UTC and not of the people. Seasons are all zero without a whole calendar year. Times that were rounded make no rhythm.",
	},
}

var responseInstruments = []Instrument{
	{
		Name: "Response", Calls: []string{"Measure"}, About: AboutAll,
		Figures: []string{"Measures.Response", "Response.Threads", "Response.Openers", "Response.Responders", "Response.Responded", "Response.UnansweredShare",
			"Response.Median", "Response.Within24hShare", "Response.Answered", "Response.AnswerMedian"},
		Definition: "For threads whose opening is their first event: the share without a later event by somebody else; the median time to the first such event and to the first such answer, of the threads that have one; the share of all threads with one within 24 hours.",
		Source:     "Time to first response: CHAOSS metrics (chaoss.community)",
		Unit:       "threads, people, share from 0 to 1, time",
		Limits:     "The medians leave out who still waits, and so are too short; responsiveness by survival is not. Where people answer without threads, threads seem unanswered.",
	},
	{
		Name: "Responsiveness by survival", Calls: []string{"MeasureResponsiveness", "CurveOf", "Curve.At", "Curve.Quantile"}, About: AboutAll,
		Definition: "The share of threads that still waits for a first response by somebody else after some time, where who has none waits until the last event: for all, for those opened within 30 days of their opener's first event, for the others, and by topic. With 95 % intervals.",
		Source:     "E. Kaplan and P. Meier (1958); variance: M. Greenwood (1926) on the scale log(-log)",
		Unit:       "share from 0 to 1 by time",
		Limits:     "Assumes that whoever asked late in the record waits like those who asked earlier. A quantile that has not come for so many yet is not told. Topics with fewer threads than the caller's least are left out; that counts threads, not people.",
	},
}

var newcomerInstruments = []Instrument{
	{
		Name: "Newcomers and return", Calls: []string{"Measure"}, About: AboutAll,
		Figures:    []string{"Measures.Newcomers", "Measures.NewcomersPerMonthMean", "Measures.ReturnAfter30", "Measures.Window30To60", "Measures.ReturnAfter90", "Measures.Window90To180"},
		Definition: "People by the calendar month (UTC) of their first activity; and of those whose first is early enough for the whole time to be seen, how many had another 30 or 90 days or more after it, or from day 30 to before day 60, or from day 90 to before day 180.",
		Source:     "New contributors: CHAOSS metrics (chaoss.community); the windows are defined here",
		Unit:       "people, people a month, share from 0 to 1",
		Limits:     "Who joined and did nothing is no newcomer yet. A record that begins in the middle takes old hands for newcomers.",
	},
	{
		Name: "Cohorts and turnover", Calls: []string{"MeasureCohorts"}, About: AboutAll,
		Definition: "People by the calendar quarter (UTC) of their first activity, and how many of them were active in each whole quarter after; for each quarter how many were active, came, came back and are gone, and churn: the gone as a share of those there the quarter before.",
		Source:     ownCount,
		Unit:       "people, share from 0 to 1",
		Limits:     "Gone means without an activity for a quarter, and not that somebody left. Cohorts may be of one person: no least group is applied.",
	},
	{
		Name: "Paths of newcomers", Calls: []string{"MeasurePaths"}, About: AboutPeople,
		Definition: "Of people whose beginning the record shows for at least 90 days: how many took each step from the periphery inwards and how soon in the median; how many are marginal (opened a thread, had no response within 30 days, did nothing after); the 10 people who most often responded first; and, for what newcomers met with, the difference of the shares that stayed 90 days or more, with a 95 % interval.",
		Source:     "Periphery and marginality: J. Lave and E. Wenger (1991); interval: R. Newcombe (1998), method 10",
		Unit:       "people, share from 0 to 1, time, difference of shares",
		Limits:     "Association and no cause: whoever means to stay may also ask better questions. The list of those who welcome names people; the rest does not. No least group is applied.",
	},
}

var networkInstruments = []Instrument{
	{
		Name: "Reply network", Calls: []string{"Measure", "ReplyNetwork", "Network.Size", "Network.Degrees"}, About: AboutPeople,
		Figures:    []string{"Measures.Replies", "ReplyGraph.Nodes", "ReplyGraph.Edges", "ReplyGraph.Weight", "ReplyGraph.Ties", "ReplyGraph.MostRepliedTo"},
		Definition: "Who replied to whom: people, directed ties, pairs tied in either direction, replies; for each person how many others they turned to, how many turned to them, and with how many they are tied.",
		Source:     "Wasserman and Faust, Social Network Analysis (1994)",
		Unit:       "people, ties, replies",
		Limits:     "Only replies that name whom they are to. Who neither replied nor was replied to is not in it.",
	},
	{
		Name: "Co-participation network", Calls: []string{"CoParticipation"}, About: AboutPeople,
		Definition: "A tie both ways for each pair that took part in a thread together, weighted by the number of threads.",
		Source:     "A projection of people and threads (Wasserman and Faust 1994, affiliation networks)",
		Unit:       "threads",
		Limits:     "Threads of more than 50 people, or the caller's bound, are left out. To be in one thread is not to have spoken with each other.",
	},
	{
		Name: "Reciprocity and density", Calls: []string{"Measure", "Network.Reciprocity", "Network.Density"}, About: AboutAll,
		Figures:    []string{"ReplyGraph.Reciprocity", "ReplyGraph.Density"},
		Definition: "The share of directed ties whose reverse exists, and the share that exists of all directed ties that there could be.",
		Source:     "Wasserman and Faust, Social Network Analysis (1994)",
		Unit:       "share from 0 to 1",
		Limits:     "Density falls as a community grows, so that it compares none of different size.",
	},
	{
		Name: "Components and bridges", Calls: []string{"Measure", "Network.Components", "Network.Bridges"}, About: AboutPeople,
		Figures:    []string{"ReplyGraph.Components", "ReplyGraph.LargestComponent"},
		Definition: "The sets of people who are connected through ties in any direction; and the ties and people whose loss would part some who are connected.",
		Source:     "Weak components: Wasserman and Faust (1994); bridges: R. Tarjan (1974)",
		Unit:       "people, ties",
		Limits:     "Ties never fade: people who replied to each other once, years ago, are connected.",
	},
	{
		Name: "Cores", Calls: []string{"Measure", "Network.Cores"}, About: AboutPeople,
		Figures:    []string{"ReplyGraph.Core", "ReplyGraph.CoreSize"},
		Definition: "A person's core number: the largest k such that they belong to a set in which everybody is tied to at least k others of it. Core is the largest there is, CoreSize how many people have it.",
		Source:     "S. Seidman (1983), by the algorithm of Batagelj and Zaveršnik (2003)",
		Unit:       "ties, people",
		Limits:     "A core of the network need not be the core group of the community.",
	},
	{
		Name: "Clustering", Calls: []string{"Measure", "Network.Clustering"}, About: AboutAll,
		Figures:    []string{"ReplyGraph.Clustering", "ReplyGraph.Transitivity"},
		Definition: "The mean over people of the share of their pairs of contacts who are tied themselves, 0 for fewer than two contacts; and the share of all such pairs at once (transitivity).",
		Source:     "Watts and Strogatz (1998); transitivity: Newman, Watts and Strogatz (2002)",
		Unit:       "share from 0 to 1",
		Limits:     "The mean falls with every person who has one contact.",
	},
	{
		Name: "Betweenness", Calls: []string{"Measure", "Network.Betweenness", "Network.SampledBetweenness"}, About: AboutPeople,
		Figures:    []string{"ReplyGraph.Betweenness"},
		Definition: "For each person, the sum over all pairs of others of the share of their shortest paths that lead through them: undirected, not normalised, each pair once. Sampled: an estimate that with probability 1 - risk is off by no more than the bound for anybody.",
		Source:     "L. Freeman (1977), by the algorithm of U. Brandes (2001); sampled: M. Riondato and E. Kornaropoulos (2014)",
		Unit:       "pairs of people",
		Limits:     "Assumes that things travel by shortest paths. Measure leaves it out where people times ties exceed 1,000,000,000.",
	},
	{
		Name: "Constraint", Calls: []string{"Measure", "Network.Constraint"}, About: AboutPeople,
		Figures:    []string{"ReplyGraph.Constraint"},
		Definition: "For each person i the sum, over the contacts j, of (1/d(i) + the sum over common contacts q of 1/(d(i) d(q)))², with d the number of ties, undirected and unweighted: low for whoever bridges structural holes. Measure lists the 10 lowest of those with at least 3 ties.",
		Source:     "R. Burt, Structural Holes (1992)",
		Unit:       "index, 0 for those without contacts",
		Limits:     "Falls with the number of contacts whatever they are. Of few contacts it says little.",
	},
	{
		Name: "PageRank", Calls: []string{"Network.PageRank"}, About: AboutPeople,
		Definition: "How often one comes to a person who follows ties by their weights, and starts anew anywhere with probability 1 - damping; from those who turn to nobody one starts anew.",
		Source:     "S. Brin and L. Page (1998)",
		Unit:       "share from 0 to 1; all add up to 1",
		Limits:     "Made for links between pages. To be replied to is not always to be esteemed.",
	},
	{
		Name: "Core and periphery", Calls: []string{"Network.CorePeriphery"}, About: AboutPeople,
		Definition: "The division into a core whose people are all tied to each other and a periphery whose people are not, with the fewest pairs that are otherwise, and its fit: the correlation with the ideal. Ties between core and periphery count for neither.",
		Source:     "S. Borgatti and M. Everett (1999), the discrete model; solved as S. Lip (2011)",
		Unit:       "people, correlation",
		Limits:     "Always finds a division; whether there is a core and a periphery is for the fit to say. Many divisions may be as good.",
	},
	{
		Name: "Communities in the network", Calls: []string{"Network.Communities"}, About: AboutPeople,
		Definition: "Groups that are tied more closely within than to others, by modularity of the undirected weighted ties.",
		Source:     "Modularity: M. Newman and M. Girvan (2004); method: V. Traag, L. Waltman and N. van Eck (2019), Leiden",
		Unit:       "groups, modularity",
		Limits:     "One good division of many; another seed may give another. Small groups may be merged into large ones. These groups are no communities of practice.",
	},
}

var knowledgeInstruments = []Instrument{
	{
		Name: "Experts", Calls: []string{"NewExperts", "Experts.Add", "Experts.Rank"}, About: AboutPeople,
		Definition: "Who is most likely to answer a question, among all who answered before but the asker: a choice learned from who answered so far, over traces that fade (answers, accepted answers, comments, questions of one's own, answers on the topics, answers to the asker). Each comes with what speaks for them.",
		Source:     "Conditional logit: D. McFadden (1974); as a relational event model: C. Butts (2008)",
		Unit:       "score, of which only order and differences within one list mean anything",
		Limits:     "Knows what was done in the record and nothing else: who knows and never answered is not found.",
	},
	{
		Name: "Trial of expertise", Calls: []string{"TryExpertise"}, About: AboutAll,
		Definition: "The last 30 % of questions with an accepted answer by somebody other than the asker are asked again with what was recorded until then; the rank of who gave that answer, as share within the first 1, 5 and 10 and as mean reciprocal rank, beside two simpler orders, with 95 % intervals for the differences (paired bootstrap).",
		Source:     "The protocol is defined here",
		Unit:       "share from 0 to 1, mean reciprocal rank",
		Limits:     "Others may have known as well. Who had answered nothing before counts as a miss.",
	},
	{
		Name: "Recommendations", About: AboutPeople,
		Calls: []string{"NewRecommender", "Recommender.Add", "Recommender.Touched", "Recommender.Read", "Recommender.Interests", "Recommender.Answerers",
			"Recommender.Resources", "Recommender.Communities", "Recommender.Questions", "Recommender.People", "Recommender.Mentors"},
		Definition: "For one person: resources and communities about what they took part in, by topics (what they did on each, fading, the rarer topic counting more) and wording (the highest cosine with something of theirs); questions that they are among the first to ask about, with the load spread; people with whom they share topics and threads and had nothing to do yet; and, for newcomers, mentors. Nothing made, seen or known before, nobody who does not want it. Each comes with its grounds.",
		Source:     "Rarity of what is shared: L. Adamic and E. Adar (2003); the rest is defined here",
		Unit:       "an order; what each ground counts means something within one list only",
		Limits:     "From 2 traces on, or the policy's. Knows nobody's interests but from what they did, and not what they only read, unless the host says.",
	},
	{
		Name: "Exposure", Calls: []string{"ExposureOf", "NewSpread", "Spread.Answered", "Spread.Load", "Spread.Name", "TrySpread"}, About: AboutAll,
		Definition: "How evenly those who could be named as experts are named: the share of the names that goes to the three people named most, and the Gini coefficient of names per person. The trial tells it, and how often who knew is named, with the load spread and without.",
		Source:     "A. Singh and T. Joachims (2018); A. Biega, K. Gummadi and G. Weikum (2018)",
		Unit:       "share from 0 to 1, Gini coefficient",
		Limits:     "Even naming is no aim in itself: who does not know is not to be asked. What was recommended and never recorded is not known.",
	},
	{
		Name: "Topics", Calls: []string{"MeasureTopics", "NewTopics"}, About: AboutPeople,
		Definition: "For each topic its questions, answers and answerers, who gives most answers and their share, and how much larger its share of all questions is in the window (180 days) than before; with signs where chance does not explain it: emerging, fading, contested, single-expert. New topics by month are those asked about so often and never before.",
		Source:     "False signs are held at 5 %: Y. Benjamini and Y. Hochberg (1995)",
		Unit:       "questions, people, share from 0 to 1, odds, probability",
		Limits:     "A topic is judged from 5 questions on, or the caller's least; that counts questions, not people. The lead names a person.",
	},
	{
		Name: "Resilience", Calls: []string{"MeasureResilience"}, About: AboutPeople,
		Definition: "What would be missing without each of the few who responded most to others (responses, threads and topics that nobody else responded in, newcomers they were first to respond to, people who would be parted), and without all of them: the share of threads left without a response and the share of people still connected, beside the mean of 200 draws of as many at random.",
		Source:     "Contributor absence factor: CHAOSS metrics (chaoss.community); the rest is defined here",
		Unit:       "activities, threads, people, share from 0 to 1",
		Limits:     "A thought experiment: it does not know who would have stepped in. It is all about single people.",
	},
}

var wholeInstruments = []Instrument{
	{
		Name: "Constellation", Calls: []string{"MeasureConstellation"}, About: AboutPeople,
		Definition: "At the end of every calendar year and at the last event: communities, people who belong to at least one, two and four, who lead, communities of a single member, the 10 people in the most communities; and how many calendar months members take to lead what they joined.",
		Source:     "Belonging to several communities: Wenger, McDermott and Snyder, Cultivating Communities of Practice (2002); the counts are defined here",
		Unit:       "communities, people, calendar months",
		Limits:     "Rests on joining and leaving, not on what people did. A record that begins in the middle gives the least that there were.",
	},
	{
		Name: "Health", Calls: []string{"MeasureHealth", "HealthOf"}, About: AboutAll,
		Definition: "Of the figures above those that members are shown: who takes part, responsiveness, newcomers and return, concentration, connection; each with its rule, evidence and window.",
		Source:     "No score is made of them, since none has a validated instrument behind it: McKellar, Pitzul, Yi and Cole (2014)",
		Unit:       "as each sign says",
		Limits:     "What stems from fewer people than the least group (5 unless the host sets another) is withheld, and says so.",
	},
	{
		Name: "Report", Calls: []string{"MeasureReport", "ReadReference", "Report.Among", "Report.Reference"}, About: AboutAll,
		Definition: "One page: who takes part, levels and moves between them, responsiveness, newcomers, concentration, connection, resilience, rhythm, topics; each figure of the last 365 days with its rule, evidence and window, beside the year before, and where it stands among the same figures of other communities.",
		Source:     "As those of its figures; levels by the policy that is given, Wenger's by default",
		Unit:       "as each figure says",
		Limits:     "What stems from fewer people than the least group (5 unless the host sets another) is withheld, and says so. Other communities are compared as they are given: none is a norm.",
	},
}
