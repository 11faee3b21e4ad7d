// Package calendar says when gatherings meet: it expands their rhythms, keeps
// them at the same time on the clock of their zone over the changes to summer
// time and back, reads and writes recurrence rules, and writes the iCalendar
// feed (RFC 5545) that members subscribe to in a calendar program. [Variety]
// shows how familiar and how new what a community does together is.
//
// The package is pure but for the time zone database, which it asks for zones
// by their names (see time.LoadLocation). Nothing in a record depends on the
// database's edition: what is recorded are times on a clock, and the times UTC
// of meetings that were changed or attended.
package calendar
