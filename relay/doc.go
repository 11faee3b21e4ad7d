// Package relay hands the records of communities to a message broker: each
// activity becomes a message of [Watermill], whose publishers speak Kafka, NATS,
// AMQP and more. A host runs one relay beside its application:
//
//	err := relay.New(communities, publisher, nil).Run(ctx)
//
// # What it promises
//
// Every activity is published at least once, and those of one community in the
// order of their record; there is no order across communities. The cursors are
// kept in Praxis's store under the relay's name, and move once the publisher has
// accepted. So a relay that is stopped, or dies, goes on where it was, and what
// it had published but not noted (at most Options.Batch of each community) comes
// again. A message has the id of its activity: whoever consumes it knows by that
// what they had before. Without what came before, it comes in order.
//
// What the publisher refuses is tried again, after growing pauses, and never
// passed over: a message that is refused for ever, being too large perhaps, holds
// up its community until the host moves the cursor past it. Others go on: a
// community takes up one worker, for the time that Publish takes. If Publish returns before
// the broker has the message, it can get lost; so the publisher should wait
// for the broker, as those of Watermill do unless told otherwise (JetStream
// without AckAsync, AMQP with ConfirmDelivery).
//
// Several relays of one name, in several processes, publish more often than
// need be but keep the promise: each moves a cursor only from where it found it
// to what it has published itself. For the same reason a cursor that the host
// sets back (praxis.Constellation.SetCursor) stays so, and what is behind it is
// published again.
//
// # What it costs
//
// A relay asks the store once per Options.Interval which communities have more
// than it has published: one query, and no goroutine for any of them, however
// many there are. What this process records wakes it, but not to ask more often
// than every 10 ms, nor for more than a tenth of the time. A community that has
// news costs three short transactions for each Options.Batch activities: two that
// read, and one that moves the cursor.
//
// # Messages
//
// The metadata name the community, the place in its record and the verb (see
// [Community], [Seq] and [Verb]), to route and partition by: to keep the order on
// Kafka, partition by the community. The payload is the activity as JSON, which
// [Decode] reads:
//
//	{
//	  "community": "019cb7d3-…", "seq": 4, "id": "019cb7d3-…",
//	  "actor": "bob", "verb": "ask", "object": "019cb7d3-…",
//	  "topics": ["sampling"], "at": "2026-03-02T09:00:00.000000Z",
//	  "fact": "repertoire.asked", "detail": {"text": "How do other countries sample payroll?"}
//	}
//
// It may also have in_reply_to, thread, to, space, mode and purpose; what is
// empty is left out. People are the host's own ids, as in the record, and stand
// in the payload only, since metadata get into logs and dashboards. The detail
// holds what people wrote; a host that wants to keep that from its broker wraps
// the publisher.
//
// [Watermill]: https://watermill.io
package relay
