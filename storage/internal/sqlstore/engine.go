package sqlstore

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
)

// Dialect is what all databases of one kind have in common.
type Dialect interface {
	// Name begins the operation of every error.
	Name() string
	// Fault gives an error of the driver its code, and says what to do. Errors
	// that have one stay as they are.
	Fault(op string, err error) error
	// Taken reports whether a row was refused because its key is there already.
	Taken(err error) bool
	// InDoubt reports whether it is unknown if a Commit that failed has been done.
	InDoubt(err error) bool
}

// Engine is a database.
type Engine interface {
	Dialect
	// Direct returns a connection outside of any transaction: each Read sees a
	// state of its own.
	Direct(ctx context.Context) (Conn, error)
	// Reader begins a transaction that sees one state and writes nothing.
	Reader(ctx context.Context) (Conn, error)
	// Writer begins a transaction that writes.
	Writer(ctx context.Context) (Conn, error)
}

// Conn is a connection in use. One goroutine at a time uses it. After an error
// only Close can follow, and of what was written nothing is kept.
type Conn interface {
	// Read runs a query. The slice is the callee's own, and holds another row at
	// the next call.
	Read(ctx context.Context, q Query, args []Value, each func([]Value) error) error
	// Enter reads what work in communities begins with: of those that are there,
	// the rows of Communities and Heads, and of the person visiting, that of
	// Members. In an Update it keeps all other writers out until the transaction
	// ends.
	Enter(ctx context.Context, visits []Visit, lock Lock) ([]Entrance, error)
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

// Entrance is what Enter has read.
type Entrance struct {
	Shape *Shape
	Key   []Value
	Row   []Value // nil if it is not there
}
