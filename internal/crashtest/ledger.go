package crashtest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Ledger knows what writers have asked for and what came of it. Its zero value
// is empty.
type Ledger struct {
	// Outages is what the errors may say of a store that is unavailable now and
	// then. Besides, nothing may fail but what is meant to.
	Outages []string

	mu       sync.Mutex
	accounts map[string]*account // by key
	order    []*account
	problems []error
	figures  Figures
	waiting  []*waiting
}

// waiting is somebody who waits for entries.
type waiting struct {
	left  int
	match func(Entry) bool
	due   chan struct{}
}

// account is what is known of one operation.
type account struct {
	op           Op
	running      int // attempts that have begun and not ended
	acknowledged bool
	doubt        bool // an attempt may have taken effect
	found        bool // by the last audit
	settled      bool // it was in doubt, and no longer is
	made         activity.ObjectID
	failure      string // of the last attempt that failed
}

// Figures count what a ledger has heard and found out.
type Figures struct {
	Begun        int // operations
	Acknowledged int // operations that a writer was told are kept
	Failed       int // operations of which every attempt failed for certain
	There        int // operations in doubt that were there
	Absent       int // operations in doubt that were not
	Repeated     int // operations repeated by Settle
	Audits       int
	Activities   int // in the record at the last audit
}

// String returns the figures in words.
func (f Figures) String() string {
	return fmt.Sprintf("%d operations, of which %d were acknowledged, %d failed, and %d were in doubt (%d there, %d not); %d repeated; %d audits, %d activities at the last",
		f.Begun, f.Acknowledged, f.Failed, f.There+f.Absent, f.There, f.Absent, f.Repeated, f.Audits, f.Activities)
}

// Add adds the figures of another ledger.
func (f Figures) Add(other Figures) Figures {
	f.Begun += other.Begun
	f.Acknowledged += other.Acknowledged
	f.Failed += other.Failed
	f.There += other.There
	f.Absent += other.Absent
	f.Repeated += other.Repeated
	f.Audits += other.Audits
	f.Activities = other.Activities
	return f
}

// Hear takes note of what a writer says. It can be a Writers' Say.
func (l *Ledger) Hear(e Entry) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.tell(e)
	if e.Op.Key == "" {
		return nil
	}
	a := l.accounts[e.Op.Key]
	if a == nil {
		if l.accounts == nil {
			l.accounts = make(map[string]*account)
		}
		a = &account{op: e.Op}
		l.accounts[e.Op.Key] = a
		l.order = append(l.order, a)
		l.figures.Begun++
	}
	if !e.Ended {
		a.running++
		return nil
	}
	a.running--
	if e.Code != "" {
		a.failure = e.Error
	}
	l.ended(a, e)
	return nil
}

// ended takes note of how an attempt ended.
func (l *Ledger) ended(a *account, e Entry) {
	switch {
	case e.Code == "" && a.op.Regret != "":
		l.object(a, "was acknowledged although its function failed")
	case e.Code == "":
		if a.acknowledged && a.made != e.Made {
			l.object(a, "made "+e.Made.String()+", and "+a.made.String()+" before")
		}
		if !a.acknowledged {
			l.figures.Acknowledged++
		}
		a.acknowledged, a.made = true, e.Made
	case l.outage(e):
		a.doubt = a.doubt || e.Doubt
	case e.Code == fault.Unavailable && a.op.Patience > 0 && strings.Contains(e.Error, context.DeadlineExceeded.Error()):
	case e.Code == fault.Unavailable && a.op.Regret != "" && strings.Contains(e.Error, errRegret.Error()):
	case e.Code == fault.Exists && a.op.Regret == "clash":
	default:
		l.object(a, "failed: "+e.Error)
	}
}

// outage reports whether an error may be expected.
func (l *Ledger) outage(e Entry) bool {
	return e.Code == fault.Unavailable && slices.ContainsFunc(l.Outages, func(words string) bool { return strings.Contains(e.Error, words) })
}

func (l *Ledger) object(a *account, what string) {
	l.note(fmt.Errorf("%s %s %s", a.op.Act, a.op.Key, what))
}

func (l *Ledger) note(problems ...error) {
	const many = 10
	l.problems = append(l.problems, problems[:min(len(problems), many-min(many, len(l.problems)))]...)
}

// patience is how long writers may take, before a test fails over it.
const patience = 2 * time.Minute

// Await waits until so many more entries have matched, or something is wrong,
// which the next audit tells. A failure repeats what was said about the test.
func (l *Ledger) Await(t testing.TB, entries int, match func(Entry) bool, said string) {
	t.Helper()
	select {
	case <-l.until(entries, match):
	case <-time.After(patience):
		t.Fatalf("%s: not within %v: %d more entries. %v", said, patience, entries, l.Figures())
	}
}

// Acknowledges reports whether an operation was acknowledged.
func Acknowledges(e Entry) bool { return e.Ended && e.Code == "" }

func (l *Ledger) until(entries int, match func(Entry) bool) <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	w := &waiting{entries, match, make(chan struct{})}
	l.waiting = append(l.waiting, w)
	return w.due
}

// tell tells those who wait for it about an entry.
func (l *Ledger) tell(e Entry) {
	l.waiting = slices.DeleteFunc(l.waiting, func(w *waiting) bool {
		if w.match(e) {
			w.left--
		}
		if w.left > 0 && len(l.problems) == 0 {
			return false
		}
		close(w.due)
		return true
	})
}

// Figures are those so far.
func (l *Ledger) Figures() Figures {
	l.mu.Lock()
	defer l.mu.Unlock()
	f := l.figures
	for _, a := range l.order {
		if !a.acknowledged && !a.doubt && !a.settled && a.running == 0 {
			f.Failed++
		}
	}
	return f
}
