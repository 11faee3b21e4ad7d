package praxis_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

// portrait is a person's own, as JSON.
func portrait(t testing.TB, p praxis.Person) (praxis.Portrait, string) {
	t.Helper()
	all, err := p.Portrait(t.Context())
	require.NoError(t, err)
	var text bytes.Buffer
	require.NoError(t, all.WriteJSON(&text))
	return all, text.String()
}

// recorded is a community's record, all of it.
func recorded(t testing.TB, s storage.Store, c activity.CommunityID) (record []activity.Activity) {
	t.Helper()
	require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) (err error) {
		record, err = activity.Collect(r.Activities(ctx, c, 0, 0))
		return err
	}))
	return record
}

// TestPortrait: a person is told all that is held about them: what they did, what
// was directed at them and what names them, and nothing else.
func TestPortrait(t *testing.T) {
	s := memory.New(nil)
	c := newEventful(t, s)
	theirs, text := portrait(t, c.As(qa))
	require.Len(t, theirs.Communities, 1)
	in := theirs.Communities[0]
	assert.Equal(t, c.ID, in.Community)
	assert.Equal(t, auditors().Name, in.Name)
	assert.Equal(t, membership.Former, in.Membership.Standing)

	told := make(map[activity.ID]praxis.PortraitEntry)
	for _, entry := range in.Activities {
		told[entry.ID] = entry
	}
	silent := 0
	for _, a := range recorded(t, s, c.ID) {
		kind, detail, err := storage.EncodeFact(a.Detail)
		require.NoError(t, err)
		entry, ok := told[a.ID]
		if a.Actor != qa && a.To != qa && tellsOf(false, append(a.Topics, string(detail))...) == nil {
			assert.False(t, ok, "%s of %s's is none of theirs", a.Verb, a.Actor)
			silent++
			continue
		}
		if !a.Space.IsZero() && a.Actor != qa { // they have left, and what bob did in private is not theirs only
			assert.False(t, ok, "%s of %s's in a space that they cannot enter", a.Verb, a.Actor)
			continue
		}
		require.True(t, ok, "%s of %s's tells of them", a.Verb, a.Actor)
		assert.Equal(t, kind, entry.Kind)
		assert.JSONEq(t, string(detail), string(entry.Detail))
		fact, err := storage.DecodeFact(entry.Kind, entry.Detail)
		require.NoError(t, err)
		assert.Equal(t, a.Detail, fact, "it can be read again")
	}
	assert.Greater(t, silent, 5, "there is more in the record")
	assert.Greater(t, len(told), 40)
	var back praxis.Portrait
	require.NoError(t, json.Unmarshal([]byte(text), &back))
	assert.Len(t, back.Communities[0].Activities, len(in.Activities))

	nobodys, text := portrait(t, c.As("eve"))
	assert.Equal(t, praxis.Portrait{Person: "eve"}, nobodys)
	assert.JSONEq(t, `{"person": "eve"}`, text)
	for _, p := range []activity.Person{"somebody", "erased"} { // words like any other
		require.NoError(t, c.as("ana").Admit(t.Context(), p))
		known, _ := portrait(t, c.As(p))
		assert.Len(t, known.Communities, 1, p)
	}
}

