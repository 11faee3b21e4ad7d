package postgres_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/internal/postgrestest"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/postgres"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

// grants are what docs/storage.md says that a role needs whose rows are secured.
const grants = `
GRANT USAGE ON SCHEMA %[1]s TO %[2]s;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA %[1]s TO %[2]s;
REVOKE INSERT, UPDATE ON %[1]s.praxis_schema FROM %[2]s;`

// secured returns options that name a new schema whose rows are secured, and in
// which a role may work.
func (p *place) secured(t testing.TB, role string) *postgres.Options {
	t.Helper()
	pool, o := p.migrated(t, p.url)
	require.NoError(t, postgres.SecureRows(t.Context(), pool, o))
	execute(t, p.url, fmt.Sprintf(grants, pgx.Identifier{o.Schema}.Sanitize(), role))
	o.RowSecurity = true
	return o
}

// A store whose rows are secured does all that one does whose are not.
func TestStoreWithRowSecurity(t *testing.T) {
	storagetest.FewerHistories(t)
	p := newPlace(t)
	role, url := newRole(t, p.url, "")
	storagetest.Run(t, func(t testing.TB) storage.Store { return postgres.New(connect(t, url), p.secured(t, role)) })
}

func TestStoreWithRowSecurityBehindAPooler(t *testing.T) {
	storagetest.FewerHistories(t)
	p := newPlace(t)
	role, url := newRole(t, p.url, "")
	url = postgrestest.Bouncer(t, url) + "&default_query_exec_mode=exec"
	storagetest.Run(t, func(t testing.TB) storage.Store { return postgres.New(connect(t, url), p.secured(t, role)) })
}

func TestStoreWithRowSecurityInAHostsTransaction(t *testing.T) {
	storagetest.FewerHistories(t)
	p := newPlace(t)
	role, url := newRole(t, p.url, "")
	storagetest.RunSequential(t, func(t testing.TB) storage.Store {
		o := p.secured(t, role)
		tx, err := connect(t, url).Begin(t.Context())
		require.NoError(t, err)
		t.Cleanup(func() { _ = tx.Rollback(context.Background()) })
		return postgres.Join(tx, o)
	})
}
