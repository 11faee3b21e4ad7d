package praxis

import (
	"context"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// Differences returns what changed from one version of a resource to another.
// Errors: NotFound, for a version too.
func (p Participant) Differences(ctx context.Context, id activity.ResourceID, from, to int) (d repertoire.Difference, err error) {
	err = p.read(ctx, "praxis.Differences", Read, func(ctx context.Context, s *sight) error {
		r, err := s.r.Resource(ctx, p.community, id)
		if err := s.hides(ctx, r.Space, err); err != nil {
			return err
		}
		before, err := versionOf(ctx, s.r, r, from)
		if err != nil {
			return err
		}
		after, err := versionOf(ctx, s.r, r, to)
		d = repertoire.Differences(before, after)
		return err
	})
	if err != nil {
		return repertoire.Difference{}, err
	}
	return d, nil
}

// Lineage returns where a resource comes from, step by step back to where it
// began, and what was made of it: adapted within a community or carried into
// another one. A resource that several communities use is a boundary object. It
// goes as far as the person may look: an ancestor that they may not see is named
// as the one before names it, and is the last; of what was made of the resource
// where they may not look there is nothing, not even a count.
// Errors: NotFound.
func (p Participant) Lineage(ctx context.Context, id activity.ResourceID) (l repertoire.Lineage, err error) {
	const op = "praxis.Lineage"
	if err := p.person.check(); err != nil {
		return l, fault.In(op, err)
	}
	communities, err := p.person.Communities(ctx, activity.CommunityID{}, 0)
	if err != nil {
		return l, fault.In(op, err)
	}
	err = p.read(ctx, op, Read, func(ctx context.Context, s *sight) error {
		l = repertoire.Lineage{}
		r, err := s.r.Resource(ctx, p.community, id)
		if err := s.hides(ctx, r.Space, err); err != nil {
			return err
		}
		looks := map[activity.CommunityID]*sight{p.community: s}
		if l.Ancestors, err = p.ancestors(ctx, s.r, looks, r); err != nil {
			return err
		}
		l.Descendants, err = p.descendants(ctx, s.r, looks, communities, r)
		return err
	})
	if err != nil {
		return repertoire.Lineage{}, err
	}
	return l, nil
}

// lookInto is what the person sees of a community; nil if they may not look there.
func (p Participant) lookInto(ctx context.Context, r storage.Reader, looks map[activity.CommunityID]*sight, c activity.CommunityID) (*sight, error) {
	if s, ok := looks[c]; ok {
		return s, nil
	}
	s, err := p.person.In(c).glimpse(ctx, r, Read)
	switch fault.CodeOf(err) {
	case fault.Denied, fault.NotFound:
		s, err = nil, nil
	}
	if err == nil {
		looks[c] = s
	}
	return s, err
}

// ancestors are those of a resource, from its own origin on.
func (p Participant) ancestors(ctx context.Context, r storage.Reader, looks map[activity.CommunityID]*sight, of repertoire.Resource) (all []repertoire.Relative, err error) {
	for parent, ok := of.Parent(); ok; parent, ok = of.Parent() {
		known := func(a repertoire.Relative) bool {
			return a.Community == parent.Community && a.Resource == parent.Resource
		}
		if slices.ContainsFunc(all, known) {
			return all, nil // a record from elsewhere can claim anything
		}
		s, err := p.lookInto(ctx, r, looks, parent.Community)
		if err != nil {
			return nil, err
		}
		err = notThere()
		if s != nil {
			of, err = r.Resource(ctx, parent.Community, parent.Resource)
			err = s.hides(ctx, of.Space, err)
		}
		if fault.CodeOf(err) == fault.NotFound {
			parent.Hidden = true
			return append(all, parent), nil
		}
		if err != nil {
			return nil, err
		}
		all = append(all, parent.As(of))
	}
	return all, nil
}

// descendants are what was made of a resource, where the person may look.
func (p Participant) descendants(ctx context.Context, r storage.Reader, looks map[activity.CommunityID]*sight, communities []cop.Community, of repertoire.Resource) (all []repertoire.Relative, err error) {
	for _, c := range communities {
		s, err := p.lookInto(ctx, r, looks, c.ID)
		if err != nil {
			return nil, err
		}
		if s == nil {
			continue
		}
		for one, err := range visible(ctx, s, r.Resources(ctx, c.ID, activity.ResourceID{}, 0), resourceIn) {
			if err != nil {
				return nil, err
			}
			if parent, ok := one.Parent(); ok && parent.Community == of.Community && parent.Resource == of.ID {
				child := repertoire.Relative{Community: c.ID, Resource: one.ID, Version: parent.Version, Carried: parent.Carried}
				all = append(all, child.As(one))
			}
		}
	}
	return all, nil
}
