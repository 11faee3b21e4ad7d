package storagetest

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/search"
	"github.com/praxis-cop/praxis/storage"
)

// update runs a function in an Update and returns its error.
func update(t testing.TB, s storage.Store, fn func(context.Context, storage.Tx) error) error {
	t.Helper()
	return s.Update(t.Context(), fn)
}

func testRevs(t *testing.T, s storage.Store) {
	w := newWorld()
	id := w.newCommunity(t, s)
	resource := repertoire.Resource{Community: id, ID: activity.ResourceID(w.id()), Kind: repertoire.Story, Author: "ana", SharedAt: w.now, Status: repertoire.InUse,
		Current: repertoire.Version{Number: 1, Text: repertoire.Text{Title: "A payroll", Body: "It was May."}, Editor: "ana", At: w.now}}
	question := repertoire.Question{Community: id, ID: activity.QuestionID(w.id()), Asker: "bob", AskedAt: w.now, Asked: repertoire.Asked{Text: "Why?"}}
	for name, put := range map[string]func(ctx context.Context, tx storage.Tx, rev int) error{
		"community": func(ctx context.Context, tx storage.Tx, rev int) error {
			return tx.PutCommunity(ctx, cop.Community{ID: activity.CommunityID(resource.ID), Charter: charter("C"), Founder: "ana", FoundedAt: w.now, Rev: rev})
		},
		"lifecycle": func(ctx context.Context, tx storage.Tx, rev int) error {
			return tx.PutLifecycle(ctx, lifecycle.State{Community: id, Phase: lifecycle.Grow, Since: w.now, Rev: rev + 1}) // the founding was the first
		},
		"member": func(ctx context.Context, tx storage.Tx, rev int) error {
			return tx.PutMember(ctx, membership.Member{Community: id, Person: "bob", Standing: membership.Belongs, Since: w.now, Rev: rev})
		},
		"resource": func(ctx context.Context, tx storage.Tx, rev int) error {
			r := resource
			r.Rev = rev
			return tx.PutResource(ctx, r)
		},
		"question": func(ctx context.Context, tx storage.Tx, rev int) error {
			q := question
			q.Rev = rev
			return tx.PutQuestion(ctx, q)
		},
	} {
		try := func(rev int) error {
			return update(t, s, func(ctx context.Context, tx storage.Tx) error { return put(ctx, tx, rev) })
		}
		if name != "lifecycle" {
			assert.ErrorIs(t, try(0), fault.Invalid, "%s: counts nothing", name)
			assert.ErrorIs(t, try(2), fault.Conflict, "%s: changes what is not there", name)
			assert.NoError(t, try(1), name)
		}
		if name != "lifecycle" {
			assert.ErrorIs(t, try(1), fault.Exists, "%s: is there already", name)
			assert.NoError(t, try(2), name)
		} else {
			assert.NoError(t, try(1), name)
			assert.NoError(t, try(2), name)
		}
		assert.ErrorIs(t, try(2), fault.Conflict, "%s: has been changed", name)
		assert.ErrorIs(t, try(4), fault.Conflict, "%s: skips a change", name)
		assert.NoError(t, try(3), name)
	}
}

