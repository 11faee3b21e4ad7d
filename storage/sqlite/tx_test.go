package sqlite_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// kinds are all ways to a transaction.
func kinds(t testing.TB) map[string]storage.Store {
	return map[string]storage.Store{
		"own":    open(t, nil),
		"host":   sqlite.New(hostDB(t), nil),
		"joined": sqlite.Join(begin(t, hostDB(t))),
	}
}

// Large texts come back as they were, one by one and in a list.
func TestLargeTexts(t *testing.T) {
	for name, s := range kinds(t) {
		t.Run(name, func(t *testing.T) {
			body := strings.Repeat("Größe 日本 \x01", 1<<16) // a megabyte
			id := newCommunity(t, s)
			var put []repertoire.Resource
			for i := range byte(3) {
				put = append(put, repertoire.Resource{Community: id, ID: activity.ResourceID{i + 1}, SharedAt: someday,
					Current: repertoire.Version{Number: 1, Text: repertoire.Text{Title: "A payroll", Body: body}, At: someday}, Rev: 1})
			}
			require.NoError(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
				for _, r := range put {
					require.NoError(t, tx.PutResource(ctx, r))
				}
				return nil
			}))
			require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
				got, err := activity.Collect(r.Resources(ctx, id, activity.ResourceID{}, 0))
				assert.Equal(t, put, got)
				return err
			}))
		})
	}
}

// Statements that are kept outlive a change of the schema by somebody else.
func TestTheSchemaChanges(t *testing.T) {
	path := newFile(t)
	db := database(t, path)
	s := openFile(t, path, &sqlite.Options{Readers: 1})
	id := newCommunity(t, s)
	for i, change := range []string{
		"CREATE TABLE employee (id TEXT PRIMARY KEY)",
		"ALTER TABLE praxis_member ADD COLUMN desk TEXT",
		"CREATE INDEX employee_desk ON praxis_member (community_id, desk)",
		"ANALYZE",
		"ALTER TABLE praxis_member DROP COLUMN rev", // refused below
	} {
		p := activity.Person(fmt.Sprint("person ", i))
		require.NoError(t, welcome(t.Context(), s, id, p))
		require.Len(t, members(t, s, id), i+1)
		execute(t, db, change)
	}
	err := welcome(t.Context(), s, id, "bob")
	assert.ErrorIs(t, err, fault.Precondition, "an older schema than this version knows")
	assert.ErrorContains(t, err, "the tables are missing or outdated; call sqlite.Migrate once")
}

// A View cannot write, even if it is talked into it.
func TestAViewWritesNothing(t *testing.T) {
	for name, s := range map[string]storage.Store{"own": open(t, nil), "host": sqlite.New(hostDB(t), nil)} {
		t.Run(name, func(t *testing.T) {
			_ = s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
				return r.(storage.Tx).PutCommunity(ctx, cop.Community{ID: activity.CommunityID{1}, Rev: 1})
			})
			require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
				_, err := r.Community(ctx, activity.CommunityID{1})
				assert.ErrorIs(t, err, fault.NotFound)
				return nil
			}))
		})
	}
}

// What somebody has changed by hand, or a newer version has written, may not be
// what Praxis can read. It says so, and where.
func TestWhatCannotBeRead(t *testing.T) {
	for change, says := range map[string]string{
		"object = 'no identifier'": "a column holds no identifier instead of an identifier",
		"topics = 'no list'":       "invalid character",
		"detail = '{'":             "unexpected end of JSON input",
		"fact = 'unheard of'":      `detail "unheard of" is unknown; a newer version of Praxis may have written it`,
	} {
		t.Run(change, func(t *testing.T) {
			path := newFile(t)
			require.NoError(t, found(t.Context(), path))
			execute(t, database(t, path), "UPDATE praxis_activity SET "+change)
			require.NoError(t, openFile(t, path, nil).View(t.Context(), func(ctx context.Context, r storage.Reader) error {
				for c, err := range r.Communities(ctx, activity.CommunityID{}, 0) {
					require.NoError(t, err)
					_, err := activity.Collect(r.Activities(ctx, c.ID, 0, 0))
					assert.Equal(t, fault.Unavailable, fault.CodeOf(err))
					assert.ErrorContains(t, err, "sqlite.Activities: unavailable: ")
					assert.ErrorContains(t, err, says)
				}
				return nil
			}), "the rest can be read")
		})
	}
}
