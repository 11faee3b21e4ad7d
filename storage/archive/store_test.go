package archive_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/archive"
	"github.com/praxis-cop/praxis/storage/memory"
)

// odd is a store whose transactions are not what they should be.
type odd struct {
	storage.Store
	tx   func(storage.Tx) storage.Tx
	view func(storage.Reader) storage.Reader
	runs int // how often a function runs
}

func (s odd) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	run := 0
	return s.Store.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
		if s.tx != nil {
			tx = s.tx(tx)
		}
		err := fn(ctx, tx)
		if run++; err == nil && run < s.runs {
			return storage.Again(errors.New("others were faster"))
		}
		return err
	})
}

func (s odd) View(ctx context.Context, fn func(context.Context, storage.Reader) error) error {
	return s.Store.View(ctx, func(ctx context.Context, r storage.Reader) error {
		if s.view != nil {
			r = s.view(r)
		}
		for range s.runs - 1 {
			_ = fn(ctx, r)
		}
		return fn(ctx, r)
	})
}

// The functions of transactions may run again.
func TestTransactionsThatRunAgain(t *testing.T) {
	origin := lived(t)
	again := odd{Store: origin, runs: 3}
	archived := exported(t, origin)
	assert.Equal(t, archived, exported(t, again))

	target := odd{Store: memory.New(nil), runs: 3}
	done, err := imported(t, target, archived)
	require.NoError(t, err)
	assert.Equal(t, archive.Summary{Communities: 2, Activities: 27}, done)
	assert.Equal(t, archived, exported(t, target))
}

// liar is a transaction that does not write what it is given.
type liar struct {
	storage.Tx
	about string
}

func (l liar) PutMember(ctx context.Context, m membership.Member) error {
	if l.about == "roles" {
		m.Roles = nil
	}
	return l.Tx.PutMember(ctx, m)
}

func (l liar) AddReuse(ctx context.Context, u repertoire.Reuse) error {
	if l.about == "reuses" {
		return nil
	}
	return l.Tx.AddReuse(ctx, u)
}

func (l liar) AddAnswer(ctx context.Context, a repertoire.Answer) error {
	if l.about == "words" {
		a.Text += "."
	}
	return l.Tx.AddAnswer(ctx, a)
}

func (l liar) Append(ctx context.Context, c activity.CommunityID, batch []activity.Activity) (int, error) {
	for i := range batch {
		if l.about == "times" && batch[i].Verb == "ask" {
			batch[i].At = batch[i].At.Truncate(time.Second)
		}
	}
	if last := len(batch) - 1; l.about == "loss" && batch[last].Verb == "commit" {
		_, err := l.Tx.Append(ctx, c, batch[:last])
		return len(batch), err
	}
	return l.Tx.Append(ctx, c, batch)
}

// What a store does not keep as it was is found before any of it is kept.
func TestAStoreThatDoesNotKeepWhatItIsGiven(t *testing.T) {
	archived := exported(t, lived(t))
	for about, says := range map[string]string{
		"roles":  "the record does not account for the tables",
		"reuses": "the record does not account for the tables",
		"words":  "the record does not account for the tables",
		"times":  "the store gives the record back otherwise than it was written",
		"loss":   "the store gives the record back otherwise than it was written",
	} {
		target := memory.New(nil)
		done, err := imported(t, odd{Store: target, tx: func(tx storage.Tx) storage.Tx { return liar{tx, about} }}, archived)
		assert.ErrorContains(t, err, says, about)
		assert.Zero(t, done, about)
		empty(t, target, about)
	}
}

// gappy is a reader of a record that lacks an activity.
type gappy struct {
	storage.Reader
	lacks activity.Seq
}

func (g gappy) Activities(ctx context.Context, c activity.CommunityID, after activity.Seq, limit int) activity.Stream {
	return func(yield func(activity.Activity, error) bool) {
		for a, err := range g.Reader.Activities(ctx, c, after, limit) {
			if a.Seq != g.lacks && !yield(a, err) {
				return
			}
		}
	}
}

// A record with a gap is not exported as if it had none.
func TestAStoreWithAGap(t *testing.T) {
	for lacks, says := range map[activity.Seq]string{
		7:  "activity 7 is missing: here comes activity 8",
		25: "the store lacks activity 25 of 25; its database is damaged, restore a backup",
	} {
		s := odd{Store: lived(t), view: func(r storage.Reader) storage.Reader { return gappy{r, lacks} }}
		_, err := archive.Export(t.Context(), s, &bytes.Buffer{}, nil)
		assert.ErrorContains(t, err, says)
	}
}

// failing is a transaction that fails after so many writes to the record.
type failing struct {
	storage.Tx
	left *int
}

