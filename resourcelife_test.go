package praxis_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

func shareOf(t *testing.T, p praxis.Participant, d repertoire.Draft) activity.ResourceID {
	t.Helper()
	id, err := p.Share(t.Context(), d)
	require.NoError(t, err)
	return id
}

func resourceOf(t *testing.T, p praxis.Participant, id activity.ResourceID) repertoire.Resource {
	t.Helper()
	r, err := p.Resource(t.Context(), id)
	require.NoError(t, err)
	return r
}

// TestATipIsVettedAndWrittenDown: from a draft to what the community stands up for,
// by its decision, and on to what takes its place.
func TestATipIsVettedAndWrittenDown(t *testing.T) {
	ctx := t.Context()
	c := newCommunity(t, memory.New(nil), nil, "ana", "bob", "cem")
	ana, bob, cem := c.as("ana"), c.as("bob"), c.as("cem")
	tip := shareOf(t, bob, repertoire.Draft{Kind: repertoire.Solution, Status: repertoire.Drafted, Text: text})
	assert.Equal(t, repertoire.Drafted, resourceOf(t, cem, tip).Status)
	require.NoError(t, bob.Submit(ctx, tip, "does it help?"))
	asked := repertoire.PeerReview{Version: 1, By: "bob", At: *c.now, Note: "does it help?"}
	assert.Equal(t, []repertoire.PeerReview{asked}, resourceOf(t, cem, tip).PeerReviews, "every member sees what is asked")
	assert.ErrorIs(t, cem.SendBack(ctx, tip, "no"), fault.Denied, "to review takes a role")
	require.NoError(t, ana.Appoint(ctx, "cem", membership.Expert))
	c.wait(time.Hour)
	require.NoError(t, cem.SendBack(ctx, tip, "say which machine"))
	assert.Equal(t, repertoire.Drafted, resourceOf(t, cem, tip).Status)
	asked.End = repertoire.PeerReviewEnd{Verb: activity.SendBack, Version: 1, By: "cem", At: *c.now, Said: "say which machine"}
	assert.Equal(t, []repertoire.PeerReview{asked}, resourceOf(t, ana, tip).PeerReviews)
	require.NoError(t, bob.Publish(ctx, tip, ""))

	motion := cop.Motion{Title: "The tip", Text: "It works.", Method: cop.ByConsent, Quorum: 1, Deadline: c.now.AddDate(0, 0, 7),
		Action: cop.Action{Endorse: cop.Endorsement{Resource: tip, Version: 1}}}
	assert.Equal(t, "endorse version 1 of the resource "+tip.String(), motion.Action.String())
	proposal, err := bob.Propose(ctx, motion)
	require.NoError(t, err)
	for _, p := range []praxis.Participant{ana, bob, cem} {
		require.NoError(t, p.Vote(ctx, proposal, cop.Consent, ""))
	}
	_, err = ana.Decide(ctx, proposal)
	require.NoError(t, err)
	r := resourceOf(t, bob, tip)
	assert.Equal(t, repertoire.Vetted, r.Status)
	assert.Equal(t, repertoire.Vetting{Version: 1, By: "ana", At: *c.now, Proposal: proposal}, r.Endorsed)

	later := text
	later.Body = "It was July."
	require.NoError(t, bob.Revise(ctx, tip, repertoire.Edit{Base: 1, Text: later, Note: "the month"}))
	r = resourceOf(t, bob, tip)
	assert.Equal(t, repertoire.InUse, r.Status, "nobody has vetted that")
	versions, err := ana.Versions(ctx, tip, r.Endorsed.Version-1, 1)
	require.NoError(t, err)
	assert.Equal(t, text.Body, versions[0].Body, "what was endorsed can be read")
	d, err := cem.Differences(ctx, tip, 1, 2)
	require.NoError(t, err)
	assert.Equal(t, "--- version 1\n+++ version 2\n@@ line 1, now 1 @@\n-It was June.\n+It was July.\n", d.String())
	for _, none := range [][2]int{{0, 1}, {1, 3}, {-1, 2}} {
		_, err = cem.Differences(ctx, tip, none[0], none[1])
		assert.ErrorIs(t, err, fault.NotFound)
	}
	require.NoError(t, cem.Vet(ctx, tip, 2, "we all use it"))
	assert.ErrorIs(t, bob.Vet(ctx, tip, 2, "so"), fault.Denied)

	manual := shareOf(t, ana, repertoire.Draft{Kind: repertoire.Manual, Text: text, Adapted: repertoire.Source{Resource: tip, Version: 2}})
	assert.ErrorIs(t, bob.Supersede(ctx, tip, tip, "so"), fault.Invalid)
	require.NoError(t, bob.Supersede(ctx, tip, manual, "it is in the manual"))
	r = resourceOf(t, cem, tip)
	assert.Equal(t, repertoire.Superseded, r.Status)
	assert.Equal(t, manual, r.SupersededBy)
	assert.ErrorIs(t, bob.Revise(ctx, tip, repertoire.Edit{Base: 2, Text: text, Note: "again"}), fault.Precondition)
	require.NoError(t, bob.Revive(ctx, tip, "the manual is too long"))
}

