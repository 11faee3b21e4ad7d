package cop_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
)

// talk has a number of people chat over some weeks, each with the next one.
func talk(h *history, n, weeks int, topics ...string) {
	who := people(n)
	for week := range weeks {
		for i, p := range who {
			next := who[(i+1)%n]
			thread := h.an(week, p, activity.Start, about(topics...))
			h.an(week, next, activity.Reply, to(p), in(thread))
			h.an(week, p, activity.Reply, to(next), in(thread))
		}
	}
}

// "A community of practice is not merely a community of interest – people who
// like certain kinds of movies, for instance."
func movieLovers() history {
	var h history
	talk(&h, 6, 26, "westerns")
	return h
}

// "A community of practice is not merely a club of friends."
func friends() history {
	var h history
	who := people(6)
	for week := range 26 {
		for i, p := range who {
			next := who[(i+1)%6]
			thread := h.an(week, p, activity.Start, about(fmt.Sprint("what happened to ", p, " in week ", week)))
			h.an(week, next, activity.Reply, to(p), in(thread))
			h.an(week, p, activity.Reply, to(next), in(thread))
		}
	}
	return h
}

// A log of commits tells what people made, not whether they talk.
func commitLog() history {
	var h history
	for week := range 30 {
		h.an(week, "maintainer", activity.Commit)
		h.an(week, "maintainer", activity.Commit)
		h.an(week, people(10)[week%10], activity.Commit)
	}
	return h
}

// "You could belong to the same network as someone and never know it."
func contactsOnly() history {
	var h history
	who := people(40)
	for i, p := range who {
		h.an(i, p, activity.Start, about("audit"))
		h.an(i, p, activity.Reply, to(who[(i+7)%40]))
	}
	return h
}

// "A website in itself is not a community of practice."
func website() history {
	var h history
	for week := range 30 {
		post := h.an(week, "editor", activity.Start, about("audit"))
		h.an(week, "editor", activity.Share, about("audit"))
		if week%3 == 0 {
			h.an(week, people(30)[week], activity.Comment, to("editor"), in(post))
		}
	}
	return h
}

// "The claims processors in a large insurance company may have much in common,
// yet unless they interact and learn together, they do not form a community of
// practice."
func claimsProcessors() history {
	var h history
	for _, p := range people(200) {
		h.an(0, "personnel", activity.Admit, to(p))
	}
	h.an(3, "p001", activity.Ask, about("claims"))
	h.an(9, "p002", activity.Answer, to("p001"))
	return h
}

// "A good conversation with a stranger on an airplane may give you all sorts of
// interesting insights, but it does not in itself make for a community of
// practice."
func onAnAirplane() history {
	var h history
	for range 15 {
		h.an(0, "ana", activity.Reply, to("stranger"), about("payroll"))
		h.an(0, "stranger", activity.Reply, to("ana"), about("payroll"))
	}
	return h
}

// "Nurses who meet regularly for lunch in a hospital cafeteria may not realize
// that their lunch discussions are one of their main sources of knowledge."
func nursesAtLunch() history {
	var h history
	for week := range 20 {
		for _, p := range people(7) {
			h.an(week, p, activity.Attend, on(activity.ObjectID{9}), serving(activity.SeekExperience))
		}
	}
	return h
}

