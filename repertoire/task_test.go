package repertoire_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
)

var (
	writing = activity.TaskID{0x30}
	wanted  = repertoire.TaskDraft{Title: "Sampling", About: "By grade.", Topics: []string{"payroll"}, Questions: []activity.QuestionID{{1}, {2}}}
)

// proposed is a task that ana proposed backstage.
func proposed(t require.TestingT) repertoire.Task {
	o := occasion(0, "ana")
	o.Space, o.Purpose = backstage, ""
	task, a, err := repertoire.ProposeTask(o, writing, wanted)
	require.NoError(t, err)
	assert.Equal(t, activity.Activity{
		Community: auditors, ID: o.ID, Actor: "ana", Verb: activity.ProposeTask, Object: activity.ObjectID(writing), Thread: activity.ObjectID(writing),
		Space: backstage, Topics: []string{"payroll"}, Mode: activity.Online, At: nine, Purpose: activity.Document, Detail: repertoire.TaskProposed{TaskDraft: wanted},
	}, a)
	return task
}

func TestTask(t *testing.T) {
	open := proposed(t)
	assert.Equal(t, repertoire.Task{
		Community: auditors, ID: writing, Space: backstage, TaskDraft: wanted, Proposer: "ana", ProposedAt: nine, State: repertoire.TaskOpen, Rev: 1,
	}, open)
	assert.Equal(t, activity.Person("ana"), open.Doer())

	taken, a, err := open.Take(occasion(1, "bob"))
	require.NoError(t, err)
	assert.Equal(t, []any{repertoire.TaskTaken, activity.Person("bob"), nine.Add(time.Hour), 2}, []any{taken.State, taken.Taker, taken.TakenAt, taken.Rev})
	assert.Equal(t, activity.Person("bob"), taken.Doer())
	assert.Equal(t, []any{activity.Person("ana"), activity.ObjectID(writing), backstage, []string{"payroll"}}, []any{a.To, a.InReplyTo, a.Space, a.Topics})

	back, _, err := taken.HandBack(occasion(2, "bob"), "No time.")
	require.NoError(t, err)
	assert.Equal(t, []any{repertoire.TaskOpen, activity.Person(""), time.Time{}}, []any{back.State, back.Taker, back.TakenAt})

	for name, from := range map[string]repertoire.Task{"taken": taken, "open": open} {
		done, a, err := from.Finish(occasion(3, "cem"), sampling)
		require.NoError(t, err, name)
		assert.Equal(t, []any{repertoire.TaskDone, sampling, repertoire.TaskEnd{By: "cem", At: nine.Add(3 * time.Hour)}}, []any{done.State, done.Resource, done.Ended}, name)
		assert.Equal(t, repertoire.TaskFinished{Resource: sampling}, a.Detail)
		assert.False(t, done.Waits())

		dropped, _, err := from.Drop(occasion(3, "cem"), "We have it.")
		require.NoError(t, err, name)
		assert.Equal(t, []any{repertoire.TaskDropped, activity.ResourceID{}, "We have it."}, []any{dropped.State, dropped.Resource, dropped.Ended.Reason}, name)
	}
}

