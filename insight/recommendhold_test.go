package insight_test

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/insight"
	"github.com/praxis-cop/praxis/membership"
)

// drawn is a club as it comes: with its documents, and what waits.
func drawn(t *rapid.T) (c club, shelf []insight.Usable, waiting []insight.Open) {
	names := []activity.Person{"ana", "bob", "cem", "dan", "eve", "fay"}
	topics := []string{"payroll", "birds", "crops"}
	words := []string{"ghosts lists", "ghosts", "birds lists", "crops"}
	verbs := []activity.Verb{activity.Ask, activity.Answer, activity.Comment, activity.Share, activity.Reuse, activity.Thank}
	for i := range rapid.IntRange(5, 60).Draw(t, "acts") {
		pick := func(n int, of string) int { return rapid.IntRange(0, n-1).Draw(t, of) }
		verb, n := verbs[pick(len(verbs), "verb")], byte(1+pick(8, "object"))
		a := []string{topics[pick(3, "topic")]}
		switch verb {
		case activity.Ask:
			c.did(names[pick(6, "who")], verb, n, n, "", a...)
		case activity.Answer, activity.Comment:
			c.did(names[pick(6, "who")], verb, byte(30+i), n, "")
		case activity.Thank:
			c.did(names[pick(6, "who")], verb, 0, 0, names[pick(6, "whom")])
		default:
			c.did(names[pick(6, "who")], verb, 100+n, 0, "", a...)
		}
	}
	for n := range byte(8) {
		d := document(101+n, words[n%4], topics[n%3])
		shelf = append(shelf, usable(d, int(n%3)))
		q := waits(1+n, names[n%6], topics[n%3])
		q.Words = strings.Fields(words[n%4])
		waiting = append(waiting, q)
	}
	return c, shelf, waiting
}

// all are the recommendations of a club to somebody, of whom some refuse.
func all(t require.TestingT, p insight.RecommendPolicy, me activity.Person, c club, shelf []insight.Usable, waiting []insight.Open, refuses map[activity.Person]bool, names []activity.Person) insight.Recommendations {
	r, err := insight.NewRecommender(p, me, spring.Add(time.Hour), func(p activity.Person) bool { return !refuses[p] })
	require.NoError(t, err)
	for _, a := range c {
		r.Add(a)
	}
	var documents []insight.Document
	for _, d := range shelf {
		documents = append(documents, d.Document)
	}
	for _, d := range waiting {
		documents = append(documents, d.Document)
	}
	require.NoError(t, r.Read(documents, nil))
	var candidates []membership.Candidate
	for i, n := range names {
		candidates = append(candidates, candidate(n, 10+i, "payroll", "birds"))
	}
	var mine membership.Member
	for _, c := range candidates {
		if c.Person == me {
			mine = c.Member
		}
	}
	return insight.Recommendations{Resources: r.Resources(shelf), Questions: r.Questions(waiting), People: r.People(names), Mentors: r.Mentors(mine, candidates)}
}

var clubbers = []activity.Person{"ana", "bob", "cem", "dan", "eve", "fay"}

