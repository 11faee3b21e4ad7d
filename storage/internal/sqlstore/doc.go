// Package sqlstore is what the adapters for SQL databases share: how the values
// of the domain stand in rows, a transaction that works on those rows, and the
// commit that concurrent Updates share. What differs between databases is an
// [Engine].
//
// # A transaction
//
// A [Tx] remembers the rows that it has read by their keys, and gathers those
// that it writes until they are needed: by a list, by the commit, or because
// there are many. They then go to the database table by table, each in the order
// of its keys, so that a hundred activities cost a few statements and a
// community's sequence is bumped once.
//
// What a Put or an Append comes to is known before it reaches the database: an
// Update keeps other writers out of the communities it has entered, so that a
// row once read stays true. A new row is taken to be new without asking. If
// that was wrong, the database refuses it, all is rolled back, and the function
// runs once more in a transaction of its own that asks first (see [Tx]).
//
// # A group
//
// Updates that are called while another is being committed wait, and then share
// one transaction and one commit. They run one after the other, each in its own
// goroutine, so that one may panic or fail without the others; each is answered
// after the commit. See [Store.Update].
package sqlstore
