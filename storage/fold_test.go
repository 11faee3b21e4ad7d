package storage_test

import (
	"errors"
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
	"github.com/praxis-cop/praxis/storage"
)

var (
	auditors = activity.CommunityID{0xa}
	template = activity.ResourceID{0xc}
	story    = activity.ResourceID{0xb}
	howTo    = activity.QuestionID{0xd}
	stratify = activity.AnswerID{0xf}
	ask      = activity.AnswerID{0xe}
	room     = activity.SpaceID{0x1a}
	call     = activity.GatheringID{0x1b}
	candour  = activity.RuleID{0x1c}
	candidly = activity.ProposalID{0x1f}
	again    = activity.ProposalID{0x20}
	court    = activity.TieID{0x1d}
	others   = activity.CommunityID{0x1e}
	writing  = activity.TaskID{0x30}

	whereTo   = activity.QuestionID{0x22}
	harvested = activity.ResourceID{0x23}
	ghosts    = activity.StoryID{0x24}

	first  = cop.Charter{Name: "Audit", Domain: cop.Domain{Concern: "public money"}}
	second = cop.Charter{
		Name: "Internal audit", Domain: cop.Domain{Concern: "public money", Topics: []string{"payroll"}}, Kind: cop.BestPractice, Purpose: "Learn.", Audience: "auditors",
		Form: cop.Form{
			Reach: cop.Global, Medium: cop.Hybrid, Boundary: cop.Across, Formality: cop.Supported, Origin: cop.Emerged, Admission: cop.Open, Size: cop.MidSize,
			Budget: cop.Budget{Amount: 100_00, Currency: "EUR", Period: cop.PerYear},
		},
		Priorities: []string{"trust"}, Goals: []cop.Goal{{Goal: "audit faster", Serves: "trust", Measure: "days", By: at(300)}},
	}
	draft  = repertoire.Text{Title: "Sampling", Body: "Stratify."}
	better = repertoire.Text{Title: "Sampling", Body: "Stratify by grade.", Topics: []string{"payroll"}}
)

// at is the n-th hour of the community's life.
func at(n int) time.Time { return time.Date(2026, 3, 2, n, 0, 0, 0, time.UTC) }

// entry is the n-th activity of the community's record.
func entry(n int, actor activity.Person, detail activity.Fact, about ...activity.ObjectID) activity.Activity {
	a := activity.Activity{Community: auditors, Seq: activity.Seq(n), ID: activity.ID{15: byte(n)}, Actor: actor, At: at(n), Detail: detail}
	for i, field := range []*activity.ObjectID{&a.Object, &a.Thread, &a.InReplyTo} {
		if i < len(about) {
			*field = about[i]
		}
	}
	return a
}

func to(person activity.Person, a activity.Activity) activity.Activity {
	a.To = person
	return a
}

