package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/praxis-cop/praxis/insight"
)

type instrumentsCommand struct {
	JSON bool `name:"json" help:"Print them as JSON."`
}

// Run lists the instruments.
func (c instrumentsCommand) Run(to console) error {
	if c.JSON {
		e := json.NewEncoder(to.out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(insight.Instruments())
	}
	for n, i := range insight.Instruments() {
		if n > 0 {
			fmt.Fprintln(to.out)
		}
		fmt.Fprintf(to.out, "%s\n  %s\n  Unit: %s.\n  Source: %s.\n  Limits: %s\n  Calls: %s\n", i.Name, i.Definition, i.Unit, i.Source, i.Limits, strings.Join(i.Calls, ", "))
	}
	return nil
}
