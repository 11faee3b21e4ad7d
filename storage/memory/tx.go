package memory

import (
	"context"
	"iter"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// tx is one transaction: a snapshot that nobody else sees.
type tx struct {
	tenant storage.Tenant
	*tables
	writes bool
	over   bool
	grown  []activity.CommunityID // whose records there is something new in
}

var _ storage.Tx = (*tx)(nil)

// Tenant implements storage.Reader.
func (t *tx) Tenant() storage.Tenant { return t.tenant }

// ready fails if nothing more can be done in the transaction.
func (t *tx) ready(ctx context.Context, op string) error {
	switch {
	case t.over:
		return fault.New(op, fault.Precondition, "the transaction has ended; use it, and range over its lists, inside of its function")
	case ctx.Err() != nil:
		return fault.In(op, context.Cause(ctx))
	}
	return nil
}

// end keeps whoever has held on to the transaction away from what it wrote.
func (t *tx) end() { t.over = true }

// community returns a community of this tenant.
func (t *tx) community(ctx context.Context, op string, id activity.CommunityID) (owned, error) {
	if err := t.ready(ctx, op); err != nil {
		return owned{}, err
	}
	c, ok := t.communities.get(key{community: id})
	if !ok || c.tenant != t.tenant {
		return owned{}, fault.New(op, fault.NotFound, "no community "+id.String())
	}
	return c, nil
}

// behind ranges over the rows behind a key, for as long as within holds. They
// are those of its beginning, whatever the transaction writes meanwhile.
func behind[T any](ctx context.Context, t *tx, op string, from table[T], after key, within func(key) bool) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		if err := t.ready(ctx, op); err != nil {
			yield(none, err)
			return
		}
		rows := from
		if t.writes {
			rows = from.copy()
		}
		for _, v := range rows.behind(after, within) {
			if err := t.ready(ctx, op); err != nil {
				yield(none, err)
				return
			}
			if !yield(v, nil) {
				return
			}
		}
	}
}

// one returns a row of a community, as a copy of the caller's own.
func one[T any](ctx context.Context, t *tx, op string, from table[T], k key, clone func(T) T) (T, error) {
	var none T
	if _, err := t.community(ctx, op, k.community); err != nil {
		return none, err
	}
	v, ok := from.get(k)
	if !ok {
		return none, fault.New(op, fault.NotFound, "no such entry in community "+k.community.String())
	}
	return clone(v), nil
}

// list ranges over the rows behind a key that agree with it in the community
// and in the identifiers that the list is bound to.
func list[T any](ctx context.Context, t *tx, op string, from table[T], after key, bound int, limit int, clone func(T) T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		if _, err := t.community(ctx, op, after.community); err != nil {
			yield(none, err)
			return
		}
		within := func(k key) bool {
			return k.community == after.community && (bound < 1 || k.one == after.one) && (bound < 2 || k.two == after.two)
		}
		left := limit
		for v, err := range behind(ctx, t, op, from, after, within) {
			if err != nil {
				yield(none, err)
				return
			}
			if !yield(clone(v), nil) {
				return
			}
			if left--; left == 0 {
				return
			}
		}
	}
}

// put writes a row that follows the one stored by one change.
func put[T any](ctx context.Context, t *tx, op string, into table[T], k key, v T, rev func(T) int) error {
	if _, err := t.community(ctx, op, k.community); err != nil {
		return err
	}
	old, exists := into.get(k)
	if err := storage.Follows(op, rev(v), exists, rev(old)); err != nil {
		return err
	}
	into.put(k, v)
	return nil
}

// add writes a row that never changes.
func add[T any](ctx context.Context, t *tx, op string, into table[T], k key, v T) error {
	return put(ctx, t, op, into, k, v, func(T) int { return 1 })
}

func same[T any](v T) T { return v }

func (t *tx) Community(ctx context.Context, id activity.CommunityID) (cop.Community, error) {
	c, err := t.community(ctx, "memory.Community", id)
	return cloneCommunity(c.Community), err
}

func (t *tx) Communities(ctx context.Context, after activity.CommunityID, limit int) iter.Seq2[cop.Community, error] {
	return func(yield func(cop.Community, error) bool) {
		left := limit
		for c, err := range behind(ctx, t, "memory.Communities", t.communities, key{community: after}, func(key) bool { return true }) {
			if err != nil {
				yield(cop.Community{}, err)
				return
			}
			if c.tenant != t.tenant {
				continue
			}
			if !yield(cloneCommunity(c.Community), nil) {
				return
			}
			if left--; left == 0 {
				return
			}
		}
	}
}

