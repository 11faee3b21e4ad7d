package storagetest

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

func testHot(t *testing.T, s storage.Store) { hot(t, s) }

// hot lets many write to the same rows of one community at once, some of them
// to two rows in one order and some in the other. What each of them does is
// possible in any state, so that none of them may fail, and what they have done
// adds up.
func hot(t testing.TB, s storage.Store) {
	const writers, rounds = 32, 2
	w := newWorld()
	h := w.newHome(t, s)
	before := head(t, s, h.community)
	was := view(t, s, func(ctx context.Context, r storage.Reader) (membership.Member, error) {
		return r.Member(ctx, h.community, "bob")
	})

	written := make(map[activity.ID]bool)
	start := make(chan struct{})
	var group sync.WaitGroup
	for n := range writers {
		turns := make([]turn, 0, rounds*len(chores))
		for range rounds {
			for i := range chores { // each begins elsewhere
				o := w.occasion(h.community, crowd[n%len(crowd)])
				second := o
				second.ID = w.id()
				turns = append(turns, turn{h, o, second, chores[(n+i)%len(chores)]})
			}
		}
		for _, turn := range turns {
			written[turn.first.ID] = true
			if turn.twice {
				written[turn.second.ID] = true
			}
		}
		group.Go(func() {
			<-start
			for _, turn := range turns {
				err := s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error { return turn.do(ctx, tx, turn) })
				assert.NoError(t, err, "%s is possible in any state", turn.name)
			}
		})
	}
	close(start)
	group.Wait()

	const times = writers * rounds // that each chore was done
	state := AccountFor(t, s, h.community)
	bob := state.Members[slices.IndexFunc(state.Members, func(m membership.Member) bool { return m.Person == "bob" })]
	shared, thread := state.Repertoire[0], state.Questions[0]
	assert.Equal(t, was.Rev+3*times, bob.Rev, "roles")
	assert.Equal(t, 1+3*times, shared.Resource.Rev, "revisions")
	assert.Len(t, shared.Versions, 1+3*times)
	assert.Equal(t, strconv.Itoa(3*times), shared.Resource.Current.Body, "each version was made of the one before")
	assert.Len(t, shared.Reuses, 1+times)
	assert.Equal(t, 1+times, state.Community.Rev, "amendments")
	assert.Equal(t, strconv.Itoa(times), state.Community.Charter.Purpose, "each charter was made of the one before")
	assert.Equal(t, 1+times, state.Rules[0].Rev, "amendments of the rule")
	assert.Equal(t, strconv.Itoa(times), state.Rules[0].Text, "each was made of the one before")
	ratings := 0
	for _, one := range state.Ratings {
		ratings += one.Rev
	}
	assert.Equal(t, 1+times, ratings)
	assert.Len(t, thread.Answers, 2+times)
	assert.Equal(t, 2+times, thread.Question.Rev, "acceptances")

	for _, a := range view(t, s, func(ctx context.Context, r storage.Reader) ([]activity.Activity, error) {
		return activity.Collect(r.Activities(ctx, h.community, activity.Seq(before), 0))
	}) {
		assert.True(t, written[a.ID], "seen twice, or never written")
		delete(written, a.ID)
	}
	assert.Empty(t, written, "lost")
}

// turn is one transaction of a writer.
type turn struct {
	home
	first, second activity.Occasion
	chore
}

// chore is something that can be done in any state.
type chore struct {
	name  string
	twice bool // makes two activities
	do    func(context.Context, storage.Tx, turn) error
}

