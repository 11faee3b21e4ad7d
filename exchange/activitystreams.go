package exchange

import (
	"strings"

	"github.com/praxis-cop/praxis/activity"
)

// The contexts of a collection: the vocabulary of ActivityStreams 2.0, and what
// it has no term for.
const (
	streamsContext   = "https://www.w3.org/ns/activitystreams"
	praxisContext    = "https://github.com/praxis-cop/praxis/ns#"
	personIRI        = "https://github.com/praxis-cop/praxis/ns/person/"
	identifierPrefix = "urn:uuid:"
)

// streamsTypes are the types that ActivityStreams 2.0 has for what a verb does
// and for its object. A verb for which it has none is an Activity; "praxis:verb"
// tells always which verb it is.
var streamsTypes = []struct {
	verb             activity.Verb
	activity, object string
}{
	{activity.Found, "Create", "Group"},
	{activity.Amend, "Update", "Group"},
	{activity.Move, "Update", "Group"},
	{activity.Adopt, "Update", "Group"},
	{activity.Join, "Join", "Group"},
	{activity.Apply, "Offer", "Group"},
	{activity.Invite, "Invite", "Group"},
	{activity.Admit, "Accept", "Group"},
	{activity.Leave, "Leave", "Group"},
	{activity.Remove, "Remove", "Group"},
	{activity.Appoint, "Update", "Group"},
	{activity.Relieve, "Update", "Group"},
	{activity.Pair, "Update", "Group"},
	{activity.Unpair, "Update", "Group"},
	{activity.Guide, "Update", "Group"},
	{activity.Erase, "Update", "Group"},
	{activity.OpenSpace, "Create", "Group"},
	{activity.Rearrange, "Update", "Group"},
	{activity.LetIn, "Accept", "Group"},
	{activity.LetOut, "Remove", "Group"},
	{activity.CloseSpace, "Delete", "Group"},
	{activity.Rule, "Update", "Document"},
	{activity.Repeal, "Delete", "Document"},
	{activity.Propose, "Offer", "Note"},
	{activity.Vote, "Activity", "Note"},
	{activity.Withdraw, "Undo", "Note"},
	{activity.Decide, "Update", "Note"},
	{activity.Tie, "Create", "Relationship"},
	{activity.Untie, "Delete", "Relationship"},
	{activity.Rate, "Activity", "Group"},
	{activity.HandOn, "Activity", "Group"},
	{activity.End, "Delete", "Group"},
	{activity.Survey, "Create", "Document"},
	{activity.OpenSurvey, "Update", "Document"},
	{activity.CloseSurvey, "Update", "Document"},
	{activity.Respond, "Activity", "Document"},
	{activity.Attest, "Activity", "Group"},
	{activity.Unattest, "Undo", "Group"},
	{activity.Plan, "Create", "Event"},
	{activity.Replan, "Update", "Event"},
	{activity.Shift, "Update", "Event"},
	{activity.CallOff, "Delete", "Event"},
	{activity.Attend, "Join", "Event"},
	{activity.Minute, "Update", "Event"},
	{activity.Welcome, "Activity", "Group"},
	{activity.Complete, "Activity", "Group"},
	{activity.Thank, "Activity", "Group"},
	{activity.Commend, "Activity", "Group"},
	{activity.Share, "Create", "Document"},
	{activity.Revise, "Update", "Document"},
	{activity.Reuse, "Activity", "Document"},
	{activity.Endorse, "Like", "Document"},
	{activity.Retire, "Remove", "Document"},
	{activity.Submit, "Offer", "Document"},
	{activity.SendBack, "Reject", "Document"},
	{activity.Publish, "Add", "Document"},
	{activity.Vet, "Accept", "Document"},
	{activity.Supersede, "Update", "Document"},
	{activity.Revive, "Add", "Document"},
	{activity.Reaffirm, "Activity", "Document"},
	{activity.Steward, "Update", "Document"},
	{activity.Unsteward, "Update", "Document"},
	{activity.ProposeTask, "Offer", "Note"},
	{activity.TakeTask, "Accept", "Note"},
	{activity.HandBack, "Reject", "Note"},
	{activity.FinishTask, "Update", "Note"},
	{activity.DropTask, "Delete", "Note"},
	{activity.Ask, "Create", "Note"},
	{activity.Answer, "Create", "Note"},
	{activity.Accept, "Accept", "Note"},
	{activity.Reword, "Update", "Note"},
	{activity.Correct, "Update", "Note"},
	{activity.Duplicate, "Update", "Note"},
	{activity.Reopen, "Update", "Note"},
	{activity.Tell, "Create", "Article"},
	{activity.Retell, "Update", "Article"},
	{activity.Retract, "Delete", "Article"},
	{activity.Start, "Create", "Note"},
	{activity.Reply, "Create", "Note"},
	{activity.Comment, "Create", "Note"},
	{activity.Commit, "Create", "Document"},
	{react, "Like", "Note"},
}

