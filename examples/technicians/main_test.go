package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/search"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

var update = flag.Bool("update", false, "write testdata/page.txt anew")

// TestPage: the story has one page, whichever store it is told in.
func TestPage(t *testing.T) {
	golden := filepath.Join("testdata", "page.txt")
	onDisk, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "technicians.db"), &sqlite.Options{Relaxed: true})
	require.NoError(t, err)
	defer onDisk.Close()
	for name, store := range map[string]storage.Store{"memory": memory.New(nil), "sqlite": onDisk} {
		var page bytes.Buffer
		run(&page, store)
		if *update {
			require.NoError(t, os.WriteFile(golden, page.Bytes(), 0o644))
		}
		want, err := os.ReadFile(golden)
		require.NoError(t, err)
		assert.Equal(t, string(want), page.String(), "%s: the same story, the same page; -update writes it anew", name)
	}
}

func toldAnew(t *testing.T) *story { return tell(t.Context(), memory.New(nil)) }

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		require.NoError(t, err)
		return v
	}
}

// TestBornInBreakfastTalk: at breakfast they "posed questions, raised problems,
// offered solutions, constructed answers".
func TestBornInBreakfastTalk(t *testing.T) {
	ctx, s := t.Context(), toldAnew(t)
	thread := must(s.as("marta").Thread(ctx, s.question))(t)
	assert.Equal(t, activity.SolveProblem, thread.Question.Purpose)
	tip := must(s.as("marta").Resource(ctx, thread.Question.Harvested))(t)
	assert.Equal(t, s.tip, tip.ID)
	held := must(s.as("marta").Meetings(ctx, s.breakfast))(t)
	i := slices.IndexFunc(held, func(m cop.Meeting) bool { return m.Start.Equal(s.birth) })
	require.GreaterOrEqual(t, i, 0)
	for _, a := range thread.Answers {
		assert.Contains(t, held[i].Attended, a.Author)
		assert.Contains(t, tip.Credits, a.Author, "who helped is credited")
		assert.WithinDuration(t, s.birth, a.AnsweredAt, 2*time.Hour)
	}
	assert.NotContains(t, tip.Credits, tip.Author, "who is named anyhow")
	assert.False(t, thread.Question.Accepted.IsZero())
}

// TestVettedByPeers: before anybody far away relies on the tip, peers have sent it
// back, stood up for it, and decided on it together.
func TestVettedByPeers(t *testing.T) {
	ctx, s := t.Context(), toldAnew(t)
	tip := must(s.as("marta").Resource(ctx, s.tip))(t)
	uses := must(s.as("marta").Reuses(ctx, s.tip, activity.ID{}, 0))(t)
	var back []activity.Activity
	for _, a := range must(s.as("marta").Activities(ctx, activity.ID{}, 0))(t) {
		if a.Object == activity.ObjectID(s.tip) && a.Verb == activity.SendBack {
			back = append(back, a)
		}
	}
	require.Len(t, back, 1)
	versions := must(s.as("marta").Versions(ctx, s.tip, 0, 0))(t)
	assert.True(t, versions[0].At.Before(back[0].At) && versions[1].At.After(back[0].At), "what was found wanting was seen to")
	backers := must(s.as("marta").Endorsements(ctx, s.tip, "", 0))(t)
	assert.Len(t, backers, 2)
	for _, e := range backers {
		assert.NotEqual(t, tip.Author, e.Person)
		assert.Equal(t, tip.Current.Number, e.Version)
	}
	assert.Equal(t, repertoire.Vetted, tip.Status)
	assert.Equal(t, []any{s.proposal, tip.Current.Number}, []any{tip.Endorsed.Proposal, tip.Endorsed.Version}, "by all, and as it reads now")
	assert.True(t, tip.Endorsed.At.Before(uses[0].At))
}

// TestNoEditIsLost: of three who edit at once, two are brought together, and the
// third hears what stands against what.
func TestNoEditIsLost(t *testing.T) {
	ctx, s := t.Context(), toldAnew(t)
	current := must(s.as("marta").Resource(ctx, s.tip))(t).Current
	assert.True(t, current.Merged())
	assert.Contains(t, current.Body, "warm from the van")
	assert.Contains(t, current.Body, "without a heated tray")
	require.ErrorIs(t, s.clash, fault.Conflict)
	why := s.unmerged()
	require.Len(t, why.Clashes, 1)
	assert.Equal(t, []string{"It holds for all machines."}, why.Clashes[0].Yours)
	assert.NotContains(t, current.Body, "all machines")
}

