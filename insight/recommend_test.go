package insight_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/insight"
	"github.com/praxis-cop/praxis/membership"
)

// club is a record told by hand, all of it on one day.
type club []activity.Activity

func thing(n byte) activity.ObjectID { return activity.ObjectID{n} }

func (c *club) did(who activity.Person, verb activity.Verb, object, thread byte, to activity.Person, topics ...string) {
	*c = append(*c, activity.Activity{
		ID: activity.ID{1, byte(len(*c))}, Actor: who, Verb: verb, Object: thing(object), Thread: thing(thread), To: to, Topics: topics, At: spring,
	})
}

// recommender has read a record for somebody.
func recommender(t require.TestingT, p insight.RecommendPolicy, me activity.Person, record club, documents ...insight.Document) *insight.Recommender {
	r, err := insight.NewRecommender(p, me, spring, nil)
	require.NoError(t, err)
	for _, a := range record {
		r.Add(a)
	}
	require.NoError(t, r.Read(documents, nil))
	return r
}

func document(n byte, text string, topics ...string) insight.Document {
	return insight.Document{ID: thing(n), Title: fmt.Sprint("Document ", n), Text: text, Words: strings.Fields(text), Topics: topics, At: spring}
}

func usable(d insight.Document, uses int) insight.Usable {
	return insight.Usable{Document: d, Uses: uses}
}

// things are the first bytes of what is recommended.
func things(all []insight.Recommendation) (ids []byte) {
	for _, r := range all {
		ids = append(ids, r.ID[0])
	}
	return ids
}

func people(all []insight.Recommendation) (ids []activity.Person) {
	for _, r := range all {
		ids = append(ids, r.Person)
	}
	return ids
}

// Worked by hand: ana did two things on payroll, with which three people have to do:
// ln(1 + 2) / log2(3 + 1). Of four documents, one reads as what she shared.
func TestRecommendResourcesByHand(t *testing.T) {
	var c club
	c.did("ana", activity.Share, 1, 0, "", "payroll")
	c.did("ana", activity.Reuse, 2, 0, "bob", "payroll")
	c.did("bob", activity.Share, 2, 0, "", "payroll")
	c.did("cem", activity.Share, 3, 0, "", "payroll")
	shared, used := document(1, "ghosts on lists", "payroll"), document(2, "something", "payroll")
	topical, alike, once := document(3, "nothing", "payroll"), document(4, "ghosts on lists"), document(5, "lists of birds")
	r := recommender(t, insight.Recommending(), "ana", c, shared, used, topical, alike, once)
	shelf := []insight.Usable{usable(shared, 0), usable(used, 0), usable(topical, 3), usable(alike, 0), usable(once, 9)}
	got := r.Resources(shelf)
	require.Equal(t, []byte{3}, things(got), "her own, what she used, and what one trace speaks for are left out")
	assert.Equal(t, []insight.Ground{
		{Rule: "it is about topics that you have to do with", Evidence: "payroll (2 activities of yours)", Counts: math.Log(3) / 2, From: spring, To: spring},
		{Rule: "it has served others", Evidence: "used 3 times", From: spring, To: spring},
	}, got[0].Grounds)

	p := insight.Recommending()
	p.Evidence = 1
	got = recommender(t, p, "ana", c, shared, used, topical, alike, once).Resources(shelf)
	assert.Equal(t, []byte{4, 3}, things(got))
	assert.InDelta(t, 1, got[0].Grounds[0].Counts, 1e-12)
	assert.Equal(t, `1 thing, most of all "Document 1" (cosine 1.00)`, got[0].Grounds[0].Evidence)
	p.Alike = 0.1 // ghosts and on are in 2 of 5 documents, lists in 3, of in 1, birds in 1
	got = recommender(t, p, "ana", c, shared, used, topical, alike, once).Resources(shelf)
	require.Equal(t, []byte{4, 3, 5}, things(got))
	two, three, one := math.Log(1+5./2), math.Log(1+5./3), math.Log(1+5.)
	want := three * three / (math.Sqrt(2*two*two+three*three) * math.Sqrt(three*three+2*one*one))
	assert.InDelta(t, want, got[2].Grounds[0].Counts, 1e-12)

	p.Muted = []string{"payroll"}
	p.Seen = []activity.ObjectID{thing(5)}
	assert.Equal(t, []byte{4}, things(recommender(t, p, "ana", c, shared, used, topical, alike, once).Resources(shelf)))
}

