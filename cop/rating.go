package cop

import (
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Rating is a member's own answer to an item of a review: what a record cannot
// know has to be asked. Answering again replaces the answer; the record keeps
// both.
type Rating struct {
	Community activity.CommunityID `json:"community"`
	RatingKey
	Score  int       `json:"score"`            // 1 (not at all) to 5 (entirely)
	Reason string    `json:"reason,omitempty"` // in the member's words
	At     time.Time `json:"at"`
	Rev    int       `json:"rev"` // how many recorded changes led here
}

// RatingKey tells a community's ratings apart.
type RatingKey struct {
	Review string          `json:"review"` // as in "commons-alignment"
	Item   string          `json:"item"`   // as in "fair-access"
	Person activity.Person `json:"person"` // whose answer it is
}

// Rated is the detail of answering an item of a review; the actor is whose
// answer it is.
type Rated struct {
	Review string `json:"review"`
	Item   string `json:"item"`
	Score  int    `json:"score" validate:"min=1,max=5"`
	Reason string `json:"reason,omitempty" validate:"omitempty,max=1000,prose"`
}

// FactName returns "cop.rated".
func (Rated) FactName() string { return "cop.rated" }

// Rate answers an item of a review, with 1 to 5. Before is the actor's earlier
// answer to it; zero if there is none. Review and item are lower-case words of
// letters, digits and hyphens. The reason may be empty.
func Rate(o activity.Occasion, before Rating, review, item string, score int, reason string) (Rating, activity.Activity, error) {
	a := o.Record(activity.Rate, Rated{review, item, score, reason})
	a.Object = activity.ObjectID(o.Community)
	return record("cop.Rate", o, before, a, append(fault.Slug("review", review), fault.Slug("item", item)...)...)
}

// RatingOf returns which rating an activity changes; ok is false if it changes
// none.
func RatingOf(a activity.Activity) (key RatingKey, ok bool) {
	fact, ok := a.Detail.(Rated)
	if !ok {
		return RatingKey{}, false
	}
	return RatingKey{Review: fact.Review, Item: fact.Item, Person: a.Actor}, true
}

// Fold folds an activity into the rating: those that do not change a rating
// leave it as it is. An activity that cannot follow gives an Invalid error.
func (r Rating) Fold(a activity.Activity) (Rating, error) {
	if bad := r.hindrance(a); bad != nil {
		return r, refused(bad)
	}
	fact, ok := a.Detail.(Rated)
	if !ok {
		return r, nil
	}
	key, _ := RatingOf(a)
	return Rating{
		Community: a.Community, RatingKey: key,
		Score: fact.Score, Reason: fact.Reason, At: a.At, Rev: r.Rev + 1,
	}, nil
}

func (r Rating) hindrance(a activity.Activity) *fault.Error {
	key, ok := RatingOf(a)
	if ok && r.Rev > 0 && (r.Community != a.Community || r.RatingKey != key) {
		return fault.Because(fault.Invalid, "the activity is about another rating")
	}
	return nil
}
