package postgres

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// position is a place in the log that a primary writes and its standbys replay.
// A standby that is promoted goes on with a timeline of its own.
type position struct{ timeline, lsn int64 }

// covers reports whether a server that has come here has all that was kept up to
// another position. Whether one on another timeline lies on the way the numbers
// do not tell.
func (p position) covers(other position) bool {
	return other == position{} || p.timeline == other.timeline && p.lsn >= other.lsn
}

// beyond reports whether a position is the later one.
func (p position) beyond(other position) bool {
	return p.timeline > other.timeline || p.timeline == other.timeline && p.lsn > other.lsn
}

// token is a position as text: its numbers to the base of 16.
func (p position) token() string { return fmt.Sprintf("%x.%x", p.timeline, p.lsn) }

func positionOf(token string) (p position, ok bool) {
	first, second, _ := strings.Cut(token, ".")
	timeline, err := strconv.ParseUint(first, 16, 63)
	if err != nil {
		return p, false
	}
	lsn, err := strconv.ParseUint(second, 16, 63)
	if err != nil {
		return p, false
	}
	return position{int64(timeline), int64(lsn)}, true
}

// current reads, on a primary, a position behind all that has been committed by
// now. The name of a file of the log begins with its timeline.
const current = `SELECT ('x' || left(pg_walfile_name(lsn), 8))::bit(32)::bigint, pg_wal_lsn_diff(lsn, '0/0')::bigint
	FROM pg_current_wal_insert_lsn() AS lsn`

// ask is a statement that asks a server for a position.
func ask(sql string, told func(position) error) statement {
	columns := []sqlstore.Column{{Name: "timeline", Kind: sqlstore.Number}, {Name: "lsn", Kind: sqlstore.Number}}
	return statement{sql: sql, columns: columns, each: func(row []sqlstore.Value) error {
		return told(position{row[0].Number, row[1].Number})
	}}
}

// Position returns a token for how far the database is when it has all that was
// acknowledged through the store: a text of at most 33 hexadecimal digits and
// dots, for a cookie for example, and empty if nothing was. With it in its context
// (see After) a View sees all of that, in whatever process.
//
// A store without Options.Standby, and one that a commit has left in doubt, asks
// the server how far it is now, which covers what others have written, too.
// Otherwise Position costs nothing, and does not cover what a host has committed
// itself after Join.
// Errors: Unavailable if the server has to be asked, and cannot be, or the role
// may not call pg_walfile_name and pg_current_wal_insert_lsn.
func (s *Store) Position(ctx context.Context) (token string, err error) {
	at, known := s.engine.mark.get()
	if s.engine.standby == nil || !known {
		at, err = s.engine.position(ctx)
	}
	if err != nil || at == (position{}) {
		return "", classify("postgres.Position", err)
	}
	return at.token(), nil
}

// After returns a context for Views that see all that the database had at a
// position: a token that Store.Position has returned, in this process or another.
// With an empty one nothing changes; of several the latest counts; and with a text
// that is no token a View sees the latest state (see storage.Latest). No View fails
// because of its token: where no standby is so far, the primary answers. A store
// without Options.Standby needs none.
func After(ctx context.Context, token string) context.Context {
	p, ok := positionOf(token)
	switch {
	case token == "":
		return ctx
	case !ok:
		return storage.Latest(ctx)
	case needed(ctx).beyond(p):
		return ctx
	}
	return context.WithValue(ctx, after{}, p)
}

type after struct{}

// needed is up to where a View has to see, as far as its context says.
func needed(ctx context.Context) position {
	p, _ := ctx.Value(after{}).(position)
	return p
}
