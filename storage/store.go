package storage

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/search"
)

// Store keeps the communities of one tenant. It is safe for concurrent use.
//
// View and Update fail as their function fails; besides, they are Precondition
// inside another transaction of the same store, and Unavailable if the place
// cannot be reached, stays busy, or the context ends.
type Store interface {
	// View runs fn on one consistent state.
	View(ctx context.Context, fn func(context.Context, Reader) error) error
	// Update runs fn and keeps all that it wrote, or nothing.
	Update(ctx context.Context, fn func(context.Context, Tx) error) error
	// Tenant returns a handle to the same place for another tenant. The empty
	// tenant is the one that a store begins with.
	Tenant(Tenant) Store
}

// Tenant is the host's own opaque id of one of several organisations that
// share a store: at most 255 bytes of UTF-8 without control characters.
type Tenant string

// Reader reads the state of communities. Every method is Unavailable if the
// place cannot be read, and NotFound if the community named is not there. A
// list goes by its key in ascending order (text by its bytes), begins behind
// the key given (at the start for the zero key), and ends after limit entries
// (limit 0 or less: all). Other methods of the Reader may be called while a
// list is being ranged over.
type Reader interface {
	// Tenant returns whose communities these are.
	Tenant() Tenant
	CommunityReader
	CharterReader
	SpaceReader
	GatheringReader
	GovernanceReader
	NewcomerReader
	StoryReader
	TaskReader
	LifeReader
	MemberReader
	RepertoireReader
	SearchReader
	QuestionReader
	JournalReader
	OperationReader
	CursorReader
}

// Tx reads and writes in one transaction.
type Tx interface {
	Reader
	CommunityWriter
	CharterWriter
	SpaceWriter
	GatheringWriter
	GovernanceWriter
	NewcomerWriter
	StoryWriter
	TaskWriter
	LifeWriter
	MemberWriter
	RepertoireWriter
	QuestionWriter
	JournalWriter
	OperationWriter
	CursorWriter
}

// CommunityReader reads communities and where they are in their lives.
type CommunityReader interface {
	// Community returns the community. NotFound.
	Community(context.Context, activity.CommunityID) (cop.Community, error)
	// Communities lists the tenant's communities by id.
	Communities(ctx context.Context, after activity.CommunityID, limit int) iter.Seq2[cop.Community, error]
	// Lifecycle returns the phase that a community is in. NotFound.
	Lifecycle(context.Context, activity.CommunityID) (lifecycle.State, error)
}

// CommunityWriter writes communities and where they are in their lives.
type CommunityWriter interface {
	// PutCommunity writes a community. Exists, Conflict; Invalid for a tenant
	// that is no id.
	PutCommunity(context.Context, cop.Community) error
	// PutLifecycle writes the phase that a community is in. NotFound, Exists,
	// Conflict.
	PutLifecycle(context.Context, lifecycle.State) error
}

// MemberReader reads who stands how to a community.
type MemberReader interface {
	// Member returns a person's membership, former and refused ones included.
	// NotFound if they never had any.
	Member(context.Context, activity.CommunityID, activity.Person) (membership.Member, error)
	// Members lists a community's memberships by person.
	Members(ctx context.Context, community activity.CommunityID, after activity.Person, limit int) iter.Seq2[membership.Member, error]
	// Memberships lists a person's memberships in the tenant's communities, by
	// community.
	Memberships(ctx context.Context, person activity.Person, after activity.CommunityID, limit int) iter.Seq2[membership.Member, error]
}

// MemberWriter writes memberships.
type MemberWriter interface {
	// PutMember writes a membership, but for its LastActive, which Append keeps.
	// NotFound, Exists, Conflict.
	PutMember(context.Context, membership.Member) error
}

// RepertoireReader reads the shared resources.
type RepertoireReader interface {
	// Resource returns a resource with its current version. NotFound.
	Resource(context.Context, activity.CommunityID, activity.ResourceID) (repertoire.Resource, error)
	// Resources lists a community's resources by id.
	Resources(ctx context.Context, community activity.CommunityID, after activity.ResourceID, limit int) iter.Seq2[repertoire.Resource, error]
	// Versions lists a resource's versions by number.
	Versions(ctx context.Context, community activity.CommunityID, resource activity.ResourceID, after, limit int) iter.Seq2[repertoire.Version, error]
	// Reuses lists the uses made of a resource, by the id of their activity.
	Reuses(ctx context.Context, community activity.CommunityID, resource activity.ResourceID, after activity.ID, limit int) iter.Seq2[repertoire.Reuse, error]
	// Endorsement returns a person's endorsement of a resource. NotFound.
	Endorsement(context.Context, activity.CommunityID, activity.ResourceID, activity.Person) (repertoire.Endorsement, error)
	// Endorsements lists the endorsements of a resource by person.
	Endorsements(ctx context.Context, community activity.CommunityID, resource activity.ResourceID, after activity.Person, limit int) iter.Seq2[repertoire.Endorsement, error]
}

// RepertoireWriter writes the shared resources.
type RepertoireWriter interface {
	// PutResource writes a resource and keeps its current version among its
	// versions. NotFound, Exists, Conflict.
	PutResource(context.Context, repertoire.Resource) error
	// AddReuse adds a use made of a resource. NotFound, Exists.
	AddReuse(context.Context, repertoire.Reuse) error
	// PutEndorsement writes an endorsement in place of the same person's
	// earlier one. NotFound.
	PutEndorsement(context.Context, repertoire.Endorsement) error
}

