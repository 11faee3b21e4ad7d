package praxis_test

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
	"github.com/praxis-cop/praxis/storage/sqlite"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

// TestErasedInACrowd: while people are erased, others go on, and what they have
// been told is kept is there afterwards.
func TestErasedInACrowd(t *testing.T) {
	for name, open := range map[string]func() storage.Store{
		"memory": func() storage.Store { return memory.New(nil) },
		"sqlite": func() storage.Store {
			s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "praxis.db"), nil)
			require.NoError(t, err)
			t.Cleanup(func() { assert.NoError(t, s.Close()) })
			return s
		},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, s := t.Context(), open()
			all := praxis.New(s, nil) // with a clock that all may read
			var communities []activity.CommunityID
			leaving := []activity.Person{"bob", "cem", "dora"}
			for range 2 {
				c, err := all.As("ana").Found(ctx, auditors())
				require.NoError(t, err)
				for _, p := range append([]activity.Person{"eve", "fay"}, leaving...) {
					require.NoError(t, all.As(p).In(c.ID).Join(ctx))
				}
				communities = append(communities, c.ID)
			}
			asked := make([][]activity.QuestionID, 6)
			var group sync.WaitGroup
			for n := range asked {
				group.Go(func() {
					for i := range 12 {
						who := all.As([]activity.Person{"ana", "eve", "fay"}[(n+i)%3])
						id, err := who.In(communities[n%2]).Ask(ctx, fmt.Sprint("Where is ", leaving[i%3], "?"))
						if assert.NoError(t, err) {
							asked[n] = append(asked[n], id)
						}
					}
				})
			}
			for _, p := range leaving {
				group.Go(func() {
					n, err := all.As(p).Erase(ctx, nil)
					assert.NoError(t, err)
					assert.Equal(t, 2, n)
				})
			}
			group.Wait()
			for _, p := range leaving { // who was named meanwhile
				_, err := all.As(p).Erase(ctx, nil)
				require.NoError(t, err)
				left, _ := portrait(t, all.As(p))
				assert.Empty(t, left.Communities)
			}
			for i, c := range communities {
				storagetest.AccountFor(t, s, c)
				questions, err := all.As("ana").In(c).Questions(ctx, activity.QuestionID{}, 0)
				require.NoError(t, err)
				there := make(map[activity.QuestionID]bool)
				for _, q := range questions {
					there[q.ID] = true
				}
				for n := i; n < len(asked); n += 2 {
					for _, id := range asked[n] {
						assert.True(t, there[id], "lost")
					}
				}
				assert.Len(t, questions, 3*12)
			}
		})
	}
}
