package crashtest

import (
	"context"
	"errors"
	"time"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Op is one operation on a store, told in values, so that another process can
// repeat it and find it again in the record.
type Op struct {
	Key      string               `json:"key"` // unique, and in the record or the name of somebody in it
	Act      string               `json:"act,omitempty"`
	Who      activity.Person      `json:"who,omitempty"`
	In       activity.CommunityID `json:"in,omitzero"`
	On       activity.ObjectID    `json:"on,omitzero"` // the question or resource
	Answer   activity.AnswerID    `json:"answer,omitzero"`
	To       activity.Person      `json:"to,omitempty"`
	N        int                  `json:"n,omitempty"`        // a version, a phase, a number of records
	Size     int                  `json:"size,omitempty"`     // bytes of text
	Keyed    bool                 `json:"keyed,omitempty"`    // under its Key, by Person.Once
	Twice    bool                 `json:"twice,omitempty"`    // by two callers at once, under its Key
	Regret   string               `json:"regret,omitempty"`   // how its transaction fails in the end: error, panic or clash
	Patience time.Duration        `json:"patience,omitempty"` // after which its context ends
	Parts    []Op                 `json:"parts,omitempty"`    // of what is done together
}

// errRegret is why an operation fails that should.
var errRegret = errors.New("regretted")

// Do does the operation and returns the id of what it made, if anything.
func (o Op) Do(ctx context.Context, s storage.Store) (made activity.ObjectID, err error) {
	if o.Patience > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, o.Patience)
		defer cancel()
	}
	if !o.Twice {
		return o.once(ctx, s)
	}
	type outcome struct {
		made activity.ObjectID
		err  error
	}
	outcomes := make(chan outcome, 2)
	for range 2 {
		go func() {
			made, err := o.once(ctx, s)
			outcomes <- outcome{made, err}
		}()
	}
	one, other := <-outcomes, <-outcomes
	if one.err == nil || other.err != nil && fault.CodeOf(other.err) != fault.Unavailable {
		one, other = other, one // whatever is worse
	}
	switch {
	case one.err == nil && one.made != other.made:
		return one.made, fault.New("crashtest.Do", fault.Conflict, "two callers under one key have made "+one.made.String()+" and "+other.made.String())
	case other.err == nil && fault.CodeOf(one.err) == fault.Unavailable:
		return other.made, nil // one has been told that it is kept
	}
	return one.made, errors.Join(one.err, other.err) // of which either may be in doubt
}

func (o Op) once(ctx context.Context, s storage.Store) (made activity.ObjectID, err error) {
	if o.Regret == "panic" {
		defer func() {
			if p := recover(); p == errRegret {
				err = errRegret
			} else if p != nil {
				panic(p)
			}
		}()
	}
	if o.Act == follow {
		return made, o.follow(ctx, s)
	}
	return o.at(ctx, praxis.New(s, nil))
}

// at does the operation at the front door.
func (o Op) at(ctx context.Context, c *praxis.Constellation) (made activity.ObjectID, err error) {
	if o.Act == together {
		return made, c.Together(ctx, func(ctx context.Context, c *praxis.Constellation) error {
			var last activity.ObjectID
			for _, part := range o.Parts {
				if part.On.IsZero() {
					part.On = last
				}
				made, err := part.at(ctx, c)
				if err != nil {
					return err
				}
				if !made.IsZero() {
					last = made
				}
			}
			return o.end()
		})
	}
	p := c.As(o.Who)
	if o.Keyed {
		p = p.Once(o.Key)
	}
	return acts[o.Act](ctx, p, o)
}

// end ends the function of a transaction as the operation wants it.
func (o Op) end() error {
	switch o.Regret {
	case "error":
		return errRegret
	case "panic":
		panic(errRegret)
	}
	return nil
}

// Repeatable reports whether the operation can be repeated, and yet takes effect
// once.
func (o Op) Repeatable() bool {
	if o.Act == together {
		for _, part := range o.Parts {
			if !part.Keyed {
				return false
			}
		}
		return true
	}
	return o.Keyed || o.Act == follow || o.Act == imported
}

// all returns the operation, or the parts that it consists of.
func (o Op) all() []Op {
	if o.Act == together {
		return o.Parts
	}
	return []Op{o}
}
