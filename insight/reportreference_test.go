package insight

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
)

// others are references of one figure.
func others(t testing.TB, r Report, values ...float64) (all []Reference) {
	for _, v := range values {
		r.Parts[0].Figures[0].Value = v
		ref, err := ReadReference(strings.NewReader(marshalled(t, r)), "file.json")
		require.NoError(t, err)
		all = append(all, ref)
	}
	return all
}

func TestAmong(t *testing.T) {
	r := reported(t, smallHistory(t), ReportOptions{MinGroup: 1})
	for want, values := range map[Standing][]float64{
		{1, 4, 4, 4, 1, 0, 0}:       {4},
		{2, 5, 6, 7, 0, 1, 1}:       {7, 5},
		{5, 2, 5, 40, 2, 1, 2}:      {3, 5, 40, 2, 9},
		{3, 100, 200, 300, 0, 0, 3}: {300, 100, 200},
	} {
		set := others(t, reported(t, smallHistory(t), ReportOptions{MinGroup: 1}), values...)
		assert.Equal(t, &want, figure(t, r.Among(set), "people who took part").Among)
	}
	assert.Nil(t, figure(t, r, "people who took part").Among, "the report itself stays as it is")

	set := others(t, reported(t, smallHistory(t), ReportOptions{MinGroup: 1}), 3, 8)
	compared := r.Among(set)
	assert.Equal(t, []string{"file.json", "file.json"}, compared.References)
	assert.Nil(t, figure(t, compared, "marginal newcomers").Among, "it is withheld")
	assert.Equal(t, &Standing{Communities: 2, Least: 0.25, Median: 0.25, Greatest: 0.25, Same: 2}, figure(t, compared, "Gini coefficient").Among)
	assert.Contains(t, compared.String(), "      In 2 other communities 3 people to 8 people, median 6 people; less in 1,\n      as much in 0, more in 1.\n")
	assert.Contains(t, r.Among(set[:1]).String(), "      In one other community 3 people.\n")
	assert.Contains(t, compared.String(), "Compared with: file.json, file.json.")

	// What is made by another rule, such as that of another policy, is not compared.
	other := reported(t, smallHistory(t), ReportOptions{MinGroup: 1, Levels: monthly()}).Reference("other")
	assert.Nil(t, figure(t, r.Among([]Reference{other}), "occasional participants").Among)
	assert.NotNil(t, figure(t, r.Among([]Reference{other}), "activities").Among)
	// Nor with what the other one withholds.
	few := reported(t, smallHistory(t), ReportOptions{MinGroup: 6}).Reference("few")
	assert.Nil(t, figure(t, r.Among([]Reference{few}), "activities").Among)
}

func TestBadReferences(t *testing.T) {
	good := marshalled(t, reported(t, smallHistory(t), ReportOptions{}))
	for text, says := range map[string]string{
		"":                           "is no report in JSON",
		"hello":                      "is no report in JSON",
		`{"parts": 1}`:               "is no report in JSON",
		"{}":                         "it has no min_group or no parts",
		marshalled(t, small(t)):      "it has no min_group or no parts",
		`{"min_group":5,"parts":[]}`: "it has no min_group or no parts",
		good + good:                  "more than one report",
		good + "]":                   "more than one report",
		good[:len(good)-1]:           "is no report in JSON",
	} {
		_, err := ReadReference(strings.NewReader(text), "x")
		assert.ErrorIs(t, err, fault.Invalid, text)
		assert.ErrorContains(t, err, says, text)
	}
}

func FuzzReadReference(f *testing.F) {
	r := reported(f, smallHistory(f), ReportOptions{MinGroup: 1})
	r.Title = "Bakers"
	f.Add(marshalled(f, r))
	f.Add(`{"min_group":1,"parts":[{"name":"a","figures":[{"name":"b","value":1.7e308}]}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		ref, err := ReadReference(strings.NewReader(text), "x")
		if err != nil {
			assert.ErrorIs(t, err, fault.Invalid)
			return
		}
		text = r.Among([]Reference{ref, ref}).String()
		assert.NotContains(t, text, "NaN")
		assert.NotEmpty(t, marshalled(t, r.Among([]Reference{ref, ref})))
	})
}
