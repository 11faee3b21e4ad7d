package repertoire_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
)

// asking are questions, one a day, each by somebody else.
func asking(topic string, texts ...string) (all []repertoire.Question) {
	for i, text := range texts {
		all = append(all, repertoire.Question{
			ID: activity.QuestionID{1, 15: byte(i + 1)}, Asker: activity.Person(fmt.Sprint("p", i)), AskedAt: daysAgo(100 - i),
			Asked: repertoire.Asked{Text: text, Topics: []string{topic}},
		})
	}
	return all
}

func recurring(t require.TestingT, in repertoire.Asking) []repertoire.Recurrence {
	all, err := repertoire.Recurring(in, repertoire.Mapping(), today)
	require.NoError(t, err)
	return all
}

// server is what has been asked five times, beside other things.
var server = []string{
	"Where is the code to connect to the server?",
	"How do I connect to the server?",
	"How do we print the report on both sides?",
	"Connecting to the servers fails, what can I do?",
	"Who has the key for the room on the second floor?",
	"I cannot connect to the server!",
	"How do we file the report?",
	"Does anybody know how one connects to that server?",
	"Where do I get the form for the holidays?",
}

// "We have faced this five times: let us write it down once and for all."
func TestRecurring(t *testing.T) {
	all := recurring(t, repertoire.Asking{Questions: asking("network", server...)})
	require.Len(t, all, 1)
	r := all[0]
	var asked []activity.QuestionID
	for _, q := range r.Questions {
		asked = append(asked, q.Question)
	}
	assert.Equal(t, []activity.QuestionID{{1, 15: 1}, {1, 15: 2}, {1, 15: 4}, {1, 15: 6}, {1, 15: 8}}, asked)
	assert.Equal(t, asked[1], r.Like)
	assert.Equal(t, "How do I connect to the server?", r.Text)
	assert.Equal(t, 5, r.Askers)
	assert.Equal(t, []string{"network"}, r.Topics)
	assert.Equal(t, []string{"connect", "server"}, r.Words[:2], "what tells most stands in front")
	assert.Equal(t, "at least 5 questions within 730 days about one topic that have at least 55 % of their wording in common, and no resource that answers them", r.Rule)
	assert.Contains(t, r.Evidence, "asked 5 times by 5 people, from 2026-02-21 to 2026-02-28; at least half of them say: connect, server")
	assert.Equal(t, []time.Time{daysAgo(730), today}, []time.Time{r.From, r.To})
	assert.Equal(t, []string{"propose a task to write it down once and for all"}, r.Next)
	d := r.Draft()
	assert.Equal(t, repertoire.TaskDraft{
		Title: r.Text, Topics: []string{"network"}, Questions: asked,
		Grounds: repertoire.TaskGrounds{Rule: r.Rule, Evidence: r.Evidence, From: r.From, To: r.To},
	}, d)
	_, _, err := repertoire.ProposeTask(occasion(1, "ana"), activity.TaskID{1}, d)
	assert.NoError(t, err)
}

// Four times are not five, but may be enough for a community.
func TestRecurringIsFiveTimes(t *testing.T) {
	questions := asking("network", server[:7]...) // four of them
	assert.Empty(t, recurring(t, repertoire.Asking{Questions: questions}))
	p := repertoire.Mapping()
	p.Times = 4
	all, err := repertoire.Recurring(repertoire.Asking{Questions: questions}, p, today)
	require.NoError(t, err)
	assert.Len(t, all, 1)
	p.Since = 96 // the first of them is older
	all, err = repertoire.Recurring(repertoire.Asking{Questions: questions}, p, today)
	require.NoError(t, err)
	assert.Empty(t, all)
	p.Alike = 0
	_, err = repertoire.Recurring(repertoire.Asking{}, p, today)
	assert.ErrorIs(t, err, fault.Invalid)
}

