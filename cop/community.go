package cop

import (
	"cmp"
	"reflect"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Community is a community of practice as it stands now. Its changes are the
// founding, amendments of the charter, and the end, after which there are none:
// so while it lives, Rev is also the number of the charter's current revision.
type Community struct {
	ID        activity.CommunityID
	Charter   Charter
	Founder   activity.Person
	FoundedAt time.Time
	Ended     Ended // zero while it lives
	Rev       int   // how many recorded changes led here; the founding is the first
}

// Founded is the detail of a founding.
type Founded struct {
	Charter Charter `json:"charter"`
}

// Amended is the detail of a change of the charter: the whole new charter, and
// why.
type Amended struct {
	Charter Charter `json:"charter"`
	Reason  string  `json:"reason" validate:"required,max=1000,prose"`
}

// FactName returns "cop.founded".
func (Founded) FactName() string { return "cop.founded" }

// FactName returns "cop.amended".
func (Amended) FactName() string { return "cop.amended" }

// Found brings a community into being, under the id of the occasion's
// community. The charter must pass Check.
func Found(o activity.Occasion, charter Charter) (Community, activity.Activity, error) {
	if err := charter.Check(); err != nil {
		return Community{}, activity.Activity{}, err
	}
	return Community{}.record("cop.Found", o, activity.Found, Founded{charter.clone()})
}

// Amend replaces the charter, for a reason. It is a Precondition error if the
// charter would stay as it is, or the community has ended.
func (c Community) Amend(o activity.Occasion, charter Charter, reason string) (Community, activity.Activity, error) {
	const op = "cop.Amend"
	fact := Amended{charter.clone(), reason}
	bad := fact.Charter.contradictions("charter.")
	if err := check(op, fact, bad...); err != nil {
		return c, activity.Activity{}, err
	}
	if reflect.DeepEqual(fact.Charter, c.Charter) {
		return c, activity.Activity{}, fault.New(op, fault.Precondition, "the charter already reads so; change something or leave it")
	}
	return c.record(op, o, activity.Amend, fact, bad...)
}

// record makes the activity and the state that it leads to.
func (c Community) record(op string, o activity.Occasion, verb activity.Verb, detail activity.Fact, more ...fault.Field) (Community, activity.Activity, error) {
	a := o.Record(verb, detail)
	a.Object = activity.ObjectID(o.Community)
	return record(op, o, c, a, more...)
}

// Fold folds an activity into the community: those that do not change the
// community itself leave it as it is. An activity that cannot follow gives an
// Invalid error.
func (c Community) Fold(a activity.Activity) (Community, error) {
	if bad := c.hindrance(a); bad != nil {
		return c, refused(bad)
	}
	switch fact := a.Detail.(type) {
	case Founded:
		c = Community{ID: a.Community, Charter: fact.Charter, Founder: a.Actor, FoundedAt: a.At}
	case Amended:
		c.Charter = fact.Charter
	case WasEnded:
		c.Ended = Ended{Ending: fact.Ending, By: a.Actor, At: a.At}
	default:
		return c, nil
	}
	c.Rev++
	return c, nil
}

func (c Community) hindrance(a activity.Activity) *fault.Error {
	switch fact := a.Detail.(type) {
	case Founded:
		if c.Rev != 0 {
			return fault.Because(fault.Invalid, "the community is founded already")
		}
		return nil
	case Amended:
		return c.standing(a)
	case HandedOn:
		return cmp.Or(c.standing(a), c.itself(fact.To))
	case WasEnded:
		return cmp.Or(c.standing(a), c.itself(fact.Into...))
	}
	return nil
}

// standing returns what hinders any further act of this community.
func (c Community) standing(a activity.Activity) *fault.Error {
	switch {
	case c.Rev == 0:
		return fault.Because(fault.Invalid, "the community is not founded yet")
	case a.Community != c.ID:
		return fault.Because(fault.Invalid, "the activity is another community's")
	}
	return c.over()
}
