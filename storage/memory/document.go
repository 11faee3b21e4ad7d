package memory

import (
	"context"
	"encoding/json"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

// document is a value as the other adapters keep it, so that nothing in it is
// shared with a caller.
type document struct {
	value []byte
	rev   int
}

// documents is a table of such values, with how to find one by its key.
type documents[T any] struct {
	table[document]
	key func(T) key
	rev func(T) int
}

func newDocuments[T any](key func(T) key, rev func(T) int) documents[T] {
	return documents[T]{newTable[document](), key, rev}
}

func (d documents[T]) copy() documents[T] { return documents[T]{d.table.copy(), d.key, d.rev} }

// once is the Rev of values that never change.
func once[T any](T) int { return 1 }

func read[T any](d document) (v T) {
	if err := json.Unmarshal(d.value, &v); err != nil {
		panic(err) // it has been written here
	}
	return v
}

func (d documents[T]) get(ctx context.Context, t *tx, op string, like T) (T, error) {
	found, err := one(ctx, t, op, d.table, d.key(like), same)
	if err != nil {
		var none T
		return none, err
	}
	return read[T](found), nil
}

func (d documents[T]) list(ctx context.Context, t *tx, op string, c activity.CommunityID, after T, limit int) iter.Seq2[T, error] {
	k := d.key(after)
	k.community = c
	return func(yield func(T, error) bool) {
		for found, err := range list(ctx, t, op, d.table, k, 0, limit, same) {
			var v T
			if err == nil {
				v = read[T](found)
			}
			if !yield(v, err) {
				return
			}
		}
	}
}

func (d documents[T]) put(ctx context.Context, t *tx, op string, v T) error {
	value, err := json.Marshal(v)
	if err != nil {
		panic(err) // the domain's own types all have a form in JSON
	}
	return put(ctx, t, op, d.table, d.key(v), document{value, d.rev(v)}, func(d document) int { return d.rev })
}

// shelves are the tables of documents.
type shelves struct {
	revisions    documents[cop.Revision]
	handovers    documents[cop.Handover]
	spaces       documents[cop.Space]
	gatherings   documents[cop.Gathering]
	meetings     documents[cop.Meeting]
	rules        documents[cop.Rule]
	proposals    documents[cop.Proposal]
	ties         documents[cop.Tie]
	ratings      documents[cop.Rating]
	guide        documents[membership.Guide]
	recognitions documents[membership.Recognition]
	stories      documents[repertoire.ValueStory]
	tasks        documents[repertoire.Task]
	passages     documents[lifecycle.Passage]
	attestations documents[lifecycle.Attestation]
	surveys      documents[lifecycle.Survey]
	responses    documents[lifecycle.Response]
}

func newShelves() shelves {
	return shelves{
		newDocuments(func(v cop.Revision) key { return key{community: v.Community, number: int64(v.Number)} }, once),
		newDocuments(func(v cop.Handover) key { return key{community: v.Community, one: v.ID} }, once),
		newDocuments(func(v cop.Space) key { return key{community: v.Community, one: v.ID} }, func(v cop.Space) int { return v.Rev }),
		newDocuments(func(v cop.Gathering) key { return key{community: v.Community, one: v.ID} }, func(v cop.Gathering) int { return v.Rev }),
		newDocuments(func(v cop.Meeting) key {
			return key{community: v.Community, one: v.Gathering, number: v.Start.UnixMicro()}
		}, func(v cop.Meeting) int { return v.Rev }),
		newDocuments(func(v cop.Rule) key { return key{community: v.Community, one: v.ID} }, func(v cop.Rule) int { return v.Rev }),
		newDocuments(func(v cop.Proposal) key { return key{community: v.Community, one: v.ID} }, func(v cop.Proposal) int { return v.Rev }),
		newDocuments(func(v cop.Tie) key { return key{community: v.Community, one: v.ID} }, func(v cop.Tie) int { return v.Rev }),
		newDocuments(func(v cop.Rating) key {
			return key{community: v.Community, text: v.Review, more: v.Item, last: string(v.Person)}
		}, func(v cop.Rating) int { return v.Rev }),
		newDocuments(func(v membership.Guide) key { return key{community: v.Community} }, func(v membership.Guide) int { return v.Rev }),
		newDocuments(func(v membership.Recognition) key { return key{community: v.Community, one: v.ID} }, once),
		newDocuments(func(v repertoire.ValueStory) key { return key{community: v.Community, one: v.ID} }, func(v repertoire.ValueStory) int { return v.Rev }),
		newDocuments(func(v repertoire.Task) key { return key{community: v.Community, one: v.ID} }, func(v repertoire.Task) int { return v.Rev }),
		newDocuments(func(v lifecycle.Passage) key { return key{community: v.Community, one: v.ID} }, once),
		newDocuments(func(v lifecycle.Attestation) key {
			return key{community: v.Community, text: string(v.Playbook), more: string(v.Phase), last: string(v.Criterion)}
		}, func(v lifecycle.Attestation) int { return v.Rev }),
		newDocuments(func(v lifecycle.Survey) key { return key{community: v.Community, one: v.ID} }, func(v lifecycle.Survey) int { return v.Rev }),
		newDocuments(func(v lifecycle.Response) key {
			return key{community: v.Community, one: v.Survey, text: string(v.Person)}
		}, func(v lifecycle.Response) int { return v.Rev }),
	}
}

func (s shelves) copy() shelves {
	return shelves{
		s.revisions.copy(),
		s.handovers.copy(),
		s.spaces.copy(),
		s.gatherings.copy(),
		s.meetings.copy(),
		s.rules.copy(),
		s.proposals.copy(),
		s.ties.copy(),
		s.ratings.copy(),
		s.guide.copy(),
		s.recognitions.copy(),
		s.stories.copy(),
		s.tasks.copy(),
		s.passages.copy(),
		s.attestations.copy(),
		s.surveys.copy(),
		s.responses.copy(),
	}
}

func (s shelves) drops() []func(activity.CommunityID) {
	return []func(activity.CommunityID){
		s.revisions.drop,
		s.handovers.drop,
		s.spaces.drop,
		s.gatherings.drop,
		s.meetings.drop,
		s.rules.drop,
		s.proposals.drop,
		s.ties.drop,
		s.ratings.drop,
		s.guide.drop,
		s.recognitions.drop,
		s.stories.drop,
		s.tasks.drop,
		s.passages.drop,
		s.attestations.drop,
		s.surveys.drop,
		s.responses.drop,
	}
}
