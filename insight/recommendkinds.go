package insight

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
	members "github.com/praxis-cop/praxis/membership"
)

// found is a candidate for which enough speaks.
type found struct {
	Recommendation
	first int // what comes first whatever speaks for it
	sum   float64
	then  int // what comes first of those for which as much speaks
	at    time.Time
}

// best are the first of those found.
func (r *Recommender) best(all []found) (list []Recommendation) {
	slices.SortFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.sum, a.sum), cmp.Compare(b.then, a.then), b.at.Compare(a.at),
			a.ID.Compare(b.ID), byName(a.Person, b.Person))
	})
	for _, f := range all[:min(r.policy.AtMost, len(all))] {
		list = append(list, f.Recommendation)
	}
	return list
}

// enough reports whether enough speaks for a candidate.
func (r *Recommender) enough(g grounds) bool { return g.evidence >= r.policy.Evidence }

// Usable is a resource that is there to be used.
type Usable struct {
	Document
	Uses int // by others than who made it
}

// Resources recommends what to read and reuse: first what more speaks for, then what
// was used more often, then what is newer. Give it those that are there to be used.
func (r *Recommender) Resources(shelf []Usable) []Recommendation {
	var all []found
	for _, d := range shelf {
		if r.touched[d.ID] || r.mutes(d.Topics) {
			continue
		}
		var g grounds
		r.topical(&g, d.Topics)
		r.wording(&g, d.Document)
		if !r.enough(g) {
			continue
		}
		if d.Uses > 0 {
			g.add(0, Ground{Rule: "it has served others", Evidence: "used " + counted(d.Uses, "time", "times"), From: d.At, To: r.now})
		}
		all = append(all, found{Recommendation: Recommendation{ID: d.ID, Title: d.Title, Grounds: g.all, Next: "read it, and say what came of it if you use it"},
			sum: g.sum, then: d.Uses, at: d.At})
	}
	return r.best(all)
}

// Communities recommends communities to look into, by how they describe themselves and
// what can be read there: first those that more speaks for. Give it those that the
// person does not belong to.
func (r *Recommender) Communities(others []Document) []Recommendation {
	var all []found
	for _, d := range others {
		if r.touched[d.ID] || r.mutes(d.Topics) && len(r.unmuted(d.Topics)) == 0 {
			continue
		}
		var g grounds
		r.topical(&g, d.Topics)
		r.wording(&g, d)
		if r.enough(g) {
			all = append(all, found{Recommendation: Recommendation{ID: d.ID, Title: d.Title, Grounds: g.all, Next: "look at what it shows, and join it or ask to be let in"},
				sum: g.sum, at: d.At})
		}
	}
	return r.best(all)
}

func (r *Recommender) unmuted(topics []string) []string {
	return slices.DeleteFunc(slices.Clone(topics), func(t string) bool { return r.muted[t] })
}

// Open is a question that waits for an answer.
type Open struct {
	Document
	Asker    activity.Person
	Newcomer bool                       // whoever asked has not been here for long
	For      func(activity.Person) bool // who could answer it, as far as they are let; nil for everybody
}

// Questions recommends questions to answer: those of newcomers first, then those for
// which the person is named earlier among all who could answer, then those that more
// speaks for. It goes through all that wait as if each were put to a few people, the
// load being spread, so that who has answered much is named for less; and who has not
// answered anything yet is told of what fits, since all begin so.
func (r *Recommender) Questions(waiting []Open) []Recommendation {
	waiting = slices.Clone(waiting)
	slices.SortFunc(waiting, func(a, b Open) int {
		return cmp.Or(cmp.Compare(late(a), late(b)), a.At.Compare(b.At), a.ID.Compare(b.ID))
	})
	spread := r.spread.copied()
	var all []found
	for _, q := range waiting {
		named, could, experienced := r.named(q, spread)
		if q.Asker == r.me || r.touched[q.ID] || r.mutes(q.Topics) || q.For != nil && !q.For(r.me) {
			continue
		}
		var g grounds
		r.topical(&g, q.Topics)
		r.wording(&g, q.Document)
		place := slices.IndexFunc(named, func(e Expert) bool { return e.Person == r.me })
		if !r.enough(g) || experienced && place < 0 {
			continue
		}
		if place >= 0 {
			why := fmt.Sprintf("place %d of %d", place+1, could)
			for _, e := range named[place].Evidence[:min(2, len(named[place].Evidence))] {
				why += ", " + e.String()
			}
			g.add(0, Ground{Rule: "you are among those likely to answer well, the load being spread", Evidence: why, From: q.At, To: r.now})
		} else {
			place = r.policy.Helpers
		}
		if q.Newcomer {
			g.add(0, Ground{Rule: "it is a newcomer's", Evidence: "they came lately", From: q.At, To: r.now})
		}
		g.add(0, Ground{Rule: "nobody has answered it", Evidence: "since " + q.At.Format(time.DateOnly), From: q.At, To: r.now})
		all = append(all, found{Recommendation: Recommendation{ID: q.ID, Title: q.Title, Grounds: g.all, Next: "answer it, or say who could"},
			first: late(q)*(r.policy.Helpers+1) + place, sum: g.sum, at: q.At})
	}
	return r.best(all)
}

