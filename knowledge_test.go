package praxis_test

import (
	"cmp"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
	elsewhere "github.com/praxis-cop/praxis/internal/recorded"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage/memory"
)

// TestKnowledgeMap: "who knows what, what are we missing, which other groups should
// we connect with?"
func TestKnowledgeMap(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob := c.as("ana"), c.as("bob")
		for range 3 {
			question := must(bob.Ask(ctx, "How do you sample payroll?", "payroll"))(t)
			answer := must(c.as("cem").Answer(ctx, question, "By grade."))(t)
			require.NoError(t, bob.Accept(ctx, question, answer))
		}
		guide := must(c.as("cem").Share(ctx, warStory("Sampling a payroll")))(t)
		must(bob.Reuse(ctx, guide, repertoire.Worked, ""))(t)

		m := must(ana.KnowledgeMap(ctx, repertoire.Mapping()))(t)
		require.Len(t, m.Topics, 2)
		payroll, sampling := m.Topics[0], m.Topics[1]
		assert.Equal(t, []any{"payroll", true, 3, 3, 0}, []any{payroll.Topic, payroll.Named, payroll.Asked, payroll.Answers, payroll.Waiting})
		assert.Equal(t, repertoire.Knower{Person: "cem", Answered: 3, AnsweredLately: 3, Accepted: 3, Shared: 1, Reused: 1, Last: *c.now}, payroll.People[0])
		assert.Equal(t, []any{guide, 1, false}, []any{payroll.Resources[0].ID, payroll.Resources[0].Uses, payroll.Resources[0].Endorsed})
		assert.Equal(t, []any{"sampling", true, 0}, []any{sampling.Topic, sampling.Named, len(sampling.People)})

		// Three other communities: one that all can see covers the topic by its charter
		// and in a public space, and the members' own repertoire stays theirs.
		court := must(c.As("zoe").Found(ctx, cop.Charter{Name: "Court of audit", Domain: cop.Domain{Concern: "public money", Topics: []string{"sampling"}}}))(t)
		zoe := c.As("zoe").In(court.ID)
		hall := must(zoe.OpenSpace(ctx, cop.Room{Name: "Hall", Access: cop.Public}))(t)
		open := must(zoe.Within(hall).Share(ctx, warStory("What we found")))(t)
		own := must(zoe.Share(ctx, warStory("What we found and tell nobody")))(t)
		ended := must(c.As("zoe").Found(ctx, cop.Charter{Name: "Old court", Domain: cop.Domain{Concern: "public money", Topics: []string{"sampling", "payroll"}}}))(t)
		require.NoError(t, c.As("zoe").In(ended.ID).End(ctx, cop.Ending{How: cop.EndFaded, Reason: "nobody comes"}))
		must(c.As("zoe").Found(ctx, cop.Charter{Name: "Plant breeding", Domain: cop.Domain{Concern: "crops", Topics: []string{"crops"}}}))(t)

		gaps := must(ana.Gaps(ctx, repertoire.Mapping()))(t)
		require.Len(t, gaps, 2)
		payrolls, samplings := gaps[0], gaps[1]
		kinds := func(g repertoire.Gap) (all []repertoire.GapKind) {
			for _, r := range g.Reasons {
				all = append(all, r.Kind)
			}
			return all
		}
		assert.Equal(t, []repertoire.GapKind{repertoire.OneAnswers, repertoire.NotVouched}, kinds(payrolls))
		assert.Equal(t, []repertoire.GapKind{repertoire.Untouched}, kinds(samplings))
		assert.Equal(t, "cem has given all 3 answers", payrolls.Reasons[0].Evidence)
		there := []repertoire.Coverage{{Community: court.ID, Name: "Court of audit", Resources: []activity.ResourceID{open}}}
		assert.Equal(t, there, payrolls.Elsewhere, "what is in a public space")
		assert.Equal(t, "connect with a community that covers it: Court of audit", payrolls.Next[len(payrolls.Next)-1])
		assert.Equal(t, []repertoire.Coverage{{Community: court.ID, Name: "Court of audit", Named: true}}, samplings.Elsewhere)

		require.NoError(t, c.As("ana").In(court.ID).Join(ctx))
		assert.Equal(t, []activity.ResourceID{open, own}, must(ana.Gaps(ctx, repertoire.Mapping()))(t)[0].Elsewhere[0].Resources, "a member there sees more")
		require.NoError(t, ana.Endorse(ctx, guide))
		require.NoError(t, c.as("cem").Leave(ctx, ""))
		payrolls = must(ana.Gaps(ctx, repertoire.Mapping()))(t)[0]
		assert.Equal(t, []repertoire.GapKind{repertoire.OneAnswers}, kinds(payrolls))
		assert.Equal(t, "cem has given all 3 answers, and is no longer a member", payrolls.Reasons[0].Evidence)

		refused(t, fault.Denied, "read", func() error { _, err := c.as("eve").KnowledgeMap(ctx, repertoire.Mapping()); return err }())
		_, err := ana.Gaps(ctx, repertoire.MapPolicy{})
		assert.Contains(t, fields(t, err), "days")
		_, err = ana.Unanswered(ctx, repertoire.MapPolicy{})
		assert.Contains(t, fields(t, err), "helpers")
		_, err = ana.Recurring(ctx, repertoire.MapPolicy{})
		assert.Contains(t, fields(t, err), "times")
	}, "ana", "bob", "cem")
}

