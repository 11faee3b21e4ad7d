package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/insight"
)

type evaluateCommand struct {
	Expertise expertiseCommand `cmd:"" help:"How well Praxis finds who knows: it asks the last questions of a history again, and looks at which place the one whose answer was accepted is named."`
	Spread    spreadCommand    `cmd:"" help:"How evenly recommendations fall on those who know, and what it costs to spread them: it puts the last questions of a history to a few each, with the load spread and without."`
}

// evaluated is the history on which an instrument is tried.
type evaluated struct {
	source
	JSON bool `name:"json" help:"Print JSON instead of text."`
}

// Validate is called by the parser.
func (c *evaluated) Validate() error {
	if c.Path == "" {
		return errors.New("name a source")
	}
	return nil
}

// run tries an instrument on the history, and prints what comes of it, and of how many
// questions.
func (c *evaluated) run(ctx context.Context, to console, try func(activity.Stream) (trial measures, questions int, err error)) error {
	var bar progress
	history, err := c.open(ctx, bar.read, false)
	if err != nil {
		return err
	}
	bar.begin(to.err, "asking again", history.bytes)
	trial, questions, err := try(history.Stream)
	bar.end()
	if err != nil {
		return err
	}
	fmt.Fprint(to.err, history.leftOut())
	if questions == 0 {
		return fmt.Errorf("%s has no question with an accepted answer by somebody else, so there is nothing to ask again", c.Path)
	}
	if !c.JSON {
		return trial.WriteText(to.out)
	}
	e := json.NewEncoder(to.out)
	e.SetIndent("", " ")
	return e.Encode(trial)
}

type expertiseCommand struct{ evaluated }

// Run tries it on the source.
func (c *expertiseCommand) Run(ctx context.Context, to console) error {
	return c.run(ctx, to, func(s activity.Stream) (measures, int, error) {
		t, err := insight.TryExpertise(s)
		return t, t.Test, err
	})
}

type spreadCommand struct {
	evaluated
	Weight float64 `default:"${spread}" placeholder:"W" help:"How much the load of those who are asked much counts against them; 0 spreads nothing (${default})."`
	Few    int     `default:"5" placeholder:"N" help:"To how many people each question is put (${default})."`
}

// Validate is called by the parser.
func (c *spreadCommand) Validate() error {
	switch {
	case !(c.Weight >= 0) || math.IsInf(c.Weight, 0):
		return errors.New("--weight must be 0 or more")
	case c.Few < 1:
		return errors.New("--few must be 1 or more")
	}
	return c.evaluated.Validate()
}

// Run tries it on the source.
func (c *spreadCommand) Run(ctx context.Context, to console) error {
	return c.run(ctx, to, func(s activity.Stream) (measures, int, error) {
		t, err := insight.TrySpread(s, c.Weight, c.Few)
		return t, t.Test, err
	})
}