// history is the record of a community in which everything has happened once.
func history() []activity.Activity {
	community, r, q := activity.ObjectID(auditors), activity.ObjectID(template), activity.ObjectID(howTo)
	founding := entry(1, "ana", cop.Founded{Charter: first}, community)
	founding.Verb = activity.Found
	question := entry(16, "bob", repertoire.Asked{Text: "How?", Topics: []string{"payroll"}}, q, q)
	question.Space, question.Purpose = activity.SpaceID{7}, activity.SeekExperience
	return []activity.Activity{
		founding,
		entry(2, "ana", membership.Joined{Roles: []membership.Role{membership.Convener}}),
		entry(3, "bob", membership.AskedIn{Note: "May I?"}),
		to("bob", entry(4, "ana", membership.Admitted{})),
		entry(5, "ana", cop.Amended{Charter: second, Reason: "we know our topics"}, community),
		entry(6, "ana", lifecycle.Moved{From: lifecycle.Inquire, To: lifecycle.Design, Reason: "we know our needs"}, community),
		to("eve", entry(7, "bob", membership.WasInvited{})),
		entry(8, "eve", membership.HasLeft{}),
		entry(9, "bob", repertoire.Shared{Draft: repertoire.Draft{Kind: repertoire.Template, Text: draft}}, r, r),
		entry(10, "ana", repertoire.Reused{Version: 1, Outcome: repertoire.Worked}, r, r),
		entry(11, "ana", repertoire.Endorsed{Version: 1}, r, r),
		entry(12, "eve", repertoire.Endorsed{Version: 1}, r, r),
		entry(13, "ana", repertoire.Revised{Edit: repertoire.Edit{Base: 1, Text: better, Note: "by grade"}}, r, r),
		entry(14, "ana", repertoire.Endorsed{Version: 2}, r, r),
		entry(15, "eve", repertoire.Shared{Draft: repertoire.Draft{Kind: repertoire.Story, Text: draft}}, activity.ObjectID(story), activity.ObjectID(story)),
		question,
		entry(17, "ana", repertoire.Answered{Text: "Stratify."}, activity.ObjectID(stratify), q, q),
		entry(18, "eve", repertoire.Answered{Text: "Ask them."}, activity.ObjectID(ask), q, q),
		entry(19, "bob", repertoire.WasAccepted{Answer: stratify}, activity.ObjectID(stratify), q),
		to("bob", entry(20, "ana", membership.Appointed{Role: membership.Mentor})),
		to("bob", entry(21, "ana", membership.Appointed{Role: membership.Expert})),
		to("bob", entry(22, "ana", membership.Relieved{Role: membership.Mentor})),
		entry(23, "eve", membership.Joined{}),
		to("eve", entry(24, "ana", membership.WasRemoved{Reason: "spam"})),
		entry(25, "bob", repertoire.WasRetired{Reason: "went digital"}, r, r),
	}
}

// present is where the history led, in the order of its keys.
func present() storage.Snapshot {
	return storage.Snapshot{
		Community: cop.Community{ID: auditors, Charter: second, Founder: "ana", FoundedAt: at(1), Rev: 2},
		Lifecycle: lifecycle.State{Community: auditors, Phase: lifecycle.Design, Since: at(6), Rev: 2},
		Shelves:   storage.Shelves{Revisions: revisions(), Passages: passages()},
		Members: []membership.Member{
			{Community: auditors, Person: "ana", Standing: membership.Belongs, Since: at(2), Roles: []membership.Role{membership.Convener}, Rev: 1},
			{Community: auditors, Person: "bob", Standing: membership.Belongs, Since: at(4), Roles: []membership.Role{membership.Expert}, Rev: 5},
			{Community: auditors, Person: "eve", Standing: membership.Removed, Since: at(24), Rev: 4,
				Details: membership.Details{Past: []membership.Spell{{From: at(23), To: at(24)}}}},
		},
		Repertoire: []storage.Holding{{
			Resource: repertoire.Resource{
				Community: auditors, ID: story, Kind: repertoire.Story, Author: "eve", SharedAt: at(15), Status: repertoire.InUse, Rev: 1,
				Current: repertoire.Version{Number: 1, Text: draft, Editor: "eve", At: at(15)},
			},
			Versions: []repertoire.Version{{Number: 1, Text: draft, Editor: "eve", At: at(15)}},
		}, {
			Resource: repertoire.Resource{
				Community: auditors, ID: template, Kind: repertoire.Template, Author: "bob", SharedAt: at(9), Status: repertoire.Retired, Rev: 3,
				Current: repertoire.Version{Number: 2, Text: better, Editor: "ana", At: at(13), Note: "by grade", Base: 1},
			},
			Versions: []repertoire.Version{
				{Number: 1, Text: draft, Editor: "bob", At: at(9)},
				{Number: 2, Text: better, Editor: "ana", At: at(13), Note: "by grade", Base: 1},
			},
			Reuses: []repertoire.Reuse{{
				Community: auditors, Resource: template, ID: activity.ID{15: 10}, Person: "ana", At: at(10),
				Reused: repertoire.Reused{Version: 1, Outcome: repertoire.Worked},
			}},
			Endorsements: []repertoire.Endorsement{
				{Community: auditors, Resource: template, Person: "ana", At: at(14), Endorsed: repertoire.Endorsed{Version: 2}},
				{Community: auditors, Resource: template, Person: "eve", At: at(12), Endorsed: repertoire.Endorsed{Version: 1}},
			},
		}},
		Questions: []storage.Thread{{
			Question: repertoire.Question{
				Community: auditors, ID: howTo, Space: activity.SpaceID{7}, Asker: "bob", AskedAt: at(16), Purpose: activity.SeekExperience,
				Asked: repertoire.Asked{Text: "How?", Topics: []string{"payroll"}}, Accepted: stratify, Rev: 2,
			},
			Answers: []repertoire.Answer{
				{Community: auditors, ID: ask, Question: howTo, Author: "eve", AnsweredAt: at(18), Answered: repertoire.Answered{Text: "Ask them."}, Rev: 1},
				{Community: auditors, ID: stratify, Question: howTo, Author: "ana", AnsweredAt: at(17), Answered: repertoire.Answered{Text: "Stratify."}, Rev: 1},
			},
		}},
	}
}