// TestADecisionThatComesLate endorses what it was about, and not what has become
// of it meanwhile.
func TestADecisionThatComesLate(t *testing.T) {
	ctx := t.Context()
	c := newCommunity(t, memory.New(nil), nil, "ana", "bob")
	ana, bob := c.as("ana"), c.as("bob")
	id := shareOf(t, ana, repertoire.Draft{Kind: repertoire.Tool, Text: text})
	proposal, err := bob.Propose(ctx, cop.Motion{Title: "The tool", Text: "It works.", Method: cop.ByConsent, Quorum: 1, Deadline: c.now.AddDate(0, 0, 7),
		Action: cop.Action{Endorse: cop.Endorsement{Resource: id, Version: 1}}})
	require.NoError(t, err)
	require.NoError(t, ana.Revise(ctx, id, repertoire.Edit{Base: 1, Text: repertoire.Text{Title: "T", Body: "Other."}, Note: "other"}))
	require.NoError(t, ana.Vote(ctx, proposal, cop.Consent, ""))
	require.NoError(t, bob.Vote(ctx, proposal, cop.Consent, ""))
	_, err = bob.Decide(ctx, proposal)
	require.NoError(t, err)
	r := resourceOf(t, ana, id)
	assert.Equal(t, repertoire.InUse, r.Status)
	assert.Equal(t, 1, r.Endorsed.Version)
}

// TestStewardsEdit: who stewards a resource may do what its author may, as long as
// they are members.
func TestStewardsEdit(t *testing.T) {
	ctx := t.Context()
	c := newCommunity(t, memory.New(nil), nil, "ana", "bob", "cem")
	ana, bob, cem := c.as("ana"), c.as("bob"), c.as("cem")
	id := shareOf(t, bob, repertoire.Draft{Kind: repertoire.Tool, Text: text, ReviewDays: 10})
	edit := repertoire.Edit{Base: 1, Text: repertoire.Text{Title: "T", Body: "B"}, Note: "why"}
	assert.ErrorIs(t, cem.Revise(ctx, id, edit), fault.Denied)
	assert.ErrorIs(t, cem.Steward(ctx, id, "cem", ""), fault.Denied, "nobody takes what is not theirs")
	assert.ErrorIs(t, bob.Steward(ctx, id, "eve", ""), fault.Precondition, "she is no member")
	require.NoError(t, bob.Steward(ctx, id, "cem", "she uses it daily"))
	require.NoError(t, cem.Revise(ctx, id, edit))
	stale := func() repertoire.Stale {
		all, err := ana.Stale(ctx, repertoire.DefaultStalePolicy())
		require.NoError(t, err)
		require.Len(t, all, 1)
		return all[0]
	}
	all, err := ana.Stale(ctx, repertoire.DefaultStalePolicy())
	require.NoError(t, err)
	assert.Empty(t, all)
	*c.now = c.now.AddDate(0, 0, 11)
	assert.Equal(t, []activity.Person{"cem"}, stale().Stewards)
	assert.Equal(t, repertoire.Overdue, stale().Reasons[0].Rule)
	require.NoError(t, cem.Leave(ctx, ""))
	assert.Empty(t, stale().Stewards, "who has left is not there to be asked")
	assert.Contains(t, stale().Next, "find somebody who takes it on")
	require.NoError(t, ana.Unsteward(ctx, id, "cem", "has left"))
	require.NoError(t, bob.Reaffirm(ctx, id, repertoire.WasReaffirmed{Version: 2}))
	all, err = ana.Stale(ctx, repertoire.DefaultStalePolicy())
	require.NoError(t, err)
	assert.Empty(t, all, "it is good for ten more days")
	*c.now = c.now.AddDate(2, 0, 0)
	assert.Len(t, stale().Reasons, 2)
	must(bob.Reuse(ctx, id, repertoire.Worked, ""))(t)
	assert.Len(t, stale().Reasons, 1, "it is in use")
	_, err = ana.Stale(ctx, repertoire.StalePolicy{})
	assert.ErrorIs(t, err, fault.Invalid)
}

