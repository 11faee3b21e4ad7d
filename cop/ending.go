package cop

import (
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Ending is how a community ends, and what becomes of what it was for. Endings
// are a part of a healthy life: Wenger, McDermott and Snyder, "Cultivating
// Communities of Practice" (2002), chapter 5, name those that communities come
// to. What an ended community recorded stays readable.
type Ending struct {
	How    How                    `json:"how" validate:"required,oneof=split merged closed faded social-club institutionalised"`
	Into   []activity.CommunityID `json:"into,omitempty" validate:"max=100,unique,dive,required"` // where its members go on
	Reason string                 `json:"reason" validate:"required,max=1000,prose"`
	Legacy string                 `json:"legacy,omitempty" validate:"omitempty,max=10000,prose"` // what it leaves to those who read its archive
}

// How is the way in which a community ends.
type How string

// The ways.
const (
	EndSplit             How = "split"             // into two or more communities
	EndMerged            How = "merged"            // into another community, which goes on for both
	EndClosed            How = "closed"            // its members decided that its work is done
	EndFaded             How = "faded"             // members and energy went away
	EndSocialClub        How = "social-club"       // they still like to meet, but no longer for the practice
	EndInstitutionalised How = "institutionalised" // a unit of the organisation does its work from now on
)

// successors tells, where it matters, how many communities an ending names.
var successors = map[How]struct {
	least, most int
	problem     string
}{
	EndSplit:  {2, 100, "must name the communities that it splits into, two or more"},
	EndMerged: {1, 1, "must name the one community that it merges into"},
}

// Ended is the end of a community as it was recorded. The zero Ended is that
// of a community that lives.
type Ended struct {
	Ending
	By activity.Person `json:"by"`
	At time.Time       `json:"at"`
}

// Handover is a part of the repertoire that a community hands on to another,
// before it ends.
type Handover struct {
	Community activity.CommunityID `json:"community"`
	ID        activity.ID          `json:"id"` // the activity that records it
	HandedOn
	By activity.Person `json:"by"`
	At time.Time       `json:"at"`
}

// The details of the activities around an end.
type (
	// HandedOn is the detail of handing the repertoire on.
	HandedOn struct {
		To        activity.CommunityID  `json:"to" validate:"required"`
		Resources []activity.ResourceID `json:"resources,omitempty" validate:"max=10000,unique,dive,required"` // none means all
		Note      string                `json:"note,omitempty" validate:"omitempty,max=1000,prose"`
	}
	// WasEnded is the detail of the end.
	WasEnded struct{ Ending }
)

// FactName returns "cop.handed-on".
func (HandedOn) FactName() string { return "cop.handed-on" }

// FactName returns "cop.ended".
func (WasEnded) FactName() string { return "cop.ended" }

// Ends returns the way in which the community ended, for packages that do not
// know this type (see lifecycle.MilestoneOf).
func (e WasEnded) Ends() string { return string(e.How) }

// End ends the community. A split names two successors or more, a merger the
// one community that it becomes part of. It is a Precondition error if the
// community has ended already.
func (c Community) End(o activity.Occasion, e Ending) (Community, activity.Activity, error) {
	e.Into = append([]activity.CommunityID(nil), e.Into...)
	var bad []fault.Field
	if n, ok := successors[e.How]; ok && (len(e.Into) < n.least || len(e.Into) > n.most) {
		bad = append(bad, fault.Field{Name: "into", Problem: n.problem})
	}
	return c.record("cop.End", o, activity.End, WasEnded{e}, bad...)
}

// HandOn hands the repertoire, or some of it, on to another community. That
// changes nothing about this one; it is a Precondition error once it has ended.
func (c Community) HandOn(o activity.Occasion, h HandedOn) (Handover, activity.Activity, error) {
	h.Resources = append([]activity.ResourceID(nil), h.Resources...)
	_, a, err := c.record("cop.HandOn", o, activity.HandOn, h)
	if err != nil {
		return Handover{}, activity.Activity{}, err
	}
	handover, _ := HandoverOf(a)
	return handover, a, nil
}

// HandoverOf returns the handover that an activity records; ok is false if it
// records none.
func HandoverOf(a activity.Activity) (h Handover, ok bool) {
	fact, ok := a.Detail.(HandedOn)
	if !ok {
		return Handover{}, false
	}
	return Handover{Community: a.Community, ID: a.ID, HandedOn: fact, By: a.Actor, At: a.At}, true
}

// Live returns nil if the community lives. Once it has ended it is a
// Precondition error that names the successors: what is recorded can be read,
// but nobody acts in the community any more.
func (c Community) Live() error {
	if bad := c.over(); bad != nil {
		return fault.In("cop.Live", bad)
	}
	return nil
}

// over is what hinders acts in a community that has ended.
func (c Community) over() *fault.Error {
	if c.Ended.How == "" {
		return nil
	}
	var into []string
	for _, id := range c.Ended.Into {
		into = append(into, id.String())
	}
	next := "found another to go on"
	if into != nil {
		next = "go on in " + strings.Join(into, ", ")
	}
	return fault.Because(fault.Precondition, "the community has ended ("+string(c.Ended.How)+") and can only be read; "+next)
}

// itself returns what hinders an activity that hands a community over to
// itself.
func (c Community) itself(into ...activity.CommunityID) *fault.Error {
	if slices.Contains(into, c.ID) {
		return fault.Because(fault.Invalid, "a community cannot succeed itself; name another one")
	}
	return nil
}
