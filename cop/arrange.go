package cop

import (
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// What keeps a space from a change.
var (
	spaceExists    = objection{fault.Exists, "the space is there already"}
	noSpace        = objection{fault.Invalid, "there is no such space yet; open it first"}
	otherSpace     = objection{fault.Invalid, "this is about another space"}
	spaceMoves     = objection{fault.Invalid, "a space stays where it lies; open a new one in the other place"}
	spaceSame      = objection{fault.Precondition, "the space already reads so; change something or leave it"}
	spaceClosed    = objection{fault.Precondition, "the space is closed; open another one"}
	closedAlready  = objection{fault.Exists, "the space is closed already"}
	notPrivate     = objection{fault.Precondition, "only a private space lets people in and out; this one is open to more"}
	isIn           = objection{fault.Exists, "this person was let in already"}
	isOut          = objection{fault.Precondition, "this person was not let in"}
	lastOne        = objection{fault.Precondition, "somebody has to be left in a private space; close it instead"}
	wrongParent    = objection{fault.Invalid, "the space lies elsewhere: give the space that it names as its parent"}
	parentClosed   = objection{fault.Precondition, "the space around it is closed; open this one elsewhere"}
	tooDeep        = objection{fault.Precondition, "a space that lies in another cannot hold one itself; open it beside that one"}
	tooWide        = objection{fault.Precondition, "a space cannot admit more people than the one that it lies in; give it the same access or a narrower one"}
	outsideParent  = objection{fault.Precondition, "this person is not in the private space around it; let them into that one first"}
	nobody         = objection{fault.Invalid, "person must be an id of 1 to 255 bytes without control characters"}
	spaceWithoutID = objection{fault.Invalid, "the space needs an id"}
)

// OpenSpace opens a space, under an id of the caller's. The actor is the first
// person of a private one. Parent is the space that the room names as its
// parent, or the zero Space: it has to be open, lie in no other space itself,
// and admit at least as many.
func OpenSpace(o activity.Occasion, id activity.SpaceID, room Room, parent Space) (Space, activity.Activity, error) {
	s := Space{Community: o.Community, ID: id, Room: room}
	against := firstOf(spaceWithoutID.when(id.IsZero()), s.around(parent), parentClosed.when(parent.Closed),
		tooDeep.when(!parent.Parent.IsZero()), s.within(parent, o.Actor))
	return Space{}.record("cop.OpenSpace", o, s.about(o, activity.OpenSpace, SpaceOpened{room}), against)
}

// Rearrange changes what is said of the space; its Parent has to stay the
// same, and is given as well, as for OpenSpace. A space that becomes private
// has the actor as its first person. One that ceases to be private opens all
// that was ever said in it to those whom it then admits, and forgets whom it
// had let in.
//
// Narrowing a space narrows those that lie in it too, whatever they say of
// themselves, since [Enters] asks for both.
func (s Space) Rearrange(o activity.Occasion, room Room, parent Space) (Space, activity.Activity, error) {
	as := s
	as.Room = room
	against := firstOf(spaceMoves.when(room.Parent != s.Parent), s.around(parent))
	if room.Access != s.Access { // it may always stay as wide as it is, though its parent was narrowed since
		against = firstOf(against, as.within(parent, o.Actor))
	}
	return s.record("cop.Rearrange", o, s.about(o, activity.Rearrange, SpaceRearranged{room}), against)
}

// LetIn lets a person into a private space. Parent is the space in which it
// lies, or the zero Space; if that is private too, the person has to be in it.
func (s Space) LetIn(o activity.Occasion, person activity.Person, parent Space) (Space, activity.Activity, error) {
	a := s.about(o, activity.LetIn, PersonLetIn{})
	a.To = person
	return s.record("cop.LetIn", o, a, firstOf(s.around(parent), outsideParent.when(parent.Access == Private && !parent.has(person))))
}

// LetOut ends a person's access to a private space: the actor's own or
// another's. The last one stays as long as the space is open. Whoever is let
// out of a space can no longer enter those that lie in it either.
func (s Space) LetOut(o activity.Occasion, person activity.Person) (Space, activity.Activity, error) {
	a := s.about(o, activity.LetOut, PersonLetOut{})
	a.To = person
	return s.record("cop.LetOut", o, a, objection{})
}

// Close ends what goes on in the space. What is there stays, for those who may
// read it. Nothing more is written in the spaces that lie in it either.
func (s Space) Close(o activity.Occasion, reason string) (Space, activity.Activity, error) {
	return s.record("cop.Close", o, s.about(o, activity.CloseSpace, SpaceClosed{reason}), objection{})
}

// around objects to a space that is not the one around this.
func (s Space) around(parent Space) objection { return wrongParent.when(!s.liesIn(parent)) }

// within objects to a space that would admit more than the one around it, with
// a person as its first.
func (s Space) within(parent Space, first activity.Person) objection {
	if parent.ID.IsZero() {
		return objection{}
	}
	return firstOf(tooWide.when(s.Access.wider(parent.Access)), outsideParent.when(parent.Access == Private && !parent.has(first)))
}

// about makes the activity that records an act on the space. It is recorded in
// the space, and so as private as that is.
func (s Space) about(o activity.Occasion, verb activity.Verb, detail activity.Fact) activity.Activity {
	a := o.Record(verb, detail)
	a.Object, a.Space = activity.ObjectID(s.ID), s.ID
	return a
}

// record returns the state that an activity leads to. Against is what the
// things around the space have against it.
func (s Space) record(op string, o activity.Occasion, a activity.Activity, against objection) (Space, activity.Activity, error) {
	fail := func(err error) (Space, activity.Activity, error) { return s, activity.Activity{}, err }
	if err := o.Check(op); err != nil {
		return fail(err)
	}
	if err := fault.Check(op, a.Detail); err != nil {
		return fail(err)
	}
	if err := firstOf(s.against(a), against).in(op); err != nil {
		return fail(err)
	}
	next, err := s.Fold(a)
	return next, a, err
}

// against objects to an activity that cannot follow from the space as it
// stands.
func (s Space) against(a activity.Activity) objection {
	if _, opens := a.Detail.(SpaceOpened); opens {
		return spaceExists.when(s.Rev != 0)
	}
	if s.Rev == 0 {
		return noSpace
	}
	if a.Object != activity.ObjectID(s.ID) || a.Community != s.Community {
		return otherSpace
	}
	switch fact := a.Detail.(type) {
	case SpaceRearranged:
		return firstOf(spaceClosed.when(s.Closed), spaceMoves.when(fact.Parent != s.Parent), spaceSame.when(fact.Room == s.Room))
	case PersonLetIn:
		return firstOf(nobody.when(!fault.IsPerson(string(a.To))), spaceClosed.when(s.Closed), notPrivate.when(s.Access != Private), isIn.when(s.has(a.To)))
	case PersonLetOut:
		return firstOf(nobody.when(!fault.IsPerson(string(a.To))), notPrivate.when(s.Access != Private), isOut.when(!s.has(a.To)), lastOne.when(!s.Closed && len(s.People) == 1))
	}
	return closedAlready.when(s.Closed)
}

// Fold folds an activity into the space: those that change no space (see
// SpaceOf) leave it as it is. An activity that cannot follow gives an Invalid
// error; whether it fits the space around, only the acts look after.
func (s Space) Fold(a activity.Activity) (Space, error) {
	if _, ok := SpaceOf(a); !ok {
		return s, nil
	}
	if j := s.against(a); j.why != "" {
		return s, fault.New("cop.Fold", fault.Invalid, j.why)
	}
	switch fact := a.Detail.(type) {
	case SpaceOpened:
		s = Space{Community: a.Community, ID: activity.SpaceID(a.Object), Room: fact.Room, OpenedBy: a.Actor, OpenedAt: a.At}
		s.People = s.first(a.Actor)
	case SpaceRearranged:
		before := s.Access
		s.Room = fact.Room
		if s.Access != before {
			s.People = s.first(a.Actor)
		}
	case PersonLetIn:
		s.People = append(slices.Clone(s.People), a.To)
		slices.Sort(s.People)
	case PersonLetOut:
		s.People = slices.DeleteFunc(slices.Clone(s.People), func(p activity.Person) bool { return p == a.To })
		if len(s.People) == 0 {
			s.People = nil
		}
	case SpaceClosed:
		s.Closed = true
	}
	s.Rev++
	return s, nil
}

// first returns the people of a space that somebody has just made private, and
// none for any other.
func (s Space) first(p activity.Person) []activity.Person {
	if s.Access != Private {
		return nil
	}
	return []activity.Person{p}
}