// What is written down is not asked for again, unless it is about something else,
// out of use, or where not all see it who ask.
func TestRecurringWithoutAResource(t *testing.T) {
	questions := asking("network", server...)
	how := onShelf(1, 5, "ana", "network")
	how.Current.Title, how.Current.Body = "The server", "To connect you need a code. Where it is: ask ana."
	assert.Empty(t, recurring(t, repertoire.Asking{Questions: questions, Resources: []repertoire.Resource{how}}))

	other := how
	other.ID, other.Current.Title, other.Current.Body = activity.ResourceID{2}, "The room", "It is cold."
	all := recurring(t, repertoire.Asking{Questions: questions, Resources: []repertoire.Resource{other}})
	require.Len(t, all, 1)
	assert.Equal(t, []activity.ResourceID{other.ID}, all[0].Near)
	assert.Len(t, all[0].Next, 2)
	for name, change := range map[string]func(*repertoire.Resource){
		"another topic": func(r *repertoire.Resource) { r.Current.Topics = []string{"rooms"} },
		"out of use":    func(r *repertoire.Resource) { r.Status = repertoire.Retired },
		"elsewhere":     func(r *repertoire.Resource) { r.Space = backstage },
	} {
		r := how
		change(&r)
		assert.Len(t, recurring(t, repertoire.Asking{Questions: questions, Resources: []repertoire.Resource{r}}), 1, name)
	}
}

// A task takes care of its questions; five new ones would be another matter.
func TestRecurringBesideTasks(t *testing.T) {
	questions := asking("network", append(server, server...)...)
	all := recurring(t, repertoire.Asking{Questions: questions})
	require.Len(t, all, 1)
	require.Len(t, all[0].Questions, 10)
	task := repertoire.Task{TaskDraft: all[0].Draft()}
	task.Questions = task.Questions[:5]
	all = recurring(t, repertoire.Asking{Questions: questions, Tasks: []repertoire.Task{task}})
	require.Len(t, all, 1)
	assert.Len(t, all[0].Questions, 5)
	task.Questions = append(task.Questions, all[0].Questions[0].Question)
	assert.Empty(t, recurring(t, repertoire.Asking{Questions: questions, Tasks: []repertoire.Task{task}}))
}

// Questions of one space stay among themselves, and so does what they tell.
func TestRecurringInSpaces(t *testing.T) {
	questions := asking("network", server...)
	for i := range questions[:4] {
		questions[i].Space = backstage
	}
	assert.Empty(t, recurring(t, repertoire.Asking{Questions: questions}), "three there, two here")
	here := asking("network", server...)
	there := asking("network", "The corridor is dark.", "Is the corridor dark?", "How dark is the corridor?", "Dark, the corridor", "Again the corridor is dark")
	for i := range there {
		there[i].Space, there[i].ID[0] = backstage, 2
	}
	both := recurring(t, repertoire.Asking{Questions: append(there, here...)})
	require.Len(t, both, 2)
	slices.SortFunc(both, func(a, b repertoire.Recurrence) int { return a.Space.Compare(b.Space) })
	assert.Equal(t, recurring(t, repertoire.Asking{Questions: here}), both[:1], "the others change nothing")
	assert.Equal(t, backstage, both[1].Space)
}

// Another language, a script that does not part words, and words that all
// questions have.
func TestRecurringInAnyLanguage(t *testing.T) {
	for name, texts := range map[string][]string{
		"German": {
			"Wo meldet man eine Dienstreise an? Oder kann man das Anmelden lassen?", "Dienstreise anmelden: wo?", "Wo kann man eine Dienstreise anmelden?", "Muss ich die Dienstreise vorher anmelden?",
			"Wie geht das Anmelden einer Dienstreise?", "Wie kopiere ich beidseitig?", "Wo ist die Küche?", "Wer hat den Schlüssel?",
		},
		"Japanese": {
			"出張の申請はどこでしますか", "出張を申請したい", "出張の申請の方法", "出張申請について", "出張の申請を教えてください", "会議室の鍵はどこですか", "両面印刷の方法",
		},
		"Greek": {
			"Πώς δηλώνω ένα επαγγελματικό ταξίδι;", "Πού δηλώνεται το επαγγελματικό ταξίδι;", "Επαγγελματικό ταξίδι: πώς το δηλώνω;", "Να δηλώσω το επαγγελματικό ταξίδι;",
			"Ποιος δηλώνει το επαγγελματικό ταξίδι;", "Πού είναι το κλειδί;", "Πώς τυπώνω και στις δύο πλευρές;",
		},
	} {
		all := recurring(t, repertoire.Asking{Questions: asking("x", texts...)})
		if assert.Len(t, all, 1, name) {
			assert.Len(t, all[0].Questions, 5, name)
		}
	}
}

