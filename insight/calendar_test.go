package insight

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func at(value string) int64 {
	t, err := time.Parse("2006-01-02T15:04:05", value)
	if err != nil {
		panic(err)
	}
	return t.UnixMicro()
}

func TestWeek(t *testing.T) {
	assert.Equal(t, int64(-1), weekOf(at("1969-12-28T23:59:59")), "Sunday")
	assert.Equal(t, int64(0), weekOf(at("1969-12-29T00:00:00")), "Monday")
	assert.Equal(t, int64(0), weekOf(at("1970-01-04T23:59:59")), "Sunday")
	assert.Equal(t, int64(1), weekOf(at("1970-01-05T00:00:00")), "Monday")
}

func TestWeeksAreThoseOfISO8601(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		micro := rapid.Int64Range(at("0001-01-02T00:00:00"), at("9999-12-31T00:00:00"))
		a := micro.Draw(t, "a")
		b := a + rapid.Int64Range(0, 8*day).Draw(t, "later")
		yearA, isoA := timeOf(a).ISOWeek()
		yearB, isoB := timeOf(b).ISOWeek()
		assert.Equal(t, yearA == yearB && isoA == isoB, weekOf(a) == weekOf(b))
	})
}

func TestWeeksWithoutEventsCount(t *testing.T) {
	m := measured(t,
		"2024-01-07T23:00:00 ana commit 1", // a Sunday
		"2024-01-08T00:00:00 ana commit 2", // the Monday after
		"2024-01-08T01:00:00 ana commit 3",
		"2024-01-29T00:00:00 bob commit 4", // three weeks later
	)
	// Weeks of 1, 8, 15, 22 and 29 January: 1, 2, 0, 0, 1.
	assert.Equal(t, 5, m.Weeks)
	assert.Equal(t, 0.8, m.PerWeekMean)
	assert.Equal(t, 1.0, m.PerWeekMedian)
}

func TestYears(t *testing.T) {
	m := measured(t,
		"2021-12-31T23:59:59.999999 ana commit 1",
		"2022-01-01T00:00:00 ana commit 2",
		"2022-06-01T00:00:00 ana commit 3",
		"2022-06-01T00:00:00 bob commit 4",
		"2024-01-01T00:00:00 bob commit 5",
	)
	assert.Equal(t, []Year{
		{2021, 1, participationOf([]int{1})},
		{2022, 1, participationOf([]int{2, 1})},
		{2024, 0, participationOf([]int{1})}, // 2023 had nothing
	}, m.Years)
}

func TestLastYearIsOpenAtItsBegin(t *testing.T) {
	m := measured(t,
		"2022-01-01T00:00:00 ana commit 1", // 365 days before the last: out
		"2022-01-01T00:00:00.000001 bob commit 2",
		"2023-01-01T00:00:00 cem commit 3",
	)
	assert.Equal(t, participationOf([]int{1, 1}), m.LastYear)
}
