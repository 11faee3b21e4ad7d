package repertoire

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Gap is a topic about which a community's map shows something to be missing: each
// thing with its reason, and what to do next. A gap is about the topic, and nobody's
// failing.
type Gap struct {
	Topic     string      `json:"topic"`
	Reasons   []GapReason `json:"reasons"`             // one or more, in the order of the kinds
	Elsewhere []Coverage  `json:"elsewhere,omitempty"` // other communities that know about the topic; see Covered
	Next      []string    `json:"next"`                // what to do, in words: of all reasons, and with whom to connect
}

// GapReason is one thing that is missing about a topic, and why that is said: the
// rule, the evidence, the time in which it was looked for.
type GapReason struct {
	Kind     GapKind   `json:"kind"`
	Rule     string    `json:"rule"`     // what is looked for, in words
	Evidence string    `json:"evidence"` // what there is, in words
	From     time.Time `json:"from"`     // the window
	To       time.Time `json:"to"`

	// What the evidence is about, each at most the policy's Examples.
	Questions []activity.QuestionID `json:"questions,omitempty"`
	People    []activity.Person     `json:"people,omitempty"`
	Resources []activity.ResourceID `json:"resources,omitempty"`

	Next []string `json:"next"` // what to do about it, in words
}

// String tells the gap in a line.
func (g Gap) String() string {
	var found []string
	for _, r := range g.Reasons {
		found = append(found, r.Evidence)
	}
	return fmt.Sprintf("%s: %s. Next: %s.", g.Topic, strings.Join(found, "; "), strings.Join(g.Next, "; "))
}

// GapKind is what is missing.
type GapKind string

// The gaps, in the order in which they are told.
const (
	NotAnswered GapKind = "not-answered" // it is asked about, and left without answers
	OneAnswers  GapKind = "one-answers"  // one person only answers
	NotVouched  GapKind = "not-endorsed" // it is asked about, and nothing written is endorsed
	GoneStale   GapKind = "stale"        // it is asked about, and what is written is old
	Untouched   GapKind = "untouched"    // the charter names it, and nothing has happened there
)

// Coverage is another community that knows about a topic.
type Coverage struct {
	Community activity.CommunityID  `json:"community"`
	Name      string                `json:"name"`
	Named     bool                  `json:"named"`               // its charter names the topic
	Resources []activity.ResourceID `json:"resources,omitempty"` // those about it, by id
}

// gapRules look at a topic, each for one kind of gap.
var gapRules = []func(Map, MappedTopic) (GapReason, bool){Map.notAnswered, Map.oneAnswers, Map.notVouched, Map.goneStale, Map.untouched}

// Gaps returns the topics about which something is missing, in their order.
func (m Map) Gaps() []Gap {
	var all []Gap
	for _, t := range m.Topics {
		g := Gap{Topic: t.Topic}
		for _, rule := range gapRules {
			reason, ok := rule(m, t)
			if !ok {
				continue
			}
			g.Reasons = append(g.Reasons, reason)
			for _, next := range reason.Next {
				if !slices.Contains(g.Next, next) {
					g.Next = append(g.Next, next)
				}
			}
		}
		if g.Reasons != nil {
			all = append(all, g)
		}
	}
	return all
}

// about begins the reason for a gap that shows in a window of so many days.
func (m Map) about(kind GapKind, days int, rule, evidence string) GapReason {
	return GapReason{Kind: kind, Rule: rule, Evidence: evidence, From: since(m.At, days), To: m.At}
}

// lately is the policy's window, in words.
func (m Map) lately() string { return "within " + amount(m.Policy.Days, "day", "days") }

