package lifecycle

import "slices"

// Stage is where in its development a community shows itself to be, whatever it
// declares: the five stages of E. Wenger, R. McDermott and W. Snyder,
// "Cultivating Communities of Practice" (2002), chapters 4 and 5.
type Stage string

// The stages, in order.
const (
	Potential      Stage = "potential"      // people with something in common, who begin to find each other
	Coalescing     Stage = "coalescing"     // they come together, and find value in it
	Maturing       Stage = "maturing"       // it grows, and takes charge of its practice
	Stewardship    Stage = "stewardship"    // it is established, and keeps its practice alive
	Transformation Stage = "transformation" // it turns into something else, or comes to its end
)

// StageGuide is what is particular about a stage.
type StageGuide struct {
	Stage   Stage    `json:"stage"`
	Tension Tension  `json:"tension"`
	Helps   []string `json:"helps"`
}

// Tension is what pulls a community both ways in a stage. Neither side is the
// right one.
type Tension struct {
	One   string `json:"one"`
	Other string `json:"other"`
	Means string `json:"means"`
}

// stages holds the tension of each stage and what helps through it, after the
// book; the words are ours.
var stages = []StageGuide{
	{Potential, Tension{"discover", "imagine", "to find what people share already, and to see what could come of it beyond that"}, []string{
		"find out who already helps whom, and start from there",
		"talk with those who could belong about what troubles them in their work",
		"name a domain that they care about and that the organisation values",
		"win a coordinator whom the others respect, and a few who think further",
	}},
	{Coalescing, Tension{"incubate", "deliver immediate value", "to leave time for trust to grow, and to show early that it is worth coming"}, []string{
		"meet in a rhythm, and let people talk about real problems of the week",
		"bring members together between meetings, two by two",
		"begin with tips and answers that help at once, and tell what came of them",
		"make the case for the community to those whose time it takes",
	}},
	{Maturing, Tension{"focus", "expand", "to keep to what the core cares about, and to open up for those who come and for what they bring"}, []string{
		"say what belongs to the domain and what is left to others",
		"give newcomers a way in that does not wear out those who are there",
		"map what the community knows and lacks, and take up the gaps",
		"organise the repertoire, and give its parts to stewards",
		"measure what the community is worth, in stories and figures",
	}},
	{Stewardship, Tension{"ownership", "openness", "to be proud of a practice of one's own, and to stay open for ideas and people from outside"}, []string{
		"bring new people into the core before the old ones tire",
		"invite guests and other communities who see it differently",
		"renew the repertoire: retire what is out of date, and endorse what holds",
		"take up what is new at the edge of the domain",
		"hold a renewal workshop, and set the direction anew",
	}},
	{Transformation, Tension{"let go", "live on", "to end what has had its time, and to let what is worth it go on elsewhere"}, []string{
		"talk openly about whether the community has done its work",
		"choose: renew it, split, merge, become part of the organisation, go on as friends, or close",
		"hand the repertoire on to somebody who will keep it",
		"thank those who carried it, and tell what became of it",
	}},
}

// Stages returns all stages, in order.
func Stages() []Stage {
	all := make([]Stage, len(stages))
	for i, g := range stages {
		all[i] = g.Stage
	}
	return all
}

// Guide returns what is particular about the stage; ok is false for a word that
// is none.
func (s Stage) Guide() (g StageGuide, ok bool) {
	i := s.index()
	if i < 0 {
		return StageGuide{}, false
	}
	g = stages[i]
	g.Helps = slices.Clone(g.Helps)
	return g, true
}

func (s Stage) index() int {
	return slices.IndexFunc(stages, func(g StageGuide) bool { return g.Stage == s })
}
