// Command technicians tells of people who repair photocopiers, and of a tip that
// was born at breakfast. It is modelled on what the anthropologist Julian Orr saw
// among technicians at Xerox, of which J. S. Brown and P. Duguid wrote in "Balancing
// act: how to capture knowledge without killing it" (2000): over breakfast the
// technicians tell each other about machines that behave strangely, and find out
// together what no manual says. What they found was later written down as tips,
// which peers vetted, and which technicians used who had never met the authors.
//
// The people, the machines and what is said of them are invented. All that the
// page tells is read from the community's own record.
package main

import (
	"context"
	"encoding/binary"
	"io"
	"log"
	"os"
	"time"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

func main() { run(os.Stdout, memory.New(nil)) }

// run lives through the story and prints what it came to.
func run(out io.Writer, store storage.Store) {
	ctx := context.Background()
	printPage(ctx, out, tell(ctx, store))
}

// tell lives through the story: a year, from the first breakfast that is noted to
// the day on which the tip is to be looked at again.
func tell(ctx context.Context, store storage.Store) *story {
	s := &story{now: time.Date(2024, time.January, 8, 9, 0, 0, 0, time.UTC)}
	s.Constellation = praxis.New(store, &praxis.Options{Clock: func() time.Time { return s.now }, IDs: ids()})

	s.inquire(ctx)
	s.design(ctx)
	s.breakfasts(ctx, 3)
	s.born(ctx)
	s.review(ctx)
	s.edited(ctx)
	s.vetted(ctx)
	s.pilot(ctx)

	s.launch(ctx)
	s.used(ctx, 0, 2)
	s.breakfasts(ctx, 2)
	s.askedAgain(ctx)
	s.grow(ctx)
	s.writtenDown(ctx)
	s.breakfasts(ctx, 8)
	s.used(ctx, 2, len(uses))
	s.whatCameOfIt(ctx)
	s.breakfasts(ctx, 14)
	s.waiting(ctx)
	s.wait(10 * day)
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
