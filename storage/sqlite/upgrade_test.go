package sqlite_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/search"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// older makes a file as an older version of Praxis has left it: with the schema
// of that time, and life in its communities.
func older(t *testing.T, version int) (path string) {
	t.Helper()
	dump, err := os.ReadFile(fmt.Sprintf("testdata/schema_%d.sql", version))
	require.NoError(t, err, "whoever adds a migration adds a database with the schema before it, as sqlite3's .dump writes it")
	path = newFile(t)
	db := database(t, path, "journal_mode(WAL)")
	execute(t, db, string(dump))
	require.Equal(t, versions(version), applied(t, db))
	require.NoError(t, db.Close())
	return path
}

// past are the communities in the files of older.
var past = map[storage.Tenant]int{"": 2, "school": 1}

// Whatever version has written a file, today's opens it, and the records account
// for the tables: those that were there, and those that have come since.
func TestUpgrade(t *testing.T) {
	for version := 1; version < newest(t); version++ {
		t.Run(fmt.Sprint("from schema ", version), func(t *testing.T) {
			path := older(t, version)
			s := openFile(t, path, nil)
			assert.Equal(t, versions(newest(t)), applied(t, database(t, path)))
			for tenant, communities := range past {
				require.Len(t, accounts(t, s.Tenant(tenant)), communities)
			}

			auditors := accounts(t, s)[0]
			assert.Equal(t, "Internal audit", auditors.Community.Charter.Name)
			assert.Len(t, auditors.Members, 11)
			assert.Len(t, auditors.Repertoire, 2)
			assert.Len(t, auditors.Repertoire[0].Versions, 3)
			assert.Len(t, auditors.Questions[0].Answers, 2)
			counted := 0
			for _, tally := range auditors.Tallies {
				counted += tally.Count
			}
			assert.Equal(t, 56, counted)
			var active []activity.Person
			for _, m := range auditors.Members {
				if !m.LastActive.IsZero() {
					active = append(active, m.Person)
				}
			}
			assert.Equal(t, []activity.Person{"ana", "bob", "dan", "eve", "gus", "kim", "lea"}, active, "since they have been members of some kind")
			assert.Len(t, auditors.Revisions, 2)
			var returned []activity.Person
			for _, m := range auditors.Members {
				if m.Past != nil {
					returned = append(returned, m.Person)
				}
			}
			assert.Equal(t, []activity.Person{"bob", "dan"}, returned, "they were members before")

			ana := praxis.New(s, nil).As("ana").In(auditors.Community.ID) // life goes on
			found, err := ana.Search(t.Context(), auditors.Repertoire[0].Resource.Current.Title, search.Cursor{}, 0)
			require.NoError(t, err)
			assert.NotEmpty(t, found.Results, "what was there is found by its words")
			question, err := ana.Ask(t.Context(), "Does it still work?")
			require.NoError(t, err)
			_, err = ana.Answer(t.Context(), question, "Yes.")
			require.NoError(t, err)
			health, err := ana.Health(t.Context())
			require.NoError(t, err)
			assert.NotEmpty(t, health.String())
			accounts(t, s)
			assert.Equal(t, "ok", ask[string](t, database(t, path), "PRAGMA integrity_check"))
			assert.Zero(t, ask[int](t, database(t, path), "SELECT count(*) FROM pragma_foreign_key_check"))
		})
	}
}

// What had happened in a space counts there after the upgrade, and no longer
// shows in when its members were last active.
func TestUpgradeOfSpaces(t *testing.T) {
	const spaces = 3 // the schema that has known of them first
	for version := 1; version < spaces; version++ {
		path := older(t, version)
		db := database(t, path)
		const space, question = "'019c1700-0000-7000-8000-0000000000f0'", "'019cb409-b19b-7000-8000-00000000001b'"
		execute(t, db, "UPDATE praxis_question SET space = "+space+" WHERE question_id = "+question)
		execute(t, db, "UPDATE praxis_activity SET space = "+space+" WHERE thread = "+question+" OR verb = 'comment' AND actor IN ('bob', 'kim', 'gus') AND fact <> ''")
		require.NoError(t, db.Close())
		auditors := accounts(t, openFile(t, path, nil))[0]
		inSpace := 0
		for _, tally := range auditors.Tallies {
			if !tally.Space.IsZero() {
				inSpace += tally.Count
			}
		}
		assert.Equal(t, 9, inSpace)
		var active []activity.Person
		for _, m := range auditors.Members {
			if !m.LastActive.IsZero() {
				active = append(active, m.Person)
			}
		}
		assert.Equal(t, []activity.Person{"ana", "bob", "dan", "eve", "lea"}, active)
	}
}

