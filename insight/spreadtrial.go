package insight

import (
	"slices"

	"github.com/praxis-cop/praxis/activity"
)

// SpreadTrial is what it costs to spread the load, on a recorded history: as in
// [ExpertiseTrial], but for each question a few are named.
type SpreadTrial struct {
	Test   int      `json:"test"`   // questions
	Named  int      `json:"named"`  // how many are named for each
	Plain  Exposure `json:"plain"`  // as Experts order them
	Spread Exposure `json:"spread"` // with the load spread

	PlainHits  Hits `json:"plain_hits"` // the one whose answer was accepted, among those named; NotCandidate counts the questions for which they were not
	SpreadHits Hits `json:"spread_hits"`
	Cost       Gain `json:"cost"` // how much better the spread order is, which is less than nothing
}

// TrySpread tries what a weight of [Spread] does on a history, where each question is
// put to so many people. Answers that were given count as load, as they do live.
func TrySpread(history activity.Stream, weight float64, named int) (SpreadTrial, error) {
	t, err := trialOf(history)
	if err != nil {
		return SpreadTrial{}, err
	}
	_, asked, helped := t.questions()
	done := SpreadTrial{Test: len(asked), Named: named}
	experts, spread := NewExperts(), NewSpread(weight)
	threads := make(map[activity.ObjectID]activity.Person)
	var ranks [2][]int
	counts := [2]map[activity.Person]int{{}, {}}
	next := 0
	for _, q := range asked {
		for ; next < len(t.record) && t.record[next].At.Before(q.At); next++ {
			a := t.record[next]
			experts.Add(a)
			if answersAnother(a, threads) {
				spread.Answered(a.Actor, a.At)
			}
		}
		all, _ := experts.order(Inquiry{q.Actor, q.Topics, q.At})
		for i, few := range [][]Expert{all[:min(named, len(all))], spread.Name(all, named, q.At)} {
			for _, e := range all {
				counts[i][e.Person] += 0 // who could have been named
			}
			for _, e := range few {
				counts[i][e.Person]++
			}
			ranks[i] = append(ranks[i], 1+slices.Index(names(few), helped[q.Object]))
		}
	}
	done.Plain, done.Spread = ExposureOf(counts[0]), ExposureOf(counts[1])
	done.PlainHits, done.SpreadHits = hitsOf(ranks[0]), hitsOf(ranks[1])
	done.Cost = gain(ranks[1], ranks[0])
	return done, nil
}

// answersAnother reports whether an activity answers in a thread that somebody else
// opened, and keeps who opened which.
func answersAnother(a activity.Activity, opened map[activity.ObjectID]activity.Person) bool {
	thread, opens := threadOf(a)
	if opens {
		opened[thread] = a.Actor
		return false
	}
	return (a.Verb == activity.Answer || a.Verb == activity.Reply) && opened[thread] != a.Actor
}
