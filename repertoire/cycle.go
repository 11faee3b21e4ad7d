package repertoire

import "slices"

// Cycle is one of the ways in which a community creates value (E. Wenger, B.
// Trayner and M. de Laat, "Promoting and assessing value creation in communities
// and networks: a conceptual framework", Ruud de Moor Centrum, report 18, 2011,
// which has the first five; E. and B. Wenger-Trayner, "Learning to Make a
// Difference", Cambridge University Press 2020, which adds the others). Cycles are
// no ladder: value can begin in any of them, and none leads to the next by itself.
type Cycle string

// The cycles.
const (
	Immediate Cycle = "immediate" // being together is worth something in itself
	Potential Cycle = "potential" // what comes of it can be used later
	Applied   Cycle = "applied"   // it has been put to use
	Realised  Cycle = "realised"  // that made a difference to how well things go
	Reframing Cycle = "reframing" // what counts as going well is seen in another way
	Strategic Cycle = "strategic" // those who matter for it speak about what it is to achieve
	Enabling  Cycle = "enabling"  // what keeps the community going has become better
)

// Capital is what potential value is kept in (Wenger, Trayner and de Laat 2011,
// the five forms of knowledge capital).
type Capital string

// The forms of knowledge capital.
const (
	HumanCapital        Capital = "human"        // what somebody knows or can do now
	SocialCapital       Capital = "social"       // whom one can turn to now
	TangibleCapital     Capital = "tangible"     // what one can take in hand: documents, tools, data
	ReputationalCapital Capital = "reputational" // how the community, or what it does, is thought of
	LearningCapital     Capital = "learning"     // how one learns: a way of doing so that can be used elsewhere
)

// Meaning is what a cycle is about, and what to ask somebody who might have a
// story of it.
type Meaning struct {
	Cycle Cycle
	About string
	Asks  string
}

var cycles = []Meaning{
	{Immediate, "what people do with each other is of value in itself: it is useful, reassuring or a pleasure", "What did you do with others, and what was that like?"},
	{Potential, "something was gained that can be used later: an insight, a contact, a document, a name, a way to learn", "What did you take away from it that you could use?"},
	{Applied, "what was gained has been used, and practice has changed by it", "What did you do with it, and where?"},
	{Realised, "the change of practice has made a difference to those whom it is for", "What is better now because of that, and how do you know?"},
	{Reframing, "the criteria themselves have changed: what success means, and what to aim at", "What do you see in another way now, and what do you aim at instead?"},
	{Strategic, "the community speaks well with those who have a stake in it about the value that it is to create", "Whom did you talk to about what the community is for, and what came of that?"},
	{Enabling, "what supports the community has become better: facilitation, space, time, technology, skills", "What made all this possible, and what did you learn about that?"},
}

// Cycles returns all cycles, in the order of their sources, with what each is
// about.
func Cycles() []Meaning { return slices.Clone(cycles) }
