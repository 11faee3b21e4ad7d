// Package fault gives every error of Praxis a code, so that a program can
// decide what to do, and a sentence, so that a person can.
//
// The codes are invalid, not found, exists, conflict, denied, precondition
// and unavailable; errors.Is finds them through any wrapping:
//
//	if errors.Is(err, fault.Conflict) {
//		// read again, decide again
//	}
//
// [Check] validates a value against the rules in its struct tags and names
// every bad field at once. The rules are those of validator/v10, which never
// shows outside of this package, and these:
//
//   - line: text of one line: valid UTF-8, no control characters, no space at
//     either end
//   - prose: text of several lines: valid UTF-8, no control characters but
//     tab and line breaks, not only white space
//   - topic: a line of at most 100 characters without '|', which separates
//     topics where they are exchanged
//   - person: an opaque id of 1 to 255 bytes: valid UTF-8 without control
//     characters
package fault
