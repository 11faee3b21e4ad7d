package crashtest

import (
	"context"
	"errors"
	"fmt"

	"github.com/praxis-cop/praxis/storage"
)

// Settle repeats, after an audit, whatever is in doubt and can be repeated, and
// some of what has been acknowledged under a key. The next audit shows that each
// is there once. What is in doubt and cannot be repeated is settled by what the
// audit found.
func (l *Ledger) Settle(ctx context.Context, s storage.Store) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	const some = 20
	left := some
	for i := len(l.order) - 1; i >= 0; i-- { // the latest are the likeliest to be lost
		a := l.order[i]
		switch {
		case a.doubt && !a.acknowledged:
			l.settle(ctx, s, a)
		case a.acknowledged && a.op.Repeatable() && left > 0:
			left--
			l.repeat(ctx, s, a)
		}
	}
	return errors.Join(l.problems...)
}

func (l *Ledger) settle(ctx context.Context, s storage.Store, a *account) {
	if a.found {
		l.figures.There++
	} else {
		l.figures.Absent++
	}
	a.acknowledged, a.doubt, a.settled = a.found, false, true
	if a.op.Repeatable() && a.op.Regret == "" {
		l.repeat(ctx, s, a)
	}
}

func (l *Ledger) repeat(ctx context.Context, s storage.Store, a *account) {
	l.figures.Repeated++
	op := a.op
	op.Patience, op.Twice = 0, false
	made, err := op.Do(ctx, s)
	switch {
	case err != nil:
		l.object(a, fmt.Sprintf("cannot be repeated under its key: %v", err))
	case !a.made.IsZero() && made != a.made:
		l.object(a, "made "+a.made.String()+", and when repeated "+made.String())
	}
	a.acknowledged, a.made = true, made
}
