// Command praxis imports the history of a community into a database, measures
// it, judges its momentum, moves and backs up communities, and simulates models.
//
//	praxis import DUMP --db praxis.db --community "Bicycles Meta"
//	praxis measure --from csv history.csv --json
//	praxis communities --db praxis.db
//	praxis measure --db praxis.db --community "Bicycles Meta"
//	praxis report history.csv --html --reference other.json
//	praxis momentum history.csv --json
//	praxis evaluate spread history.csv
//	praxis export --db praxis.db communities.jsonl
//	praxis export --db praxis.db --community "Bicycles Meta" --to parquet bicycles.parquet
//	praxis key pseudonyms.key
//	praxis export --db praxis.db --community "Bicycles Meta" --to csv --pseudonyms pseudonyms.key study.csv
//	praxis import communities.jsonl --db other.db
//	praxis backup --db praxis.db copy.db
//	praxis simulate march1991 --p1 0.1,0.5,0.9 --p2 0.1,0.9 --runs 1000 --seed 1 --out runs.csv --plot figure1.svg
//	praxis twin compare history.csv --until 2024-12-31 --try facilitator,loss
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/praxis-cop/praxis/insight"
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
	Import      importCommand      `cmd:"" help:"Add the history of a community, or the communities of an archive, to a database, all of it or nothing. What is there already is not added again."`
	Measure     measureCommand     `cmd:"" help:"Measure a history, or a community in a database."`
	Report      reportCommand      `cmd:"" help:"Report on a history, or on a community in a database: one page as text, JSON or HTML with charts, beside the year before and other communities."`
	Evaluate    evaluateCommand    `cmd:"" help:"Try an instrument on a history whose outcome is known."`
	Momentum    momentumCommand    `cmd:"" help:"Say month by month whether a history, or a community in a database, grows, is steady, falls off or comes back, and why."`
	Export      exportCommand      `cmd:"" help:"Write communities of a database to an archive, from which praxis import brings them into any other, or the record of one for other programs to read."`
	Communities communitiesCommand `cmd:"" help:"List the communities of a database."`
	Key         keyCommand         `cmd:"" help:"Make a key for the pseudonyms of praxis export."`
	Formats     formatsCommand     `cmd:"" help:"List the formats in which histories are read and written."`
	Instruments instrumentsCommand `cmd:"" help:"List what is measured, by which definition from which source, and what it does not say."`
	Simulate    simulateCommand    `cmd:"" help:"Run a model of how people learn from each other, take part or take something up, and print or write what comes of it."`
	Twin        twinCommand        `cmd:"" help:"Fit a living community to a history, try its forecasts, and compare what interventions would change."`
	Backup      backupCommand      `cmd:"" help:"Copy a whole SQLite database to a new file."`
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
		kong.Vars{"formats": formatNames(), "writers": writerNames(), "least": strconv.Itoa(insight.DefaultMinGroup),
			"spread": strconv.FormatFloat(insight.DefaultSpread, 'g', -1, 64)},
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
