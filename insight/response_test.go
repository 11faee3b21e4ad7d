package insight

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestResponse(t *testing.T) {
	m := measured(t,
		"2024-01-01T10:00:00 ana ask q1 q1",
		"2024-01-01T10:01:00 ana comment c1 q1", // her own
		"2024-01-01T10:05:00 bob comment c2 q1", // the response, after 5 min
		"2024-01-01T10:30:00 bob answer a1 q1",  // the answer, after 30 min
		"2024-01-01T10:40:00 cem answer a2 q1",

		"2024-01-02T10:00:00 ana start q2 q2",
		"2024-01-03T10:00:00 cem reply r1 q2", // after exactly 24 h

		"2024-01-04T10:00:00 dee ask q3 q3",
		"2024-01-04T11:00:00 dee answer a3 q3", // her own: no response

		"2024-01-05T10:00:00 bob answer a4 q4", // its opening is not recorded
		"2024-01-05T11:00:00 cem comment c3 q4",
	)
	assert.Equal(t, &Response{
		Threads:         3,
		Openers:         2,
		Responders:      2,
		Responded:       2,
		UnansweredShare: 1.0 / 3,
		Median:          12*time.Hour + 2*time.Minute + 30*time.Second, // of 5 min and 24 h
		Within24hShare:  2.0 / 3,
		Answered:        1,
		AnswerMedian:    30 * time.Minute,
	}, m.Response)
}

func TestOpeningComesFirst(t *testing.T) {
	m := measured(t,
		"2024-01-01T10:00:00 ana answer a1 q1", // recorded before the question, in the same act
		"2024-01-01T10:00:00 ana ask q1 q1",
		"2024-01-01T10:00:00 bob comment c1 q1", // at once
	)
	assert.Equal(t, 1, m.Response.Responded)
	assert.Equal(t, time.Duration(0), m.Response.Median)
	assert.Equal(t, 0, m.Response.Answered)
}

func TestThreadThatBeganBeforeItsOpening(t *testing.T) {
	m := measured(t,
		"2024-01-01T10:00:00 bob comment c1 q1",
		"2024-01-01T11:00:00 ana ask q1 q1",
	)
	assert.Nil(t, m.Response)
}

func TestLongestDuration(t *testing.T) {
	assert.Equal(t, 1500*time.Nanosecond, duration(1.5))
	assert.Equal(t, time.Duration(1<<63-1), duration(9999*365*day))
}
