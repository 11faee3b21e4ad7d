package crashtest

import (
	"fmt"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

// A mark is what an activity shows of the operation that led to it. No two
// activities have the same one.

// marks are those of the activities that the operation leads to.
func (o Op) marks() []string {
	switch o.Act {
	case together:
		var all []string
		for _, part := range o.Parts {
			all = append(all, part.marks()...)
		}
		return all
	case imported:
		all := make([]string, o.N)
		for i := range all {
			all[i] = fmt.Sprintf("import %s/%d", o.Key, i)
		}
		return all
	case "found":
		return []string{"found " + o.Key, "join " + string(o.Who)}
	case "join":
		return []string{"join " + string(o.Who)}
	case "admit", "appoint", "relieve":
		return []string{o.Act + " " + string(o.To)}
	case "accept":
		return []string{"accept " + o.Answer.String()}
	case "endorse":
		return []string{"endorse " + o.On.String() + " " + string(o.Who)}
	case record, follow:
		return []string{"comment " + o.Key}
	}
	return []string{o.Act + " " + o.Key}
}

// markOf is that of an activity.
func markOf(a activity.Activity) string {
	var name string
	switch d := a.Detail.(type) {
	case nil:
		name = strings.Join(a.Topics, " ")
	case activity.Imported:
		return "import " + d.Object
	case cop.Founded:
		name = d.Charter.Name
	case cop.Amended:
		name = d.Reason
	case lifecycle.Moved:
		name = d.Reason
	case membership.Joined:
		name = string(a.Actor)
	case membership.HasLeft:
		name = d.Reason
	case membership.WasInvited:
		name = d.Note
	case membership.Admitted, membership.Appointed, membership.Relieved:
		name = string(a.To)
	case repertoire.Asked:
		name, _, _ = strings.Cut(d.Text, " ")
	case repertoire.Answered:
		name, _, _ = strings.Cut(d.Text, " ")
	case repertoire.WasAccepted:
		name = d.Answer.String()
	case repertoire.Shared:
		name = d.Title
	case repertoire.Revised:
		name = d.Note
	case repertoire.WasRetired:
		name = d.Reason
	case repertoire.Reused:
		name = d.Note
	case repertoire.Endorsed:
		name = a.Object.String() + " " + string(a.Actor)
	default:
		name = fmt.Sprintf("%T", d)
	}
	return string(a.Verb) + " " + name
}