// TestLineage: across communities, as far as the reader may look.
func TestLineage(t *testing.T) {
	ctx := t.Context()
	c := newCommunity(t, memory.New(nil), nil, "ana", "bob", "cem")
	other, err := c.As("ana").Found(ctx, named("Plant breeding"))
	require.NoError(t, err)
	ana, there := c.as("ana"), c.As("ana").In(other.ID)
	story := shareOf(t, ana, repertoire.Draft{Kind: repertoire.Story, Text: text})
	adapted := shareOf(t, ana, repertoire.Draft{Kind: repertoire.Guideline, Text: text, Adapted: repertoire.Source{Resource: story, Version: 1}})
	carried, err := there.Carry(ctx, c.ID, adapted)
	require.NoError(t, err)
	again := shareOf(t, there, repertoire.Draft{Kind: repertoire.Tool, Text: text, Adapted: repertoire.Source{Resource: carried, Version: 1}})

	l, err := there.Lineage(ctx, again)
	require.NoError(t, err)
	var ids []activity.ResourceID
	for _, a := range l.Ancestors {
		ids = append(ids, a.Resource)
		assert.False(t, a.Hidden)
	}
	assert.Equal(t, []activity.ResourceID{carried, adapted, story}, ids)
	assert.Equal(t, []bool{false, true, false}, []bool{l.Ancestors[0].Carried, l.Ancestors[1].Carried, l.Ancestors[2].Carried})
	l, err = ana.Lineage(ctx, adapted)
	require.NoError(t, err)
	assert.Equal(t, []repertoire.Relative{{Community: other.ID, Resource: carried, Version: 1, Title: text.Title, Kind: repertoire.Guideline, Status: repertoire.InUse, Carried: true}}, l.Descendants)

	l, err = c.as("bob").Lineage(ctx, adapted)
	require.NoError(t, err)
	assert.Empty(t, l.Descendants, "bob is not there, and does not learn that there is one")
	require.NoError(t, c.As("eve").In(other.ID).Join(ctx))
	l, err = c.As("eve").In(other.ID).Lineage(ctx, carried)
	require.NoError(t, err)
	assert.Equal(t, []repertoire.Relative{{Community: c.ID, Resource: adapted, Version: 1, Carried: true, Hidden: true}}, l.Ancestors)

	room, err := ana.OpenSpace(ctx, cop.Room{Name: "Backstage", Access: cop.Private})
	require.NoError(t, err)
	secret := shareOf(t, ana.Within(room), repertoire.Draft{Kind: repertoire.Tool, Text: text, Adapted: repertoire.Source{Resource: story, Version: 1}})
	l, err = c.as("bob").Lineage(ctx, story)
	require.NoError(t, err)
	assert.Len(t, l.Descendants, 1)
	l, err = ana.Lineage(ctx, story)
	require.NoError(t, err)
	assert.Len(t, l.Descendants, 2)
	_, err = ana.Share(ctx, repertoire.Draft{Kind: repertoire.Tool, Text: text, Adapted: repertoire.Source{Resource: secret, Version: 1}})
	assert.ErrorIs(t, err, fault.Precondition, "not all who see the one would see the other")
	_, err = c.as("bob").Share(ctx, repertoire.Draft{Kind: repertoire.Tool, Text: text, Adapted: repertoire.Source{Resource: secret, Version: 1}})
	assert.ErrorIs(t, err, fault.NotFound)
	_, err = ana.Share(ctx, repertoire.Draft{Kind: repertoire.Tool, Text: text, Adapted: repertoire.Source{Resource: story, Version: 2}})
	assert.ErrorIs(t, err, fault.Invalid, "there is no such version")
	assert.ErrorIs(t, ana.Supersede(ctx, story, secret, "better"), fault.Precondition)
	require.NoError(t, ana.Supersede(ctx, secret, story, "it is told to all"))
}

