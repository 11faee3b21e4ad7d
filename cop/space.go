package cop

import (
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Space is a part of a community where some of its life takes place: a room
// for a subgroup, a project or those who steward the community. A community
// needs both public and private ones, and the paths between them (principle 4
// of E. Wenger, R. McDermott and W. Snyder, "Cultivating Communities of
// Practice", 2002). What is in no space is in the community's common space,
// which the zero Space stands for.
type Space struct {
	Community activity.CommunityID `json:"community"`
	ID        activity.SpaceID     `json:"id"`
	Room
	People   []activity.Person `json:"people,omitempty"` // who may enter a private space, in the order of their ids
	OpenedBy activity.Person   `json:"opened_by"`
	OpenedAt time.Time         `json:"opened_at"`
	Closed   bool              `json:"closed,omitempty"` // it can still be read, and nothing more happens in it
	Rev      int               `json:"rev"`              // how many recorded changes led here
}

// Room is what those who open a space say of it.
type Room struct {
	Name   string           `json:"name" validate:"required,max=200,line"`
	About  string           `json:"about,omitempty" validate:"omitempty,max=4000,prose"`
	Access Access           `json:"access" validate:"required,oneof=public members private"`
	Parent activity.SpaceID `json:"parent,omitzero"` // the space that it lies in, if any; a space never moves
}

// Access is who may enter a space and read what is there. Only members write.
type Access string

// The kinds of access, from the widest.
const (
	Public  Access = "public"  // everybody in the constellation
	Members Access = "members" // the community's members
	Private Access = "private" // those members who were let in
)

var widest = []Access{Public, Members, Private}

// wider reports whether some whom b keeps out may enter a.
func (a Access) wider(b Access) bool { return slices.Index(widest, a) < slices.Index(widest, b) }

// Admits reports whether a person may enter the space and read what is there,
// as far as the space itself says; see [Enters] for one that lies in another.
// Member says whether they are a member of the community: being let into a
// private space lasts no longer than that.
func (s Space) Admits(p activity.Person, member bool) bool {
	switch s.Access {
	case Public:
		return true
	case Private:
		return member && s.has(p)
	}
	return member
}

// Writable reports whether a person may do something in the space, as far as
// the space itself says: members whom it admits may, as long as it is open.
func (s Space) Writable(p activity.Person, member bool) bool {
	return member && !s.Closed && s.Admits(p, member)
}

// Enters reports whether a person may enter a space and read what is there:
// the space admits them, and so does the one in which it lies. Parent is that
// one, the zero Space if there is none; with any other, nobody enters.
func Enters(s, parent Space, p activity.Person, member bool) bool {
	return s.liesIn(parent) && s.Admits(p, member) && (s.Parent.IsZero() || parent.Admits(p, member))
}

// Writes reports whether a person may do something in a space: it and the one
// in which it lies (see Enters) are both open, and writable by them.
func Writes(s, parent Space, p activity.Person, member bool) bool {
	return s.liesIn(parent) && s.Writable(p, member) && (s.Parent.IsZero() || parent.Writable(p, member))
}

func (s Space) liesIn(parent Space) bool {
	return s.Parent == parent.ID && (s.Parent.IsZero() || s.Community == parent.Community)
}

func (s Space) has(p activity.Person) bool {
	_, found := slices.BinarySearch(s.People, p)
	return found
}
