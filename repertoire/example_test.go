package repertoire_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
)

// on is the day of March on which somebody does something.
func on(day int, actor activity.Person) activity.Occasion {
	return activity.Occasion{
		ID: activity.ID{byte(day)}, Community: activity.CommunityID{1}, Actor: actor,
		At: time.Date(2026, time.March, day, 9, 0, 0, 0, time.UTC),
	}
}

// A template is shared and revised. Two people revise it at once, and the
// second is told; a third uses it and tells what came of it.
func Example() {
	text := repertoire.Text{Title: "Sampling a payroll", Body: "Stratify by pay grade.", Topics: []string{"payroll"}}
	template, _, err := repertoire.Share(on(2, "ana"), activity.ResourceID{1}, repertoire.Draft{Kind: repertoire.Template, Text: text})
	check(err)

	text.Body += " Then by office."
	edit := repertoire.Edit{Base: 1, Text: text, Note: "small strata hide things"}
	template, _, err = template.Revise(on(9, "bob"), edit)
	check(err)
	_, _, err = template.Revise(on(9, "eve"), edit)
	fmt.Println(errors.Is(err, fault.Conflict), err)

	reuse, used, err := template.Reuse(on(16, "eve"), repertoire.WorkedInPart, "too coarse for hospitals")
	check(err)
	fmt.Printf("%s used version %d of %q: %s\n", reuse.Person, reuse.Version, template.Current.Title, reuse.Outcome)
	fmt.Println(used.Actor, used.Verb, "→", used.To, used.Topics)

	_, _, err = template.Endorse(on(17, "ana"), repertoire.Endorsement{})
	fmt.Println(err)
	// Output:
	// true repertoire.Revise: conflict: the edit is based on version 1, but version 2 is current; read that and revise it
	// eve used version 2 of "Sampling a payroll": worked-in-part
	// eve reuse → ana [payroll]
	// repertoire.Endorse: precondition: you shared it; an endorsement is another member's
}

// Bob asks, Ana answers, and Bob accepts what helped.
func ExampleAsk() {
	asking := on(2, "bob")
	asking.Purpose = activity.SeekExperience
	question, asked, err := repertoire.Ask(asking, activity.QuestionID{1}, "How do others sample payroll?", []string{"payroll"})
	check(err)
	answer, answered, err := question.Answer(on(3, "ana"), activity.AnswerID{2}, "Stratify by pay grade first.")
	check(err)
	question, accepted, err := question.Accept(on(4, "bob"), answer)
	check(err)

	for _, a := range []activity.Activity{asked, answered, accepted} {
		fmt.Println(a.Actor, a.Verb, a.To, a.Topics)
	}
	fmt.Println(question.Purpose, question.Accepted == answer.ID)
	// Output:
	// bob ask  [payroll]
	// ana answer bob [payroll]
	// bob accept ana [payroll]
	// seeking-experience true
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