// TestReusedByTechniciansWhoNeverMet: who used the tip has never been at one table
// with anybody who had a part in it.
func TestReusedByTechniciansWhoNeverMet(t *testing.T) {
	ctx, s := t.Context(), toldAnew(t)
	made := must(s.as("marta").Contribution(ctx, s.tip))(t)
	assert.Equal(t, []int{5, 4, 0}, []int{made.Uses.Count, made.Uses.People, made.Own})
	assert.Equal(t, repertoire.OutcomeCount{Worked: 3, WorkedInPart: 1, DidNotWork: 1}, made.Uses.ByOutcome, "that it did not help is told, too")
	for _, maker := range made.Makers {
		assert.Empty(t, s.metWith(ctx, made.Uses, maker.Person), maker.Person)
	}
	peers := repertoire.Uses{ByPerson: []repertoire.PersonUse{{Person: "ruth"}}}
	assert.Equal(t, []activity.Person{"ruth"}, s.metWith(ctx, peers, "iggy"), "those at the table did meet")
	for _, u := range must(s.as("marta").Reuses(ctx, s.tip, activity.ID{}, 0))(t) {
		assert.NotEmpty(t, u.For, "what for")
	}
}

// TestFacedFiveTimes: "we have faced this problem five times now. Let us write it
// down once and for all."
func TestFacedFiveTimes(t *testing.T) {
	ctx, s := t.Context(), toldAnew(t)
	assert.Equal(t, []int{5, 5}, []int{len(s.again.Questions), s.again.Askers})
	task := must(s.as("marta").Task(ctx, s.task))(t)
	assert.Equal(t, repertoire.TaskDone, task.State)
	assert.Len(t, task.Questions, 5)
	assert.Empty(t, must(s.as("marta").Recurring(ctx, repertoire.Mapping()))(t), "once and for all")
	assert.Equal(t, 2, must(s.as("marta").Contribution(ctx, task.Resource))(t).Uses.People)
}

// TestWhatIsNotSureYetStaysOnTheBench: who may not enter a space finds nothing of
// it, and what they do find is as it would be without.
func TestWhatIsNotSureYetStaysOnTheBench(t *testing.T) {
	ctx, s := t.Context(), toldAnew(t)
	found := func(p activity.Person) (titles []string) {
		for _, r := range must(s.as(p).Search(ctx, "damp paper", search.Cursor{}, 0))(t).Results {
			titles = append(titles, r.Title.Text)
		}
		return titles
	}
	assert.Equal(t, []string{"Damp paper, or a recall?", "Crumpled copies until ten o'clock"}, found("sven"))
	assert.Equal(t, []string{"Crumpled copies until ten o'clock"}, found("lucia"))
	assert.Equal(t, found("lucia"), found("marta"), "nor does who convenes the table")
	all := must(s.as("sven").Resources(ctx, activity.ResourceID{}, 0))(t)
	hidden := all[slices.IndexFunc(all, func(r repertoire.Resource) bool { return !r.Space.IsZero() })]
	_, err := s.as("lucia").Resource(ctx, hidden.ID)
	assert.ErrorIs(t, err, fault.NotFound)
}

// TestWhoKnowsWhat: the map names what is missing, and whom to ask.
func TestWhoKnowsWhat(t *testing.T) {
	ctx, s := t.Context(), toldAnew(t)
	missing := map[string][]repertoire.GapKind{}
	for _, g := range must(s.as("noor").Gaps(ctx, repertoire.Mapping()))(t) {
		for _, r := range g.Reasons {
			missing[g.Topic] = append(missing[g.Topic], r.Kind)
		}
	}
	assert.Equal(t, map[string][]repertoire.GapKind{
		"customers": {repertoire.NotVouched}, "error codes": {repertoire.OneAnswers}, "ozone": {repertoire.Untouched},
		"scanners": {repertoire.NotAnswered, repertoire.NotVouched},
	}, missing, "about paper nothing is")
	waiting := must(s.as("noor").Unanswered(ctx, repertoire.Mapping()))(t)
	require.Len(t, waiting, 3)
	for _, w := range waiting {
		if slices.Contains(w.Topics, "paper") {
			assert.Equal(t, activity.Person("ruth"), w.Suggested[0].Person)
		} else {
			assert.Equal(t, "The scanning room", w.Elsewhere[0].Name, "nobody here is known to know")
		}
	}
	assert.Len(t, must(s.as("iggy").Answerable(ctx, repertoire.Mapping()))(t), 1, "it waits for those who know")
}

