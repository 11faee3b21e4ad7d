package storagetest

import (
	"context"
	"iter"
	"time"

	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// Acts of a life around what its people want written down.

func (l *life) lookAtTasks(r *rapid.T) func(context.Context, storage.Reader) (any, error) {
	return look(r, rapid.Just(pick(r, "after", l.tasks, noTask)), func(ctx context.Context, r storage.Reader, after activity.TaskID, limit int) iter.Seq2[repertoire.Task, error] {
		return r.Tasks(ctx, l.community, after, limit)
	})
}

func (l *life) proposeTask(r *rapid.T, o activity.Occasion) act {
	id, seen := activity.TaskID(l.id()), l.lookAtTasks(r)
	d := repertoire.TaskDraft{Title: mostly([]string{"Sampling"}, "", "a\nb").Draw(r, "title"), About: words.Draw(r, "about"), Topics: topics.Draw(r, "topics")}
	if rapid.Bool().Draw(r, "from questions") {
		d.Questions = []activity.QuestionID{pick(r, "question", l.questions, noQuestion)}
	}
	if rapid.Bool().Draw(r, "on grounds") {
		d.Grounds = repertoire.TaskGrounds{Rule: words.Draw(r, "rule"), Evidence: words.Draw(r, "evidence"), From: o.At.AddDate(0, 0, -9).Add(time.Nanosecond), To: o.At}
	}
	if made, _, err := repertoire.ProposeTask(o, id, d); err == nil {
		l.tasks = append(l.tasks, made.ID)
	}
	return on("propose a task", none[repertoire.Task], storage.Tx.PutTask, func(repertoire.Task) (repertoire.Task, activity.Activity, error) {
		return repertoire.ProposeTask(o, id, d)
	}, seen)
}

// ofTask makes an act that changes a task: mostly one that it fits.
func (l *life) ofTask(r *rapid.T, name string, fits func(repertoire.Task) bool, change func(repertoire.Task) (repertoire.Task, activity.Activity, error)) act {
	id, anyOne := pick(r, "task", l.tasks, noTask), rapid.IntRange(0, 3).Draw(r, "any") == 3
	read := func(ctx context.Context, tx storage.Tx) (repertoire.Task, error) {
		t, err := rather(tx.Tasks(ctx, l.community, activity.TaskID{}, 0), fits, repertoire.Task{})
		if anyOne || t.Rev == 0 {
			return tx.Task(ctx, l.community, id)
		}
		return t, err
	}
	return on(name, read, storage.Tx.PutTask, change, l.lookAtTasks(r))
}

func inState(s repertoire.TaskState) func(repertoire.Task) bool {
	return func(t repertoire.Task) bool { return t.State == s }
}

func (l *life) takeTask(r *rapid.T, o activity.Occasion) act {
	return l.ofTask(r, "take a task", inState(repertoire.TaskOpen), func(t repertoire.Task) (repertoire.Task, activity.Activity, error) { return t.Take(o) })
}

func (l *life) handBackTask(r *rapid.T, o activity.Occasion) act {
	reason := words.Draw(r, "reason")
	return l.ofTask(r, "hand a task back", inState(repertoire.TaskTaken), func(t repertoire.Task) (repertoire.Task, activity.Activity, error) {
		return t.HandBack(o, reason)
	})
}

func (l *life) finishTask(r *rapid.T, o activity.Occasion) act {
	resource := pick(r, "resource", l.resources, noResource)
	return l.ofTask(r, "finish a task", inState(repertoire.TaskTaken), func(t repertoire.Task) (repertoire.Task, activity.Activity, error) {
		return t.Finish(o, resource)
	})
}

func (l *life) dropTask(r *rapid.T, o activity.Occasion) act {
	reason := words.Draw(r, "reason")
	return l.ofTask(r, "drop a task", repertoire.Task.Waits, func(t repertoire.Task) (repertoire.Task, activity.Activity, error) { return t.Drop(o, reason) })
}
