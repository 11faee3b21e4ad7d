package insight

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestGini(t *testing.T) {
	// Σ i x = 1·1 + 2·3 = 7; 2·7/(2·4) - 3/2 = 1/4
	assert.Equal(t, 0.25, gini([]int{1, 3}))
	// Σ i x = 1 + 2 + 3 + 4·7 = 34; 2·34/(4·10) - 5/4 = 0.45
	assert.Equal(t, 0.45, gini([]int{1, 1, 1, 7}))
	assert.Equal(t, 0.0, gini([]int{7, 7, 7}), "exactly, as no float is summed")
	assert.Equal(t, 0.0, gini([]int{5}))
}

func TestAbsenceFactor(t *testing.T) {
	// The CHAOSS test vector. The total is 2475, half of it 1237.5;
	// 1000 < 1237.5 <= 1000 + 433. 80 % is 1980; 1000 + 433 + 343 = 1776 <
	// 1980 <= 1776 + 332.
	p := participationOf([]int{1000, 202, 90, 33, 332, 343, 42, 433})
	assert.Equal(t, 2, p.AbsenceFactor)
	assert.Equal(t, 4, p.Core80)

	assert.Equal(t, 1, participationOf([]int{2, 1, 1}).AbsenceFactor, "exactly half is enough")
}

func TestTopShares(t *testing.T) {
	// 11 people: 1 % of them, rounded up, is 1; 10 % is 2.
	p := participationOf([]int{1, 1, 1, 1, 1, 1, 1, 1, 1, 5, 6})
	assert.Equal(t, 0.3, p.Top1Share)   // 6 of 20
	assert.Equal(t, 0.55, p.Top10Share) // 6 + 5 of 20
	// 10 people: 10 % is 1.
	assert.Equal(t, 0.1, participationOf([]int{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}).Top10Share)
}

func TestOneTimers(t *testing.T) {
	assert.Equal(t, 0.6, participationOf([]int{1, 4, 1, 2, 1}).OneTimersShare)
	assert.Equal(t, 0.0, participationOf([]int{2, 2}).OneTimersShare)
}

func TestNobody(t *testing.T) {
	assert.Equal(t, Participation{}, participationOf(nil))
}

func TestMedian(t *testing.T) {
	assert.Equal(t, 2.0, median([]int{3, 1, 2}))
	assert.Equal(t, 2.5, median([]int{4, 1, 3, 2}))
	assert.Equal(t, 0.0, median([]int{}))
}
