package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/exchange"
)

// importConstellation imports a history of several communities, each into the one
// of its name, all of them or none.
func (c *importCommand) importConstellation(ctx context.Context, history *history, to console) (err error) {
	groups, err := exchange.ByCommunity(history.Stream)
	if err != nil {
		return err
	}
	if len(groups) == 0 {
		return fmt.Errorf("%s holds no activities; nothing was imported", c.Path)
	}
	store, err := openDatabase(ctx, c.DB, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	var done praxis.Imported
	constellation := praxis.New(store, &praxis.Options{Authority: praxis.Trusted})
	err = constellation.Together(ctx, func(ctx context.Context, communities *praxis.Constellation) error {
		done = praxis.Imported{}
		named, err := byName(ctx, communities)
		if err != nil {
			return err
		}
		for _, g := range groups {
			if len(named[g.Name]) == 0 {
				community, err := c.found(ctx, communities, g.Name)
				if err != nil {
					return err
				}
				named[g.Name] = append(named[g.Name], community)
			}
			if n := len(named[g.Name]); n > 1 {
				return fmt.Errorf("%d communities are called %q", n, g.Name)
			}
			into := communities.As(activity.Person(c.As)).In(named[g.Name][0].ID)
			one, err := into.Import(ctx, activity.StreamOf(g.Activities...))
			if err != nil {
				return fmt.Errorf("%s: %w", g.Name, err)
			}
			done.Read += one.Read
			done.Added += one.Added
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("nothing was imported: %w", err)
	}
	fmt.Fprint(to.out, cameTo(done, "a constellation of "+plural(int64(len(groups)), "community", "communities")), history.leftOut())
	return nil
}

// byName returns the communities of a database by their names.
func byName(ctx context.Context, communities *praxis.Constellation) (map[string][]cop.Community, error) {
	all, err := communities.Communities(ctx, activity.CommunityID{}, 0)
	named := map[string][]cop.Community{}
	for _, c := range all {
		named[c.Charter.Name] = append(named[c.Charter.Name], c)
	}
	return named, err
}
