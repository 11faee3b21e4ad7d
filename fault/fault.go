package fault

import (
	"errors"
	"strings"
)

// Code says what kind of failure an error is, and so what a caller can do
// about it. A Code is itself an error, so that errors.Is(err, fault.NotFound)
// holds for every Error with that code, however deeply it is wrapped.
type Code string

// The codes. Each names the remedy that is open to the caller.
const (
	// Invalid: what was given can never be right; change it.
	Invalid Code = "invalid"
	// NotFound: nothing with this identity, or nothing that this caller may know of.
	NotFound Code = "not found"
	// Exists: it is there already; nothing needs to be done.
	Exists Code = "exists"
	// Conflict: somebody else changed it meanwhile; read it again and decide anew.
	Conflict Code = "conflict"
	// Denied: this person may not; ask somebody who may.
	Denied Code = "denied"
	// Precondition: not in this state; something else has to happen first.
	Precondition Code = "precondition"
	// Unavailable: the store cannot serve now; trying again later may succeed.
	Unavailable Code = "unavailable"
)

// Error returns the code's name.
func (c Code) Error() string { return string(c) }

// Error is a failed operation: which one, of what kind, why, and what to do.
type Error struct {
	Op      string  // the operation, as package.Function or package.Type.Method
	Code    Code    // the kind of failure
	Problem string  // what is wrong and what to do, for a person to read
	Fields  []Field // for Invalid: every bad field, in the order of the value
	Err     error   // the cause, if there is one
}

// Field is one bad field of a value that was given.
type Field struct {
	Name    string // its path in the value's JSON names: "domain.topics[2]"
	Problem string // what is wrong with it: "is required"
}

// New returns an error of the code: operation, and what is wrong and what to do.
func New(op string, code Code, problem string) error {
	return &Error{Op: op, Code: code, Problem: problem}
}

// Because says why something cannot be, for others to put an operation before it
// (see In).
func Because(code Code, why string) *Error { return &Error{Code: code, Problem: why} }

// Wrap gives a cause an operation and a code. The cause stays visible to
// errors.Is and errors.As. Wrapping nil gives nil.
func Wrap(op string, code Code, err error) error {
	if err == nil {
		return nil
	}
	return &Error{Op: op, Code: code, Err: err}
}

// In names the operation in which an error occurred, as its caller knows it. An
// Error becomes that operation's own, with all that it says; any other error is
// wrapped, and is Unavailable unless it carries a code, since only the world
// outside fails without one. In of nil is nil.
func In(op string, err error) error {
	if err == nil {
		return nil
	}
	if e, ok := err.(*Error); ok {
		own := *e
		own.Op = op
		return &own
	}
	return &Error{Op: op, Code: CodeOf(err), Err: err}
}

// CodeOf returns the code that an error carries: Unavailable if it has none,
// and the empty code for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	if code, ok := said(err); ok {
		return code
	}
	return Unavailable
}

// said returns the first code in an error's chain, if there is one.
func said(err error) (code Code, ok bool) {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code, true
	}
	return errors.AsType[Code](err)
}

// Error reads "operation: code: problem: field problem; …: cause". A cause
// that says its own code is not preceded by the same code again.
func (e *Error) Error() string {
	var b strings.Builder
	part := func(s string) {
		if s == "" {
			return
		}
		if b.Len() > 0 {
			b.WriteString(": ")
		}
		b.WriteString(s)
	}
	part(e.Op)
	if code, ok := said(e.Err); !ok || code != e.Code {
		part(string(e.Code))
	}
	part(e.Problem)
	fields := make([]string, len(e.Fields))
	for i, f := range e.Fields {
		fields[i] = f.Name + " " + f.Problem
	}
	part(strings.Join(fields, "; "))
	if e.Err != nil {
		part(e.Err.Error())
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is reports whether the target is this error's code.
func (e *Error) Is(target error) bool {
	code, ok := target.(Code)
	return ok && code == e.Code
}