// late is 0 for a question that comes first.
func late(q Open) int {
	if q.Newcomer {
		return 0
	}
	return 1
}

// named are those to whom a question would be put, of how many, and whether the person
// is among those who have answered anything before. Evidence is told of the person only.
func (r *Recommender) named(q Open, spread *Spread) (few []Expert, could int, experienced bool) {
	all, see := r.experts.order(Inquiry{q.Asker, q.Topics, r.now})
	fit := all[:0]
	for _, e := range all {
		me := e.Person == r.me
		if (me || r.willing(e.Person)) && (q.For == nil || q.For(e.Person)) {
			fit = append(fit, e)
			experienced = experienced || me
		}
	}
	few = spread.Name(fit, r.policy.Helpers, r.now)
	for i, e := range few {
		if e.Person == r.me {
			few[i].Evidence = r.experts.evidence(see, r.me)
		}
	}
	return few, len(fit), experienced
}

// Answerers are those who have answered anything, in the order of their first answer.
func (r *Recommender) Answerers() []activity.Person {
	all := make([]activity.Person, len(r.experts.answered))
	for i, who := range r.experts.answered {
		all[i] = r.experts.traces[who].person
	}
	return all
}

// People recommends members whom the person does not know yet: with whom they have had
// no exchange. What they share are topics and threads.
func (r *Recommender) People(belong []activity.Person) []Recommendation {
	topics := r.Interests()
	var all []found
	for _, p := range belong {
		if p == r.me || r.known[p] || !r.willing(p) {
			continue
		}
		var g grounds
		r.common(&g, topics, p)
		r.together(&g, p)
		if r.enough(g) {
			all = append(all, found{Recommendation: Recommendation{Person: p, Grounds: g.all, Next: "write to them, or look out for them at the next gathering"}, sum: g.sum})
		}
	}
	return r.best(all)
}

// common adds the topics with which both have to do.
func (r *Recommender) common(g *grounds, topics []string, p activity.Person) {
	one := Ground{Rule: "both of you have to do with the same topics"}
	var both []string
	for _, t := range topics {
		if r.people[t][p] {
			both = append(both, t)
			one.Counts += r.weight(t)
			one.From, one.To = window(one.From, one.To, r.mine[t].from, r.mine[t].to)
		}
	}
	if both != nil {
		one.Evidence = strings.Join(both, ", ")
		g.add(len(both), one)
	}
}

// together adds the threads in which both were.
func (r *Recommender) together(g *grounds, p activity.Person) {
	one := Ground{Rule: "both of you were in the same threads", To: r.now}
	threads := 0
	for _, t := range r.threads() {
		if in := r.inside[t]; in[p] {
			threads++
			one.Counts += shared(len(in))
		}
	}
	if threads > 0 {
		one.Evidence = counted(threads, "thread", "threads")
		g.add(threads, one)
	}
}

// threads are those in which the person was, in order.
func (r *Recommender) threads() []activity.ObjectID {
	if r.myThreads == nil {
		for t, in := range r.inside {
			if in[r.me] {
				r.myThreads = append(r.myThreads, t)
			}
		}
		slices.SortFunc(r.myThreads, activity.ObjectID.Compare)
	}
	return r.myThreads
}

// Mentors recommends who could guide a newcomer, as membership.SuggestMentors orders
// them by the newcomer's interests: only who has the role or knows about one of these.
// Nobody is recommended to somebody who has a mentor, or is no newcomer any more.
func (r *Recommender) Mentors(newcomer members.Member, candidates []members.Candidate) (list []Recommendation) {
	fresh := !newcomer.Since.Before(r.now.Add(-time.Duration(r.policy.Newcomer) * dayLong))
	if !newcomer.Member() || newcomer.Mentor != "" || newcomer.Past != nil || !fresh {
		return nil
	}
	mentors := make(map[activity.Person]bool)
	for _, c := range candidates {
		mentors[c.Person] = c.Has(members.Mentor)
	}
	for _, s := range members.SuggestMentors(newcomer, r.Interests(), candidates, r.policy.Mentees) {
		if !mentors[s.Mentor] && s.Topics == nil || !r.willing(s.Mentor) {
			continue
		}
		one := Recommendation{Person: s.Mentor, Next: "ask them whether they would guide you, or ask a facilitator to pair you"}
		for _, why := range s.Reasons {
			one.Grounds = append(one.Grounds, Ground{Rule: "they could guide you", Evidence: why, To: r.now})
		}
		if list = append(list, one); len(list) == r.policy.AtMost {
			break
		}
	}
	return list
}
