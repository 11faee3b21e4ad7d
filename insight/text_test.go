package insight

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const smallPage = `8 activities by 5 people, 25 Dec 2023 to 27 Feb 2024 (UTC)

WHO TAKES PART
Activities are what people do in the community; upkeep, such as to join or to
invite, is left out. A few carry much of most communities, and many take part
now and then: the periphery is a place to learn from. The fewer people make
half of the activities, the more depends on them.
  ask                                                     3 activities, 37.5 %
  answer                                                  3 activities, 37.5 %
  comment                                                 2 activities, 25.0 %
  a week, on average                                    0.8 activities, over 10 weeks
  half of the weeks had at most                         0.0 activities (median)
  in the last 365 days                                    5 people, 8 activities
  took part exactly once                               60.0 % of the people
  made half of the activities                             2 people (contributor absence factor)
  made 80 % of the activities                             4 people
  made by the most active 1 % of the people            37.5 % of the activities
  made by the most active 10 % of the people           37.5 % of the activities
  Gini coefficient, from 0 (even) towards 1           0.250
  most active: ana (3), bob (2), cem (1), dee (1), eva (1)

YEAR BY YEAR
The last columns are how many people make half and 80 % of the year's
activities, and the Gini coefficient.
  year   activities     people  newcomers    half by    80 % by       Gini
  2023            4          3          3          1          3      0.167
  2024            4          4          2          2          4      0.000

NEWCOMERS AND RETURN
Newcomers are people at their first activity. Those who came too recently to
tell are not counted in the shares.
  newcomers a month, on average                         1.7 people
  came back 30 days or more after the first            50.0 % (2 of 4 people)
  were there from day 30 to day 60                     33.3 % (1 of 3 people)

RESPONSIVENESS
How soon people who open a thread, as with a question, hear from somebody
else. Threads that began outside of the record are left out.
  were opened                                             3 threads by 3 people
  got no response                                      33.3 % of the threads
  got a response within 24 hours                       33.3 % of the threads
  half of the responses came within               10 d 12 h (median of 2 threads)
  half of the answers came within                 10 d 12 h (median of 2 threads)

CONNECTION
Who replies to whom. Two people are in contact if one has replied to the
other. The inner circle is the largest k-core: each is in contact with at
least k others of it.
  replied or were replied to                              4 people, 5 replies
  are in contact                                          4 pairs
  contacts that go both ways                           40.0 % (reciprocity)
  contacts there are, of all that could be             41.7 % (density)
  are connected, directly or through others               4 people, in the largest of 1 group
  are in the inner circle                                 3 people (k = 2)
  a person's contacts who are in contact, too          58.3 % (clustering coefficient, mean)
  the same over all contacts at once                   60.0 % (transitivity)
`

func TestText(t *testing.T) {
	assert.Equal(t, smallPage, small(t).String())
	var b strings.Builder
	require.NoError(t, small(t).WriteText(&b))
	assert.Equal(t, smallPage, b.String())
}

func TestTextNamesNobodyInASmallGroup(t *testing.T) {
	text := measured(t,
		"2024-01-01T10:00:00 ana ask q1 q1",
		"2024-01-01T11:00:00 bob answer a1 q1 ana",
	).String()
	assert.NotContains(t, text, "ana")
	assert.NotContains(t, text, "bob")
}

func TestTextNamesWhomRepliesConnect(t *testing.T) {
	// Everybody replies to ana: a star.
	text := measured(t,
		"2024-01-01T10:00:00 bob answer a1 q1 ana",
		"2024-01-01T11:00:00 cem answer a2 q1 ana",
		"2024-01-01T12:00:00 dee answer a3 q1 ana",
		"2024-01-01T13:00:00 eva answer a4 q1 ana",
	).String()
	assert.Contains(t, text, "most replied to: ana (4)\n")
	assert.Contains(t, text, "most in between (betweenness): ana (6.0), bob (0.0)")
	assert.Contains(t, text, "least constrained by their contacts (Burt): ana (0.250)\n")
}

func TestTextOfNothing(t *testing.T) {
	assert.Equal(t, "No activities, upkeep aside.\n", Measures{}.String())
}

func TestNumbersInWords(t *testing.T) {
	assert.Equal(t, "999", whole(999))
	assert.Equal(t, "1,000", whole(1000))
	assert.Equal(t, "12,345,678", whole(12345678))
	assert.Equal(t, "1,000.0", decimal(999.96))
	assert.Equal(t, "41.1", percent(0.411))
	assert.Equal(t, "1 person", persons(1))
	assert.Equal(t, "0 people", persons(0))
}

func TestLasting(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0:                                   "0 s",
		59*time.Second + 999*1e6:            "59 s",
		time.Minute:                         "1 min 0 s",
		2*time.Hour + 21*time.Minute + 46e9: "2 h 21 min",
		25 * time.Hour:                      "1 d 1 h",
	} {
		assert.Equal(t, want, lasting(d))
	}
}

func TestProseKeepsToThePage(t *testing.T) {
	var p page
	p.prose(4, strings.Repeat("wörter ", 40)+strings.Repeat("x", 100))
	lines := strings.Split(strings.TrimSuffix(p.String(), "\n"), "\n")
	for _, line := range lines[:len(lines)-1] {
		assert.LessOrEqual(t, len([]rune(line)), pageWidth)
		assert.True(t, strings.HasPrefix(line, "    w"))
	}
	assert.Equal(t, "    "+strings.Repeat("x", 100), lines[len(lines)-1], "a word is never broken")
}