func TestTaskRefuses(t *testing.T) {
	open := proposed(t)
	taken, _, err := open.Take(occasion(1, "bob"))
	require.NoError(t, err)
	done, _, err := taken.Finish(occasion(2, "bob"), sampling)
	require.NoError(t, err)
	propose := func(id activity.TaskID, change func(*repertoire.TaskDraft)) outcome {
		d := wanted
		change(&d)
		return did(repertoire.ProposeTask(occasion(0, "ana"), id, d))
	}
	none := func(*repertoire.TaskDraft) {}
	for name, test := range map[string]struct {
		given repertoire.Task
		got   outcome
		code  fault.Code
		says  string
	}{
		"no id":            {repertoire.Task{}, propose(activity.TaskID{}, none), fault.Invalid, "needs an id"},
		"no title":         {repertoire.Task{}, propose(writing, func(d *repertoire.TaskDraft) { d.Title = "" }), fault.Invalid, "title is required"},
		"a bad topic":      {repertoire.Task{}, propose(writing, func(d *repertoire.TaskDraft) { d.Topics = []string{"a|b"} }), fault.Invalid, "topics[0]"},
		"a question twice": {repertoire.Task{}, propose(writing, func(d *repertoire.TaskDraft) { d.Questions = []activity.QuestionID{{1}, {1}} }), fault.Invalid, "questions must not"},
		"no question":      {repertoire.Task{}, propose(writing, func(d *repertoire.TaskDraft) { d.Questions = []activity.QuestionID{{}} }), fault.Invalid, "has no id"},
		"no such words":    {repertoire.Task{}, propose(writing, func(d *repertoire.TaskDraft) { d.Grounds.Evidence = " " }), fault.Invalid, "grounds.evidence"},
		"no such time":     {repertoire.Task{}, propose(writing, func(d *repertoire.TaskDraft) { d.Grounds.From = nine.AddDate(9000, 0, 0) }), fault.Invalid, "grounds.from must be a time in the years"},
		"a window upended": {repertoire.Task{}, propose(writing, func(d *repertoire.TaskDraft) { d.Grounds.From = nine }), fault.Invalid, "grounds.to must not be before"},
		"taken by others":  {taken, did(taken.Take(occasion(3, "cem"))), fault.Precondition, "offer them your help"},
		"taken twice":      {taken, did(taken.Take(occasion(3, "bob"))), fault.Exists, "already"},
		"taken when done":  {done, did(done.Take(occasion(3, "cem"))), fault.Precondition, "the task is done"},
		"back of nobody's": {open, did(open.HandBack(occasion(3, "bob"), "")), fault.Precondition, "nobody has taken"},
		"a bad reason":     {taken, did(taken.HandBack(occasion(3, "bob"), " ")), fault.Invalid, "reason"},
		"no resource":      {taken, did(taken.Finish(occasion(3, "bob"), activity.ResourceID{})), fault.Invalid, "name the resource"},
		"done twice":       {done, did(done.Finish(occasion(3, "bob"), sampling)), fault.Precondition, "the task is done"},
		"no reason":        {open, did(open.Drop(occasion(3, "ana"), "")), fault.Invalid, "reason is required"},
		"dropped, done":    {done, did(done.Drop(occasion(3, "ana"), "So.")), fault.Precondition, "propose a new one"},
		"what is not":      {repertoire.Task{}, did(repertoire.Task{}.Take(occasion(3, "bob"))), fault.Invalid, "another task"},
		"elsewhere":        {open, did(open.Take(outsiders("bob"))), fault.Invalid, "another task"},
		"in no record":     {open, did(open.Take(activity.Occasion{})), fault.Invalid, "community is required"},
	} {
		assert.ErrorIs(t, test.got.err, test.code, name)
		assert.ErrorContains(t, test.got.err, test.says, name)
		assert.Equal(t, test.given, test.got.next, name)
		assert.Zero(t, test.got.recorded, name)
	}
}

// Whatever is done to a task, its record folds to it, and Fold refuses what the
// acts refuse.
func TestTaskFolds(t *testing.T) {
	people := rapid.SampledFrom([]activity.Person{"ana", "bob"})
	rapid.Check(t, func(r *rapid.T) {
		var task repertoire.Task
		var record []activity.Activity
		for n := range 12 {
			o := occasion(n, people.Draw(r, "who"))
			acts := []func() (repertoire.Task, activity.Activity, error){
				func() (repertoire.Task, activity.Activity, error) { return task.Take(o) },
				func() (repertoire.Task, activity.Activity, error) { return task.HandBack(o, "") },
				func() (repertoire.Task, activity.Activity, error) { return task.Finish(o, sampling) },
				func() (repertoire.Task, activity.Activity, error) { return task.Drop(o, "So.") },
			}
			act := rapid.SampledFrom(slices.Repeat(acts[:2], 2)).Draw(r, "act")
			if n > 8 {
				act = rapid.SampledFrom(acts).Draw(r, "late act")
			}
			if task.Rev == 0 {
				act = func() (repertoire.Task, activity.Activity, error) { return repertoire.ProposeTask(o, writing, wanted) }
			}
			next, a, err := act()
			if err != nil {
				require.Equal(r, task, next)
				continue
			}
			require.Equal(r, task.Rev+1, next.Rev)
			task, record = next, append(record, a)
		}
		var folded repertoire.Task
		for _, a := range record {
			var err error
			folded, err = folded.Fold(a)
			require.NoError(r, err)
		}
		require.Equal(r, task, folded)
		if !task.Waits() {
			for _, a := range record {
				_, err := task.Fold(a)
				require.ErrorIs(r, err, fault.Invalid, "it is over")
			}
		}
	})
}
