package insight

import (
	"fmt"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
)

// everything has shown experts the whole record.
func everything(t trying) *Experts {
	x := NewExperts()
	for a, err := range t.record {
		require.NoError(t, err)
		x.Add(a)
	}
	return x
}

var expertsCheck = check{
	byHand: []string{"TestExpertByHand", "TestAcceptedLater"}, ordered: true,
	names: func(t trying, s sheet) {
		x := everything(t)
		for _, topics := range [][]string{nil, {"tax"}, {"tax", "pay"}} {
			all := x.Rank(Inquiry{Asker: t.as("ana"), Topics: topics, At: t.last})
			s.put(fmt.Sprint(topics), len(all))
			for _, e := range all {
				s.put(fmt.Sprint(t.who(e.Person), " on ", topics), []any{e.Score, e.Evidence})
			}
		}
	},
	// What is learned from who answered, and how rare a topic is, are of all. What speaks
	// for each is not.
	strangers: func(t trying, s sheet) {
		x := everything(t)
		for _, topics := range [][]string{nil, {"tax"}, {"pay"}} {
			all, see := x.order(Inquiry{Asker: t.as("ana"), Topics: topics, At: t.last})
			s.put(fmt.Sprint(topics), len(all)-t.strangers/2)
			for _, e := range all {
				if t.who(e.Person) != "" {
					s.put(fmt.Sprint(e.Person, " on ", topics), see.amounts(x.people[e.Person]))
				}
			}
		}
	},
	bench: func(s activity.Stream, _ *Network) error {
		x := NewExperts()
		for a, err := range s {
			if err != nil {
				return err
			}
			x.Add(a)
			if a.Verb == activity.Ask && a.Object[7]%100 == 0 {
				x.Rank(Inquiry{a.Actor, a.Topics, a.At})
			}
		}
		return nil
	},
}

var trialCheck = check{
	byHand: []string{"TestTrialByHand"}, ordered: true,
	names: func(t trying, s sheet) { // by which equals are put in order
		done := must(t, TryExpertise)
		s.put("all", []int{done.Questions, done.AcceptedByOther, done.Test, done.Praxis.NotCandidate, done.Tag.NotCandidate, done.Total.NotCandidate})
	},
	strangers: func(t trying, s sheet) {
		done := must(t, TryExpertise)
		s.put("all", []int{done.Questions - t.strangers/2, done.AcceptedByOther, done.Test, done.Praxis.NotCandidate, done.Tag.NotCandidate, done.Total.NotCandidate})
	},
	bench: run(TryExpertise),
}

var exposureCheck = check{
	byHand: []string{"TestExposureByHand", "TestSpreadByHand"},
	names: func(t trying, s sheet) {
		named := make(map[activity.Person]int)
		for a, err := range t.record {
			require.NoError(t, err)
			named[a.Actor]++
		}
		s.put("all", ExposureOf(named))
	},
	strangers: func(t trying, s sheet) {
		spread := NewSpread(1)
		var equals []Expert
		for a, err := range t.record {
			require.NoError(t, err)
			if a.Verb == activity.Answer {
				spread.Answered(a.Actor, a.At)
			}
		}
		for _, p := range sixPeople {
			s["load of "+string(p)] = spread.Load(p, t.last)
			equals = append(equals, Expert{Person: p})
		}
		for i, e := range spread.Name(equals, 3, t.last) {
			s.put(fmt.Sprint("named ", i), []any{e.Person, e.Score})
		}
	},
	bench: func(s activity.Stream, _ *Network) error { _, err := TrySpread(s, 1, 5); return err },
}

var recommendationsCheck = check{
	byHand: []string{"TestRecommendResourcesByHand", "TestRecommendQuestionsByHand", "TestRecommendPeopleByHand", "TestRecommendCommunitiesByHand", "TestRecommendMentorsByHand"},
	names:  recommended, strangers: recommended, ordered: true, benchIn: "BenchmarkRecommend",
}

// recommended adds what is recommended to ana. Questions are left out: whom to ask is
// a choice among people, and between equals the first by name comes first.
func recommended(t trying, s sheet) {
	p := Recommending()
	p.Evidence, p.AtMost = 1, 100
	r, err := NewRecommender(p, t.as("ana"), t.last, nil)
	require.NoError(t, err)
	for a, err := range t.record {
		require.NoError(t, err)
		r.Add(a)
	}
	var shelf []Usable
	var documents []Document
	for i, topics := range [][]string{{"tax"}, {"pay"}, {"tax", "pay"}, {"yoga"}} {
		d := Document{ID: activity.Foreign("", fmt.Sprint("d", i)), Words: topics, Topics: topics, At: t.last}
		documents, shelf = append(documents, d), append(shelf, Usable{Document: d, Uses: i})
	}
	require.NoError(t, r.Read(documents, nil))
	s.put("interests", r.Interests())
	s.put("resources", r.Resources(shelf))
	s.put("communities", r.Communities(documents))
	belong := make([]activity.Person, len(sixPeople))
	for i, p := range sixPeople {
		belong[i] = t.as(p)
	}
	for _, one := range r.People(belong) {
		for _, g := range one.Grounds {
			s.put(fmt.Sprint(t.who(one.Person), ": ", g.Rule), g)
		}
	}
}
