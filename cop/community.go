package cop

import (
	"reflect"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Community is a community of practice as it stands now.
type Community struct {
	ID        activity.CommunityID
	Charter   Charter
	Founder   activity.Person
	FoundedAt time.Time
	Rev       int // how many recorded changes led here; the founding is the first
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
// charter would stay as it is.
func (c Community) Amend(o activity.Occasion, charter Charter, reason string) (Community, activity.Activity, error) {
	const op = "cop.Amend"
	fact := Amended{charter.clone(), reason}
	if err := fault.Check(op, fact); err != nil {
		return c, activity.Activity{}, err
	}
	if reflect.DeepEqual(fact.Charter, c.Charter) {
		return c, activity.Activity{}, fault.New(op, fault.Precondition, "the charter already reads so; change something or leave it")
	}
	return c.record(op, o, activity.Amend, fact)
}

// record makes the activity and the state that it leads to.
func (c Community) record(op string, o activity.Occasion, verb activity.Verb, detail activity.Fact) (Community, activity.Activity, error) {
	if err := o.Check(op); err != nil {
		return c, activity.Activity{}, err
	}
	a := o.Record(verb, detail)
	a.Object = activity.ObjectID(o.Community)
	next, err := c.Fold(a)
	if err != nil {
		return c, activity.Activity{}, fault.In(op, err)
	}
	return next, a, nil
}

// Fold folds an activity into the community: those that are not about the
// community itself leave it as it is. An activity that cannot follow gives an
// Invalid error.
func (c Community) Fold(a activity.Activity) (Community, error) {
	refuse := func(why string) (Community, error) { return c, fault.New("cop.Fold", fault.Invalid, why) }
	switch fact := a.Detail.(type) {
	case Founded:
		if c.Rev != 0 {
			return refuse("the community is founded already")
		}
		c = Community{ID: a.Community, Charter: fact.Charter, Founder: a.Actor, FoundedAt: a.At}
	case Amended:
		if c.Rev == 0 {
			return refuse("the community is not founded yet")
		}
		if a.Community != c.ID {
			return refuse("the activity is another community's")
		}
		c.Charter = fact.Charter
	default:
		return c, nil
	}
	c.Rev++
	return c, nil
}

// clone returns a copy that shares nothing with the caller's value, in the one
// form that storage gives back: no topics are nil.
func (c Charter) clone() Charter {
	c.Domain.Topics = append([]string(nil), c.Domain.Topics...)
	return c
}
