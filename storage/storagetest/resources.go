package storagetest

import (
	"context"
	"iter"
	"strings"

	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// What becomes of resources in random lives.

var (
	filed = mostly([]repertoire.Extras{{}, {Licence: "CC-BY-4.0"}, {
		Attachments: []repertoire.Attachment{{File: "größe.mp4", URL: "https://files.example.org/a", MediaType: "video/mp4", Size: 1 << 40, SHA256: strings.Repeat("0a", 32)}},
		Attribution: "‘Ana’ & \"Bob\"",
	}}, repertoire.Extras{URL: "https://example.org"})
	bodies = rapid.SampledFrom([]string{"one\ntwo\nthree", "ONE\ntwo\nthree", "one\ntwo\nTHREE", "one\n2\nthree", "one\ntwo\nthree\nfour"})
)

// draft shares a resource that begins as a draft, made of another one or not.
func (l *life) draft(r *rapid.T, o activity.Occasion) act {
	id := activity.ResourceID(l.id())
	draft := repertoire.Draft{Kind: rapid.SampledFrom(repertoire.Kinds()).Draw(r, "kind"), Status: repertoire.Drafted, Text: repertoire.Text{
		Title: "A list", Body: bodies.Draw(r, "body"), Topics: topics.Draw(r, "topics"), Extras: filed.Draw(r, "extras"),
	}}
	if draft.Kind == repertoire.Link {
		draft.URL = "https://example.org/list"
	}
	draft.ReviewDays = rapid.IntRange(0, 2).Draw(r, "days")
	made := l.resources
	var from activity.ResourceID
	if rapid.Bool().Draw(r, "adapted") {
		from = pick(r, "from", made, noResource)
	}
	seen := l.lookAtResources(r)
	if resource, _, err := repertoire.Share(o, id, draft); err == nil && from != noResource {
		l.resources = append(l.resources, resource.ID)
	}
	return act{"draft", func(ctx context.Context, tx storage.Tx) (any, error) {
		draft := draft
		if !from.IsZero() {
			source, err := tx.Resource(ctx, l.community, from)
			if err != nil {
				return nil, err
			}
			draft.Adapted = repertoire.Source{Resource: source.ID, Version: source.Current.Number}
		}
		next, a, err := repertoire.Share(o, id, draft)
		if err != nil {
			return nil, err
		}
		return next, storage.Record(ctx, tx, tx.PutResource, next, a)
	}, seen}
}

// leads makes an act that leads a resource on in its life.
func leads(name string, step func(repertoire.Resource, activity.Occasion, string) (repertoire.Resource, activity.Activity, error)) func(*life, *rapid.T, activity.Occasion) act {
	return func(l *life, r *rapid.T, o activity.Occasion) act {
		says := words.Draw(r, "says")
		return l.ofResource(r, name, func(resource repertoire.Resource) (repertoire.Resource, activity.Activity, error) {
			return step(resource, o, says)
		})
	}
}

var (
	submit   = leads("submit", repertoire.Resource.Submit)
	sendBack = leads("send back", repertoire.Resource.SendBack)
	publish  = leads("publish", repertoire.Resource.Publish)
	revive   = leads("revive", repertoire.Resource.Revive)
	reaffirm = leads("reaffirm", func(v repertoire.Resource, o activity.Occasion, says string) (repertoire.Resource, activity.Activity, error) {
		return v.Reaffirm(o, repertoire.WasReaffirmed{Version: v.Current.Number, Note: says, Next: o.At.AddDate(0, 1, 0), Days: 7})
	})
)

// vet endorses a version of a resource for the community: as decided, or by somebody.
func (l *life) vet(r *rapid.T, o activity.Occasion) act {
	back, says := rapid.IntRange(0, 2).Draw(r, "back"), words.Draw(r, "reason")
	var proposal activity.ProposalID
	if rapid.Bool().Draw(r, "decided") {
		proposal = pick(r, "proposal", l.proposals, noProposal)
	}
	return l.ofResource(r, "vet", func(v repertoire.Resource) (repertoire.Resource, activity.Activity, error) {
		return v.Vet(o, v.Current.Number-back/2, says, proposal)
	})
}

// merge brings an edit of an earlier version together with the current one.
func (l *life) merge(r *rapid.T, o activity.Occasion) act {
	id, back, edit := pick(r, "resource", l.resources, noResource), rapid.IntRange(0, 2).Draw(r, "back"), repertoire.Edit{Note: "mine"}
	body, extras := bodies.Draw(r, "body"), filed.Draw(r, "extras")
	return act{"merge", func(ctx context.Context, tx storage.Tx) (any, error) {
		v, err := tx.Resource(ctx, l.community, id)
		if err != nil {
			return nil, err
		}
		edit := edit
		edit.Base = max(1, v.Current.Number-back)
		for base, err := range tx.Versions(ctx, l.community, id, edit.Base-1, 1) {
			if err != nil {
				return nil, err
			}
			edit.Text = base.Text
			edit.Body, edit.Extras = body, extras
			if v.Kind == repertoire.Link {
				edit.URL = "https://example.org/list"
			}
			next, a, err := v.Merge(o, base, edit)
			if err != nil {
				return nil, err
			}
			return next, storage.Record(ctx, tx, tx.PutResource, next, a)
		}
		return nil, nil
	}, look(r, rapid.IntRange(0, 3), func(ctx context.Context, r storage.Reader, after, limit int) iter.Seq2[repertoire.Version, error] {
		return r.Versions(ctx, l.community, id, after, limit)
	})}
}

// supersede puts one of the resources in the place of another.
func (l *life) supersede(r *rapid.T, o activity.Occasion) act {
	id, by, says := pick(r, "resource", l.resources, noResource), pick(r, "by", l.resources, noResource), words.Draw(r, "reason")
	return act{"supersede", func(ctx context.Context, tx storage.Tx) (any, error) {
		v, err := tx.Resource(ctx, l.community, id)
		if err != nil {
			return nil, err
		}
		with, err := tx.Resource(ctx, l.community, by)
		if err != nil {
			return nil, err
		}
		next, a, err := v.Supersede(o, with, says)
		if err != nil {
			return nil, err
		}
		return next, storage.Record(ctx, tx, tx.PutResource, next, a)
	}, l.lookAtResources(r)}
}

// entrust gives a resource into somebody's care, and giveUp ends that.
func (l *life) entrust(r *rapid.T, o activity.Occasion) act {
	steward, says := person.Draw(r, "steward"), words.Draw(r, "note")
	return l.ofResource(r, "entrust", func(v repertoire.Resource) (repertoire.Resource, activity.Activity, error) {
		return v.Entrust(o, steward, says)
	})
}

func (l *life) giveUp(r *rapid.T, o activity.Occasion) act {
	steward := person.Draw(r, "steward")
	return l.ofResource(r, "give up", func(v repertoire.Resource) (repertoire.Resource, activity.Activity, error) {
		if len(v.Stewards) > 0 {
			steward = v.Stewards[0]
		}
		return v.GiveUp(o, steward, "")
	})
}
