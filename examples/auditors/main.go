// Command auditors tells the story with which E. and B. Wenger-Trayner open
// their introduction to communities of practice: internal auditors in the
// public sector, from different countries of Eastern Europe and Central Asia,
// have their 34th meeting. They have met for seven years; only a few of the
// original members are left, and the practice goes on.
//
// The people and what they say are invented. All figures on the page that the
// command prints are read from the community's own record.
package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

func main() {
	dir, err := os.MkdirTemp("", "praxis-")
	check(err)
	file := filepath.Join(dir, "auditors.db")
	run(os.Stdout, file)
	fmt.Printf("\nAll of it is in %s. More figures about it:\n\n"+
		"  go run ./cmd/praxis measure --db %[1]s --community %q\n", file, charter().Name)
}

// run lives through the seven years and prints the page.
func run(out io.Writer, file string) {
	ctx := context.Background()
	store, err := sqlite.Open(ctx, file, &sqlite.Options{Relaxed: true})
	check(err)
	defer store.Close()
	printPage(ctx, out, tell(ctx, store).as)
}

// tell lives through the seven years.
func tell(ctx context.Context, store storage.Store) *story {
	s := &story{now: time.Date(2008, time.February, 11, 9, 0, 0, 0, time.UTC), chance: rand.New(rand.NewPCG(34, 7))}
	s.Constellation = praxis.New(store, &praxis.Options{Clock: func() time.Time { return s.now }, IDs: ids()})
	s.live(ctx)
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

func charter() cop.Charter {
	return cop.Charter{
		Name: "Internal audit in the public sector",
		Domain: cop.Domain{
			Concern: "auditing public money well, in countries where internal audit is a young profession",
			Topics:  []string{"manuals", "training", "quality", "risk", "independence", "reporting"},
		},
		Kind:    cop.KnowledgeStewarding,
		Purpose: "to hear how others in the region go about it, and to write together what the profession lacks",
		Form:    cop.Form{Reach: cop.Global, Medium: cop.Hybrid, Boundary: cop.Across, Formality: cop.Supported, Origin: cop.Cultivated, Size: cop.MidSize},
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
