package praxis

import (
	"context"
	"iter"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/storage"
)

// Phase returns the phase of its life that the community is in, and its end.
func (p Participant) Phase(ctx context.Context) (lifecycle.State, error) {
	return readPart(ctx, p, "praxis.Phase", See, func(ctx context.Context, r storage.Reader) (lifecycle.State, error) {
		return r.Lifecycle(ctx, p.community)
	})
}

// Gate reviews what the phase must leave behind before the community moves on:
// each criterion met or not, with the evidence and what to do next. It is judged
// from what is in the common space, so that it is the same for every member, and
// what is recorded of it tells nothing of other spaces.
// Errors: Precondition for a playbook that is not among Options.Playbooks.
func (p Participant) Gate(ctx context.Context) (g lifecycle.Gate, err error) {
	err = p.read(ctx, "praxis.Gate", Read, func(ctx context.Context, s *sight) error {
		if s.common != nil {
			return s.common
		}
		life, err := s.r.Lifecycle(ctx, p.community)
		if err != nil {
			return err
		}
		g, err = s.gate(ctx, life)
		return err
	})
	return g, err
}

// Advance moves the community on to the next phase of its life. If the gate (see
// Gate) is met, it needs no reason; against the review it needs one, and what is
// not met is recorded with the move.
// Errors: Precondition for an unmet gate without a reason, which names what is not
// met, and in the last phase.
func (p Participant) Advance(ctx context.Context, reason string) error {
	return p.act(ctx, "praxis.Advance", activity.Move, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		life, err := s.tx.Lifecycle(ctx, p.community)
		if err != nil {
			return err
		}
		g, err := s.gate(ctx, life)
		if err != nil {
			return err
		}
		next, a, err := life.Advance(s.Occasion, g, reason)
		return s.moved(ctx, next, a, err)
	})
}

// Move moves the community on to the next phase of its life, or back to an
// earlier one, for a reason. What the phase has not left behind when the community
// moves on (see Gate) is recorded with the move.
// Errors: Invalid for a word that is no phase, or without a reason; Exists if
// the community is in that phase; Precondition if a phase would be skipped.
func (p Participant) Move(ctx context.Context, to lifecycle.Phase, reason string) error {
	return p.act(ctx, "praxis.Move", activity.Move, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		next, a, err := s.move(ctx, s.Occasion, to, reason)
		return s.moved(ctx, next, a, err)
	})
}

// Return moves the community back to an earlier phase of its life with what was
// learned: to Design, say, or from the last phase to the first one, which renews
// it. The lesson stands in Passages.
// Errors: Invalid without a reason or a lesson, or for a word that is no phase;
// Exists if the community is in that phase; Precondition for a later one.
func (p Participant) Return(ctx context.Context, to lifecycle.Phase, reason, lesson string) error {
	return p.act(ctx, "praxis.Return", activity.Move, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		life, err := s.tx.Lifecycle(ctx, p.community)
		if err != nil {
			return err
		}
		next, a, err := life.Return(s.Occasion, to, reason, lesson)
		return s.moved(ctx, next, a, err)
	})
}

// Passages lists the community's moves between phases, by the id of the activity:
// behind the one given, at most limit of them (0 or less: all). Each says why,
// what was not met, and on the way back what was learned.
func (p Participant) Passages(ctx context.Context, after activity.ID, limit int) ([]lifecycle.Passage, error) {
	return readList(ctx, p, "praxis.Passages", limit, func(ctx context.Context, r storage.Reader, limit int) iter.Seq2[lifecycle.Passage, error] {
		return r.Passages(ctx, p.community, after, limit)
	}, nil)
}

// Stage infers the stage of the community from what the record shows the person
// (see lifecycle.InferStage): with the tension of that stage and what helps, and
// whether it agrees with the phase that is declared.
func (p Participant) Stage(ctx context.Context) (stage lifecycle.Staging, err error) {
	err = p.read(ctx, "praxis.Stage", Read, func(ctx context.Context, s *sight) error {
		if s.common != nil {
			return s.common
		}
		life, err := s.r.Lifecycle(ctx, p.community)
		if err != nil {
			return err
		}
		book, err := s.in.playbook(life.Named(), "")
		if err != nil && fault.CodeOf(err) != fault.NotFound {
			return err
		}
		v, err := lifecycle.MeasureVitals(s.record(ctx, 0, 0), activity.Moment(s.in.clock()).Add(time.Microsecond)) // with what happens now
		stage = lifecycle.InferStage(v, book, life.Phase)
		return err
	})
	return stage, err
}

// move is a move with the gate reviewed, if the playbook is known.
func (s *scene) move(ctx context.Context, o activity.Occasion, to lifecycle.Phase, reason string) (lifecycle.State, activity.Activity, error) {
	life, err := s.tx.Lifecycle(ctx, s.Community)
	if err != nil {
		return life, activity.Activity{}, err
	}
	var g lifecycle.Gate
	if next, ok := life.Next(); ok && to == next {
		if g, err = s.gate(ctx, life); err != nil && fault.CodeOf(err) != fault.Precondition {
			return life, activity.Activity{}, err
		}
	}
	return life.MoveReviewed(o, g, to, reason)
}

// moved records a move.
func (s *scene) moved(ctx context.Context, next lifecycle.State, a activity.Activity, err error) error {
	if err != nil {
		return err
	}
	return storage.RecordMove(ctx, s.tx, next, a)
}

// gate reviews the phase that the community is in. A playbook that is not known
// is a Precondition error.
func (s *sight) gate(ctx context.Context, life lifecycle.State) (lifecycle.Gate, error) {
	book, err := s.in.playbook(life.Named(), "")
	if err != nil {
		return lifecycle.Gate{}, fault.New("praxis.Gate", fault.Precondition, "the playbook "+string(life.Named())+", which the community follows, is not among Options.Playbooks")
	}
	e, err := s.gateEvidence(ctx, life)
	if err != nil {
		return lifecycle.Gate{}, err
	}
	return lifecycle.Review(book, life, *e)
}

// heirs reports, as an error, whether communities that are to go on for this one
// are there and live, as far as the person may see. It is asked before the act,
// since a transaction is about one community.
func (p Participant) heirs(ctx context.Context, ids ...activity.CommunityID) error {
	for _, id := range ids {
		if id.IsZero() || id == p.community {
			continue // the domain says what is wrong
		}
		heir, err := p.person.In(id).Community(ctx)
		switch fault.CodeOf(err) {
		case "":
		case fault.NotFound, fault.Denied:
			return fault.New("praxis.End", fault.NotFound, "there is no community "+id.String()+" that you could see; found it first")
		default:
			return err
		}
		if err := heir.Live(); err != nil {
			return fault.New("praxis.End", fault.Precondition, "the community "+id.String()+" has ended itself; name one that goes on")
		}
	}
	return nil
}

// unheired reports, as a Precondition error, whether a repertoire would be left to
// nobody: something is in use where all members can see it, none of it was handed
// on, and the ending does not say where it stays.
func (s *scene) unheired(ctx context.Context, e cop.Ending) error {
	if e.Legacy != "" {
		return nil
	}
	for _, err := range s.tx.Handovers(ctx, s.Community, activity.ID{}, 1) {
		return err // there is one
	}
	left, err := s.sight.estate(ctx, s.Community, func(activity.ResourceID) bool { return true }, 1)
	if err != nil || len(left) == 0 {
		return err
	}
	return fault.New("praxis.End", fault.Precondition, "the repertoire is not empty and nobody would have it: hand it on to a community (HandOn), or say in Legacy who keeps it, or why nobody does")
}
