package postgres

import (
	"context"
	"errors"
	"math"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

var (
	small     = rapid.Custom(func(t *rapid.T) position { return positionIn(t, rapid.Int64Range(0, 3)) })
	positions = rapid.OneOf(small, rapid.Custom(func(t *rapid.T) position { return positionIn(t, rapid.Int64Min(0)) }))
)

func positionIn(t *rapid.T, numbers *rapid.Generator[int64]) position {
	return position{numbers.Draw(t, "timeline"), numbers.Draw(t, "lsn")}
}

func TestPositions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := positions.Draw(t, "a"), positions.Draw(t, "b"), positions.Draw(t, "c")
		order := 0
		for _, holds := range []bool{a.beyond(b), a == b, b.beyond(a)} {
			if holds {
				order++
			}
		}
		assert.Equal(t, 1, order, "of two that differ one is the later")
		assert.False(t, a.beyond(b) && b.beyond(c) && !a.beyond(c), "a later one than the later is later")

		assert.True(t, a.covers(a))
		assert.True(t, a.covers(position{}), "nothing is needed")
		assert.False(t, a.covers(b) && b.beyond(a), "what is later is not covered")
		assert.False(t, a.covers(b) && b.covers(c) && !a.covers(c), "what covers all of one covers what that covers")
		assert.False(t, a.covers(b) && b != position{} && a.timeline != b.timeline, "nobody knows of another timeline")
	})
}

// A token is its position, and short.
func TestTokens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := positions.Draw(t, "position")
		again, ok := positionOf(p.token())
		assert.True(t, ok)
		assert.Equal(t, p, again)
	})
	assert.Equal(t, "1.3000148", position{1, 0x3000148}.token())
	assert.LessOrEqual(t, len(position{math.MaxInt64, math.MaxInt64}.token()), 33)
}

// Whatever comes as a token is one, or asks for the latest state.
func FuzzToken(f *testing.F) {
	for _, text := range []string{"", "1.3000148", "0.0", ".", "1.", ".1", "1", "1.2.3", "-1.2", "+1.2", "1.-2", "0x1.2", "1_0.2", "1.8000000000000000", " 1.2", "ffffffff.7fffffffffffffff"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, ok := positionOf(text)
		ctx := After(t.Context(), text)
		require.Equal(t, !ok && text != "", storage.IsLatest(ctx))
		require.Equal(t, p, needed(ctx))
		if ok {
			again, ok := positionOf(p.token())
			require.True(t, ok)
			require.Equal(t, p, again)
		}
	})
}

// The latest of several tokens counts, in whatever order they come.
func TestAfterSeveral(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var latest position
		ctx := t.Context()
		for _, p := range rapid.SliceOf(small).Draw(t, "positions") {
			ctx = After(After(ctx, p.token()), "")
			if p.beyond(latest) {
				latest = p
			}
		}
		assert.Equal(t, latest, needed(ctx))
		assert.False(t, storage.IsLatest(ctx))
		assert.True(t, storage.IsLatest(After(ctx, "none")))
	})
}

// A mark that is known lies behind all that has been acknowledged, and behind
// all that is in doubt and had been made when it became known.
func TestMark(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var m mark
		server := position{1, 0}
		var made []position // what is told of, or in doubt
		var trip func(depth int)
		others := func(depth int) {
			for range rapid.IntRange(0, 3-depth).Draw(t, "others meanwhile") {
				trip(depth + 1)
			}
		}
		// Trips are nested: others begin and end while one is on its way.
		trip = func(depth int) {
			var own position
			outcome := rapid.SampledFrom([]string{"done", "unanswered", "in doubt", "refused", "lost"}).Draw(t, "outcome")
			_, err := m.follow(func(question statement) error {
				others(depth)
				if outcome == "refused" {
					return errors.New(outcome)
				}
				if outcome != "lost" {
					server.lsn++
					own = server
				}
				at := server
				others(depth)
				switch outcome {
				case "unanswered":
					return nil
				case "in doubt", "lost":
					return doubtful{errors.New(outcome)}
				}
				return question.each([]sqlstore.Value{{Number: at.timeline}, {Number: at.lsn}})
			})
			assert.Equal(t, outcome == "done" || outcome == "unanswered", err == nil)
			made = append(made, own)
			if rapid.IntRange(0, 9).Draw(t, "promotion") == 0 {
				server.timeline++
			}
			if at, known := m.get(); known {
				for _, p := range made {
					assert.False(t, p.beyond(at), "%v is not covered by %v", p, at)
				}
			}
		}
		others(0)
		_, err := m.follow(func(question statement) error {
			return question.each([]sqlstore.Value{{Number: server.timeline}, {Number: server.lsn}})
		})
		assert.NoError(t, err)
		at, known := m.get()
		assert.True(t, known, "who asks settles all doubts")
		assert.Equal(t, server, at)
	})
}

// A standby is left alone for a while, and then asked again.
func TestLeave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStandby(new(pgxpool.Pool))
		assert.False(t, s.alone())
		s.leave(rest)
		assert.True(t, s.alone())
		time.Sleep(rest)
		assert.False(t, s.alone())
	})
}

// What is tried first leaves at least half of the time.
func TestShare(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for limit, want := range map[time.Duration]struct {
			wait time.Duration
			less bool
		}{0: {time.Minute, false}, time.Hour: {time.Minute, false}, 2 * time.Minute: {time.Minute, false}, time.Minute: {30 * time.Second, true}} {
			ctx := t.Context()
			if limit > 0 {
				within, cancel := context.WithTimeout(ctx, limit)
				defer cancel()
				ctx = within
			}
			wait, less := share(ctx, time.Minute)
			assert.Equal(t, want.wait, wait)
			assert.Equal(t, want.less, less)
		}
	})
}
