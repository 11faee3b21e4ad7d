package praxis

import (
	"context"
	"encoding/json"
	"io"
	"reflect"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
)

// Portrait is all that is held about a person.
type Portrait struct {
	Person      activity.Person `json:"person"`
	Communities []PortraitIn    `json:"communities,omitempty"`
}

// PortraitIn is what one community holds about a person.
type PortraitIn struct {
	Community  activity.CommunityID `json:"community"`
	Name       string               `json:"name"`
	Membership *membership.Member   `json:"membership,omitempty"`
	Activities []PortraitEntry      `json:"activities"` // what they did, what was directed at them, and what names them
}

// PortraitEntry is an activity, with its detail as it is kept.
type PortraitEntry struct {
	activity.Activity
	Detail json.RawMessage `json:",omitempty"`
	Kind   string          `json:",omitempty"` // of the detail
}

// Portrait gathers all that is held about the person, in all communities of the
// tenant: their memberships, and every entry of the records that they made, that
// is directed at them, or that names them. All tables follow from these, but for
// the keys under which they acted (see Once). What others did in a private space
// that the person may not enter is not among them: it is those others' too, and
// the host decides by Constellation.Activities.
func (p Person) Portrait(ctx context.Context) (all Portrait, err error) {
	const op = "praxis.Portrait"
	if err := p.check(); err != nil {
		return Portrait{}, fault.In(op, err)
	}
	if err := p.in.allow(ctx, Request{Person: p.id, Action: Export, Owner: p.id}); err != nil {
		return Portrait{}, fault.In(op, err)
	}
	err = p.in.store.View(ctx, func(ctx context.Context, r storage.Reader) error {
		all = Portrait{Person: p.id}
		for c, err := range r.Communities(ctx, activity.CommunityID{}, 0) {
			if err != nil {
				return err
			}
			in := PortraitIn{Community: c.ID, Name: c.Charter.Name}
			m, err := memberOf(ctx, r, c.ID, p.id)
			if err != nil {
				return err
			}
			if m.Rev > 0 {
				in.Membership = &m
			}
			rooms := p.in.sight(r, Request{Person: p.id, Community: c.ID, Member: m})
			mark := storage.Erasure{Person: p.id, Tombstone: membership.Tombstone([10]byte{})} // which nobody's id can be
			for a, err := range r.Activities(ctx, c.ID, 0, 0) {
				if err != nil {
					return err
				}
				if reflect.DeepEqual(mark.Of(a), a) {
					continue
				}
				if tells, err := rooms.tells(ctx, a); err != nil {
					return err
				} else if !tells {
					continue
				}
				kind, detail, err := storage.EncodeFact(a.Detail)
				if err != nil {
					return err
				}
				a.Detail, a.Seq = nil, 0
				in.Activities = append(in.Activities, PortraitEntry{Activity: a, Detail: detail, Kind: kind})
			}
			if in.Membership != nil || in.Activities != nil {
				all.Communities = append(all.Communities, in)
			}
		}
		return nil
	})
	if err != nil {
		return Portrait{}, fault.In(op, err)
	}
	return all, nil
}

// tells reports whether a person is told of an activity that is about them: what
// they did themselves, and what happened where all members could see it or where
// they may be now.
func (s *sight) tells(ctx context.Context, a activity.Activity) (bool, error) {
	if a.Actor == s.request.Person {
		return true, nil
	}
	if open, err := s.openToMembers(ctx, a.Space); err != nil || open {
		return open, err
	}
	return s.sees(ctx, a.Space)
}

// WriteJSON writes the portrait as one JSON document, indented.
func (p Portrait) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return fault.Wrap("praxis.Portrait.WriteJSON", fault.Unavailable, e.Encode(p))
}

// EraseOptions are the choices of an erasure.
type EraseOptions struct {
	// Words erases the words of what the person wrote, too: questions, answers,
	// resources, proposals. Default: they stay, as part of the community's
	// practice, without their author.
	Words bool
}

// Erase erases what is held about the person in all communities of the tenant,
// one community after the other, each in one transaction, and returns in how many
// there was something. In each of them a tombstone takes their place, another one
// in every community: threads stay readable, figures stay what they were, and the
// record folds to the tables. Their membership ends; their notes and reasons go;
// where their id stands as a word in somebody's text, the tombstone does.
//
// The host first takes their login away: what they do meanwhile in a community
// that has been done stays. Words can go only along with their author: afterwards
// nobody knows whose they were. What others have made of them stays, such as a
// later version of a resource.
//
// It rewrites the records that tell of them, which takes as long as these are,
// and holds up who else writes to that community. If it fails halfway, or the
// process ends, erasing again goes on with what is left. What the database keeps
// beneath its tables is told in docs/storage.md, as are backups and subscribers,
// which have what they have been handed.
func (p Person) Erase(ctx context.Context, o *EraseOptions) (communities int, err error) {
	const op = "praxis.Erase"
	if err := p.check(); err != nil {
		return 0, fault.In(op, err)
	}
	every, err := p.in.Communities(ctx, activity.CommunityID{}, 0)
	if err != nil {
		return 0, fault.In(op, err)
	}
	for _, c := range every {
		erased := false
		occasion := p.in.occasion(c.ID, p.id)
		erasure := storage.Erasure{Person: p.id, Tombstone: p.in.tombstone(occasion.At), Words: o != nil && o.Words}
		ctx := storage.Expect(ctx, storage.Expectation{Community: c.ID, Long: true})
		err := p.in.store.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
			m, err := memberOf(ctx, tx, c.ID, p.id)
			if err != nil {
				return err
			}
			if err := p.in.allow(ctx, Request{Person: p.id, Action: Action(activity.Erase), Community: c.ID, Member: m, Owner: p.id}); err != nil {
				return err
			}
			erased, err = storage.Erase(ctx, tx, occasion, erasure)
			return err
		})
		if err != nil {
			return communities, fault.In(op, err)
		}
		if erased {
			communities++
		}
	}
	return communities, nil
}

// tombstone returns a new one, of the random part of a new id.
func (c *Constellation) tombstone(at time.Time) activity.Person {
	id := c.ids(at)
	return membership.Tombstone([10]byte(id[6:]))
}
