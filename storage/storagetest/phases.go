package storagetest

import (
	"context"
	"errors"
	"iter"

	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/storage"
)

// Acts of a life around its own phases, and what is asked of those around it.

func (l *life) adopt(r *rapid.T, o activity.Occasion) act {
	p, reason := rapid.SampledFrom(lifecycle.Playbooks()).Draw(r, "playbook"), words.Draw(r, "reason")
	at := mostly([]lifecycle.Phase{""}, lifecycle.Design, "afterlife").Draw(r, "at")
	return act{"adopt", func(ctx context.Context, tx storage.Tx) (any, error) {
		s, err := tx.Lifecycle(ctx, o.Community)
		if err != nil {
			return nil, err
		}
		next, a, err := s.Adopt(o, p, at, reason)
		return next, recordAct(ctx, tx, tx.PutLifecycle)(next, a, err)
	}, l.lookAtCommunity}
}

// attested is a criterion that can be attested, of one of the playbooks.
var attested = mostly([]lifecycle.AttestationKey{
	{Playbook: "cambridge-suter", Phase: lifecycle.Design, Criterion: "scenarios"},
	{Playbook: "uw-madison", Phase: "transform", Criterion: "decision"},
}, lifecycle.AttestationKey{Playbook: "cambridge-suter", Phase: lifecycle.Inquire, Criterion: "goals"})

// ofAttestation makes an act that changes an attestation: mostly one that it
// fits.
func (l *life) ofAttestation(r *rapid.T, name string, fits func(lifecycle.Attestation) bool,
	change func(lifecycle.Attestation, lifecycle.AttestationKey) (lifecycle.Attestation, activity.Activity, error),
) act {
	key := attested.Draw(r, "key")
	read := func(ctx context.Context, tx storage.Tx) (lifecycle.Attestation, error) {
		before, err := tx.Attestation(ctx, l.community, key)
		if errors.Is(err, fault.NotFound) {
			err = nil
		}
		if err != nil || fits(before) {
			return before, err
		}
		return rather(tx.Attestations(ctx, l.community, lifecycle.AttestationKey{}, 0), fits, before)
	}
	return on(name, read, storage.Tx.PutAttestation, func(t lifecycle.Attestation) (lifecycle.Attestation, activity.Activity, error) {
		return change(t, key)
	}, look(r, attested, func(ctx context.Context, r storage.Reader, after lifecycle.AttestationKey, limit int) iter.Seq2[lifecycle.Attestation, error] {
		return r.Attestations(ctx, l.community, after, limit)
	}))
}

func (l *life) attest(r *rapid.T, o activity.Occasion) act {
	evidence := words.Draw(r, "evidence")
	books := map[lifecycle.PlaybookName]lifecycle.Playbook{}
	for _, p := range lifecycle.Playbooks() {
		books[p.Name] = p
	}
	anyOf := func(lifecycle.Attestation) bool { return true }
	return l.ofAttestation(r, "attest", anyOf, func(t lifecycle.Attestation, key lifecycle.AttestationKey) (lifecycle.Attestation, activity.Activity, error) {
		return lifecycle.Attest(o, t, books[key.Playbook], key.Phase, key.Criterion, "convener", evidence)
	})
}

func (l *life) retract(r *rapid.T, o activity.Occasion) act {
	reason := words.Draw(r, "reason")
	return l.ofAttestation(r, "retract", lifecycle.Attestation.Holds, func(t lifecycle.Attestation, _ lifecycle.AttestationKey) (lifecycle.Attestation, activity.Activity, error) {
		return t.Retract(o, reason)
	})
}

func (l *life) lookAtSurveys(r *rapid.T) func(context.Context, storage.Reader) (any, error) {
	return look(r, rapid.Just(pick(r, "after", l.surveys, noSurvey)), func(ctx context.Context, r storage.Reader, after activity.SurveyID, limit int) iter.Seq2[lifecycle.Survey, error] {
		return r.Surveys(ctx, l.community, after, limit)
	})
}