// testExactIdentifiers: people whose ids differ only in case, Unicode form,
// accents or spaces are different people.
func testExactIdentifiers(t *testing.T, s storage.Store) {
	w := newWorld()
	id := w.newCommunity(t, s)
	people := []activity.Person{
		"zoë", "zoe\u0308", "ZOË", "Zoë", "zoe", // composed, decomposed, upper, title, bare
		"ß", "ss", "SS", "ẞ", "İ", "i", "I", "ı", " i", "i ", "i\u00a0", "ﬁ", "fi", "Ａ", "A", "a", "9", "10", "١٠", "a\u200b", "%", "_", "'", "\"", "\\", "|",
		activity.Person(strings.Repeat("x", 255)), activity.Person(strings.Repeat("x", 254)),
	}
	require.NoError(t, update(t, s, func(ctx context.Context, tx storage.Tx) error {
		for i, p := range people {
			m := membership.Member{Community: id, Person: p, Standing: membership.Belongs, Since: w.now.Add(time.Duration(i) * time.Hour), Rev: 1}
			rating := cop.Rating{Community: id, RatingKey: cop.RatingKey{Review: "health", Item: "trust", Person: p}, Score: i, Rev: 1}
			if err := errors.Join(tx.PutMember(ctx, m), tx.PutRating(ctx, rating)); err != nil {
				return err
			}
		}
		return nil
	}))
	members := view(t, s, func(ctx context.Context, r storage.Reader) ([]membership.Member, error) {
		for i, p := range people {
			m, err := r.Member(ctx, id, p)
			require.NoError(t, err, "%q", p)
			require.Equal(t, p, m.Person)
			require.Equal(t, w.now.Add(time.Duration(i)*time.Hour), m.Since, "%q is somebody else", p)
		}
		return activity.Collect(r.Members(ctx, id, "", 0))
	})
	ratings := view(t, s, func(ctx context.Context, r storage.Reader) ([]cop.Rating, error) {
		for i, p := range people {
			one, err := r.Rating(ctx, id, cop.RatingKey{Review: "health", Item: "trust", Person: p})
			require.NoError(t, err, "%q", p)
			require.Equal(t, i, one.Score, "%q is somebody else", p)
		}
		return activity.Collect(r.Ratings(ctx, id, cop.RatingKey{}, 0))
	})
	require.Len(t, ratings, len(people))
	for i := 1; i < len(ratings); i++ {
		assert.Less(t, ratings[i-1].Person, ratings[i].Person, "in the order of their bytes")
	}
	require.Len(t, members, len(people)+1) // and ana
	for i := 1; i < len(members); i++ {
		assert.Less(t, members[i-1].Person, members[i].Person, "in the order of their bytes")
	}
}

// testReplaced: an endorsement moves to a later version, an acceptance to
// another answer.
func testReplaced(t *testing.T, s storage.Store) {
	w := newWorld()
	id := w.newCommunity(t, s)
	draft := repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: "A payroll", Body: "It was May."}}
	r, shared, err := repertoire.Share(w.occasion(id, "ana"), activity.ResourceID(w.id()), draft)
	require.NoError(t, err)
	first, endorsed, err := r.Endorse(w.occasion(id, "bob"), repertoire.Endorsement{})
	require.NoError(t, err)
	next, revised, err := r.Revise(w.occasion(id, "ana"), repertoire.Edit{Base: 1, Text: draft.Text, Note: "again"})
	require.NoError(t, err)
	second, again, err := next.Endorse(w.occasion(id, "bob"), first)
	require.NoError(t, err)

	q, asked, err := repertoire.Ask(w.occasion(id, "bob"), activity.QuestionID(w.id()), "Why?", nil)
	require.NoError(t, err)
	one, answered, err := q.Answer(w.occasion(id, "ana"), activity.AnswerID(w.id()), "So.")
	require.NoError(t, err)
	other, answeredAgain, err := q.Answer(w.occasion(id, "eve"), activity.AnswerID(w.id()), "Because.")
	require.NoError(t, err)
	accepting, accepted, err := q.Accept(w.occasion(id, "bob"), one)
	require.NoError(t, err)
	instead, acceptedInstead, err := accepting.Accept(w.occasion(id, "bob"), other)
	require.NoError(t, err)

	require.NoError(t, update(t, s, func(ctx context.Context, tx storage.Tx) error {
		return errors.Join(
			storage.Record(ctx, tx, tx.PutResource, r, shared),
			storage.Record(ctx, tx, tx.PutEndorsement, first, endorsed),
			storage.Record(ctx, tx, tx.PutResource, next, revised),
			storage.Record(ctx, tx, tx.PutEndorsement, second, again),
			storage.Record(ctx, tx, tx.PutQuestion, q, asked),
			storage.Record(ctx, tx, tx.PutAnswer, one, answered),
			storage.Record(ctx, tx, tx.PutAnswer, other, answeredAgain),
			storage.Record(ctx, tx, tx.PutQuestion, accepting, accepted),
			storage.Record(ctx, tx, tx.PutQuestion, instead, acceptedInstead),
		)
	}))
	require.NoError(t, s.View(t.Context(), func(ctx context.Context, reader storage.Reader) error {
		endorsements, err := activity.Collect(reader.Endorsements(ctx, id, r.ID, "", 0))
		require.NoError(t, err)
		assert.Equal(t, []repertoire.Endorsement{second}, endorsements)
		got, err := reader.Question(ctx, id, q.ID)
		require.NoError(t, err)
		assert.Equal(t, instead, got)
		assert.Equal(t, other.ID, got.Accepted)
		versions, err := activity.Collect(reader.Versions(ctx, id, r.ID, 0, 0))
		assert.Equal(t, []repertoire.Version{r.Current, next.Current}, versions)
		return err
	}))
}