// TestWrittenDownOnceAndForAll: what was faced five times becomes a task, which
// somebody takes on, hands back, and another finishes.
func TestWrittenDownOnceAndForAll(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob, cem := c.as("ana"), c.as("bob"), c.as("cem")
		ask := func(where activity.SpaceID, n int) {
			for i := range n {
				c.wait(aDay)
				text := []string{
					"How do we check the foreign allowances?", "Foreign allowances: how can one check them?", "Who has checked foreign allowances before?",
					"I have to check a foreign allowance. How?", "Checking foreign allowances, where to begin?",
				}[i%5]
				must(bob.Within(where).Ask(ctx, text, "payroll"))(t)
			}
		}
		ask(activity.SpaceID{}, 4)
		require.Empty(t, must(ana.Recurring(ctx, repertoire.Mapping()))(t))
		room := must(bob.OpenSpace(ctx, cop.Room{Name: "Payroll", Access: cop.Private}))(t)
		ask(room, 1)
		require.Empty(t, must(bob.Recurring(ctx, repertoire.Mapping()))(t), "not in one space")
		ask(activity.SpaceID{}, 4)
		found := must(ana.Recurring(ctx, repertoire.Mapping()))(t)
		require.Len(t, found, 1)
		require.Equal(t, found, must(bob.Recurring(ctx, repertoire.Mapping()))(t), "what else he sees changes nothing")
		assert.Equal(t, 8, len(found[0].Questions))
		assert.Equal(t, 1, found[0].Askers)

		draft := found[0].Draft()
		refused(t, fault.Invalid, "in another space", func() error { _, err := bob.Within(room).ProposeTask(ctx, draft); return err }())
		refused(t, fault.Denied, "every member", func() error { _, err := c.as("eve").ProposeTask(ctx, draft); return err }())
		refused(t, fault.NotFound, "", func() error {
			_, err := ana.ProposeTask(ctx, repertoire.TaskDraft{Title: "x", Questions: []activity.QuestionID{{9}}})
			return err
		}())
		id := must(ana.ProposeTask(ctx, draft))(t)
		assert.Empty(t, must(ana.Recurring(ctx, repertoire.Mapping()))(t), "it is taken care of")
		grounds := must(cem.Task(ctx, id))(t).Grounds
		assert.Equal(t, repertoire.TaskGrounds{Rule: found[0].Rule, Evidence: found[0].Evidence, From: found[0].From, To: found[0].To}, grounds, "and why stays readable")
		assert.Contains(t, grounds.Evidence, "asked 8 times by 1 person")

		require.NoError(t, cem.TakeTask(ctx, id))
		refused(t, fault.Precondition, "offer them your help", bob.TakeTask(ctx, id))
		refused(t, fault.Exists, "already", cem.TakeTask(ctx, id))
		refused(t, fault.Denied, "the member whose it is", bob.HandBackTask(ctx, id, ""))
		require.NoError(t, cem.HandBackTask(ctx, id, "No time."))
		require.NoError(t, bob.TakeTask(ctx, id))
		private := must(bob.Within(room).Share(ctx, warStory("Only for us")))(t)
		refused(t, fault.Invalid, "share it where the task is", bob.FinishTask(ctx, id, private))
		refused(t, fault.NotFound, "", bob.FinishTask(ctx, id, activity.ResourceID{9}))
		resource := must(bob.Share(ctx, warStory("Sampling, once and for all")))(t)
		require.NoError(t, bob.FinishTask(ctx, id, resource))
		refused(t, fault.Precondition, "the task is done", ana.DropTask(ctx, id, "old"))

		task := must(cem.Task(ctx, id))(t)
		assert.Equal(t, []any{repertoire.TaskDone, resource, activity.Person("bob")}, []any{task.State, task.Resource, task.Ended.By})
		assert.Equal(t, []repertoire.Task{task}, must(cem.Tasks(ctx, activity.TaskID{}, 0))(t))

		// In a private space it is for those who are there; what came of it may be for all.
		ask(room, 4)
		there := must(bob.Recurring(ctx, repertoire.Mapping()))(t)
		require.Len(t, there, 1)
		assert.Equal(t, room, there[0].Space)
		assert.Empty(t, must(ana.Recurring(ctx, repertoire.Mapping()))(t))
		second := must(bob.Within(room).ProposeTask(ctx, there[0].Draft()))(t)
		refused(t, fault.NotFound, "", func() error { _, err := ana.Task(ctx, second); return err }())
		assert.Len(t, must(ana.Tasks(ctx, activity.TaskID{}, 0))(t), 1)
		require.NoError(t, bob.FinishTask(ctx, second, resource))

		// In a public one not: whoever comes by does not see the common space.
		hall := must(ana.OpenSpace(ctx, cop.Room{Name: "Hall", Access: cop.Public}))(t)
		third := must(bob.Within(hall).ProposeTask(ctx, repertoire.TaskDraft{Title: "For all"}))(t)
		refused(t, fault.Invalid, "share it where the task is", bob.FinishTask(ctx, third, resource))
		require.NoError(t, bob.FinishTask(ctx, third, must(bob.Within(hall).Share(ctx, warStory("For all")))(t)))
		assert.Len(t, must(c.as("eve").Tasks(ctx, activity.TaskID{}, 0))(t), 1)
	}, "ana", "bob", "cem")
}

