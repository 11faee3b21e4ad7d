package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/storage"
)

type communitiesCommand struct {
	DB   string `required:"" name:"db" placeholder:"FILE" help:"A database: an SQLite file, or a postgres:// URL."`
	JSON bool   `name:"json" help:"Print JSON instead of text."`
}

// listedCommunity is a community as it is listed.
type listedCommunity struct {
	ID         activity.CommunityID `json:"id"`
	Name       string               `json:"name"`
	Founded    time.Time            `json:"founded"`
	Ended      time.Time            `json:"ended,omitzero"`
	Activities activity.Seq         `json:"activities"` // of its record, upkeep included
}

// Run lists the communities, by name and then by id.
func (c communitiesCommand) Run(ctx context.Context, to console) (err error) {
	store, err := openDatabase(ctx, c.DB, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	all, err := praxis.New(store, nil).Communities(ctx, activity.CommunityID{}, 0)
	if err != nil {
		return err
	}
	listed := make([]listedCommunity, 0, len(all))
	for _, one := range all {
		head, err := headOf(ctx, store, one)
		if err != nil {
			return err
		}
		listed = append(listed, listedCommunity{one.ID, one.Charter.Name, one.FoundedAt, one.Ended.At, head})
	}
	slices.SortStableFunc(listed, func(a, b listedCommunity) int { return cmp.Compare(a.Name, b.Name) })
	if c.JSON {
		return writeJSON(to.out, listed)
	}
	fmt.Fprintf(to.out, "%s\n", plural(int64(len(listed)), "community", "communities"))
	for _, one := range listed {
		ended := ""
		if !one.Ended.IsZero() {
			ended = ", ended " + one.Ended.Format(time.DateOnly)
		}
		fmt.Fprintf(to.out, "  %s  %8d activities  %q, founded %s%s\n", one.ID, one.Activities, one.Name, one.Founded.Format(time.DateOnly), ended)
	}
	return nil
}

// headOf returns how many activities a community's record has.
func headOf(ctx context.Context, store storage.Store, c cop.Community) (head activity.Seq, err error) {
	err = store.View(ctx, func(ctx context.Context, r storage.Reader) (err error) {
		head, err = r.Head(ctx, c.ID)
		return err
	})
	return head, err
}
