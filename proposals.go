package praxis

import (
	"context"
	"iter"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
)

// Propose puts a motion to those who may enter the space where the person acts,
// and returns the proposal's id.
// Errors: Invalid, with every bad field; Precondition for a motion that would
// change the community as a whole, but is put in a private space.
func (p Participant) Propose(ctx context.Context, m cop.Motion) (activity.ProposalID, error) {
	const op = "praxis.Propose"
	id, err := p.make(ctx, op, activity.Propose, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		if err := known(op, m); err != nil {
			return err
		}
		if err := s.open(ctx, op, s.Space, m); err != nil {
			return err
		}
		next, a, err := cop.Propose(s.Occasion, activity.ProposalID(s.made), m)
		return record(ctx, s, s.tx.PutProposal, next, a, err)
	})
	return activity.ProposalID(id), err
}

// open reports whether a motion is put where all members can see it, if it would
// change the community as a whole.
func (s *scene) open(ctx context.Context, op string, space activity.SpaceID, m cop.Motion) error {
	if m.Action.String() == "" {
		return nil
	}
	if open, err := s.openToMembers(ctx, space); err != nil || open {
		return err
	}
	return fault.New(op, fault.Precondition, "what changes the whole community is not decided in a private space; put it to all members")
}

// known reports whether the roles and phases that a motion names exist.
func known(op string, m cop.Motion) error {
	var bad []fault.Field
	for _, role := range []struct{ field, name string }{
		{"role", m.Role}, {"action.appoint.role", m.Action.Appoint.Role}, {"action.relieve.role", m.Action.Relieve.Role},
	} {
		if role.name != "" && !slices.Contains(membership.Roles(), membership.Role(role.name)) {
			bad = append(bad, fault.Field{Name: role.field, Problem: "must be one of the documented roles"})
		}
	}
	if phase := m.Action.Advance.Phase; phase != "" && !slices.Contains(lifecycle.Phases(), lifecycle.Phase(phase)) {
		bad = append(bad, fault.Field{Name: "action.advance.phase", Problem: "must be one of the documented phases"})
	}
	if bad == nil {
		return nil
	}
	return &fault.Error{Op: op, Code: fault.Invalid, Fields: bad}
}

// Vote takes the person's position on a proposal, in place of their earlier one.
// Errors: Invalid for a stance that the method does not know, or without a reason
// where one is needed; NotFound; Denied for somebody who is not in the role that
// decides; Precondition after the deadline, and for a proposal that is not open.
func (p Participant) Vote(ctx context.Context, id activity.ProposalID, stance cop.Stance, reason string) error {
	return p.onProposal(ctx, "praxis.Vote", activity.Vote, id, func(ctx context.Context, s *scene, q cop.Proposal) (cop.Proposal, activity.Activity, error) {
		if q.Method == cop.ByRole && !s.request.Member.Has(membership.Role(q.Role)) {
			return q, activity.Activity{}, fault.New("praxis.Vote", fault.Denied, "this is decided by: "+q.Role)
		}
		return q.Vote(s.Occasion, stance, reason)
	})
}

// Withdraw takes a proposal back, for a reason.
// Errors: Invalid without a reason; NotFound; Precondition for a proposal that is
// not open.
func (p Participant) Withdraw(ctx context.Context, id activity.ProposalID, reason string) error {
	return p.onProposal(ctx, "praxis.Withdraw", activity.Withdraw, id, func(_ context.Context, s *scene, q cop.Proposal) (cop.Proposal, activity.Activity, error) {
		return q.Withdraw(s.Occasion, reason)
	})
}

// Decide establishes what was decided, and carries it out: in the same
// transaction the rule is written, the role given, the charter changed or the
// community moved on. If that is not possible any more, nothing is decided, and
// the error says what stands in the way.
// Errors: NotFound; Precondition before the deadline while somebody could still
// make a difference, and for a proposal that is not open; those of what is
// carried out.
func (p Participant) Decide(ctx context.Context, id activity.ProposalID) (decided cop.Proposal, err error) {
	err = p.act(ctx, "praxis.Decide", activity.Decide, func(ctx context.Context, s *scene) error {
		q, err := s.proposal(ctx, id)
		if err != nil {
			return err
		}
		electorate, err := s.electorate(ctx, q)
		if err != nil {
			return err
		}
		next, a, err := q.Decide(s.Occasion, electorate)
		if err := record(ctx, s, s.tx.PutProposal, next, a, err); err != nil {
			return err
		}
		if decided = next; next.Status != cop.Adopted {
			return nil
		}
		if err := s.open(ctx, "praxis.Decide", q.Space, q.Motion); err != nil { // spaces can become private
			return err
		}
		return s.carryOut(ctx, next)
	})
	if err != nil {
		return cop.Proposal{}, err
	}
	if decided.ID.IsZero() { // it had been decided before (see Person.Once)
		return p.Proposal(ctx, id)
	}
	return decided, nil
}

// electorate are those entitled to take a position: the members who may enter the
// proposal's space, or those of them who have the role that decides.
func (s *scene) electorate(ctx context.Context, q cop.Proposal) (entitled []activity.Person, err error) {
	var at room
	if !q.Space.IsZero() {
		if at, err = s.room(ctx, q.Space); err != nil {
			return nil, err
		}
	}
	for m, err := range s.tx.Members(ctx, s.Community, "", 0) {
		if err != nil {
			return nil, err
		}
		m = m.On(s.At)
		in := q.Space.IsZero() || cop.Enters(at.space, at.parent, m.Person, m.Member())
		if m.Member() && in && (q.Method != cop.ByRole || m.Has(membership.Role(q.Role))) {
			entitled = append(entitled, m.Person)
		}
	}
	return entitled, nil
}

// onProposal runs an act on a proposal.
func (p Participant) onProposal(ctx context.Context, op string, verb activity.Verb, id activity.ProposalID,
	act func(context.Context, *scene, cop.Proposal) (cop.Proposal, activity.Activity, error)) error {
	return p.act(ctx, op, verb, func(ctx context.Context, s *scene) error {
		q, err := s.proposal(ctx, id)
		if err != nil {
			return err
		}
		next, a, err := act(ctx, s, q)
		return record(ctx, s, s.tx.PutProposal, next, a, err)
	})
}

// proposal looks a proposal up for an act on it.
func (s *scene) proposal(ctx context.Context, id activity.ProposalID) (cop.Proposal, error) {
	q, err := s.tx.Proposal(ctx, s.Community, id)
	return q, s.mayOn(ctx, q.Proposer, q.Space, err)
}

// Proposal returns a proposal with the positions taken and, once it is decided,
// its outcome and the grounds of that. Its Log reads as minutes do.
// Errors: NotFound.
func (p Participant) Proposal(ctx context.Context, id activity.ProposalID) (cop.Proposal, error) {
	return readOne(ctx, p, "praxis.Proposal", func(ctx context.Context, r storage.Reader) (cop.Proposal, error) {
		return r.Proposal(ctx, p.community, id)
	}, proposalIn)
}

func proposalIn(q cop.Proposal) activity.SpaceID { return q.Space }

// Proposals lists the proposals, which are the community's log of decisions, by
// id: behind the one given, at most limit of them (0 or less: all).
func (p Participant) Proposals(ctx context.Context, after activity.ProposalID, limit int) ([]cop.Proposal, error) {
	return readList(ctx, p, "praxis.Proposals", limit, func(ctx context.Context, r storage.Reader, limit int) iter.Seq2[cop.Proposal, error] {
		return r.Proposals(ctx, p.community, after, limit)
	}, proposalIn)
}