var errPower = errors.New("power failure")

func (f failing) Append(ctx context.Context, c activity.CommunityID, batch []activity.Activity) (int, error) {
	if *f.left--; *f.left < 0 {
		return 0, errPower
	}
	return f.Tx.Append(ctx, c, batch)
}

// Wherever an import breaks off, each community is there or not; run again, it
// does the rest.
func TestAnImportBreaksOff(t *testing.T) {
	archived := exported(t, lived(t))
	want, _ := holding(t, lived(t))
	kept := make(map[int]bool)
	for writes := 0; ; writes++ {
		target, left := memory.New(nil), writes
		done, err := imported(t, odd{Store: target, tx: func(tx storage.Tx) storage.Tx { return failing{tx, &left} }}, archived)
		there, _ := holding(t, target)
		kept[len(there)] = true
		assert.Equal(t, len(there), done.Communities)
		assert.Equal(t, want[:len(there)], append([]storage.Snapshot{}, there...))
		if err == nil {
			break
		}
		require.ErrorIs(t, err, errPower)
		require.ErrorIs(t, err, fault.Unavailable)

		rest, err := imported(t, target, archived)
		require.NoError(t, err)
		assert.Equal(t, archive.Summary{Communities: 2 - len(there), Activities: 27 - done.Activities, Passed: len(there)}, rest)
		assert.Equal(t, archived, exported(t, target))
	}
	assert.Len(t, kept, 3, "none, one or both")
}

// broken is a file that cannot be read, or gone back in, from somewhere on.
type broken struct {
	io.ReadSeeker
	reads, seeks int
}

func (b *broken) Read(p []byte) (int, error) {
	if b.reads--; b.reads < 0 {
		return 0, errPower
	}
	return b.ReadSeeker.Read(p)
}

func (b *broken) Seek(offset int64, whence int) (int64, error) {
	if b.seeks--; b.seeks < 0 {
		return 0, errPower
	}
	return b.ReadSeeker.Seek(offset, whence)
}

// The world outside fails: that is nothing that the archive can help.
func TestFilesFail(t *testing.T) {
	archived := exported(t, lived(t))
	for _, reads := range []int{0, 1, 2, 3} {
		for _, seeks := range []int{0, 1, 9} {
			target := memory.New(nil)
			done, err := archive.Import(t.Context(), target, &broken{bytes.NewReader(archived), reads, seeks})
			what := fmt.Sprintf("%d reads, %d seeks", reads, seeks)
			require.ErrorIs(t, err, errPower, what)
			require.ErrorIs(t, err, fault.Unavailable, what)
			require.Zero(t, done.Passed, what)
			if seeks < 9 || reads < 3 {
				empty(t, target, what)
			}
		}
	}
	for _, room := range []int{0, 1, 100, 8000} {
		_, err := archive.Export(t.Context(), lived(t), full(room), nil)
		assert.ErrorIs(t, err, errPower)
		assert.ErrorIs(t, err, fault.Unavailable)
		assert.ErrorContains(t, err, "the archive cannot be written")
	}
}

// full is a disk with so much room.
func full(room int) io.Writer {
	return writerFunc(func(p []byte) (int, error) {
		if room -= len(p); room < 0 {
			return 0, errPower
		}
		return len(p), nil
	})
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// An archive may stand behind something else in its file, and is read from where
// the file stands.
func TestAnArchiveBehindSomethingElse(t *testing.T) {
	archived := exported(t, lived(t))
	file := bytes.NewReader(append([]byte("something else\n"), archived...))
	_, err := file.Seek(15, io.SeekStart)
	require.NoError(t, err)
	target := memory.New(nil)
	_, err = archive.Import(t.Context(), target, file)
	require.NoError(t, err)
	assert.Equal(t, archived, exported(t, target))
}

// changing is a file that somebody changes once it has been read.
type changing struct {
	*bytes.Reader
	later []byte
	seeks int
}

func (c *changing) Seek(offset int64, whence int) (int64, error) {
	if c.seeks++; c.seeks == 2 {
		c.Reader = bytes.NewReader(c.later)
	}
	return c.Reader.Seek(offset, whence)
}

func TestAnArchiveIsChangedMeanwhile(t *testing.T) {
	before := memory.New(nil)
	live(t, before)
	archived := exported(t, before, auditors)
	outlines(t, before, auditors, 1)
	later := exported(t, before, auditors)
	target := memory.New(nil)
	_, err := archive.Import(t.Context(), target, &changing{Reader: bytes.NewReader(archived), later: later})
	assert.ErrorIs(t, err, fault.Conflict)
	assert.ErrorContains(t, err, "the archive was changed while it was read; import it again")
	empty(t, target, "nothing is kept")
}
