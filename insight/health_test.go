package insight

import (
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
)

// sign finds a sign of a community's health by its name.
func sign(t *testing.T, h Health, name string) Sign {
	t.Helper()
	for _, part := range h.Parts {
		for _, s := range part.Signs {
			if s.Name == name {
				return s
			}
		}
	}
	require.Fail(t, "no such sign", name)
	return Sign{}
}

func TestHealth(t *testing.T) {
	h := HealthOf(small(t), 3)
	var parts []string
	for _, part := range h.Parts {
		parts = append(parts, part.Name)
	}
	assert.Equal(t, []string{"Who takes part", "Responsiveness", "Newcomers and return", "Concentration", "Connection"}, parts)

	last := small(t).Last
	assert.Equal(t, Sign{
		Name: "people who took part", Value: 5, Unit: UnitPeople,
		Rule:     "People with at least one activity, upkeep such as joining aside",
		Evidence: "8 activities by 5 people",
		From:     last.Add(-365 * 24 * time.Hour), To: last,
	}, sign(t, h, "people who took part"))

	for name, shown := range map[string]string{
		"people who took part":              "5 people",
		"took part exactly once":            "60.0 %",
		"half of the responses came within": "fewer than 3 people: not shown", // two people responded
		"responded to within 24 hours":      "33.3 %",
		"without a response":                "33.3 %",
		"newcomers":                         "1.7 people a month",
		"came back after 30 days or more":   "50.0 %",
		"made half of the activities":       "2 people",
		"Gini coefficient":                  "0.250",
		"connected with each other":         "100.0 %",
		"mutual contacts":                   "40.0 %",
	} {
		assert.Equal(t, shown, sign(t, h, name).Shown(), name)
	}
}

func TestHealthWithholdsSmallGroups(t *testing.T) {
	h := HealthOf(small(t), 0)
	assert.Equal(t, DefaultMinGroup, h.MinGroup)
	for name, people := range map[string]int{
		"people who took part":              5,
		"half of the responses came within": 2, // who responded, of 3 who opened threads
		"newcomers":                         5,
		"came back after 30 days or more":   4, // who came early enough
		"came back after 90 days or more":   0,
		"made half of the activities":       5,
		"mutual contacts":                   4, // who replied or were replied to
	} {
		s := sign(t, h, name)
		if people >= DefaultMinGroup {
			assert.Empty(t, s.Withheld, name)
			assert.NotEmpty(t, s.Evidence, name)
			continue
		}
		assert.Equal(t, "fewer than 5 people: not shown", s.Withheld, name)
		assert.Equal(t, s.Withheld, s.Shown(), name)
		assert.Zero(t, s.Value, name)
		assert.Empty(t, s.Evidence, name)
		assert.Zero(t, s.From, name)
		assert.NotEmpty(t, s.Rule, name)
	}
}

func TestHealthOfNothing(t *testing.T) {
	for _, part := range HealthOf(Measures{}, 1).Parts {
		for _, s := range part.Signs {
			assert.Equal(t, "there is nobody to count", s.Shown(), s.Name)
		}
	}
}

func TestHealthBeforeTheFirstResponse(t *testing.T) {
	h := HealthOf(measured(t, "2024-01-01T10:00:00 ana ask q1 q1"), 1)
	assert.Equal(t, "no response yet", sign(t, h, "half of the responses came within").Shown())
	assert.Equal(t, "100.0 %", sign(t, h, "without a response").Shown())
}

func TestHealthNamesNobody(t *testing.T) {
	h := HealthOf(small(t), 1)
	for _, text := range []string{h.String(), marshalled(t, h)} {
		for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r < 'a' || r > 'z' }) {
			assert.NotContains(t, []string{"ana", "bob", "cem", "dee", "eva"}, word)
		}
	}
}

func TestHealthReads(t *testing.T) {
	assert.Contains(t, HealthOf(small(t), 2).String(), `RESPONSIVENESS
Whoever asks should hear from somebody. Those who ask and get no answer are
not at the periphery but kept out, which the community can change.
  half of the responses came within: 10 d 12 h
      Median time from the opening of a thread to the first activity in it by
      somebody else, where there is one. From 2 with a response, of 3 threads
      opened by 3 people, 25 Dec 2023 to 27 Feb 2024.
`)
}

func TestHealthIsPlainInJSON(t *testing.T) {
	text := marshalled(t, HealthOf(small(t), 0))
	assert.NotContains(t, text, `\n`)
	assert.NotContains(t, text, `\t`)
	assert.Contains(t, text, `"withheld":"fewer than 5 people: not shown"`)
}

func TestHealthSaysOnceThatAPartIsWithheld(t *testing.T) {
	text := HealthOf(small(t), 6).String()
	assert.Equal(t, 5, strings.Count(text, "fewer than 6 people: not shown"), "once in each part")
	assert.NotContains(t, text, "Gini")
}

func TestMeasureHealth(t *testing.T) {
	want := HealthOf(small(t), 2)
	got, err := MeasureHealth(smallHistory(t), 2)
	require.NoError(t, err)
	assert.Equal(t, want, got)
	_, err = MeasureHealth(func(yield func(activity.Activity, error) bool) { yield(activity.Activity{}, io.ErrUnexpectedEOF) }, 2)
	assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
}