// Whatever happened: who is called otherwise is told the same, somebody who has to do
// with nobody changes nothing, nothing known is told, and nobody who refuses is named.
func TestRecommendationsHold(t *testing.T) {
	p := insight.Recommending()
	p.Evidence, p.AtMost = 1, 100
	rapid.Check(t, func(t *rapid.T) {
		c, shelf, waiting := drawn(t)
		got := all(t, p, "ana", c, shelf, waiting, nil, clubbers)
		require.Equal(t, got, all(t, p, "ana", c, shelf, waiting, nil, clubbers))

		renamed, others := append(club(nil), c...), append([]insight.Open(nil), waiting...)
		x := func(p activity.Person) activity.Person {
			if p == "" {
				return p
			}
			return "x" + p
		}
		for i, a := range renamed {
			renamed[i].Actor, renamed[i].To = x(a.Actor), x(a.To)
		}
		for i, q := range others {
			others[i].Asker = x(q.Asker)
		}
		again := all(t, p, "xana", renamed, shelf, others, nil, []activity.Person{"xana", "xbob", "xcem", "xdan", "xeve", "xfay"})
		for _, list := range [][]insight.Recommendation{again.People, again.Mentors} {
			for i := range list {
				list[i].Person = list[i].Person[1:]
			}
		}
		require.Equal(t, got, again)

		more := append(club(nil), c...)
		more.did("zoe", activity.Comment, 250, 0, "", "yoga")
		more.did("zoe", activity.Share, 251, 0, "", "yoga")
		require.Equal(t, got, all(t, p, "ana", more, shelf, waiting, nil, clubbers))

		touched, known := make(map[activity.ObjectID]bool), make(map[activity.Person]bool)
		for _, a := range c {
			switch {
			case a.Actor == "ana":
				touched[a.Object], touched[a.Thread], known[a.To] = true, true, true
			case a.To == "ana":
				known[a.Actor] = true
			}
		}
		for _, one := range append(got.Resources, got.Questions...) {
			require.False(t, touched[one.ID])
			require.NotEmpty(t, one.Grounds)
		}
		for _, one := range got.People {
			require.False(t, known[one.Person])
			require.NotEqual(t, activity.Person("ana"), one.Person)
		}
		who := rapid.SampledFrom(clubbers[1:]).Draw(t, "who refuses")
		without := all(t, p, "ana", c, shelf, waiting, map[activity.Person]bool{who: true}, clubbers)
		for _, one := range append(without.People, without.Mentors...) {
			require.NotEqual(t, who, one.Person)
		}
	})
}

func BenchmarkRecommend(b *testing.B) {
	const number = 10_000
	p := insight.Recommending()
	var c club
	var members []activity.Person
	var waiting []insight.Open
	var shelf []insight.Usable
	var documents []insight.Document
	for i := range number {
		who := activity.Person(fmt.Sprint("u", i))
		members = append(members, who)
		topic := fmt.Sprint("topic ", i%200)
		a := activity.Activity{Actor: who, Verb: activity.Ask, Topics: []string{topic}, At: spring}
		binary.BigEndian.PutUint64(a.Object[:], uint64(2*i+1))
		a.Thread = a.Object
		c = append(c, a)
		d := insight.Document{ID: a.Object, Words: []string{topic, fmt.Sprint("word ", i%977)}, Topics: a.Topics, At: spring}
		documents = append(documents, d)
		if i%100 == 0 {
			waiting = append(waiting, insight.Open{Document: d, Asker: who})
			continue
		}
		shelf = append(shelf, insight.Usable{Document: d})
		a.Actor, a.Verb, a.To = activity.Person(fmt.Sprint("u", i*i%3001)), activity.Answer, who
		binary.BigEndian.PutUint64(a.Object[:], uint64(2*i+2))
		c = append(c, a)
	}
	b.ReportAllocs()
	for b.Loop() {
		r := recommender(b, p, "u1", c, documents...)
		r.Resources(shelf)
		r.Questions(waiting)
		r.People(members)
	}
}

// What is asked again is answered alike, who refuses leaves their place to others, a
// muted topic speaks for nothing, and what is yet to come is not known.
func TestRecommendationsKeepTo(t *testing.T) {
	p := insight.Recommending()
	p.Evidence, p.Helpers, p.Spread = 1, 1, 0
	questions := []insight.Open{waits(101, "fay", "payroll"), waits(102, "fay", "payroll")}
	ask := func(refuses activity.Person) *insight.Recommender {
		r, err := insight.NewRecommender(p, "ana", spring, func(p activity.Person) bool { return p != refuses })
		require.NoError(t, err)
		for _, a := range asked(3) {
			r.Add(a)
		}
		return r
	}
	require.Empty(t, ask("").Questions(questions), "bob is named")
	require.Len(t, ask("bob").Questions(questions), 2)

	p.Spread = 0.9
	r := ask("")
	first := r.Questions(questions)
	for range 5 {
		require.Equal(t, first, r.Questions(questions))
	}

	var c club
	c.did("ana", activity.Share, 1, 0, "", "payroll", "birds")
	c.did("ana", activity.Share, 2, 0, "", "crops")
	c[1].At = spring.Add(time.Hour)
	p.Muted = []string{"payroll"}
	got := recommender(t, p, "ana", c).Communities([]insight.Document{document(51, "", "payroll", "birds"), document(52, "", "crops")})
	require.Equal(t, []byte{51}, things(got))
	require.Equal(t, "birds (1 activity of yours)", got[0].Grounds[0].Evidence)
}