func TestTheHistoryAccountsForThePresent(t *testing.T) {
	snapshot, err := storage.Fold(activity.StreamOf(history()...))
	require.NoError(t, err)
	assert.Equal(t, present(), uncounted(snapshot))
}

// uncounted is a snapshot without what counts activities, of which it has some
// whatever they say.
func uncounted(s storage.Snapshot) storage.Snapshot {
	s.Tallies, s.Received, s.Presences = nil, nil, nil
	for i := range s.Members {
		s.Members[i].LastActive = time.Time{}
	}
	return s
}

func TestFoldCounts(t *testing.T) {
	ask := entry(0, "ana", nil)
	ask.Verb, ask.At = activity.Ask, at(200)
	early, joined, left := ask, ask, ask
	early.At, joined.At, left.At, left.Actor = at(100), at(300), at(400), "dan" // who has nothing to do with the community
	joined.Verb = activity.Join
	snapshot, err := storage.Fold(activity.StreamOf(append(history(), ask, early, joined, left, left)...))
	require.NoError(t, err)
	for _, m := range snapshot.Members {
		if m.Person == "ana" {
			assert.Equal(t, ask.At, m.LastActive, "not the earlier time, and not the upkeep")
		}
	}
	counts := make(map[activity.Tally]int)
	for _, tally := range snapshot.Tallies {
		if tally.Verb == activity.Ask || tally.Verb == activity.Join { // of which the history says nothing
			counts[tally.Key()] = tally.Count
		}
	}
	assert.Equal(t, map[activity.Tally]int{
		ask.Tally().Key(): 1, early.Tally().Key(): 1, joined.Tally().Key(): 1, left.Tally().Key(): 2,
	}, counts)
	assert.IsNonDecreasing(t, weeks(snapshot.Tallies))
}

func weeks(tallies []activity.Tally) (weeks []int64) {
	for _, t := range tallies {
		weeks = append(weeks, t.Week.Unix())
	}
	return weeks
}

func TestNothingHappened(t *testing.T) {
	snapshot, err := storage.Fold(activity.StreamOf())
	require.NoError(t, err)
	assert.Zero(t, snapshot)
}

// A record of which only the outline is known is measured, but changes no
// state, whatever it says was done, and whenever.
func TestFoldPassesOverOutlines(t *testing.T) {
	var outlines, record []activity.Activity
	for _, m := range activity.Verbs() {
		for _, object := range []activity.ObjectID{activity.ObjectID(auditors), activity.ObjectID(template), activity.ObjectID(howTo), {0x99}} {
			for _, detail := range []activity.Fact{nil, activity.Imported{Object: "q1"}} {
				a := entry(0, "ana", detail, object, object, object)
				a.Verb = m.Verb
				outlines = append(outlines, to("bob", a))
			}
		}
	}
	for _, a := range history() {
		record = append(append(record, outlines...), a)
	}
	snapshot, err := storage.Fold(activity.StreamOf(record...))
	require.NoError(t, err)
	assert.Equal(t, present(), uncounted(snapshot))

	snapshot, err = storage.Fold(activity.StreamOf(outlines...))
	require.NoError(t, err)
	assert.Zero(t, uncounted(snapshot))
}

