// Package storage is the contract between Praxis and a place that keeps its
// communities. An adapter offers a [Store]; storage/storagetest is the suite
// that each of them passes.
//
// # Transactions
//
// There is one shape: [Store.View] to read, [Store.Update] to read and write.
// The function given may run more than once, so it must not change anything
// outside of the transaction but what it assigns anew on every run. It sees
// one consistent state; what it writes is kept if it returns nil, and gone if
// it returns an error or panics. In each community Updates are serializable;
// what one reads across communities (Communities, Memberships, Lags) is what
// has been committed by then.
//
// A View sees all that had been acknowledged to callers of the same store, and of
// its handles, when it began. In a store that reads from copies everything else,
// above all what other processes have written, may reach it a moment later, so
// that a View may also see less of that than the one before it. [Latest] asks for
// all that is committed.
//
// A transaction is over when its function is: what has been kept of it, a list
// included, is a Precondition error from then on. After a statement has failed
// nothing more can be done in the transaction, and nothing of it is kept. Who
// writes along a list misses none that was there when it was begun and gets none
// twice; what is added meanwhile may or may not be in it.
//
// The function gets a context of its own. Beginning another transaction of the
// same store with that context is a Precondition error. With the outer context
// it cannot be told from a transaction of somebody else: an Update then waits
// for its turn until the store's patience ends, and is Unavailable.
//
// # State and history
//
// The tables hold the present, the journal holds the activities that led to
// it, and both are written in the same transaction. [Fold] of a community's
// journal gives exactly what [Take] reads from its tables.
//
// Beside the state there is what only the store itself needs: under which keys
// operations have taken effect, and how far subscribers have got. It is not in
// the record, and does not move along when a community does.
//
// Every value that changes has a Rev, which counts its changes. A Put follows
// the value stored by one; otherwise it is a Conflict (or Exists for Rev 1),
// so that nobody overwrites what they have not read.
//
// # Tenants
//
// A Store is a handle to one tenant ([Store.Tenant]). Nothing that is read or
// written through it reaches another tenant's communities: they are not found.
package storage
