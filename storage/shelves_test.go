package storage_test

import (
	"testing"

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
	welcome  = membership.GuideSet{Welcome: "Come in.", Steps: []membership.FirstStep{{Key: "hello", Title: "Say hello", Grade: 1, About: "To all.", Verb: activity.Ask}}}
	stewards = cop.Room{Name: "Stewards", Access: cop.Private}
	monthly  = cop.Plan{Title: "Monthly call", Rhythm: cop.Rhythm{Start: "2026-03-03T06:00", Zone: "UTC", Minutes: 60, Every: cop.Monthly}}
	longer   = cop.Plan{Title: "Monthly call", Rhythm: cop.Rhythm{Start: "2026-03-03T06:00", Zone: "UTC", Minutes: 90, Every: cop.Monthly}}
	say      = cop.RuleText{Title: "Candour", Text: "Say it."}
	kindly   = cop.RuleText{Title: "Candour", Text: "Say it kindly."}
	motion   = cop.Motion{Title: "Candour", Text: "Let us be candid.", Method: cop.ByMajority, Quorum: 2, Deadline: at(47), Action: cop.Action{SetRule: say}}
	lapsed   = cop.Outcome{Result: cop.Lapsed, Entitled: 2, Answered: 1, Tally: []cop.StanceCount{{Stance: cop.Yes}, {Stance: cop.No, Count: 1}, {Stance: cop.Abstain}}}
	sponsor  = cop.Link{Kind: cop.SponsorTie, Who: "Court of Audit", Since: at(1)}
	access   = cop.RatingKey{Review: "commons-alignment", Item: "fair-access", Person: "bob"}
)

// in is an activity in the room.
func in(a activity.Activity) activity.Activity {
	a.Space = room
	return a
}

// full is a history that goes on with everything that is folded by itself, up to
// the end of the community.
func full() []activity.Activity {
	community, p, r, g, s := activity.ObjectID(auditors), activity.ObjectID(candidly), activity.ObjectID(candour), activity.ObjectID(call), activity.ObjectID(room)
	return append(history(),
		in(entry(26, "ana", cop.SpaceOpened{Room: stewards}, s)),
		in(to("bob", entry(27, "ana", cop.PersonLetIn{}, s))),
		in(entry(28, "bob", cop.GatheringPlanned{Plan: monthly}, g)),
		in(entry(29, "bob", cop.GatheringReplanned{Plan: longer, Reason: "We never finished."}, g)),
		in(entry(30, "bob", cop.MeetingAttended{Meeting: at(30)}, g)),
		in(entry(31, "ana", cop.MeetingMinuted{Meeting: at(30), Notes: template}, g)),
		in(entry(32, "ana", cop.MeetingAttended{Meeting: at(30), NotedBy: "bob"}, g)),
		in(entry(33, "bob", cop.MeetingShifted{Meeting: at(6), Change: cop.Change{To: at(7), Reason: "It was late."}}, g)),
		entry(34, "ana", cop.Ruled{RuleText: say}, r),
		entry(35, "bob", cop.RuleAmended{RuleText: kindly, Reason: "It hurt."}, r),
		entry(36, "ana", cop.Tied{Link: sponsor}, activity.ObjectID(court)),
		entry(37, "bob", cop.Rated{Review: access.Review, Item: access.Item, Score: 2, Reason: "Too few come."}, community),
		entry(38, "bob", cop.Rated{Review: access.Review, Item: access.Item, Score: 4}, community),
		entry(39, "bob", cop.Rated{Review: access.Review, Item: "a-first-item", Score: 3}, community),
		entry(40, "ana", welcome, community),
		to("bob", entry(41, "ana", membership.Commended{Topic: "payroll", For: activity.ObjectID(template)}, community)),
		in(to("ana", entry(42, "bob", membership.Thanked{Note: "For all."}, community))),
		in(entry(43, "ana", cop.SpaceClosed{}, s)),
		entry(44, "ana", cop.Proposed{Motion: motion}, p, p),
		to("ana", entry(45, "bob", cop.Voted{Stance: cop.Yes}, p, p, p)),
		to("ana", entry(46, "bob", cop.Voted{Stance: cop.No, Reason: "It hurts."}, p, p, p)),
		to("ana", entry(47, "eve", cop.Decided{Outcome: lapsed}, p, p, p)),
		entry(48, "ana", cop.HandedOn{To: others, Resources: []activity.ResourceID{template}}, community),
		entry(49, "ana", cop.WasEnded{Ending: cop.Ending{How: cop.EndMerged, Into: []activity.CommunityID{others}, Reason: "They go on."}}, community),
	)
}

