package memory

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/search"
)

// index tells in which resources a word is: a row for each of them, behind the
// community and the word.
type index struct {
	entries  table[search.Entry]
	postings table[activity.ResourceID]
}

func newIndex() index { return index{newTable[search.Entry](), newTable[activity.ResourceID]()} }

func (x index) copy() index { return index{x.entries.copy(), x.postings.copy()} }

func (x index) drops() []func(activity.CommunityID) {
	return []func(activity.CommunityID){x.entries.drop, x.postings.drop}
}

// put puts an entry in the place of the one before.
func (x index) put(e search.Entry) {
	k := key{community: e.Community, one: e.Resource}
	if before, ok := x.entries.get(k); ok {
		for w := range wordsOf(before) {
			x.postings.rows.Delete(&row[activity.ResourceID]{key: posting(before, w)})
		}
	}
	x.entries.put(k, e)
	for w := range wordsOf(e) {
		x.postings.put(posting(e, w), e.Resource)
	}
}

func posting(e search.Entry, word string) key {
	return key{community: e.Community, text: word, more: string(e.Resource[:])}
}

// wordsOf are the words of an entry, some more than once.
func wordsOf(e search.Entry) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, text := range []string{e.Title, e.Topics, e.Body} {
			for w := range strings.SplitSeq(text, " ") {
				if w != "" && !yield(w) {
					return
				}
			}
		}
	}
}

// candidates are the resources that have the rarest of the words that are looked
// for, or all if none is.
func (x index) candidates(c activity.CommunityID, q search.Query) (ids []activity.ResourceID) {
	chosen := false
	for _, t := range q.Terms {
		for i, w := range t.Words {
			some, whole := x.having(c, w, t.Prefix && i == len(t.Words)-1, len(ids), chosen)
			if whole {
				ids, chosen = some, true
			}
		}
	}
	if !chosen {
		for k := range x.entries.behind(key{community: c}, func(k key) bool { return k.community == c }) {
			ids = append(ids, k.one)
		}
	}
	slices.SortFunc(ids, activity.ResourceID.Compare)
	return slices.Compact(ids)
}

// having are the resources that have a word, or one that begins so; not all of
// them if there are as many as most, should it be bounded.
func (x index) having(c activity.CommunityID, word string, begun bool, most int, bounded bool) (ids []activity.ResourceID, whole bool) {
	within := func(k key) bool {
		return k.community == c && (k.text == word || begun && strings.HasPrefix(k.text, word))
	}
	for _, id := range x.postings.behind(key{community: c, text: word}, within) {
		if bounded && len(ids) == most {
			return nil, false
		}
		ids = append(ids, id)
	}
	return ids, true
}

// Search implements storage.SearchReader.
func (t *tx) Search(ctx context.Context, c activity.CommunityID, q search.Query, in search.Rooms, after search.Cursor, limit int) iter.Seq2[search.Hit, error] {
	const op = "memory.Search"
	return func(yield func(search.Hit, error) bool) {
		if _, err := t.community(ctx, op, c); err != nil {
			yield(search.Hit{}, err)
			return
		}
		in := in.In(q.Spaces)
		var hits []search.Hit
		for _, id := range t.index.candidates(c, q) {
			k := key{community: c, one: id}
			e, _ := t.index.entries.get(k)
			if !in.See(e.Space) {
				continue
			}
			if tier := q.Match(e); tier > 0 {
				r, _ := t.resources.get(k)
				if hit := (search.Hit{Tier: tier, Resource: r}); hit.Cursor().Compare(after) > 0 {
					hits = append(hits, hit)
				}
			}
		}
		slices.SortFunc(hits, func(a, b search.Hit) int { return a.Cursor().Compare(b.Cursor()) })
		if limit > 0 {
			hits = hits[:min(limit, len(hits))]
		}
		for _, h := range hits {
			if err := t.ready(ctx, op); err != nil {
				yield(search.Hit{}, err)
				return
			}
			h.Resource = cloneResource(h.Resource)
			if !yield(h, nil) {
				return
			}
		}
	}
}
