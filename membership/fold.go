package membership

import (
	"reflect"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// rule is when a change can happen to a membership, and where it leads.
type rule struct {
	whose func(activity.Activity) activity.Person
	from  []Standing // how the person must stand
	to    Standing   // how they stand then; empty if that stays as it is
}

var (
	actor = func(a activity.Activity) activity.Person { return a.Actor }
	other = func(a activity.Activity) activity.Person { return a.To }

	tied = []Standing{Belongs, Applicant, Invited}
	away = []Standing{Outsider, Former}
	in   = []Standing{Belongs}
)

// rules are those of all facts that change a membership.
var rules = map[reflect.Type]rule{
	reflect.TypeFor[Joined]():     {actor, []Standing{Outsider, Invited, Applicant, Former}, Belongs},
	reflect.TypeFor[AskedIn]():    {actor, away, Applicant},
	reflect.TypeFor[WasInvited](): {other, away, Invited},
	reflect.TypeFor[Admitted]():   {other, []Standing{Outsider, Invited, Applicant, Former, Removed}, Belongs},
	reflect.TypeFor[HasLeft]():    {actor, tied, Former},
	reflect.TypeFor[WasRemoved](): {other, tied, Removed},
	reflect.TypeFor[Erased]():     {actor, []Standing{Belongs, Applicant, Invited, Former, Removed}, Former},
	reflect.TypeFor[Appointed]():  {other, in, ""},
	reflect.TypeFor[Relieved]():   {other, in, ""},
	reflect.TypeFor[Paired]():     {other, in, ""},
	reflect.TypeFor[Unpaired]():   {other, in, ""},
	reflect.TypeFor[Welcomed]():   {other, in, ""},
	reflect.TypeFor[Completed]():  {actor, in, ""},
}

// Concerns returns whose membership an activity changes; ok is false if it
// changes none.
func Concerns(a activity.Activity) (person activity.Person, ok bool) {
	r, ok := rules[reflect.TypeOf(a.Detail)]
	if !ok {
		return "", false
	}
	return r.whose(a), true
}

// Fold folds an activity into the membership of the person whom it concerns
// (see Concerns). An activity that is not about membership leaves it as it is;
// one that cannot follow gives an Invalid error.
func (m Member) Fold(a activity.Activity) (Member, error) {
	person, ok := Concerns(a)
	if !ok {
		return m, nil
	}
	r := rules[reflect.TypeOf(a.Detail)]
	switch {
	case m.Rev > 0 && (m.Person != person || m.Community != a.Community):
		return m, fault.New("membership.Fold", fault.Invalid, "the activity concerns another membership")
	case m.Erased, !slices.Contains(r.from, m.Standing), !m.admits(a):
		return m, fault.New("membership.Fold", fault.Invalid, "the activity does not follow from how the person stands")
	case m.Rev == 0:
		m = Member{Community: a.Community, Person: person}
	}
	if r.to != "" {
		m = m.enter(r.to, a)
	}
	m = m.apply(a)
	m.Rev++
	return m, nil
}

// enter returns the membership in another standing: what belonged to the one
// before has ended.
func (m Member) enter(s Standing, a activity.Activity) Member {
	past := m.Past
	if m.Standing == Belongs {
		past = append(slices.Clone(past), Spell{From: m.Since, To: a.At})
	}
	m.Standing, m.Since, m.Roles = s, a.At, nil
	m.Details = Details{WelcomedBy: m.WelcomedBy, WelcomedAt: m.WelcomedAt, Past: past, Steps: m.Steps}
	return m
}

// admits reports whether a change can follow from what the membership holds.
func (m Member) admits(a activity.Activity) bool {
	switch fact := a.Detail.(type) {
	case WasRemoved:
		return fact.Roster == "" || fact.Roster == m.Roster
	case Appointed:
		return (fact.Until.IsZero() || fact.Until.After(a.At)) && (!m.Has(fact.Role) || m.prolongs(fact, a.At))
	case Relieved:
		return m.Has(fact.Role)
	case Paired:
		return fact.Mentor != "" && fact.Mentor != m.Person && fact.Mentor != m.Mentor
	case Unpaired:
		return fact.Mentor != "" && fact.Mentor == m.Mentor
	case Welcomed:
		return a.Actor != m.Person && a.Actor != m.WelcomedBy
	case Completed:
		return fact.Step != "" && !m.step(fact.Step)
	case Erased:
		return IsTombstone(a.Actor)
	}
	return true
}

// apply returns the membership after a change that it admits.
func (m Member) apply(a activity.Activity) Member {
	switch fact := a.Detail.(type) {
	case Joined:
		m.Roles = append([]Role(nil), fact.Roles...)
	case Admitted:
		m.Roster = fact.Roster
	case WasRemoved:
		m.Roster = fact.Roster
	case Appointed:
		m = m.with(fact.Role, fact.Until)
	case Relieved:
		m = m.without(fact.Role)
	case Paired:
		m.Mentor, m.MentorSince = fact.Mentor, a.At
	case Unpaired:
		m.Mentor, m.MentorSince = "", time.Time{}
	case Welcomed:
		if m.WelcomedBy == "" {
			m.WelcomedBy, m.WelcomedAt = a.Actor, a.At
		}
	case Completed:
		m.Steps = append(slices.Clone(m.Steps), StepTaken{fact.Step, a.At})
	case Erased:
		m.Details = Details{Erased: true}
	}
	return m
}
