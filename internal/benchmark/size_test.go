package benchmark

import (
	"flag"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

var sizes = flag.String("sizes", "10000,100000", "a small and a large number of activities, to measure what size costs")

// BenchmarkSize shows what it costs that a community has a long record: each
// thing that is done in a small one and in a large one, in turns. The ratio is
// how much slower the large one is.
func BenchmarkSize(b *testing.B) {
	var small, large int
	for i, text := range strings.SplitN(*sizes, ",", 2) {
		n, err := strconv.Atoi(text)
		require.NoError(b, err)
		*[]*int{&small, &large}[i] = n
	}
	for engine, open := range map[string]func(*testing.B, int) community{
		"SQLite": func(b *testing.B, activities int) community {
			s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "praxis.db"), nil)
			require.NoError(b, err)
			b.Cleanup(func() { require.NoError(b, s.Close()) })
			c := found(b, s)
			c.fill(b, activities)
			return c
		},
		"PostgreSQL": func(b *testing.B, activities int) community {
			c, _ := postgresCommunity(b, activities)
			return c
		},
	} {
		b.Run(engine, func(b *testing.B) {
			few, many := open(b, small), open(b, large)
			middle := map[activity.CommunityID][]activity.ID{few.id: few.entries(b, activity.Seq(small/2), 1000), many.id: many.entries(b, activity.Seq(large/2), 1000)}
			for _, thing := range []struct {
				name  string
				calls int
				do    func(community) side
			}{
				{"record", 200, func(c community) side { return c.record(b) }},
				{"question", 1000, func(c community) side {
					return func(_, n int) error {
						_, err := c.As(person(n)).In(c.id).Question(b.Context(), c.question)
						return err
					}
				}},
				{"feed", 200, func(c community) side {
					return func(_, n int) error {
						page, err := c.As(person(n)).In(c.id).Activities(b.Context(), middle[c.id][n%1000], 50)
						return fifty(len(page), err)
					}
				}},
				{"members", 200, func(c community) side {
					return func(_, n int) error {
						page, err := c.As(person(n)).In(c.id).Members(b.Context(), person(n%400), 50)
						return fifty(len(page), err)
					}
				}},
			} {
				b.Run(fmt.Sprint(thing.name, "/", small, "/", large), func(b *testing.B) {
					compare(b, 1, thing.calls, 1, thing.do(many), thing.do(few)) // the small one is the floor
				})
			}
		})
	}
}