var chores = []chore{
	{"appoint or relieve", false, func(ctx context.Context, tx storage.Tx, t turn) error { return t.role(ctx, tx, t.first) }},
	{"revise", false, func(ctx context.Context, tx storage.Tx, t turn) error { return t.revise(ctx, tx, t.first) }},
	{"revise, then appoint or relieve", true, func(ctx context.Context, tx storage.Tx, t turn) error {
		if err := t.revise(ctx, tx, t.first); err != nil {
			return err
		}
		return t.role(ctx, tx, t.second)
	}},
	{"appoint or relieve, then revise", true, func(ctx context.Context, tx storage.Tx, t turn) error {
		if err := t.role(ctx, tx, t.first); err != nil {
			return err
		}
		return t.revise(ctx, tx, t.second)
	}},
	{"amend", false, func(ctx context.Context, tx storage.Tx, t turn) error {
		c, err := tx.Community(ctx, t.community)
		if err != nil {
			return err
		}
		changed := c.Charter
		changed.Purpose = increment(changed.Purpose)
		return amended(ctx, tx)(c.Amend(t.first, changed, "one more"))
	}},
	{"amend a rule", false, func(ctx context.Context, tx storage.Tx, t turn) error {
		rule, err := tx.Rule(ctx, t.community, t.rule)
		if err != nil {
			return err
		}
		text := rule.RuleText
		text.Text = increment(text.Text)
		return recordAct(ctx, tx, tx.PutRule)(rule.Amend(t.first, text, "one more", activity.ProposalID{}))
	}},
	{"rate", false, func(ctx context.Context, tx storage.Tx, t turn) error {
		key := t.rating
		key.Person = t.first.Actor
		before, err := tx.Rating(ctx, t.community, key)
		if err != nil && !errors.Is(err, fault.NotFound) {
			return err
		}
		return recordAct(ctx, tx, tx.PutRating)(cop.Rate(t.first, before, key.Review, key.Item, 5, ""))
	}},
	{"reuse", false, func(ctx context.Context, tx storage.Tx, t turn) error {
		r, err := tx.Resource(ctx, t.community, t.resource)
		if err != nil {
			return err
		}
		return recordAct(ctx, tx, tx.AddReuse)(r.Reuse(t.first, repertoire.Worked, ""))
	}},
	{"answer", false, func(ctx context.Context, tx storage.Tx, t turn) error {
		q, err := tx.Question(ctx, t.community, t.question)
		if err != nil {
			return err
		}
		return recordAct(ctx, tx, tx.PutAnswer)(q.Answer(t.first, activity.AnswerID(t.first.ID), "Because."))
	}},
	{"accept the other answer", false, func(ctx context.Context, tx storage.Tx, t turn) error {
		q, err := tx.Question(ctx, t.community, t.question)
		if err != nil {
			return err
		}
		other := t.answers[0]
		if q.Accepted == other {
			other = t.answers[1]
		}
		answer, err := tx.Answer(ctx, t.community, t.question, other)
		if err != nil {
			return err
		}
		return recordAct(ctx, tx, tx.PutQuestion)(q.Accept(t.first, answer))
	}},
	{"comment", false, func(ctx context.Context, tx storage.Tx, t turn) error {
		return append1(ctx, tx, t.community, t.first.Record(activity.Comment, nil))
	}},
}

// role makes bob a mentor, or takes that from him.
func (t turn) role(ctx context.Context, tx storage.Tx, o activity.Occasion) error {
	m, err := tx.Member(ctx, t.community, "bob")
	if err != nil {
		return err
	}
	change := membership.Appoint
	if m.Has(membership.Mentor) {
		change = membership.Relieve
	}
	return recordAct(ctx, tx, tx.PutMember)(change(o, m, membership.Mentor))
}

// revise adds one to the number in the text of the resource.
func (t turn) revise(ctx context.Context, tx storage.Tx, o activity.Occasion) error {
	r, err := tx.Resource(ctx, t.community, t.resource)
	if err != nil {
		return err
	}
	edit := repertoire.Edit{Base: r.Current.Number, Text: r.Current.Text, Note: "one more"}
	edit.Body = increment(edit.Body)
	return recordAct(ctx, tx, tx.PutResource)(r.Revise(o, edit))
}

// recordAct records what an act returned, unless it failed. Rivals may come in
// between, where a store lets them.
func recordAct[T any](ctx context.Context, tx storage.Tx, put func(context.Context, T) error) func(T, activity.Activity, error) error {
	return func(next T, a activity.Activity, err error) error {
		if err != nil {
			return err
		}
		runtime.Gosched()
		return storage.Record(ctx, tx, put, next, a)
	}
}

// amended is recordAct for a change of the community itself.
func amended(ctx context.Context, tx storage.Tx) func(cop.Community, activity.Activity, error) error {
	return func(next cop.Community, a activity.Activity, err error) error {
		if err != nil {
			return err
		}
		runtime.Gosched()
		return storage.RecordCommunity(ctx, tx, next, a)
	}
}

// increment adds one to a number; any other text counts as 0.
func increment(text string) string {
	n, _ := strconv.Atoi(text)
	return strconv.Itoa(n + 1)
}
