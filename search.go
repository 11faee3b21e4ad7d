package praxis

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/search"
)

// How many results a page has if nobody says so, and at most.
const (
	somePerPage = 20
	mostPerPage = 100
)

// Search finds resources by the words of their current versions, as somebody types
// them (see package search): in its order, behind a place in it (the zero Cursor at
// first, and then the Next of the page before), at most limit of them (20 if it is 0
// or less, and 100 at most). What the person may not see is not found, and changes
// nothing of what is: neither which resources come, nor their order, nor the pages.
//
//	page, err := ana.Search(ctx, `"grinding wheel" topic:safety -lathe`, search.Cursor{}, 20)
//
// Errors: Invalid for a query that is too long, asks for nothing, or has a filter
// that cannot be; Unavailable while an upgraded store is being indexed.
func (p Participant) Search(ctx context.Context, query string, after search.Cursor, limit int) (search.Page, error) {
	const op = "praxis.Search"
	q, err := search.Parse(query)
	if err != nil {
		return search.Page{}, fault.In(op, err)
	}
	return p.find(ctx, op, q, after, limit)
}

// Find is Search for a query that a host has put together, from fields of a form,
// for instance.
// Errors: as those of Search.
func (p Participant) Find(ctx context.Context, query search.Query, after search.Cursor, limit int) (search.Page, error) {
	const op = "praxis.Find"
	q, err := query.Normal()
	if err != nil {
		return search.Page{}, fault.In(op, err)
	}
	return p.find(ctx, op, q, after, limit)
}

func (p Participant) find(ctx context.Context, op string, q search.Query, after search.Cursor, limit int) (page search.Page, err error) {
	if limit <= 0 {
		limit = somePerPage
	}
	limit = min(limit, mostPerPage)
	err = p.read(ctx, op, Read, func(ctx context.Context, s *sight) error {
		page = search.Page{}
		in, err := s.open(ctx)
		if err != nil {
			return err
		}
		hits := visible(ctx, s, s.r.Search(ctx, p.community, q, in, after, limit+1), func(h search.Hit) activity.SpaceID { return h.Resource.Space })
		var last search.Hit
		for h, err := range hits {
			if err != nil {
				return err
			}
			if len(page.Results) == limit {
				page.Next = last.Cursor() // there are others
				break
			}
			page.Results, last = append(page.Results, q.Result(h)), h
		}
		return nil
	})
	if err != nil {
		return search.Page{}, err
	}
	return page, nil
}

// open are the rooms that the person may enter, for a store that looks for what is
// in them and nowhere else.
func (s *sight) open(ctx context.Context) (in search.Rooms, err error) {
	in.Common = s.common == nil
	for space, err := range s.r.Spaces(ctx, s.request.Community, activity.SpaceID{}, 0) {
		if err != nil {
			return in, err
		}
		switch sees, err := s.sees(ctx, space.ID); {
		case err != nil:
			return in, err
		case sees:
			in.Spaces = append(in.Spaces, space.ID)
		}
	}
	return in, nil
}
