package postgres_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/internal/postgrestest"
	"github.com/praxis-cop/praxis/storage/postgres"
)

// citus stands for the extension: it notes how it was called, and refuses, as
// Citus does, a table that is distributed or refers to one that is not.
const citus = `
CREATE TABLE pg_dist_partition (logicalrelid regclass, distribution text, beside text, n serial);
CREATE FUNCTION create_distributed_table(called regclass, distribution_column text, colocate_with text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	distributed regclass[] := ARRAY(SELECT logicalrelid FROM pg_dist_partition);
BEGIN
	IF called = ANY (distributed) THEN
		RAISE 'table % is already distributed', called;
	END IF;
	IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = called AND contype = 'f' AND confrelid <> ALL (distributed)) THEN
		RAISE 'table % refers to one that is not distributed', called;
	END IF;
	INSERT INTO pg_dist_partition VALUES (called, distribution_column, colocate_with::text);
END $$`

func TestDistribute(t *testing.T) {
	t.Parallel()
	pool, o := migrated(t)
	err := postgres.Distribute(t.Context(), pool, o)
	assert.ErrorIs(t, err, fault.Precondition)
	assert.ErrorContains(t, err, "the database has no Citus; run CREATE EXTENSION citus in it")

	_, err = pool.Exec(t.Context(), citus)
	require.NoError(t, err)
	require.NoError(t, postgres.Distribute(t.Context(), pool, o))
	distributed := column[string](t, pool, "SELECT c.relname::text FROM pg_dist_partition JOIN pg_class c ON c.oid = logicalrelid WHERE distribution = 'community_id' ORDER BY n")
	assert.ElementsMatch(t, column[string](t, pool, "SELECT tablename::text FROM pg_tables WHERE schemaname = $1 AND tablename <> 'praxis_schema'", o.Schema), distributed)
	assert.Equal(t, []string{"praxis_community"}, column[string](t, pool,
		"SELECT DISTINCT c.relname::text FROM pg_dist_partition JOIN pg_class c ON c.oid = beside::regclass WHERE beside <> 'none'"), "all are beside this one")

	execute(t, pool.Config().ConnString(), "DELETE FROM pg_dist_partition WHERE n > 3")
	require.NoError(t, postgres.Distribute(t.Context(), pool, o), "where it was torn it goes on")
	assert.ElementsMatch(t, distributed, column[string](t, pool, "SELECT c.relname::text FROM pg_dist_partition JOIN pg_class c ON c.oid = logicalrelid"))
}

func TestDistributeWithoutTables(t *testing.T) {
	t.Parallel()
	pool := connect(t, postgrestest.Database(t))
	_, err := pool.Exec(t.Context(), citus)
	require.NoError(t, err)
	err = postgres.Distribute(t.Context(), pool, nil)
	assert.ErrorIs(t, err, fault.Precondition)
	assert.ErrorContains(t, err, "call postgres.Migrate once")
}
