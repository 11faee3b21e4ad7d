package archive_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
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

func (l liar) PutAnswer(ctx context.Context, a repertoire.Answer) error {
	if l.about == "words" {
		a.Text += "."
	}
	return l.Tx.PutAnswer(ctx, a)
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

// diary is a transaction that notes what it writes, in order.
type diary struct {
	storage.Tx
	wrote *[]string
}

func (d diary) note(what string) { *d.wrote = append(*d.wrote, what) }

func (d diary) PutCommunity(ctx context.Context, c cop.Community) error {
	d.note("community")
	return d.Tx.PutCommunity(ctx, c)
}

func (d diary) PutLifecycle(ctx context.Context, l lifecycle.State) error {
	d.note("life")
	return d.Tx.PutLifecycle(ctx, l)
}

func (d diary) PutMember(ctx context.Context, m membership.Member) error {
	d.note("member")
	return d.Tx.PutMember(ctx, m)
}

func (d diary) PutQuestion(ctx context.Context, q repertoire.Question) error {
	d.note("question")
	return d.Tx.PutQuestion(ctx, q)
}

func (d diary) Append(ctx context.Context, c activity.CommunityID, batch []activity.Activity) (int, error) {
	d.note(fmt.Sprintf("%d to %d", batch[0].Seq, batch[len(batch)-1].Seq))
	return d.Tx.Append(ctx, c, batch)
}

// What an activity leads to is written after all activities before it, as when it
// was done, and what leads to nothing is written in batches.
func TestTheOrderOfWriting(t *testing.T) {
	s := memory.New(nil)
	id := newcomers(t, s, 0)
	outlines(t, s, id, 250)
	_, err := world(s).As("ana").In(id).Ask(t.Context(), "How do others do it?")
	require.NoError(t, err)
	var wrote []string
	_, err = imported(t, odd{Store: memory.New(nil), tx: func(tx storage.Tx) storage.Tx { return diary{tx, &wrote} }}, exported(t, s))
	require.NoError(t, err)
	assert.Equal(t, []string{"community", "life", "1 to 1", "member", "2 to 101", "102 to 201", "202 to 252", "question", "253 to 253"}, wrote)
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
