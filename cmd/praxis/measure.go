package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/insight"
)

// measured is what is measured: a history, or a community in a database.
type measured struct {
	source
	DB        string `name:"db" placeholder:"FILE" help:"A database instead of a source: an SQLite file, or a postgres:// URL."`
	Community string `placeholder:"NAME" help:"The name or the id of the community in the database."`
	JSON      bool   `name:"json" help:"Print JSON instead of text."`

	minGroup int    // Options.MinGroup of who is read from a database
	name     string // of the community that was read from one
}

type measureCommand struct{ measured }

// Validate is called by the parser.
func (c *measured) Validate() error {
	switch {
	case c.Path == "" && c.DB == "":
		return errors.New("name a source, or a database with --db and a community with --community")
	case c.Path != "" && (c.DB != "" || c.Community != ""):
		return errors.New("name either a source or a database and a community")
	case c.DB != "" && c.Community == "":
		return errors.New("name a community of the database with --community; praxis communities lists them")
	case c.DB != "" && (c.From != "" || c.Label != "" || c.With != nil):
		return errors.New("--from, --label and --with go with a source")
	}
	return nil
}

// measures are what measuring comes to, as a page of text; they are JSON as well.
type measures interface{ WriteText(w io.Writer) error }

// Run measures the source or the community.
func (c *measureCommand) Run(ctx context.Context, to console) error {
	measure := c.measureSource
	if c.DB != "" {
		measure = c.measureCommunity
	}
	m, err := measure(ctx, to)
	if err != nil {
		return err
	}
	if !c.JSON {
		return m.WriteText(to.out)
	}
	return writeJSON(to.out, m)
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(v)
}

func (c *measureCommand) measureSource(ctx context.Context, to console) (m measures, err error) {
	err = c.fromSource(ctx, to, true, func(h *history) (err error) {
		if h.format.Constellation {
			m, err = insight.MeasureConstellation(h.Stream)
		} else {
			m, err = insight.Measure(h.Stream)
		}
		return err
	})
	return m, err
}

func (c *measureCommand) measureCommunity(ctx context.Context, _ console) (m measures, err error) {
	err = c.fromDatabase(ctx, func(community praxis.Participant) (err error) {
		m, err = community.Measures(ctx)
		return err
	})
	return m, err
}

// fromSource lets read have the history, bare of what only reports look at or whole.
func (c *measured) fromSource(ctx context.Context, to console, bare bool, read func(*history) error) error {
	var bar progress
	history, err := c.open(ctx, bar.read, bare)
	if err != nil {
		return err
	}
	bar.begin(to.err, "measuring", history.bytes)
	err = read(history)
	bar.end()
	if err == nil {
		fmt.Fprint(to.err, history.leftOut())
	}
	return err
}

// fromDatabase lets read have the community in the database, all of it.
func (c *measured) fromDatabase(ctx context.Context, read func(praxis.Participant) error) (err error) {
	store, err := openDatabase(ctx, c.DB, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	communities := praxis.New(store, &praxis.Options{Authority: praxis.Trusted, MinGroup: c.minGroup})
	community, err := find(ctx, communities, c.Community)
	if err != nil {
		return err
	}
	c.name = community.Charter.Name
	return read(communities.As("praxis").In(community.ID))
}
