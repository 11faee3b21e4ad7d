// Command praxis imports the history of a community into a database, measures
// it, judges its momentum, moves and backs up communities, and simulates models.
//
//	praxis import DUMP --db praxis.db --community "Bicycles Meta"
//	praxis measure --from csv history.csv --json
//	praxis measure --db praxis.db --community "Bicycles Meta"
//	praxis momentum history.csv --json
//	praxis export --db praxis.db communities.jsonl
//	praxis export --db praxis.db --community "Bicycles Meta" --to parquet bicycles.parquet
//	praxis import communities.jsonl --db other.db
//	praxis backup --db praxis.db copy.db
//	praxis simulate march1991 --p1 0.1,0.5,0.9 --p2 0.1,0.9 --runs 1000 --seed 1 --out runs.csv
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// The exit codes, beside 0.
const (
	failed  = 1
	misused = 2
)

type commands struct {
	Import   importCommand   `cmd:"" help:"Add the history of a community, or the communities of an archive, to a database, all of it or nothing. What is there already is not added again."`
	Measure  measureCommand  `cmd:"" help:"Measure a history, or a community in a database."`
	Evaluate evaluateCommand `cmd:"" help:"Try an instrument on a history whose outcome is known."`
	Momentum momentumCommand `cmd:"" help:"Say month by month whether a history, or a community in a database, grows, is steady, falls off or comes back, and why."`
	Export   exportCommand   `cmd:"" help:"Write communities of a database to an archive, from which praxis import brings them into any other, or the record of one for other programs to read."`
	Formats  formatsCommand  `cmd:"" help:"List the formats in which histories are read and written."`
	Simulate simulateCommand `cmd:"" help:"Run a model of how people learn from each other, take part or take something up, and print or write what comes of it."`
	Backup   backupCommand   `cmd:"" help:"Copy a whole SQLite database to a new file."`
}

// console is where a command writes: what was asked for to out, all else to
// err.
type console struct{ out, err io.Writer }

// run runs one command line and returns the exit code.
func run(ctx context.Context, args []string, out, err io.Writer) int {
	exited := -1
	parser, problem := kong.New(&commands{},
		kong.Name("praxis"),
		kong.Description("Communities of practice: import their histories, measure them, move them and back them up."),
		kong.Writers(out, err),
		kong.Exit(func(code int) { exited = code }),
		kong.UsageOnError(),
		kong.Vars{"formats": formatNames(), "writers": writerNames()},
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(console{out, err}),
	)
	if problem != nil {
		panic(problem) // the commands are declared wrongly
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	command, problem := parser.Parse(args)
	if exited >= 0 {
		return exited // after --help
	}
	if problem != nil {
		fmt.Fprintf(err, "praxis: %v; see praxis --help\n", problem)
		return misused
	}
	if problem := command.Run(); problem != nil {
		fmt.Fprintf(err, "praxis: %v\n", problem)
		return failed
	}
	return 0
}
