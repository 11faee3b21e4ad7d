package lifecycle

import (
	"fmt"
	"slices"

	"github.com/praxis-cop/praxis/activity"
)

// DefaultMinAnswers is how many people must have answered an item before their
// answers are told, unless a host sets another number.
const DefaultMinAnswers = 5

// Summary is what a survey came to, without names.
type Summary struct {
	Survey   activity.SurveyID `json:"survey"`
	Title    string            `json:"title"`
	Number   int               `json:"number,omitempty"`   // of people who answered
	Withheld string            `json:"withheld,omitempty"` // why nothing is told; empty if something is
	Items    []ItemSummary     `json:"items,omitempty"`
}

// ItemSummary is what an item came to.
type ItemSummary struct {
	Item     ItemKey       `json:"item"`
	Asks     string        `json:"asks"`
	Kind     ItemKind      `json:"kind"`
	Number   int           `json:"number,omitempty"`  // of people who answered it
	Choices  []ChoiceCount `json:"choices,omitempty"` // in the order in which they are offered
	Scores   []int         `json:"scores,omitempty"`  // how many gave 1, 2, 3, 4 and 5
	Median   int           `json:"median,omitempty"`  // the lower one: a score that somebody gave
	Texts    []string      `json:"texts,omitempty"`   // in alphabetical order, so that none can be told from its place
	Withheld string        `json:"withheld,omitempty"`
}

// ChoiceCount is how many made a choice.
type ChoiceCount struct {
	Choice ChoiceKey `json:"choice"`
	Text   string    `json:"text"`
	Number int       `json:"number"`
}

// Summarise tells what the responses to the survey come to. Of a survey that is
// not closed nothing is told, since the next answer could be told from the
// difference; nor of less than minAnswers answers (0 means DefaultMinAnswers),
// to the whole survey or to one item.
func (s Survey) Summarise(responses []Response, minAnswers int) Summary {
	if minAnswers <= 0 {
		minAnswers = DefaultMinAnswers
	}
	all := Summary{Survey: s.ID, Title: s.Title}
	responses = slices.DeleteFunc(slices.Clone(responses), func(r Response) bool { return r.Survey != s.ID })
	few := fmt.Sprintf("fewer than %d people answered", minAnswers)
	switch {
	case s.Status != SurveyClosed:
		all.Withheld = "what was answered is told once the survey is closed"
		return all
	case len(responses) < minAnswers:
		all.Withheld = few
		return all
	}
	all.Number = len(responses)
	for _, item := range s.Items {
		one := ItemSummary{Item: item.Key, Asks: item.Asks, Kind: item.Kind}
		answers := answersTo(item.Key, responses)
		if len(answers) < minAnswers {
			one.Withheld = few
		} else {
			one.count(item, answers)
		}
		all.Items = append(all.Items, one)
	}
	return all
}

func answersTo(key ItemKey, responses []Response) (answers []ItemAnswer) {
	for _, r := range responses {
		if i := slices.IndexFunc(r.Answers, func(a ItemAnswer) bool { return a.Item == key }); i >= 0 {
			answers = append(answers, r.Answers[i])
		}
	}
	return answers
}

// count counts the answers to an item.
func (one *ItemSummary) count(item SurveyItem, answers []ItemAnswer) {
	one.Number = len(answers)
	switch item.Kind {
	case ChoiceItem:
		for _, c := range item.Choices {
			n := ChoiceCount{Choice: c.Key, Text: c.Text}
			for _, a := range answers {
				count(&n.Number, slices.Contains(a.Choices, c.Key))
			}
			one.Choices = append(one.Choices, n)
		}
	case ScaleItem:
		one.Scores = make([]int, 5)
		given := make([]int, 0, len(answers))
		for _, a := range answers {
			if a.Score >= 1 && a.Score <= 5 {
				one.Scores[a.Score-1]++
				given = append(given, a.Score)
			}
		}
		if slices.Sort(given); len(given) > 0 {
			one.Median = given[(len(given)-1)/2]
		}
	case TextItem:
		for _, a := range answers {
			one.Texts = append(one.Texts, a.Text)
		}
		slices.Sort(one.Texts)
	}
}
