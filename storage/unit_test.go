package storage_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// The clock of these tests is synctest's: time passes only while all wait.

var errRival = errors.New("a rival came first")

func TestAttempt(t *testing.T) {
	broken := fault.New("sqlite.Update", fault.Conflict, "read again")
	for name, test := range map[string]struct {
		fails []error // how the first runs end; the next one succeeds
		runs  int
		want  error
	}{
		"at once":               {nil, 1, nil},
		"after rivals":          {[]error{storage.Again(errRival), storage.Again(errRival)}, 3, nil},
		"marked deep inside":    {[]error{fault.In("sqlite.Update", fmt.Errorf("commit: %w", storage.Again(errRival)))}, 2, nil},
		"an error of its own":   {[]error{broken}, 1, broken},
		"rivals, then an error": {[]error{storage.Again(errRival), broken}, 2, broken},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				runs := 0
				err := storage.Attempt(t.Context(), "sqlite.Update", func() error {
					runs++
					if runs > len(test.fails) {
						return nil
					}
					return test.fails[runs-1]
				})
				assert.Equal(t, test.want, err)
				assert.Equal(t, test.runs, runs)
			})
		})
	}
}

func TestAttemptsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin, last, runs := time.Now(), time.Time{}, 0
		err := storage.Attempt(t.Context(), "sqlite.Update", func() error {
			runs++
			last = time.Now()
			return storage.Again(errRival)
		})
		assert.Equal(t, storage.Attempts, runs)
		assert.ErrorIs(t, err, fault.Unavailable)
		assert.ErrorIs(t, err, errRival)
		assert.EqualError(t, err, "sqlite.Update: unavailable: 10 attempts met other changes; try again later: a rival came first")
		assert.Equal(t, last, time.Now(), "nothing is waited for after the last")
		assert.Less(t, last.Sub(begin), 511*time.Millisecond, "pauses are short")
		assert.Positive(t, last.Sub(begin), "but there are some")
	})
}

func TestAttemptsEndWithTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		runs := 0
		err := storage.Attempt(ctx, "sqlite.Update", func() error {
			runs++
			time.Sleep(time.Minute) // longer than the context lasts
			return storage.Again(errRival)
		})
		assert.ErrorIs(t, err, fault.Unavailable)
		assert.ErrorIs(t, err, context.DeadlineExceeded)
		assert.Equal(t, 1, runs)
	})
}

func TestIsAgain(t *testing.T) {
	assert.True(t, storage.IsAgain(storage.Again(errRival)))
	assert.True(t, storage.IsAgain(fault.In("sqlite.Update", storage.Again(errRival))))
	assert.False(t, storage.IsAgain(errRival))
	assert.False(t, storage.IsAgain(nil))
	assert.ErrorIs(t, storage.Again(fault.Conflict), fault.Conflict, "the mark hides nothing")
	assert.EqualError(t, storage.Again(errRival), errRival.Error())
}

func TestOneTurnAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turn, begin := storage.NewTurn(time.Minute), time.Now()
		holders, group := 0, sync.WaitGroup{}
		for range 8 {
			group.Go(func() {
				release, err := turn.Take(t.Context(), "memory.Update")
				if !assert.NoError(t, err) {
					return
				}
				defer release()
				holders++ // the race detector watches
				assert.Equal(t, 1, holders)
				time.Sleep(time.Second)
				holders--
			})
		}
		group.Wait()
		assert.Equal(t, 8*time.Second, time.Since(begin))
	})
}

func TestPatienceEnds(t *testing.T) {
	for given, want := range map[time.Duration]time.Duration{
		time.Millisecond: time.Millisecond,
		time.Hour:        time.Hour,
		0:                storage.DefaultPatience,
		-1:               storage.DefaultPatience,
	} {
		synctest.Test(t, func(t *testing.T) {
			turn := storage.NewTurn(given)
			release, err := turn.Take(t.Context(), "memory.Update")
			require.NoError(t, err)
			begin := time.Now()
			_, err = turn.Take(t.Context(), "memory.Update")
			assert.ErrorIs(t, err, fault.Unavailable)
			assert.ErrorContains(t, err, "held the store for "+want.String())
			assert.Equal(t, want, time.Since(begin))

			release()
			_, err = turn.Take(t.Context(), "memory.Update")
			assert.NoError(t, err, "who gave up is not in the way")
		})
	}
}

func TestATurnIsNotWaitedForInVain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turn := storage.NewTurn(time.Minute)
		ended, cancel := context.WithCancelCause(t.Context())
		cancel(errRival)
		_, err := turn.Take(ended, "memory.Update")
		assert.ErrorIs(t, err, fault.Unavailable)
		assert.ErrorIs(t, err, errRival, "the cause is told")

		_, err = turn.Take(t.Context(), "memory.Update")
		require.NoError(t, err, "an ended context takes nothing")
		ending, cancelAfter := context.WithTimeout(t.Context(), time.Second)
		defer cancelAfter()
		begin := time.Now()
		_, err = turn.Take(ending, "memory.Update")
		assert.ErrorIs(t, err, fault.Unavailable)
		assert.ErrorIs(t, err, context.DeadlineExceeded)
		assert.Equal(t, time.Second, time.Since(begin))
	})
}

func TestEnter(t *testing.T) {
	type place struct{ name string }
	here, there := &place{"here"}, &place{"there"}
	outer := t.Context()
	inner, err := storage.Enter(outer, "memory.Update", here)
	require.NoError(t, err)

	_, err = storage.Enter(inner, "memory.View", here)
	assert.ErrorIs(t, err, fault.Precondition)
	assert.ErrorContains(t, err, "memory.View")
	derived, cancel := context.WithCancel(inner)
	defer cancel()
	_, err = storage.Enter(derived, "memory.View", here)
	assert.ErrorIs(t, err, fault.Precondition, "however the context was derived")

	both, err := storage.Enter(inner, "memory.Update", there)
	require.NoError(t, err, "another store is another place")
	_, err = storage.Enter(both, "memory.Update", here)
	assert.ErrorIs(t, err, fault.Precondition)
	_, err = storage.Enter(outer, "memory.Update", here)
	assert.NoError(t, err, "the outer context is in no transaction")
}

func TestFollows(t *testing.T) {
	for _, test := range []struct {
		rev    int
		stored int // 0: nothing
		code   fault.Code
	}{
		{1, 0, ""}, {2, 1, ""}, {3, 2, ""},
		{-1, 0, fault.Invalid}, {0, 0, fault.Invalid}, {0, 1, fault.Invalid},
		{1, 1, fault.Exists}, {1, 2, fault.Exists},
		{2, 0, fault.Conflict}, {2, 2, fault.Conflict}, {2, 3, fault.Conflict}, {4, 2, fault.Conflict},
	} {
		err := storage.Follows("memory.PutMember", test.rev, test.stored > 0, test.stored)
		assert.Equal(t, test.code, fault.CodeOf(err), "%d follows %d", test.rev, test.stored)
		if err != nil {
			assert.ErrorContains(t, err, "memory.PutMember")
		}
	}
}
