package main

import (
	"fmt"
	"strings"

	"github.com/praxis-cop/praxis/exchange"
)

type formatsCommand struct{}

// Run lists the formats.
func (formatsCommand) Run(to console) error {
	fmt.Fprintln(to.out, "praxis import, measure, report, momentum and evaluate read (files may be packed by gzip):")
	for _, f := range exchange.Formats() {
		listed(to, f.Name, f.About)
		if f.Name == fromGit {
			fmt.Fprintf(to.out, "  %-16s %s > tool.gitlog\n", "", exchange.GitCommand)
		}
	}
	listed(to, fromArchive, "communities that praxis export wrote, to import only")
	fmt.Fprintln(to.out, "\npraxis export --to writes:")
	listed(to, fromArchive, "communities with all that they hold, for praxis import")
	for _, w := range exchange.Writers() {
		listed(to, w.Name, w.About)
	}
	return nil
}

func listed(to console, name, about string) {
	fmt.Fprintf(to.out, "  %-16s %s\n", name, strings.ToUpper(about[:1])+about[1:]+".")
}

// writerNames lists for the help what praxis export can write.
func writerNames() string {
	var names []string
	for _, w := range exchange.Writers() {
		names = append(names, w.Name)
	}
	return strings.Join(names, ",")
}
