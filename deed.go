package praxis

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Deed is something that a member did outside of Praxis and that belongs to the
// community's practice all the same: a comment on a page of the host's, a post
// in its forum, a draft that they looked through.
type Deed struct {
	Verb      activity.Verb     // a word of the host's own, or one such as activity.Comment
	Object    activity.ObjectID // what it was done to, or what it made; see activity.Foreign for the host's own names
	InReplyTo activity.ObjectID // what it responds to
	Thread    activity.ObjectID // the object that opened the thread it is in
	To        activity.Person   // whom it is directed at
	Topics    []string          // what it is about
}

// Record adds what the person did to the community's record, where instruments
// see it as they see everything else.
// Errors: Invalid, with every bad field, and for a verb that has an act of its
// own.
func (p Participant) Record(ctx context.Context, d Deed) error {
	return p.act(ctx, "praxis.Record", d.Verb, func(ctx context.Context, s *scene) error {
		s.request.Action = Record
		if err := s.may(ctx); err != nil {
			return err
		}
		if m, ok := d.Verb.Meaning(); ok && !m.Imported {
			return fault.New("praxis.Record", fault.Invalid, "to "+string(d.Verb)+" is an act of its own; use that")
		}
		a := s.Occasion.Record(d.Verb, nil)
		a.Object, a.InReplyTo, a.Thread, a.To, a.Topics = d.Object, d.InReplyTo, d.Thread, d.To, d.Topics
		if err := a.Check(); err != nil {
			return err
		}
		return storage.Append(ctx, s.tx, a)
	})
}
