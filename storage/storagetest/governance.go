package storagetest

import (
	"context"
	"errors"
	"iter"
	"time"

	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Acts of a life around what its people agree on.

func (l *life) lookAtRules(r *rapid.T) func(context.Context, storage.Reader) (any, error) {
	return look(r, rapid.Just(pick(r, "after", l.rules, noRule)), func(ctx context.Context, r storage.Reader, after activity.RuleID, limit int) iter.Seq2[cop.Rule, error] {
		return r.Rules(ctx, l.community, after, limit)
	})
}

func (l *life) setRule(r *rapid.T, o activity.Occasion) act {
	id, text, reason := activity.RuleID(l.id()), cop.RuleText{Title: "Candour", Text: words.Draw(r, "text")}, words.Draw(r, "reason")
	by, seen := pick(r, "by", l.proposals, activity.ProposalID{}), l.lookAtRules(r)
	if rule, _, err := cop.SetRule(o, id, text, reason, by); err == nil {
		l.rules = append(l.rules, rule.ID)
	}
	return on("set a rule", none[cop.Rule], storage.Tx.PutRule, func(cop.Rule) (cop.Rule, activity.Activity, error) {
		return cop.SetRule(o, id, text, reason, by)
	}, seen)
}

// ofRule makes an act that changes a ground rule.
func (l *life) ofRule(r *rapid.T, name string, change func(cop.Rule) (cop.Rule, activity.Activity, error)) act {
	id := pick(r, "rule", l.rules, noRule)
	read := func(ctx context.Context, tx storage.Tx) (cop.Rule, error) { return tx.Rule(ctx, l.community, id) }
	return on(name, read, storage.Tx.PutRule, change, l.lookAtRules(r))
}

func (l *life) amendRule(r *rapid.T, o activity.Occasion) act {
	text, reason := cop.RuleText{Title: "Candour", Text: words.Draw(r, "text")}, words.Draw(r, "reason")
	return l.ofRule(r, "amend a rule", func(rule cop.Rule) (cop.Rule, activity.Activity, error) {
		return rule.Amend(o, text, reason, activity.ProposalID{})
	})
}

func (l *life) repeal(r *rapid.T, o activity.Occasion) act {
	reason := words.Draw(r, "reason")
	return l.ofRule(r, "repeal", func(rule cop.Rule) (cop.Rule, activity.Activity, error) {
		return rule.Repeal(o, reason, activity.ProposalID{})
	})
}

func (l *life) lookAtProposals(r *rapid.T) func(context.Context, storage.Reader) (any, error) {
	return look(r, rapid.Just(pick(r, "after", l.proposals, noProposal)), func(ctx context.Context, r storage.Reader, after activity.ProposalID, limit int) iter.Seq2[cop.Proposal, error] {
		return r.Proposals(ctx, l.community, after, limit)
	})
}

// stances are those of the methods.
var stances = map[cop.Method][]cop.Stance{
	cop.ByConsent:  {cop.Consent, cop.StandAside, cop.Object},
	cop.ByMajority: {cop.Yes, cop.No, cop.Abstain},
	cop.ByRole:     {cop.Yes, cop.No},
}

func (l *life) propose(r *rapid.T, o activity.Occasion) act {
	m := cop.Motion{
		Title: "Candour", Text: words.Draw(r, "text"), Quorum: rapid.IntRange(1, 2).Draw(r, "quorum"),
		Method:   mostly([]cop.Method{cop.ByConsent, cop.ByMajority}, cop.ByRole, "dice").Draw(r, "method"),
		Deadline: o.At.Add(rapid.SampledFrom([]time.Duration{time.Hour, 5 * time.Hour, 24 * time.Hour}).Draw(r, "open")),
		Action:   cop.Action{Charter: charter("Decided")},
	}
	if m.Method == cop.ByRole {
		m.Role = "convener"
	}
	id, seen := activity.ProposalID(l.id()), l.lookAtProposals(r)
	if p, _, err := cop.Propose(o, id, m); err == nil {
		l.proposals = append(l.proposals, p.ID)
	}
	return on("propose", none[cop.Proposal], storage.Tx.PutProposal, func(cop.Proposal) (cop.Proposal, activity.Activity, error) {
		return cop.Propose(o, id, m)
	}, seen)
}

// ofProposal makes an act that changes a proposal: mostly one that it fits.
func (l *life) ofProposal(r *rapid.T, name string, fits func(cop.Proposal) bool, change func(cop.Proposal) (cop.Proposal, activity.Activity, error)) act {
	id, anyOne := pick(r, "proposal", l.proposals, noProposal), rapid.IntRange(0, 3).Draw(r, "any") == 3
	read := func(ctx context.Context, tx storage.Tx) (cop.Proposal, error) {
		p, err := rather(tx.Proposals(ctx, l.community, activity.ProposalID{}, 0), fits, cop.Proposal{})
		if anyOne || p.Rev == 0 {
			return tx.Proposal(ctx, l.community, id)
		}
		return p, err
	}
	return on(name, read, storage.Tx.PutProposal, change, l.lookAtProposals(r))
}

func undecided(p cop.Proposal) bool { return p.Status == cop.Undecided }

func voted(p cop.Proposal) bool { return undecided(p) && len(p.Positions) >= p.Quorum }

func nothing(cop.Proposal) bool { return false }

func (l *life) vote(r *rapid.T, o activity.Occasion) act {
	n, reason := rapid.IntRange(0, 2).Draw(r, "stance"), words.Draw(r, "reason")
	return l.ofProposal(r, "vote", undecided, func(p cop.Proposal) (cop.Proposal, activity.Activity, error) {
		all := stances[p.Method]
		return p.Vote(o, all[n%len(all)], reason)
	})
}

func (l *life) decide(r *rapid.T, o activity.Occasion) act {
	electorate, all := people[:rapid.IntRange(1, len(people)).Draw(r, "electorate")], rapid.Bool().Draw(r, "all have answered")
	return l.ofProposal(r, "decide", voted, func(p cop.Proposal) (cop.Proposal, activity.Activity, error) {
		if all {
			electorate = nil
			for _, q := range p.Positions {
				electorate = append(electorate, q.Person)
			}
		}
		return p.Decide(o, electorate)
	})
}

func (l *life) withdraw(r *rapid.T, o activity.Occasion) act {
	reason := words.Draw(r, "reason")
	return l.ofProposal(r, "withdraw", nothing, func(p cop.Proposal) (cop.Proposal, activity.Activity, error) { return p.Withdraw(o, reason) })
}

func (l *life) lookAtTies(r *rapid.T) func(context.Context, storage.Reader) (any, error) {
	return look(r, rapid.Just(pick(r, "after", l.ties, noTie)), func(ctx context.Context, r storage.Reader, after activity.TieID, limit int) iter.Seq2[cop.Tie, error] {
		return r.Ties(ctx, l.community, after, limit)
	})
}

func (l *life) tie(r *rapid.T, o activity.Occasion) act {
	id, seen := activity.TieID(l.id()), l.lookAtTies(r)
	link := cop.Link{Kind: rapid.SampledFrom([]cop.TieKind{cop.SponsorTie, cop.CommunityTie, "family"}).Draw(r, "kind"), Who: "Court of Audit", About: words.Draw(r, "about")}
	if link.Kind == cop.CommunityTie {
		link.Who, link.Other = "", activity.CommunityID{1}
	}
	if made, _, err := cop.NewTie(o, id, link); err == nil {
		l.ties = append(l.ties, made.ID)
	}
	return on("tie", none[cop.Tie], storage.Tx.PutTie, func(cop.Tie) (cop.Tie, activity.Activity, error) { return cop.NewTie(o, id, link) }, seen)
}

func (l *life) untie(r *rapid.T, o activity.Occasion) act {
	id, reason := pick(r, "tie", l.ties, noTie), words.Draw(r, "reason")
	read := func(ctx context.Context, tx storage.Tx) (cop.Tie, error) { return tx.Tie(ctx, l.community, id) }
	return on("untie", read, storage.Tx.PutTie, func(t cop.Tie) (cop.Tie, activity.Activity, error) { return t.Untie(o, reason) }, l.lookAtTies(r))
}

func (l *life) rate(r *rapid.T, o activity.Occasion) act {
	items := rapid.SampledFrom([]string{"fair-access", "openness", "Openness"})
	item, score, reason := items.Draw(r, "item"), rapid.IntRange(1, 6).Draw(r, "score"), words.Draw(r, "reason")
	key := cop.RatingKey{Review: "commons-alignment", Item: item, Person: o.Actor}
	read := func(ctx context.Context, tx storage.Tx) (cop.Rating, error) {
		before, err := tx.Rating(ctx, l.community, key)
		if errors.Is(err, fault.NotFound) {
			err = nil
		}
		return before, err
	}
	after := cop.RatingKey{Review: key.Review, Item: items.Draw(r, "after item"), Person: person.Draw(r, "after person")}
	return on("rate", read, storage.Tx.PutRating, func(before cop.Rating) (cop.Rating, activity.Activity, error) {
		return cop.Rate(o, before, key.Review, key.Item, score, reason)
	}, look(r, rapid.SampledFrom([]cop.RatingKey{{}, after}), func(ctx context.Context, r storage.Reader, after cop.RatingKey, limit int) iter.Seq2[cop.Rating, error] {
		return r.Ratings(ctx, l.community, after, limit)
	}))
}

func (l *life) handOn(r *rapid.T, o activity.Occasion) act {
	what := cop.HandedOn{To: activity.CommunityID{1}, Resources: l.resources[:min(1, len(l.resources))], Note: words.Draw(r, "note")}
	return act{"hand on", func(ctx context.Context, tx storage.Tx) (any, error) {
		c, err := tx.Community(ctx, l.community)
		if err != nil {
			return nil, err
		}
		next, a, err := c.HandOn(o, what)
		if err != nil {
			return nil, err
		}
		return next, storage.Record(ctx, tx, tx.AddHandover, next, a)
	}, look(r, rapid.Just(activity.ID{}), func(ctx context.Context, r storage.Reader, after activity.ID, limit int) iter.Seq2[cop.Handover, error] {
		return r.Handovers(ctx, l.community, after, limit)
	})}
}

func (l *life) end(r *rapid.T, o activity.Occasion) act {
	e := cop.Ending{How: rapid.SampledFrom([]cop.How{cop.EndMerged, cop.EndFaded}).Draw(r, "how"), Reason: words.Draw(r, "reason")}
	if e.How == cop.EndMerged {
		e.Into = []activity.CommunityID{{1}}
	}
	return act{"end", func(ctx context.Context, tx storage.Tx) (any, error) {
		c, err := tx.Community(ctx, l.community)
		if err != nil {
			return nil, err
		}
		next, a, err := c.End(o, e)
		if err != nil {
			return nil, err
		}
		return next, storage.RecordCommunity(ctx, tx, next, a)
	}, look(r, rapid.IntRange(0, 2), func(ctx context.Context, r storage.Reader, after, limit int) iter.Seq2[cop.Revision, error] {
		return r.Revisions(ctx, l.community, after, limit)
	})}
}