func (m Map) notAnswered(t MappedTopic) (GapReason, bool) {
	if t.AskedLately < m.Policy.Asked || t.LeftWaiting*100 < m.Policy.Waiting*t.AskedLately {
		return GapReason{}, false
	}
	g := m.about(NotAnswered, m.Policy.Days,
		fmt.Sprintf("a topic with at least %s %s, of which at least %d %% have waited for more than %s",
			amount(m.Policy.Asked, "question", "questions"), m.lately(), m.Policy.Waiting, amount(m.Policy.Patience, "day", "days")),
		fmt.Sprintf("%d of %s wait for an answer", t.LeftWaiting, amount(t.AskedLately, "question", "questions")))
	impatient := since(m.At, m.Policy.Patience)
	for _, w := range t.Open {
		if !w.At.Before(m.Since) && w.At.Before(impatient) {
			g.Questions = append(g.Questions, w.Question)
		}
	}
	g.Questions = first(m.Policy.Examples, g.Questions)
	if g.People = m.knowers(t); g.People != nil {
		g.Next = append(g.Next, "ask those who know about it: "+names(g.People))
	} else {
		g.Next = append(g.Next, "nobody here has shown that they know about it: invite a guest expert, or ask another community")
	}
	return g, true
}

func (m Map) oneAnswers(t MappedTopic) (GapReason, bool) {
	var answerers []Knower
	for _, k := range t.People {
		if k.AnsweredLately > 0 {
			answerers = append(answerers, k)
		}
	}
	if len(answerers) != 1 || answerers[0].AnsweredLately < m.Policy.Answers {
		return GapReason{}, false
	}
	k := answerers[0]
	evidence := fmt.Sprintf("%s has given all %s", k.Person, amount(k.AnsweredLately, "answer", "answers"))
	if k.Left {
		evidence += ", and is no longer a member"
	}
	g := m.about(OneAnswers, m.Policy.Days, fmt.Sprintf("a topic on which at least %s %s are all one person's",
		amount(m.Policy.Answers, "answer", "answers"), m.lately()), evidence)
	g.People, g.Questions = []activity.Person{k.Person}, first(m.Policy.Examples, t.Questions)
	if k.Left {
		g.Next = []string{"find somebody who takes the topic on", "gather what the answers say in a resource"}
	} else {
		g.Next = []string{"pair them with a member who wants to learn it", "ask them to write down what they answer time and again"}
	}
	return g, true
}

func (m Map) notVouched(t MappedTopic) (GapReason, bool) {
	if t.AskedLately < m.Policy.Asked {
		return GapReason{}, false
	}
	var there []activity.ResourceID
	for _, r := range t.Resources {
		switch {
		case r.Serves && r.Endorsed:
			return GapReason{}, false
		case r.Serves:
			there = append(there, r.ID)
		}
	}
	evidence := fmt.Sprintf("%s %s, and ", amount(t.AskedLately, "question", "questions"), m.lately())
	if there == nil {
		evidence += "no resource"
	} else {
		evidence += amount(len(there), "resource", "resources") + ", none of them endorsed"
	}
	g := m.about(NotVouched, m.Policy.Days, fmt.Sprintf("a topic with at least %s %s, and no endorsed resource in use",
		amount(m.Policy.Asked, "question", "questions"), m.lately()), evidence)
	g.Resources, g.Questions = first(m.Policy.Examples, there), first(m.Policy.Examples, t.Questions)
	switch g.People = m.knowers(t); {
	case there != nil:
		g.Next = []string{"use what is there, tell what came of it, and endorse what holds"}
	case g.People != nil:
		g.Next = []string{"propose a task to write it down, for one of those who know about it: " + names(g.People)}
	default:
		g.Next = []string{"look for somebody who knows, or for another community's resource to carry over"}
	}
	return g, true
}

