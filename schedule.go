package praxis

import (
	"cmp"
	"context"
	"io"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/calendar"
	"github.com/praxis-cop/praxis/fault"
)

// Upcoming lists the meetings of all gatherings that the person may see, those
// that end after one time and begin before another, in the order in which they
// begin, and at most limit of them (0 or less: all). Zone is the person's own
// time zone, as in "Europe/Vienna"; empty for UTC. Meetings that are called off
// are among them, marked.
// Errors: Invalid for a time zone that nobody knows.
func (p Participant) Upcoming(ctx context.Context, from, to time.Time, zone string, limit int) (all []calendar.Occurrence, err error) {
	if zone != "" { // which is to be said even if nothing comes up
		if _, err := calendar.InZone(calendar.Occurrence{}, zone); err != nil {
			return nil, fault.In("praxis.Upcoming", err)
		}
	}
	err = p.entries(ctx, "praxis.Upcoming", func(_ string, entries []calendar.Entry) error {
		all = nil
		for _, e := range entries {
			found, err := calendar.Occurrences(e.Gathering, e.Meetings, from, to, max(limit, 0))
			if err != nil {
				return err
			}
			all = append(all, found...)
		}
		slices.SortStableFunc(all, func(a, b calendar.Occurrence) int {
			return cmp.Or(a.Start.Compare(b.Start), a.Gathering.Compare(b.Gathering))
		})
		if limit > 0 {
			all = all[:min(limit, len(all))]
		}
		for i := range all {
			if zone == "" {
				break
			}
			if all[i], err = calendar.InZone(all[i], zone); err != nil {
				return err
			}
		}
		return nil
	})
	return all, err
}

// Calendar writes the gatherings that the person may see as an iCalendar feed
// (RFC 5545), to which calendar programs subscribe; see calendar.Write.
func (p Participant) Calendar(ctx context.Context, w io.Writer) error {
	return p.entries(ctx, "praxis.Calendar", func(name string, entries []calendar.Entry) error {
		return calendar.Write(w, name, entries, activity.Moment(p.person.in.clock()))
	})
}

// Variety tells how familiar and how new the gatherings of a window were, as far
// as the person may see them; see calendar.Variety.
func (p Participant) Variety(ctx context.Context, from, to time.Time) (mix calendar.Mix, err error) {
	err = p.entries(ctx, "praxis.Variety", func(_ string, entries []calendar.Entry) (err error) {
		mix, err = calendar.Variety(entries, from, to)
		return err
	})
	return mix, err
}

// entries reads the gatherings that the person may see, with what is recorded of
// their meetings, and hands them on together with the community's name.
func (p Participant) entries(ctx context.Context, op string, use func(string, []calendar.Entry) error) error {
	return p.read(ctx, op, Read, func(ctx context.Context, s *sight) error {
		c, err := s.r.Community(ctx, p.community)
		if err != nil {
			return err
		}
		entries, err := s.entries(ctx)
		if err != nil {
			return err
		}
		return use(c.Charter.Name, entries)
	})
}

func (s *sight) entries(ctx context.Context) ([]calendar.Entry, error) {
	gatherings, err := all(ctx, s, s.r.Gatherings(ctx, s.request.Community, activity.GatheringID{}, 0), 0, gatheringIn)
	if err != nil {
		return nil, err
	}
	entries := make([]calendar.Entry, len(gatherings))
	for i, g := range gatherings {
		entries[i].Gathering = g
		if entries[i].Meetings, err = meetingsOf(ctx, s.r, g); err != nil {
			return nil, err
		}
	}
	return entries, nil
}
