package sqlite_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// So that a community fits on one shard of a distributed database, all that is
// unique, and all that refers to something, begins with the community. But for the
// index of words, which is FTS5's own and follows its table by triggers: SQLite has
// no shards, and other databases have other indexes.
func TestCatalog(t *testing.T) {
	db := hostDB(t)
	execute(t, db, "DROP TABLE employee")
	assert.Equal(t, []string{"praxis_search_deleted", "praxis_search_inserted", "praxis_search_updated"},
		column[string](t, db, "SELECT name FROM sqlite_schema WHERE type NOT IN ('table', 'index') ORDER BY name"), "triggers and views")

	tables := column[string](t, db, "SELECT name FROM sqlite_schema WHERE type = 'table'")
	require.Greater(t, len(tables), 5)
	for _, table := range tables {
		assert.True(t, strings.HasPrefix(table, "praxis_"), table)
		if table == "praxis_schema" || strings.HasPrefix(table, "praxis_search_words") {
			continue
		}
		key := column[string](t, db, "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk", table)
		if table == "praxis_search" {
			assert.Equal(t, []string{"number"}, key, "under which FTS5 knows it")
		} else if assert.NotEmpty(t, key, "the primary key of %s", table) {
			assert.Equal(t, "community_id", key[0], "the primary key of %s", table)
		}
		for _, index := range column[string](t, db, `SELECT name FROM pragma_index_list(?1) WHERE "unique"`, table) {
			first := column[string](t, db, "SELECT name FROM pragma_index_info(?1) WHERE seqno = 0", index)
			assert.Equal(t, []string{"community_id"}, first, "the unique index %s", index)
		}
		for _, first := range column[string](t, db, `SELECT "from" FROM pragma_foreign_key_list(?1) WHERE seq = 0`, table) {
			assert.Equal(t, "community_id", first, "a foreign key of %s", table)
		}
		assert.True(t, ask[bool](t, db, "SELECT strict FROM pragma_table_list WHERE name = ?1", table), "%s is strict", table)
	}
}
