package cop

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Gathering is an occasion on which members meet, once or in a rhythm: a
// monthly call, a workshop, a visit. Each time that it takes place is a
// [Meeting].
type Gathering struct {
	Community activity.CommunityID `json:"community"`
	ID        activity.GatheringID `json:"id"`
	Space     activity.SpaceID     `json:"space,omitzero"`
	Plan
	Earlier     []Era           `json:"earlier,omitempty"` // the rhythms that it had before, the oldest first
	PlannedBy   activity.Person `json:"planned_by"`
	PlannedAt   time.Time       `json:"planned_at"`
	Sequence    int             `json:"sequence,omitempty"`     // how often its time or place changed, as SEQUENCE in RFC 5545, section 3.8.7.4
	CalledOffAt time.Time       `json:"called_off_at,omitzero"` // when it was called off: it meets no more from then on; zero if it was not
	Reason      string          `json:"reason,omitempty"`       // why it was last changed or called off
	Rev         int             `json:"rev"`                    // how many recorded changes led here
}

// Era is a rhythm that a gathering had: those of its meetings that were to
// begin before a time.
type Era struct {
	Rhythm Rhythm    `json:"rhythm"`
	Until  time.Time `json:"until"` // when another rhythm took its place
}

// Plan is what those who call a gathering say of it. Only the title and the
// rhythm are required.
type Plan struct {
	Title  string            `json:"title" validate:"required,max=200,line"`
	About  string            `json:"about,omitempty" validate:"omitempty,max=4000,prose"`
	Kind   string            `json:"kind,omitempty" validate:"omitempty,max=100,line"` // a word of the community's own: "monthly call", "field visit"
	Mode   activity.Mode     `json:"mode,omitempty" validate:"omitempty,oneof=online in-person hybrid"`
	Place  string            `json:"place,omitempty" validate:"omitempty,max=500,line"`
	Link   string            `json:"link,omitempty" validate:"omitempty,max=2000,line"` // where it is to be found online
	Rhythm Rhythm            `json:"rhythm"`
	Hosts  []activity.Person `json:"hosts,omitempty" validate:"max=100,unique,dive,person"`
	Guests []Guest           `json:"guests,omitempty" validate:"max=100,dive"`
	Agenda []Item            `json:"agenda,omitempty" validate:"max=100,dive"`
}

// Guest is somebody from outside who is invited for what they know: known by
// an id, or else by a name.
type Guest struct {
	Person activity.Person `json:"person,omitempty" validate:"omitempty,person"`
	Name   string          `json:"name,omitempty" validate:"omitempty,max=200,line"`
	For    string          `json:"for,omitempty" validate:"omitempty,max=1000,prose"` // what for
}

// Item is one thing on an agenda.
type Item struct {
	Title   string          `json:"title" validate:"required,max=200,line"`
	Minutes int             `json:"minutes,omitempty" validate:"min=0,max=20160"` // 0 if nobody knows
	Lead    activity.Person `json:"lead,omitempty" validate:"omitempty,person"`   // who leads it
}

// The details of the activities that change a gathering as a whole.
type (
	// GatheringPlanned is the detail of planning a gathering.
	GatheringPlanned struct{ Plan }
	// GatheringReplanned is the detail of a change of a plan: the whole new
	// plan, and why.
	GatheringReplanned struct {
		Plan
		Reason string `json:"reason" validate:"required,max=1000,prose"`
	}
	// GatheringCalledOff is the detail of calling off all meetings to come.
	GatheringCalledOff struct {
		Reason string `json:"reason" validate:"required,max=1000,prose"`
	}
)

// FactName returns "cop.gathering-planned".
func (GatheringPlanned) FactName() string { return "cop.gathering-planned" }

// FactName returns "cop.gathering-replanned".
func (GatheringReplanned) FactName() string { return "cop.gathering-replanned" }

// FactName returns "cop.gathering-called-off".
func (GatheringCalledOff) FactName() string { return "cop.gathering-called-off" }

// GatheringOf returns which gathering an activity changes; ok is false if it
// changes none. What changes one of its meetings only, MeetingOf tells.
func GatheringOf(a activity.Activity) (id activity.GatheringID, ok bool) {
	switch a.Detail.(type) {
	case GatheringPlanned, GatheringReplanned, GatheringCalledOff:
		return activity.GatheringID(a.Object), true
	}
	return activity.GatheringID{}, false
}

// What keeps a gathering from a change.
var (
	gatheringExists    = fault.Because(fault.Exists, "the gathering is planned already")
	noGathering        = fault.Because(fault.Invalid, "there is no such gathering yet; plan it first")
	otherGathering     = fault.Because(fault.Invalid, "this is about another gathering")
	gatheringSame      = fault.Because(fault.Precondition, "the plan already reads so; change something or leave it")
	gatheringOff       = fault.Because(fault.Precondition, "the gathering is called off; plan another one")
	gatheringWasOff    = fault.Because(fault.Exists, "the gathering is called off already")
	gatheringWithoutID = fault.Because(fault.Invalid, "the gathering needs an id")
)

