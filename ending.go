package praxis

import (
	"context"
	"iter"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// HandOn hands the repertoire, or some of it, on to another community, which
// takes it by Inherit.
// Errors: Invalid, with every bad field; NotFound for a community that is not
// there; Precondition once the community, or the other one, has ended.
func (p Participant) HandOn(ctx context.Context, h cop.HandedOn) error {
	missing := p.heirs(ctx, h.To)
	return p.act(ctx, "praxis.HandOn", activity.HandOn, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		if missing != nil { // which only who may hand it on learns
			return missing
		}
		next, a, err := s.community.HandOn(s.Occasion, h)
		return record(ctx, s, s.tx.AddHandover, next, a, err)
	})
}

// End ends the community: it splits, merges, closes, fades, goes on as a social
// club, or becomes a unit of its organisation. What it recorded stays readable
// for those who could read it, and nobody acts in it any more. What is in its
// repertoire has to be handed on first (see HandOn), or the Legacy says who keeps
// it, or why nobody does.
// Errors: Invalid, with every bad field; NotFound for a successor that is not
// there; Precondition if it has ended, if a successor has, and if its repertoire
// would be left to nobody.
func (p Participant) End(ctx context.Context, e cop.Ending) error {
	missing := p.heirs(ctx, e.Into...)
	return p.act(ctx, "praxis.End", activity.End, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		next, a, err := s.community.End(s.Occasion, e)
		if err != nil {
			return err
		}
		if missing != nil { // which only who may end it learns
			return missing
		}
		if err := s.unheired(ctx, e); err != nil {
			return err
		}
		return storage.RecordCommunity(ctx, s.tx, next, a)
	})
}

// Handovers lists what the community has handed on, by the id of the activity:
// behind the one given, at most limit of them (0 or less: all).
func (p Participant) Handovers(ctx context.Context, after activity.ID, limit int) ([]cop.Handover, error) {
	return readList(ctx, p, "praxis.Handovers", limit, func(ctx context.Context, r storage.Reader, limit int) iter.Seq2[cop.Handover, error] {
		return r.Handovers(ctx, p.community, after, limit)
	}, nil)
}

// Inherit takes into the repertoire what another community has handed on to this
// one, and returns how many resources came: the current versions of those in use
// that lay in spaces open to all of its members. Each says where it comes from.
// What has been inherited already is passed over, so that inheriting again adds
// what was handed on since.
// Errors: NotFound for a community that has handed on nothing to this one.
func (p Participant) Inherit(ctx context.Context, from activity.CommunityID) (came int, err error) {
	const op = "praxis.Inherit"
	estate, missing := p.estate(ctx, from)
	err = p.act(ctx, op, activity.Share, func(ctx context.Context, s *scene) error {
		came = 0
		if err := s.may(ctx); err != nil {
			return err
		}
		if missing != nil { // which only who may take it learns
			return missing
		}
		o := s.Occasion
		for _, r := range estate {
			id := activity.ResourceID(activity.Foreign("praxis.Inherit", p.community.String()+"\n"+from.String()+"\n"+r.ID.String()))
			_, err := s.tx.Resource(ctx, p.community, id)
			switch fault.CodeOf(err) {
			case "":
				continue
			case fault.NotFound:
			default:
				return err
			}
			legacy := draftOf(r)
			legacy.Origin.Inherited = true
			if err := s.share(ctx, o, id, legacy); err != nil {
				return err
			}
			came++
			o.ID = activity.ID(s.in.ids(o.At))
		}
		return nil
	})
	return came, err
}

// estate reads what a community has handed on to this one. That it did is what
// allows to read it.
func (p Participant) estate(ctx context.Context, from activity.CommunityID) (all []repertoire.Resource, err error) {
	err = p.person.in.store.View(ctx, func(ctx context.Context, r storage.Reader) error {
		all = nil
		switch s, err := p.look(ctx, r, Read); { // who may not look does not learn what was handed on
		case err != nil:
			return err
		case s.common != nil:
			return s.common
		}
		given, everything := make(map[activity.ResourceID]bool), false
		for h, err := range r.Handovers(ctx, from, activity.ID{}, 0) {
			if err != nil {
				return err
			}
			if h.To != p.community {
				continue
			}
			everything = everything || len(h.Resources) == 0
			for _, id := range h.Resources {
				given[id] = true
			}
		}
		if !everything && len(given) == 0 {
			return fault.New("praxis.Inherit", fault.NotFound, "that community has handed nothing on to this one; its convener does so by HandOn")
		}
		// What is in a private space is handed on by nobody: no member in particular
		// is who looks.
		open := p.person.in.sight(r, Request{Community: from})
		var err error
		all, err = open.estate(ctx, from, func(id activity.ResourceID) bool { return everything || given[id] }, 0)
		return err
	})
	return all, err
}

// estate lists what can be handed on of a repertoire: what is in use, where all
// members can see it; at most limit of it (0 or less: all).
func (s *sight) estate(ctx context.Context, from activity.CommunityID, given func(activity.ResourceID) bool, limit int) (all []repertoire.Resource, err error) {
	for one, err := range s.r.Resources(ctx, from, activity.ResourceID{}, 0) {
		if err != nil {
			return nil, err
		}
		if one.Status == repertoire.Retired || !given(one.ID) {
			continue
		}
		if ok, err := s.openToMembers(ctx, one.Space); err != nil {
			return nil, err
		} else if ok {
			all = append(all, one)
		}
		if len(all) == limit && limit > 0 {
			break
		}
	}
	return all, nil
}

// openToMembers reports whether all members of a community may enter a space.
func (s *sight) openToMembers(ctx context.Context, id activity.SpaceID) (bool, error) {
	if id.IsZero() {
		return true, nil
	}
	at, err := s.room(ctx, id)
	if fault.CodeOf(err) == fault.NotFound {
		return true, nil
	}
	private := []cop.Access{at.space.Access, at.parent.Access}
	return !slices.Contains(private, cop.Private), err
}

// Carry brings a resource of another community, which the person may see there,
// into this one, and returns its id here. It says where it comes from: this is
// how brokers carry practice across a boundary.
// Errors: NotFound; Denied for somebody who may not see the other community's
// repertoire.
func (p Participant) Carry(ctx context.Context, from activity.CommunityID, id activity.ResourceID) (activity.ResourceID, error) {
	r, err := p.person.In(from).Resource(ctx, id)
	if err != nil {
		return activity.ResourceID{}, fault.In("praxis.Carry", err)
	}
	return p.Share(ctx, draftOf(r))
}

// draftOf is a resource as it is carried into another community.
func draftOf(r repertoire.Resource) repertoire.Draft {
	return repertoire.Draft{Kind: r.Kind, Text: r.Current.Text,
		Origin: repertoire.Origin{Community: r.Community, Resource: r.ID, Version: r.Current.Number}}
}
