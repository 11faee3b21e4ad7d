package postgres_test

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/internal/postgrestest"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/postgres"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

// older makes a schema as an older version of Praxis has left it, with life in
// its communities.
func older(t *testing.T, pool *pgxpool.Pool, schema string, version int) {
	t.Helper()
	tables, err := os.ReadFile(fmt.Sprintf("testdata/schema_%d.sql", version))
	require.NoError(t, err, "whoever adds a migration adds a database with the schema before it: its tables as its migrations make them, and what is in them")
	name := pgx.Identifier{schema}.Sanitize()
	for _, statements := range []string{
		"CREATE SCHEMA IF NOT EXISTS " + name, "SET search_path TO " + name + ";\n" + string(tables) + "\n; RESET search_path",
	} {
		conn, err := pool.Acquire(t.Context())
		require.NoError(t, err)
		_, err = conn.Conn().PgConn().Exec(t.Context(), statements).ReadAll()
		conn.Release()
		require.NoError(t, err)
	}
	require.Equal(t, versions(t)[:version+1], applied(t, pool, schema))
}

// past are the communities in a schema that older makes.
var past = map[storage.Tenant]int{"": 2, "school": 1}

// Whatever version has written a database, today's migrates it, and the records
// account for the tables: those that were there, and those that have come since.
func TestUpgrade(t *testing.T) {
	t.Parallel()
	for version := 1; version < newest(t); version++ {
		pool := connect(t, postgrestest.Database(t))
		for _, schema := range []string{"public", `Praxis's "own"`} {
			older(t, pool, schema, version)
			o := &postgres.Options{Schema: schema}
			s := postgres.New(pool, o)
			community, err := activity.ParseID[activity.CommunityID]("019c163c-f71b-7000-8000-000000000002")
			require.NoError(t, err)
			_, err = praxis.New(s, nil).As("ana").In(community).Phase(t.Context())
			assert.ErrorContains(t, err, "the tables are missing or outdated", "it is upgraded by Migrate, and not before")
			require.NoError(t, postgres.Migrate(t.Context(), pool, o))
			assert.Equal(t, versions(t), applied(t, pool, schema))

			states := make(map[storage.Tenant][]storage.Snapshot)
			for tenant, communities := range past {
				states[tenant] = accounts(t, s.Tenant(tenant))
				require.Len(t, states[tenant], communities)
			}
			auditors := states[""][0]
			assert.Equal(t, "Internal audit", auditors.Community.Charter.Name)
			assert.Len(t, auditors.Revisions, 2)
			assert.Len(t, auditors.Members, 11)
			assert.Len(t, auditors.Repertoire, 2)
			assert.Len(t, auditors.Repertoire[0].Versions, 3)
			assert.Len(t, auditors.Questions[0].Answers, 2)
			counted := 0
			for _, tally := range auditors.Tallies {
				counted += tally.Count
			}
			assert.Equal(t, 56, counted)
			var active, returned []activity.Person
			for _, m := range auditors.Members {
				if !m.LastActive.IsZero() {
					active = append(active, m.Person)
				}
				if m.Past != nil {
					returned = append(returned, m.Person)
				}
			}
			assert.Equal(t, []activity.Person{"ana", "bob", "dan", "eve", "lea"}, active, "outside of spaces, since they have been members of some kind")
			assert.Equal(t, []activity.Person{"bob", "dan"}, returned, "they were members before")

			id := auditors.Community.ID
			require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
				seen, err := r.Cursor(ctx, id, "relay")
				assert.Equal(t, activity.Seq(40), seen)
				require.NoError(t, err)
				done, err := r.Operation(ctx, id, "form 17")
				assert.Equal(t, activity.Person("bob"), done.Actor)
				return err
			}))

			ana := praxis.New(s, nil).As("ana").In(id) // life goes on
			question, err := ana.Ask(t.Context(), "Does it still work?")
			require.NoError(t, err)
			_, err = ana.Answer(t.Context(), question, "Yes.")
			require.NoError(t, err)
			accounts(t, s)
		}
	}
}

// accounts is what is in the tables of a tenant's communities, for which their
// records account.
func accounts(t *testing.T, s storage.Store) (all []storage.Snapshot) {
	t.Helper()
	var communities []activity.CommunityID
	require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		for c, err := range r.Communities(ctx, activity.CommunityID{}, 0) {
			require.NoError(t, err)
			communities = append(communities, c.ID)
		}
		return nil
	}))
	for _, c := range communities {
		all = append(all, storagetest.AccountFor(t, s, c))
	}
	return all
}

// described lists the columns and indexes of a schema, each as a line.
const described = `
SELECT concat_ws(' ', 'column', c.relname, attname, format_type(atttypid, atttypmod), attnotnull, attgenerated, attcollation::regcollation, pg_get_expr(adbin, adrelid))
	FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid LEFT JOIN pg_attrdef d ON d.adrelid = attrelid AND d.adnum = attnum
	WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r' AND attnum > 0 AND NOT attisdropped
UNION ALL
SELECT concat_ws(' ', 'table', relname, reloptions::text) FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind = 'r'
UNION ALL
SELECT replace(indexdef, schemaname, '') FROM pg_indexes WHERE schemaname = $1::regnamespace::text
UNION ALL
SELECT concat_ws(' ', 'constraint', conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = $1::regnamespace
ORDER BY 1`

// An upgraded schema looks as a new one does.
func TestUpgradedSchema(t *testing.T) {
	t.Parallel()
	pool := connect(t, postgrestest.Database(t))
	require.NoError(t, postgres.Migrate(t.Context(), pool, &postgres.Options{Schema: "fresh"}))
	fresh := column[string](t, pool, described, "fresh")
	assert.Greater(t, len(fresh), 100)
	for version := 1; version < newest(t); version++ {
		schema := fmt.Sprint("from_", version)
		older(t, pool, schema, version)
		require.NoError(t, postgres.Migrate(t.Context(), pool, &postgres.Options{Schema: schema}))
		_, err := pool.Exec(t.Context(), "ALTER SCHEMA fresh RENAME TO set_aside; ALTER SCHEMA "+schema+" RENAME TO fresh")
		require.NoError(t, err)
		assert.Equal(t, fresh, column[string](t, pool, described, "fresh"))
		_, err = pool.Exec(t.Context(), "ALTER SCHEMA fresh RENAME TO "+schema+"; ALTER SCHEMA set_aside RENAME TO fresh")
		require.NoError(t, err)
	}
}
