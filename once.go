package praxis

import (
	"context"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Once returns the person acting under a key, which makes an act safe to repeat:
// under one key, which is the caller's own choice, a community sees one act of the
// person's. Whoever does not know whether an act took effect, because the connection
// was lost just then, does the same once more:
//
//	id, err := communities.As("bob").Once(form.Token).In(auditors).Ask(ctx, form.Question)
//
// If it had taken effect, what it made is returned, and nothing else happens,
// whatever the repetition says. Conflict if the person has used the key for another
// kind of act; what keys others use makes no difference, and so tells nobody of what
// they do where one may not look. A key has 1 to 255 bytes without control
// characters. Keys are kept for good, in a form from which they cannot be read; a
// host that wants to forget old ones deletes rows of praxis_operation by their time.
func (p Person) Once(key string) Person {
	p.key, p.once = key, true
	return p
}

// keyedCommunity is the id of a community that the person founds under a key:
// there is no community yet in which the key could be kept.
func (p Person) keyedCommunity(t storage.Tenant) activity.CommunityID {
	return activity.CommunityID(activity.Foreign("praxis.Found", strings.Join([]string{string(t), string(p.id), p.key}, "\n")))
}

// own is the key as it is kept, which nobody else's is.
func (p Person) own() string {
	return activity.Foreign("praxis.Once", string(p.id)+"\n"+p.key).String()
}

// before looks whether an act has taken effect already, and what it made then.
func (p Person) before(ctx context.Context, tx storage.Tx, c activity.CommunityID, verb activity.Verb) (made activity.ObjectID, repeated bool, err error) {
	if !p.once {
		return made, false, nil
	}
	if err := (storage.Operation{Key: p.key}).Check(); err != nil {
		return made, false, err
	}
	o, err := tx.Operation(ctx, c, p.own())
	switch {
	case fault.CodeOf(err) == fault.NotFound:
		return made, false, nil
	case err != nil:
		return made, false, err
	case o.Verb != verb:
		return made, false, fault.New("praxis.Once", fault.Conflict, "you have used the key for another kind of act; choose one for each")
	}
	return o.Made, true, nil
}

// after keeps that an act has taken effect, and what it made.
func (p Person) after(ctx context.Context, tx storage.Tx, o activity.Occasion, verb activity.Verb, made activity.ObjectID) error {
	if !p.once {
		return nil
	}
	return tx.AddOperation(ctx, storage.Operation{Community: o.Community, Key: p.own(), Actor: o.Actor, Verb: verb, Activity: o.ID, Made: made, At: o.At})
}