func (m Map) goneStale(t MappedTopic) (GapReason, bool) {
	stale := since(m.At, m.Policy.Stale)
	var newest time.Time
	var there []activity.ResourceID
	for _, r := range t.Resources {
		if r.Serves {
			newest, there = later(newest, r.Revised), append(there, r.ID)
		}
	}
	if there == nil || !newest.Before(stale) || t.AskedLately < m.Policy.Asked {
		return GapReason{}, false
	}
	g := m.about(GoneStale, m.Policy.Stale, fmt.Sprintf("a topic with at least %s %s, and no new resource or version within %s",
		amount(m.Policy.Asked, "question", "questions"), m.lately(), amount(m.Policy.Stale, "day", "days")),
		fmt.Sprintf("%s lately, and the newest of %s is of %s",
			amount(t.AskedLately, "question", "questions"), amount(len(there), "resource", "resources"), newest.Format(time.DateOnly)))
	g.From = earlier(g.From, m.Since)
	g.Resources, g.Questions = first(m.Policy.Examples, there), first(m.Policy.Examples, t.Questions)
	for _, r := range t.Resources {
		if r.Serves && !slices.Contains(g.People, r.Author) {
			g.People = append(g.People, r.Author)
		}
	}
	g.People = first(m.Policy.Examples, g.People)
	g.Next = []string{"ask who shared it to go through it, against what is asked now: " + names(g.People), "retire what no longer holds"}
	return g, true
}

func (m Map) untouched(t MappedTopic) (GapReason, bool) {
	if !t.Named || len(t.People) > 0 || len(t.Resources) > 0 {
		return GapReason{}, false
	}
	g := m.about(Untouched, m.Policy.Days, "a topic of the charter's that somebody has asked, answered or written about", "nothing about it yet")
	g.From = time.Time{}
	g.Next = []string{"ask members what they would like to know about it", "amend the charter, if it is no concern of the community's any more"}
	return g, true
}

// knowers are those who know about a topic and are here, the first of the map.
func (m Map) knowers(t MappedTopic) (people []activity.Person) {
	for _, k := range t.People {
		if k.Knows() && !k.Left && len(people) < m.Policy.Examples {
			people = append(people, k.Person)
		}
	}
	return people
}

// Covered completes gaps with the communities that know about their topics, in
// the order given, and with that as a next step. See CoverageOf.
func Covered(gaps []Gap, by map[string][]Coverage) []Gap {
	gaps = slices.Clone(gaps)
	for i, g := range gaps {
		if g.Elsewhere = by[g.Topic]; len(g.Elsewhere) > 0 {
			g.Next = connect(g.Next, g.Elsewhere)
		}
		gaps[i] = g
	}
	return gaps
}

// connect adds to what to do next which other communities to connect with.
func connect(next []string, elsewhere []Coverage) []string {
	var where []string
	for _, c := range elsewhere {
		where = append(where, c.Name)
	}
	return append(slices.Clone(next), "connect with a community that covers it: "+strings.Join(where, ", "))
}

// CoverageOf tells which topics a community covers: those that its charter names,
// and those of its resources that are there to be used.
func CoverageOf(id activity.CommunityID, name string, named []string, shelf []Resource) map[string]Coverage {
	all := make(map[string]Coverage)
	cover := func(topic string, change func(*Coverage)) {
		c, ok := all[topic]
		if !ok {
			c = Coverage{Community: id, Name: name}
		}
		change(&c)
		all[topic] = c
	}
	for _, topic := range named {
		cover(topic, func(c *Coverage) { c.Named = true })
	}
	for _, r := range slices.SortedFunc(slices.Values(shelf), func(a, b Resource) int { return a.ID.Compare(b.ID) }) {
		if !Serves(r) {
			continue
		}
		for _, topic := range r.Current.Topics {
			cover(topic, func(c *Coverage) { c.Resources = append(c.Resources, r.ID) })
		}
	}
	return all
}

// first are the first of a list, so many at most.
func first[T any](n int, all []T) []T { return all[:min(n, len(all))] }

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// amount writes a number of things: "1 day", "2 days".
func amount(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", many)
}

// names lists people.
func names(people []activity.Person) string {
	var all []string
	for _, p := range people {
		all = append(all, string(p))
	}
	return strings.Join(all, ", ")
}
