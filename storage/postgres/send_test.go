package postgres

import (
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgtype"
	"github.com/stretchr/testify/assert"
)

// Hosts join transactions of database/sql at once, and the first of each kind of
// array is no exception.
func TestPlainAtOnce(t *testing.T) {
	at := time.Date(2026, time.March, 1, 9, 0, 0, 1000, time.UTC)
	id := pgtype.UUID{Bytes: [16]byte{1, 15: 2}, Valid: true}
	args := []any{7, []string{"a", `"`, ""}, []int64{1, -2}, []pgtype.UUID{id, {}}, []pgtype.Timestamptz{{Time: at, Valid: true}, {}}, []string{}}
	want := []any{7, `{a,"\"",""}`, "{1,-2}", "{01000000-0000-0000-0000-000000000002,NULL}", `{"2026-03-01 09:00:00.000001Z",NULL}`, "{}"}
	var hosts sync.WaitGroup
	for range 4 {
		hosts.Go(func() {
			got, err := plain(args)
			assert.NoError(t, err)
			assert.Equal(t, want, got)
		})
	}
	hosts.Wait()
}
