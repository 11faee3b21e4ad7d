package repertoire_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
)

// used is a use of the resource by somebody.
func used(n int, by activity.Person, version int, came repertoire.Outcome) repertoire.Reuse {
	return repertoire.Reuse{Community: auditors, Resource: sampling, ID: activity.ID{byte(n)}, Person: by, At: nine.Add(time.Duration(n) * time.Hour),
		Reused: repertoire.Reused{Version: version, Outcome: came, For: "an audit"}}
}

func TestReuseFor(t *testing.T) {
	u, a, err := shared(t).ReuseFor(occasion(5, "eve"), "three hospitals", repertoire.WorkedInPart, "too coarse")
	require.NoError(t, err)
	assert.Equal(t, repertoire.Reused{Version: 1, Outcome: repertoire.WorkedInPart, For: "three hospitals", Note: "too coarse"}, u.Reused)
	assert.Equal(t, u.Reused, a.Detail)
	_, _, err = shared(t).ReuseFor(occasion(5, "eve"), " ", repertoire.Worked, "")
	assert.Error(t, err, "a blank purpose")
}

func TestSumUses(t *testing.T) {
	assert.Zero(t, repertoire.SumUses(nil))
	sum := repertoire.SumUses([]repertoire.Reuse{
		used(3, "eve", 2, repertoire.Worked), used(1, "bob", 1, repertoire.DidNotWork), used(2, "eve", 2, repertoire.WorkedInPart), used(4, "bob", 2, repertoire.Worked),
	})
	assert.Equal(t, repertoire.Uses{
		Count: 4, People: 2, First: nine.Add(time.Hour), Last: nine.Add(4 * time.Hour),
		ByOutcome: repertoire.OutcomeCount{Worked: 2, WorkedInPart: 1, DidNotWork: 1},
		ByVersion: []repertoire.VersionUse{
			{Version: 2, Count: 3, OutcomeCount: repertoire.OutcomeCount{Worked: 2, WorkedInPart: 1}},
			{Version: 1, Count: 1, OutcomeCount: repertoire.OutcomeCount{DidNotWork: 1}},
		},
		ByPerson: []repertoire.PersonUse{
			{Person: "bob", Count: 2, OutcomeCount: repertoire.OutcomeCount{Worked: 1, DidNotWork: 1}},
			{Person: "eve", Count: 2, OutcomeCount: repertoire.OutcomeCount{Worked: 1, WorkedInPart: 1}},
		},
	}, sum)
}

// work is a resource of ana's that bob edited, which was made of a thread that cem
// answered, with dan credited.
func work() repertoire.Work {
	return repertoire.Work{
		Resource: repertoire.Resource{Community: auditors, ID: sampling, Author: "ana", Life: repertoire.Life{Credits: []activity.Person{"cem", "dan"}}, Current: repertoire.Version{Number: 2, Text: repertoire.Text{Title: "Sampling"}}},
		Versions: []repertoire.Version{{Number: 1, Editor: "ana"}, {Number: 2, Editor: "bob"}},
		Answers:  []repertoire.Answer{{Author: "cem"}},
		Reuses:   []repertoire.Reuse{used(1, "eve", 1, repertoire.Worked), used(2, "fay", 2, repertoire.DidNotWork), used(3, "eve", 2, repertoire.Worked), used(4, "ana", 2, repertoire.Worked), used(5, "dan", 2, repertoire.Worked)},
		Carried:  []activity.CommunityID{{0xc}, {0xb}},
		Stories: []repertoire.ValueStory{
			{ID: activity.StoryID{2}, Teller: "eve", Rev: 1, Telling: breakfast()}, {ID: activity.StoryID{1}, Teller: "ana", Rev: 1, Telling: breakfast()},
			{ID: activity.StoryID{3}, Teller: "eve", Rev: 2, Telling: breakfast(), Retracted: repertoire.Retraction{By: "eve"}},
			{ID: activity.StoryID{4}, Teller: "eve", Rev: 1},
		},
	}
}