// TestValueTracedFromStoryToOutcome: from breakfast to the visit that nobody had to
// make, each step with what shows it, and figures beside it.
func TestValueTracedFromStoryToOutcome(t *testing.T) {
	ctx, s := t.Context(), toldAnew(t)
	told := must(s.as("marta").ValueStory(ctx, s.told))(t)
	assert.True(t, told.Traced())
	assert.Equal(t, s.birth, told.Steps[0].Trace.Meeting)
	uses := must(s.as("marta").Reuses(ctx, s.tip, activity.ID{}, 0))(t)
	assert.Equal(t, told.Steps[2].Trace.Use, uses[0].ID)
	assert.Equal(t, told.Teller, uses[0].Person, "she tells of her own use")
	report := must(s.as("marta").Value(ctx, time.Time{}, time.Time{}))(t)
	assert.Equal(t, []activity.StoryID{s.told}, report.Traced)
	for _, c := range report.Cycles {
		switch c.Cycle {
		case repertoire.Immediate, repertoire.Potential, repertoire.Applied, repertoire.Realised:
			assert.Equal(t, repertoire.BothHalves, c.Shown, c.Cycle)
		default:
			assert.NotEqual(t, repertoire.BothHalves, c.Shown, c.Cycle)
			assert.NotEmpty(t, c.Next, "%s: what is missing comes with what to ask", c.Cycle)
		}
	}
}

// TestUseAndNotVolume: who shares the most is not who is thanked, unless others
// made use of it.
func TestUseAndNotVolume(t *testing.T) {
	ctx, s := t.Context(), toldAnew(t)
	shared := map[activity.Person]int{}
	for _, r := range must(s.as("marta").Resources(ctx, activity.ResourceID{}, 0))(t) {
		shared[r.Author]++
	}
	assert.Greater(t, shared["omar"], 4*shared["iggy"])
	thanked := map[activity.Person]int{}
	for _, c := range must(s.as("marta").Contributions(ctx))(t).Members {
		for _, w := range c.Works {
			thanked[c.Person] += w.Uses
		}
	}
	assert.Equal(t, map[activity.Person]int{"iggy": 5, "pia": 5, "ruth": 5, "sven": 7, "teo": 2}, thanked)
}

// TestStewardIsAsked: the review date goes by, and who looks after the tip is named.
func TestStewardIsAsked(t *testing.T) {
	ctx, s := t.Context(), toldAnew(t)
	stale := must(s.as("marta").Stale(ctx, repertoire.DefaultStalePolicy()))(t)
	require.Len(t, stale, 1)
	assert.Equal(t, s.tip, stale[0].Resource)
	assert.Equal(t, repertoire.Overdue, stale[0].Reasons[0].Rule)
	assert.Equal(t, []activity.Person{"pia"}, stale[0].Stewards)
	require.NoError(t, s.as("pia").Reaffirm(ctx, s.tip, repertoire.WasReaffirmed{Version: 4, Note: "Still damp."}))
	assert.Empty(t, must(s.as("marta").Stale(ctx, repertoire.DefaultStalePolicy()))(t))
}

// TestMomentumIsNotLost: "make sure that momentum is not lost as the CoP moves
// through" its phases.
func TestMomentumIsNotLost(t *testing.T) {
	ctx, s := t.Context(), toldAnew(t)
	moves := must(s.as("marta").Passages(ctx, activity.ID{}, 0))(t)
	require.Len(t, moves, 4)
	for _, m := range moves[:3] {
		assert.Empty(t, m.Unmet, "to %s by the gate", m.To)
	}
	assert.Equal(t, []lifecycle.CriterionID{"sponsor"}, moves[3].Unmet, "against it, with a reason, on the record")
	gate := must(s.as("marta").Gate(ctx))(t)
	assert.Equal(t, []lifecycle.CriterionID{"endorsed"}, gate.Unmet())
	for _, m := range must(s.as("marta").Momentum(ctx, lifecycle.DefaultMomentum()))(t) {
		assert.NotContains(t, []lifecycle.MomentumState{lifecycle.Stalled, lifecycle.Declining, lifecycle.Dormant}, m.State, m.Month)
	}
	stage := must(s.as("marta").Stage(ctx))(t)
	assert.Equal(t, lifecycle.Coalescing, stage.Stage)
	assert.True(t, stage.Agrees, stage.Note)
}