// TestUnanswered: questions that wait come to those who know, a newcomer's first.
func TestUnanswered(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob, cem := c.as("ana"), c.as("bob"), c.as("cem")
		for _, who := range []praxis.Participant{ana, cem, c.as("dan")} {
			must(who.Answer(ctx, must(bob.Ask(ctx, "How?", "payroll"))(t), "So."))(t)
		}
		c.wait(200 * aDay)
		room := must(ana.OpenSpace(ctx, cop.Room{Name: "Board", Access: cop.Private}))(t)
		require.NoError(t, ana.LetIn(ctx, room, "bob"))
		require.NoError(t, ana.LetIn(ctx, room, "cem"))
		kept := must(bob.Within(room).Ask(ctx, "May we?", "payroll"))(t)
		c.wait(3 * aDay)
		old := must(bob.Ask(ctx, "Why?", "payroll"))(t)
		require.NoError(t, c.as("gus").Join(ctx))
		c.wait(30 * time.Hour)
		newcomers := must(c.as("gus").Ask(ctx, "Where?", "payroll"))(t)
		other := must(c.as("gus").Ask(ctx, "Who?", "travel"))(t)
		require.NoError(t, c.as("dan").Leave(ctx, ""))

		all := must(bob.Unanswered(ctx, repertoire.Mapping()))(t)
		type line struct {
			question activity.QuestionID
			newcomer bool
			ask      string
		}
		var told []line
		for _, w := range all {
			var who string
			slices.SortFunc(w.Suggested, func(a, b repertoire.Suggested) int { return cmp.Compare(a.Person, b.Person) })
			for _, s := range w.Suggested {
				who += string(s.Person) + " "
			}
			told = append(told, line{w.Question, w.Newcomer, who})
		}
		assert.Equal(t, []line{{newcomers, true, "ana cem "}, {other, true, ""}, {kept, false, "ana cem "}, {old, false, "ana cem "}}, told)
		assert.Equal(t, 1, all[3].Days)

		require.NoError(t, ana.LetOut(ctx, room, "cem"))
		all = must(bob.Unanswered(ctx, repertoire.Mapping()))(t)
		require.Len(t, all[2].Suggested, 1, "cem may not enter any more")
		assert.Equal(t, activity.Person("ana"), all[2].Suggested[0].Person)

		var could []activity.QuestionID
		for _, w := range must(cem.Answerable(ctx, repertoire.Mapping()))(t) {
			could = append(could, w.Question)
		}
		assert.Equal(t, []activity.QuestionID{newcomers, old}, could, "nothing of where he may not be")
		assert.Empty(t, must(bob.Answerable(ctx, repertoire.Mapping()))(t), "he has only asked")
		must(cem.Answer(ctx, newcomers, "Here."))(t)
		assert.Len(t, must(cem.Answerable(ctx, repertoire.Mapping()))(t), 1)
		refused(t, fault.Denied, "read", func() error { _, err := c.as("dan").Unanswered(ctx, repertoire.Mapping()); return err }())

		court := must(c.As("zoe").Found(ctx, cop.Charter{Name: "Travel", Domain: cop.Domain{Concern: "travel", Topics: []string{"travel"}}}))(t)
		for _, w := range must(ana.Unanswered(ctx, repertoire.Mapping()))(t) {
			if w.Question == other {
				assert.Equal(t, []repertoire.Coverage{{Community: court.ID, Name: "Travel", Named: true}}, w.Elsewhere)
			} else {
				assert.Empty(t, w.Elsewhere)
			}
		}
	}, "ana", "bob", "cem", "dan")
}

