package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/simulation"
)

type livingCommand struct {
	Seed     uint64 `default:"1" help:"The seed: the same gives the same outcome, on any number of cores."`
	Out      string `placeholder:"FILE" help:"Write the history of one community to a new file, whose ending is one of: ${writers}."`
	Runs     int    `default:"20" help:"Without --out: how many communities live, at each point."`
	Common   bool   `help:"Give all points the same random numbers, to compare them run by run."`
	Plot     string `placeholder:"FILE" help:"Without --out: draw how many newcomers stay, by how often questions are answered, to a new file, .svg or .png."`
	JSON     bool   `name:"json" help:"Print JSON instead of text: an object for each point."`
	Protocol bool   `help:"Print the model's ODD protocol, and simulate nothing."`

	Weeks       levels `name:"weeks" help:"How many weeks it lives."`
	Members     levels `name:"members" help:"Members at the start."`
	Arrivals    levels `name:"arrivals" help:"Newcomers a week."`
	Memory      levels `name:"memory" help:"Weeks after which what people of a recorded history did counts half."`
	Bout        levels `name:"bout" help:"By how much more often somebody comes who came in the last week of a recorded history."`
	Pace        levels `name:"pace" help:"How often all come, beside what they would otherwise."`
	Visits      levels `name:"visits" help:"Visits a week of a member of median pull."`
	Unequal     levels `name:"unequal" help:"Standard deviation of the logarithm of pull."`
	Acts        levels `name:"acts" help:"Acts at a visit, on average."`
	Benefits    levels `name:"benefits" help:"How far arrivals follow liveliness."`
	Watching    levels `name:"watching" help:"Chance that the unskilled only watch."`
	Learning    levels `name:"learning" help:"Share of what is to be learned that a visit teaches."`
	Asking      levels `name:"asking" help:"Chance that an act of the unskilled is a question."`
	Answering   levels `name:"answering" help:"Chance that the skilled answer what waits."`
	Response    levels `name:"response" help:"Share by which bonds grow with an answer, or loosen without."`
	Patience    levels `name:"patience" help:"Weeks after which an answer means 1/e of what it means at once."`
	Central     levels `name:"central" help:"How much more often the most central come."`
	Mentoring   levels `name:"mentoring" help:"Chance that a newcomer finds a mentor."`
	Brokers     levels `name:"brokers" help:"Brokers."`
	Tiring      levels `name:"tiring" help:"Weariness of each act for others."`
	Leaving     levels `name:"leaving" help:"Chance that somebody without bonds leaves at the first visit of a week."`
	Turnover    levels `name:"turnover" help:"Weekly chance that somebody leaves for reasons of their own."`
	Gathering   levels `name:"gathering" help:"Weeks from one gathering to the next; 0: none."`
	Sharing     levels `name:"sharing" help:"Chance that an act of the skilled is a resource."`
	Reusing     levels `name:"reusing" help:"Chance that an act is the reuse of a resource."`
	Shelf       levels `name:"shelf" help:"Weeks after which a resource is stale; 0: never."`
	Mood        levels `name:"mood" help:"Coefficient of variation of the weekly rate."`
	Drift       levels `name:"drift" help:"Standard deviation of the weekly change of the rate's logarithm."`
	Season      levels `name:"season" help:"By how much the rate's logarithm swings over the year."`
	Peak        levels `name:"peak" help:"Day of the year on which it is highest."`
	Trend       levels `name:"trend" help:"Weekly change of the rate's logarithm at the start."`
	Facilitator levels `name:"facilitator" help:"Days within which a facilitator answers newcomers; 0: there is none."`
	Loss        levels `name:"loss" help:"How many of those who did most leave at once."`
	Lossweek    levels `name:"lossweek" help:"After how many weeks they do."`
}

// Validate is called by the parser.
func (c *livingCommand) Validate() error {
	if c.Runs < 1 {
		return errors.New("--runs must be 1 or more")
	}
	switch {
	case c.Plot != "" && c.Out != "":
		return errors.New("--plot draws many communities, and --out writes one: leave out either")
	case c.Plot != "":
		return checkPlot(c.Plot)
	case c.Out == "":
		return nil
	}
	if _, err := c.writer(); err != nil {
		return fmt.Errorf("--out: %w", err)
	}
	return nil
}

func (c *livingCommand) writer() (exchange.Writer, error) {
	return exchange.WriterOf(strings.TrimPrefix(filepath.Ext(c.Out), "."))
}

// Run lets communities live, or writes the history of one.
func (c *livingCommand) Run(ctx context.Context, to console) error {
	model := simulation.Living{}
	if c.Out == "" || c.Protocol {
		e := experiment{Runs: c.Runs, Seed: c.Seed, Common: c.Common, Plot: c.Plot, JSON: c.JSON, Protocol: c.Protocol}
		return e.simulate(ctx, to, model, *c)
	}
	axes, err := axesOf(model.About(), *c)
	if err != nil {
		return err
	}
	points, err := simulation.Grid(axes...)
	switch {
	case err != nil:
		return err
	case len(points) > 1:
		return errors.New("a history is of one community: give each parameter one value, or leave out --out")
	}
	writer, err := c.writer()
	if err != nil {
		return err
	}
	start := simulation.Start{Key: simulation.Key{Seed: c.Seed}}
	if len(points) == 1 {
		start.Values = points[0]
	}
	written := 0
	err = newFile(c.Out, func(w io.Writer) (err error) {
		written, err = writer.Write(w, ended(ctx, simulation.Recording(model, start)))
		return err
	})
	if err == nil {
		fmt.Fprintf(to.out, "Wrote %s to %s.\n", plural(int64(written), "activity", "activities"), c.Out)
	}
	return err
}

// ended is a stream that ends with the context.
func ended(ctx context.Context, s activity.Stream) activity.Stream {
	return func(yield func(activity.Activity, error) bool) {
		for a, err := range s {
			if err == nil {
				err = ctx.Err()
			}
			if !yield(a, err) || err != nil {
				return
			}
		}
	}
}