// testOwnership: what a caller does to a value after writing or reading it
// changes nothing in the store.
func testOwnership(t *testing.T, s storage.Store) {
	w := newWorld()
	id := w.newCommunity(t, s)
	asked := repertoire.Asked{Text: "Why?", Topics: []string{"payroll"}}
	q, a, err := repertoire.Ask(w.occasion(id, "ana"), activity.QuestionID(w.id()), asked.Text, asked.Topics)
	require.NoError(t, err)
	require.NoError(t, update(t, s, func(ctx context.Context, tx storage.Tx) error {
		return storage.Record(ctx, tx, tx.PutQuestion, q, a)
	}))
	q.Topics[0] = "spoiled"
	a.Topics[0] = "spoiled"
	for range 2 {
		require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
			q, err := r.Question(ctx, id, q.ID)
			require.NoError(t, err)
			require.Equal(t, []string{"payroll"}, q.Topics)
			q.Topics[0] = "spoiled"
			c, err := r.Community(ctx, id)
			require.NoError(t, err)
			require.Equal(t, []string{"sampling", "payroll"}, c.Charter.Domain.Topics)
			c.Charter.Domain.Topics[0] = "spoiled"
			m, err := r.Member(ctx, id, "ana")
			require.NoError(t, err)
			require.Equal(t, []membership.Role{membership.Convener}, m.Roles)
			m.Roles[0] = "spoiled"
			record, err := activity.Collect(r.Activities(ctx, id, 2, 0))
			require.NoError(t, err)
			require.Equal(t, []string{"payroll"}, record[0].Topics)
			require.Equal(t, asked, record[0].Detail)
			record[0].Topics[0] = "spoiled"
			record[0].Detail.(repertoire.Asked).Topics[0] = "spoiled"
			return nil
		}))
	}
}

// testExtremes: whatever passes the domain's rules comes back as it was.
func testExtremes(t *testing.T, s storage.Store) {
	w := newWorld()
	id := w.newCommunity(t, s)
	for _, at := range []time.Time{
		time.Date(1, 1, 2, 0, 0, 0, 1000, time.UTC),
		time.Date(1969, 12, 31, 23, 59, 59, 999_999_000, time.UTC),
		time.Date(9999, 12, 31, 23, 59, 59, 999_999_000, time.UTC),
	} {
		o := w.occasion(id, "ana")
		o.At, o.Mode, o.Purpose, o.Space = at, activity.InPerson, activity.Visit, activity.SpaceID(w.id())
		text := repertoire.Text{
			Title:  "<b>“Größe” & 'quotes' \\ %_ \u2028 👩🏽‍🔧",
			Body:   strings.Repeat("a line\twith\ttabs\r\n", 5000) + "\u00a0\ufeff",
			Topics: []string{"a", "A", "ä", "a\u0308", "'; DROP TABLE praxis_member; --"},
		}
		r, a, err := repertoire.Share(o, activity.ResourceID(w.id()), repertoire.Draft{Kind: repertoire.Template, Text: text})
		require.NoError(t, err)
		require.NoError(t, a.Check())
		require.NoError(t, update(t, s, func(ctx context.Context, tx storage.Tx) error {
			return storage.Record(ctx, tx, tx.PutResource, r, a)
		}))
		require.NoError(t, s.View(t.Context(), func(ctx context.Context, reader storage.Reader) error {
			h, err := reader.Head(ctx, id)
			require.NoError(t, err)
			got, err := reader.Resource(ctx, id, r.ID)
			require.NoError(t, err)
			assert.Equal(t, r, got)
			record, err := activity.Collect(reader.Activities(ctx, id, h-1, 1))
			require.NoError(t, err)
			a.Seq = h
			assert.Equal(t, []activity.Activity{a}, record)
			return nil
		}))
	}
}

