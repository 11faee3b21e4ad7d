package main

import (
	"context"
	"fmt"
	"os"
	"reflect"

	"github.com/praxis-cop/praxis/simulation"
)

// levels are the values of a parameter on the command line, separated by commas. A
// command's levels are those of its model's parameters, by their names.
type levels []string

type marchCommand struct {
	experiment
	P1      levels `name:"p1" help:"Chance that a member learns a belief of the code in a period."`
	P2      levels `name:"p2" help:"Chance that the code learns from one superior in a period."`
	P3      levels `name:"p3" help:"Chance that a member is replaced in a period."`
	P4      levels `name:"p4" help:"Chance that a dimension of reality changes in a period."`
	Fast    levels `name:"fast" help:"Share of members who learn with --pb in place of --p1."`
	PB      levels `name:"pb" help:"Chance that one of these learns a belief of the code in a period."`
	M       levels `name:"m" help:"Dimensions."`
	N       levels `name:"n" help:"Members."`
	Periods levels `name:"periods" help:"Periods; 0: until neither side can learn."`
	Reading levels `name:"reading" help:"Which reading of the paper."`
}

// Run simulates the model.
func (c *marchCommand) Run(ctx context.Context, to console) error {
	return c.simulate(ctx, to, simulation.March1991{}, *c)
}

type barkocziCommand struct {
	experiment
	Network  levels `name:"network" help:"Who observes whom: full, lattice, or files of edge lists or adjacency matrices."`
	Directed bool   `help:"The first of each line of an edge list observes the second, and not the other way round."`
	Strategy levels `name:"strategy" help:"How they learn: best, conformity, random, individual."`
	Sample   levels `name:"sample" help:"How many are sampled."`
	Steps    levels `name:"steps" help:"The step at whose beginning it is measured; the first begins with the start."`
	Agents   levels `name:"agents" help:"Agents, where the network does not say."`
	N        levels `name:"n" help:"Bits of an option."`
	K        levels `name:"k" help:"Loci that the contribution of a bit depends on, beside itself."`
}

// Run simulates the model.
func (c *barkocziCommand) Run(ctx context.Context, to console) error {
	model := simulation.Barkoczi2016{Networks: map[string]*simulation.Network{}}
	for _, name := range c.Network {
		if name == "full" || name == "lattice" {
			continue
		}
		network, err := readNetwork(name, c.Directed)
		if err != nil {
			return fmt.Errorf("--network is full, lattice or a file: %w", err)
		}
		model.Networks[name] = network
	}
	return c.simulate(ctx, to, model, *c)
}

func readNetwork(path string, directed bool) (*simulation.Network, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	network, err := simulation.ReadNetwork(f, directed)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return network, nil
}

type fangCommand struct {
	experiment
	Beta  levels `name:"beta" help:"Chance that a tie is rewired to another group."`
	Learn levels `name:"learn" help:"Chance to learn a dimension in a step."`
	M     levels `name:"m" help:"Dimensions."`
	N     levels `name:"n" help:"Agents; a multiple of --size."`
	Size  levels `name:"size" help:"Agents of a group."`
	S     levels `name:"s" help:"Dimensions of a bundle; a divisor of --m."`
	Steps levels `name:"steps" help:"Steps at most; 0: until nobody could learn."`
}

// Run simulates the model.
func (c *fangCommand) Run(ctx context.Context, to console) error {
	return c.simulate(ctx, to, simulation.Fang2010{}, *c)
}

type axelrodCommand struct {
	experiment
	Features levels `name:"features" help:"Features of a culture."`
	Traits   levels `name:"traits" help:"Traits that a feature may have."`
	Side     levels `name:"side" help:"Sites along a side."`
}

// Run simulates the model.
func (c *axelrodCommand) Run(ctx context.Context, to console) error {
	return c.simulate(ctx, to, simulation.Axelrod1997{}, *c)
}

type bassCommand struct {
	experiment
	P    levels `name:"p" help:"Rate of adoption on one's own, a unit of time."`
	Q    levels `name:"q" help:"Rate of adoption by imitation, a unit of time."`
	Time levels `name:"time" help:"When it is measured."`
	N    levels `name:"n" help:"People."`
}

// Run simulates the model.
func (c *bassCommand) Run(ctx context.Context, to console) error {
	return c.simulate(ctx, to, simulation.Bass1969{}, *c)
}

type simonCommand struct {
	experiment
	Alpha levels `name:"alpha" help:"Chance that an act is a newcomer's."`
	Acts  levels `name:"acts" help:"How many acts there are."`
	K     levels `name:"k" help:"Of how many acts the share is of."`
}

// Run simulates the model.
func (c *simonCommand) Run(ctx context.Context, to console) error {
	return c.simulate(ctx, to, simulation.Simon1955{}, *c)
}

// axesOf returns the values that the levels of a command give its model's parameters,
// in the order of the model; parameters that are not given are left out.
func axesOf(about simulation.About, command any) ([]simulation.Axis, error) {
	given := map[string]levels{}
	c := reflect.ValueOf(command)
	for i := range c.NumField() {
		if f := c.Type().Field(i); f.Type == reflect.TypeFor[levels]() {
			given[f.Tag.Get("name")] = c.Field(i).Interface().(levels)
		}
	}
	var axes []simulation.Axis
	for _, p := range about.Parameters {
		if len(given[p.Name]) == 0 {
			continue
		}
		axis, err := axisOf(p, given[p.Name])
		if err != nil {
			return nil, err
		}
		axes = append(axes, axis)
	}
	return axes, nil
}

func axisOf(p simulation.Parameter, values levels) (simulation.Axis, error) {
	axis := simulation.Axis{Name: p.Name}
	for _, text := range values {
		v, err := p.Parse(text)
		if err != nil {
			return axis, fmt.Errorf("--%s %s: %w", p.Name, text, err)
		}
		axis.Values = append(axis.Values, v)
	}
	return axis, nil
}
