package activity_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

func TestOccasionBeginsTheRecord(t *testing.T) {
	o := activity.Occasion{
		ID: activity.ID{1}, Community: activity.CommunityID{2}, Actor: "ana",
		At:    nine.Add(1500).In(time.FixedZone("", 3600)),
		Space: activity.SpaceID{3}, Mode: activity.InPerson, Purpose: activity.Visit,
	}
	require.NoError(t, o.Check("web.Visit"))
	detail := activity.Imported{Object: "v1"}
	a := o.Record("visit", detail)
	assert.Equal(t, activity.Activity{
		ID: o.ID, Community: o.Community, Actor: o.Actor, Verb: "visit", At: nine.Add(time.Microsecond),
		Space: o.Space, Mode: o.Mode, Purpose: o.Purpose, Detail: detail,
	}, a)
	assert.NoError(t, a.Check())
}

func TestOccasionCheckNamesEveryBadField(t *testing.T) {
	err := activity.Occasion{Actor: "\n", Mode: "?", Purpose: "?"}.Check("web.Visit")
	require.ErrorIs(t, err, fault.Invalid)
	assert.EqualError(t, err, "web.Visit: invalid: "+
		"community is required; "+
		"id is required; "+
		"actor must be an id of 1 to 255 bytes without control characters; "+
		"mode must be online, in-person or hybrid; "+
		"purpose must be one of the documented purposes; "+
		"at must be a time in the years 1 to 9999")
}
