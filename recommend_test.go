package praxis_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/insight"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

// whom are the people who are recommended.
func whom(all []insight.Recommendation) (people []activity.Person) {
	for _, r := range all {
		people = append(people, r.Person)
	}
	return people
}

// which are the things that are recommended.
func which(all []insight.Recommendation) (ids []activity.ObjectID) {
	for _, r := range all {
		ids = append(ids, r.ID)
	}
	return ids
}

// TestRecommend: a newcomer who asked about payroll is told what to read, whom to meet
// and who could guide her, and one who knows, what waits for an answer.
func TestRecommend(t *testing.T) {
	refuses := make(map[activity.Person]bool)
	down := errors.New("down")
	o := &praxis.Options{Recommendable: func(_ context.Context, p activity.Person) (bool, error) {
		if refuses["everything"] {
			return false, down
		}
		return !refuses[p], nil
	}}
	toldOn(t, o, func(t *testing.T, c community) {
		clear(refuses)
		ctx := t.Context()
		ana, bob, cem, dan := c.as("ana"), c.as("bob"), c.as("cem"), c.as("dan")
		require.NoError(t, c.as("zoe").Appoint(ctx, "cem", membership.Mentor))
		asked := must(ana.Ask(ctx, "How do you sample payroll?", "payroll"))(t)
		must(bob.Answer(ctx, asked, "By grade."))(t)
		guide := must(cem.Share(ctx, warStory("Sampling a payroll")))(t)
		sketch := warStory("Not yet")
		sketch.Status = repertoire.Drafted
		must(cem.Share(ctx, sketch))(t)
		must(dan.Ask(ctx, "What about payroll abroad?", "payroll"))(t)
		waits := must(dan.Ask(ctx, "Who samples payroll by grade?", "payroll"))(t)
		closed := must(dan.Ask(ctx, "Who samples payroll?", "payroll"))(t)
		require.NoError(t, dan.CloseAsDuplicate(ctx, closed, asked))
		room := must(cem.OpenSpace(ctx, cop.Room{Name: "Cellar", Access: cop.Private}))(t)
		secret := must(cem.Within(room).Share(ctx, warStory("Secret payroll")))(t)
		require.NoError(t, cem.LetIn(ctx, room, "dan"))
		p := insight.Recommending()
		p.Evidence = 1

		got := must(ana.Recommend(ctx, p))(t)
		assert.Equal(t, []activity.ObjectID{activity.ObjectID(guide)}, which(got.Resources), "no draft, and nothing of the cellar")
		assert.Equal(t, "payroll (1 activity of yours)", got.Resources[0].Grounds[0].Evidence)
		assert.Equal(t, []activity.Person{"cem", "dan"}, whom(got.People), "bob answered her")
		assert.Equal(t, []activity.Person{"cem"}, whom(got.Mentors))
		assert.Len(t, got.Questions, 2, "who has not answered anything yet is told of what fits")

		got = must(bob.Recommend(ctx, p))(t)
		assert.Len(t, got.Questions, 2)
		assert.NotContains(t, which(got.Questions), activity.ObjectID(closed))
		assert.Equal(t, "you are among those likely to answer well, the load being spread", last(got.Questions[0].Grounds, 3).Rule)
		got = must(dan.Recommend(ctx, p))(t)
		assert.ElementsMatch(t, []activity.ObjectID{activity.ObjectID(guide), activity.ObjectID(secret)}, which(got.Resources))
		assert.Empty(t, got.Questions, "his own")

		p.Seen, p.Muted = []activity.ObjectID{activity.ObjectID(waits)}, nil
		assert.Len(t, must(bob.Recommend(ctx, p))(t).Questions, 1)
		p.Muted = []string{"payroll"}
		muted := must(bob.Recommend(ctx, p))(t)
		assert.Empty(t, muted.Questions)
		assert.Empty(t, muted.Resources)

		// Who does not want to be recommended is not, by any way.
		p = insight.Recommending()
		p.Evidence = 1
		suggested := func() (people []activity.Person) {
			for _, w := range must(ana.Unanswered(ctx, eager()))(t) {
				for _, s := range w.Suggested {
					people = append(people, s.Person)
				}
			}
			return people
		}
		require.Contains(t, suggested(), activity.Person("bob"))
		refuses["bob"], refuses["cem"] = true, true
		got = must(ana.Recommend(ctx, p))(t)
		assert.Equal(t, []activity.Person{"dan"}, whom(got.People))
		assert.Empty(t, got.Mentors)
		assert.NotContains(t, suggested(), activity.Person("bob"))
		for _, m := range must(ana.Mentors(ctx, "ana", []string{"payroll"}, 3))(t) {
			assert.NotEqual(t, activity.Person("cem"), m.Mentor)
		}
		assert.Len(t, must(bob.Recommend(ctx, p))(t).Questions, 2, "he may be told himself")
		refuses["everything"] = true
		for _, err := range []error{
			func() error { _, err := ana.Recommend(ctx, p); return err }(),
			func() error { _, err := ana.Unanswered(ctx, eager()); return err }(),
			func() error { _, err := ana.Mentors(ctx, "ana", nil, 3); return err }(),
		} {
			require.ErrorIs(t, err, down)
		}
		refused(t, fault.Denied, "read", func() error { _, err := c.as("eve").Recommend(ctx, p); return err }())
		_, err := ana.Recommend(ctx, insight.RecommendPolicy{})
		assert.Contains(t, fields(t, err), "at_most")
	}, "zoe", "ana", "bob", "cem", "dan")
}