// revisions are those of the charter in the history.
func revisions() []cop.Revision {
	return []cop.Revision{
		{Community: auditors, Number: 1, Charter: first, Editor: "ana", At: at(1)},
		{Community: auditors, Number: 2, Charter: second, Editor: "ana", At: at(5), Reason: "we know our topics"},
	}
}

// passages are the moves in the history.
func passages() []lifecycle.Passage {
	return []lifecycle.Passage{{
		Community: auditors, ID: activity.ID{15: 6}, By: "ana", At: at(6),
		Moved: lifecycle.Moved{From: lifecycle.Inquire, To: lifecycle.Design, Reason: "we know our needs"},
	}}
}

// shelves is where that led, in the order of the keys.
func shelves() storage.Shelves {
	return storage.Shelves{
		Revisions: revisions(),
		Passages:  passages(),
		Handovers: []cop.Handover{{
			Community: auditors, ID: activity.ID{15: 48}, By: "ana", At: at(48),
			HandedOn: cop.HandedOn{To: others, Resources: []activity.ResourceID{template}},
		}},
		Spaces: []cop.Space{{
			Community: auditors, ID: room, Room: stewards, People: []activity.Person{"ana", "bob"},
			OpenedBy: "ana", OpenedAt: at(26), Closed: true, Rev: 3,
		}},
		Gatherings: []cop.Gathering{{
			Community: auditors, ID: call, Space: room, Plan: longer, Earlier: []cop.Era{{Rhythm: monthly.Rhythm, Until: at(29)}},
			PlannedBy: "bob", PlannedAt: at(28), Sequence: 1, Reason: "We never finished.", Rev: 2,
		}},
		Meetings: []cop.Meeting{
			{Community: auditors, Gathering: call, Start: at(6), Space: room, Change: cop.Change{To: at(7), Reason: "It was late."}, Sequence: 1, Rev: 1},
			{Community: auditors, Gathering: call, Start: at(30), Space: room, Attended: []activity.Person{"ana", "bob"}, Notes: []activity.ResourceID{template}, Rev: 3},
		},
		Rules: []cop.Rule{{
			Community: auditors, ID: candour, RuleText: kindly, Rev: 2,
			Versions: []cop.RuleVersion{
				{Number: 1, RuleText: say, By: "ana", At: at(34)},
				{Number: 2, RuleText: kindly, By: "bob", At: at(35), Reason: "It hurt."},
			},
		}},
		Proposals: []cop.Proposal{{
			Community: auditors, ID: candidly, Proposer: "ana", At: at(44), Motion: motion, Status: cop.Lapsed, Outcome: lapsed, Rev: 4,
			Positions: []cop.Position{{Person: "bob", Stance: cop.No, Reason: "It hurts.", At: at(46)}},
			Closed:    cop.Closing{By: "eve", At: at(47)},
		}},
		Ties: []cop.Tie{{Community: auditors, ID: court, Link: sponsor, By: "ana", At: at(36), Rev: 1}},
		Ratings: []cop.Rating{
			{Community: auditors, RatingKey: cop.RatingKey{Review: access.Review, Item: "a-first-item", Person: "bob"}, Score: 3, At: at(39), Rev: 1},
			{Community: auditors, RatingKey: access, Score: 4, At: at(38), Rev: 2},
		},
		Guide: membership.Guide{Community: auditors, GuideSet: welcome, Rev: 1},
		Recognitions: []membership.Recognition{
			{Community: auditors, ID: activity.ID{15: 41}, Kind: membership.Commendation, From: "ana", To: "bob", Topic: "payroll", For: activity.ObjectID(template), At: at(41)},
			{Community: auditors, ID: activity.ID{15: 42}, Kind: membership.Thanks, From: "bob", To: "ana", Note: "For all.", At: at(42), Space: room},
		},
	}
}