// An upgraded database looks as a new one does.
func TestUpgradedSchema(t *testing.T) {
	fresh := newFile(t)
	openFile(t, fresh, nil)
	for version := 1; version < newest(t); version++ {
		path := older(t, version)
		openFile(t, path, nil)
		assert.Equal(t, schema(t, database(t, fresh)), schema(t, database(t, path)))
	}
}

// Before an upgrade a file is backed up as it is. Whoever regrets the upgrade has
// it still.
func TestABackupBeforeAnUpgrade(t *testing.T) {
	path := older(t, 1)
	everything := func(path string) []string {
		db := database(t, path)
		return append(schema(t, db), column[string](t, db, "SELECT detail FROM praxis_activity ORDER BY rowid")...)
	}
	before := everything(path)
	copied := newFile(t)
	require.NoError(t, sqlite.Backup(t.Context(), path, copied))
	assert.Equal(t, before, everything(path), "it is as it was")
	openFile(t, path, nil)
	assert.Equal(t, before, everything(copied))
	assert.Equal(t, versions(1), applied(t, database(t, copied)))
	assert.Len(t, accounts(t, openFile(t, copied, nil)), past[""])

	execute(t, database(t, path), "INSERT INTO praxis_schema (version_id, is_applied) VALUES (9999, 1)")
	require.NoError(t, sqlite.Backup(t.Context(), path, newFile(t)), "one of a newer version, too")
}

// What is no database of Praxis is not copied, and nothing is made of what is
// not there.
func TestABackupOfNothing(t *testing.T) {
	foreign, missing, copied := newFile(t), newFile(t), newFile(t)
	execute(t, database(t, foreign), "CREATE TABLE account (id TEXT)")
	for _, test := range []struct {
		from, to string
		code     fault.Code
		says     string
	}{
		{foreign, copied, fault.Precondition, "holds no communities of Praxis; name the one that does"},
		{missing, copied, fault.Unavailable, missing},
		{"", copied, fault.Invalid, "name a file"},
		{foreign, "", fault.Invalid, "name a file"},
	} {
		err := sqlite.Backup(t.Context(), test.from, test.to)
		assert.ErrorIs(t, err, test.code)
		assert.ErrorContains(t, err, "sqlite.Backup: ")
		assert.ErrorContains(t, err, test.says)
	}
	assert.NoFileExists(t, missing)
	assert.NoFileExists(t, copied)
}

// A host's database is upgraded by Migrate, and not before.
func TestUpgradeAtAHost(t *testing.T) {
	db := database(t, older(t, 1), wise...)
	before := schema(t, db)
	s := sqlite.New(db, nil)
	_, err := praxis.New(s, nil).As("ana").Memberships(t.Context(), activity.CommunityID{}, 0)
	assert.ErrorContains(t, err, "the tables are missing or outdated; call sqlite.Migrate once")
	assert.Equal(t, before, schema(t, db))
	require.NoError(t, sqlite.Migrate(t.Context(), db))
	assert.Len(t, accounts(t, s), past[""])
}

// As long as the words of what was there are not indexed, nobody is told that it is
// not there; and whoever opens the file next goes on with it.
func TestUpgradeThatStopsBeforeTheIndex(t *testing.T) {
	path := older(t, newest(t)-1)
	s := openFile(t, path, nil)
	auditors := accounts(t, s)[0]
	require.NoError(t, s.Close())
	db := database(t, path)
	left := ask[int](t, db, "SELECT count(*) FROM praxis_search")
	require.Greater(t, left, 1)
	execute(t, db, "UPDATE praxis_search SET title = ' ', topics = ' ', body = ' ', edition = 0")
	s = openFile(t, path, &sqlite.Options{ReadOnly: true})
	look := func(s storage.Store) ([]search.Result, error) {
		page, err := praxis.New(s, nil).As("ana").In(auditors.Community.ID).Search(t.Context(), "after:1970-01-01", search.Cursor{}, 0)
		return page.Results, err
	}
	_, err := look(s)
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.ErrorContains(t, err, "still being indexed")
	ana := praxis.New(openFile(t, path, nil), nil).As("ana").In(auditors.Community.ID)
	found, err := look(openFile(t, path, nil))
	require.NoError(t, err)
	assert.Len(t, found, 2)
	assert.Zero(t, ask[int](t, db, "SELECT count(*) FROM praxis_search WHERE edition = 0"), "of all tenants")
	_, err = ana.Ask(t.Context(), "Does it still work?")
	require.NoError(t, err)

	execute(t, db, "UPDATE praxis_search SET title = ' ', topics = ' ', body = ' ', edition = 0") // a host calls Migrate
	require.NoError(t, sqlite.Migrate(t.Context(), db))
	again, err := look(sqlite.New(db, nil))
	require.NoError(t, err)
	assert.Equal(t, found, again)
	execute(t, db, "INSERT INTO praxis_search_words (praxis_search_words) VALUES ('integrity-check')")
}
