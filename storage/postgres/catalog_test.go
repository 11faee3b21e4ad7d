package postgres_test

import (
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// misfits lists what keeps communities in a schema from being placed on shards.
// The table praxis_schema belongs to no community, and to goose: it says which
// migrations the schema has been through, and stays in one place.
const misfits = `
WITH ours AS (
	SELECT oid, relname, relkind FROM pg_class WHERE relnamespace = $1::regnamespace AND relname NOT IN ('praxis_schema', 'praxis_schema_pkey')
), columns AS (
	SELECT attrelid, attnum, attname FROM pg_attribute WHERE attname = 'community_id'
)
SELECT 'a relation with a name of its own, ' || relname FROM ours WHERE relname !~ '^praxis_'
UNION ALL
SELECT 'no table or index, ' || relname FROM ours WHERE relkind NOT IN ('r', 'i')
UNION ALL
SELECT 'no primary key, ' || relname FROM ours WHERE relkind = 'r' AND oid NOT IN (SELECT indrelid FROM pg_index WHERE indisprimary)
UNION ALL
SELECT 'unique, ' || indexrelid::regclass FROM pg_index JOIN ours ON oid = indrelid
	WHERE indisunique AND NOT EXISTS (SELECT FROM columns WHERE attrelid = indrelid AND attnum = indkey[0])
UNION ALL
SELECT 'a foreign key, ' || conname FROM pg_constraint JOIN ours ON ours.oid = conrelid WHERE contype = 'f' AND NOT (
	EXISTS (SELECT FROM columns WHERE attrelid = conrelid AND attnum = conkey[1])
	AND EXISTS (SELECT FROM columns WHERE attrelid = confrelid AND attnum = confkey[1]))
UNION ALL
SELECT 'exclusive, ' || conname FROM pg_constraint JOIN ours ON ours.oid = conrelid WHERE contype = 'x'
UNION ALL
SELECT 'a trigger, ' || tgname FROM pg_trigger JOIN ours ON ours.oid = tgrelid WHERE NOT tgisinternal
UNION ALL
SELECT 'a rule, ' || rulename FROM pg_rewrite JOIN ours ON ours.oid = ev_class AND relkind = 'r'
UNION ALL
SELECT 'a function, ' || proname FROM pg_proc WHERE pronamespace = $1::regnamespace
UNION ALL
SELECT 'a sequence, ' || relname FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind = 'S'
ORDER BY 1`

func misfitsIn(t *testing.T, pool *pgxpool.Pool, schema string) []string {
	return column[string](t, pool, misfits, pgx.Identifier{schema}.Sanitize())
}

// So that a community fits on one shard of a distributed database, all that is
// unique, and all that refers to something, begins with the community; and
// nothing happens in the database but what a statement says.
func TestCatalog(t *testing.T) {
	t.Parallel()
	pool, o := migrated(t)
	assert.Empty(t, misfitsIn(t, pool, o.Schema))
	tables := column[string](t, pool, "SELECT tablename::text FROM pg_tables WHERE schemaname = $1 ORDER BY 1", o.Schema)
	assert.Greater(t, len(tables), 10)
	assert.Contains(t, tables, "praxis_schema")
}

// The catalog test finds what it looks for.
func TestCatalogOfMisfits(t *testing.T) {
	t.Parallel()
	pool, o := migrated(t)
	conn, err := pool.Acquire(t.Context())
	require.NoError(t, err)
	defer conn.Release()
	for _, statement := range []string{
		"SET search_path TO " + pgx.Identifier{o.Schema}.Sanitize(),
		"CREATE TABLE employee (community_id uuid PRIMARY KEY)",
		"CREATE TABLE praxis_a (community_id uuid)",
		"CREATE TABLE praxis_b (id uuid PRIMARY KEY, community_id uuid, n serial)",
		"CREATE UNIQUE INDEX praxis_c ON praxis_member (rev, community_id)",
		"CREATE UNIQUE INDEX praxis_d ON praxis_member (lower(person), community_id)",
		"ALTER TABLE praxis_a ADD CONSTRAINT praxis_e FOREIGN KEY (community_id) REFERENCES praxis_b (id)",
		"ALTER TABLE praxis_b ADD CONSTRAINT praxis_f FOREIGN KEY (id) REFERENCES praxis_community",
		"ALTER TABLE praxis_a ADD CONSTRAINT praxis_g EXCLUDE (community_id WITH =)",
		"CREATE VIEW praxis_h AS SELECT",
		"CREATE FUNCTION praxis_i() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'",
		"CREATE TRIGGER praxis_j BEFORE INSERT ON praxis_member FOR EACH ROW EXECUTE FUNCTION praxis_i()",
		"CREATE RULE praxis_k AS ON DELETE TO praxis_member DO INSTEAD NOTHING",
	} {
		_, err := conn.Exec(t.Context(), statement)
		require.NoError(t, err, statement)
	}
	quoted := pgx.Identifier{o.Schema}.Sanitize() + "."
	assert.ElementsMatch(t, []string{
		"a relation with a name of its own, employee",
		"a relation with a name of its own, employee_pkey",
		"no primary key, praxis_a",
		"no table or index, praxis_b_n_seq",
		"a sequence, praxis_b_n_seq",
		"unique, " + quoted + "praxis_b_pkey",
		"unique, " + quoted + "praxis_c",
		"unique, " + quoted + "praxis_d",
		"a foreign key, praxis_e",
		"a foreign key, praxis_f",
		"exclusive, praxis_g",
		"no table or index, praxis_h",
		"a function, praxis_i",
		"a trigger, praxis_j",
		"a rule, praxis_k",
	}, misfitsIn(t, pool, o.Schema))
}