func testNotFound(t *testing.T, s storage.Store) {
	w := newWorld()
	id, unknown := w.newCommunity(t, s), activity.CommunityID(w.id())
	tried := slices.Clone(nameless)
	for name, write := range writes(w, unknown) {
		assert.ErrorIs(t, update(t, s, write), fault.NotFound, name)
		tried = append(tried, name)
	}
	require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		for _, c := range []activity.CommunityID{id, unknown} {
			for name, err := range reads(ctx, r, c, "nobody") {
				tried = append(tried, strings.TrimPrefix(name, "list "))
				if c == id && (name == "Community" || name == "Lifecycle" || name == "Head" || name == "Cursor" || strings.HasPrefix(name, "list ")) {
					assert.NoError(t, err, name)
				} else {
					assert.ErrorIs(t, err, fault.NotFound, "%s of %v", name, c)
				}
			}
		}
		return nil
	}))
	for _, m := range txMethods {
		require.Contains(t, tried, m.Name, "say in reads, writes or shelves how to call it")
	}
	require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		none, err := activity.Collect(r.Memberships(ctx, "nobody", activity.CommunityID{}, 0))
		assert.Empty(t, none)
		return err
	}))
}

// reads is every read of a community, of things that are not there.
func reads(ctx context.Context, r storage.Reader, c activity.CommunityID, p activity.Person) map[string]error {
	errs := make(map[string]error)
	_, errs["Community"] = r.Community(ctx, c)
	_, errs["Lifecycle"] = r.Lifecycle(ctx, c)
	_, errs["Head"] = r.Head(ctx, c)
	_, errs["Member"] = r.Member(ctx, c, p)
	_, errs["Resource"] = r.Resource(ctx, c, activity.ResourceID{1})
	_, errs["Endorsement"] = r.Endorsement(ctx, c, activity.ResourceID{1}, p)
	_, errs["Question"] = r.Question(ctx, c, activity.QuestionID{1})
	_, errs["Answer"] = r.Answer(ctx, c, activity.QuestionID{1}, activity.AnswerID{1})
	_, errs["Cursor"] = r.Cursor(ctx, c, "nobody")
	_, errs["Operation"] = r.Operation(ctx, c, "none")
	_, errs["list Tallies"] = activity.Collect(r.Tallies(ctx, c, activity.Tally{}, 0))
	_, errs["list Received"] = activity.Collect(r.Received(ctx, c, activity.Tally{}, 0))
	_, errs["list Presences"] = activity.Collect(r.Presences(ctx, c, activity.Presence{}, 0))
	_, errs["list Members"] = activity.Collect(r.Members(ctx, c, "", 0))
	_, errs["list Resources"] = activity.Collect(r.Resources(ctx, c, activity.ResourceID{}, 0))
	_, errs["list Versions"] = activity.Collect(r.Versions(ctx, c, activity.ResourceID{1}, 0, 0))
	_, errs["list Reuses"] = activity.Collect(r.Reuses(ctx, c, activity.ResourceID{1}, activity.ID{}, 0))
	_, errs["list Endorsements"] = activity.Collect(r.Endorsements(ctx, c, activity.ResourceID{1}, "", 0))
	_, errs["list Questions"] = activity.Collect(r.Questions(ctx, c, activity.QuestionID{}, 0))
	_, errs["list Answers"] = activity.Collect(r.Answers(ctx, c, activity.QuestionID{1}, activity.AnswerID{}, 0))
	_, errs["Activity"] = r.Activity(ctx, c, activity.ID{1})
	_, errs["list Search"] = activity.Collect(r.Search(ctx, c, search.Query{Terms: []search.Term{{Words: []string{"payroll"}}}}, search.Rooms{Common: true}, search.Cursor{}, 0))
	_, errs["list Since"] = activity.Collect(r.Since(ctx, c, activity.ID{1}, 0))
	for _, shelf := range shelves {
		shelf.reads(ctx, r, c, errs)
	}
	_, errs["list Activities"] = activity.Collect(r.Activities(ctx, c, 0, 0))
	return errs
}

