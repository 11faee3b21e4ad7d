package crashtest

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// What an operation can be besides the verbs of the record.
const (
	record   = "record"   // what a member did elsewhere
	imported = "import"   // N records, all or none
	follow   = "follow"   // an activity and a subscriber's cursor, written by the storage's contract
	together = "together" // several acts in one transaction
)

// acts is how operations are done at the front door.
var acts = map[string]func(context.Context, praxis.Person, Op) (activity.ObjectID, error){
	"found": func(ctx context.Context, p praxis.Person, o Op) (activity.ObjectID, error) {
		founded, err := p.Found(ctx, o.charter())
		return activity.ObjectID(founded.ID), err
	},
	"amend": plain(func(ctx context.Context, p praxis.Participant, o Op) error {
		_, err := p.Amend(ctx, o.charter(), o.Key)
		return err
	}),
	"move": plain(func(ctx context.Context, p praxis.Participant, o Op) error {
		return p.Move(ctx, lifecycle.Phases()[o.N], o.Key)
	}),
	"join":  plain(func(ctx context.Context, p praxis.Participant, o Op) error { return p.Join(ctx) }),
	"leave": plain(func(ctx context.Context, p praxis.Participant, o Op) error { return p.Leave(ctx, o.Key) }),
	"invite": plain(func(ctx context.Context, p praxis.Participant, o Op) error {
		return p.Invite(ctx, activity.Person(o.Key), o.Key)
	}),
	"admit":   plain(func(ctx context.Context, p praxis.Participant, o Op) error { return p.Admit(ctx, o.To) }),
	"appoint": plain(func(ctx context.Context, p praxis.Participant, o Op) error { return p.Appoint(ctx, o.To, office) }),
	"relieve": plain(func(ctx context.Context, p praxis.Participant, o Op) error { return p.Relieve(ctx, o.To, office) }),

	"ask": func(ctx context.Context, p praxis.Person, o Op) (activity.ObjectID, error) {
		made, err := p.In(o.In).Ask(ctx, o.text())
		return activity.ObjectID(made), err
	},
	"answer": func(ctx context.Context, p praxis.Person, o Op) (activity.ObjectID, error) {
		made, err := p.In(o.In).Answer(ctx, activity.QuestionID(o.On), o.text())
		return activity.ObjectID(made), err
	},
	"accept": plain(func(ctx context.Context, p praxis.Participant, o Op) error {
		return p.Accept(ctx, activity.QuestionID(o.On), o.Answer)
	}),

	"share": func(ctx context.Context, p praxis.Person, o Op) (activity.ObjectID, error) {
		made, err := p.In(o.In).Share(ctx, repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: o.Key, Body: o.text()}})
		return activity.ObjectID(made), err
	},
	"revise": plain(func(ctx context.Context, p praxis.Participant, o Op) error {
		return p.Revise(ctx, activity.ResourceID(o.On), repertoire.Edit{Base: o.N, Text: repertoire.Text{Title: o.Key, Body: o.text()}, Note: o.Key})
	}),
	"retire": plain(func(ctx context.Context, p praxis.Participant, o Op) error {
		return p.Retire(ctx, activity.ResourceID(o.On), o.Key)
	}),
	"reuse": plain(func(ctx context.Context, p praxis.Participant, o Op) error {
		_, err := p.Reuse(ctx, activity.ResourceID(o.On), repertoire.Worked, o.Key)
		return err
	}),
	"endorse": plain(func(ctx context.Context, p praxis.Participant, o Op) error {
		return p.Endorse(ctx, activity.ResourceID(o.On))
	}),

	record: plain(func(ctx context.Context, p praxis.Participant, o Op) error {
		return p.Record(ctx, praxis.Deed{Verb: activity.Comment, Object: activity.Foreign("crashtest", o.Key), Topics: []string{o.Key}})
	}),
	imported: plain(func(ctx context.Context, p praxis.Participant, o Op) error {
		done, err := p.Import(ctx, o.history())
		if err == nil && done.Added != 0 && done.Added != o.N {
			err = fault.New("crashtest.Import", fault.Conflict, fmt.Sprintf("%d of %d records were there", o.N-done.Added, o.N))
		}
		return err
	}),
}

// office is the one to which people are appointed.
const office = membership.Facilitator

func plain(do func(context.Context, praxis.Participant, Op) error) func(context.Context, praxis.Person, Op) (activity.ObjectID, error) {
	return func(ctx context.Context, p praxis.Person, o Op) (activity.ObjectID, error) {
		return activity.ObjectID{}, do(ctx, p.In(o.In), o)
	}
}

func (o Op) charter() cop.Charter {
	return cop.Charter{Name: o.Key, Domain: cop.Domain{Concern: "auditing public money well"}, Purpose: o.text()}
}

// text begins with the key.
func (o Op) text() string {
	const filler = "Stratify by pay grade first. "
	text := o.Key + " " + strings.Repeat(filler, 1+o.Size/len(filler))
	return strings.TrimSpace(text)
}

// once upon a time is when the records of imports are from.
var onceUponATime = time.Date(2020, time.March, 1, 9, 0, 0, 0, time.UTC)

// history is what an import imports.
func (o Op) history() activity.Stream {
	return func(yield func(activity.Activity, error) bool) {
		for i := range o.N {
			name := fmt.Sprintf("%s/%d", o.Key, i)
			a := activity.Activity{
				Actor: activity.Person(fmt.Sprint("elsewhere ", i%7)), Verb: activity.Reply, Object: activity.Foreign("crashtest", name),
				At: onceUponATime.Add(time.Duration(i) * time.Hour), Detail: activity.Imported{Source: "crashtest", Object: name},
			}
			a.ID = activity.ForeignRecord("crashtest", a.Actor, a.Verb, name, a.At, 0)
			if !yield(a, nil) {
				return
			}
		}
	}
}

// follow writes an activity and a cursor. In between it reads a list, for which
// the store has to write what has been gathered until then.
func (o Op) follow(ctx context.Context, s storage.Store) error {
	a := activity.Activity{Actor: o.Who, Verb: activity.Comment, Topics: []string{o.Key}, At: onceUponATime}
	a.ID = activity.ForeignRecord("crashtest", a.Actor, a.Verb, o.Key, a.At, 0)
	return s.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
		if _, err := tx.Append(ctx, o.In, []activity.Activity{a}); err != nil {
			return err
		}
		if o.N%2 == 0 {
			if _, err := activity.Collect(tx.Members(ctx, o.In, "", 1)); err != nil {
				return err
			}
		}
		if err := tx.PutCursor(ctx, o.In, o.Key, activity.Seq(o.N)); err != nil {
			return err
		}
		if o.Regret == "clash" {
			if err := clash(ctx, tx, o); err != nil {
				return err
			}
		}
		return o.end()
	})
}

// clash writes a question that is there already, as if it were new. A store may
// find that out at once, when it writes it, or at the commit.
func clash(ctx context.Context, tx storage.Tx, o Op) error {
	q := repertoire.Question{Community: o.In, ID: activity.QuestionID(o.On), Asker: o.Who, AskedAt: onceUponATime, Rev: 1}
	q.Text = o.Key
	if err := tx.PutQuestion(ctx, q); err != nil || o.N%3 > 0 {
		return err
	}
	_, err := activity.Collect(tx.Members(ctx, o.In, "", 1))
	return err
}