// SearchReader finds resources by their words.
type SearchReader interface {
	// Search lists the resources whose current versions match a query (which is as
	// Query.Normal makes it), in the order of package search: behind a place in
	// it, and only what is in the rooms. What is elsewhere changes nothing of what is
	// found. Unavailable while resources that an older version of Praxis has written
	// wait for their words to be indexed, as they are when the store is next opened.
	Search(ctx context.Context, community activity.CommunityID, q search.Query, in search.Rooms, after search.Cursor, limit int) iter.Seq2[search.Hit, error]
}

// QuestionReader reads questions and their answers.
type QuestionReader interface {
	// Question returns a question. NotFound.
	Question(context.Context, activity.CommunityID, activity.QuestionID) (repertoire.Question, error)
	// Questions lists a community's questions by id.
	Questions(ctx context.Context, community activity.CommunityID, after activity.QuestionID, limit int) iter.Seq2[repertoire.Question, error]
	// Answer returns an answer to a question. NotFound.
	Answer(context.Context, activity.CommunityID, activity.QuestionID, activity.AnswerID) (repertoire.Answer, error)
	// Answers lists the answers to a question by id.
	Answers(ctx context.Context, community activity.CommunityID, question activity.QuestionID, after activity.AnswerID, limit int) iter.Seq2[repertoire.Answer, error]
}

// QuestionWriter writes questions and their answers.
type QuestionWriter interface {
	// PutQuestion writes a question. NotFound, Exists, Conflict.
	PutQuestion(context.Context, repertoire.Question) error
	// PutAnswer writes an answer. NotFound, Exists, Conflict.
	PutAnswer(context.Context, repertoire.Answer) error
}

// JournalReader reads the record.
type JournalReader interface {
	// Activities lists a community's activities by their sequence. Whoever goes
	// on behind the last one they have seen misses none and gets none twice.
	Activities(ctx context.Context, community activity.CommunityID, after activity.Seq, limit int) activity.Stream
	// Since lists the activity that has an id, and then, as Activities does, at
	// most limit of those behind it: none if the record does not hold it.
	Since(ctx context.Context, community activity.CommunityID, id activity.ID, limit int) activity.Stream
	// Activity returns the activity of a community's record that has an id.
	// NotFound.
	Activity(context.Context, activity.CommunityID, activity.ID) (activity.Activity, error)
	// Head returns the sequence of a community's newest activity, which is
	// also how many there are.
	Head(context.Context, activity.CommunityID) (activity.Seq, error)
	// Tallies lists what a community's activities count up to by week, space,
	// person and verb: behind the key of the tally given, so that one that has but a
	// Week begins with that week.
	Tallies(ctx context.Context, community activity.CommunityID, after activity.Tally, limit int) iter.Seq2[activity.Tally, error]
	// Received lists in the same way what was done to people (see
	// activity.Activity.Received).
	Received(ctx context.Context, community activity.CommunityID, after activity.Tally, limit int) iter.Seq2[activity.Tally, error]
	// Presences lists on which days people took part in which threads: behind
	// the key of the one given, so that one that has but a Day begins with it.
	Presences(ctx context.Context, community activity.CommunityID, after activity.Presence, limit int) iter.Seq2[activity.Presence, error]
}

// JournalWriter writes the record.
type JournalWriter interface {
	// Append adds activities to the end of a community's record, in the order
	// given, and returns how many it added: those whose id is in the record
	// already are passed over. It sets the Community of each, and the Seq of
	// those added. Each counts in the tallies and presences and touches its actor's membership
	// (membership.Member.Touch). NotFound; Invalid, and nothing added, for an
	// activity without an id and for a detail that cannot be kept.
	Append(ctx context.Context, community activity.CommunityID, batch []activity.Activity) (added int, err error)
	// Rewrite puts another record in the place of a community's, and what it
	// folds to in the place of the tables, and drops the operations of a person.
	// The sequence of the record is that of the slice, from 1. It takes its
	// time, as does whatever it is for (see Erase). NotFound; Invalid, and
	// nothing changed, for a record that does not fold.
	Rewrite(ctx context.Context, community activity.CommunityID, record History, without activity.Person) error
}

// OperationReader reads which operations have taken effect.
type OperationReader interface {
	// Operation returns what came of the operation that had a key. NotFound if
	// none has taken effect.
	Operation(ctx context.Context, community activity.CommunityID, key string) (Operation, error)
}

// OperationWriter writes which operations have taken effect.
type OperationWriter interface {
	// AddOperation keeps an operation under its key. NotFound; Exists if the key
	// is taken; Invalid for a key that is none.
	AddOperation(context.Context, Operation) error
}

// CursorReader reads how far subscribers have got.
type CursorReader interface {
	// Cursor returns what PutCursor has written last for a subscriber to a
	// community's record, 0 at first. NotFound if the community is not there.
	Cursor(ctx context.Context, community activity.CommunityID, subscriber string) (activity.Seq, error)
	// Lags lists the tenant's communities in whose records there is something
	// behind a subscriber's cursor, by community. To ask is cheap: one query, for
	// a store that has queries, however many communities there are.
	Lags(ctx context.Context, subscriber string, after activity.CommunityID, limit int) iter.Seq2[Lag, error]
}

// CursorWriter writes how far subscribers have got.
type CursorWriter interface {
	// PutCursor writes how far a subscriber has got. NotFound; Invalid for a
	// name that is none.
	PutCursor(ctx context.Context, community activity.CommunityID, subscriber string, seen activity.Seq) error
}
