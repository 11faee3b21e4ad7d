package cop

import (
	"cmp"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Meeting is one time that a gathering takes place. It is known by its
// gathering and by when it begins according to the rhythm, wherever it is moved
// later (RECURRENCE-ID in RFC 5545, section 3.8.4.4). Most meetings are as
// planned, and nothing is recorded of them until somebody takes part.
type Meeting struct {
	Community activity.CommunityID `json:"community"`
	Gathering activity.GatheringID `json:"gathering"`
	Start     time.Time            `json:"start"` // when it begins according to the rhythm: UTC
	Space     activity.SpaceID     `json:"space,omitzero"`
	Change
	CalledOff bool                  `json:"called_off,omitempty"`
	Attended  []activity.Person     `json:"attended,omitempty"` // who took part, in the order of their ids
	Notes     []activity.ResourceID `json:"notes,omitempty"`    // what was filed of it, in the order of filing
	Sequence  int                   `json:"sequence,omitempty"` // how often its time or place changed
	Rev       int                   `json:"rev"`                // how many recorded changes led here
}

// Change is how a meeting differs from the plan of its gathering. What is
// empty is as planned.
type Change struct {
	To     time.Time `json:"to,omitzero"` // when it begins instead: UTC
	Place  string    `json:"place,omitempty" validate:"omitempty,max=500,line"`
	Link   string    `json:"link,omitempty" validate:"omitempty,max=2000,line"`
	Guests []Guest   `json:"guests,omitempty" validate:"max=100,dive"` // beside those of the gathering
	Agenda []Item    `json:"agenda,omitempty" validate:"max=100,dive"`
	Reason string    `json:"reason,omitempty" validate:"omitempty,max=1000,prose"` // why it was changed or called off
}

// The details of the activities that change a meeting; each says which one, by
// its start.
type (
	// MeetingShifted is the detail of a change of one meeting: all that differs
	// from the plan from now on.
	MeetingShifted struct {
		Meeting time.Time `json:"meeting"`
		Change
	}
	// MeetingCalledOff is the detail of calling off one meeting.
	MeetingCalledOff struct {
		Meeting time.Time `json:"meeting"`
		Reason  string    `json:"reason" validate:"required,max=1000,prose"`
	}
	// MeetingAttended is the detail of taking part in a meeting.
	MeetingAttended struct {
		Meeting time.Time       `json:"meeting"`
		NotedBy activity.Person `json:"noted_by,omitempty"` // who noted it, if somebody else did
	}
	// MeetingMinuted is the detail of filing the notes of a meeting.
	MeetingMinuted struct {
		Meeting time.Time           `json:"meeting"`
		Notes   activity.ResourceID `json:"notes"` // where they are in the repertoire
	}
)

// FactName returns "cop.meeting-shifted".
func (MeetingShifted) FactName() string { return "cop.meeting-shifted" }

// FactName returns "cop.meeting-called-off".
func (MeetingCalledOff) FactName() string { return "cop.meeting-called-off" }

// FactName returns "cop.meeting-attended".
func (MeetingAttended) FactName() string { return "cop.meeting-attended" }

// FactName returns "cop.meeting-minuted".
func (MeetingMinuted) FactName() string { return "cop.meeting-minuted" }

// MeetingOf returns which meeting of which gathering an activity changes: the
// one that begins at start according to the rhythm. Ok is false if it changes
// none.
func MeetingOf(a activity.Activity) (id activity.GatheringID, start time.Time, ok bool) {
	switch fact := a.Detail.(type) {
	case MeetingShifted:
		start = fact.Meeting
	case MeetingCalledOff:
		start = fact.Meeting
	case MeetingAttended:
		start = fact.Meeting
	case MeetingMinuted:
		start = fact.Meeting
	default:
		return id, start, false
	}
	return activity.GatheringID(a.Object), start, true
}

// When returns when the meeting begins, as it is planned now.
func (m Meeting) When() time.Time {
	if m.To.IsZero() {
		return m.Start
	}
	return m.To
}

// Held reports whether the meeting is known to have taken place: somebody took
// part in it, or filed its notes.
func (m Meeting) Held() bool { return len(m.Attended) > 0 || len(m.Notes) > 0 }

// early is how long before its start somebody can take part in a meeting:
// clocks and time zones differ, and people begin sooner than planned.
const early = 24 * time.Hour

// What keeps a meeting from a change.
var (
	otherMeeting    = fault.Because(fault.Invalid, "this is about another meeting")
	noMeeting       = fault.Because(fault.Invalid, "say which meeting, by when it begins according to the rhythm")
	meetingOff      = fault.Because(fault.Precondition, "the meeting is called off; plan another one")
	meetingWasOff   = fault.Because(fault.Exists, "the meeting is called off already")
	meetingHeld     = fault.Because(fault.Precondition, "the meeting took place; nothing can be changed about that")
	meetingSame     = fault.Because(fault.Precondition, "the meeting is already so; change something or leave it")
	meetingAhead    = fault.Because(fault.Precondition, "the meeting begins more than a day from now; wait until it takes place")
	attendedAlready = fault.Because(fault.Exists, "it is noted already that this person took part")
	minutedAlready  = fault.Because(fault.Exists, "these notes are filed already")
	noNotes         = fault.Because(fault.Invalid, "notes is required: the id of a resource")
)

// hindrance returns what hinders an activity that cannot follow from the meeting as it
// stands.
func (m Meeting) hindrance(a activity.Activity) *fault.Error {
	id, start, _ := MeetingOf(a)
	if m.Rev != 0 && (id != m.Gathering || !start.Equal(m.Start) || a.Community != m.Community) {
		return otherMeeting
	}
	m.Start = start
	ahead := a.At.Before(m.When().Add(-early))
	switch fact := a.Detail.(type) {
	case MeetingShifted:
		return cmp.Or(when(m.CalledOff, meetingOff), when(m.Held(), meetingHeld), when(m.sameAs(fact.Change), meetingSame))
	case MeetingCalledOff:
		return cmp.Or(when(m.CalledOff, meetingWasOff), when(m.Held(), meetingHeld))
	case MeetingAttended:
		_, found := slices.BinarySearch(m.Attended, a.Actor)
		return cmp.Or(when(m.CalledOff, meetingOff), when(found, attendedAlready), when(ahead, meetingAhead))
	case MeetingMinuted:
		return cmp.Or(when(fact.Notes.IsZero(), noNotes), when(m.CalledOff, meetingOff),
			when(slices.Contains(m.Notes, fact.Notes), minutedAlready), when(ahead, meetingAhead))
	}
	return nil
}

// sameAs reports whether a change, for whatever reason, leaves all as it is.
func (m Meeting) sameAs(c Change) bool {
	when := Meeting{Start: m.Start, Change: c}.When()
	return when.Equal(m.When()) && c.Place == m.Place && c.Link == m.Link &&
		slices.Equal(c.Guests, m.Guests) && slices.Equal(c.Agenda, m.Agenda)
}

// Fold folds an activity into the meeting: those that do not change one (see
// MeetingOf) leave it as it is. An activity that cannot follow gives an Invalid
// error; whether the meeting is in the rhythm of its gathering, only the acts
// look after.
func (m Meeting) Fold(a activity.Activity) (Meeting, error) {
	id, start, ok := MeetingOf(a)
	if !ok {
		return m, nil
	}
	if bad := m.hindrance(a); bad != nil {
		return m, refused(bad)
	}
	if m.Rev == 0 {
		m = Meeting{Community: a.Community, Gathering: id, Start: start, Space: a.Space}
	}
	switch fact := a.Detail.(type) {
	case MeetingShifted:
		if !m.When().Equal(Meeting{Start: m.Start, Change: fact.Change}.When()) || m.Place != fact.Place || m.Link != fact.Link {
			m.Sequence++
		}
		m.Change = fact.Change
	case MeetingCalledOff:
		m.CalledOff, m.Reason = true, fact.Reason
		m.Sequence++
	case MeetingAttended:
		m.Attended = append(slices.Clone(m.Attended), a.Actor)
		slices.Sort(m.Attended)
	case MeetingMinuted:
		m.Notes = append(slices.Clone(m.Notes), fact.Notes)
	}
	m.Rev++
	return m, nil
}

// problems returns what no tag can say about a change.
func (c Change) problems() []fault.Field {
	bad := slices.Concat(linkProblem("link", c.Link), guestProblems(c.Guests))
	if !c.To.IsZero() && (c.To.Year() < 1 || c.To.Year() > 9999) {
		bad = append(bad, fault.Field{Name: "to", Problem: "must be a time in the years 1 to 9999"})
	}
	if c.Reason == "" {
		bad = append(bad, fault.Field{Name: "reason", Problem: "is required"})
	}
	return bad
}

// clone returns a copy that shares nothing with the caller's value, in the one
// form that storage gives back.
func (c Change) clone() Change {
	c.To = moment(c.To)
	c.Guests = append([]Guest(nil), c.Guests...)
	c.Agenda = append([]Item(nil), c.Agenda...)
	return c
}

// Changed reports whether the meeting differs from the plan in more than that
// it was called off.
func (m Meeting) Changed() bool {
	return !m.To.IsZero() || m.Place != "" || m.Link != "" || len(m.Guests) > 0 || len(m.Agenda) > 0
}