func TestTheHistoryAccountsForTheShelves(t *testing.T) {
	snapshot, err := storage.Fold(activity.StreamOf(full()...))
	require.NoError(t, err)
	assert.Equal(t, shelves(), snapshot.Shelves)
	assert.Equal(t, cop.Ended{
		Ending: cop.Ending{How: cop.EndMerged, Into: []activity.CommunityID{others}, Reason: "They go on."}, By: "ana", At: at(49),
	}, snapshot.Community.Ended)
	assert.Equal(t, 3, snapshot.Community.Rev, "an end is a change, but no revision of the charter")

	before := present()
	before.Community, before.Shelves = snapshot.Community, snapshot.Shelves
	before.Lifecycle.Ended, before.Lifecycle.Rev = at(49), 3
	assert.Equal(t, before, uncounted(snapshot), "nothing else has changed")
}

// The order of the keys, and not that of the record.
func TestShelvesAreInTheOrderOfTheirKeys(t *testing.T) {
	record := history()
	for n := byte(9); n > 0; n-- {
		id, at := activity.ObjectID{n}, 26+10*int(10-n)
		thanks := to("bob", entry(at+5, "ana", membership.Thanked{}))
		thanks.ID = activity.ID{n}
		handover := entry(at+6, "ana", cop.HandedOn{To: others})
		handover.ID = activity.ID{n, 1}
		record = append(record,
			entry(at, "ana", cop.SpaceOpened{Room: stewards}, id),
			entry(at+1, "ana", cop.GatheringPlanned{Plan: monthly}, id),
			entry(at+2, "ana", cop.MeetingAttended{Meeting: occasion(int(n), "").At}, id),
			entry(at+3, "ana", cop.Ruled{RuleText: say}, id),
			entry(at+4, "ana", cop.Tied{Link: sponsor}, id),
			entry(at+4, "ana", repertoire.TaskProposed{TaskDraft: repertoire.TaskDraft{Title: "Sampling"}}, id),
			entry(1, "ana", cop.Proposed{Motion: motion}, id, id),
			thanks, handover,
		)
	}
	s, err := storage.Fold(activity.StreamOf(record...))
	require.NoError(t, err)
	for i := range 9 {
		id := activity.ObjectID{byte(i + 1)}
		assert.Equal(t, activity.SpaceID(id), s.Spaces[i].ID)
		assert.Equal(t, activity.GatheringID(id), s.Gatherings[i].ID)
		assert.Equal(t, activity.GatheringID(id), s.Meetings[i].Gathering)
		assert.Equal(t, activity.RuleID(id), s.Rules[i].ID)
		assert.Equal(t, activity.ProposalID(id), s.Proposals[i].ID)
		assert.Equal(t, activity.TieID(id), s.Ties[i].ID)
		assert.Equal(t, activity.TaskID(id), s.Tasks[i].ID)
		assert.Equal(t, activity.ID(id), s.Recognitions[i].ID)
		assert.Equal(t, activity.ID{byte(i + 1), 1}, s.Handovers[i].ID)
	}
}