// TestErased: afterwards nobody is told of them, threads can be read, figures are
// what they were, and who was theirs is the tombstone's.
func TestErased(t *testing.T) {
	for _, words := range []bool{false, true} {
		s, ctx := memory.New(nil), t.Context()
		c := newEventful(t, s)
		before, by := recorded(t, s, c.ID), c.as("ana")
		health, err := by.Measures(ctx)
		require.NoError(t, err)

		n, err := c.As(qa).Erase(ctx, &praxis.EraseOptions{Words: words})
		require.NoError(t, err)
		assert.Equal(t, 1, n)
		nobody, _ := portrait(t, c.As(qa))
		assert.Equal(t, praxis.Portrait{Person: qa}, nobody)
		everything, err := json.Marshal([]any{storagetest.AccountFor(t, s, c.ID), recorded(t, s, c.ID)})
		require.NoError(t, err)
		assert.Empty(t, tellsOf(words, string(everything)))
		assert.NotContains(t, string(everything), mine, "what they answered to a survey goes in any case")

		after := recorded(t, s, c.ID)
		require.Len(t, after, len(before)+1)
		for i, a := range before {
			assert.Equal(t, []any{a.ID, a.Object, a.Thread, a.InReplyTo, a.Verb}, []any{after[i].ID, after[i].Object, after[i].Thread, after[i].InReplyTo, after[i].Verb})
		}
		stone := after[len(after)-1].Actor
		assert.True(t, membership.IsTombstone(stone))
		questions, err := by.Questions(ctx, activity.QuestionID{}, 0)
		require.NoError(t, err)
		require.Len(t, questions, 2)
		assert.Equal(t, stone, questions[1].Asker, "who carried the first on")
		answers, err := by.Answers(ctx, questions[0].ID, activity.AnswerID{}, 0)
		require.NoError(t, err)
		assert.Equal(t, stone, answers[0].Author)
		assert.Equal(t, answers[0].ID, questions[0].Accepted)
		if words {
			assert.Contains(t, answers[0].Text, storage.Gone)
		} else {
			assert.Equal(t, said+" once more", answers[0].Text)
		}
		made, err := by.Resource(ctx, questions[0].Harvested)
		require.NoError(t, err)
		assert.Equal(t, []activity.Person{"ana", stone, "zoe"}, made.Credits, "bob is its author")
		members, err := by.Members(ctx, "", 0)
		require.NoError(t, err)
		for _, m := range members {
			if m.Person == "zoe" {
				assert.Equal(t, stone, m.Mentor)
			}
		}
		measures, err := by.Measures(ctx)
		require.NoError(t, err)
		assert.Equal(t, health.Events, measures.Events, "that somebody was erased is none of the practice")

		// Whoever comes under that id is somebody new.
		m, err := c.as(qa).Membership(ctx)
		require.NoError(t, err)
		assert.Zero(t, m)
		require.NoError(t, by.Admit(ctx, qa))
		storagetest.AccountFor(t, s, c.ID)
		n, err = c.As(qa).Erase(ctx, nil)
		require.NoError(t, err)
		assert.Equal(t, 1, n)
		storagetest.AccountFor(t, s, c.ID)
	}
}

// TestErasedWhoever: whoever it is, and wherever they stood.
func TestErasedWhoever(t *testing.T) {
	end := cop.Ending{How: cop.EndClosed, Reason: "done, says ana", Legacy: "what ana knew"}
	for name, c := range map[string]struct {
		lives func(t *testing.T, c community)
		who   activity.Person
		in    int
	}{
		"the founder, who convenes alone": {func(*testing.T, community) {}, "ana", 1},
		"a stranger":                      {func(*testing.T, community) {}, "eve", 0},
		"somebody who was invited": {func(t *testing.T, c community) {
			require.NoError(t, c.as("ana").Invite(t.Context(), "eve", "you know payrolls"))
		}, "eve", 1},
		"somebody who was imported": {func(t *testing.T, c community) {
			_, err := c.as("ana").Import(t.Context(), recordedCSV())
			require.NoError(t, err)
		}, "u1", 1},
		"somebody of a community that has ended": {func(t *testing.T, c community) {
			require.NoError(t, c.as("ana").End(t.Context(), end))
		}, "bob", 1},
		"who ended it": {func(t *testing.T, c community) { require.NoError(t, c.as("ana").End(t.Context(), end)) }, "ana", 1},
	} {
		for _, words := range []bool{false, true} {
			s := memory.New(nil)
			in := newCommunity(t, s, nil, "ana", "bob")
			_, err := in.as("bob").Ask(t.Context(), "What would bob do?")
			require.NoError(t, err)
			c.lives(t, in)
			for again := range 2 {
				n, err := in.As(c.who).Erase(t.Context(), &praxis.EraseOptions{Words: words})
				require.NoError(t, err, name)
				assert.Equal(t, c.in*(1-again), n, name)
				storagetest.AccountFor(t, s, in.ID)
			}
			left, _ := portrait(t, in.As(c.who))
			assert.Empty(t, left.Communities, name)
		}
	}
}

