package praxis

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/storage"
)

// DraftSurvey writes a survey of those who belong to the community or could. It
// can be answered once it is open: see OpenSurvey.
// Errors: Invalid, with every bad field.
func (p Participant) DraftSurvey(ctx context.Context, text lifecycle.SurveyText) (activity.SurveyID, error) {
	made, err := p.make(ctx, "praxis.DraftSurvey", activity.Survey, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		next, a, err := lifecycle.DraftSurvey(s.Occasion, activity.SurveyID(s.made), text)
		return record(ctx, s, s.tx.PutSurvey, next, a, err)
	})
	return activity.SurveyID(made), err
}

// RewriteSurvey writes a survey anew, until somebody has answered it.
// Errors: Invalid, with every bad field; NotFound; Precondition if somebody has
// answered, or the survey is closed.
func (p Participant) RewriteSurvey(ctx context.Context, id activity.SurveyID, text lifecycle.SurveyText) error {
	return p.act(ctx, "praxis.RewriteSurvey", activity.Survey, func(ctx context.Context, s *scene) error {
		survey, err := s.survey(ctx, id)
		if err != nil {
			return err
		}
		answered, err := s.answered(ctx, id)
		if err != nil {
			return err
		}
		next, a, err := survey.Rewrite(s.Occasion, text, answered)
		return record(ctx, s, s.tx.PutSurvey, next, a, err)
	})
}

// OpenSurvey opens a survey. From then on whoever may see the community can read
// and answer it, members or not.
// Errors: NotFound; Precondition for one that is no draft.
func (p Participant) OpenSurvey(ctx context.Context, id activity.SurveyID) error {
	return p.act(ctx, "praxis.OpenSurvey", activity.OpenSurvey, func(ctx context.Context, s *scene) error {
		survey, err := s.survey(ctx, id)
		if err != nil {
			return err
		}
		next, a, err := survey.Open(s.Occasion)
		return record(ctx, s, s.tx.PutSurvey, next, a, err)
	})
}

// CloseSurvey closes a survey for good. From then on members can read what it came
// to: see SurveySummary.
// Errors: NotFound; Precondition for one that is not open.
func (p Participant) CloseSurvey(ctx context.Context, id activity.SurveyID) error {
	return p.act(ctx, "praxis.CloseSurvey", activity.CloseSurvey, func(ctx context.Context, s *scene) error {
		survey, err := s.survey(ctx, id)
		if err != nil {
			return err
		}
		next, a, err := survey.Close(s.Occasion)
		return record(ctx, s, s.tx.PutSurvey, next, a, err)
	})
}

// Respond answers a survey, in place of the person's earlier answers. They need
// not be a member: whoever may see the community may answer, unless the host's
// authority says otherwise. Others read that they answered, and never what.
// Errors: Invalid, with every answer that does not fit; NotFound; Precondition for
// one that is closed.
func (p Participant) Respond(ctx context.Context, id activity.SurveyID, answers []lifecycle.ItemAnswer) error {
	return p.act(ctx, "praxis.Respond", activity.Respond, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		see := s.request
		see.Action = See
		if err := s.in.allow(ctx, see); err != nil {
			return err
		}
		survey, err := s.readable(ctx, id)
		if err != nil {
			return err
		}
		before, err := s.tx.Response(ctx, p.community, lifecycle.ResponseKey{Survey: id, Person: s.Actor})
		if err != nil && fault.CodeOf(err) != fault.NotFound {
			return err
		}
		next, a, err := lifecycle.Respond(s.Occasion, before, survey, answers)
		return record(ctx, s, s.tx.PutResponse, next, a, err)
	})
}

// Survey returns a survey: an open one to whoever may see the community, others to
// those who may read in it.
// Errors: NotFound.
func (p Participant) Survey(ctx context.Context, id activity.SurveyID) (survey lifecycle.Survey, err error) {
	err = p.read(ctx, "praxis.Survey", See, func(ctx context.Context, s *sight) error {
		survey, err = s.readable(ctx, id)
		return err
	})
	return survey, err
}