// streamsTypeOf returns the types of an activity and of its object.
func streamsTypeOf(v activity.Verb) (does, object string) {
	for _, t := range streamsTypes {
		if t.verb == v {
			return t.activity, t.object
		}
	}
	return "Activity", "Object"
}

// streamsObject is an object in a collection: its identifier, and the name that
// its source has for it.
type streamsObject struct {
	Type      string         `json:"type"`
	ID        string         `json:"id,omitempty"`
	Name      string         `json:"name,omitempty"`
	InReplyTo *streamsObject `json:"inReplyTo,omitempty"`
}

// streamsActivity is an activity in a collection.
type streamsActivity struct {
	Type      string          `json:"type"`
	ID        string          `json:"id"`
	Published string          `json:"published"`
	Actor     streamsObject   `json:"actor"`
	Object    *streamsObject  `json:"object,omitempty"`
	InReplyTo *streamsObject  `json:"inReplyTo,omitempty"` // where there is no object
	Context   *streamsObject  `json:"context,omitempty"`   // the thread
	To        *streamsObject  `json:"to,omitempty"`
	Tag       []streamsObject `json:"tag,omitempty"`
	Verb      string          `json:"praxis:verb,omitempty"`
	Accepted  bool            `json:"praxis:accepted,omitempty"`
	Community string          `json:"praxis:community,omitempty"`
	Space     string          `json:"praxis:space,omitempty"`
	Mode      string          `json:"praxis:mode,omitempty"`
	Purpose   string          `json:"praxis:purpose,omitempty"`
	Source    string          `json:"praxis:source,omitempty"`
}

func streamsActivityOf(a activity.Activity, names activity.Imported) streamsActivity {
	o := outlineOf(a, names)
	does, made := streamsTypeOf(a.Verb)
	s := streamsActivity{
		Type: does, ID: identifierPrefix + o.ID, Published: o.T, Actor: streamsPerson(a.Actor),
		Object: namedObject(made, a.Object, names.Object), Context: namedObject("Object", a.Thread, names.Thread),
		Verb: o.Verb, Accepted: o.Accepted, Community: o.Community, Space: o.Space, Mode: o.Mode, Purpose: o.Purpose, Source: o.Source,
	}
	on := namedObject("Object", a.InReplyTo, names.InReplyTo)
	if s.Object != nil {
		s.Object.InReplyTo = on
	} else {
		s.InReplyTo = on
	}
	if a.To != "" {
		to := streamsPerson(a.To)
		s.To = &to
	}
	for _, topic := range a.Topics {
		s.Tag = append(s.Tag, streamsObject{Type: "Object", Name: topic})
	}
	return s
}

// outline tells an activity that was written so.
func (s streamsActivity) outline() outline {
	o := outline{
		ID: strings.TrimPrefix(s.ID, identifierPrefix), T: s.Published, Actor: s.Actor.person(), Verb: s.Verb,
		Object: s.Object.label(), InReplyTo: s.InReplyTo.label(), Thread: s.Context.label(),
		Accepted: s.Accepted, Community: s.Community, Space: s.Space, Mode: s.Mode, Purpose: s.Purpose, Source: s.Source,
	}
	if s.Object != nil && o.InReplyTo == "" {
		o.InReplyTo = s.Object.InReplyTo.label()
	}
	if s.To != nil {
		o.ReplyToActor = s.To.person()
	}
	for _, tag := range s.Tag {
		o.Tags = append(o.Tags, tag.Name)
	}
	return o
}

// namedObject is an object by its identifier, and by its source's name for it if
// that is another.
func namedObject(kind string, id activity.ObjectID, name string) *streamsObject {
	if name == "" {
		return nil
	}
	o := &streamsObject{Type: kind, ID: identifierPrefix + id.String()}
	if name != id.String() {
		o.Name = name
	}
	return o
}

// label is the name of an object, or else its identifier.
func (o *streamsObject) label() string {
	switch {
	case o == nil:
		return ""
	case o.Name != "":
		return o.Name
	}
	return strings.TrimPrefix(o.ID, identifierPrefix)
}

func streamsPerson(p activity.Person) streamsObject {
	kind := "Person"
	if strings.HasPrefix(string(p), botPrefix) {
		kind = "Application"
	}
	return streamsObject{Type: kind, ID: personIRI + escape(string(p))}
}

// person is the id of a person that stands for them in a collection.
func (o streamsObject) person() string {
	if escaped, ok := strings.CutPrefix(o.ID, personIRI); ok {
		return unescape(escaped)
	}
	return o.ID
}

// escape writes text as a segment of the path of an IRI (RFC 3986, section 2.1).
func escape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(s) {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("-._~", c) >= 0:
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}

// unescape reads what escape writes; any other % stands for itself.
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			high, low := hexDigit(s[i+1]), hexDigit(s[i+2])
			if high >= 0 && low >= 0 {
				b.WriteByte(byte(high<<4 | low))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func hexDigit(c byte) int { return strings.IndexByte("0123456789ABCDEF", c) }
