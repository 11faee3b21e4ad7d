package cop

import (
	"cmp"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// What keeps a space from a change.
var (
	spaceExists    = fault.Because(fault.Exists, "the space is there already")
	noSpace        = fault.Because(fault.Invalid, "there is no such space yet; open it first")
	otherSpace     = fault.Because(fault.Invalid, "this is about another space")
	spaceMoves     = fault.Because(fault.Invalid, "a space stays where it lies; open a new one in the other place")
	spaceSame      = fault.Because(fault.Precondition, "the space already reads so; change something or leave it")
	spaceClosed    = fault.Because(fault.Precondition, "the space is closed; open another one")
	closedAlready  = fault.Because(fault.Exists, "the space is closed already")
	notPrivate     = fault.Because(fault.Precondition, "only a private space lets people in and out; this one is open to more")
	isIn           = fault.Because(fault.Exists, "this person was let in already")
	isOut          = fault.Because(fault.Precondition, "this person was not let in")
	lastOne        = fault.Because(fault.Precondition, "somebody has to be left in a private space; close it instead")
	wrongParent    = fault.Because(fault.Invalid, "the space lies elsewhere: give the space that it names as its parent")
	parentClosed   = fault.Because(fault.Precondition, "the space around it is closed; open this one elsewhere")
	tooDeep        = fault.Because(fault.Precondition, "a space that lies in another cannot hold one itself; open it beside that one")
	tooWide        = fault.Because(fault.Precondition, "a space cannot admit more people than the one that it lies in; give it the same access or a narrower one")
	outsideParent  = fault.Because(fault.Precondition, "this person is not in the private space around it; let them into that one first")
	nobody         = fault.Because(fault.Invalid, "person must be an id of 1 to 255 bytes without control characters")
	spaceWithoutID = fault.Because(fault.Invalid, "the space needs an id")
)

// OpenSpace opens a space, under an id of the caller's. The actor is the first
// person of a private one. Parent is the space that the room names as its
// parent, or the zero Space: it has to be open, lie in no other space itself,
// and admit at least as many.
func OpenSpace(o activity.Occasion, id activity.SpaceID, room Room, parent Space) (Space, activity.Activity, error) {
	s := Space{Community: o.Community, ID: id, Room: room}
	against := cmp.Or(when(id.IsZero(), spaceWithoutID), s.apart(parent), when(parent.Closed, parentClosed),
		when(!parent.Parent.IsZero(), tooDeep), s.within(parent, o.Actor))
	return around("cop.OpenSpace", o, Space{}, s.about(o, activity.OpenSpace, SpaceOpened{room}), against)
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
	against := cmp.Or(when(room.Parent != s.Parent, spaceMoves), s.apart(parent))
	if room.Access != s.Access { // it may always stay as wide as it is, though its parent was narrowed since
		against = cmp.Or(against, as.within(parent, o.Actor))
	}
	return around("cop.Rearrange", o, s, s.about(o, activity.Rearrange, SpaceRearranged{room}), against)
}

// LetIn lets a person into a private space. Parent is the space in which it
// lies, or the zero Space; if that is private too, the person has to be in it.
func (s Space) LetIn(o activity.Occasion, person activity.Person, parent Space) (Space, activity.Activity, error) {
	a := s.about(o, activity.LetIn, PersonLetIn{})
	a.To = person
	return around("cop.LetIn", o, s, a, cmp.Or(s.apart(parent), when(parent.Access == Private && !parent.has(person), outsideParent)))
}

// LetOut ends a person's access to a private space: the actor's own or
// another's. The last one stays as long as the space is open. Whoever is let
// out of a space can no longer enter those that lie in it either.
func (s Space) LetOut(o activity.Occasion, person activity.Person) (Space, activity.Activity, error) {
	a := s.about(o, activity.LetOut, PersonLetOut{})
	a.To = person
	return around("cop.LetOut", o, s, a, nil)
}

// Close ends what goes on in the space. What is there stays, for those who may
// read it. Nothing more is written in the spaces that lie in it either.
func (s Space) Close(o activity.Occasion, reason string) (Space, activity.Activity, error) {
	return around("cop.Close", o, s, s.about(o, activity.CloseSpace, SpaceClosed{reason}), nil)
}

// apart returns what hinders a space that is not the one around this.
func (s Space) apart(parent Space) *fault.Error { return when(!s.liesIn(parent), wrongParent) }

// within returns what hinders a space that would admit more than the one around it, with
// a person as its first.
func (s Space) within(parent Space, first activity.Person) *fault.Error {
	if parent.ID.IsZero() {
		return nil
	}
	return cmp.Or(when(s.Access.wider(parent.Access), tooWide), when(parent.Access == Private && !parent.has(first), outsideParent))
}

// about makes the activity that records an act on the space. It is recorded in
// the space, and so as private as that is.
func (s Space) about(o activity.Occasion, verb activity.Verb, detail activity.Fact) activity.Activity {
	a := o.Record(verb, detail)
	a.Object, a.Space = activity.ObjectID(s.ID), s.ID
	return a
}

// hindrance returns what hinders an activity that cannot follow from the space as it
// stands.
func (s Space) hindrance(a activity.Activity) *fault.Error {
	if _, opens := a.Detail.(SpaceOpened); opens {
		return when(s.Rev != 0, spaceExists)
	}
	if s.Rev == 0 {
		return noSpace
	}
	if a.Object != activity.ObjectID(s.ID) || a.Community != s.Community {
		return otherSpace
	}
	switch fact := a.Detail.(type) {
	case SpaceRearranged:
		return cmp.Or(when(s.Closed, spaceClosed), when(fact.Parent != s.Parent, spaceMoves), when(fact.Room == s.Room, spaceSame))
	case PersonLetIn:
		return cmp.Or(when(!fault.IsPerson(string(a.To)), nobody), when(s.Closed, spaceClosed), when(s.Access != Private, notPrivate), when(s.has(a.To), isIn))
	case PersonLetOut:
		return cmp.Or(when(!fault.IsPerson(string(a.To)), nobody), when(s.Access != Private, notPrivate), when(!s.has(a.To), isOut), when(!s.Closed && len(s.People) == 1, lastOne))
	}
	return when(s.Closed, closedAlready)
}

// Fold folds an activity into the space: those that change no space (see
// SpaceOf) leave it as it is. An activity that cannot follow gives an Invalid
// error; whether it fits the space around, only the acts look after.
func (s Space) Fold(a activity.Activity) (Space, error) {
	if _, ok := SpaceOf(a); !ok {
		return s, nil
	}
	if bad := s.hindrance(a); bad != nil {
		return s, refused(bad)
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
