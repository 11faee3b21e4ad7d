package repertoire

import (
	"fmt"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// StalePolicy says when a resource has gone stale. There is no published
// threshold: the days are the community's to choose.
type StalePolicy struct {
	// IdleDays is for how many days nobody has used, revised or reviewed it.
	IdleDays int `json:"idle_days" validate:"min=1,max=36500"`
	// Kinds has other days for resources of some kinds; 0: these never go stale so,
	// as stories may not.
	Kinds map[Kind]int `json:"kinds,omitempty" validate:"dive,min=0,max=36500"`
	// WaitingDays is for how many days a draft, or what is in review, has waited for
	// somebody to do something about it.
	WaitingDays int `json:"waiting_days" validate:"min=1,max=36500"`
}

// DefaultStalePolicy takes a year without anything for idle, and a month for
// waiting. Stories and cases tell what happened, which does not change: they never
// become idle.
func DefaultStalePolicy() StalePolicy {
	return StalePolicy{IdleDays: 365, Kinds: map[Kind]int{Story: 0, Case: 0}, WaitingDays: 30}
}

// Check reports, as an Invalid error that names every bad field, whether the
// policy can be followed.
func (p StalePolicy) Check() error {
	var bad []fault.Field
	for k := range p.Kinds {
		if !isKind(k) {
			bad = []fault.Field{{Name: "kinds", Problem: "must be the documented kinds"}}
		}
	}
	return fault.Check("repertoire.StalePolicy", p, bad...)
}

func isKind(k Kind) bool {
	for _, one := range kinds {
		if one == k {
			return true
		}
	}
	return false
}

// Stale is a resource that somebody should look at, and why.
type Stale struct {
	Resource activity.ResourceID `json:"resource"`
	Space    activity.SpaceID    `json:"space,omitzero"`
	Title    string              `json:"title"`
	Kind     Kind                `json:"kind"`
	Status   Status              `json:"status"`
	Reasons  []StaleReason       `json:"reasons"`
	Stewards []activity.Person   `json:"stewards,omitempty"` // who look after it; none if nobody does
	Author   activity.Person     `json:"author"`
	Next     string              `json:"next"` // what to do, in words
}

// StaleReason is one thing that makes a resource stale.
type StaleReason struct {
	Rule  StaleRule `json:"rule"`
	Since time.Time `json:"since"` // the date that has passed, or when something last happened
	Days  int       `json:"days"`  // since then
	Limit int       `json:"limit"` // the policy's days; 0 for a date that has passed
	Text  string    `json:"text"`  // the same in words
}

// StaleRule is a rule by which resources go stale.
type StaleRule string

// The rules.
const (
	Overdue      StaleRule = "overdue" // the date of the next review has passed
	Idle         StaleRule = "idle"    // nobody has used, revised or reviewed it for long
	StillWaiting StaleRule = "waiting" // a draft, or what is in review, for long
)

// Touched is when something last happened to the resource that shows that it is
// alive: its sharing, its newest version, its endorsement, its review or its last
// use. LastUse is zero for one that nobody has used.
func (r Resource) Touched(lastUse time.Time) time.Time {
	last := r.SharedAt
	for _, at := range []time.Time{r.Current.At, r.Endorsed.At, r.Reviewed.At, lastUse} {
		if at.After(last) {
			last = at
		}
	}
	return last
}

// StaleAt says whether a resource has gone stale by a time, and why; ok is false
// if it has not. What is superseded or retired has not: nobody relies on it.
func (r Resource) StaleAt(now time.Time, lastUse time.Time, p StalePolicy) (s Stale, ok bool) {
	s = Stale{
		Resource: r.ID, Space: r.Space, Title: r.Current.Title, Kind: r.Kind, Status: r.Status,
		Stewards: append([]activity.Person(nil), r.Stewards...), Author: r.Author,
	}
	since := func(rule StaleRule, since time.Time, limit int, format string) {
		days := int(now.Sub(since) / (24 * time.Hour))
		if !since.Before(now) || days < limit {
			return
		}
		s.Reasons = append(s.Reasons, StaleReason{rule, since, days, limit, fmt.Sprintf(format, since.UTC().Format(time.DateOnly), days, limit)})
	}
	relied := r.Status == InUse || r.Status == Vetted
	if relied && !r.ReviewBy.IsZero() {
		since(Overdue, r.ReviewBy, 0, "it was to be reviewed by %s, %[2]d days ago")
	}
	limit, other := p.Kinds[r.Kind]
	if !other {
		limit = p.IdleDays
	}
	if relied && limit > 0 {
		since(Idle, r.Touched(lastUse), limit, "nobody has used, revised or reviewed it since %s, for %d days; the limit is %d")
	}
	if r.Status == Drafted || r.Status == InReview {
		since(StillWaiting, r.Touched(lastUse), p.WaitingDays, "it is "+string(r.Status)+", and nothing has come of it since %s, for %d days; the limit is %d")
	}
	s.Next = s.next()
	return s, s.Reasons != nil
}

// next says what to do about it.
func (s Stale) next() string {
	do := map[Status]string{
		Drafted:  "finish and publish it, or retire it",
		InReview: "look at it, and publish it, endorse it or send it back",
	}[s.Status]
	if do == "" {
		do = "read it, and reaffirm it if it is still good; revise, supersede or retire it if it is not"
	}
	if len(s.Stewards) == 0 {
		return "find somebody who takes it on, and " + do
	}
	return do
}
