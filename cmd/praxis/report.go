package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/insight"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/report"
)

type reportCommand struct {
	measured
	HTML      bool     `name:"html" help:"Print a page of HTML with charts, which stands alone, instead of text."`
	Title     string   `placeholder:"TEXT" help:"What to call the community. By default it is the name of the file, or of the community in the database."`
	Reference []string `placeholder:"FILE" sep:"none" type:"existingfile" help:"A report of another community, as praxis report --json prints it, to compare with. Can be given several times."`
	MinGroup  int      `default:"${least}" placeholder:"N" help:"The smallest number of people about whom anything is told: ${least} by default."`
}

// Validate is called by the parser.
func (c *reportCommand) Validate() error {
	switch {
	case c.JSON && c.HTML:
		return errors.New("print either --json or --html")
	case c.MinGroup < 1:
		return errors.New("--min-group must be 1 or more people")
	}
	return c.measured.Validate()
}

// Run reports on the source or the community.
func (c *reportCommand) Run(ctx context.Context, to console) error {
	others, err := c.references()
	if err != nil {
		return err
	}
	made := c.ofSource
	if c.DB != "" {
		made = c.ofCommunity
	}
	r, err := made(ctx, to)
	if err != nil {
		return err
	}
	if others != nil {
		r = r.Among(others)
	}
	switch {
	case c.JSON:
		return writeJSON(to.out, r)
	case c.HTML:
		return report.WriteHTML(to.out, r)
	}
	return r.WriteText(to.out)
}

func (c *reportCommand) ofSource(ctx context.Context, to console) (r insight.Report, err error) {
	err = c.fromSource(ctx, to, false, func(h *history) (err error) {
		if h.format.Constellation {
			return fmt.Errorf("%s tells who belongs to which group, and not what they do; praxis measure tells what it holds", c.Path)
		}
		r, err = insight.MeasureReport(h.Stream, insight.ReportOptions{MinGroup: c.MinGroup})
		return err
	})
	r.Title = cmp.Or(c.Title, filepath.Base(c.Path))
	return r, err
}

func (c *reportCommand) ofCommunity(ctx context.Context, _ console) (r insight.Report, err error) {
	c.minGroup = c.MinGroup
	err = c.fromDatabase(ctx, func(community praxis.Participant) (err error) {
		r, err = community.Report(ctx, membership.Wenger())
		return err
	})
	r.Title = cmp.Or(c.Title, c.name)
	return r, err
}

// references reads the reports to compare with.
func (c *reportCommand) references() (all []insight.Reference, err error) {
	for _, path := range c.Reference {
		ref, err := readReference(path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		all = append(all, ref)
	}
	return all, nil
}

func readReference(path string) (insight.Reference, error) {
	file, err := os.Open(path)
	if err != nil {
		return insight.Reference{}, err
	}
	defer file.Close()
	return insight.ReadReference(file, filepath.Base(path))
}
