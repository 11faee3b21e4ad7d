// Package activity is the record: who did what to which object, in reply to
// what, where, about which topics, when, and for which of the purposes that
// Wenger found people pursue in a community of practice.
//
// Everything that happens in a community is recorded as an [Activity]. A live
// community, an imported history and a simulated one leave the same record,
// and every instrument reads only that record.
//
// # Identity
//
// Things are known by identifiers of their own kind ([CommunityID],
// [ResourceID], …), each a UUID in 16 bytes. Those made here are UUIDv7
// (RFC 9562, section 5.7; see [V7]). A record that comes from elsewhere keeps
// the names its source gave to things, and [Foreign] maps each name to the
// same identifier every time, so that importing twice adds nothing.
// People are the host's own opaque ids ([Person]).
//
// # Detail
//
// Each verb of the vocabulary ([Verbs]) has a typed [Fact] that holds what is
// needed to fold the record into the present state; the domain packages define
// them. A record of an imported history carries [Imported] instead: it is
// measured, but changes no state.
package activity
