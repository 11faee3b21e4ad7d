package praxis_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

// TestDiagnosis: a community that has just begun is told that it is too early to
// tell, and one that lived for a year with questions and cases what it is.
func TestDiagnosis(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		d := must(c.as("bob").Diagnose(ctx))(t)
		assert.Equal(t, cop.Forming, d.Verdict)
		assert.NotEmpty(t, d.Reasons)
		people := []activity.Person{"ana", "bob", "cem", "dee", "eli", "flo"}
		for week := range 52 {
			c.wait(7 * aDay)
			asker, other := people[week%len(people)], people[(week+1)%len(people)]
			question := must(c.as(asker).Ask(ctx, "How do you do this?", "payroll"))(t)
			must(c.as(other).Answer(ctx, question, "So."))(t)
			must(c.as(people[(week+2)%len(people)]).Answer(ctx, question, "Or so."))(t)
			resource := must(c.as(other).Share(ctx, warStory("A case")))(t)
			must(c.as(asker).Reuse(ctx, resource, "worked", ""))(t)
		}
		d = must(c.as("bob").Diagnose(ctx))(t)
		assert.Equal(t, cop.OfPractice, d.Verdict, d)
		for _, e := range d.Elements {
			assert.True(t, e.There, e.Name)
		}
		_, err := c.as("eve").Diagnose(ctx)
		require.ErrorIs(t, err, fault.Denied)
	}, "ana", "bob", "cem", "dee", "eli", "flo")
}

// TestReviews: what a record cannot know is asked, and fewer answers than the
// smallest group are not shown.
func TestReviews(t *testing.T) {
	toldOn(t, &praxis.Options{MinGroup: 3}, func(t *testing.T, c community) {
		ctx := t.Context()
		bob := c.as("bob")
		review, item := "", ""
		for _, q := range cop.Reviews() {
			for _, i := range q.Items {
				if i.Asked {
					review, item = q.Name, i.Slug
				}
			}
		}
		require.NotEmpty(t, item, "there is something that only members can tell")
		require.ErrorIs(t, c.as("eve").Rate(ctx, review, item, 3, ""), fault.Denied)
		refused(t, fault.Invalid, "no item mood", bob.Rate(ctx, review, "mood", 3, ""))
		require.ErrorIs(t, bob.Rate(ctx, "gut-feeling", item, 3, ""), fault.Invalid)
		assert.Equal(t, []string{"score"}, fields(t, bob.Rate(ctx, review, item, 6, "")))

		shown := func() (cop.Scored, string) {
			r := must(bob.Review(ctx, review))(t)
			for _, s := range r.Items {
				if s.Item == item {
					return s, r.String()
				}
			}
			return cop.Scored{}, ""
		}
		require.NoError(t, bob.Rate(ctx, review, item, 5, "it is wonderful"))
		require.NoError(t, c.as("ana").Rate(ctx, review, item, 4, ""))
		scored, text := shown()
		require.NotNil(t, scored.Members)
		assert.Equal(t, cop.FromNothing, scored.From)
		assert.Equal(t, cop.Opinion{Withheld: "fewer than 3 members answered"}, *scored.Members)
		assert.NotContains(t, text, "wonderful")

		require.NoError(t, c.as("cem").Rate(ctx, review, item, 2, "I hardly know anybody"))
		require.NoError(t, bob.Rate(ctx, review, item, 1, "on second thought"), "in place of the first answer")
		scored, text = shown()
		assert.Equal(t, cop.Opinion{Median: 2, Number: 3, Reasons: []string{"I hardly know anybody", "on second thought"}}, *scored.Members)
		assert.Equal(t, cop.FromMembers, scored.From)
		assert.NotContains(t, text, "wonderful")

		for _, q := range cop.Reviews() {
			r := must(bob.Review(ctx, q.Name))(t)
			assert.Len(t, r.Items, len(q.Items))
		}
		_, err := bob.Review(ctx, "gut-feeling")
		require.ErrorIs(t, err, fault.NotFound)
		_, err = c.as("eve").Review(ctx, review)
		require.ErrorIs(t, err, fault.Denied)
	}, "ana", "bob", "cem")
}

// TestReviewsSee: a review rests on what its reader may see.
func TestReviewsSee(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		room := must(c.as("ana").OpenSpace(ctx, cop.Room{Name: "Stewards", Access: cop.Private}))(t)
		for range 3 {
			must(c.as("ana").Within(room).Ask(ctx, "Why?"))(t)
		}
		must(c.as("ana").Within(room).Tie(ctx, cop.Link{Kind: cop.SponsorTie, Who: "The court"}))(t)
		outside := must(c.as("bob").Review(ctx, "seven-principles"))(t)
		require.NoError(t, c.as("ana").LetIn(ctx, room, "bob"))
		inside := must(c.as("bob").Review(ctx, "seven-principles"))(t)
		assert.NotEqual(t, outside, inside, "whoever is in sees more")
		assert.Equal(t, inside, must(c.as("ana").Review(ctx, "seven-principles"))(t))
	}, "ana", "bob")
}
