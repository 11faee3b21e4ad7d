package sqlite

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What Open promises is what SQLite says of every connection that it opened.
func TestDurability(t *testing.T) {
	for name, test := range map[string]struct {
		options     *Options
		synchronous int
	}{
		"default": {nil, 2},                     // FULL
		"relaxed": {&Options{Relaxed: true}, 1}, // NORMAL
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Open(t.Context(), filepath.Join(t.TempDir(), "praxis.db"), test.options)
			require.NoError(t, err)
			defer s.Close()
			for _, from := range []*sessions{s.engine.write, s.engine.read} {
				var all []*session
				for range cap(from.slots) {
					session, err := from.take(t.Context(), "test")
					require.NoError(t, err)
					all = append(all, session)
					assert.Equal(t, test.synchronous, pragma[int](t, session, "synchronous"))
					assert.Equal(t, "wal", pragma[string](t, session, "journal_mode"))
					assert.True(t, pragma[bool](t, session, "foreign_keys"))
					assert.Equal(t, 4000, pragma[int](t, session, "wal_autocheckpoint"))
					assert.Equal(t, 1, pragma[int](t, session, "secure_delete"), "what is deleted is overwritten")
				}
				for _, session := range all {
					from.release(session)
				}
			}
		})
	}
}

func pragma[T any](t *testing.T, s *session, name string) (v T) {
	t.Helper()
	rows, err := s.query(t.Context(), "PRAGMA "+name)
	require.NoError(t, err)
	defer rows.Close()
	require.True(t, rows.Next())
	require.NoError(t, rows.Scan(&v))
	return v
}

func TestOptions(t *testing.T) {
	var none *Options
	assert.Equal(t, none.orDefault(), (&Options{Patience: -time.Second, Readers: -1}).orDefault())
	assert.Equal(t, 5*time.Second, none.orDefault().Patience)
	assert.GreaterOrEqual(t, none.orDefault().Readers, 4)
	own := Options{Relaxed: true, Patience: time.Minute, Readers: 1}
	assert.Equal(t, own, own.orDefault())
}
