// Command quickstart founds a community of practice in an SQLite database,
// lets several people live through its first months, imports the history of
// another one, and prints how both are doing.
package main

import (
	"context"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// gardens is the history of a community of school gardeners, invented for this
// example, in the format of a Stack Exchange data dump.
//
//go:embed gardens
var gardens embed.FS

func main() {
	dir, err := os.MkdirTemp("", "praxis-")
	check(err)
	file := filepath.Join(dir, "quickstart.db")
	run(os.Stdout, file)
	fmt.Printf("\nBoth are in %s. All figures about one of them:\n\n"+
		"  go run ./cmd/praxis measure --db %[1]s --community %q\n", file, "School gardens")
}

func run(out io.Writer, file string) {
	ctx := context.Background()
	store, err := sqlite.Open(ctx, file, nil)
	check(err)
	defer store.Close()
	now := time.Date(2026, time.January, 12, 9, 0, 0, 0, time.UTC) // the story's own time
	communities := praxis.New(store, &praxis.Options{Clock: func() time.Time { return now }})

	ana := communities.As("ana")
	auditors, err := ana.Found(ctx, cop.Charter{
		Name:   "Internal audit in the public sector",
		Domain: cop.Domain{Concern: "auditing public money well", Topics: []string{"sampling", "payroll"}},
	})
	check(err)
	in := func(person activity.Person) praxis.Participant { return communities.As(person).In(auditors.ID) }
	for _, person := range []activity.Person{"bob", "cem", "dee", "eva", "fay"} {
		check(in(person).Join(ctx))
	}

	// Bob asks, and is answered.
	question, err := in("bob").For(activity.BuildArgument).Ask(ctx, "How do other countries sample payroll?", "sampling", "payroll")
	check(err)
	now = now.Add(3 * time.Hour)
	answer, err := in("ana").Answer(ctx, question, "Stratify by pay grade first, then draw at random.")
	check(err)
	now = now.Add(20 * time.Hour)
	_, err = in("dee").Answer(ctx, question, "We take everybody who changed grade within the year.")
	check(err)
	check(in("bob").Accept(ctx, question, answer))

	// What they have learned becomes a resource, which others use.
	now = now.AddDate(0, 0, 12)
	guideline, err := in("dee").For(activity.Document).Share(ctx, repertoire.Draft{
		Kind: repertoire.Guideline,
		Text: repertoire.Text{Title: "Sampling payroll", Body: "1. Stratify by pay grade.\n2. Draw at random.", Topics: []string{"sampling"}},
	})
	check(err)
	now = now.AddDate(0, 0, 30)
	_, err = in("eva").Reuse(ctx, guideline, repertoire.Worked, "Found two ghosts on the payroll of a school district.")
	check(err)
	_, err = in("fay").Reuse(ctx, guideline, repertoire.WorkedInPart, "Our grades are too coarse; we used job titles.")
	check(err)
	check(in("cem").Endorse(ctx, guideline))
	now = now.AddDate(0, 0, 7)
	_, err = in("fay").For(activity.SeekExperience).Ask(ctx, "Has anyone audited overtime?", "payroll")
	check(err)

	// They know by now what the community is for.
	check(in("ana").Move(ctx, lifecycle.Design, "six of us agree on whom it is for and what we want to learn"))

	health, err := in("bob").Health(ctx)
	check(err)
	fmt.Fprintf(out, "%s\n\n%s", auditors.Charter.Name, health)

	// Another community has met elsewhere until now.
	gardeners, err := ana.Found(ctx, cop.Charter{
		Name:   "School gardens",
		Domain: cop.Domain{Concern: "growing food with pupils", Topics: []string{"sowing", "pests", "holidays"}},
	})
	check(err)
	dump, err := fs.Sub(gardens, "gardens")
	check(err)
	imported, err := ana.In(gardeners.ID).Import(ctx, exchange.StackExchange(dump, nil))
	check(err)
	health, err = ana.In(gardeners.ID).Health(ctx)
	check(err)
	fmt.Fprintf(out, "\n%s, with %d imported activities\n\n%s", gardeners.Charter.Name, imported.Added, health)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
