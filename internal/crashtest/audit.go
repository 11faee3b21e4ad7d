package crashtest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// lost is what an audit says of something that should be there.
const lost = "was acknowledged and is lost"

// Audit compares a store with what the writers were told, all of whom have
// ended. Its error lists what is wrong.
func (l *Ledger) Audit(ctx context.Context, s storage.Store) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.figures.Audits++
	heard := l.problems
	l.problems = nil // what is found now comes first
	defer func() { l.problems = nil }()
	for _, a := range l.order { // of those still running nobody has heard
		a.doubt = a.doubt || a.running > 0
		a.running = 0
	}
	err := s.View(ctx, func(ctx context.Context, r storage.Reader) error {
		there, problems, err := looks(ctx, r)
		if err != nil {
			return err
		}
		l.figures.Activities = len(there)
		l.note(problems...)
		for _, a := range l.order {
			if err := l.compare(ctx, r, a, there); err != nil {
				return err
			}
		}
		for mark := range there {
			l.note(fmt.Errorf("nobody asked for %q, which is there", mark))
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("the store cannot be read: %w", err)
	}
	return errors.Join(append(l.problems, heard...)...)
}

// compare compares one operation with what is there, and takes out what it
// accounts for.
func (l *Ledger) compare(ctx context.Context, r storage.Reader, a *account, there map[string]seen) error {
	marks := a.op.marks()
	missing := slices.DeleteFunc(slices.Clone(marks), func(mark string) bool { _, ok := there[mark]; return ok })
	present := len(missing) == 0
	switch {
	case !present && len(missing) < len(marks):
		l.object(a, fmt.Sprintf("is there in part: %d of its %d activities are missing, such as %q", len(missing), len(marks), missing[0]))
	case a.acknowledged && !present:
		l.object(a, lost)
	case present && (a.op.Regret != "" || !a.acknowledged && !a.doubt):
		l.object(a, "failed and is there: "+a.failure)
	}
	for _, op := range a.op.all() {
		if err := l.compareParts(ctx, r, a, op, present, there); err != nil {
			return err
		}
	}
	for _, mark := range marks {
		delete(there, mark)
	}
	a.found = present
	return nil
}

// compareParts compares what is there of an operation, or one part of it, beside
// that its activities are.
func (l *Ledger) compareParts(ctx context.Context, r storage.Reader, a *account, op Op, present bool, there map[string]seen) error {
	main := there[op.marks()[0]]
	if op.Act == "found" {
		op.In = main.community
	}
	if present && main.community != op.In {
		l.object(a, "is in another community's record")
	}
	if present && a.acknowledged && !a.made.IsZero() && main.object != a.made {
		l.object(a, "was said to make "+a.made.String()+", and has made "+main.object.String())
	}
	switch {
	case op.Act == follow:
		seen, err := r.Cursor(ctx, op.In, op.Key)
		if err != nil {
			return err
		}
		if want := map[bool]activity.Seq{true: activity.Seq(op.N)}[present]; seen != want {
			l.object(a, fmt.Sprintf("has left the cursor at %d, not at %d", seen, want))
		}
	case op.Keyed && op.Act != "found":
		kept, err := r.Operation(ctx, op.In, keptAs(op.Who, op.Key))
		if err != nil && fault.CodeOf(err) != fault.NotFound {
			return err
		}
		switch {
		case present != (err == nil):
			l.object(a, fmt.Sprintf("is there: %v, but its key is there: %v", present, err == nil))
		case present && (kept.Actor != op.Who || kept.Activity != main.id || kept.Verb != main.verb):
			l.object(a, fmt.Sprintf("has its key kept for another: %+v, not %+v", kept, main))
		case present && makes[op.Act] && kept.Made != main.object:
			l.object(a, "has its key kept with "+kept.Made.String()+", and has made "+main.object.String())
		}
	}
	return nil
}

// keptAs is how the front door keeps a person's key.
func keptAs(who activity.Person, key string) string {
	return activity.Foreign("praxis.Once", string(who)+"\n"+key).String()
}

// makes are the acts that make something which their activity is about.
var makes = map[string]bool{"ask": true, "answer": true, "share": true}
