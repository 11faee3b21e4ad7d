package cop

import (
	"cmp"
	"reflect"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Proposal is something that a member put to the community to decide, who took
// which position, and what came of it. A community's decision log is its
// proposals.
type Proposal struct {
	Community activity.CommunityID `json:"community"`
	ID        activity.ProposalID  `json:"id"`
	Space     activity.SpaceID     `json:"space,omitzero"` // where it is put; zero is the whole community
	Proposer  activity.Person      `json:"proposer"`
	At        time.Time            `json:"at"`
	Motion
	Positions []Position     `json:"positions,omitempty"` // the latest of each person, ordered by person
	Status    ProposalStatus `json:"status"`
	Outcome   Outcome        `json:"outcome,omitzero"` // zero until it is decided
	Closed    Closing        `json:"closed,omitzero"`  // zero while it is open
	Rev       int            `json:"rev"`              // how many recorded changes led here
}

// ProposalStatus is what has become of a proposal.
type ProposalStatus string

// The statuses.
const (
	Undecided ProposalStatus = "open"
	Adopted   ProposalStatus = "adopted"
	Rejected  ProposalStatus = "rejected"
	Withdrawn ProposalStatus = "withdrawn" // by who put it
	Lapsed    ProposalStatus = "lapsed"    // too few took part
)

// Position is how a person stands to a proposal.
type Position struct {
	Person activity.Person `json:"person"`
	Stance Stance          `json:"stance"`
	Reason string          `json:"reason,omitempty"`
	At     time.Time       `json:"at"`
}

// Closing is by whom and when a proposal was withdrawn, or its outcome was
// established.
type Closing struct {
	By     activity.Person `json:"by"`
	At     time.Time       `json:"at"`
	Reason string          `json:"reason,omitempty"` // why it was withdrawn
}

// The details of the activities around a proposal.
type (
	// Proposed is the detail of putting a proposal.
	Proposed struct{ Motion }
	// Voted is the detail of taking a position.
	Voted struct {
		Stance Stance `json:"stance" validate:"required"`
		Reason string `json:"reason,omitempty" validate:"omitempty,max=4000,prose"`
	}
	// WasWithdrawn is the detail of withdrawing a proposal.
	WasWithdrawn struct {
		Reason string `json:"reason" validate:"required,max=1000,prose"`
	}
	// Decided is the detail of establishing what was decided.
	Decided struct{ Outcome }
)

// FactName returns "cop.proposed".
func (Proposed) FactName() string { return "cop.proposed" }

// FactName returns "cop.voted".
func (Voted) FactName() string { return "cop.voted" }

// FactName returns "cop.withdrawn".
func (WasWithdrawn) FactName() string { return "cop.withdrawn" }

// FactName returns "cop.decided".
func (Decided) FactName() string { return "cop.decided" }

// Propose puts a motion to the community, under an id of the caller's; it is
// put in the occasion's space.
func Propose(o activity.Occasion, id activity.ProposalID, m Motion) (Proposal, activity.Activity, error) {
	m = m.clone()
	a := o.Record(activity.Propose, Proposed{m})
	a.Object, a.Thread = activity.ObjectID(id), activity.ObjectID(id)
	return record("cop.Propose", o, Proposal{}, a, m.contradictions(a.At)...)
}

// Vote takes the actor's position on the proposal; a later one replaces it, and
// so withdraws an objection. Each method has its stances; an objection, and
// whatever holders of a role decide, needs a reason. It is a Precondition error
// from the deadline on, and once the proposal is closed.
func (p Proposal) Vote(o activity.Occasion, stance Stance, reason string) (Proposal, activity.Activity, error) {
	return p.record("cop.Vote", o, activity.Vote, Voted{stance, reason})
}

// Withdraw takes the proposal back, for a reason; it is for who put it to do
// so. It is a Precondition error once the proposal is closed.
func (p Proposal) Withdraw(o activity.Occasion, reason string) (Proposal, activity.Activity, error) {
	return p.record("cop.Withdraw", o, activity.Withdraw, WasWithdrawn{reason})
}

// Decide establishes what was decided. The electorate are those who are
// entitled to take a position now, for the method role the holders of that
// role; positions of others do not count. It is a Precondition error before
// the deadline, unless waiting can change nothing any more: there is a quorum,
// and everybody entitled has taken a position (by consent: and nobody objects,
// for an objection can still be met), or, where a role decides, its holders
// have.
func (p Proposal) Decide(o activity.Occasion, electorate []activity.Person) (Proposal, activity.Activity, error) {
	entitled := slices.Compact(slices.Sorted(slices.Values(electorate)))
	var others []activity.Person
	for _, q := range p.Positions {
		if _, ok := slices.BinarySearch(entitled, q.Person); !ok {
			others = append(others, q.Person)
		}
	}
	outcome := p.outcome(len(entitled), others)
	return p.record("cop.Decide", o, activity.Decide, Decided{outcome})
}

func (p Proposal) record(op string, o activity.Occasion, verb activity.Verb, detail activity.Fact) (Proposal, activity.Activity, error) {
	a := o.Record(verb, detail)
	a.Object, a.Thread, a.InReplyTo = activity.ObjectID(p.ID), activity.ObjectID(p.ID), activity.ObjectID(p.ID)
	a.To, a.Space = p.Proposer, p.Space
	return record(op, o, p, a)
}

// ProposalOf returns which proposal an activity changes; ok is false if it
// changes none.
func ProposalOf(a activity.Activity) (id activity.ProposalID, ok bool) {
	switch a.Detail.(type) {
	case Proposed, Voted, WasWithdrawn, Decided:
		return activity.ProposalID(a.Object), true
	}
	return activity.ProposalID{}, false
}

// CarryingOut returns the activity as one that carries out an adopted proposal:
// as a reply in the proposal's thread, whatever it is that it does. The zero
// id changes nothing.
func CarryingOut(a activity.Activity, proposal activity.ProposalID) activity.Activity {
	if !proposal.IsZero() {
		a.InReplyTo, a.Thread = activity.ObjectID(proposal), activity.ObjectID(proposal)
	}
	return a
}

// Fold folds an activity into the proposal: those that do not change a
// proposal leave it as it is. An activity that cannot follow gives an Invalid
// error.
func (p Proposal) Fold(a activity.Activity) (Proposal, error) {
	if bad := p.hindrance(a); bad != nil {
		return p, refused(bad)
	}
	switch fact := a.Detail.(type) {
	case Proposed:
		p = Proposal{
			Community: a.Community, ID: activity.ProposalID(a.Object), Space: a.Space,
			Proposer: a.Actor, At: a.At, Motion: fact.Motion, Status: Undecided,
		}
	case Voted:
		p.Positions = slices.Clone(p.Positions)
		position := Position{Person: a.Actor, Stance: fact.Stance, Reason: fact.Reason, At: a.At}
		if i, ok := p.position(a.Actor); ok {
			p.Positions[i] = position
		} else {
			p.Positions = slices.Insert(p.Positions, i, position)
		}
	case WasWithdrawn:
		p.Status, p.Closed = Withdrawn, Closing{By: a.Actor, At: a.At, Reason: fact.Reason}
	case Decided:
		p.Status, p.Outcome, p.Closed = fact.Result, fact.Outcome, Closing{By: a.Actor, At: a.At}
	default:
		return p, nil
	}
	p.Rev++
	return p, nil
}

// position finds a person's position, or where it belongs.
func (p Proposal) position(of activity.Person) (i int, ok bool) {
	return slices.BinarySearchFunc(p.Positions, of, func(q Position, person activity.Person) int {
		return cmp.Compare(q.Person, person)
	})
}

func (p Proposal) hindrance(a activity.Activity) *fault.Error {
	id, ok := ProposalOf(a)
	if !ok {
		return nil
	}
	put, begins := a.Detail.(Proposed)
	switch {
	case id.IsZero():
		return fault.Because(fault.Invalid, "the proposal needs an id")
	case begins && p.Rev != 0:
		return fault.Because(fault.Invalid, "the proposal is put already")
	case begins && procedures[put.Method].rule == "":
		return fault.Because(fault.Invalid, "nothing can be decided by "+string(put.Method)+"; name one of the methods")
	case begins:
		return nil
	case p.Rev == 0 || p.Community != a.Community || p.ID != id:
		return fault.Because(fault.Invalid, "the activity is about another proposal")
	case p.Status != Undecided:
		return fault.Because(fault.Precondition, "the proposal is "+string(p.Status)+"; put a new one")
	}
	switch fact := a.Detail.(type) {
	case Voted:
		return p.hindersVote(fact, a.At)
	case Decided:
		if !p.ripe(fact.Outcome, a.At) {
			return fault.Because(fault.Precondition, "the proposal is open until "+minute(p.Deadline)+
				", unless all who are entitled take a position (by consent: without an objection) before; wait, or ask them")
		}
		if !reflect.DeepEqual(fact.Outcome, p.outcome(fact.Entitled, fact.Discounted)) || fact.Answered > fact.Entitled {
			return fault.Because(fault.Invalid, "this is not the outcome that the positions give")
		}
	}
	return nil
}

func (p Proposal) hindersVote(v Voted, at time.Time) *fault.Error {
	how := procedures[p.Method]
	switch {
	case !slices.Contains(how.stances, v.Stance):
		return fault.Because(fault.Invalid, "the stances here are "+listOf(how.stances)+"; take one of them")
	case v.Reason == "" && slices.Contains(how.reasoned, v.Stance):
		return fault.Because(fault.Invalid, "this stance needs a reason; give one")
	case !at.Before(p.Deadline):
		return fault.Because(fault.Precondition, "the deadline was "+minute(p.Deadline)+"; the outcome can be established now")
	}
	return nil
}