// TestNoEditIsLost: many write at once, each a line of their own over whatever they
// have read last, or the same line as others. Whatever was taken is in the text, and
// whatever was not, its writer knows of.
func TestNoEditIsLost(t *testing.T) {
	for name, open := range map[string]func(*testing.T) storage.Store{
		"memory": func(*testing.T) storage.Store { return memory.New(nil) },
		"sqlite": func(t *testing.T) storage.Store {
			s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "praxis.db"), nil)
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, s.Close()) })
			return s
		},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := t.Context()
			const writers, rounds = 8, 5
			store := open(t)
			c := newCommunity(t, store, nil, "ana")
			lines := make([]string, 0, 2*writers+1)
			for i := range writers {
				lines = append(lines, fmt.Sprint("of ", i), "")
			}
			lines = append(lines, "of all")
			id := shareOf(t, c.as("ana"), repertoire.Draft{Kind: repertoire.Manual, Text: repertoire.Text{Title: "T", Body: strings.Join(lines, "\n")}})
			ana := praxis.New(store, nil).As("ana").In(c.ID) // with a clock that all may read
			taken, refused := make([]int, writers), make([]int, writers)
			var group sync.WaitGroup
			for i := range writers {
				group.Go(func() {
					r, err := ana.Resource(ctx, id)
					if !assert.NoError(t, err) {
						return
					}
					for n := range rounds {
						edit := repertoire.Edit{Base: r.Current.Number, Text: r.Current.Text, Note: "mine"}
						now := strings.Split(edit.Body, "\n")
						now[2*i] = fmt.Sprintf("of %d, round %d", i, n)
						if n == rounds-1 {
							now[len(now)-1] = fmt.Sprint("of all, by ", i)
						}
						edit.Body = strings.Join(now, "\n")
						switch err := ana.Revise(ctx, id, edit); {
						case err == nil:
							taken[i]++
						default:
							assert.ErrorIs(t, err, fault.Conflict)
							_, told := errors.AsType[*repertoire.Unmerged](err)
							assert.True(t, told, "what stands against what")
							refused[i]++
						}
						if n%2 == 1 { // otherwise over what they know, with their own line in another state
							time.Sleep(time.Millisecond)
						}
						if r, err = ana.Resource(ctx, id); !assert.NoError(t, err) {
							return
						}
					}
				})
			}
			group.Wait()
			r := resourceOf(t, ana, id)
			all := 0
			last := strings.Split(r.Current.Body, "\n")
			require.Len(t, last, len(lines), "no line is gone")
			for i := range writers {
				all += taken[i]
				want := rounds - 1 // of the last round, that which all wanted was not theirs
				if refused[i] > 0 {
					want--
				}
				assert.Equal(t, fmt.Sprintf("of %d, round %d", i, want), last[2*i])
			}
			assert.Equal(t, all+1, r.Current.Number, "each edit that was taken is a version")
			versions, err := ana.Versions(ctx, id, 0, 0)
			require.NoError(t, err)
			assert.Len(t, versions, all+1)
			assert.Contains(t, last[len(last)-1], "of all, by ", "somebody was first")
		})
	}
}
