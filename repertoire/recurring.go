package repertoire

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Recurrence is something that a community has been asked time and again and has
// not written down: questions of one space, about one topic, that share their
// wording (Wenger's documenting projects: "we have faced this problem five times
// now. Let us write it down once and for all").
type Recurrence struct {
	Space     activity.SpaceID      `json:"space,omitzero"`
	Topics    []string              `json:"topics,omitempty"` // those of at least half of the questions
	Like      activity.QuestionID   `json:"like"`             // the one that is most like what they have in common
	Text      string                `json:"text"`             // of that one: its first line
	Questions []Recurred            `json:"questions"`        // in the order in which they were asked
	Askers    int                   `json:"askers"`           // how many people asked
	Words     []string              `json:"words"`            // those of at least half of the questions that tell something, the longest in front
	Rule      string                `json:"rule"`             // what is looked for, in words
	Evidence  string                `json:"evidence"`         // what there is, in words
	From      time.Time             `json:"from"`             // the window
	To        time.Time             `json:"to"`
	Near      []activity.ResourceID `json:"near,omitempty"` // resources about the topic that do not seem to answer it, by id
	Next      []string              `json:"next"`           // what to do, in words
}

// Recurred is one of the questions of a recurrence.
type Recurred struct {
	Question activity.QuestionID `json:"question"`
	Asker    activity.Person     `json:"asker"`
	At       time.Time           `json:"at"`
	Alike    int                 `json:"alike"` // how much of its wording they have in common, in percent
}

// Draft returns the task that would answer the questions, with what was found as its
// grounds, which stay readable with the task. The members who propose it may put it
// into words of their own.
func (r Recurrence) Draft() TaskDraft {
	d := TaskDraft{
		Title: cmp.Or(r.Text, strings.Join(r.Words, " ")), Topics: slices.Clone(r.Topics),
		Grounds: TaskGrounds{Rule: r.Rule, Evidence: shortened(r.Evidence, 1000), From: r.From, To: r.To},
	}
	for _, q := range r.Questions[max(0, len(r.Questions)-1000):] {
		d.Questions = append(d.Questions, q.Question)
	}
	return d
}

// Asking is what recurrences are looked for in: what one person sees of a
// community, so that nothing else has a part in what they are told.
type Asking struct {
	Questions []Question
	Resources []Resource
	Tasks     []Task // the questions of which are taken care of, or were decided about
}

// Recurring returns what is asked time and again without a resource, what was
// asked most often first, then what was asked last. Only the policy's Since, Times,
// Alike and Common count.
//
// How much of their wording two texts share is the weight of the words that both
// have, by the geometric mean of the weights of all their words (A. Ochiai 1957); a
// word weighs more the longer it is. Left out are the words of the topic itself,
// and those that at least Common percent of the questions about other topics have,
// too, if there are 20 or more. Questions gather around one that they share at
// least Alike percent with, and then anew around the words that at least half of
// those have. Each is compared with at most 32 others for each of its words, so
// that the time it takes grows with the number of questions and not with its
// square; among very many that are worded much alike some may so be told apart.
//
// There is a resource if one in use, about the topic, in the same space or the
// common one, has at least half of the wording that the questions share.
func Recurring(in Asking, p MapPolicy, now time.Time) ([]Recurrence, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	now = activity.Moment(now)
	done := make(map[activity.QuestionID]bool)
	for _, t := range in.Tasks {
		for _, q := range t.Questions {
			done[q] = true
		}
	}
	spaces := make(map[activity.SpaceID][]Question)
	var order []activity.SpaceID
	from := since(now, p.Since)
	for _, q := range in.Questions {
		if done[q.ID] || q.AskedAt.Before(from) || q.AskedAt.After(now) {
			continue
		}
		if spaces[q.Space] == nil {
			order = append(order, q.Space)
		}
		spaces[q.Space] = append(spaces[q.Space], q)
	}
	var all []Recurrence
	for _, space := range order {
		all = append(all, newCorpus(spaces[space]).recurrences(p, space, in.Resources, from, now)...)
	}
	slices.SortFunc(all, func(a, b Recurrence) int {
		return cmp.Or(
			cmp.Compare(len(b.Questions), len(a.Questions)), b.Questions[len(b.Questions)-1].At.Compare(a.Questions[len(a.Questions)-1].At),
			a.Space.Compare(b.Space), a.Like.Compare(b.Like),
		)
	})
	return all, nil
}