// What counts is the use that others made, not how much there is.
func TestContributionOfAResource(t *testing.T) {
	c := work().Contribution()
	assert.Equal(t, []repertoire.Part{
		{Person: "ana", As: []repertoire.PartKind{repertoire.AsAuthor}}, {Person: "bob", As: []repertoire.PartKind{repertoire.AsEditor}},
		{Person: "cem", As: []repertoire.PartKind{repertoire.AsAnswerer}}, {Person: "dan", As: []repertoire.PartKind{repertoire.AsCredited}},
	}, c.Makers)
	assert.Equal(t, 3, c.Uses.Count, "those of its makers do not count")
	assert.Equal(t, 2, c.Uses.People)
	assert.Equal(t, 2, c.Own)
	assert.Equal(t, []activity.CommunityID{{0xb}, {0xc}}, c.Carried)
	assert.Equal(t, []activity.StoryID{{1}, {2}}, c.Stories, "that stand, and point to it")
	assert.Equal(t, []string{
		"3 uses by 2 people: 2 worked, 1 did not work", "from 2026-03-02 to 2026-03-02", "2 uses by those who made it, not counted",
		"brought home by 2 other communities", "told of in 2 value stories",
	}, c.Why)
	none := repertoire.Work{Resource: work().Resource}.Contribution()
	assert.Len(t, none.Why, 1)
	assert.Contains(t, none.Why[0], "can say so", "it says what to do")
}

func TestContributionOfAMember(t *testing.T) {
	unused := work()
	unused.Resource.ID, unused.Reuses, unused.Carried, unused.Stories = guide, nil, nil, nil
	c := repertoire.ContributionOf("ana", []repertoire.Work{work(), unused})
	assert.Equal(t, 1, c.Unused)
	require.Len(t, c.Works, 1)
	assert.Equal(t, 4, c.Works[0].Uses, "dan's counts, and ana's own does not")
	assert.Equal(t, 3, c.Works[0].Users)
	assert.Equal(t, []activity.StoryID{{2}}, c.Works[0].Stories, "what ana tells herself does not count")
	assert.Equal(t, []repertoire.PartUse{{As: repertoire.AsAuthor, Resources: 1, Uses: 4, Users: 3, Outcomes: repertoire.OutcomeCount{Worked: 3, DidNotWork: 1}}}, c.ByPart)
	cem := repertoire.ContributionOf("cem", []repertoire.Work{work(), work()})
	assert.Equal(t, []repertoire.PartUse{{As: repertoire.AsAnswerer, Resources: 2, Uses: 10, Users: 4, Outcomes: repertoire.OutcomeCount{Worked: 8, DidNotWork: 2}}}, cem.ByPart,
		"an answer that became a resource; people count once")
	assert.Equal(t, repertoire.MemberContribution{Person: "eve"}, repertoire.ContributionOf("eve", []repertoire.Work{work()}))
}

// However much somebody writes, edits and uses themselves, it contributes nothing
// until somebody else uses it.
func TestVolumeContributesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := work()
		w.Carried, w.Stories, w.Reuses = nil, nil, nil
		before := repertoire.ContributionOf("ana", []repertoire.Work{w})
		for n := range rapid.IntRange(1, 20).Draw(t, "own") {
			w.Reuses = append(w.Reuses, used(n, "ana", 1, repertoire.Worked))
			w.Versions = append(w.Versions, repertoire.Version{Number: 3 + n, Editor: "ana"})
		}
		after := repertoire.ContributionOf("ana", []repertoire.Work{w})
		require.Equal(t, before, after)
		others := rapid.IntRange(1, 9).Draw(t, "others")
		for n := range others {
			w.Reuses = append(w.Reuses, used(50+n, "zoe", 1, repertoire.Worked))
		}
		after = repertoire.ContributionOf("ana", []repertoire.Work{w})
		require.Equal(t, others, after.Works[0].Uses)
		require.Equal(t, 1, after.Works[0].Users)
	})
}
