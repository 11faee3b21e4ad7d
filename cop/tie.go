package cop

import (
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Tie is a tie across a community's boundary: to a sponsor, a partner, an
// expert from outside, or another community. Boundaries are where a practice
// meets other perspectives (E. Wenger, "Communities of Practice", 1998,
// chapter 4); a tie that has ended stays readable.
type Tie struct {
	Community activity.CommunityID `json:"community"`
	ID        activity.TieID       `json:"id"`
	Space     activity.SpaceID     `json:"space,omitzero"` // where it belongs; zero is the whole community
	Link
	By    activity.Person `json:"by"` // who noted it
	At    time.Time       `json:"at"`
	Ended TieEnd          `json:"ended,omitzero"` // zero while the tie holds
	Rev   int             `json:"rev"`            // how many recorded changes led here
}

// Link is what a tie says. It names one other side: Who, Person or Other.
type Link struct {
	Kind   TieKind              `json:"kind" validate:"required,oneof=sponsor partner guest-expert community"`
	Who    string               `json:"who,omitempty" validate:"omitempty,max=300,line"`     // an organisation, or somebody whom the host does not know
	Person activity.Person      `json:"person,omitempty" validate:"omitempty,person"`        // somebody whom the host knows
	Other  activity.CommunityID `json:"other,omitzero"`                                      // another community
	About  string               `json:"about,omitempty" validate:"omitempty,max=1000,prose"` // what the tie is for
	Since  time.Time            `json:"since,omitzero"`                                      // the tie's noting, if nothing is said
	Until  time.Time            `json:"until,omitzero"`                                      // as agreed; zero if open
}

// TieKind is what the other side is to the community.
type TieKind string

// The kinds of ties.
const (
	SponsorTie     TieKind = "sponsor"      // stands up for the community in the organisation
	PartnerTie     TieKind = "partner"      // an organisation or person that works with it
	GuestExpertTie TieKind = "guest-expert" // brings knowledge from outside, for a time
	CommunityTie   TieKind = "community"    // a neighbouring community
)

// TieEnd is the end of a tie.
type TieEnd struct {
	By     activity.Person `json:"by"`
	At     time.Time       `json:"at"`
	Reason string          `json:"reason,omitempty"`
}

// The details of the activities around ties.
type (
	// Tied is the detail of a new tie.
	Tied struct{ Link }
	// Untied is the detail of the end of a tie.
	Untied struct {
		Reason string `json:"reason,omitempty" validate:"omitempty,max=1000,prose"`
	}
)

// FactName returns "cop.tied".
func (Tied) FactName() string { return "cop.tied" }

// FactName returns "cop.untied".
func (Untied) FactName() string { return "cop.untied" }

// NewTie notes a tie across the boundary, under an id of the caller's; it
// belongs to the occasion's space.
func NewTie(o activity.Occasion, id activity.TieID, link Link) (Tie, activity.Activity, error) {
	if link.Since.IsZero() {
		link.Since = o.At
	}
	bad := link.contradictions()
	link.Since, link.Until = activity.Moment(link.Since), activity.Moment(link.Until)
	next, a, err := Tie{ID: id, Space: o.Space, Link: link}.record("cop.NewTie", o, activity.Tie, Tied{link}, bad...)
	if err != nil {
		return Tie{}, a, err
	}
	return next, a, nil
}

// Untie ends the tie; the reason may be empty. It is an Exists error if the tie
// has ended already.
func (t Tie) Untie(o activity.Occasion, reason string) (Tie, activity.Activity, error) {
	return t.record("cop.Untie", o, activity.Untie, Untied{reason})
}

// Holds reports whether the tie is in being at a time: begun, not ended, and
// not past what was agreed.
func (t Tie) Holds(at time.Time) bool {
	return t.Rev > 0 && !at.Before(t.Since) &&
		(t.Until.IsZero() || at.Before(t.Until)) && (t.Ended == (TieEnd{}) || at.Before(t.Ended.At))
}

// contradictions returns the fields that do not go with others.
func (l Link) contradictions() []fault.Field {
	var bad []fault.Field
	must := func(ok bool, name, problem string) {
		if !ok {
			bad = append(bad, fault.Field{Name: name, Problem: problem})
		}
	}
	sides := 0
	for _, named := range []bool{l.Who != "", l.Person != "", !l.Other.IsZero()} {
		if named {
			sides++
		}
	}
	must(sides == 1, "who", "or person or other must name the other side, and only one of them may")
	must(l.Kind != CommunityTie || !l.Other.IsZero(), "other", "must be the other community")
	must(l.Kind == CommunityTie || l.Other.IsZero(), "other", "is for ties of the kind community")
	must(activity.Datable(l.Since), "since", activity.NotDatable)
	must(l.Until.IsZero() || activity.Datable(l.Until), "until", activity.NotDatable)
	must(l.Until.IsZero() || l.Until.After(l.Since), "until", "must be after since")
	return bad
}

func (t Tie) record(op string, o activity.Occasion, verb activity.Verb, detail activity.Fact, more ...fault.Field) (Tie, activity.Activity, error) {
	a := o.Record(verb, detail)
	a.Object, a.Space, a.To = activity.ObjectID(t.ID), t.Space, t.Person
	return record(op, o, t, a, more...)
}

// TieOf returns which tie an activity changes; ok is false if it changes none.
func TieOf(a activity.Activity) (id activity.TieID, ok bool) {
	switch a.Detail.(type) {
	case Tied, Untied:
		return activity.TieID(a.Object), true
	}
	return activity.TieID{}, false
}

// Fold folds an activity into the tie: those that do not change a tie leave it
// as it is. An activity that cannot follow gives an Invalid error.
func (t Tie) Fold(a activity.Activity) (Tie, error) {
	if bad := t.hindrance(a); bad != nil {
		return t, refused(bad)
	}
	switch fact := a.Detail.(type) {
	case Tied:
		t = Tie{Community: a.Community, ID: activity.TieID(a.Object), Space: a.Space, Link: fact.Link, By: a.Actor, At: a.At}
	case Untied:
		t.Ended = TieEnd{By: a.Actor, At: a.At, Reason: fact.Reason}
	default:
		return t, nil
	}
	t.Rev++
	return t, nil
}

func (t Tie) hindrance(a activity.Activity) *fault.Error {
	id, ok := TieOf(a)
	if !ok {
		return nil
	}
	tied, begins := a.Detail.(Tied)
	switch {
	case id.IsZero():
		return fault.Because(fault.Invalid, "the tie needs an id")
	case begins && t.Rev != 0:
		return fault.Because(fault.Invalid, "the tie is noted already")
	case begins && tied.Other == a.Community:
		return fault.Because(fault.Invalid, "a community cannot be tied to itself; name another one")
	case begins:
		return nil
	case t.Rev == 0 || t.Community != a.Community || t.ID != id:
		return fault.Because(fault.Invalid, "the activity is about another tie")
	case t.Ended != (TieEnd{}):
		return fault.Because(fault.Exists, "the tie has ended already")
	}
	return nil
}