// PlanGathering plans a gathering, under an id of the caller's, in the
// occasion's space.
func PlanGathering(o activity.Occasion, id activity.GatheringID, plan Plan) (Gathering, activity.Activity, error) {
	a := o.Record(activity.Plan, GatheringPlanned{plan.clone()})
	a.Object = activity.ObjectID(id)
	return around("cop.PlanGathering", o, Gathering{}, a, when(id.IsZero(), gatheringWithoutID))
}

// Replan replaces the whole plan, for a reason. Another rhythm holds from now
// on: what met before in the old one has met.
func (g Gathering) Replan(o activity.Occasion, plan Plan, reason string) (Gathering, activity.Activity, error) {
	return record("cop.Replan", o, g, g.about(o, activity.Replan, GatheringReplanned{plan.clone(), reason}))
}

// CallOff calls off all meetings from now on, for a reason; see CallOffMeeting
// for a single one.
func (g Gathering) CallOff(o activity.Occasion, reason string) (Gathering, activity.Activity, error) {
	return record("cop.CallOff", o, g, g.about(o, activity.CallOff, GatheringCalledOff{reason}))
}

// about makes the activity that records an act on the gathering, in its space.
func (g Gathering) about(o activity.Occasion, verb activity.Verb, detail activity.Fact) activity.Activity {
	a := o.Record(verb, detail)
	a.Object, a.Space = activity.ObjectID(g.ID), g.Space
	if a.Mode == "" {
		a.Mode = g.Mode
	}
	return a
}

// hindrance returns what hinders an activity that cannot follow from the gathering as it
// stands.
func (g Gathering) hindrance(a activity.Activity) *fault.Error {
	off := !g.CalledOffAt.IsZero()
	if _, plans := a.Detail.(GatheringPlanned); plans {
		return when(g.Rev != 0, gatheringExists)
	}
	if g.Rev == 0 {
		return noGathering
	}
	if a.Object != activity.ObjectID(g.ID) || a.Community != g.Community {
		return otherGathering
	}
	if fact, ok := a.Detail.(GatheringReplanned); ok {
		return cmp.Or(when(off, gatheringOff), when(reflect.DeepEqual(fact.Plan, g.Plan), gatheringSame))
	}
	return when(off, gatheringWasOff)
}

// Fold folds an activity into the gathering: those that do not change a
// gathering as a whole (see GatheringOf) leave it as it is. An activity that
// cannot follow gives an Invalid error.
func (g Gathering) Fold(a activity.Activity) (Gathering, error) {
	if _, ok := GatheringOf(a); !ok {
		return g, nil
	}
	if bad := g.hindrance(a); bad != nil {
		return g, refused(bad)
	}
	switch fact := a.Detail.(type) {
	case GatheringPlanned:
		g = Gathering{
			Community: a.Community, ID: activity.GatheringID(a.Object), Space: a.Space,
			Plan: fact.Plan, PlannedBy: a.Actor, PlannedAt: a.At,
		}
	case GatheringReplanned:
		if !reflect.DeepEqual(fact.Rhythm, g.Rhythm) {
			g.Earlier = append(slices.Clone(g.Earlier), Era{g.Rhythm, a.At})
		}
		if !reflect.DeepEqual(fact.Rhythm, g.Rhythm) || fact.Place != g.Place || fact.Link != g.Link {
			g.Sequence++
		}
		g.Plan, g.Reason = fact.Plan, fact.Reason
	case GatheringCalledOff:
		g.CalledOffAt, g.Reason = a.At, fact.Reason
		g.Sequence++
	}
	g.Rev++
	return g, nil
}

// problems returns what no tag can say about a plan.
func (p Plan) problems() []fault.Field {
	return slices.Concat(linkProblem("link", p.Link), inside("rhythm", p.Rhythm.problems()), guestProblems(p.Guests))
}

// linkProblem keeps out what a browser would run instead of visiting it.
func linkProblem(name, link string) []fault.Field {
	if link == "" || strings.HasPrefix(link, "https://") || strings.HasPrefix(link, "http://") {
		return nil
	}
	return []fault.Field{{Name: name, Problem: "must begin with https:// or http://"}}
}

func guestProblems(guests []Guest) (bad []fault.Field) {
	for i, g := range guests {
		if g.Person == "" && g.Name == "" {
			bad = append(bad, fault.Field{Name: fmt.Sprintf("guests[%d]", i), Problem: "must have a person's id or a name"})
		}
	}
	return bad
}

// clone returns a copy that shares nothing with the caller's value, in the one
// form that storage gives back: empty lists are nil, and hosts are in order.
func (p Plan) clone() Plan {
	p.Rhythm = p.Rhythm.clone()
	p.Hosts = append([]activity.Person(nil), p.Hosts...)
	slices.Sort(p.Hosts)
	p.Guests = append([]Guest(nil), p.Guests...)
	p.Agenda = append([]Item(nil), p.Agenda...)
	return p
}
