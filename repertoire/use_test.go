package repertoire_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
)

func TestReuse(t *testing.T) {
	r := revised(t)
	for _, what := range []repertoire.Outcome{repertoire.Worked, repertoire.WorkedInPart, repertoire.DidNotWork} {
		u, a, err := r.Reuse(occasion(5, "eve"), what, "for three hospitals")
		require.NoError(t, err)
		fact := repertoire.Reused{Version: 2, Outcome: what, Note: "for three hospitals"}
		assert.Equal(t, repertoire.Reuse{
			Community: auditors, Resource: sampling, ID: occasion(5, "eve").ID, Person: "eve", At: nine.Add(5 * time.Hour), Reused: fact,
		}, u)
		assert.Equal(t, responds(5, "eve", activity.Reuse, edit(1).Topics, fact), a)
	}
	assert.Equal(t, revised(t), r, "the given resource stays as it was")
}

func TestWhatIsRetiredCanBeReused(t *testing.T) {
	_, _, err := retired(t).Reuse(occasion(5, "eve"), repertoire.DidNotWork, "")
	assert.NoError(t, err)
	_, _, err = shared(t).Reuse(occasion(5, "ana"), repertoire.Worked, "")
	assert.NoError(t, err, "by its author too")
}

func TestReuseRefuses(t *testing.T) {
	for name, got := range map[string]outcome{
		"no outcome":      did(shared(t).Reuse(occasion(5, "eve"), "", "")),
		"another outcome": did(shared(t).Reuse(occasion(5, "eve"), "exploded", "")),
		"a blank note":    did(shared(t).Reuse(occasion(5, "eve"), repertoire.Worked, " ")),
		"a long note":     did(shared(t).Reuse(occasion(5, "eve"), repertoire.Worked, strings.Repeat("x", 4001))),
		"in no record":    did(shared(t).Reuse(activity.Occasion{}, repertoire.Worked, "")),
		"elsewhere":       did(shared(t).Reuse(outsiders("eve"), repertoire.Worked, "")),
		"what is not":     did(repertoire.Resource{Community: auditors}.Reuse(occasion(5, "eve"), repertoire.Worked, "")),
	} {
		assert.ErrorIs(t, got.err, fault.Invalid, name)
		assert.ErrorContains(t, got.err, "repertoire.Reuse", name)
		assert.Zero(t, got.next, name)
		assert.Zero(t, got.recorded, name)
	}
}

func TestEndorse(t *testing.T) {
	r := shared(t)
	first, a, err := r.Endorse(occasion(5, "eve"), repertoire.Endorsement{})
	require.NoError(t, err)
	assert.Equal(t, repertoire.Endorsement{
		Community: auditors, Resource: sampling, Person: "eve", At: nine.Add(5 * time.Hour), Endorsed: repertoire.Endorsed{Version: 1},
	}, first)
	assert.Equal(t, responds(5, "eve", activity.Endorse, draft().Topics, repertoire.Endorsed{Version: 1}), a)
	assert.Equal(t, shared(t), r, "the given resource stays as it was")

	_, _, err = r.Endorse(occasion(6, "eve"), first)
	assert.ErrorIs(t, err, fault.Exists, "once for each version")

	moved, _, err := revised(t).Endorse(occasion(7, "eve"), first)
	require.NoError(t, err)
	assert.Equal(t, 2, moved.Version, "a later version moves the endorsement")
	assert.Equal(t, 1, first.Version)
}

func TestAnEditorEndorses(t *testing.T) {
	_, _, err := revised(t).Endorse(occasion(5, "bob"), repertoire.Endorsement{})
	assert.NoError(t, err, "bob revised what ana shared")
}

func TestEndorseRefuses(t *testing.T) {
	before := repertoire.Endorsement{Person: "eve", Endorsed: repertoire.Endorsed{Version: 1}}
	for name, test := range map[string]struct {
		resource repertoire.Resource
		occasion activity.Occasion
		code     fault.Code
	}{
		"the same version": {shared(t), occasion(5, "eve"), fault.Exists},
		"one's own":        {revised(t), occasion(5, "ana"), fault.Precondition},
		"what is retired":  {retired(t), occasion(5, "eve"), fault.Precondition},
		"in no record":     {revised(t), activity.Occasion{}, fault.Invalid},
		"elsewhere":        {revised(t), outsiders("eve"), fault.Invalid},
	} {
		e, a, err := test.resource.Endorse(test.occasion, before)
		assert.ErrorIs(t, err, test.code, name)
		assert.ErrorContains(t, err, "repertoire.Endorse", name)
		assert.Equal(t, before, e, name)
		assert.Zero(t, a, name)
	}
}

func TestOtherActivitiesRecordNoUse(t *testing.T) {
	for _, detail := range []activity.Fact{nil, activity.Imported{}, repertoire.Shared{}} {
		a := activity.Activity{Verb: activity.Reuse, Object: activity.ObjectID(sampling), Detail: detail}
		u, ok := repertoire.ReuseOf(a)
		assert.False(t, ok)
		assert.Zero(t, u)
		e, ok := repertoire.EndorsementOf(a)
		assert.False(t, ok)
		assert.Zero(t, e)
		answer, ok := repertoire.AnswerOf(a)
		assert.False(t, ok)
		assert.Zero(t, answer)
	}
}
