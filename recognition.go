package praxis

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
)

// Thank thanks a member for something, or for nothing in particular.
// Errors: Invalid, with every bad field, and for oneself; Precondition for
// somebody who is not a member, and where recognition is switched off.
func (p Participant) Thank(ctx context.Context, person activity.Person, thanks membership.Thanked) error {
	return p.recognise(ctx, "praxis.Thank", activity.Thank, person, func(_ context.Context, s *scene, from, to membership.Member) (membership.Recognition, activity.Activity, error) {
		return membership.Thank(s.Occasion, from, to, thanks)
	})
}

// Commend commends a member for what they know about a topic.
// Errors: as those of Thank; Exists for a second time about the same topic.
func (p Participant) Commend(ctx context.Context, person activity.Person, commended membership.Commended) error {
	return p.recognise(ctx, "praxis.Commend", activity.Commend, person, func(ctx context.Context, s *scene, from, to membership.Member) (membership.Recognition, activity.Activity, error) {
		given, err := activity.Collect(s.tx.Recognitions(ctx, p.community, activity.ID{}, 0))
		if err != nil {
			return membership.Recognition{}, activity.Activity{}, err
		}
		return membership.Commend(s.Occasion, from, to, commended, given)
	})
}

func (p Participant) recognise(ctx context.Context, op string, verb activity.Verb, person activity.Person,
	act func(ctx context.Context, s *scene, from, to membership.Member) (membership.Recognition, activity.Activity, error)) error {
	return p.act(ctx, op, verb, func(ctx context.Context, s *scene) error {
		if err := s.mayAs(ctx, person); err != nil {
			return err
		}
		if s.in.plain {
			return fault.New(op, fault.Precondition, "recognition is switched off here")
		}
		to, err := memberOf(ctx, s.tx, p.community, person)
		if err != nil {
			return err
		}
		next, a, err := act(ctx, s, s.request.Member, to)
		return record(ctx, s, s.tx.AddRecognition, next, a, err)
	})
}

func recognitionIn(r membership.Recognition) activity.SpaceID { return r.Space }

// Recognitions lists thanks and commendations by the id of the activity: behind
// the one given, at most limit of them (0 or less: all).
func (p Participant) Recognitions(ctx context.Context, after activity.ID, limit int) ([]membership.Recognition, error) {
	return readList(ctx, p, "praxis.Recognitions", limit, func(ctx context.Context, r storage.Reader, limit int) iter.Seq2[membership.Recognition, error] {
		return r.Recognitions(ctx, p.community, after, limit)
	}, recognitionIn)
}

// Recognised tells who is recognised for which topic, and by whom. It adds up to
// no score; see membership.Worth for hosts that want one.
func (p Participant) Recognised(ctx context.Context) (topics []membership.ForTopic, err error) {
	err = p.read(ctx, "praxis.Recognised", Read, func(ctx context.Context, s *sight) error {
		given, err := s.recognitions(ctx)
		topics = membership.RecognisedFor(given)
		return err
	})
	return topics, err
}

func (s *sight) recognitions(ctx context.Context) ([]membership.Recognition, error) {
	return all(ctx, s, s.r.Recognitions(ctx, s.request.Community, activity.ID{}, 0), 0, recognitionIn)
}