func (l *life) draftSurvey(r *rapid.T, o activity.Occasion) act {
	id, text, seen := activity.SurveyID(l.id()), needs(words.Draw(r, "title")), l.lookAtSurveys(r)
	if s, _, err := lifecycle.DraftSurvey(o, id, text); err == nil {
		l.surveys = append(l.surveys, s.ID)
	}
	return on("draft a survey", none[lifecycle.Survey], storage.Tx.PutSurvey, func(lifecycle.Survey) (lifecycle.Survey, activity.Activity, error) {
		return lifecycle.DraftSurvey(o, id, text)
	}, seen)
}

// ofSurvey makes an act that changes a survey: mostly one that it fits.
func (l *life) ofSurvey(r *rapid.T, name string, status lifecycle.SurveyStatus, change func(lifecycle.Survey) (lifecycle.Survey, activity.Activity, error)) act {
	return on(name, l.aSurvey(r, status), storage.Tx.PutSurvey, change, l.lookAtSurveys(r))
}

func (l *life) aSurvey(r *rapid.T, status lifecycle.SurveyStatus) func(context.Context, storage.Tx) (lifecycle.Survey, error) {
	id, anyOne := pick(r, "survey", l.surveys, noSurvey), rapid.IntRange(0, 3).Draw(r, "any") == 3
	return func(ctx context.Context, tx storage.Tx) (lifecycle.Survey, error) {
		fits := func(s lifecycle.Survey) bool { return s.Status == status }
		s, err := rather(tx.Surveys(ctx, l.community, activity.SurveyID{}, 0), fits, lifecycle.Survey{})
		if anyOne || s.Rev == 0 {
			return tx.Survey(ctx, l.community, id)
		}
		return s, err
	}
}

func (l *life) rewriteSurvey(r *rapid.T, o activity.Occasion) act {
	text, answered := needs(words.Draw(r, "title")), rapid.IntRange(0, 3).Draw(r, "answered") == 3
	return l.ofSurvey(r, "rewrite a survey", lifecycle.SurveyDraft, func(s lifecycle.Survey) (lifecycle.Survey, activity.Activity, error) {
		return s.Rewrite(o, text, answered)
	})
}

func (l *life) openSurvey(r *rapid.T, o activity.Occasion) act {
	return l.ofSurvey(r, "open a survey", lifecycle.SurveyDraft, func(s lifecycle.Survey) (lifecycle.Survey, activity.Activity, error) { return s.Open(o) })
}

func (l *life) closeSurvey(r *rapid.T, o activity.Occasion) act {
	return l.ofSurvey(r, "close a survey", lifecycle.SurveyOpen, func(s lifecycle.Survey) (lifecycle.Survey, activity.Activity, error) { return s.Close(o) })
}

func (l *life) respond(r *rapid.T, o activity.Occasion) act {
	answers := []lifecycle.ItemAnswer{{Item: "needs", Text: words.Draw(r, "text")}, {Item: "often", Choices: []lifecycle.ChoiceKey{"weekly"}}}
	survey, after := l.aSurvey(r, lifecycle.SurveyOpen), lifecycle.ResponseKey{Survey: pick(r, "after", l.surveys, noSurvey), Person: person.Draw(r, "after person")}
	return act{"respond", func(ctx context.Context, tx storage.Tx) (any, error) {
		s, err := survey(ctx, tx)
		if err != nil {
			return nil, err
		}
		before, err := tx.Response(ctx, l.community, lifecycle.ResponseKey{Survey: s.ID, Person: o.Actor})
		if err != nil && !errors.Is(err, fault.NotFound) {
			return nil, err
		}
		next, a, err := lifecycle.Respond(o, before, s, answers)
		return next, recordAct(ctx, tx, tx.PutResponse)(next, a, err)
	}, look(r, rapid.SampledFrom([]lifecycle.ResponseKey{{}, after}), func(ctx context.Context, r storage.Reader, after lifecycle.ResponseKey, limit int) iter.Seq2[lifecycle.Response, error] {
		return r.Responses(ctx, l.community, after, limit)
	})}
}