func TestDiagnoses(t *testing.T) {
	westerns := cop.Charter{Name: "Movies", Domain: cop.Domain{Concern: "westerns"}}
	undeclared := cop.Charter{Name: "Us"}
	project := cop.Declared{Deliverable: "the payroll module", EndDate: weeks(40), Assigned: true}
	for name, test := range map[string]struct {
		charter  cop.Charter
		history  history
		to       time.Time
		declared cop.Declared
		verdict  cop.Verdict
		miss     string
		shown    string // the elements, in order
	}{
		"internal auditors": {auditorsCharter(), internalAuditors(), weeks(31), cop.Declared{}, cop.OfPractice, "", "present present present"},
		"internal auditors whose charter names no topics": {charter(), internalAuditors(), weeks(31), cop.Declared{}, cop.OfPractice, "", "present present present"},
		"nurses at lunch":                       {undeclared, nursesAtLunch(), weeks(21), cop.Declared{}, cop.Unformed, "", "unknown present present"},
		"nurses at lunch who say what it is":    {charter(), nursesAtLunch(), weeks(21), cop.Declared{}, cop.OfPractice, "", "unknown present present"},
		"movie lovers":                          {westerns, movieLovers(), weeks(27), cop.Declared{}, cop.Near, "community-of-interest", "present present absent"},
		"a club of friends":                     {undeclared, friends(), weeks(27), cop.Declared{}, cop.Near, "club-of-friends", "absent present absent"},
		"a club of friends with a pretext":      {westerns, friends(), weeks(27), cop.Declared{}, cop.Near, "club-of-friends", "absent present absent"},
		"a network of connections":              {charter(), contactsOnly(), weeks(41), cop.Declared{}, cop.Near, "network-of-connections", "present absent absent"},
		"a log of commits":                      {charter(), commitLog(), weeks(31), cop.Declared{}, cop.Unformed, "", "unknown unknown present"},
		"a website":                             {charter(), website(), weeks(31), cop.Declared{}, cop.Near, "website-or-audience", "present absent absent"},
		"claims processors":                     {charter(), claimsProcessors(), weeks(20), cop.Declared{}, cop.Near, "same-job-or-title", "unknown absent absent"},
		"claims processors in their first week": {charter(), claimsProcessors(), weeks(10), cop.Declared{}, cop.Forming, "", "unknown unknown unknown"},
		"a project team":                        {auditorsCharter(), internalAuditors(), weeks(31), project, cop.Near, "project-team", "present present present"},
		"a project team in its first week":      {charter(), nil, weeks(1), project, cop.Near, "project-team", "unknown unknown unknown"},
		"on an airplane":                        {charter(), onAnAirplane(), weeks(1), cop.Declared{}, cop.Forming, "", "unknown unknown unknown"},
		"on an airplane, a year ago":            {charter(), onAnAirplane(), weeks(52), cop.Declared{}, cop.Unformed, "", "absent absent absent"},
	} {
		t.Run(name, func(t *testing.T) {
			e := test.history.evidence(t, test.to)
			e.Declared = test.declared
			d := cop.Diagnose(test.charter, e)
			miss := ""
			if d.NearMiss != nil {
				miss = d.NearMiss.Name
			}
			assert.Equal(t, test.verdict, d.Verdict, d.String())
			assert.Equal(t, test.miss, miss, d.String())
			assert.Equal(t, test.shown, shown(d), d.String())
			if test.verdict == cop.OfPractice && test.shown == "present present present" {
				assert.Empty(t, d.Next)
			}
			if test.verdict != cop.OfPractice && test.miss != "project-team" {
				assert.NotEmpty(t, d.Next)
			}
		})
	}
}

func shown(d cop.Diagnosis) string {
	var words []string
	for _, el := range d.Elements {
		words = append(words, string(el.Shown))
	}
	return strings.Join(words, " ")
}

func TestNearMisses(t *testing.T) {
	names := map[string]bool{}
	for _, m := range cop.NearMisses() {
		assert.NotContains(t, names, m.Name)
		names[m.Name] = true
		assert.Regexp(t, `^[a-z-]+$`, m.Name)
		assert.NotEmpty(t, m.Title+m.Means+m.Next)
	}
	assert.Len(t, names, 6)
	cop.NearMisses()[2].Lacks[0] = "spoiled"
	assert.Equal(t, cop.CommunityElement, cop.NearMisses()[2].Lacks[0])
}