// TestKnowledgeOfARecordedCommunity: a history from elsewhere is mapped like any
// other, and its figures are those of a count by hand.
func TestKnowledgeOfARecordedCommunity(t *testing.T) {
	history := must(activity.Collect(exchange.CSVFile(os.DirFS(elsewhere.Dir(t)), "stackexchange-bicycles-meta.csv", nil)))(t)
	c := newCommunity(t, memory.New(nil), nil, "ana")
	must(c.as("ana").Import(t.Context(), activity.StreamOf(history...)))(t)
	m := must(c.as("ana").KnowledgeMap(t.Context(), repertoire.Mapping()))(t)

	type figures struct{ asked, answers, waiting, accepted, people int }
	want, got := make(map[string]figures), make(map[string]figures)
	answered, people := make(map[activity.ObjectID]bool), make(map[string]map[activity.Person]bool)
	for _, a := range history {
		if a.Verb == activity.Answer {
			answered[a.Thread] = true
		}
	}
	for _, a := range history {
		if a.Verb != activity.Ask && a.Verb != activity.Answer {
			continue
		}
		for _, topic := range a.Topics {
			f := want[topic]
			switch {
			case a.Verb == activity.Answer:
				f.answers++
			case !answered[a.Object]:
				f.waiting++
				fallthrough
			default:
				f.asked++
			}
			if a.Detail.(activity.Imported).Accepted {
				f.accepted++
			}
			if people[topic] == nil {
				people[topic] = make(map[activity.Person]bool)
			}
			people[topic][a.Actor] = true
			f.people = len(people[topic])
			want[topic] = f
		}
	}
	for _, topic := range m.Topics {
		if topic.Named {
			continue // the charter of this test
		}
		f := figures{asked: topic.Asked, answers: topic.Answers, waiting: topic.Waiting, people: len(topic.People)}
		for _, k := range topic.People {
			f.accepted += k.Accepted
		}
		got[topic.Topic] = f
	}
	assert.Equal(t, want, got)
	assert.Greater(t, len(got), 20)
}