func TestFoldRefusesWhatCannotFollowOnAShelf(t *testing.T) {
	const end = 49
	s, g, r, p, tie := activity.ObjectID(room), activity.ObjectID(call), activity.ObjectID(candour), activity.ObjectID(candidly), activity.ObjectID(court)
	for name, test := range map[string]struct {
		before int // how many activities of the history came before
		next   activity.Activity
	}{
		"opening a space twice":               {26, entry(50, "ana", cop.SpaceOpened{Room: stewards}, s)},
		"closing what was never opened":       {25, entry(50, "ana", cop.SpaceClosed{}, s)},
		"letting in twice":                    {27, to("bob", entry(50, "ana", cop.PersonLetIn{}, s))},
		"letting out who is not in":           {27, to("eve", entry(50, "ana", cop.PersonLetOut{}, s))},
		"rearranging what is closed":          {43, entry(50, "ana", cop.SpaceRearranged{Room: cop.Room{Name: "All", Access: cop.Public}}, s)},
		"planning twice":                      {28, entry(50, "ana", cop.GatheringPlanned{Plan: monthly}, g)},
		"replanning nothing":                  {27, entry(50, "ana", cop.GatheringReplanned{Plan: longer, Reason: "So."}, g)},
		"attending twice":                     {30, entry(50, "bob", cop.MeetingAttended{Meeting: at(30)}, g)},
		"moving what has taken place":         {30, entry(50, "ana", cop.MeetingShifted{Meeting: at(30), Change: cop.Change{To: at(31), Reason: "So."}}, g)},
		"filing the same notes":               {31, entry(50, "bob", cop.MeetingMinuted{Meeting: at(30), Notes: template}, g)},
		"setting a rule twice":                {34, entry(50, "ana", cop.Ruled{RuleText: say}, r)},
		"amending no rule":                    {33, entry(50, "ana", cop.RuleAmended{RuleText: say, Reason: "So."}, r)},
		"putting a proposal twice":            {44, entry(50, "bob", cop.Proposed{Motion: motion}, p, p)},
		"voting on nothing":                   {43, entry(50, "bob", cop.Voted{Stance: cop.Yes}, p, p)},
		"voting when it is over":              {45, entry(50, "bob", cop.Voted{Stance: cop.Yes}, p, p)},
		"another outcome than the votes give": {45, entry(50, "bob", cop.Decided{Outcome: lapsed}, p, p)},
		"tying twice":                         {36, entry(50, "ana", cop.Tied{Link: sponsor}, tie)},
		"untying nothing":                     {35, entry(50, "ana", cop.Untied{}, tie)},
		"amending what has ended":             {end, entry(50, "ana", cop.Amended{Charter: first, Reason: "So."})},
		"handing on what has ended":           {end, entry(50, "ana", cop.HandedOn{To: others})},
		"ending twice":                        {end, entry(50, "ana", cop.WasEnded{Ending: cop.Ending{How: cop.EndFaded, Reason: "So."}})},
		"a mentor for somebody else":          {25, to("eve", entry(50, "ana", membership.Paired{Mentor: "ana"}))},
		"a step of somebody else":             {25, entry(50, "eve", membership.Completed{Step: "hello"})},
		"erasing who is no tombstone":         {25, entry(50, "bob", membership.Erased{})},
		"a roster that nobody came by":        {25, to("bob", entry(50, "ana", membership.WasRemoved{Reason: "So.", Roster: "course-42"}))},
		"a welcome by the person themself":    {25, to("bob", entry(50, "bob", membership.Welcomed{}))},
	} {
		record := append(full()[:test.before:test.before], test.next)
		snapshot, err := storage.Fold(activity.StreamOf(record...))
		assert.ErrorIs(t, err, fault.Invalid, name)
		assert.Zero(t, snapshot, name)
	}
}

// What has ended can still be read, and its people may still go.
func TestAnEndIsNotTheEndOfTheRecord(t *testing.T) {
	_, err := storage.Fold(activity.StreamOf(append(full(), entry(50, "bob", membership.HasLeft{}))...))
	assert.NoError(t, err)
}