// Surveys lists the surveys that the person may read (see Survey), by id: behind
// the one given, at most limit of them (0 or less: all).
func (p Participant) Surveys(ctx context.Context, after activity.SurveyID, limit int) (seen []lifecycle.Survey, err error) {
	err = p.read(ctx, "praxis.Surveys", See, func(ctx context.Context, s *sight) error {
		seen = nil
		reads, err := s.reads(ctx)
		if err != nil {
			return err
		}
		for survey, err := range s.r.Surveys(ctx, p.community, after, 0) {
			if err != nil {
				return err
			}
			if reads || survey.Status == lifecycle.SurveyOpen {
				if seen = append(seen, survey); len(seen) == limit {
					return nil
				}
			}
		}
		return nil
	})
	return seen, err
}

// SurveySummary tells what a survey came to, without names, once it is closed.
// Answers of fewer people than Options.MinGroup are not told.
// Errors: NotFound.
func (p Participant) SurveySummary(ctx context.Context, id activity.SurveyID) (summary lifecycle.Summary, err error) {
	err = p.read(ctx, "praxis.SurveySummary", Read, func(ctx context.Context, s *sight) error {
		if s.common != nil {
			return s.common
		}
		survey, err := s.r.Survey(ctx, p.community, id)
		if err := s.hides(ctx, activity.SpaceID{}, err); err != nil {
			return err
		}
		var responses []lifecycle.Response
		for r, err := range s.responses(ctx, id) {
			if err != nil {
				return err
			}
			responses = append(responses, r)
		}
		summary = survey.Summarise(responses, s.in.smallest())
		return nil
	})
	return summary, err
}

// Response returns what the person has answered to a survey; the zero Response if
// they have not.
func (p Participant) Response(ctx context.Context, id activity.SurveyID) (lifecycle.Response, error) {
	return readPart(ctx, p, "praxis.Response", See, func(ctx context.Context, r storage.Reader) (lifecycle.Response, error) {
		v, err := r.Response(ctx, p.community, lifecycle.ResponseKey{Survey: id, Person: p.person.id})
		if fault.CodeOf(err) == fault.NotFound {
			return lifecycle.Response{}, nil
		}
		return v, err
	})
}

// survey looks a survey up for somebody who changes it.
func (s *scene) survey(ctx context.Context, id activity.SurveyID) (lifecycle.Survey, error) {
	survey, err := s.tx.Survey(ctx, s.Community, id)
	return survey, s.mayOn(ctx, survey.By, activity.SpaceID{}, err)
}

// answered reports whether anybody has answered a survey.
func (s *scene) answered(ctx context.Context, id activity.SurveyID) (bool, error) {
	for _, err := range s.responses(ctx, id) {
		return err == nil, err
	}
	return false, nil
}

// responses are those to one survey.
func (s *sight) responses(ctx context.Context, id activity.SurveyID) iter.Seq2[lifecycle.Response, error] {
	return func(yield func(lifecycle.Response, error) bool) {
		for r, err := range s.r.Responses(ctx, s.request.Community, lifecycle.ResponseKey{Survey: id}, 0) {
			if err == nil && r.Survey != id || !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// reads reports whether somebody who sees the community may read in it.
func (s *sight) reads(ctx context.Context) (bool, error) {
	q := s.request
	q.Action = Read
	err := s.in.authority.Allow(ctx, q)
	if fault.CodeOf(err) == fault.Denied {
		return false, nil
	}
	return err == nil, err
}

// readable returns a survey that somebody may read.
func (s *sight) readable(ctx context.Context, id activity.SurveyID) (lifecycle.Survey, error) {
	survey, err := s.r.Survey(ctx, s.request.Community, id)
	if fault.CodeOf(err) == fault.NotFound {
		return lifecycle.Survey{}, notThere()
	}
	if err != nil || survey.Status == lifecycle.SurveyOpen {
		return survey, err
	}
	reads, err := s.reads(ctx)
	if err == nil && !reads {
		err = notThere()
	}
	if err != nil {
		return lifecycle.Survey{}, err
	}
	return survey, nil
}