// asked is a club in which ana and bob answer questions of eve's on payroll: ana one,
// and bob as many as it takes.
func asked(bob int) (c club) {
	n := byte(10)
	ask := func(who activity.Person) {
		c.did("eve", activity.Ask, n, n, "", "payroll")
		c.did(who, activity.Answer, n+1, n, "eve")
		n += 2
	}
	ask("ana")
	for range bob {
		ask("bob")
	}
	return c
}

func waits(n byte, asker activity.Person, topics ...string) insight.Open {
	return insight.Open{Document: document(n, "how", topics...), Asker: asker}
}

// Of two who know, the one who has answered more is named, until that is too much.
func TestRecommendQuestionsByHand(t *testing.T) {
	p := insight.Recommending()
	p.Evidence, p.Helpers, p.Spread = 1, 1, 0
	questions := []insight.Open{waits(101, "fay", "payroll"), waits(102, "fay", "payroll"), waits(103, "fay", "birds"), waits(104, "ana", "payroll"), waits(105, "bob", "payroll")}
	told := func(who activity.Person, c club) []byte {
		return things(recommender(t, p, who, c).Questions(questions))
	}
	assert.Equal(t, []byte{105}, told("ana", asked(3)), "where bob himself asks")
	assert.Equal(t, []byte{101, 102, 104}, told("bob", asked(3)))
	p.Spread = 10
	assert.Equal(t, []byte{101, 102, 105}, told("ana", asked(3)), "bob has had enough to do: loads are 1 and 3, and 2 and 3 then")
	p.Helpers = 2
	got := recommender(t, p, "ana", asked(3)).Questions(questions)
	require.Len(t, got, 3)
	assert.Equal(t, "you are among those likely to answer well, the load being spread", got[0].Grounds[1].Rule)
	assert.True(t, strings.HasPrefix(got[0].Grounds[1].Evidence, "place 1 of 2, "), got[0].Grounds[1].Evidence)
	assert.Equal(t, "since 2026-03-01", got[0].Grounds[2].Evidence)

	questions[1].Newcomer = true
	assert.Equal(t, byte(102), told("ana", asked(1))[0], "a newcomer's comes first")
	questions[1].For = func(p activity.Person) bool { return p != "ana" }
	assert.NotContains(t, told("ana", asked(1)), byte(102), "where she may not be")

	c := asked(1)
	c.did("gus", activity.Share, 1, 0, "", "payroll")
	assert.Equal(t, []byte{102, 101, 104, 105}, told("gus", c), "who never answered is told of what fits")
}

// Worked by hand: ana and cem both have to do with payroll, as do bob and eve, and were
// in one thread of three people; bob answered her, and is known.
func TestRecommendPeopleByHand(t *testing.T) {
	var c club
	c.did("eve", activity.Ask, 10, 10, "", "payroll")
	c.did("ana", activity.Comment, 11, 10, "")
	c.did("cem", activity.Comment, 12, 10, "")
	c.did("ana", activity.Ask, 20, 20, "", "payroll")
	c.did("bob", activity.Answer, 21, 20, "ana")
	c.did("dan", activity.Share, 1, 0, "", "birds")
	members := []activity.Person{"ana", "bob", "cem", "dan", "eve", "fay"}
	got := recommender(t, insight.Recommending(), "ana", c).People(members)
	require.Equal(t, []activity.Person{"cem", "eve"}, people(got))
	assert.Equal(t, []insight.Ground{
		{Rule: "both of you have to do with the same topics", Evidence: "payroll", Counts: math.Log(3) / math.Log2(5), From: spring, To: spring},
		{Rule: "both of you were in the same threads", Evidence: "1 thread", Counts: 0.5, To: spring},
	}, got[0].Grounds)
	p := insight.Recommending()
	p.Known = []activity.Person{"cem"}
	assert.Equal(t, []activity.Person{"eve"}, people(recommender(t, p, "ana", c).People(members)))
	c.did("eve", activity.Welcome, 0, 0, "ana")
	assert.Equal(t, []activity.Person{"cem"}, people(recommender(t, insight.Recommending(), "ana", c).People(members)), "who welcomed her is known")
}

