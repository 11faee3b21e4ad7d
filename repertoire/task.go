package repertoire

import (
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Task is something that the community wants written down: what it has been
// asked time and again, or what its map shows to be missing ("we have faced this
// five times; let us write it down once and for all": E. and B. Wenger-Trayner,
// "Introduction to communities of practice", 2015, documenting projects). It is
// in the space of the questions that it came from.
type Task struct {
	Community  activity.CommunityID `json:"community"`
	ID         activity.TaskID      `json:"id"`
	Space      activity.SpaceID     `json:"space,omitzero"`
	TaskDraft                       // what is to be written
	Proposer   activity.Person      `json:"proposer"`
	ProposedAt time.Time            `json:"proposed_at"`
	State      TaskState            `json:"state"`
	Taker      activity.Person      `json:"taker,omitempty"` // who has taken it on; empty if nobody has
	TakenAt    time.Time            `json:"taken_at,omitzero"`
	Resource   activity.ResourceID  `json:"resource,omitzero"` // what came of it; zero until it is done
	Ended      TaskEnd              `json:"ended,omitzero"`    // zero until it is done or dropped
	Rev        int                  `json:"rev"`               // how many recorded changes led here
}

// TaskDraft is a task that somebody is about to propose.
type TaskDraft struct {
	Title     string                `json:"title" validate:"required,max=300,line"`
	About     string                `json:"about,omitempty" validate:"omitempty,max=10000,prose"` // what should be in it, and for whom
	Topics    []string              `json:"topics,omitempty" validate:"max=100,unique,dive,topic"`
	Questions []activity.QuestionID `json:"questions,omitempty" validate:"max=1000,unique"` // that it is to answer
	Grounds   TaskGrounds           `json:"grounds,omitzero"`                               // zero if there are none but what it is about
}

// TaskGrounds are what was found that speaks for a task, as it was then: see
// [Recurrence.Draft].
type TaskGrounds struct {
	Rule     string    `json:"rule,omitempty" validate:"omitempty,max=1000,prose"`     // what was looked for
	Evidence string    `json:"evidence,omitempty" validate:"omitempty,max=4000,prose"` // what there was
	From     time.Time `json:"from,omitzero"`                                          // the window
	To       time.Time `json:"to,omitzero"`
}

// TaskState is how far a task is.
type TaskState string

// The states of a task.
const (
	TaskOpen    TaskState = "open"    // nobody has taken it on
	TaskTaken   TaskState = "taken"   // somebody is at it
	TaskDone    TaskState = "done"    // it is written
	TaskDropped TaskState = "dropped" // it will not be written, for a reason
)

// TaskEnd is who finished or dropped a task, and when.
type TaskEnd struct {
	By     activity.Person `json:"by"`
	At     time.Time       `json:"at"`
	Reason string          `json:"reason,omitempty"` // why it was dropped
}

// The details of the activities that change a task.
type (
	// TaskProposed is the detail of proposing a task.
	TaskProposed struct{ TaskDraft }
	// TaskWasTaken is the detail of taking a task on.
	TaskWasTaken struct{}
	// TaskHandedBack is the detail of giving up a task, so that others can take it
	// on.
	TaskHandedBack struct {
		Reason string `json:"reason,omitempty" validate:"omitempty,max=1000,prose"`
	}
	// TaskFinished is the detail of finishing a task.
	TaskFinished struct {
		Resource activity.ResourceID `json:"resource"`
	}
	// TaskWasDropped is the detail of dropping a task.
	TaskWasDropped struct {
		Reason string `json:"reason" validate:"required,max=1000,prose"`
	}
)

// FactName returns "repertoire.task-proposed".
func (TaskProposed) FactName() string { return "repertoire.task-proposed" }

// FactName returns "repertoire.task-taken".
func (TaskWasTaken) FactName() string { return "repertoire.task-taken" }

// FactName returns "repertoire.task-handed-back".
func (TaskHandedBack) FactName() string { return "repertoire.task-handed-back" }

// FactName returns "repertoire.task-finished".
func (TaskFinished) FactName() string { return "repertoire.task-finished" }

// FactName returns "repertoire.task-dropped".
func (TaskWasDropped) FactName() string { return "repertoire.task-dropped" }

// ProposeTask proposes to write something down, under an id of the caller's. The
// occasion's space is the one that the questions are in. What it is for is
// documenting, unless the occasion says otherwise.
func ProposeTask(o activity.Occasion, id activity.TaskID, d TaskDraft) (Task, activity.Activity, error) {
	d.Topics, d.Questions = append([]string(nil), d.Topics...), append([]activity.QuestionID(nil), d.Questions...)
	d.Grounds.From, d.Grounds.To = activity.Moment(d.Grounds.From), activity.Moment(d.Grounds.To)
	t := Task{ID: id, Space: o.Space, TaskDraft: d}
	next, a, err := t.record("repertoire.ProposeTask", o, activity.ProposeTask, TaskProposed{d}, d.Grounds.problems()...)
	if err != nil {
		return Task{}, a, err
	}
	return next, a, nil
}

// problems returns the bad fields that the tags do not tell.
func (g TaskGrounds) problems() (bad []fault.Field) {
	for _, end := range []struct {
		name string
		at   time.Time
	}{{"grounds.from", g.From}, {"grounds.to", g.To}} {
		if !end.at.IsZero() && !activity.Datable(end.at) {
			bad = append(bad, fault.Field{Name: end.name, Problem: activity.NotDatable})
		}
	}
	if bad == nil && g.To.Before(g.From) {
		bad = append(bad, fault.Field{Name: "grounds.to", Problem: "must not be before grounds.from"})
	}
	return bad
}

// Take takes the task on. Exists if the actor has done so already; Precondition
// if somebody else has, and for one that is done or dropped.
func (t Task) Take(o activity.Occasion) (Task, activity.Activity, error) {
	return t.record("repertoire.TakeTask", o, activity.TakeTask, TaskWasTaken{})
}

// HandBack gives the task up, for a reason or none, so that others can take it
// on. Precondition if nobody has it.
func (t Task) HandBack(o activity.Occasion, reason string) (Task, activity.Activity, error) {
	return t.record("repertoire.HandBackTask", o, activity.HandBack, TaskHandedBack{reason})
}

// Finish ends the task with the resource that it asked for. Nobody needs to have
// taken it on. Precondition for one that is done or dropped.
func (t Task) Finish(o activity.Occasion, resource activity.ResourceID) (Task, activity.Activity, error) {
	return t.record("repertoire.FinishTask", o, activity.FinishTask, TaskFinished{resource})
}

// Drop ends the task without a resource, for a reason. Precondition for one that
// is done or dropped.
func (t Task) Drop(o activity.Occasion, reason string) (Task, activity.Activity, error) {
	return t.record("repertoire.DropTask", o, activity.DropTask, TaskWasDropped{reason})
}

// Waits reports whether the task is still to be done: nobody has finished or
// dropped it.
func (t Task) Waits() bool { return t.State == TaskOpen || t.State == TaskTaken }

// Doer is whose the task is: who has taken it on, or else who proposed it.
func (t Task) Doer() activity.Person {
	if t.State == TaskTaken {
		return t.Taker
	}
	return t.Proposer
}

func (t Task) record(op string, o activity.Occasion, verb activity.Verb, detail activity.Fact, more ...fault.Field) (Task, activity.Activity, error) {
	fail := func(err error) (Task, activity.Activity, error) { return t, activity.Activity{}, fault.In(op, err) }
	if err := o.Check(op); err != nil {
		return fail(err)
	}
	if err := fault.Check(op, detail, more...); err != nil {
		return fail(err)
	}
	a := o.Record(verb, detail)
	if a.Purpose == "" {
		a.Purpose = activity.Document
	}
	a.Object, a.Thread, a.Space = activity.ObjectID(t.ID), activity.ObjectID(t.ID), t.Space
	a.Topics = append([]string(nil), t.Topics...)
	if verb != activity.ProposeTask {
		a.InReplyTo, a.To = a.Object, t.Proposer
	}
	return acted(op, t, a)
}

// TaskOf returns which task an activity changes; ok is false if it changes none.
func TaskOf(a activity.Activity) (id activity.TaskID, ok bool) {
	switch a.Detail.(type) {
	case TaskProposed, TaskWasTaken, TaskHandedBack, TaskFinished, TaskWasDropped:
		return activity.TaskID(a.Object), true
	}
	return activity.TaskID{}, false
}

// Fold folds an activity into the task: those that do not change a task leave it
// as it is. An activity that cannot follow gives an Invalid error.
func (t Task) Fold(a activity.Activity) (Task, error) {
	if bad := t.hindrance(a); bad != nil {
		return t, fault.New("repertoire.Fold", fault.Invalid, bad.Problem)
	}
	switch fact := a.Detail.(type) {
	case TaskProposed:
		t = Task{
			Community: a.Community, ID: activity.TaskID(a.Object), Space: a.Space, TaskDraft: fact.TaskDraft,
			Proposer: a.Actor, ProposedAt: a.At, State: TaskOpen,
		}
	case TaskWasTaken:
		t.State, t.Taker, t.TakenAt = TaskTaken, a.Actor, a.At
	case TaskHandedBack:
		t.State, t.Taker, t.TakenAt = TaskOpen, "", time.Time{}
	case TaskFinished:
		t.State, t.Resource, t.Ended = TaskDone, fact.Resource, TaskEnd{By: a.Actor, At: a.At}
	case TaskWasDropped:
		t.State, t.Ended = TaskDropped, TaskEnd{By: a.Actor, At: a.At, Reason: fact.Reason}
	default:
		return t, nil
	}
	t.Rev++
	return t, nil
}

// hindrance returns why an activity cannot follow from the task as it stands, as
// an error without an operation; nil if it can. Acts and Fold ask the same.
func (t Task) hindrance(a activity.Activity) *fault.Error {
	id, ok := TaskOf(a)
	if !ok {
		return nil
	}
	if proposed, proposes := a.Detail.(TaskProposed); proposes {
		switch {
		case id.IsZero():
			return fault.Because(fault.Invalid, "the task needs an id")
		case t.Rev != 0:
			return fault.Because(fault.Invalid, "the task is proposed already")
		case slices.Contains(proposed.Questions, activity.QuestionID{}):
			return fault.Because(fault.Invalid, "one of the questions has no id; name those that are to be answered")
		}
		return nil
	}
	finished, finishes := a.Detail.(TaskFinished)
	_, takes := a.Detail.(TaskWasTaken)
	_, handsBack := a.Detail.(TaskHandedBack)
	switch {
	case t.Rev == 0 || t.Community != a.Community || t.ID != id:
		return fault.Because(fault.Invalid, "the activity is about another task")
	case !t.Waits():
		return fault.Because(fault.Precondition, "the task is "+string(t.State)+"; propose a new one")
	case finishes && finished.Resource.IsZero():
		return fault.Because(fault.Invalid, "name the resource that came of the task")
	case takes && t.Taker == a.Actor:
		return fault.Because(fault.Exists, "you have taken the task on already")
	case takes && t.State == TaskTaken:
		return fault.Because(fault.Precondition, "somebody has taken the task on; offer them your help")
	case handsBack && t.State != TaskTaken:
		return fault.Because(fault.Precondition, "nobody has taken the task on")
	}
	return nil
}
