package soak

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPick(t *testing.T) {
	for setting, want := range map[string]int{"": 1, "ci": 2, "full": 3} {
		t.Setenv("PRAXIS_SOAK", setting)
		assert.Equal(t, want, Pick(t, 1, 2, 3), setting)
	}
	_, err := pick("yes", 1, 2, 3)
	assert.EqualError(t, err, `PRAXIS_SOAK is "yes"; set it to ci or full, or not at all`)
}

func TestOnly(t *testing.T) {
	for setting, skipped := range map[string]bool{"": true, "ci": false, "full": false} {
		t.Run(setting, func(t *testing.T) {
			t.Setenv("PRAXIS_SOAK", setting)
			t.Cleanup(func() { assert.Equal(t, skipped, t.Skipped()) })
			Only(t)
		})
	}
}

func TestSeed(t *testing.T) {
	t.Setenv("PRAXIS_SEED", "")
	assert.NotEqual(t, Seed(t), Seed(t))
	t.Setenv("PRAXIS_SEED", "12")
	assert.Equal(t, uint64(12), Seed(t))
}
