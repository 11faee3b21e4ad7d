package postgres_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/storage/postgres"
)

// A commit is in doubt, and has been made. Whoever looks is not told by a
// standby that it has not.
func testDoubt(t *testing.T, pair servers) {
	p := pair.startAt(t, pair.primary.URL("postgres")+"&synchronous_commit=remote_apply", pair.standby.URL("postgres"),
		postgres.Options{Patience: 100 * time.Millisecond, Silence: time.Second})
	pair.primary.Synchronous(t, pair.standby)
	defer pair.primary.Synchronous(t)
	p.ask(t)
	pair.pause(t)
	err := ask(t.Context(), p, p.community)
	require.ErrorContains(t, err, "nobody knows whether it was kept; look, or repeat it under the key of an operation")
	eventually(t, pair.primary.URL("postgres"), "SELECT count(*) = 2 FROM praxis_question WHERE community_id = '"+p.community.String()+"'")
	p.sees(t, 2, false, "in doubt")
	pair.resume(t)
	p.sees(t, 2, false, "in doubt still")
	_, err = p.Position(t.Context())
	require.NoError(t, err)
	p.seesAtStandby(t, 2)
}

// Where a store cannot know its position, the primary answers from its first
// write on.
func testLimitedRole(t *testing.T, pair servers) {
	role, url := newRole(t, pair.primary.URL("postgres"), "")
	execute(t, pair.primary.URL("postgres"), "GRANT ALL ON ALL TABLES IN SCHEMA public TO "+role+"; REVOKE EXECUTE ON FUNCTION pg_walfile_name FROM public")
	pair.catchUp(t)
	p := pair.startAt(t, url, as(t, url, pair.standby.URL("postgres")), postgres.Options{})
	p.sees(t, 0, true, "at first")
	for asked := range 3 {
		p.ask(t)
		pair.catchUp(t)
		p.sees(t, asked+1, false, "after a write")
	}
	_, err := p.Position(t.Context())
	assert.ErrorContains(t, err, "the database role lacks a right; grant it")
}

// A standby that has not followed its fellow, which was promoted, has a longer
// log than the new primary, and yet not what that has written.
func TestAStandbyOnAnotherTimeline(t *testing.T) {
	t.Parallel()
	pair := newPair(t)
	promoted := pair.primary.Standby(t)
	promoted.WaitFor(t, pair.primary.LSN(t))
	promoted.Stop(t)
	execute(t, pair.primary.URL("postgres"), "CREATE TABLE lost AS SELECT generate_series(1, 100000)")
	pair.catchUp(t)
	pair.primary.Kill(t)
	promoted.Restart(t)
	promoted.Promote(t)

	p := pair.startAt(t, promoted.URL("postgres"), pair.standby.URL("postgres"), postgres.Options{})
	for asked := range 3 {
		p.ask(t)
		p.sees(t, asked+1, false, "the others' timeline")
	}
}
