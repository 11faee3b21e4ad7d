package cop_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

var call = activity.GatheringID{0xd1}

func plan() cop.Plan {
	return cop.Plan{
		Title: "Monthly call", Kind: "call", Mode: activity.Online, Link: "https://example.org/call", Rhythm: secondTuesday(),
		Hosts:  []activity.Person{"ana", "bob"},
		Guests: []cop.Guest{{Name: "Dr. Chen", For: "sampling"}},
		Agenda: []cop.Item{{Title: "Round", Minutes: 15}, {Title: "A case", Minutes: 45, Lead: "bob"}},
	}
}

func planned(t require.TestingT) cop.Gathering {
	o := occasion(0, "ana")
	o.Space = library
	g, _, err := cop.PlanGathering(o, call, plan())
	require.NoError(t, err)
	return g
}

func TestPlanGathering(t *testing.T) {
	given := plan()
	given.Hosts = []activity.Person{"bob", "ana"}
	g, a, err := cop.PlanGathering(occasion(0, "ana"), call, given)
	require.NoError(t, err)
	assert.Equal(t, []activity.Person{"bob", "ana"}, given.Hosts, "what the caller gave stays as it was")
	assert.Equal(t, cop.Gathering{
		Community: auditors, ID: call, Space: activity.SpaceID{7}, Plan: plan(), PlannedBy: "ana", PlannedAt: nine, Rev: 1,
	}, g)
	assert.Equal(t, activity.Activity{
		Community: auditors, ID: activity.ID{1}, Actor: "ana", Verb: activity.Plan, Object: activity.ObjectID(call),
		Space: activity.SpaceID{7}, Mode: activity.InPerson, At: nine, Purpose: activity.Discuss, Detail: cop.GatheringPlanned{Plan: plan()},
	}, a)
}

func TestPlanGatheringRefuses(t *testing.T) {
	for want, change := range map[string]func(p *cop.Plan){
		"title is required":                          func(p *cop.Plan) { p.Title = "" },
		"rhythm.start is required":                   func(p *cop.Plan) { p.Rhythm.Start = "" },
		"rhythm.zone must be a name":                 func(p *cop.Plan) { p.Rhythm.Zone = "here and now" },
		"mode must be one of":                        func(p *cop.Plan) { p.Mode = "by post" },
		"link must begin with https://":              func(p *cop.Plan) { p.Link = "javascript:alert(1)" },
		"hosts must not name the same":               func(p *cop.Plan) { p.Hosts = []activity.Person{"ana", "ana"} },
		"hosts[0] must be an id":                     func(p *cop.Plan) { p.Hosts = []activity.Person{""} },
		"guests[0] must have a person's id or a nam": func(p *cop.Plan) { p.Guests = []cop.Guest{{For: "sampling"}} },
		"agenda[0].title is required":                func(p *cop.Plan) { p.Agenda = []cop.Item{{Minutes: 5}} },
	} {
		p := plan()
		change(&p)
		g, a, err := cop.PlanGathering(occasion(0, "ana"), call, p)
		assert.ErrorIs(t, err, fault.Invalid, want)
		assert.ErrorContains(t, err, want)
		assert.Zero(t, g)
		assert.Zero(t, a)
	}
	_, _, err := cop.PlanGathering(occasion(0, "ana"), activity.GatheringID{}, plan())
	assert.ErrorContains(t, err, "needs an id")
	_, _, err = cop.PlanGathering(occasion(0, ""), call, plan())
	assert.ErrorContains(t, err, "actor must be")
}

// A new plan counts from when it is made; what was before it has been.
func TestReplan(t *testing.T) {
	before := planned(t)
	retitled := plan()
	retitled.Title = "The call"
	g, a, err := before.Replan(occasion(1, "bob"), retitled, "we all call it so")
	require.NoError(t, err)
	assert.Equal(t, planned(t), before)
	assert.Equal(t, 0, g.Sequence, "a calendar need not tell anybody of another title")
	assert.Nil(t, g.Earlier)
	assert.Equal(t, library, a.Space, "it is recorded in the space of the gathering")

	moved := retitled
	moved.Rhythm.Start, moved.Rhythm.Ordinal = "2026-04-15T10:00", 3
	g, _, err = g.Replan(occasion(2, "bob"), moved, "Tuesdays are full")
	require.NoError(t, err)
	assert.Equal(t, []cop.Era{{Rhythm: secondTuesday(), Until: nine.Add(2 * time.Hour)}}, g.Earlier)
	assert.Equal(t, 1, g.Sequence)
	assert.Equal(t, "Tuesdays are full", g.Reason)

	elsewhere := moved
	elsewhere.Link = "https://example.org/other"
	g, _, err = g.Replan(occasion(3, "bob"), elsewhere, "another room")
	require.NoError(t, err)
	assert.Equal(t, 2, g.Sequence)
	assert.Len(t, g.Earlier, 1)

	g, a, err = g.CallOff(occasion(4, "ana"), "nobody comes any more")
	require.NoError(t, err)
	assert.Equal(t, nine.Add(4*time.Hour), g.CalledOffAt)
	assert.Equal(t, 3, g.Sequence)
	assert.Equal(t, activity.CallOff, a.Verb)
	assert.Equal(t, 5, g.Rev)
	sameAfterJSON(t, g)
}

func TestGatheringsRefuse(t *testing.T) {
	off, _, err := planned(t).CallOff(occasion(1, "ana"), "no time")
	require.NoError(t, err)
	other := plan()
	other.Title = "Another"
	elsewhere := occasion(2, "ana")
	elsewhere.Community = activity.CommunityID{0xb}
	for name, test := range map[string]struct {
		gathering cop.Gathering
		occasion  activity.Occasion
		plan      cop.Plan
		reason    string
		code      fault.Code
		says      string
	}{
		"the same plan":       {planned(t), occasion(2, "ana"), plan(), "why not", fault.Precondition, "already reads so"},
		"no reason":           {planned(t), occasion(2, "ana"), other, "", fault.Invalid, "reason is required"},
		"a bad plan":          {planned(t), occasion(2, "ana"), cop.Plan{Title: "x"}, "why not", fault.Invalid, "rhythm.start is required"},
		"one called off":      {off, occasion(2, "ana"), other, "why not", fault.Precondition, "called off"},
		"one that is not":     {cop.Gathering{}, occasion(2, "ana"), other, "why not", fault.Invalid, "plan it first"},
		"another community's": {planned(t), elsewhere, other, "why not", fault.Invalid, "another gathering"},
	} {
		g, a, err := test.gathering.Replan(test.occasion, test.plan, test.reason)
		assert.ErrorIs(t, err, test.code, name)
		assert.ErrorContains(t, err, test.says, name)
		assert.Equal(t, test.gathering, g, name)
		assert.Zero(t, a, name)
	}
	_, _, err = off.CallOff(occasion(2, "ana"), "again")
	assert.ErrorIs(t, err, fault.Exists)
	_, _, err = planned(t).CallOff(occasion(2, "ana"), " ")
	assert.ErrorContains(t, err, "reason must be text")
}
