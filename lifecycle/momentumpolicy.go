package lifecycle

import (
	"fmt"
	"math"

	"github.com/praxis-cop/praxis/fault"
)

// MomentumPolicy says from when on a change of participation is one. It is
// data: hosts keep it as JSON, and change it. Shares are in percent.
//
// Whether a change is more than chance is asked of the community's own past:
// Surely is how many times the usual size of a change it must have (see
// [Judge]). For a community that is as it was, 3 times is a matter of about one
// window in a thousand.
type MomentumPolicy struct {
	Starting int     `json:"starting"` // months from the first on in which there is too little past to judge by
	Surely   float64 `json:"surely"`   // a fall counts from so many times the usual change on
	Likely   float64 `json:"likely"`   // a rise counts from so many times the usual change on: to be wrong about it does no harm
	InARow   int     `json:"in_a_row"` // months in succession for which a fall must be seen; one less for a stall, since a quarter is soon over

	Stall     int `json:"stall"`      // how much less a quarter has than it had a year before, and than usual
	MoveStall int `json:"move_stall"` // how much less a quarter has than the one before a move to another phase
	HalfYear  int `json:"half_year"`  // how much less a half-year has than a year before
	Year      int `json:"year"`       // how much less a year has than the one before
	Slow      int `json:"slow"`       // how much less a year has than the three before, on average
	Rise      int `json:"rise"`       // how much more a half-year has than a year before
	Revival   int `json:"revival"`    // how much more a half-year has than the lowest since the fall

	Silence      int     `json:"silence"`       // months in succession without anybody, from which on a community may be dormant
	DormantBelow float64 `json:"dormant_below"` // people a month over a year: nearly nobody ...
	DormantShare int     `json:"dormant_share"` // ... if that is at most so much of its best level
	DormantLarge int     `json:"dormant_large"` // so much of its best level is nearly nobody, whatever the number
}

// DefaultMomentum returns the policy that is used unless a host has its own.
// Its figures are this project's, chosen on made-up histories of known course:
// see the package's tests.
func DefaultMomentum() MomentumPolicy {
	return MomentumPolicy{
		Starting: 6, Surely: 2.9, Likely: 2, InARow: 3,
		Stall: 60, MoveStall: 50, HalfYear: 30, Year: 25, Slow: 25, Rise: 25, Revival: 60,
		Silence: 6, DormantBelow: 0.75, DormantShare: 25, DormantLarge: 5,
	}
}

// Check reports, as an Invalid error that names every bad field, whether the
// policy can judge.
func (p MomentumPolicy) Check() error {
	var bad []fault.Field
	whole := func(n, least, most int, name string) {
		if n < least || n > most {
			bad = append(bad, fault.Field{Name: name, Problem: fmt.Sprintf("must be %d to %d", least, most)})
		}
	}
	number := func(x, least, most float64, name string) {
		if math.IsNaN(x) || x < least || x > most {
			bad = append(bad, fault.Field{Name: name, Problem: fmt.Sprintf("must be %g to %g", least, most)})
		}
	}
	whole(p.Starting, 6, 120, "starting") // the shortest past in which a half-year can be seen
	number(p.Surely, 0, 100, "surely")
	number(p.Likely, 0, 100, "likely")
	whole(p.InARow, 1, 12, "in_a_row")
	whole(p.Stall, 1, 100, "stall")
	whole(p.MoveStall, 1, 100, "move_stall")
	whole(p.HalfYear, 1, 100, "half_year")
	whole(p.Year, 1, 100, "year")
	whole(p.Slow, 1, 100, "slow")
	whole(p.Rise, 1, 1000, "rise")
	whole(p.Revival, 1, 1000, "revival")
	whole(p.Silence, 3, 120, "silence")
	number(p.DormantBelow, 0, 1e6, "dormant_below")
	whole(p.DormantShare, 0, 50, "dormant_share")
	whole(p.DormantLarge, 0, 50, "dormant_large")
	if bad == nil {
		return nil
	}
	return &fault.Error{Op: "lifecycle.MomentumPolicy.Check", Code: fault.Invalid, Fields: bad}
}
