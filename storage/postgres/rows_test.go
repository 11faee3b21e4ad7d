package postgres_test

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/internal/postgrestest"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/postgres"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

// grants are what docs/storage.md says that a role needs whose rows are secured.
const grants = `
GRANT USAGE ON SCHEMA %[1]s TO %[2]s;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %[1]s TO %[2]s;
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

// Whoever is above the wall is told so when the store is opened, and whoever is
// not told about it finds nothing.
func TestCheckRows(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	role, url := newRole(t, p.url, "")
	owner, o := p.migrated(t, p.url)
	execute(t, p.url, fmt.Sprintf(grants, pgx.Identifier{o.Schema}.Sanitize(), role))
	app := connect(t, url)
	open := func(url string, rows bool) error {
		s, err := postgres.Open(t.Context(), url, &postgres.Options{Schema: o.Schema, RowSecurity: rows})
		if err == nil {
			_, err = found(t.Context(), s)
			require.NoError(t, s.Close())
		}
		return err
	}
	const above = "row security does not hold in praxis_community for this role; call postgres.SecureRows, and connect as a role that does not own the tables and is no superuser"

	err := open(url, true)
	assert.ErrorIs(t, err, fault.Precondition)
	assert.ErrorContains(t, err, "postgres.Open: precondition: "+above, "nobody has called it")
	for range 2 { // as after the next Migrate
		require.NoError(t, postgres.SecureRows(t.Context(), owner, o))
	}
	assert.NoError(t, open(url, true))
	assert.NoError(t, postgres.CheckRows(t.Context(), app, o))
	for _, err := range []error{open(p.url, true), postgres.CheckRows(t.Context(), owner, o)} {
		assert.ErrorIs(t, err, fault.Precondition)
		assert.ErrorContains(t, err, above)
	}
	assert.NoError(t, open(p.url, false), "the owner needs none, and sees all")

	err = open(url, false)
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.ErrorContains(t, err, "where rows are secured, set Options.RowSecurity")
	execute(t, p.url, "ALTER TABLE "+pgx.Identifier{o.Schema}.Sanitize()+".praxis_cursor DISABLE ROW LEVEL SECURITY")
	assert.ErrorContains(t, open(url, true), "row security does not hold in praxis_cursor", "of every table")
	err = postgres.SecureRows(t.Context(), app, o)
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.ErrorContains(t, err, "postgres.SecureRows: unavailable: the database role lacks a right")
	for _, secure := range []func(context.Context, *pgxpool.Pool, *postgres.Options) error{postgres.SecureRows, postgres.CheckRows} {
		err = secure(t.Context(), owner, &postgres.Options{Schema: "none"})
		assert.ErrorIs(t, err, fault.Precondition)
		assert.ErrorContains(t, err, "call postgres.Migrate once")
	}
}

// trips counts how often a pool sends something to the server and waits, and how
// often it names a tenant.
type trips struct{ n, named atomic.Int64 }

func (c *trips) TraceQueryStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceQueryStartData) context.Context {
	c.n.Add(1)
	return ctx
}

func (*trips) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

func (c *trips) TraceBatchStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceBatchStartData) context.Context {
	c.n.Add(1)
	return ctx
}

func (c *trips) TraceBatchQuery(_ context.Context, _ *pgx.Conn, data pgx.TraceBatchQueryData) {
	if strings.Contains(data.SQL, "praxis.tenant") {
		c.named.Add(1)
	}
}

func (*trips) TraceBatchEnd(context.Context, *pgx.Conn, pgx.TraceBatchEndData) {}

// To tell the server the tenant takes no round trip of its own.
func TestRowSecurityCostsNoTrip(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	role, url := newRole(t, p.url, "")
	count := func(url string, o *postgres.Options) (all, named []int64) {
		var counted trips
		s := postgres.New(pooled(t, url, 1, func(config *pgxpool.Config) { config.ConnConfig.Tracer = &counted }), o)
		ana := praxis.New(s, nil).As("ana")
		c, err := ana.Found(t.Context(), cop.Charter{Name: "Auditors", Domain: cop.Domain{Concern: "auditing"}})
		require.NoError(t, err)
		for _, act := range []func() error{
			func() error { _, err := ana.In(c.ID).Membership(t.Context()); return err },
			func() error { _, err := ana.In(c.ID).Health(t.Context()); return err },
			func() error { _, err := ana.In(c.ID).Ask(t.Context(), "Why?"); return err },
			func() error { return s.View(t.Context(), func(context.Context, storage.Reader) error { return nil }) },
		} {
			before, namedBefore := counted.n.Load(), counted.named.Load()
			require.NoError(t, act())
			all, named = append(all, counted.n.Load()-before), append(named, counted.named.Load()-namedBefore)
		}
		return all, named
	}
	_, plain := p.migrated(t, p.url)
	want, named := count(p.url, plain)
	assert.Equal(t, []int64{1, want[1], 2, 0}, want, "an act enters, and commits")
	assert.Equal(t, []int64{0, 0, 0, 0}, named)
	got, named := count(url, p.secured(t, role))
	assert.Equal(t, want, got)
	assert.Equal(t, []int64{1, 1, 1, 0}, named, "once a transaction")
}

// Rows that would be copied elsewhere are inserted, which takes as few trips.
func TestRowSecurityAndManyRows(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	role, url := newRole(t, p.url, "")
	s := postgres.New(connect(t, url), p.secured(t, role))
	id, err := found(t.Context(), s)
	require.NoError(t, err)
	history := make([]activity.Activity, 2500)
	for i := range history {
		at := time.Date(2024, time.January, 1, 9, i, 0, 0, time.UTC)
		history[i] = activity.Activity{ID: activity.ForeignRecord("", "u1", "ask", fmt.Sprint(i), at, 0), Actor: "u1", Verb: activity.Ask, At: at}
	}
	done, err := praxis.New(s, nil).As("ana").In(id).Import(t.Context(), activity.StreamOf(history...))
	require.NoError(t, err)
	assert.Equal(t, len(history), done.Added)
	storagetest.AccountFor(t, s, id)
}

// The tenant is that of a transaction, and not of the connection.
func TestTheTenantIsForgotten(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	role, url := newRole(t, p.url, "")
	pool := connect(t, url+"&pool_max_conns=1")
	s := postgres.New(pool, p.secured(t, role)).Tenant("school")
	id, err := found(t.Context(), s)
	require.NoError(t, err)
	for _, use := range []func() error{
		func() error { return ask(t.Context(), s, id) },
		func() error { return look(t.Context(), s, id) },
		func() error { _, err := praxis.New(s, nil).As("ana").In(id).Membership(t.Context()); return err },
	} {
		require.NoError(t, use())
		assert.Equal(t, []string{""}, column[string](t, pool, "SELECT current_setting('praxis.tenant', true)"))
	}
}