func (t *tx) PutCommunity(ctx context.Context, c cop.Community) error {
	const op = "memory.PutCommunity"
	if err := t.ready(ctx, op); err != nil {
		return err
	}
	if err := t.tenant.Check(); err != nil {
		return fault.In(op, err)
	}
	old, exists := t.communities.get(key{community: c.ID})
	if exists && old.tenant != t.tenant && c.Rev > 1 {
		exists, old.Rev = false, 0
	}
	if err := storage.Follows(op, c.Rev, exists, old.Rev); err != nil {
		return err
	}
	t.communities.put(key{community: c.ID}, owned{cloneCommunity(c), t.tenant, old.head})
	return nil
}

func (t *tx) Lifecycle(ctx context.Context, id activity.CommunityID) (lifecycle.State, error) {
	return one(ctx, t, "memory.Lifecycle", t.lifecycles, key{community: id}, ownLife)
}

func (t *tx) PutLifecycle(ctx context.Context, s lifecycle.State) error {
	return put(ctx, t, "memory.PutLifecycle", t.lifecycles, key{community: s.Community}, ownLife(s), func(s lifecycle.State) int { return s.Rev })
}

func (t *tx) Member(ctx context.Context, c activity.CommunityID, p activity.Person) (membership.Member, error) {
	return one(ctx, t, "memory.Member", t.members, key{community: c, text: string(p)}, cloneMember)
}

func (t *tx) Members(ctx context.Context, c activity.CommunityID, after activity.Person, limit int) iter.Seq2[membership.Member, error] {
	return list(ctx, t, "memory.Members", t.members, key{community: c, text: string(after)}, 0, limit, cloneMember)
}

func (t *tx) Memberships(ctx context.Context, p activity.Person, after activity.CommunityID, limit int) iter.Seq2[membership.Member, error] {
	return func(yield func(membership.Member, error) bool) {
		left := limit
		for c, err := range t.Communities(ctx, after, 0) {
			if err != nil {
				yield(membership.Member{}, err)
				return
			}
			m, ok := t.members.get(key{community: c.ID, text: string(p)})
			if !ok {
				continue
			}
			if !yield(cloneMember(m), nil) {
				return
			}
			if left--; left == 0 {
				return
			}
		}
	}
}

func (t *tx) PutMember(ctx context.Context, m membership.Member) error {
	k := key{community: m.Community, text: string(m.Person)}
	before, _ := t.members.get(k)
	m.LastActive = before.LastActive
	return put(ctx, t, "memory.PutMember", t.members, k, cloneMember(m), func(m membership.Member) int { return m.Rev })
}

func cloneCommunity(c cop.Community) cop.Community {
	c.Charter.Domain.Topics = slices.Clone(c.Charter.Domain.Topics)
	c.Charter.Priorities = slices.Clone(c.Charter.Priorities)
	c.Charter.Goals = slices.Clone(c.Charter.Goals)
	c.Ended.Into = slices.Clone(c.Ended.Into)
	return c
}

func cloneMember(m membership.Member) membership.Member {
	m.Roles = slices.Clone(m.Roles)
	m.Terms = slices.Clone(m.Terms)
	m.Past = slices.Clone(m.Past)
	m.Steps = slices.Clone(m.Steps)
	return m
}

func cloneResource(r repertoire.Resource) repertoire.Resource {
	r.Current, r.Stewards, r.Credits = cloneVersion(r.Current), slices.Clone(r.Stewards), slices.Clone(r.Credits)
	return r
}

func cloneVersion(v repertoire.Version) repertoire.Version {
	v.Topics, v.Attachments = slices.Clone(v.Topics), slices.Clone(v.Attachments)
	return v
}

func cloneQuestion(q repertoire.Question) repertoire.Question {
	q.Topics = slices.Clone(q.Topics)
	q.FollowUps, q.Duplicates = slices.Clone(q.FollowUps), slices.Clone(q.Duplicates)
	q.Corrections = cloneCorrections(q.Corrections)
	return q
}

func cloneAnswer(a repertoire.Answer) repertoire.Answer {
	a.Corrections = cloneCorrections(a.Corrections)
	return a
}

func cloneCorrections(c repertoire.Corrections) repertoire.Corrections {
	c.Earlier = slices.Clone(c.Earlier)
	for i := range c.Earlier {
		c.Earlier[i].Topics = slices.Clone(c.Earlier[i].Topics)
	}
	return c
}
