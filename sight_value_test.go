package praxis_test

import (
	"context"
	"fmt"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
)

// andOfValue adds what people do in a space with questions that have been asked,
// and what they tell of what came of it.
func andOfValue(deeds map[string]func(context.Context, doing) error) map[string]func(context.Context, doing) error {
	for name, does := range map[string]func(context.Context, doing) error{
		"follow up": func(ctx context.Context, d doing) error {
			a := pick(d.of.answers, d.n)
			if d.m%2 == 0 || a.answer.IsZero() {
				a = answered{question: pick(d.of.questions, d.n)}
			}
			return keep(&d.of.questions)(d.by.FollowUp(ctx, a.question, a.answer, "And then?", "payroll"))
		},
		"reword": func(ctx context.Context, d doing) error {
			return d.by.Reword(ctx, pick(d.of.questions, d.n), pick([]string{"Why so?", "Why not?"}, d.m), []string{"sampling"}, "clearer")
		},
		"correct": func(ctx context.Context, d doing) error {
			return first(d.of.answers, d.n, func(a answered) error {
				return d.by.Correct(ctx, a.question, a.answer, pick([]string{"Since.", "As it is."}, d.m), "")
			})
		},
		"duplicate": func(ctx context.Context, d doing) error {
			return d.by.CloseAsDuplicate(ctx, pick(d.of.questions, d.n), pick(d.of.questions, d.n+1+d.m%2))
		},
		"reopen": func(ctx context.Context, d doing) error {
			return first(d.of.questions, d.n, func(q activity.QuestionID) error { return d.by.Reopen(ctx, q) })
		},
		"harvest": func(ctx context.Context, d doing) error {
			return keep(&d.of.resources)(d.by.Harvest(ctx, pick(d.of.answers, d.n).question, repertoire.Draft{}))
		},
		"reuse for": func(ctx context.Context, d doing) error {
			return second(d.by.ReuseFor(ctx, pick(d.of.resources, d.n), "the audit of a school", pick(repertoire.Outcomes(), d.m), ""))
		},
		"tell": func(ctx context.Context, d doing) error {
			return keep(&d.of.stories)(d.by.TellStory(ctx, telling(pick(d.of.resources, d.n), d.m)))
		},
		"retell": func(ctx context.Context, d doing) error {
			return d.by.RetellStory(ctx, pick(d.of.stories, d.n), telling(pick(d.of.resources, d.m), d.n), "I forgot something")
		},
		"retract": func(ctx context.Context, d doing) error {
			return d.by.RetractStory(ctx, pick(d.of.stories, d.n), "It was another school.")
		},
	} {
		deeds[name] = does
	}
	return deeds
}

// first does something with the first of the things with which that can be done,
// from one of them on.
func first[T any](all []T, n int, does func(T) error) (err error) {
	err = errGone
	for i := range all {
		if err = does(pick(all, n+i)); err == nil {
			break
		}
	}
	return err
}

// telling is what a value story could say, of a resource or of none.
func telling(of activity.ResourceID, n int) repertoire.Telling {
	return repertoire.Telling{Title: pick([]string{"Ghosts", "No ghosts"}, n), Topics: []string{"payroll"}, Steps: []repertoire.Step{
		{Cycle: repertoire.Potential, Capital: repertoire.HumanCapital, Text: "I knew how."},
		{Cycle: pick([]repertoire.Cycle{repertoire.Applied, repertoire.Strategic}, n), Text: "We used it.", Trace: repertoire.Trace{Resource: of},
			Indicator: repertoire.Indicator{Title: "ghosts", Value: "2", Before: "7"}},
	}}
}

// compareWorth compares what somebody is told of value and contributions.
func compareWorth(ctx context.Context, worlds [2]*world, viewer activity.Person) *told {
	var here [2]string
	for i, w := range worlds {
		report, err := w.as(viewer).Value(ctx, time.Time{}, time.Time{})
		all, denied := w.as(viewer).Contributions(ctx)
		brought, hidden := w.As(viewer).In(w.second).Contribution(ctx, w.resource)
		here[i] = fmt.Sprintf("%+v", []any{report, err, all, denied, brought, hidden})
	}
	if here[0] != here[1] {
		return &told{string(viewer), "value", here[0], here[1]}
	}
	return nil
}
