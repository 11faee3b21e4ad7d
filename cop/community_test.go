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

var (
	auditors = activity.CommunityID{0xa}
	nine     = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
)

// occasion is the n-th hour after nine, at which a person does something.
func occasion(n int, actor activity.Person) activity.Occasion {
	return activity.Occasion{
		ID: activity.ID{0: 1, 15: byte(n)}, Community: auditors, Actor: actor, At: nine.Add(time.Duration(n) * time.Hour),
		Space: activity.SpaceID{7}, Mode: activity.InPerson, Purpose: activity.Discuss,
	}
}

func founded(t *testing.T) cop.Community {
	c, _, err := cop.Found(occasion(0, "ana"), charter())
	require.NoError(t, err)
	return c
}

func TestFound(t *testing.T) {
	declared := charter()
	declared.Domain.Topics = []string{"payroll", "sampling"}
	c, a, err := cop.Found(occasion(0, "ana"), declared)
	require.NoError(t, err)
	assert.Equal(t, cop.Community{ID: auditors, Charter: declared, Founder: "ana", FoundedAt: nine, Rev: 1}, c)
	assert.Equal(t, activity.Activity{
		Community: auditors, ID: activity.ID{1}, Actor: "ana", Verb: activity.Found, Object: activity.ObjectID(auditors),
		Space: activity.SpaceID{7}, Mode: activity.InPerson, At: nine, Purpose: activity.Discuss,
		Detail: cop.Founded{Charter: declared},
	}, a)
}

func TestAmend(t *testing.T) {
	before := founded(t)
	changed := charter()
	changed.Domain.Topics = []string{"payroll"}
	changed.Form.Admission = cop.ByRequest
	c, a, err := before.Amend(occasion(1, "bob"), changed, "we know our topics now")
	require.NoError(t, err)
	assert.Equal(t, cop.Community{ID: auditors, Charter: changed, Founder: "ana", FoundedAt: nine, Rev: 2}, c)
	assert.Equal(t, activity.Activity{
		Community: auditors, ID: activity.ID{0: 1, 15: 1}, Actor: "bob", Verb: activity.Amend, Object: activity.ObjectID(auditors),
		Space: activity.SpaceID{7}, Mode: activity.InPerson, At: nine.Add(time.Hour), Purpose: activity.Discuss,
		Detail: cop.Amended{Charter: changed, Reason: "we know our topics now"},
	}, a)
	assert.Equal(t, founded(t), before, "the given community stays as it was")
}

func TestFoundRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		occasion activity.Occasion
		charter  cop.Charter
		want     string
	}{
		"a bad charter": {occasion(0, "ana"), cop.Charter{}, "cop.Charter: invalid: name is required; domain.concern is required"},
		"no occasion": {activity.Occasion{}, charter(), "cop.Found: invalid: community is required; id is required; " +
			"actor must be an id of 1 to 255 bytes without control characters; at must be a time in the years 1 to 9999"},
	} {
		c, a, err := cop.Found(test.occasion, test.charter)
		assert.EqualError(t, err, test.want, name)
		assert.Zero(t, c, name)
		assert.Zero(t, a, name)
	}
}

func TestAmendRefuses(t *testing.T) {
	changed, empty, elsewhere := charter(), charter(), occasion(1, "ana")
	changed.Purpose = "Learn from each other's audits."
	empty.Domain.Topics, empty.Priorities, empty.Goals = []string{}, []string{}, []cop.Goal{}
	unsupported := charter()
	unsupported.Form.Budget = budget
	elsewhere.Community = activity.CommunityID{0xb}
	for name, test := range map[string]struct {
		community cop.Community
		occasion  activity.Occasion
		charter   cop.Charter
		reason    string
		code      fault.Code
		says      string
	}{
		"a bad charter":        {founded(t), occasion(1, "ana"), cop.Charter{Name: "A"}, "why not", fault.Invalid, "charter.domain.concern is required"},
		"a budget of nobody's": {founded(t), occasion(1, "ana"), unsupported, "why not", fault.Invalid, "charter.form.budget needs the formality"},
		"no reason":            {founded(t), occasion(1, "ana"), changed, "", fault.Invalid, "reason is required"},
		"no change":            {founded(t), occasion(1, "ana"), charter(), "why not", fault.Precondition, "already reads so"},
		"no change of topics":  {founded(t), occasion(1, "ana"), empty, "why not", fault.Precondition, "already reads so"},
		"no occasion":          {founded(t), activity.Occasion{}, changed, "why not", fault.Invalid, "community is required"},
		"another community":    {founded(t), elsewhere, changed, "why not", fault.Invalid, "another community's"},
		"no community":         {cop.Community{}, occasion(1, "ana"), changed, "why not", fault.Invalid, "not founded yet"},
	} {
		c, a, err := test.community.Amend(test.occasion, test.charter, test.reason)
		assert.ErrorIs(t, err, test.code, name)
		assert.ErrorContains(t, err, "cop.Amend", name)
		assert.ErrorContains(t, err, test.says, name)
		assert.Equal(t, test.community, c, name)
		assert.Zero(t, a, name)
	}
}

// What a caller does to their charter afterwards changes nothing.
func TestNothingIsSharedWithTheCaller(t *testing.T) {
	declared := charter()
	declared.Domain.Topics = []string{"payroll"}
	c, founding, err := cop.Found(occasion(0, "ana"), declared)
	require.NoError(t, err)
	changed := charter()
	changed.Domain.Topics = []string{"payroll", "sampling"}
	amended, amendment, err := c.Amend(occasion(1, "ana"), changed, "one more topic")
	require.NoError(t, err)

	declared.Domain.Topics[0], changed.Domain.Topics[0] = "spoiled", "spoiled"
	assert.Equal(t, []string{"payroll"}, c.Charter.Domain.Topics)
	assert.Equal(t, []string{"payroll"}, founding.Detail.(cop.Founded).Charter.Domain.Topics)
	assert.Equal(t, []string{"payroll", "sampling"}, amended.Charter.Domain.Topics)
	assert.Equal(t, []string{"payroll", "sampling"}, amendment.Detail.(cop.Amended).Charter.Domain.Topics)
}