// whole is evidence of a community of practice that reaches every threshold
// and no more.
func whole() cop.Evidence {
	return cop.Evidence{
		From: january, To: january.Add(12 * 7 * day), Began: january,
		Members: 30, People: 30, Contributions: 40, Top: 19, Span: 12 * 7 * day, Weeks: 13, ActiveWeeks: 6, Voluntary: 30,
		InContact: 10, Pairs: 10, PairsOfRest: 8, MutualPairs: 5, Interacting: 8, Sustained: 2, Lasting: 3,
		Questions: 20, Answered: 10, Answerers: 3,
		Topics: []cop.TopicShown{{Topic: "payroll", Mentions: 5, People: 3}, {Topic: "rain", Mentions: 5, People: 2}},
	}
}

func TestThresholdsAtTheirEdges(t *testing.T) {
	require.Equal(t, "present present present", shown(cop.Diagnose(charter(), whole())))
	for name, test := range map[string]struct {
		change func(*cop.Evidence)
		shown  string
		of     cop.Verdict
	}{
		"a day too early":             {func(e *cop.Evidence) { e.To = e.To.Add(-day) }, "present present present", cop.Forming},
		"one mention too few to tell": {func(e *cop.Evidence) { e.Topics[1].Mentions = 4 }, "unknown present present", cop.OfPractice},
		"topics are named too rarely": {func(e *cop.Evidence) { e.Contributions = 101 }, "unknown present present", cop.OfPractice},
		"topics less of the domain":   {func(e *cop.Evidence) { e.Topics[1].Mentions = 6 }, "weak present present", cop.OfPractice},
		"hardly of the domain":        {func(e *cop.Evidence) { e.Topics[1].Mentions = 20 }, "weak present present", cop.OfPractice},
		"not of the domain":           {func(e *cop.Evidence) { e.Topics[1].Mentions = 21 }, "absent present present", cop.Near},
		"fewer interact":              {func(e *cop.Evidence) { e.Interacting = 7 }, "present weak present", cop.Unformed},
		"hardly anybody interacts":    {func(e *cop.Evidence) { e.Interacting = 2 }, "present absent present", cop.Unformed},
		"only a pair lasts":           {func(e *cop.Evidence) { e.Lasting = 2 }, "present weak present", cop.Unformed},
		"few of many last":            {func(e *cop.Evidence) { e.People = 31 }, "present weak present", cop.Unformed},
		"nobody lasts":                {func(e *cop.Evidence) { e.Lasting = 0 }, "present absent present", cop.Unformed},
		"fewer weeks":                 {func(e *cop.Evidence) { e.ActiveWeeks = 5 }, "present weak present", cop.Unformed},
		"hardly any weeks":            {func(e *cop.Evidence) { e.ActiveWeeks = 1 }, "present absent present", cop.Unformed},
		"a shorter span":              {func(e *cop.Evidence) { e.Span-- }, "present present weak", cop.Unformed},
		"days":                        {func(e *cop.Evidence) { e.Span = 7*day - 1 }, "present present absent", cop.Near},
		"fewer answers":               {func(e *cop.Evidence) { e.Answered = 9 }, "present present weak", cop.Unformed},
		"one who answers all":         {func(e *cop.Evidence) { e.Answerers = 2 }, "present present weak", cop.Unformed},
		"hardly any answers":          {func(e *cop.Evidence) { e.Answered = 2 }, "present present absent", cop.Near},
		"a repertoire instead": {func(e *cop.Evidence) { e.Answered, e.TakenUp, e.TakersUp = 0, 3, 3 },
			"present present present", cop.OfPractice},
		"a beginning of a repertoire": {func(e *cop.Evidence) { e.Answered, e.TakenUp, e.TakersUp = 0, 1, 1 },
			"present present weak", cop.Unformed},
		"visits and the like instead": {func(e *cop.Evidence) { e.Answered, e.Learning, e.Learners = 0, 10, 3 },
			"present present present", cop.OfPractice},
		"common code instead": {func(e *cop.Evidence) { e.Answered, e.Commits, e.Committers = 0, 20, 3 },
			"present present present", cop.OfPractice},
		"a deliverable alone": {func(e *cop.Evidence) { e.Declared.Deliverable = "a report" }, "present present present", cop.OfPractice},
		"a deliverable of people who were put there": {func(e *cop.Evidence) { e.Declared.Deliverable, e.Assigned = "a report", 31 },
			"present present present", cop.Near},
		"an end date alone": {func(e *cop.Evidence) { e.Declared.EndDate = weeks(50) }, "present present present", cop.OfPractice},
	} {
		e := whole()
		test.change(&e)
		d := cop.Diagnose(charter(), e)
		assert.Equal(t, test.shown, shown(d), "%s\n%s", name, d)
		assert.Equal(t, test.of, d.Verdict, "%s\n%s", name, d)
	}
}

