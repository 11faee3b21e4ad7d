package activity_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/praxis-cop/praxis/activity"
)

// Wenger's table of typical activities has eleven rows.
func TestPurposes(t *testing.T) {
	assert.Equal(t, []activity.Purpose{
		"problem-solving", "request-for-information", "seeking-experience", "reusing-assets",
		"coordination-and-synergy", "building-an-argument", "growing-confidence", "discussing-developments",
		"documenting-projects", "visits", "mapping-knowledge",
	}, activity.Purposes())

	activity.Purposes()[0] = "fun"
	for _, p := range append(activity.Purposes(), "") {
		assert.True(t, p.Valid(), p)
	}
	for _, p := range []activity.Purpose{"fun", "Visits", " visits"} {
		assert.False(t, p.Valid(), p)
	}
}

func TestModes(t *testing.T) {
	for _, m := range []activity.Mode{"", activity.Online, activity.InPerson, activity.Hybrid} {
		assert.True(t, m.Valid(), m)
	}
	for _, m := range []activity.Mode{"face-to-face", "Online"} {
		assert.False(t, m.Valid(), m)
	}
}