// last is the last but so many of some grounds.
func last(all []insight.Ground, n int) insight.Ground { return all[max(0, len(all)-n)] }

// TestRecommendCommunities: by what she did where she belongs, and what she sees of the
// others.
func TestRecommendCommunities(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana := c.as("ana")
		for range 2 {
			must(ana.Share(ctx, warStory("Sampling a payroll")))(t)
		}
		found := func(name string, topics ...string) cop.Community {
			return must(c.As("zoe").Found(ctx, cop.Charter{Name: name, Domain: cop.Domain{Concern: "things", Topics: topics}}))(t)
		}
		court := found("Court", "payroll")
		found("Plant breeding", "crops")
		shut := found("Old court", "payroll")
		require.NoError(t, c.As("zoe").In(shut.ID).End(ctx, cop.Ending{How: cop.EndFaded, Reason: "nobody comes"}))
		hidden, shown := found("Quiet"), found("Open")
		must(c.As("zoe").In(hidden.ID).Share(ctx, warStory("Only for members")))(t)
		hall := must(c.As("zoe").In(shown.ID).OpenSpace(ctx, cop.Room{Name: "Hall", Access: cop.Public}))(t)
		must(c.As("zoe").In(shown.ID).Within(hall).Share(ctx, warStory("For all")))(t)

		got := must(c.As("ana").RecommendCommunities(ctx, insight.Recommending()))(t)
		assert.ElementsMatch(t, []activity.ObjectID{activity.ObjectID(court.ID), activity.ObjectID(shown.ID)}, which(got))
		assert.Equal(t, "payroll (2 activities of yours)", got[0].Grounds[0].Evidence)
		require.NoError(t, c.As("ana").In(court.ID).Join(ctx))
		assert.Equal(t, []activity.ObjectID{activity.ObjectID(shown.ID)}, which(must(c.As("ana").RecommendCommunities(ctx, insight.Recommending()))(t)))
		require.NoError(t, c.As("ana").In(court.ID).Leave(ctx, ""))
		assert.Len(t, must(c.As("ana").RecommendCommunities(ctx, insight.Recommending()))(t), 1, "who left knows it")
		assert.Empty(t, must(c.As("eve").RecommendCommunities(ctx, insight.Recommending()))(t))
		_, err := c.As("ana").RecommendCommunities(ctx, insight.RecommendPolicy{})
		assert.Contains(t, fields(t, err), "evidence")
	}, "ana", "bob")
}

// upright is a model to which all texts mean the same.
type upright struct{ says error }

func (u upright) Embed(texts []string) ([][]float32, error) {
	all := make([][]float32, len(texts))
	for i := range all {
		all[i] = []float32{1}
	}
	return all, u.says
}

