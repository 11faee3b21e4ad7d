package repertoire

import (
	"fmt"
	"slices"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Status is where a resource is in its life. It says what others may rely on, not
// who sees the resource: whoever may enter its space sees it in any status. Who
// wants to draft among a few does so in a private space.
type Status string

// The statuses.
const (
	Drafted    Status = "draft"      // its writers are still at it
	InReview   Status = "in-review"  // peers are asked to look at it
	InUse      Status = "in-use"     // shared, and not vetted yet
	Vetted     Status = "endorsed"   // the community stands up for its current version
	Superseded Status = "superseded" // another one is to be used in its place
	Retired    Status = "retired"    // out of use
)

// Statuses returns the statuses, in the order in which they are documented.
func Statuses() []Status {
	return []Status{Drafted, InReview, InUse, Vetted, Superseded, Retired}
}

// Transition is a step that a resource in a status can take, and where that
// leads. Without a To it leads back: to a draft, if it has never been in use, and
// into use otherwise.
type Transition struct {
	Verb activity.Verb
	From Status
	To   Status
}

// transitions are all steps that there are. A resource that was endorsed and is
// revised is in use like any that nobody has vetted: the endorsement was of a
// version, which Life.Endorsed names and which stays readable.
var transitions = []Transition{
	{activity.Revise, Drafted, Drafted},
	{activity.Submit, Drafted, InReview},
	{activity.Publish, Drafted, InUse},
	{activity.Retire, Drafted, Retired},
	{activity.Revise, InReview, InReview},
	{activity.SendBack, InReview, ""},
	{activity.Publish, InReview, InUse},
	{activity.Vet, InReview, Vetted},
	{activity.Supersede, InReview, Superseded},
	{activity.Retire, InReview, Retired},
	{activity.Revise, InUse, InUse},
	{activity.Submit, InUse, InReview},
	{activity.Vet, InUse, Vetted},
	{activity.Reaffirm, InUse, InUse},
	{activity.Supersede, InUse, Superseded},
	{activity.Retire, InUse, Retired},
	{activity.Revise, Vetted, InUse},
	{activity.Reaffirm, Vetted, Vetted},
	{activity.Supersede, Vetted, Superseded},
	{activity.Retire, Vetted, Retired},
	{activity.Retire, Superseded, Retired},
	{activity.Revive, Superseded, ""},
	{activity.Revive, Retired, ""},
}

// Transitions returns all steps that there are in the life of a resource.
func Transitions() []Transition { return slices.Clone(transitions) }

// step returns the status to which a verb leads from where the resource is; what
// hinders it, if it leads nowhere.
func (r Resource) step(verb activity.Verb) (Status, *fault.Error) {
	var from, can []string
	for _, t := range transitions {
		if t.Verb == verb && t.From == r.Status {
			if t.To == "" {
				return r.before(), nil
			}
			return t.To, nil
		}
		if t.Verb == verb {
			from = append(from, string(t.From))
		}
		if t.From == r.Status {
			can = append(can, string(t.Verb))
		}
	}
	why := fmt.Sprintf("the resource is %s; to %s is for one that is %s", r.Status, verb, strings.Join(from, " or "))
	if r.Status == Superseded || r.Status == Retired {
		why += fmt.Sprintf(": %s it, or share a new one", can[len(can)-1])
	}
	return r.Status, fault.Because(fault.Precondition, why)
}

// before is the status to which the resource goes back.
func (r Resource) before() Status {
	if r.Unpublished {
		return Drafted
	}
	return InUse
}
