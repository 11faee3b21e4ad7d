package repertoire

import (
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// PeerReview is one time that peers were asked to look at a resource, and what came
// of it. Whoever sees the resource sees it.
type PeerReview struct {
	Version int             `json:"version"` // the one that was current when they were asked
	By      activity.Person `json:"by"`      // who asked
	At      time.Time       `json:"at"`
	Note    string          `json:"note,omitempty"` // what to look at
	End     PeerReviewEnd   `json:"end,omitzero"`   // zero while it goes on
}

// PeerReviewEnd is what came of a review by peers.
type PeerReviewEnd struct {
	Verb    activity.Verb   `json:"verb"`    // SendBack, Publish, Vet, Supersede or Retire
	Version int             `json:"version"` // the one that was current then: it may have been revised in review
	By      activity.Person `json:"by"`
	At      time.Time       `json:"at"`
	Said    string          `json:"said,omitempty"` // the reason or the note
}

// Open reports whether the review goes on.
func (p PeerReview) Open() bool { return p.End == PeerReviewEnd{} }

// peersHear keeps what an activity means for the reviews by peers, given where the
// resource was before.
func (r *Resource) peersHear(before Status, a activity.Activity) {
	n := len(r.PeerReviews)
	switch {
	case before != InReview && r.Status == InReview:
		r.PeerReviews = withOne(r.PeerReviews, PeerReview{Version: r.Current.Number, By: a.Actor, At: a.At, Note: said(a.Detail)})
	case before == InReview && r.Status != InReview && n > 0:
		r.PeerReviews = slices.Clone(r.PeerReviews)
		r.PeerReviews[n-1].End = PeerReviewEnd{Verb: a.Verb, Version: r.Current.Number, By: a.Actor, At: a.At, Said: said(a.Detail)}
	}
}

// said is what somebody said who asked for a review, or ended one.
func said(f activity.Fact) string {
	switch f := f.(type) {
	case WasSubmitted:
		return f.Note
	case WasSentBack:
		return f.Reason
	case WasPublished:
		return f.Note
	case WasVetted:
		return f.Reason
	case WasSuperseded:
		return f.Reason
	case WasRetired:
		return f.Reason
	}
	return ""
}