func TestFoldRefusesWhatCannotFollow(t *testing.T) {
	r, q, nowhere := activity.ObjectID(template), activity.ObjectID(howTo), activity.ObjectID{0x99}
	other := entry(26, "dan", membership.Joined{})
	other.Community = activity.CommunityID{0x99}
	edit := repertoire.Edit{Base: 2, Text: better, Note: "again"}
	for name, test := range map[string]struct {
		before int // how many activities of the history came before
		next   activity.Activity
	}{
		"before the founding":      {0, entry(26, "ana", membership.Joined{})},
		"a second founding":        {25, entry(26, "ana", cop.Founded{Charter: first})},
		"another community":        {25, other},
		"joining twice":            {25, entry(26, "bob", membership.Joined{})},
		"leaving without joining":  {25, entry(26, "dan", membership.HasLeft{})},
		"a role of no member":      {25, to("eve", entry(26, "ana", membership.Appointed{Role: membership.Mentor}))},
		"skipping a phase":         {25, entry(26, "ana", lifecycle.Moved{From: lifecycle.Design, To: lifecycle.Grow})},
		"moving from elsewhere":    {25, entry(26, "ana", lifecycle.Moved{From: lifecycle.Grow, To: lifecycle.Sustain})},
		"sharing twice":            {10, entry(26, "bob", repertoire.Shared{}, r, r)},
		"revising nothing":         {24, entry(26, "bob", repertoire.Revised{Edit: edit}, nowhere, nowhere)},
		"revising a version twice": {24, entry(26, "bob", repertoire.Revised{Edit: repertoire.Edit{Base: 1}}, r, r)},
		"revising what is retired": {25, entry(26, "bob", repertoire.Revised{Edit: edit}, r, r)},
		"retiring twice":           {25, entry(26, "bob", repertoire.WasRetired{}, r, r)},
		"reusing nothing":          {25, entry(26, "bob", repertoire.Reused{Version: 1}, nowhere, nowhere)},
		"reusing no version":       {25, entry(26, "bob", repertoire.Reused{Version: 3}, r, r)},
		"endorsing no version":     {25, entry(26, "eve", repertoire.Endorsed{Version: 3}, r, r)},
		"asking twice":             {25, entry(26, "bob", repertoire.Asked{}, q, q)},
		"answering nothing":        {25, entry(26, "eve", repertoire.Answered{}, activity.ObjectID{0x98}, nowhere, nowhere)},
		"answering twice":          {25, entry(26, "ana", repertoire.Answered{}, activity.ObjectID(stratify), q, q)},
		"accepting no answer":      {25, entry(26, "bob", repertoire.WasAccepted{Answer: activity.AnswerID{0x98}}, activity.ObjectID{0x98}, q)},
	} {
		record := append(history()[:test.before:test.before], test.next)
		snapshot, err := storage.Fold(activity.StreamOf(record...))
		assert.ErrorIs(t, err, fault.Invalid, name)
		assert.ErrorContains(t, err, "storage.Fold: ", name)
		assert.Zero(t, snapshot, name)
	}
}

func TestFoldSaysWhichActivityIsAstray(t *testing.T) {
	const says = "storage.Fold: activity 00000000-0000-0000-0000-00000000001a: "
	for _, test := range []struct {
		detail activity.Fact
		want   string
	}{
		{repertoire.Reused{Version: 1}, "invalid: it is about something that the record does not hold"},
		{cop.Founded{Charter: first}, "cop.Fold: invalid: the community is founded already"},
	} {
		record := append(history(), entry(26, "bob", test.detail, activity.ObjectID{0x99}))
		_, err := storage.Fold(activity.StreamOf(record...))
		assert.EqualError(t, err, says+test.want)
	}
}

func TestFoldOfABrokenStream(t *testing.T) {
	broken := errors.New("broken cable")
	snapshot, err := storage.Fold(func(yield func(activity.Activity, error) bool) {
		_ = yield(history()[0], nil) && yield(activity.Activity{}, broken)
	})
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.ErrorIs(t, err, broken)
	assert.Zero(t, snapshot)
}