func TestRecommendCommunitiesByHand(t *testing.T) {
	var c club
	c.did("ana", activity.Share, 1, 0, "", "payroll", "birds")
	c.did("ana", activity.Share, 2, 0, "", "payroll")
	auditors, other, birds := document(51, "", "payroll", "payroll"), document(52, "", "crops"), document(53, "", "birds")
	r := recommender(t, insight.Recommending(), "ana", c)
	got := r.Communities([]insight.Document{birds, other, auditors})
	require.Equal(t, []byte{51}, things(got), "one trace is not enough for the birds")
	assert.InDelta(t, math.Log(3), got[0].Grounds[0].Counts, 1e-12)
	p := insight.Recommending()
	p.Evidence = 1
	assert.Equal(t, []byte{51, 53}, things(recommender(t, p, "ana", c).Communities([]insight.Document{birds, other, auditors})))
	p.Muted = []string{"payroll"}
	assert.Equal(t, []byte{53}, things(recommender(t, p, "ana", c).Communities([]insight.Document{birds, other, auditors})))
}

// candidate is a member since some days ago.
func candidate(p activity.Person, days int, topics ...string) membership.Candidate {
	return membership.Candidate{Topics: topics, Member: membership.Member{Person: p, Standing: membership.Belongs, Since: spring.AddDate(0, 0, -days)}}
}

func TestRecommendMentorsByHand(t *testing.T) {
	var c club
	c.did("ana", activity.Ask, 1, 1, "", "payroll")
	knows, neither, busy := candidate("bob", 500, "payroll"), candidate("cem", 900, "birds"), candidate("dan", 900, "payroll")
	busy.Mentees = 3
	guides := candidate("eve", 100)
	guides.Roles = []membership.Role{membership.Mentor}
	all := []membership.Candidate{knows, neither, busy, guides}
	me := candidate("ana", 10).Member
	r := recommender(t, insight.Recommending(), "ana", c)
	got := r.Mentors(me, all)
	require.Equal(t, []activity.Person{"eve", "bob"}, people(got))
	assert.Equal(t, "knows about payroll", got[1].Grounds[0].Evidence)
	assert.Empty(t, r.Mentors(candidate("ana", 91).Member, all), "no newcomer any more")
	me.Mentor = "bob"
	assert.Empty(t, r.Mentors(me, all))
}

// model is an Embedder that gives what it is told to.
type model func([]string) ([][]float32, error)

func (m model) Embed(texts []string) ([][]float32, error) { return m(texts) }

func TestEmbedder(t *testing.T) {
	var c club
	c.did("ana", activity.Share, 1, 0, "")
	own, alike, not := document(1, "a"), document(2, "b"), document(3, "c")
	p := insight.Recommending()
	p.Evidence = 1
	read := func(m model) (*insight.Recommender, error) {
		r := recommender(t, p, "ana", c)
		return r, r.Read([]insight.Document{own, alike, not}, m)
	}
	vectors := func(v ...[]float32) model {
		return func(texts []string) ([][]float32, error) {
			assert.Equal(t, []string{"a", "b", "c"}, texts)
			return v, nil
		}
	}
	r, err := read(vectors([]float32{3, 4}, []float32{4, 3}, []float32{0, 0}))
	require.NoError(t, err)
	got := r.Resources([]insight.Usable{usable(alike, 0), usable(not, 0)})
	require.Equal(t, []byte{2}, things(got))
	assert.InDelta(t, 24./25, got[0].Grounds[0].Counts, 1e-12)

	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for says, m := range map[string]model{
		"gave 1 vectors":    vectors([]float32{1}),
		"vector 1 has 1":    vectors([]float32{1, 2}, []float32{1}, []float32{1, 2}),
		"number 0 of vecto": vectors([]float32{nan}, []float32{1}, []float32{1}),
		"is +Inf":           vectors([]float32{1}, []float32{inf}, []float32{1}),
	} {
		_, err := read(m)
		assert.Equal(t, fault.Invalid, fault.CodeOf(err), says)
		assert.ErrorContains(t, err, says)
	}
	down := errors.New("down")
	_, err = read(func([]string) ([][]float32, error) { return nil, down })
	require.ErrorIs(t, err, down)
	assert.Equal(t, fault.Unavailable, fault.CodeOf(err))
	_, err = insight.NewRecommender(insight.RecommendPolicy{}, "ana", spring, nil)
	assert.Equal(t, fault.Invalid, fault.CodeOf(err))
}
