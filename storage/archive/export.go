package archive

import (
	"bufio"
	"context"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"os"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/internal/newfile"
)

// Options are the choices of an export. Nil, and every zero field, means the
// default.
type Options struct {
	// Communities are those to export. Default: all of the store's tenant.
	Communities []activity.CommunityID
	// Progress hears, from time to time, how many of the activities have been
	// written.
	Progress func(done, all int64)
}

// Summary says what an archive holds, or what became of it.
type Summary struct {
	Communities int   // how many were exported, imported or verified
	Activities  int64 // of these communities
	Passed      int   // how many more were passed over, for the store has them already
}

// Export writes an archive of communities, as they all were at the moment when
// it began; meanwhile others read and write as they like. NotFound for a
// community that is not the tenant's; Invalid for a record that could not be
// imported again; Unavailable if the store cannot be read, the archive cannot be
// written, or the context ends. After an error the archive is incomplete, which
// Import notices.
func Export(ctx context.Context, store storage.Store, w io.Writer, o *Options) (Summary, error) {
	const op = "archive.Export"
	if o == nil {
		o = new(Options)
	}
	heads, err := headsOf(ctx, store, o.Communities)
	if err != nil {
		return Summary{}, fault.In(op, err)
	}
	e := exporter{out: bufio.NewWriterSize(w, 1<<16), sum: sha256.New()}
	for _, h := range heads {
		e.all += int64(h.head)
	}
	e.progress = o.Progress
	if err := e.export(ctx, store, heads); err != nil {
		return Summary{}, fault.In(op, err)
	}
	return Summary{Communities: len(heads), Activities: e.done}, nil
}

// ExportFile exports to a new file, which survives the loss of power when
// ExportFile returns nil; otherwise there is none. Only its owner may read it. It
// fails as Export does; besides, with Exists if there is something under that
// path already.
func ExportFile(ctx context.Context, store storage.Store, path string, o *Options) (done Summary, err error) {
	const op = "archive.ExportFile"
	err = newfile.Make(op, path, func(unfinished string) error {
		f, err := os.OpenFile(unfinished, os.O_WRONLY, 0)
		if err != nil {
			return fault.In(op, unwritten(err))
		}
		done, err = Export(ctx, store, f, o)
		if closed := f.Close(); err == nil {
			err = unwritten(closed)
		}
		return fault.In(op, err)
	})
	if err != nil {
		return Summary{}, err
	}
	return done, nil
}

// headed is a community with the last entry of its record.
type headed struct {
	id   activity.CommunityID
	head activity.Seq
}

// headsOf looks, in one View, how far the records of communities go.
func headsOf(ctx context.Context, store storage.Store, named []activity.CommunityID) (heads []headed, err error) {
	named = slices.Clone(named)
	slices.SortFunc(named, activity.CommunityID.Compare)
	named = slices.Compact(named)
	err = store.View(ctx, func(ctx context.Context, r storage.Reader) error {
		ids := named
		if len(ids) == 0 {
			for c, err := range r.Communities(ctx, activity.CommunityID{}, 0) {
				if err != nil {
					return err
				}
				ids = append(ids, c.ID)
			}
		}
		heads = make([]headed, len(ids))
		for i, id := range ids {
			head, err := r.Head(ctx, id)
			if err != nil {
				return err
			}
			heads[i] = headed{id, head}
		}
		return nil
	})
	return heads, err
}

type exporter struct {
	out       *bufio.Writer
	sum       hash.Hash
	done, all int64
	progress  func(done, all int64)
}

func (e *exporter) export(ctx context.Context, store storage.Store, heads []headed) error {
	if err := e.write(written(heading{format, version})); err != nil {
		return err
	}
	for _, h := range heads {
		if err := e.community(ctx, store, h); err != nil {
			return in("community "+h.id.String(), err)
		}
	}
	if err := e.write(written(ending{len(heads), sumOf(e.sum)})); err != nil {
		return err
	}
	return unwritten(e.out.Flush())
}

func (e *exporter) community(ctx context.Context, store storage.Store, h headed) error {
	if err := e.write(written(opening{h.id})); err != nil {
		return err
	}
	seal := newSeal(h.id)
	for a, err := range recordOf(ctx, store, h.id, h.head) {
		if err != nil {
			return err
		}
		line, err := lineOf(a)
		if err == nil {
			err = seal.add(a, line)
		}
		if err != nil {
			return in(fmt.Sprintf("activity %d", a.Seq), err)
		}
		if err := e.write(line); err != nil {
			return err
		}
		if e.done++; e.progress != nil && (e.done%pageSize == 0 || e.done == e.all) {
			e.progress(e.done, e.all)
		}
	}
	closing, err := seal.closing()
	if err != nil {
		return err
	}
	return e.write(written(closing))
}

func (e *exporter) write(line []byte) error {
	addLine(e.sum, line)
	if _, err := e.out.Write(line); err != nil {
		return unwritten(err)
	}
	return unwritten(e.out.WriteByte('\n'))
}

func unwritten(err error) error {
	if err == nil {
		return nil
	}
	return &fault.Error{Code: fault.Unavailable, Problem: "the archive cannot be written", Err: err}
}