// writes is every write to a community, except its founding.
func writes(w *world, c activity.CommunityID) map[string]func(context.Context, storage.Tx) error {
	now := w.now
	batch := []activity.Activity{w.comment("eve")}
	all := map[string]func(context.Context, storage.Tx) error{
		"PutLifecycle": func(ctx context.Context, tx storage.Tx) error {
			return tx.PutLifecycle(ctx, lifecycle.State{Community: c, Phase: lifecycle.Grow, Since: now, Rev: 1})
		},
		"PutMember": func(ctx context.Context, tx storage.Tx) error {
			return tx.PutMember(ctx, membership.Member{Community: c, Person: "eve", Standing: membership.Belongs, Since: now, Rev: 1})
		},
		"PutResource": func(ctx context.Context, tx storage.Tx) error {
			return tx.PutResource(ctx, repertoire.Resource{Community: c, ID: activity.ResourceID{1}, Author: "eve", SharedAt: now, Current: repertoire.Version{Number: 1, At: now}, Rev: 1})
		},
		"AddReuse": func(ctx context.Context, tx storage.Tx) error {
			return tx.AddReuse(ctx, repertoire.Reuse{Community: c, Resource: activity.ResourceID{1}, ID: activity.ID{1}, Person: "eve", At: now})
		},
		"PutEndorsement": func(ctx context.Context, tx storage.Tx) error {
			return tx.PutEndorsement(ctx, repertoire.Endorsement{Community: c, Resource: activity.ResourceID{1}, Person: "eve", At: now})
		},
		"PutQuestion": func(ctx context.Context, tx storage.Tx) error {
			return tx.PutQuestion(ctx, repertoire.Question{Community: c, ID: activity.QuestionID{1}, Asker: "eve", AskedAt: now, Rev: 1})
		},
		"PutAnswer": func(ctx context.Context, tx storage.Tx) error {
			return tx.PutAnswer(ctx, repertoire.Answer{Community: c, Question: activity.QuestionID{1}, ID: activity.AnswerID{1}, Author: "eve", AnsweredAt: now, Rev: 1})
		},
		"AddOperation": func(ctx context.Context, tx storage.Tx) error {
			return tx.AddOperation(ctx, storage.Operation{Community: c, Key: "again", Actor: "eve", Verb: activity.Ask, Activity: activity.ID{1}, At: now})
		},
		"PutCursor": func(ctx context.Context, tx storage.Tx) error {
			return tx.PutCursor(ctx, c, "relay", 1)
		},
		"Append": func(ctx context.Context, tx storage.Tx) error {
			_, err := tx.Append(ctx, c, batch)
			return err
		},
		"Rewrite": func(ctx context.Context, tx storage.Tx) error {
			return tx.Rewrite(ctx, c, nil, "eve")
		},
	}
	for _, shelf := range shelves {
		shelf.writes(c, all)
	}
	return all
}

// nameless are the methods that name no community, or found one.
var nameless = []string{"Communities", "Memberships", "Lags", "PutCommunity"}
