package insight

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNewcomers(t *testing.T) {
	m := measured(t,
		"2023-11-30T23:59:59 ana commit 1",
		"2023-12-01T00:00:00 ana commit 2", // no newcomer any more
		"2024-02-01T00:00:00 bob commit 3",
		"2024-02-28T00:00:00 cem commit 4",
	)
	assert.Equal(t, []Month{{"2023-11", 1}, {"2024-02", 2}}, m.Newcomers)
	// November, December, January and February: 3 newcomers in 4 months.
	assert.Equal(t, 0.75, m.NewcomersPerMonthMean)
}

func TestReturn(t *testing.T) {
	// Day 0 is 1 January 2023, day 30 is 31 January, day 60 is 2 March.
	m := measured(t,
		"2023-01-01T00:00:00 ana commit 1",
		"2023-01-30T23:59:59 ana commit 2", // before day 30: no return
		"2023-01-01T00:00:00 bob commit 3",
		"2023-01-31T00:00:00 bob commit 4", // at day 30: in the window
		"2023-01-01T00:00:00 cem commit 5",
		"2023-03-02T00:00:00 cem commit 6", // at day 60: after the window
		"2023-01-31T00:00:00 dee commit 7", // 30 days before the last: eligible for a return
		"2023-01-31T00:00:01 eva commit 8", // not eligible for anything
	)
	assert.Equal(t, Return{Eligible: 4, Returned: 2, Share: 0.5}, m.ReturnAfter30)
	assert.Equal(t, Return{Eligible: 3, Returned: 1, Share: 1.0 / 3}, m.Window30To60)
	assert.Equal(t, Return{}, m.ReturnAfter90, "nobody can be seen for so long")
}
