package storagetest

import (
	"context"

	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// What somebody could put on the shelves of a home.

func (g guess) revision() cop.Revision {
	later := rapid.IntRange(2, 1<<20).Draw(g.r, "later")
	return cop.Revision{Community: g.about.home.community, Number: rapid.SampledFrom([]int{1, later}).Draw(g.r, "number"), Charter: charter("Theirs"), Editor: g.person(), At: g.now}
}

func (g guess) handover() cop.Handover {
	return cop.Handover{Community: g.about.home.community, ID: g.id(), HandedOn: cop.HandedOn{To: g.about.home.community}, By: g.person(), At: g.now}
}

func (g guess) space() cop.Space {
	v := cop.Space{Community: g.about.home.community, ID: g.about.home.space, Room: cop.Room{Name: "Ours now", Access: cop.Private}, People: []activity.Person{g.person()}, OpenedAt: g.now}
	v.Rev = revOf(g, func(ctx context.Context, r storage.Reader) (cop.Space, error) { return r.Space(ctx, v.Community, v.ID) }, func(v cop.Space) int { return v.Rev })
	return v
}

func (g guess) gathering() cop.Gathering {
	v := cop.Gathering{Community: g.about.home.community, ID: g.about.home.gathering, Plan: monthly(g.person()), PlannedAt: g.now}
	v.Rev = revOf(g, func(ctx context.Context, r storage.Reader) (cop.Gathering, error) {
		return r.Gathering(ctx, v.Community, v.ID)
	}, func(v cop.Gathering) int { return v.Rev })
	return v
}

func (g guess) meeting() cop.Meeting {
	v := cop.Meeting{Community: g.about.home.community, Gathering: g.about.home.gathering, Start: g.about.home.meeting, Attended: []activity.Person{g.person()}}
	v.Rev = revOf(g, func(ctx context.Context, r storage.Reader) (cop.Meeting, error) {
		return r.Meeting(ctx, v.Community, v.Gathering, v.Start)
	}, func(v cop.Meeting) int { return v.Rev })
	return v
}

func (g guess) rule() cop.Rule {
	v := cop.Rule{Community: g.about.home.community, ID: g.about.home.rule, RuleText: cop.RuleText{Title: "Ours now"}, Versions: []cop.RuleVersion{{Number: 1, By: g.person()}}}
	v.Rev = revOf(g, func(ctx context.Context, r storage.Reader) (cop.Rule, error) { return r.Rule(ctx, v.Community, v.ID) }, func(v cop.Rule) int { return v.Rev })
	return v
}

func (g guess) proposal() cop.Proposal {
	v := cop.Proposal{Community: g.about.home.community, ID: g.about.home.proposal, Proposer: g.person(), At: g.now, Status: cop.Undecided}
	v.Rev = revOf(g, func(ctx context.Context, r storage.Reader) (cop.Proposal, error) {
		return r.Proposal(ctx, v.Community, v.ID)
	}, func(v cop.Proposal) int { return v.Rev })
	return v
}

func (g guess) tie() cop.Tie {
	v := cop.Tie{Community: g.about.home.community, ID: g.about.home.tie, Link: cop.Link{Kind: cop.PartnerTie, Person: g.person()}, At: g.now}
	v.Rev = revOf(g, func(ctx context.Context, r storage.Reader) (cop.Tie, error) { return r.Tie(ctx, v.Community, v.ID) }, func(v cop.Tie) int { return v.Rev })
	return v
}

func (g guess) rating() cop.Rating {
	v := cop.Rating{Community: g.about.home.community, RatingKey: g.about.home.rating, Score: 1, Reason: "Not ours.", At: g.now}
	v.Person = g.person()
	v.Rev = revOf(g, func(ctx context.Context, r storage.Reader) (cop.Rating, error) {
		return r.Rating(ctx, v.Community, v.RatingKey)
	}, func(v cop.Rating) int { return v.Rev })
	return v
}

func (g guess) guide() membership.Guide {
	v := membership.Guide{Community: g.about.home.community, GuideSet: membership.GuideSet{Welcome: "Go away."}}
	v.Rev = revOf(g, func(ctx context.Context, r storage.Reader) (membership.Guide, error) {
		return r.Guide(ctx, v.Community)
	}, func(v membership.Guide) int { return v.Rev })
	return v
}

func (g guess) recognition() membership.Recognition {
	return membership.Recognition{Community: g.about.home.community, ID: g.id(), Kind: membership.Thanks, From: g.person(), To: g.person(), At: g.now}
}

func (g guess) story() repertoire.ValueStory {
	v := repertoire.ValueStory{Community: g.about.home.community, ID: g.about.home.story, Teller: g.person(), ToldAt: g.now, Telling: repertoire.Telling{Title: "Ours now"}}
	v.Rev = revOf(g, func(ctx context.Context, r storage.Reader) (repertoire.ValueStory, error) {
		return r.ValueStory(ctx, v.Community, v.ID)
	}, func(v repertoire.ValueStory) int { return v.Rev })
	return v
}

func (g guess) task() repertoire.Task {
	v := repertoire.Task{Community: g.about.home.community, ID: g.about.home.task, TaskDraft: repertoire.TaskDraft{Title: "Ours now"}, Proposer: g.person(), ProposedAt: g.now, State: repertoire.TaskOpen}
	v.Rev = revOf(g, func(ctx context.Context, r storage.Reader) (repertoire.Task, error) {
		return r.Task(ctx, v.Community, v.ID)
	}, func(v repertoire.Task) int { return v.Rev })
	return v
}

func (g guess) passage() lifecycle.Passage {
	return lifecycle.Passage{Community: g.about.home.community, ID: g.id(), Moved: lifecycle.Moved{From: lifecycle.Grow, To: lifecycle.Sustain, Reason: "Why not?"}, By: g.person(), At: g.now}
}

func (g guess) attestation() lifecycle.Attestation {
	v := lifecycle.Attestation{Community: g.about.home.community, AttestationKey: g.about.home.attested, Role: "convener", Evidence: "Not ours.", By: g.person(), At: g.now}
	v.Rev = revOf(g, func(ctx context.Context, r storage.Reader) (lifecycle.Attestation, error) {
		return r.Attestation(ctx, v.Community, v.AttestationKey)
	}, func(v lifecycle.Attestation) int { return v.Rev })
	return v
}

func (g guess) survey() lifecycle.Survey {
	v := lifecycle.Survey{Community: g.about.home.community, ID: g.about.home.response.Survey, SurveyText: needs("Ours now?"), Status: lifecycle.SurveyOpen, By: g.person(), At: g.now}
	v.Rev = revOf(g, func(ctx context.Context, r storage.Reader) (lifecycle.Survey, error) {
		return r.Survey(ctx, v.Community, v.ID)
	}, func(v lifecycle.Survey) int { return v.Rev })
	return v
}

func (g guess) response() lifecycle.Response {
	v := lifecycle.Response{Community: g.about.home.community, ResponseKey: g.about.home.response, Answers: []lifecycle.ItemAnswer{{Item: "needs", Text: "Nothing."}}, At: g.now}
	v.Person = g.person()
	v.Rev = revOf(g, func(ctx context.Context, r storage.Reader) (lifecycle.Response, error) {
		return r.Response(ctx, v.Community, v.ResponseKey)
	}, func(v lifecycle.Response) int { return v.Rev })
	return v
}

// revOf is guess.rev for the value that one reads.
func revOf[T any](g guess, read func(context.Context, storage.Reader) (T, error), rev func(T) int) int {
	return g.rev(func(r storage.Reader) (int, error) {
		v, err := read(g.ctx, r)
		return rev(v), err
	})
}
