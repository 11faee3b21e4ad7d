package repertoire

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Harvest makes a resource of the question and the answers to it, under an id of
// the caller's and in the question's space; DraftOf fills in what the draft
// leaves out. It returns the question, too, which names the resource from now on.
// Exists, with the resource's id, if that has been done; Precondition if nobody
// has answered, or the question is closed as a duplicate.
func (q Question) Harvest(o activity.Occasion, id activity.ResourceID, answers []Answer, d Draft) (Resource, Question, activity.Activity, error) {
	const op = "repertoire.Harvest"
	fail := func(err error) (Resource, Question, activity.Activity, error) {
		return Resource{}, q, activity.Activity{}, fault.In(op, err)
	}
	if err := q.open(op); err != nil {
		return fail(err)
	}
	switch stray := slices.IndexFunc(answers, func(w Answer) bool { return w.Question != q.ID }); {
	case q.Rev == 0:
		return fail(fault.Because(fault.Invalid, "nobody has asked this question"))
	case stray >= 0:
		return fail(fault.Because(fault.Invalid, "there is an answer to another question among these"))
	case q.Harvested.IsZero() && len(answers) == 0:
		return fail(fault.Because(fault.Precondition, "nobody has answered yet; there is nothing to harvest"))
	case o.Community != q.Community:
		return fail(fault.Because(fault.Invalid, "the question is another community's"))
	}
	o.Space = q.Space
	r, a, err := Share(o, id, q.DraftOf(answers, d))
	if err != nil {
		return fail(err)
	}
	next, err := enact(op, q, a)
	if err != nil {
		return fail(err)
	}
	return r, next, a, nil
}

// DraftOf completes a draft from the question and the answers to it. What the
// draft says stays. What it leaves out is filled in: the kind is a case; the title
// is the question's first line; the topics are the question's; the body is the
// question and its answers in Markdown, the accepted one first, as far as they fit.
// All who asked or answered are credited beside those whom the draft credits and
// beside the author, who is named anyhow.
func (q Question) DraftOf(answers []Answer, d Draft) Draft {
	d.Thread = q.ID
	if d.Kind == "" {
		d.Kind = Case
	}
	if d.Title == "" {
		d.Title = titleFrom(q.Text)
	}
	if d.Topics == nil {
		d.Topics = slices.Clone(q.Topics)
	}
	if d.Body == "" {
		d.Body = q.markdown(answers)
	}
	took := append(slices.Clone(d.Credits), q.Asker)
	for _, w := range answers {
		took = append(took, w.Author)
	}
	d.Credits = slices.Compact(credits(took))
	return d
}

// credits are people in the order of their ids; nil if there are none.
func credits(people []activity.Person) []activity.Person {
	own := append([]activity.Person(nil), people...)
	slices.Sort(own)
	return own
}

// maxTitle and maxBody are how long a resource's title and body are at most, in
// characters.
const (
	maxTitle = 300
	maxBody  = 1_000_000
)

// titleFrom is the first line of a text that says something, cut to the length of
// a title.
func titleFrom(text string) string {
	for line := range strings.Lines(text) {
		if line = strings.Join(strings.Fields(line), " "); line == "" {
			continue
		}
		if runes := []rune(line); len(runes) > maxTitle {
			line = strings.TrimSpace(string(runes[:maxTitle-1])) + "…"
		}
		return line
	}
	return text
}

// markdown is the thread as a text. The answers stand in the order given, but for
// the accepted one, which comes first.
func (q Question) markdown(answers []Answer) string {
	accepted := func(w Answer) bool { return w.ID == q.Accepted }
	first := slices.IndexFunc(answers, accepted)
	parts := []string{"## Question\n\n" + strings.TrimSpace(q.Text) + "\n"}
	if first >= 0 {
		parts = append(parts, "## Accepted answer\n\n"+strings.TrimSpace(answers[first].Text)+"\n")
	}
	for i, w := range answers {
		if i != first {
			parts = append(parts, "## Answer\n\n"+strings.TrimSpace(w.Text)+"\n")
		}
	}
	var body strings.Builder
	const room = maxBody - 100 // for the line that says what is left out
	for i, length := 0, 0; i < len(parts); i++ {
		if length += utf8.RuneCountInString(parts[i]) + 1; length > room {
			fmt.Fprintf(&body, "\nAnswers that did not fit: %d. They are in the thread.\n", len(parts)-i)
			break
		}
		if i > 0 {
			body.WriteString("\n")
		}
		body.WriteString(parts[i])
	}
	return body.String()
}
