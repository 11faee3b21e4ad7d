package memory

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Rewrite implements storage.JournalWriter: all goes, and the record is lived
// through again.
func (t *tx) Rewrite(ctx context.Context, c activity.CommunityID, record storage.History, without activity.Person) error {
	const op = "memory.Rewrite"
	found, err := t.community(ctx, op, c)
	if err != nil {
		return err
	}
	if _, err := record.Fold(c); err != nil {
		return fault.In(op, err)
	}
	for k, o := range t.operations.copy().behind(key{community: c}, func(k key) bool { return k.community == c }) {
		if o.Actor == without {
			t.operations.rows.Delete(&row[storage.Operation]{key: k})
		}
	}
	for _, drop := range t.drops() {
		drop(c)
	}
	t.communities.rows.Delete(&row[owned]{key: key{community: c}})
	var folder storage.Folder
	for _, a := range record {
		a.Community = c
		change, err := folder.Fold(a)
		if err != nil {
			return fault.In(op, err)
		}
		if err := change.Put(ctx, t); err != nil {
			return err
		}
		if _, err := t.Append(ctx, c, []activity.Activity{a}); err != nil {
			return err
		}
	}
	if found.head != activity.Seq(len(record)) {
		t.grown = append(t.grown, c)
	}
	return nil
}

// drops are what removes a community's state and record, but for the community
// itself.
func (t *tables) drops() []func(activity.CommunityID) {
	return append(append(t.shelves.drops(), t.index.drops()...),
		t.lifecycles.drop, t.members.drop,
		t.resources.drop, t.versions.drop, t.reuses.drop, t.endorsements.drop,
		t.questions.drop, t.answers.drop,
		t.journal.drop, t.journalIDs.drop, t.tallies.drop, t.received.drop, t.presences.drop,
	)
}
