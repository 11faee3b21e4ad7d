package sqlstore

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
)

// Community implements storage.CommunityReader.
func (t *Tx) Community(ctx context.Context, c activity.CommunityID) (cop.Community, error) {
	found, err := one(ctx, t, "Community", communities, c)
	return found.Community, err
}

var communitiesQuery = pages(communities.query("WHERE tenant = $1 AND community_id > $2 ORDER BY community_id"))

// Communities implements storage.CommunityReader.
func (t *Tx) Communities(ctx context.Context, after activity.CommunityID, limit int) iter.Seq2[cop.Community, error] {
	behind := func(c cop.Community) []Value { return []Value{start(c.ID)} }
	read := func(columns []Value) (cop.Community, error) {
		c, err := communities.read(columns)
		return c.Community, err
	}
	return page(ctx, t, "Communities", communitiesQuery, limit, []Value{text(t.tenant)}, []Value{start(after)}, behind, read)
}

// start is the key behind which a list begins. The zero identifier is one that
// all others are behind, and not none.
func start[T ~[16]byte](after T) Value { return Value{Kind: ID, ID: after} }

// errFoundMeanwhile ends a run that has seen a community not to be there, which
// nothing keeps so.
var errFoundMeanwhile = fault.New("storage.PutCommunity", fault.Conflict, "somebody else has founded the community meanwhile")

// PutCommunity implements storage.CommunityWriter.
func (t *Tx) PutCommunity(ctx context.Context, c cop.Community) error {
	const method = "PutCommunity"
	if err := t.tenant.Check(); err != nil {
		return fault.In(t.op(method), err)
	}
	row := communities.columns(owned{c, t.tenant})
	if c.Rev > 1 {
		err := t.put(ctx, method, communities.Shape, c.ID, row)
		if fault.CodeOf(err) == fault.NotFound {
			return storage.Follows(t.op(method), c.Rev, false, -1)
		}
		return err
	}
	k := communities.key(row)
	before, seen := t.lookUp(k)
	if !seen && t.careful {
		found, err := t.find(ctx, method, communities.Shape, row[:1])
		if err != nil {
			return err
		}
		before.row = found
		if at, looked := t.own.entered[c.ID]; found != nil && looked && !at.there {
			return t.fail(method, storage.Again(errFoundMeanwhile))
		}
	}
	if t.hidden[c.ID] {
		before.row = row // something is there, however often one looks
	}
	t.guessed = t.guessed || !seen && !t.careful
	if err := storage.Follows(t.op(method), c.Rev, before.row != nil, 1); err != nil {
		return err
	}
	t.own.entered[c.ID] = found{true, t.tenant}
	begin := heads.columns(head{community: c.ID})
	if err := t.change(ctx, method, k, row, Insert); err != nil {
		return err
	}
	if err := t.change(ctx, method, heads.key(begin), begin, Insert); err != nil || !t.careful {
		return err
	}
	err := t.flush(ctx, method) // which keeps others who found it out, as entering does where it is there
	if !t.dialect.Apart() || !t.dialect.Taken(err) {
		return err
	}
	if t.hidden == nil {
		t.failed = fault.New(t.op(method), fault.Exists, "it is there already, whosever it is")
		return t.failed
	}
	t.hidden[c.ID] = true
	return err
}

// Lifecycle implements storage.CommunityReader.
func (t *Tx) Lifecycle(ctx context.Context, c activity.CommunityID) (lifecycle.State, error) {
	return one(ctx, t, "Lifecycle", lifecycles, c)
}

// PutLifecycle implements storage.CommunityWriter.
func (t *Tx) PutLifecycle(ctx context.Context, l lifecycle.State) error {
	return t.put(ctx, "PutLifecycle", lifecycles.Shape, l.Community, lifecycles.columns(l))
}

// Member implements storage.MemberReader.
func (t *Tx) Member(ctx context.Context, c activity.CommunityID, p activity.Person) (membership.Member, error) {
	return one(ctx, t, "Member", members, c, text(p))
}

var membersQuery = pages(members.about("WHERE community_id = $1 AND person > $2 ORDER BY person"))

// Members implements storage.MemberReader.
func (t *Tx) Members(ctx context.Context, c activity.CommunityID, after activity.Person, limit int) iter.Seq2[membership.Member, error] {
	const method = "Members"
	behind := func(m membership.Member) []Value { return []Value{text(m.Person)} }
	return in(ctx, t, method, c, page(ctx, t, method, membersQuery, limit, []Value{id(c)}, []Value{from(after)}, behind, members.read))
}

var membershipsQuery = pages(newQuery("SELECT "+members.Names("m")+` FROM praxis_member m JOIN praxis_community c ON c.community_id = m.community_id
	WHERE m.person = $1 AND c.tenant = $2 AND m.community_id > $3 ORDER BY m.community_id`, members.Columns))

// Memberships implements storage.MemberReader.
func (t *Tx) Memberships(ctx context.Context, p activity.Person, after activity.CommunityID, limit int) iter.Seq2[membership.Member, error] {
	behind := func(m membership.Member) []Value { return []Value{start(m.Community)} }
	return page(ctx, t, "Memberships", membershipsQuery, limit, []Value{text(p), text(t.tenant)}, []Value{start(after)}, behind, members.read)
}

// PutMember implements storage.MemberWriter.
func (t *Tx) PutMember(ctx context.Context, m membership.Member) error {
	return t.put(ctx, "PutMember", members.Shape, m.Community, members.columns(m))
}
