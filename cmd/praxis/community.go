package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
)

// errNone says that a database has no community of the name.
var errNone = errors.New("no such community")

// find returns the community of a name or an id.
func find(ctx context.Context, communities *praxis.Constellation, name string) (cop.Community, error) {
	all, err := communities.Communities(ctx, activity.CommunityID{}, 0)
	if err != nil {
		return cop.Community{}, err
	}
	var found []cop.Community
	var names, ids []string
	for _, c := range all {
		if c.Charter.Name == name || c.ID.String() == name {
			found = append(found, c)
			ids = append(ids, c.ID.String())
		}
		names = append(names, fmt.Sprintf("%q", c.Charter.Name))
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return cop.Community{}, fmt.Errorf("%d communities are called %q; name one by its id: %s", len(found), name, strings.Join(ids, ", "))
	case len(all) == 0:
		return cop.Community{}, fmt.Errorf("%w %q: the database holds none", errNone, name)
	}
	slices.Sort(names)
	const most = 10
	if len(names) > most {
		names = append(names[:most], fmt.Sprintf("and %d more, which praxis communities lists", len(names)-most))
	}
	return cop.Community{}, fmt.Errorf("%w %q; there are: %s", errNone, name, strings.Join(names, ", "))
}
