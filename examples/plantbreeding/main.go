// Command plantbreeding tells of three communities of practice in a programme of
// crop research, and of the brokers between them. The programme that the story
// is modelled on, the Generation Challenge Programme, wrote of its communities:
//
//	Crucial to the success of the CoP is the role of highly skilled "brokers",
//	who facilitate the exchange process. The job of brokering is complex as it
//	requires enough legitimacy to influence the development of a practice and
//	mobilize attention.
//
// The people and what they say are invented. All that the page tells of them is
// read from the communities' own records.
package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

func main() {
	dir, err := os.MkdirTemp("", "praxis-")
	check(err)
	file := filepath.Join(dir, "plantbreeding.db")
	run(os.Stdout, file)
	fmt.Printf("\nAll of it is in %s.\n", file)
}

// run lives through the story and prints what it comes to.
func run(out io.Writer, file string) {
	ctx := context.Background()
	store, err := sqlite.Open(ctx, file, &sqlite.Options{Relaxed: true})
	check(err)
	defer store.Close()
	tell(ctx, out, store)
}

func tell(ctx context.Context, out io.Writer, store storage.Store) *story {
	s := &story{now: time.Date(2012, time.January, 9, 9, 0, 0, 0, time.UTC), crops: map[string]*crop{}, names: map[activity.CommunityID]string{}}
	s.Constellation = praxis.New(store, &praxis.Options{Clock: func() time.Time { return s.now }, IDs: ids()})
	p := page{Writer: out, story: s}

	s.found(ctx)
	s.weeks(ctx, 8)
	s.carry(ctx)
	s.weeks(ctx, 20)
	p.brokers(ctx)

	p.say("\nLEGITIMACY\n")
	p.heard(ctx, "as long as nobody vouches for it")
	s.vouch(ctx)
	s.weeks(ctx, 8)
	p.heard(ctx, "eight weeks after those who have a voice stood up for it")

	before := s.links(ctx)
	s.lose(ctx, "kofi")
	s.weeks(ctx, 6)
	p.lost(ctx, "kofi", before)
	return s
}

// ids returns a maker of identifiers that are the same each time the story is
// told.
func ids() func(time.Time) [16]byte {
	var made uint64
	return func(at time.Time) [16]byte {
		made++
		var rest [10]byte
		binary.BigEndian.PutUint64(rest[2:], made)
		return activity.V7(at, rest)
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
