package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/postgres"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

// inhabit leaves something of a tenant's in every table.
func inhabit(t *testing.T, s storage.Store, tenant storage.Tenant) (id activity.CommunityID) {
	t.Helper()
	do := func(err error) { require.NoError(t, err) }
	home := praxis.New(s, &praxis.Options{Tenant: tenant})
	c, err := home.As("ana").Once("a form's token").Found(t.Context(), cop.Charter{Name: "Auditors", Domain: cop.Domain{Concern: "auditing"}})
	do(err)
	ana := home.As("ana").In(c.ID)
	question, err := home.As("ana").Once("another").In(c.ID).Ask(t.Context(), "How do other countries sample payroll?")
	do(err)
	_, err = ana.Answer(t.Context(), question, "Stratify by pay grade first.")
	do(err)
	story, err := ana.Share(t.Context(), repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: "A payroll", Body: "It was May."}})
	do(err)
	do(home.As("bob").In(c.ID).Join(t.Context()))
	_, err = home.As("bob").In(c.ID).Reuse(t.Context(), story, repertoire.Worked, "")
	do(err)
	do(home.As("bob").In(c.ID).Endorse(t.Context(), story))
	do(home.SetCursor(t.Context(), c.ID, "mail", 1))
	do(s.Tenant(tenant).Update(t.Context(), func(ctx context.Context, tx storage.Tx) error { return storagetest.Furnish(ctx, tx, c.ID) }))
	return c.ID
}

// wall is a schema whose rows are secured, in which two tenants are at home: the
// one with which a store begins, and a school.
type wall struct {
	*testing.T
	owner  *pgxpool.Pool
	app    *pgx.Conn // of a role that may do everything to the tables
	schema string
	homes  map[storage.Tenant]activity.CommunityID
	tables []string
}

func newWall(t *testing.T) *wall {
	p := newPlace(t)
	role, url := newRole(t, p.url, "")
	o := p.secured(t, role)
	w := &wall{T: t, owner: connect(t, p.url), schema: pgx.Identifier{o.Schema}.Sanitize(), homes: make(map[storage.Tenant]activity.CommunityID)}
	execute(t, p.url, fmt.Sprintf("GRANT ALL ON ALL TABLES IN SCHEMA %s TO %s", w.schema, role))
	s := postgres.New(connect(t, url), o)
	for _, tenant := range []storage.Tenant{"", "school"} {
		w.homes[tenant] = inhabit(t, s, tenant)
	}
	for _, table := range column[string](t, w.owner, "SELECT tablename::text FROM pg_tables WHERE schemaname = $1 AND tablename <> 'praxis_schema'", o.Schema) {
		w.tables = append(w.tables, w.schema+"."+table)
	}
	var err error
	w.app, err = pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, w.app.Close(context.Background())) })
	return w
}

// count is how many rows of a community there are.
func (w *wall) count(table string, c activity.CommunityID) int {
	return column[int](w, w.owner, "SELECT count(*)::int FROM "+table+" WHERE community_id = $1::uuid", c.String())[0]
}

// try runs a statement as the role, for a tenant or, without one, for nobody,
// and takes it back. It returns how many rows it has read or changed.
func (w *wall) try(tenant *storage.Tenant, sql string, args ...any) (int, error) {
	tx, err := w.app.Begin(w.Context())
	require.NoError(w, err)
	defer func() { require.NoError(w, tx.Rollback(w.Context())) }()
	if tenant != nil {
		_, err = tx.Exec(w.Context(), "SELECT set_config('praxis.tenant', 'tenant ' || $1, true)", string(*tenant))
		require.NoError(w, err)
	}
	tag, err := tx.Exec(w.Context(), sql, args...)
	return int(tag.RowsAffected()), err
}

// copied is the statement that inserts a row of a community's once more, and the
// row that it takes.
func (w *wall) copied(table string, c activity.CommunityID) (sql, row string) {
	columns := strings.Join(column[string](w, w.owner, `SELECT attname::text FROM pg_attribute
		WHERE attrelid = $1::text::regclass AND attnum > 0 AND attgenerated = '' AND NOT attisdropped`, table), ", ")
	row = column[string](w, w.owner, "SELECT to_jsonb(t)::text FROM "+table+" t WHERE community_id = $1::uuid LIMIT 1", c.String())[0]
	return "INSERT INTO " + table + " (" + columns + ") SELECT " + columns + " FROM jsonb_populate_record(NULL::" + table + ", $1::text::jsonb)", row
}

// state is the SQLSTATE of an error.
func state(err error) string {
	if refusal, ok := errors.AsType[*pgconn.PgError](err); ok {
		return refusal.Code
	}
	return fmt.Sprint(err)
}

const (
	kept = "42501" // insufficient_privilege
	dupe = "23505" // unique_violation
)

// Whatever a statement by hand says, it sees and affects nothing but what is the
// tenant's that its transaction has named, and nothing if it has named none.
func TestRowsAreKeptApart(t *testing.T) {
	t.Parallel()
	w := newWall(t)
	require.Greater(t, len(w.tables), 10)
	for _, table := range w.tables {
		t.Run(strings.TrimPrefix(table, w.schema+"."), func(t *testing.T) {
			school, home := storage.Tenant("school"), storage.Tenant("")
			for _, visit := range []struct {
				as    *storage.Tenant
				other storage.Tenant
			}{
				{&school, home},
				{nil, home}, // after a setting has been made and is empty again
				{nil, school},
				{&home, school},
			} {
				var own activity.CommunityID
				if visit.as != nil {
					own = w.homes[*visit.as]
				}
				n := w.count(table, own)
				require.Equal(t, visit.as != nil, n > 0)
				require.NotZero(t, w.count(table, w.homes[visit.other]))
				others := w.homes[visit.other].String()
				for _, test := range []struct {
					rows int
					sql  string
					args []any
				}{
					{n, "SELECT FROM " + table, nil},
					{n, "UPDATE " + table + " SET community_id = community_id", nil},
					{0, "SELECT FROM " + table + " WHERE community_id = $1::text::uuid", []any{others}},
					{0, "SELECT FROM " + table + " WHERE community_id = $1::text::uuid FOR UPDATE", []any{others}},
					{0, "UPDATE " + table + " SET community_id = community_id WHERE community_id = $1::text::uuid", []any{others}},
					{0, "DELETE FROM " + table + " WHERE community_id = $1::text::uuid", []any{others}},
				} {
					rows, err := w.try(visit.as, test.sql, test.args...)
					require.NoError(t, err, test.sql)
					assert.Equal(t, test.rows, rows, "%s for %v", test.sql, visit.as)
				}
				insert, row := w.copied(table, w.homes[visit.other])
				_, err := w.try(visit.as, insert, row)
				assert.Equal(t, kept, state(err), "another's row for %v", visit.as)
				if visit.as == nil {
					continue
				}
				insert, row = w.copied(table, own)
				_, err = w.try(visit.as, insert, row)
				assert.Equal(t, dupe, state(err), "one's own row is there already")
				give, to := " SET community_id = $1::text::uuid", others
				if strings.HasSuffix(table, "praxis_community") {
					give, to = " SET tenant = $1", string(visit.other)
				}
				_, err = w.try(visit.as, "UPDATE "+table+give, to)
				assert.Equal(t, kept, state(err), "what is one's own is not given to others")
			}
		})
	}
}
