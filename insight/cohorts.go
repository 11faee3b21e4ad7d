package insight

import (
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Cohort is the people who came in one calendar quarter, and how many of them were
// there in each quarter that followed.
type Cohort struct {
	Quarter string // as in "2012-Q3", UTC
	Came    int
	// Stayed holds how many were active in each quarter from their own on (so that the
	// first is Came), as far as the record has that quarter whole, but for the first.
	Stayed []int
}

// Turnover is who came to and who left a community in a calendar quarter.
type Turnover struct {
	Quarter string
	Active  int // people with at least one activity
	Came    int // of them, for the first time
	Back    int // of them, who were not there in the quarter before
	Gone    int // people who were there in the quarter before and are not
	// Churn is Gone of those who were there in the quarter before; 0 in the first.
	Churn float64
}

// MeasureCohorts reads a record, and returns its people by the quarter in which they
// came, and the turnover of every quarter from the first to the last.
func MeasureCohorts(s activity.Stream) (cohorts []Cohort, turnover []Turnover, err error) {
	h, err := read(s)
	if err != nil || len(h.events) == 0 {
		return nil, nil, err
	}
	cohorts, turnover = h.cohorts()
	return cohorts, turnover, nil
}

// cohorts is what MeasureCohorts returns, of a history with events.
func (h *history) cohorts() (cohorts []Cohort, turnover []Turnover) {
	first, last, end := 1<<62, -1<<62, int64(-1<<62)
	for _, e := range h.events {
		q := quarterOf(e.at)
		first, last, end = min(first, q), max(last, q), max(end, e.at)
	}
	whole := last // the last quarter that the record has whole
	if timeOf(end).AddDate(0, 0, 1).Before(quarterStart(last + 1)) {
		whole--
	}
	n := last - first + 1
	cohorts, turnover = make([]Cohort, n), make([]Turnover, n)
	for i := range n {
		cohorts[i] = Cohort{Quarter: quarterName(first + i), Stayed: make([]int, max(1, whole-first-i+1))}
		turnover[i].Quarter = cohorts[i].Quarter
	}
	for own := range h.byActor() {
		var there []int
		for _, e := range own {
			if q := quarterOf(e.at) - first; len(there) == 0 || there[len(there)-1] != q {
				there = append(there, q)
			}
		}
		c := &cohorts[there[0]]
		c.Came++
		turnover[there[0]].Came++
		for i, q := range there {
			turnover[q].Active++
			if since := q - there[0]; since < len(c.Stayed) {
				c.Stayed[since]++
			}
			if i > 0 && there[i-1] != q-1 {
				turnover[q].Back++
			}
			if q+1 < n && (i+1 == len(there) || there[i+1] != q+1) {
				turnover[q+1].Gone++
			}
		}
	}
	for i := range turnover {
		if i > 0 {
			turnover[i].Churn = share(turnover[i].Gone, turnover[i-1].Active)
		}
	}
	return slices.DeleteFunc(cohorts, func(c Cohort) bool { return c.Came == 0 }), turnover
}

// quarterOf numbers the calendar quarters.
func quarterOf(micro int64) int {
	t := timeOf(micro)
	return 4*t.Year() + (int(t.Month())-1)/3
}

func quarterStart(q int) time.Time {
	return time.Date(q/4, time.Month(q%4*3+1), 1, 0, 0, 0, 0, time.UTC)
}

func quarterName(q int) string {
	return quarterStart(q).Format("2006") + "-Q" + string(rune('1'+q%4))
}
