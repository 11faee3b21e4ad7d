package lifecycle

// Phase is where in its life a community is: the slug of a phase of the
// playbook that it follows.
type Phase string

// The phases of CambridgeSuter, in order.
const (
	Inquire   Phase = "inquire"
	Design    Phase = "design"
	Prototype Phase = "prototype"
	Launch    Phase = "launch"
	Grow      Phase = "grow"
	Sustain   Phase = "sustain"
)

// Phases returns the six phases of CambridgeSuter, in order.
func Phases() []Phase {
	return []Phase{Inquire, Design, Prototype, Launch, Grow, Sustain}
}

// Purpose returns what a phase of CambridgeSuter is for, in one clause; it is
// empty for a word that is none of its phases.
func (p Phase) Purpose() string {
	guide, _ := cambridgeSuter.Guide(p)
	return guide.Purpose
}

// Next returns the phase of CambridgeSuter that follows; ok is false after
// Sustain. See State.Next for a community that follows another playbook.
func (p Phase) Next() (next Phase, ok bool) { return following(Phases(), p) }

// following returns the phase behind another one.
func following(order []Phase, p Phase) (next Phase, ok bool) {
	for i, one := range order[:max(0, len(order)-1)] {
		if one == p {
			return order[i+1], true
		}
	}
	return "", false
}
