package membership

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Pair gives a newcomer a mentor: a member who guides them. Whoever had been
// their mentor no longer is. Nobody needs the role of a mentor for it. Exists
// if this one is their mentor already; Precondition if either is no member.
//
// A mentor who leaves is named until the pairing ends: Unpair, or Pair anew.
func Pair(o activity.Occasion, newcomer, mentor Member) (Member, activity.Activity, error) {
	const op = "membership.Pair"
	switch {
	case !newcomer.Member():
		return refuse(newcomer, op, fault.Precondition, "only members get a mentor; let this person in first")
	case !mentor.Member() || mentor.Community != newcomer.Community:
		return refuse(newcomer, op, fault.Precondition, "the mentor is not a member of this community; choose another")
	case mentor.Person == newcomer.Person:
		return refuse(newcomer, op, fault.Invalid, "nobody is their own mentor; choose another member")
	case mentor.Person == newcomer.Mentor:
		return refuse(newcomer, op, fault.Exists, "this member is their mentor already")
	}
	return changeOf(newcomer.Person, op, o, newcomer, activity.Pair, Paired{mentor.Person})
}

// Unpair ends the pairing of a newcomer with their mentor. Precondition if they
// have none.
func Unpair(o activity.Occasion, newcomer Member) (Member, activity.Activity, error) {
	const op = "membership.Unpair"
	if newcomer.Mentor == "" {
		return refuse(newcomer, op, fault.Precondition, "this member has no mentor")
	}
	return changeOf(newcomer.Person, op, o, newcomer, activity.Unpair, Unpaired{newcomer.Mentor})
}

// Candidate is a member who may become somebody's mentor.
type Candidate struct {
	Member
	Topics  []string // what they know about
	Mentees int      // how many they guide now; see Mentees
}

// Suggestion is a mentor for a newcomer, and why.
type Suggestion struct {
	Mentor  activity.Person
	Topics  []string // those of the newcomer's that they know about, in the newcomer's order
	Mentees int      // how many they guide now
	Reasons []string // in words
}

// SuggestMentors ranks the candidates for a newcomer who is interested in some
// topics. First come those in the role of a mentor, who have agreed to guide
// newcomers; then who shares more of the topics; then who guides fewer people,
// so that the work is spread; then who has been here longer; then the order of
// their ids. It leaves out who is no member, the newcomer and the mentor they
// have, and whoever guides atMost people already. The newcomer decides.
func SuggestMentors(newcomer Member, interests []string, candidates []Candidate, atMost int) []Suggestion {
	fit := except(candidates, func(c Candidate) bool {
		return !c.Member.Member() || c.Community != newcomer.Community || c.Person == newcomer.Person ||
			c.Person == newcomer.Mentor || c.Mentees >= atMost
	})
	shared := func(c Candidate) []string {
		return except(interests, func(topic string) bool { return !slices.Contains(c.Topics, topic) })
	}
	rank := func(c Candidate) int {
		if c.Has(Mentor) {
			return 0
		}
		return 1
	}
	slices.SortFunc(fit, func(a, b Candidate) int {
		return cmp.Or(
			cmp.Compare(rank(a), rank(b)),
			cmp.Compare(len(shared(b)), len(shared(a))),
			cmp.Compare(a.Mentees, b.Mentees),
			a.Since.Compare(b.Since),
			cmp.Compare(a.Person, b.Person),
		)
	})
	var list []Suggestion
	for _, c := range fit {
		s := Suggestion{Mentor: c.Person, Topics: shared(c), Mentees: c.Mentees}
		if c.Has(Mentor) {
			s.Reasons = append(s.Reasons, "guides newcomers, as their role is")
		}
		if s.Topics != nil {
			s.Reasons = append(s.Reasons, "knows about "+strings.Join(s.Topics, ", "))
		}
		s.Reasons = append(s.Reasons,
			fmt.Sprintf("guides %d of at most %d people now", c.Mentees, atMost),
			"a member since "+c.Since.Format(time.DateOnly))
		list = append(list, s)
	}
	return list
}

// Mentees counts whom each mentor guides among the members given.
func Mentees(members []Member) map[activity.Person]int {
	counts := make(map[activity.Person]int)
	for _, m := range members {
		if m.Mentor != "" {
			counts[m.Mentor]++
		}
	}
	return counts
}
