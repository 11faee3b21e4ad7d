package sqlstore

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
)

// resourceQuery selects resources together with their current versions.
func resourceQuery(where string) *Query {
	return aboutCommunity(newQuery("SELECT "+resources.Names("r")+", "+versions.Names("v")+` FROM praxis_resource r
		JOIN praxis_resource_version v ON v.community_id = r.community_id AND v.resource_id = r.resource_id AND v.version = r.version `+where,
		append(append([]Column(nil), resources.Columns...), versions.Columns...)))
}

// resourceOf makes a resource of its row and that of its current version.
func resourceOf(columns, current []Value) (repertoire.Resource, error) {
	r, err := resources.read(columns)
	if err != nil {
		return r, err
	}
	v, err := versions.read(current)
	r.Current = v.Version
	return r, err
}

var oneResource = resourceQuery("WHERE r.community_id = $1 AND r.resource_id = $2")

// Resource implements storage.RepertoireReader.
func (t *Tx) Resource(ctx context.Context, c activity.CommunityID, resource activity.ResourceID) (r repertoire.Resource, err error) {
	const method = "Resource"
	if err := t.approach(ctx, method, c); err != nil {
		return r, err
	}
	key := []Value{id(c), id(resource)}
	if !t.has(resources.key(key)) {
		if err := t.query(ctx, method, oneResource, key, func(columns []Value) error {
			columns = append([]Value(nil), columns...)
			row, current := columns[:len(resources.Columns)], columns[len(resources.Columns):]
			t.learn(resources.key(row), row)
			t.learn(versions.key(current), current)
			return nil
		}); err != nil {
			return r, err
		}
		if k := resources.key(key); !t.has(k) {
			t.learn(k, nil)
		}
	}
	holding, err := one(ctx, t, method, resources, c, id(resource))
	if err != nil {
		return r, err
	}
	current, err := one(ctx, t, method, versions, c, id(resource), number(holding.Current.Number))
	holding.Current = current.Version
	return holding, err
}

var resourcesQuery = pages(resourceQuery("WHERE r.community_id = $1 AND r.resource_id > $2 ORDER BY r.resource_id"))

// Resources implements storage.RepertoireReader.
func (t *Tx) Resources(ctx context.Context, c activity.CommunityID, after activity.ResourceID, limit int) iter.Seq2[repertoire.Resource, error] {
	const method = "Resources"
	behind := func(r repertoire.Resource) []Value { return []Value{start(r.ID)} }
	read := func(columns []Value) (repertoire.Resource, error) {
		return resourceOf(columns[:len(resources.Columns)], columns[len(resources.Columns):])
	}
	return in(ctx, t, method, c, page(ctx, t, method, resourcesQuery, limit, []Value{id(c)}, []Value{start(after)}, behind, read))
}

// PutResource implements storage.RepertoireWriter.
func (t *Tx) PutResource(ctx context.Context, r repertoire.Resource) error {
	const method = "PutResource"
	if err := t.put(ctx, method, resources.Shape, r.Community, resources.columns(r)); err != nil {
		return err
	}
	if err := t.replace(ctx, method, versions.Shape, versions.columns(version{r.Community, r.ID, r.Current})); err != nil {
		return err
	}
	return t.index(ctx, r)
}

var versionsQuery = pages(versions.about("WHERE community_id = $1 AND resource_id = $2 AND version > $3 ORDER BY version"))

// Versions implements storage.RepertoireReader.
func (t *Tx) Versions(ctx context.Context, c activity.CommunityID, resource activity.ResourceID, after, limit int) iter.Seq2[repertoire.Version, error] {
	const method = "Versions"
	behind := func(v repertoire.Version) []Value { return []Value{number(v.Number)} }
	read := func(columns []Value) (repertoire.Version, error) {
		v, err := versions.read(columns)
		return v.Version, err
	}
	return in(ctx, t, method, c, page(ctx, t, method, versionsQuery, limit, []Value{id(c), start(resource)}, []Value{number(after)}, behind, read))
}

var reusesQuery = pages(reuses.about("WHERE community_id = $1 AND resource_id = $2 AND activity_id > $3 ORDER BY activity_id"))

// Reuses implements storage.RepertoireReader.
func (t *Tx) Reuses(ctx context.Context, c activity.CommunityID, resource activity.ResourceID, after activity.ID, limit int) iter.Seq2[repertoire.Reuse, error] {
	const method = "Reuses"
	behind := func(u repertoire.Reuse) []Value { return []Value{start(u.ID)} }
	return in(ctx, t, method, c, page(ctx, t, method, reusesQuery, limit, []Value{id(c), start(resource)}, []Value{start(after)}, behind, reuses.read))
}

// AddReuse implements storage.RepertoireWriter.
func (t *Tx) AddReuse(ctx context.Context, u repertoire.Reuse) error {
	const method = "AddReuse"
	if _, err := one(ctx, t, method, resources, u.Community, id(u.Resource)); err != nil {
		return err
	}
	return t.put(ctx, method, reuses.Shape, u.Community, reuses.columns(u))
}

// Endorsement implements storage.RepertoireReader.
func (t *Tx) Endorsement(ctx context.Context, c activity.CommunityID, resource activity.ResourceID, p activity.Person) (repertoire.Endorsement, error) {
	return one(ctx, t, "Endorsement", endorsements, c, id(resource), text(p))
}

var endorsementsQuery = pages(endorsements.about("WHERE community_id = $1 AND resource_id = $2 AND person > $3 ORDER BY person"))

// Endorsements implements storage.RepertoireReader.
func (t *Tx) Endorsements(ctx context.Context, c activity.CommunityID, resource activity.ResourceID, after activity.Person, limit int) iter.Seq2[repertoire.Endorsement, error] {
	const method = "Endorsements"
	behind := func(e repertoire.Endorsement) []Value { return []Value{text(e.Person)} }
	return in(ctx, t, method, c, page(ctx, t, method, endorsementsQuery, limit, []Value{id(c), start(resource)}, []Value{from(after)}, behind, endorsements.read))
}

// PutEndorsement implements storage.RepertoireWriter.
func (t *Tx) PutEndorsement(ctx context.Context, e repertoire.Endorsement) error {
	const method = "PutEndorsement"
	if _, err := one(ctx, t, method, resources, e.Community, id(e.Resource)); err != nil {
		return err
	}
	return t.replace(ctx, method, endorsements.Shape, endorsements.columns(e))
}
