package repertoire

import (
	"cmp"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// ValueReport shows what a community is worth to its members, cycle by cycle:
// what the record can show, beside what members tell. Neither half suffices
// (Wenger, Trayner and de Laat 2011): an indicator does not say how its figure came
// about, and a story does not say how often that happens.
type ValueReport struct {
	From, To time.Time // what is counted happened in this window: from the one, before the other; a zero time is open
	Cycles   []CycleValue
	Traced   []activity.StoryID // stories that lead from what people did together to the difference it made, by id
	Stories  int                // how many stories there are in all
	Tellers  int                // how many people tell them
}

// CycleValue is what shows that a community creates value in one cycle.
type CycleValue struct {
	Meaning
	Indicators []ValueIndicator   // what the record shows, zeroes included
	Told       []ToldIndicator    // figures that stories bring along, in the order of the stories
	Stories    []activity.StoryID // that have a step in the cycle, by id
	Capitals   []CapitalStories   // of potential value: how many of the stories tell of each form of capital
	Shown      Halves             // whether both halves are there
	Next       string             // what to do about it; empty if both are there
}

// ValueIndicator is a figure from the record.
type ValueIndicator struct {
	Name    string
	Says    string  // how it is counted
	Capital Capital // of potential value, what it is kept in
	Count   int
	Of      int // out of how many, for a share; 0 otherwise
}

// CapitalStories is how many stories tell of a form of knowledge capital.
type CapitalStories struct {
	Capital Capital
	Stories int
}

// ToldIndicator is a figure that a story brings along.
type ToldIndicator struct {
	Story activity.StoryID
	Indicator
}

// Halves says whether there are indicators, stories, both or neither.
type Halves string

// The halves.
const (
	BothHalves     Halves = "both"
	IndicatorsOnly Halves = "indicators-only"
	StoriesOnly    Halves = "stories-only"
	NeitherHalf    Halves = "neither"
)

// gauge counts one indicator in a record.
type gauge struct {
	cycle   Cycle
	capital Capital
	name    string
	says    string
	counts  func(*ValueBuilder) (n, of int)
}

// ofVerbs counts entries of the record.
func ofVerbs(all ...activity.Verb) func(*ValueBuilder) (int, int) {
	return func(b *ValueBuilder) (n, _ int) {
		for _, v := range all {
			n += b.verbs[v]
		}
		return n, 0
	}
}

var gauges = []gauge{
	{Immediate, "", "attendance", "times that somebody took part in a meeting", ofVerbs(activity.Attend)},
	{Immediate, "", "questions", "questions and other conversations opened", ofVerbs(activity.Ask, activity.Start)},
	{Immediate, "", "responses", "answers and other responses", ofVerbs(activity.Answer, activity.Reply, activity.Comment)},
	{Immediate, "", "answered", "questions to which somebody else responded, of all that were asked", func(b *ValueBuilder) (int, int) {
		return len(b.answered), len(b.opened)
	}},
	{Immediate, "", "thanks", "times that somebody thanked another", ofVerbs(activity.Thank)},
	{Potential, HumanCapital, "accepted answers", "answers that helped whoever had asked", ofVerbs(activity.Accept)},
	{Potential, SocialCapital, "pairs", "pairs of people of whom one responded to, thanked or answered the other", func(b *ValueBuilder) (int, int) {
		return len(b.pairs), 0
	}},
	{Potential, SocialCapital, "ties", "ties across the boundary that were noted", ofVerbs(activity.Tie)},
	{Potential, TangibleCapital, "resources", "resources shared", ofVerbs(activity.Share)},
	{Potential, TangibleCapital, "versions", "later versions of resources", ofVerbs(activity.Revise)},
	{Potential, ReputationalCapital, "endorsements", "times that somebody stood up for a resource", ofVerbs(activity.Endorse)},
	{Potential, ReputationalCapital, "commendations", "times that somebody was commended for what they know", ofVerbs(activity.Commend)},
	{Potential, LearningCapital, "notes", "meetings of which notes were filed", ofVerbs(activity.Minute)},
	{Potential, LearningCapital, "harvested threads", "resources that were made of a question and its answers", func(b *ValueBuilder) (int, int) {
		return b.harvested, 0
	}},
	{Applied, "", "uses", "uses of resources by others than those who had shared them", func(b *ValueBuilder) (int, int) {
		return b.uses, 0
	}},
	{Applied, "", "resources used", "resources that others used", func(b *ValueBuilder) (int, int) {
		return len(b.used), 0
	}},
	{Realised, "", "worked", "of these uses, those that worked", func(b *ValueBuilder) (int, int) {
		return b.outcomes.Worked, b.uses
	}},
	{Realised, "", "worked in part", "of these uses, those that worked in part", func(b *ValueBuilder) (int, int) {
		return b.outcomes.WorkedInPart, b.uses
	}},
	{Reframing, "", "charters", "changes of the charter, in which goals and priorities stand", ofVerbs(activity.Amend)},
	{Reframing, "", "rules", "ground rules written, rewritten or repealed", ofVerbs(activity.Rule, activity.Repeal)},
	{Reframing, "", "decisions", "proposals decided", ofVerbs(activity.Decide)},
	{Reframing, "", "phases", "times that the community moved to another phase of its life", ofVerbs(activity.Move)},
	{Enabling, "", "welcomes", "newcomers welcomed", ofVerbs(activity.Welcome)},
	{Enabling, "", "mentors", "newcomers paired with a mentor", ofVerbs(activity.Pair)},
	{Enabling, "", "gatherings", "gatherings planned", ofVerbs(activity.Plan)},
	{Enabling, "", "roles", "times that somebody was given a role", ofVerbs(activity.Appoint)},
}

// ValueBuilder gathers what a record shows of the value that a community creates.
// It needs memory by the threads, the people who deal with each other, and the
// resources that it meets.
type ValueBuilder struct {
	from, to  time.Time
	verbs     map[activity.Verb]int
	opener    map[activity.ObjectID]activity.Person
	opened    map[activity.ObjectID]bool // in the window
	answered  map[activity.ObjectID]bool
	pairs     map[[2]activity.Person]bool
	sharer    map[activity.ObjectID]activity.Person
	used      map[activity.ObjectID]bool
	uses      int
	outcomes  OutcomeCount
	harvested int
}

// NewValueBuilder begins with a window; a zero time leaves it open on that side.
func NewValueBuilder(from, to time.Time) *ValueBuilder {
	return &ValueBuilder{
		from: from, to: to,
		verbs:  make(map[activity.Verb]int),
		opener: make(map[activity.ObjectID]activity.Person), opened: make(map[activity.ObjectID]bool), answered: make(map[activity.ObjectID]bool),
		pairs: make(map[[2]activity.Person]bool), sharer: make(map[activity.ObjectID]activity.Person), used: make(map[activity.ObjectID]bool),
	}
}

// Add adds an entry of the record. Those before the window are needed, too: what
// was shared before can be used in it.
func (b *ValueBuilder) Add(a activity.Activity) {
	within := b.holds(a.At)
	switch a.Verb {
	case activity.Share:
		b.sharer[a.Object] = a.Actor
		if s, ok := a.Detail.(Shared); ok && within && !s.Thread.IsZero() {
			b.harvested++
		}
	case activity.Reuse:
		if within && b.sharer[a.Object] != a.Actor {
			b.uses++
			b.used[a.Object] = true
			if u, ok := a.Detail.(Reused); ok {
				b.outcomes.add(u.Outcome)
			}
		}
	}
	if a.Verb.Opens() {
		b.opener[a.Object] = a.Actor
		b.opened[a.Object] = within
		if !within {
			delete(b.opened, a.Object)
		}
	} else if by, ok := b.opener[a.Thread]; ok && b.opened[a.Thread] && within && by != a.Actor && !a.Verb.Upkeep() {
		b.answered[a.Thread] = true
	}
	if !within {
		return
	}
	b.verbs[a.Verb]++
	if a.To != "" && a.To != a.Actor && !a.Verb.Upkeep() {
		b.pairs[[2]activity.Person{min(a.Actor, a.To), max(a.Actor, a.To)}] = true
	}
}

// holds reports whether a time is in the window.
func (b *ValueBuilder) holds(t time.Time) bool {
	return !t.Before(b.from) && (b.to.IsZero() || t.Before(b.to))
}

// Report puts what the record shows beside the stories that were told in the
// window, in any order. Those that were retracted do not count.
func (b *ValueBuilder) Report(stories []ValueStory) ValueReport {
	r := ValueReport{From: b.from, To: b.to}
	stories = slices.DeleteFunc(slices.Clone(stories), func(s ValueStory) bool { return !s.Stands() || !b.holds(s.ToldAt) })
	slices.SortFunc(stories, func(x, y ValueStory) int { return x.ID.Compare(y.ID) })
	tellers := make(map[activity.Person]bool)
	for _, s := range stories {
		tellers[s.Teller] = true
		if s.Traced() {
			r.Traced = append(r.Traced, s.ID)
		}
	}
	r.Stories, r.Tellers = len(stories), len(tellers)
	for _, m := range cycles {
		v := CycleValue{Meaning: m}
		figures := false
		for _, g := range gauges {
			if g.cycle == m.Cycle {
				n, of := g.counts(b)
				figures = figures || n > 0
				v.Indicators = append(v.Indicators, ValueIndicator{g.name, g.says, g.capital, n, of})
			}
		}
		for _, s := range stories {
			if !s.Reaches(m.Cycle) {
				continue
			}
			v.Stories = append(v.Stories, s.ID)
			for _, step := range s.Steps {
				if step.Cycle != m.Cycle {
					continue
				}
				if step.Indicator != (Indicator{}) {
					v.Told = append(v.Told, ToldIndicator{s.ID, step.Indicator})
				}
			}
		}
		if m.Cycle == Potential {
			v.Capitals = capitalsIn(stories)
		}
		v.judge(figures || v.Told != nil)
		r.Cycles = append(r.Cycles, v)
	}
	return r
}

// capitalsIn counts the stories that tell of each form of capital.
func capitalsIn(stories []ValueStory) (all []CapitalStories) {
	for _, c := range []Capital{HumanCapital, SocialCapital, TangibleCapital, ReputationalCapital, LearningCapital} {
		n := 0
		for _, s := range stories {
			if slices.ContainsFunc(s.Steps, func(s Step) bool { return s.Capital == c }) {
				n++
			}
		}
		if n > 0 {
			all = append(all, CapitalStories{c, n})
		}
	}
	return all
}

// judge says which halves are there, and what to do about what is not.
func (v *CycleValue) judge(figures bool) {
	told := len(v.Stories) > 0
	switch {
	case figures && told:
		v.Shown = BothHalves
	case figures:
		v.Shown, v.Next = IndicatorsOnly, "Figures without a story do not say how they came about. Ask a member: "+v.Asks
	case told:
		v.Shown, v.Next = StoriesOnly, "A story without a figure does not say how often that happens. "+cmp.Or(v.look(), "Ask its teller for a figure, and add it to the step.")
	default:
		v.Shown, v.Next = NeitherHalf, "Nothing shows here yet, which does not mean that there is nothing. Ask a member: "+v.Asks
	}
}

// look says where figures about a cycle would come from.
func (v *CycleValue) look() string {
	if len(v.Indicators) == 0 {
		return "The record has no figure of it: ask the story's teller for one, and add it to the step."
	}
	return "It would show in: " + v.Indicators[0].Says + "."
}
