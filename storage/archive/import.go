package archive

import (
	"context"
	"fmt"
	"io"
	"reflect"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Import reads the communities of an archive into a store, as communities of its
// tenant: each in one transaction, all of it or nothing. A community that the
// store has already with the same record is passed over, so that an import that
// was interrupted can be run again.
//
// The archive is read twice, from where it stands: first to its end, as Verify
// does, since nothing is written before all of it is known to be right, and then
// community by community. Besides, an Update may have to run again. That is why
// it must be possible to go back in it, as in a file; what comes over a network
// is written to a file first.
//
// An import holds the state of one community in memory, and never its record.
// While a community is written, whoever else wants to write to the store waits,
// no longer than its patience.
//
// It fails as Verify does; besides, with Exists if the store has one of the
// communities with another record, or another tenant has it, and as the store
// fails. Communities that were kept before an error stay, and are in the Summary.
func Import(ctx context.Context, store storage.Store, r io.ReadSeeker) (Summary, error) {
	done, err := restore(ctx, store, r)
	return done, fault.In("archive.Import", err)
}

func restore(ctx context.Context, store storage.Store, from io.ReadSeeker) (done Summary, err error) {
	start, err := from.Seek(0, io.SeekCurrent)
	if err != nil {
		return done, unseekable(err)
	}
	sections, err := survey(ctx, from)
	if err != nil {
		return done, err
	}
	missing := sections[:0]
	for _, s := range sections {
		there, err := s.isIn(ctx, store)
		switch {
		case err != nil:
			return done, s.astray(err)
		case there:
			done.Passed++
		default:
			missing = append(missing, s)
		}
	}
	for _, s := range missing {
		err := store.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
			if _, err := from.Seek(start+s.at, io.SeekStart); err != nil {
				return unseekable(err)
			}
			return s.write(ctx, tx, from)
		})
		if err != nil {
			return done, s.astray(err)
		}
		done.Communities++
		done.Activities += int64(s.Activities)
	}
	return done, nil
}

func unseekable(err error) error {
	return &fault.Error{Code: fault.Unavailable, Problem: "it is not possible to go back in the archive; write it to a file first", Err: err}
}

// astray says with which community something went wrong.
func (s section) astray(err error) error {
	return in("community "+s.community.String(), err)
}

// isIn reports whether the store has the community with the same record. Exists
// if it has it with another one.
func (s section) isIn(ctx context.Context, store storage.Store) (bool, error) {
	head, err := headOf(ctx, store, s.community)
	switch {
	case fault.CodeOf(err) == fault.NotFound:
		return false, nil
	case err != nil:
		return false, err
	}
	if head == s.Activities {
		seal := newSeal(s.community)
		for _, err := range seal.along(recordOf(ctx, store, s.community, head)) {
			if err != nil {
				return false, err
			}
		}
		if there, err := seal.closing(); err != nil || there == s.closing {
			return true, err
		}
	}
	return false, fault.New("", fault.Exists, fmt.Sprintf(
		"the store has it already, with another record (%d activities, and %d in the archive); use another store", head, s.Activities))
}

// write writes the community from the archive, which stands where it begins.
func (s section) write(ctx context.Context, tx storage.Tx, from io.Reader) error {
	r := newReader(ctx, from, s.line, s.at)
	again, ok, err := r.opening(nil)
	if err != nil {
		return err
	}
	w := writer{tx: tx, community: s.community}
	if ok {
		err = r.activities(&again, func(a activity.Activity) error { return w.write(ctx, a) })
	}
	switch {
	case err != nil:
		return err
	case again != s:
		return fault.New("", fault.Conflict, "the archive was changed while it was read; import it again")
	}
	if err := w.flush(ctx); err != nil {
		return err
	}
	return s.verify(ctx, tx)
}

// verify checks what has been written: the record is that of the archive, and
// accounts for the tables.
func (s section) verify(ctx context.Context, tx storage.Reader) error {
	seal := newSeal(s.community)
	folded, err := storage.Fold(seal.along(tx.Activities(ctx, s.community, 0, 0)))
	if err != nil {
		return err
	}
	written, err := seal.closing()
	switch {
	case err != nil:
		return err
	case written != s.closing:
		return fault.New("", fault.Unavailable, "the store gives the record back otherwise than it was written; nothing of it was kept")
	}
	tables, err := storage.Take(ctx, tx, s.community)
	switch {
	case err != nil && fault.CodeOf(err) != fault.NotFound:
		return err
	case err != nil || !reflect.DeepEqual(folded, tables):
		return fault.New("", fault.Invalid, "the record does not account for the tables that it leads to; nothing of it was kept")
	}
	return nil
}

// writer writes a record with the tables that it leads to, in the order in which
// acts would have: the state before the activity.
type writer struct {
	tx        storage.Tx
	community activity.CommunityID
	folder    storage.Folder
	batch     []activity.Activity // that are still to be appended
}

func (w *writer) write(ctx context.Context, a activity.Activity) error {
	change, err := w.folder.Fold(a)
	if err != nil {
		return err
	}
	if len(change) > 0 || len(w.batch) == pageSize {
		if err := w.flush(ctx); err != nil {
			return err
		}
	}
	w.batch = append(w.batch, a)
	return change.Put(ctx, w.tx)
}

// flush appends the batch.
func (w *writer) flush(ctx context.Context) error {
	if len(w.batch) == 0 {
		return nil
	}
	added, err := w.tx.Append(ctx, w.community, w.batch)
	if err != nil {
		return err
	}
	if added < len(w.batch) {
		twice := slices.IndexFunc(w.batch, func(a activity.Activity) bool { return a.Seq == 0 })
		return fault.New("", fault.Invalid, "the record has activity "+w.batch[twice].ID.String()+" twice")
	}
	w.batch = w.batch[:0]
	return nil
}
