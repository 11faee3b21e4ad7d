package membership

import (
	"encoding/hex"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Tombstone returns the name that stands in the record for a person whose data
// were erased: "erased-" and 20 hexadecimal digits, made of random bytes of the
// caller's. One person has the same tombstone throughout a community, so that
// the record still tells one person's deeds from another's, and nothing leads
// back to them (GDPR, article 17 and recital 26). No host may give such an id to
// a person.
func Tombstone(random [10]byte) activity.Person {
	return activity.Person(tombstone + hex.EncodeToString(random[:]))
}

const tombstone = "erased-"

// IsTombstone reports whether a person's id is a tombstone.
func IsTombstone(p activity.Person) bool {
	digits, ok := strings.CutPrefix(string(p), tombstone)
	return ok && len(digits) == 20 && strings.Trim(digits, "0123456789abcdef") == ""
}

// Erase ends a membership whose person has become a tombstone throughout the
// record (see Tombstone); the tombstone is the actor. Nothing can follow: an
// erased membership is Former for good, without roles and details. Precondition
// if there is no membership; Exists if it is erased already.
//
// The record is what storage rewrites; this act says when that was done.
func Erase(o activity.Occasion, m Member) (Member, activity.Activity, error) {
	const op = "membership.Erase"
	switch {
	case !IsTombstone(o.Actor):
		return refuse(m, op, fault.Invalid, "the actor must be the person's tombstone; rewrite the record first")
	case m.Standing == Outsider:
		return refuse(m, op, fault.Precondition, "this person has no membership to erase")
	case m.Erased:
		return refuse(m, op, fault.Exists, "this membership is erased already")
	}
	return change(op, o, m, activity.Erase, Erased{})
}