func TestAHostHasItsOwnThresholds(t *testing.T) {
	own := cop.DefaultThresholds()
	own.Interacting, own.Span = 27, 10*7*day
	d := own.Diagnose(charter(), whole())
	assert.Equal(t, "present weak present", shown(d))
	assert.Contains(t, d.String(), "27 %")
	assert.Contains(t, d.String(), "10 weeks")
}

func TestADiagnosisCanBeKept(t *testing.T) {
	for _, h := range []history{nil, internalAuditors(), movieLovers()} {
		d := cop.Diagnose(charter(), h.evidence(t, weeks(31)))
		text, err := json.Marshal(d)
		require.NoError(t, err)
		var back cop.Diagnosis
		require.NoError(t, json.Unmarshal(text, &back))
		assert.Equal(t, d, back)
	}
}

var clarity = map[cop.Presence]int{cop.Unknown: 0, cop.Absent: 1, cop.Weak: 2, cop.Present: 3}

// More interaction between those who take part never makes a community or a
// practice less clear.
func TestMoreInteractionNeverHarms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawHistory(t)
		before := cop.Diagnose(charter(), h.evidence(t, weeks(40)))
		present := map[activity.Person]bool{}
		for _, a := range h {
			if !a.Verb.Upkeep() {
				present[a.Actor] = true
			}
		}
		var who []activity.Person
		for _, p := range people(6) {
			if present[p] {
				who = append(who, p)
			}
		}
		if len(who) < 2 {
			return
		}
		for range rapid.IntRange(1, 10).Draw(t, "exchanges") {
			a, b := rapid.SampledFrom(who).Draw(t, "one"), rapid.SampledFrom(who).Draw(t, "other")
			week := rapid.IntRange(0, 38).Draw(t, "week")
			h.an(week, a, activity.Reply, to(b))
			h.an(week, b, activity.Reply, to(a))
		}
		after := cop.Diagnose(charter(), h.evidence(t, weeks(40)))
		for i := 1; i < 3; i++ {
			require.GreaterOrEqual(t, clarity[after.Elements[i].Shown], clarity[before.Elements[i].Shown], "%s\n%s", before, after)
		}
	})
}

// A diagnosis always gives its reasons, and says what to do for what is missing.
func TestADiagnosisExplainsItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawHistory(t).evidence(t, weeks(rapid.IntRange(1, 60).Draw(t, "to")))
		d := cop.Diagnose(charter(), e)
		require.Equal(t, d, cop.Diagnose(charter(), e))
		require.Equal(t, d.Verdict == cop.Near, d.NearMiss != nil)
		require.NotEmpty(t, d.Reasons)
		for _, el := range d.Elements {
			require.NotEmpty(t, el.Reasons)
			missing := false
			for _, step := range d.Next {
				missing = missing || step.For == string(el.Name)
			}
			require.Equal(t, el.Shown != cop.Present, missing)
		}
		for line := range strings.Lines(d.String()) {
			require.LessOrEqual(t, len([]rune(line)), 90, line)
		}
	})
}