// TestRecommendByAModel: the host's model compares texts that share no word.
func TestRecommendByAModel(t *testing.T) {
	for name, model := range map[string]insight.Embedder{"": nil, "a model": upright{}, "a model that fails": upright{errors.New("down")}} {
		t.Run(name, func(t *testing.T) {
			toldOn(t, &praxis.Options{Embedder: model}, func(t *testing.T, c community) {
				ctx := t.Context()
				must(c.as("ana").Share(ctx, repertoire.Draft{Kind: repertoire.Tool, Text: repertoire.Text{Title: "Checklist", Body: "Names"}}))(t)
				other := must(c.as("bob").Share(ctx, repertoire.Draft{Kind: repertoire.Tool, Text: repertoire.Text{Title: "Prüfliste", Body: "Wer?"}}))(t)
				p := insight.Recommending()
				p.Evidence = 1
				got, err := c.as("ana").Recommend(ctx, p)
				switch name {
				case "":
					require.NoError(t, err)
					assert.Empty(t, got.Resources)
				case "a model":
					require.NoError(t, err)
					assert.Equal(t, []activity.ObjectID{activity.ObjectID(other)}, which(got.Resources))
				default:
					assert.Equal(t, fault.Unavailable, fault.CodeOf(err))
				}
			}, "ana", "bob")
		})
	}
}

// TestRecommendKnowsWhoHadAPart: nobody is told of what they are credited with or look
// after, which others are told of.
func TestRecommendKnowsWhoHadAPart(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		zoe, ana, bob, cem := c.as("zoe"), c.as("ana"), c.as("bob"), c.as("cem")
		for _, who := range []praxis.Participant{ana, bob, cem} {
			must(who.Ask(ctx, "How do you sample payroll?", "payroll"))(t)
		}
		story := warStory("Sampling a payroll")
		story.Credits = []activity.Person{"ana"}
		made := must(zoe.Share(ctx, story))(t)
		kept := must(zoe.Share(ctx, warStory("Paying the right people")))(t)
		require.NoError(t, zoe.Steward(ctx, kept, "bob", ""))
		p := insight.Recommending()
		p.Evidence = 1

		told := func(who praxis.Participant) []activity.ObjectID {
			return which(must(who.Recommend(ctx, p))(t).Resources)
		}
		assert.Equal(t, []activity.ObjectID{activity.ObjectID(kept)}, told(ana), "she had a part in the other one")
		assert.Equal(t, []activity.ObjectID{activity.ObjectID(made)}, told(bob), "he looks after the other one")
		assert.ElementsMatch(t, []activity.ObjectID{activity.ObjectID(made), activity.ObjectID(kept)}, told(cem))
		assert.Empty(t, told(zoe), "her own")
	}, "zoe", "ana", "bob", "cem")
}

// TestRecommendAsksOnlyWhoMayEnter: a question in a private space is put to those who
// may enter it, so that nobody who may not takes their place.
func TestRecommendAsksOnlyWhoMayEnter(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		zoe, ana, bob, dan := c.as("zoe"), c.as("ana"), c.as("bob"), c.as("dan")
		for i := range 4 {
			question := must(zoe.Ask(ctx, "How do you sample payroll?", "payroll"))(t)
			must(bob.Answer(ctx, question, "By grade."))(t)
			if i == 0 {
				must(ana.Answer(ctx, question, "By office."))(t)
			}
		}
		room := must(dan.OpenSpace(ctx, cop.Room{Name: "Cellar", Access: cop.Private}))(t)
		require.NoError(t, dan.LetIn(ctx, room, "ana"))
		inside := activity.ObjectID(must(dan.Within(room).Ask(ctx, "Whom do we pay?", "payroll"))(t))
		p := insight.Recommending()
		p.Evidence, p.Helpers, p.Spread = 1, 1, 0
		told := func(who praxis.Participant) []activity.ObjectID {
			return which(must(who.Recommend(ctx, p))(t).Questions)
		}

		assert.Equal(t, []activity.ObjectID{inside}, told(ana), "bob knows more and may not enter")
		assert.Contains(t, must(ana.Recommend(ctx, p))(t).Questions[0].Grounds[1].Evidence, "place 1 of 1")
		assert.Empty(t, told(bob))
		require.NoError(t, dan.LetIn(ctx, room, "bob"))
		assert.Equal(t, []activity.ObjectID{inside}, told(bob))
		assert.Empty(t, told(ana), "one is asked, and bob knows more")
		common := activity.ObjectID(must(dan.Ask(ctx, "Who pays?", "payroll"))(t))
		assert.Empty(t, told(ana))
		assert.Contains(t, whom(must(ana.Recommend(ctx, p))(t).People), activity.Person("bob"))
		require.NoError(t, bob.Leave(ctx, ""))
		assert.ElementsMatch(t, []activity.ObjectID{inside, common}, told(ana), "who left is not asked")
		assert.NotContains(t, whom(must(ana.Recommend(ctx, p))(t).People), activity.Person("bob"))
	}, "zoe", "ana", "bob", "dan")
}
