package sqlite

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
)

const selectCommunity = "SELECT community_id, founder, founded_at, charter, rev FROM praxis_community"

func scanCommunity(s scanner) (c cop.Community, err error) {
	return c, s.Scan(intoID(&c.ID), &c.Founder, intoTime(&c.FoundedAt), intoJSON(&c.Charter), &c.Rev)
}

func (t *tx) Community(ctx context.Context, id activity.CommunityID) (cop.Community, error) {
	return one(ctx, t, "sqlite.Community", id, scanCommunity, selectCommunity+" WHERE community_id = ?1")
}

func (t *tx) Communities(ctx context.Context, after activity.CommunityID, limit int) iter.Seq2[cop.Community, error] {
	return list(ctx, t, "sqlite.Communities", after, limit, func(c cop.Community) activity.CommunityID { return c.ID }, scanCommunity,
		selectCommunity+" WHERE tenant = ?1 AND community_id > ?2 ORDER BY community_id LIMIT +?3", string(t.tenant))
}

var communityRows = newRelation("praxis_community", 2, "community_id", "tenant", "founder", "founded_at", "charter", "rev")

func (t *tx) PutCommunity(ctx context.Context, c cop.Community) error {
	const op = "sqlite.PutCommunity"
	if err := t.tenant.Check(); err != nil {
		return fault.In(op, err)
	}
	err := t.put(ctx, op, communityRows, c.Rev, text(c.ID), string(t.tenant), string(c.Founder), micros(c.FoundedAt), jsonOf(c.Charter), c.Rev)
	if err != nil || c.Rev > 1 {
		return err
	}
	t.owns(c.ID)
	_, err = t.exec(ctx, op, "INSERT INTO praxis_journal (community_id, head) VALUES (?1, 0)", text(c.ID))
	return err
}

func (t *tx) Lifecycle(ctx context.Context, id activity.CommunityID) (lifecycle.State, error) {
	scan := func(s scanner) (l lifecycle.State, err error) {
		return l, s.Scan(intoID(&l.Community), &l.Phase, intoTime(&l.Since), &l.Rev)
	}
	return one(ctx, t, "sqlite.Lifecycle", id, scan,
		"SELECT community_id, phase, since, rev FROM praxis_lifecycle WHERE community_id = ?1")
}

var lifecycleRows = newRelation("praxis_lifecycle", 1, "community_id", "phase", "since", "rev")

func (t *tx) PutLifecycle(ctx context.Context, l lifecycle.State) error {
	const op = "sqlite.PutLifecycle"
	if err := t.belongs(ctx, op, l.Community); err != nil {
		return err
	}
	return t.put(ctx, op, lifecycleRows, l.Rev, text(l.Community), string(l.Phase), micros(l.Since), l.Rev)
}

const memberColumns = "m.community_id, m.person, m.standing, m.since, m.roles, m.rev"

func scanMember(s scanner) (m membership.Member, err error) {
	return m, s.Scan(intoID(&m.Community), &m.Person, &m.Standing, intoTime(&m.Since), intoJSON(&m.Roles), &m.Rev)
}

func (t *tx) Member(ctx context.Context, c activity.CommunityID, p activity.Person) (membership.Member, error) {
	return one(ctx, t, "sqlite.Member", c, scanMember,
		"SELECT "+memberColumns+" FROM praxis_member m WHERE community_id = ?1 AND person = ?2", string(p))
}

func (t *tx) Members(ctx context.Context, c activity.CommunityID, after activity.Person, limit int) iter.Seq2[membership.Member, error] {
	const op = "sqlite.Members"
	key := func(m membership.Member) activity.Person { return m.Person }
	return of(ctx, t, op, c, list(ctx, t, op, after, limit, key, scanMember,
		"SELECT "+memberColumns+" FROM praxis_member m WHERE community_id = ?1 AND person > ?2 ORDER BY person LIMIT +?3", text(c)))
}

func (t *tx) Memberships(ctx context.Context, p activity.Person, after activity.CommunityID, limit int) iter.Seq2[membership.Member, error] {
	key := func(m membership.Member) activity.CommunityID { return m.Community }
	return list(ctx, t, "sqlite.Memberships", after, limit, key, scanMember,
		"SELECT "+memberColumns+` FROM praxis_member m JOIN praxis_community c ON c.community_id = m.community_id AND c.tenant = ?2
		WHERE m.person = ?1 AND m.community_id > ?3 ORDER BY m.community_id LIMIT +?4`, string(p), string(t.tenant))
}

var memberRows = newRelation("praxis_member", 2, "community_id", "person", "standing", "since", "roles", "rev")

func (t *tx) PutMember(ctx context.Context, m membership.Member) error {
	const op = "sqlite.PutMember"
	if err := t.belongs(ctx, op, m.Community); err != nil {
		return err
	}
	return t.put(ctx, op, memberRows, m.Rev, text(m.Community), string(m.Person), string(m.Standing), micros(m.Since), listOf(m.Roles), m.Rev)
}
