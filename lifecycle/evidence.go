package lifecycle

import "time"

// Evidence is what a gate is judged by: plain counts of what was found about a
// community, and what was attested. Whoever knows the community fills it with
// Add and Share.
type Evidence struct {
	From     time.Time // the founding
	Since    time.Time // when the community came to its phase
	To       time.Time // what happened before this time was looked at
	Counts   map[Check]Count
	Attested []Attestation // of the community, in any order
}

// Count is how much was found of what a check counts, ever and since the phase
// began. Of a share, Of and PhaseOf are how many there are, and the others
// those for whom it holds.
type Count struct{ Ever, Phase, Of, PhaseOf int }

// NewEvidence begins the evidence about a community as it is at a time.
func NewEvidence(founded time.Time, s State, now time.Time) *Evidence {
	return &Evidence{From: founded, Since: s.Since, To: now, Counts: make(map[Check]Count)}
}

// Add counts one that was found, and from when it is; the zero time for what
// has no date.
func (e *Evidence) Add(c Check, at time.Time) { e.Share(c, at, true) }

// Share counts one of those that there are, and whether it holds.
func (e *Evidence) Share(c Check, at time.Time, holds bool) {
	n := e.Counts[c]
	late := !at.Before(e.Since)
	count(&n.Of, true)
	count(&n.PhaseOf, late)
	count(&n.Ever, holds)
	count(&n.Phase, holds && late)
	e.Counts[c] = n
}

// Most counts, of several of which each has its own number, the greatest.
func (e *Evidence) Most(c Check, ever, phase int) {
	n := e.Counts[c]
	n.Ever, n.Phase = max(n.Ever, ever), max(n.Phase, phase)
	e.Counts[c] = n
}

func count(n *int, holds bool) {
	if holds {
		*n++
	}
}

// Retention is how long after joining a newcomer must still contribute to count
// as retained.
const Retention = 30 * 24 * time.Hour
