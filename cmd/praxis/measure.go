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

type measureCommand struct {
	source
	DB        string `name:"db" placeholder:"FILE" help:"A database instead of a source: an SQLite file, or a postgres:// URL."`
	Community string `placeholder:"NAME" help:"The name or the id of the community in the database."`
	JSON      bool   `name:"json" help:"Print JSON instead of text."`
}

// Validate is called by the parser.
func (c *measureCommand) Validate() error {
	switch {
	case c.Path == "" && c.DB == "":
		return errors.New("name a source, or a database with --db and a community with --community")
	case c.Path != "" && (c.DB != "" || c.Community != ""):
		return errors.New("name either a source or a database and a community")
	case c.DB != "" && c.Community == "":
		return errors.New("name a community of the database with --community")
	case c.DB != "" && (c.From != "" || c.Label != "" || c.With != nil):
		return errors.New("--from, --label and --with go with a source")
	}
	return nil
}

// measured is what measuring comes to, as a page of text; it is JSON as well.
type measured interface{ WriteText(w io.Writer) error }

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
	e := json.NewEncoder(to.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(m)
}

func (c *measureCommand) measureSource(ctx context.Context, to console) (m measured, err error) {
	var bar progress
	history, err := c.open(ctx, bar.read)
	if err != nil {
		return nil, err
	}
	bar.begin(to.err, "measuring", history.bytes)
	if history.format.Constellation {
		m, err = insight.MeasureConstellation(history.Stream)
	} else {
		m, err = insight.Measure(history.Stream)
	}
	bar.end()
	if err == nil {
		fmt.Fprint(to.err, history.leftOut())
	}
	return m, err
}

func (c *measureCommand) measureCommunity(ctx context.Context, _ console) (m measured, err error) {
	store, err := openDatabase(ctx, c.DB, true)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	communities := praxis.New(store, &praxis.Options{Authority: praxis.Trusted})
	community, err := find(ctx, communities, c.Community)
	if err != nil {
		return m, err
	}
	return communities.As("praxis").In(community.ID).Measures(ctx)
}
