package sqlite

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
)

const selectResource = `SELECT r.community_id, r.resource_id, r.space, r.kind, r.author, r.shared_at, r.status, r.rev,
	v.version, v.title, v.body, v.topics, v.editor, v.at, v.note
	FROM praxis_resource r JOIN praxis_resource_version v USING (community_id, resource_id, version)`

func scanResource(s scanner) (r repertoire.Resource, err error) {
	v := &r.Current
	return r, s.Scan(intoID(&r.Community), intoID(&r.ID), intoID(&r.Space), &r.Kind, &r.Author, intoTime(&r.SharedAt), &r.Status, &r.Rev,
		&v.Number, &v.Title, &v.Body, intoJSON(&v.Topics), &v.Editor, intoTime(&v.At), &v.Note)
}

func (t *tx) Resource(ctx context.Context, c activity.CommunityID, id activity.ResourceID) (repertoire.Resource, error) {
	return one(ctx, t, "sqlite.Resource", c, scanResource,
		selectResource+" WHERE r.community_id = ?1 AND r.resource_id = ?2", text(id))
}

func (t *tx) Resources(ctx context.Context, c activity.CommunityID, after activity.ResourceID, limit int) iter.Seq2[repertoire.Resource, error] {
	const op = "sqlite.Resources"
	key := func(r repertoire.Resource) activity.ResourceID { return r.ID }
	return of(ctx, t, op, c, list(ctx, t, op, after, limit, key, scanResource,
		selectResource+" WHERE r.community_id = ?1 AND r.resource_id > ?2 ORDER BY r.resource_id LIMIT +?3", text(c)))
}

var (
	resourceRows = newRelation("praxis_resource", 2,
		"community_id", "resource_id", "space", "kind", "author", "shared_at", "status", "version", "rev")
	versionRows = newRelation("praxis_resource_version", 3,
		"community_id", "resource_id", "version", "title", "body", "topics", "editor", "at", "note")
)

func (t *tx) PutResource(ctx context.Context, r repertoire.Resource) error {
	const op = "sqlite.PutResource"
	if err := t.belongs(ctx, op, r.Community); err != nil {
		return err
	}
	v := r.Current
	err := t.put(ctx, op, resourceRows, r.Rev, text(r.Community), text(r.ID), text(r.Space), string(r.Kind), string(r.Author),
		micros(r.SharedAt), string(r.Status), v.Number, r.Rev)
	if err != nil {
		return err
	}
	_, err = t.exec(ctx, op, versionRows.replace, text(r.Community), text(r.ID), v.Number, v.Title, v.Body, listOf(v.Topics),
		string(v.Editor), micros(v.At), v.Note)
	return err
}

func (t *tx) Versions(ctx context.Context, c activity.CommunityID, id activity.ResourceID, after, limit int) iter.Seq2[repertoire.Version, error] {
	const op = "sqlite.Versions"
	scan := func(s scanner) (v repertoire.Version, err error) {
		return v, s.Scan(&v.Number, &v.Title, &v.Body, intoJSON(&v.Topics), &v.Editor, intoTime(&v.At), &v.Note)
	}
	key := func(v repertoire.Version) int { return v.Number }
	return of(ctx, t, op, c, list(ctx, t, op, after, limit, key, scan,
		`SELECT version, title, body, topics, editor, at, note FROM praxis_resource_version
		WHERE community_id = ?1 AND resource_id = ?2 AND version > ?3 ORDER BY version LIMIT +?4`, text(c), text(id)))
}

func (t *tx) Reuses(ctx context.Context, c activity.CommunityID, id activity.ResourceID, after activity.ID, limit int) iter.Seq2[repertoire.Reuse, error] {
	const op = "sqlite.Reuses"
	scan := func(s scanner) (u repertoire.Reuse, err error) {
		return u, s.Scan(intoID(&u.Community), intoID(&u.Resource), intoID(&u.ID), &u.Person, intoTime(&u.At), &u.Version, &u.Outcome, &u.Note)
	}
	key := func(u repertoire.Reuse) activity.ID { return u.ID }
	return of(ctx, t, op, c, list(ctx, t, op, after, limit, key, scan,
		`SELECT community_id, resource_id, activity_id, person, at, version, outcome, note FROM praxis_reuse
		WHERE community_id = ?1 AND resource_id = ?2 AND activity_id > ?3 ORDER BY activity_id LIMIT +?4`, text(c), text(id)))
}

var reuseRows = newRelation("praxis_reuse", 3, "community_id", "resource_id", "activity_id", "person", "at", "version", "outcome", "note")

func (t *tx) AddReuse(ctx context.Context, u repertoire.Reuse) error {
	if _, err := t.Resource(ctx, u.Community, u.Resource); err != nil {
		return err
	}
	return t.put(ctx, "sqlite.AddReuse", reuseRows, 1, text(u.Community), text(u.Resource), text(u.ID), string(u.Person), micros(u.At),
		u.Version, string(u.Outcome), u.Note)
}

const selectEndorsement = "SELECT community_id, resource_id, person, at, version FROM praxis_endorsement WHERE community_id = ?1 AND resource_id = ?2"

func scanEndorsement(s scanner) (e repertoire.Endorsement, err error) {
	return e, s.Scan(intoID(&e.Community), intoID(&e.Resource), &e.Person, intoTime(&e.At), &e.Version)
}

func (t *tx) Endorsement(ctx context.Context, c activity.CommunityID, id activity.ResourceID, p activity.Person) (repertoire.Endorsement, error) {
	return one(ctx, t, "sqlite.Endorsement", c, scanEndorsement, selectEndorsement+" AND person = ?3", text(id), string(p))
}

func (t *tx) Endorsements(ctx context.Context, c activity.CommunityID, id activity.ResourceID, after activity.Person, limit int) iter.Seq2[repertoire.Endorsement, error] {
	const op = "sqlite.Endorsements"
	key := func(e repertoire.Endorsement) activity.Person { return e.Person }
	return of(ctx, t, op, c, list(ctx, t, op, after, limit, key, scanEndorsement,
		selectEndorsement+" AND person > ?3 ORDER BY person LIMIT +?4", text(c), text(id)))
}

var endorsementRows = newRelation("praxis_endorsement", 3, "community_id", "resource_id", "person", "at", "version")

func (t *tx) PutEndorsement(ctx context.Context, e repertoire.Endorsement) error {
	if _, err := t.Resource(ctx, e.Community, e.Resource); err != nil {
		return err
	}
	_, err := t.exec(ctx, "sqlite.PutEndorsement", endorsementRows.replace, text(e.Community), text(e.Resource), string(e.Person),
		micros(e.At), e.Version)
	return err
}
