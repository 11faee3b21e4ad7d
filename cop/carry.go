package cop

import "github.com/praxis-cop/praxis/activity"

// CarryingOut returns the activity as one that carries out an adopted proposal:
// as a reply in the proposal's thread, whatever it is that it does. The zero
// id changes nothing.
func CarryingOut(a activity.Activity, proposal activity.ProposalID) activity.Activity {
	if !proposal.IsZero() {
		a.InReplyTo, a.Thread = activity.ObjectID(proposal), activity.ObjectID(proposal)
	}
	return a
}