// Words that questions about whatever else have, too, tell nothing: without them
// these would all be alike.
func TestRecurringLeavesOutWhatIsCommon(t *testing.T) {
	const phrase = "Greetings everybody, hopefully somebody understands: "
	var texts []string
	for _, about := range []string{"bicycles", "oranges", "ministers", "bridges", "candles", "harbours"} {
		texts = append(texts, phrase+about)
	}
	questions := asking("x", texts...)
	require.Len(t, recurring(t, repertoire.Asking{Questions: questions}), 1, "there is nothing to tell it by")
	for i := range 20 {
		q := asking(fmt.Sprint("y", i), phrase+"whatever")[0]
		q.ID[0] = byte(10 + i)
		questions = append(questions, q)
	}
	assert.Empty(t, recurring(t, repertoire.Asking{Questions: questions}))
}

// The order in which questions are given makes no difference, and nothing that is
// told is made up.
func TestRecurringHolds(t *testing.T) {
	words := strings.Fields("connect server print report sides key room floor form holiday code fails again please")
	rapid.Check(t, func(r *rapid.T) {
		var questions []repertoire.Question
		for i := range rapid.IntRange(0, 60).Draw(r, "questions") {
			text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words[:rapid.IntRange(3, len(words)).Draw(r, "range")]), 1, 6).Draw(r, "text"), " ")
			q := asking("", text)[0]
			q.ID, q.Topics = activity.QuestionID{byte(i + 1)}, rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"a", "b"}), 0, 2, rapid.ID[string]).Draw(r, "topics")
			q.AskedAt = daysAgo(rapid.IntRange(0, 800).Draw(r, "days"))
			questions = append(questions, q)
		}
		all := recurring(r, repertoire.Asking{Questions: questions})
		shuffled := slices.Clone(questions)
		rand.New(rand.NewPCG(rapid.Uint64().Draw(r, "seed"), 0)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		require.Equal(r, all, recurring(r, repertoire.Asking{Questions: shuffled}))
		for _, one := range all {
			require.GreaterOrEqual(r, len(one.Questions), 5)
			require.True(r, slices.ContainsFunc(one.Questions, func(q repertoire.Recurred) bool { return q.Question == one.Like }))
			seen := make(map[activity.QuestionID]bool)
			for i, q := range one.Questions {
				require.False(r, seen[q.Question])
				seen[q.Question] = true
				require.GreaterOrEqual(r, q.Alike, 55)
				require.LessOrEqual(r, q.Alike, 100)
				require.False(r, q.At.Before(one.From))
				require.True(r, i == 0 || !q.At.Before(one.Questions[i-1].At))
			}
		}
	})
}

// A hundred thousand questions about one topic take seconds, and not the square
// of that.
func TestRecurringAmongMany(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	questions := make([]repertoire.Question, 5_000)
	for i := range questions {
		var text []string
		for range 8 {
			text = append(text, fmt.Sprintf("%05dword", int(rng.ExpFloat64()*300))) // some often, most seldom
		}
		if i%100 == 0 {
			text = []string{"How", "does", "one", "sample", "a", "payroll", "in", "spring"}
		}
		questions[i] = repertoire.Question{ID: activity.QuestionID{byte(i >> 16), byte(i >> 8), byte(i)}, Asker: "ana", AskedAt: daysAgo(10),
			Asked: repertoire.Asked{Text: strings.Join(text, " "), Topics: []string{"x"}}}
	}
	begin := time.Now()
	all := recurring(t, repertoire.Asking{Questions: questions})
	require.NotEmpty(t, all)
	assert.Equal(t, 50, len(all[0].Questions))
	t.Log(time.Since(begin))
}

// That questions about a topic name it tells nothing, and what is about two topics
// is told once.
func TestRecurringAndTopics(t *testing.T) {
	questions := asking("travel expenses", "Travel expenses of guests?", "Travel expenses in winter?", "Travel expenses by bicycle?", "Travel expenses after midnight?", "Travel expenses, twice?")
	assert.Empty(t, recurring(t, repertoire.Asking{Questions: questions}))
	for i := range questions {
		questions[i].Topics = []string{"money"}
	}
	assert.Len(t, recurring(t, repertoire.Asking{Questions: questions}), 1, "with another topic they are alike")

	questions = asking("network", server...)
	for i := range questions {
		questions[i].Topics = append(questions[i].Topics, "office")
	}
	all := recurring(t, repertoire.Asking{Questions: questions})
	require.Len(t, all, 1)
	assert.Equal(t, []string{"network", "office"}, all[0].Topics)
}