// TestErasedOnlyIfAllowed: a host that keeps what it must keep says so, and a
// tombstone is nobody who could be erased again.
func TestErasedOnlyIfAllowed(t *testing.T) {
	keeps := authority(func(ctx context.Context, r praxis.Request) error {
		if r.Action == praxis.Action(activity.Erase) {
			return fault.New("host.Allow", fault.Denied, "this record is kept for ten years")
		}
		return praxis.ByRules.Allow(ctx, r)
	})
	s := memory.New(nil)
	c := newCommunity(t, s, &praxis.Options{Authority: keeps}, "ana", "bob")
	before := recorded(t, s, c.ID)
	_, err := c.As("bob").Erase(t.Context(), nil)
	require.ErrorIs(t, err, fault.Denied)
	assert.Equal(t, before, recorded(t, s, c.ID))
	for _, p := range []activity.Person{"", membership.Tombstone([10]byte{1})} {
		_, err = c.As(p).Erase(t.Context(), nil)
		assert.ErrorIs(t, err, fault.Invalid)
		_, err = c.As(p).Portrait(t.Context())
		assert.ErrorIs(t, err, fault.Invalid)
	}
}

// failing is a store whose Updates fail from one of them on.
type failing struct {
	storage.Store
	mu   sync.Mutex
	left int
}

var errPower = errors.New("the power is gone")

func (s *failing) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	s.mu.Lock()
	s.left--
	failed := s.left < 0
	s.mu.Unlock()
	return s.Store.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
		if err := fn(ctx, tx); err != nil || !failed {
			return err
		}
		return errPower
	})
}

// TestErasedHalfway: if erasing ends in the middle, each community is either done
// or as it was, and doing it again finishes.
func TestErasedHalfway(t *testing.T) {
	const all = 4
	for n := range all {
		s := memory.New(nil)
		c := newCommunity(t, s, nil, "ana", "bob")
		ids := []activity.CommunityID{c.ID}
		for range all - 1 {
			next, err := c.As("ana").Found(t.Context(), auditors())
			require.NoError(t, err)
			require.NoError(t, c.As("bob").In(next.ID).Join(t.Context()))
			ids = append(ids, next.ID)
		}
		broken := praxis.New(&failing{Store: s, left: n}, nil)
		done, err := broken.As("bob").Erase(t.Context(), nil)
		require.ErrorIs(t, err, errPower)
		assert.Equal(t, n, done)
		halfway, _ := portrait(t, c.As("bob"))
		assert.Len(t, halfway.Communities, all-n)
		done, err = c.As("bob").Erase(t.Context(), nil)
		require.NoError(t, err)
		assert.Equal(t, all-n, done)
		for _, id := range ids {
			storagetest.AccountFor(t, s, id)
			assert.Empty(t, tellsOfBob(recorded(t, s, id)))
		}
	}
}

func tellsOfBob(record []activity.Activity) (all []activity.Activity) {
	for _, a := range record {
		if a.Actor == "bob" || a.To == "bob" {
			all = append(all, a)
		}
	}
	return all
}

// TestErasedTogether: an erasure that belongs to more is kept with all of it, or
// not at all.
func TestErasedTogether(t *testing.T) {
	s := memory.New(nil)
	c := newCommunity(t, s, nil, "ana", "bob")
	before := recorded(t, s, c.ID)
	for _, then := range []error{errPower, nil} {
		err := c.Together(t.Context(), func(ctx context.Context, all *praxis.Constellation) error {
			if _, err := all.As("ana").In(c.ID).Ask(ctx, "Who was bob?"); err != nil {
				return err
			}
			if _, err := all.As("bob").Erase(ctx, nil); err != nil {
				return err
			}
			return then
		})
		require.Equal(t, then != nil, errors.Is(err, errPower))
		if then != nil {
			require.Equal(t, before, recorded(t, s, c.ID))
		}
	}
	assert.Empty(t, tellsOfBob(recorded(t, s, c.ID)))
	storagetest.AccountFor(t, s, c.ID)
}