// recurrences are those of one space, whose questions these are.
func (c *corpus) recurrences(p MapPolicy, space activity.SpaceID, shelf []Resource, from, now time.Time) (all []Recurrence) {
	shelf = slices.DeleteFunc(slices.Clone(shelf), func(r Resource) bool {
		return !Serves(r) || !r.Space.IsZero() && r.Space != space
	})
	slices.SortFunc(shelf, func(a, b Resource) int { return a.ID.Compare(b.ID) })
	in := make(map[int][]map[int]bool) // the clusters that a question is in
	for _, cl := range c.clusters(p) {
		if len(cl.members) < p.Times || slices.ContainsFunc(in[cl.members[0].question], func(other map[int]bool) bool {
			return !slices.ContainsFunc(cl.members, func(m member) bool { return !other[m.question] })
		}) {
			continue // by another of its topics, it is there already
		}
		r := c.told(cl, p, from, now)
		r.Space = space
		answered := false
		for _, one := range shelf {
			if !slices.Contains(one.Current.Topics, cl.topic) {
				continue
			}
			if answered = cl.answeredBy(one); answered {
				break
			}
			r.Near = append(r.Near, one.ID)
		}
		if answered {
			continue
		}
		if len(r.Near) > 0 {
			r.Next = append(r.Next, "see whether a resource about the topic answers it, and revise that")
		}
		set := make(map[int]bool)
		for _, m := range cl.members {
			set[m.question] = true
		}
		for q := range set {
			in[q] = append(in[q], set)
		}
		all = append(all, r)
	}
	return all
}

// told is a cluster, told with its evidence.
func (c *corpus) told(cl cluster, p MapPolicy, from, now time.Time) Recurrence {
	r := Recurrence{
		Rule: fmt.Sprintf("at least %d questions within %s about one topic that have at least %d %% of their wording in common, and no resource that answers them",
			p.Times, amount(p.Since, "day", "days"), p.Alike),
		From: from, To: now, Next: []string{"propose a task to write it down once and for all"},
	}
	askers, topics := make(map[activity.Person]bool), make(map[string]int)
	var texts []string
	for _, m := range cl.members {
		q := c.questions[m.question]
		r.Questions = append(r.Questions, Recurred{q.ID, q.Asker, q.AskedAt, m.alike})
		askers[q.Asker] = true
		texts = append(texts, q.Text)
		for _, t := range q.Topics {
			if topics[t]++; topics[t]*2 >= len(cl.members) && !slices.Contains(r.Topics, t) {
				r.Topics = append(r.Topics, t)
			}
		}
	}
	slices.Sort(r.Topics)
	like := 0
	for i, q := range r.Questions {
		if q.Alike > r.Questions[like].Alike {
			like = i
		}
	}
	r.Like, r.Text, r.Askers = r.Questions[like].Question, firstLine(texts[like], 300), len(askers)
	stems := make(map[string]int)
	for _, t := range cl.shared {
		stems[t.stem] = t.weight
	}
	r.Words = spelt(stems, texts)
	r.Evidence = fmt.Sprintf("asked %s by %s, from %s to %s; at least half of them say: %s", amount(len(cl.members), "time", "times"),
		amount(len(askers), "person", "people"), r.Questions[0].At.Format(time.DateOnly), r.Questions[len(r.Questions)-1].At.Format(time.DateOnly),
		strings.Join(first(p.Examples, r.Words), ", "))
	return r
}

// answeredBy reports whether a resource has at least half of the wording that the
// questions share.
func (cl cluster) answeredBy(r Resource) bool {
	has := make(map[string]bool)
	for _, t := range wording(r.Current.Title+"\n"+r.Current.Body, 100_000) {
		has[t.stem] = true
	}
	all, there := 0, 0
	for _, t := range cl.shared {
		all += t.weight
		if has[t.stem] {
			there += t.weight
		}
	}
	return there*2 >= all
}
