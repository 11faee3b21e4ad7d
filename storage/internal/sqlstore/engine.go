package sqlstore

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
)

// Dialect is what there is to know of a database beside how to use it.
type Dialect interface {
	// Name begins the operation of every error.
	Name() string
	// Apart reports whether the database itself keeps tenants apart: a
	// transaction sees and writes nothing but what is its tenant's.
	Apart() bool
	// Index is how words are looked up.
	Index() *Index
	// Fault gives an error of the driver its code, and says what to do. Errors
	// that have one stay as they are.
	Fault(op string, err error) error
	// Taken reports whether a row was refused because its key is there already.
	Taken(err error) bool
	// Held reports whether somebody else has kept Enter out for too long.
	Held(err error) bool
	// InDoubt reports whether it is unknown if a Commit that failed has been done.
	InDoubt(err error) bool
}

// Engine is a database.
type Engine interface {
	Dialect
	// Once reports whether a read of so many rows at most is best made by one
	// statement outside of a transaction, which reads what Enter does along with
	// each row.
	Once(rows int) bool
	// Direct returns a connection outside of any transaction: each Read sees a
	// state of its own. It may lead to a copy of the database, unless the context
	// asks for the latest state; see Elsewhere.
	Direct(ctx context.Context) (Conn, error)
	// Reader begins a transaction that sees one state and writes nothing. It may
	// be one of a copy as well.
	Reader(ctx context.Context) (Conn, error)
	// Writer begins a transaction that writes. One that is not alone should not
	// wait for long to enter, since other callers wait behind it.
	Writer(ctx context.Context, alone bool) (Conn, error)
	// Lanes is how many transactions are worth being written at once. If there is
	// but one, no other can be.
	Lanes() int
}

// Conn is a connection in use. One goroutine at a time uses it. After an error
// only Close can follow, and of what was written nothing is kept.
type Conn interface {
	// For says for which tenant a transaction is. It comes before all else.
	For(storage.Tenant)
	// Read runs a query. The slice is the callee's own, and holds another row at
	// the next call.
	Read(ctx context.Context, q *Query, args []Value, each func([]Value) error) error
	// Enter reads what work in communities begins with, of those that are there.
	// In an Update it keeps all other writers out until the transaction ends.
	Enter(ctx context.Context, visits []Visit, lock Lock) ([]Entrance, error)
	// Recorded calls found for each of the activities that is in a community's
	// record.
	Recorded(ctx context.Context, c activity.CommunityID, ids []activity.ID, found func(activity.ID)) error
	// Write makes changes.
	Write(ctx context.Context, changes []Change) error
	// Mark sets the point to which Undo goes back.
	Mark(ctx context.Context) error
	// Undo takes back what has been written since Mark.
	Undo(ctx context.Context) error
	// Commit makes the last changes and keeps all of them, whatever becomes of
	// the context.
	Commit(ctx context.Context, changes []Change) error
	// Close gives the connection back. What has not been committed is gone.
	Close()
}

// Elsewhere marks an error of a connection to a copy of the database. The View is
// then run again in the latest state.
func Elsewhere(err error) error { return elsewhere{err} }

type elsewhere struct{ error }

func (e elsewhere) Unwrap() error { return e.error }

func isElsewhere(err error) bool {
	_, ok := errors.AsType[elsewhere](err)
	return ok
}

// Visit is a person in a community about which a transaction will ask; the
// person is empty if it is nobody in particular.
type Visit struct {
	Community activity.CommunityID
	Person    activity.Person
}

// Lock is how Enter keeps others out.
type Lock uint8

// The ways to keep others out.
const (
	Unlocked Lock = iota // not at all
	Waiting              // and wait for those who are in
	IfFree               // and pass over the communities in which others are. Two that hold some and wait for more might wait for each other
)

// Entrance is what Enter has read of a community.
type Entrance struct {
	Community []Value   // its row
	Head      int64     // of its record
	People    []Visitor // of whom the visits are
}

// ID returns which community has been entered.
func (e Entrance) ID() activity.CommunityID { return activity.CommunityID(e.Community[0].ID) }

// Visitor is a person with the row of their membership, nil if there is none.
type Visitor struct {
	Person string
	Row    []Value
}

// CommunityByID reads the row of a community.
var CommunityByID = communities.ByKey()

// Door reads, for a community and a person, what Enter needs to know.
var Door = newQuery("SELECT "+communities.Names("c")+", j.head, "+standing("m")+` FROM praxis_community c
	JOIN praxis_journal j ON j.community_id = c.community_id
	LEFT JOIN praxis_member m ON m.community_id = c.community_id AND m.person = $2 WHERE c.community_id = $1`,
	slices.Concat(communities.Columns, []Column{{Name: "head", Kind: Number}}, Standing))

// Entered makes an entrance of a row that Door has read.
func Entered(v Visit, columns []Value) Entrance {
	n := len(communities.Columns)
	e := Entrance{Community: slices.Clone(columns[:n]), Head: columns[n].Number}
	if v.Person != "" {
		e.People = []Visitor{{string(v.Person), MemberRow(v, columns[n+1:])}}
	}
	return e
}

// Standing are the columns of a membership behind its key.
var Standing = members.Columns[members.Keys:]

func standing(as string) string {
	names := make([]string, len(Standing))
	for i, c := range Standing {
		names[i] = as + "." + c.Name
	}
	return strings.Join(names, ", ")
}

// MemberRow makes the row of a membership of its Standing; nil for nulls.
func MemberRow(v Visit, columns []Value) []Value {
	if columns[0].Null {
		return nil
	}
	return append([]Value{id(v.Community), text(v.Person)}, columns...)
}
