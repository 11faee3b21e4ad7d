package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/praxis-cop/praxis/insight"
)

type evaluateCommand struct {
	Expertise expertiseCommand `cmd:"" help:"How well Praxis finds who knows: it asks the last questions of a history again, and looks at which place the one whose answer was accepted is named."`
}

type expertiseCommand struct {
	source
	JSON bool `name:"json" help:"Print JSON instead of text."`
}

// Validate is called by the parser.
func (c *expertiseCommand) Validate() error {
	if c.Path == "" {
		return errors.New("name a source")
	}
	return nil
}

// Run tries it on the source.
func (c *expertiseCommand) Run(ctx context.Context, to console) error {
	var bar progress
	history, err := c.open(ctx, bar.read, false)
	if err != nil {
		return err
	}
	bar.begin(to.err, "asking again", history.bytes)
	trial, err := insight.TryExpertise(history.Stream)
	bar.end()
	if err != nil {
		return err
	}
	fmt.Fprint(to.err, history.leftOut())
	if trial.Test == 0 {
		return fmt.Errorf("%s has no question with an accepted answer by somebody else, so there is nothing to ask again", c.Path)
	}
	if !c.JSON {
		return trial.WriteText(to.out)
	}
	e := json.NewEncoder(to.out)
	e.SetIndent("", " ")
	return e.Encode(trial)
}
