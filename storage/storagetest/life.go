package storagetest

import (
	"context"

	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// life is the random history of one community, in two stores at once.
type life struct {
	*world
	ctx           context.Context
	store, oracle storage.Store
	community     activity.CommunityID
	resources     []activity.ResourceID
	questions     []activity.QuestionID
	answers       []activity.AnswerID
	comments      []activity.Activity
}

// act is something that happens, the same in both stores.
type act struct {
	name string
	do   func(context.Context, storage.Tx) (state any, err error)
	look func(context.Context, storage.Reader) (page any, err error)
}

func newLife(ctx context.Context, number int, store, oracle storage.Store) *life {
	l := &life{world: newWorld(), ctx: ctx, store: store, oracle: oracle}
	l.counter = uint64(number) << 32
	l.community = activity.CommunityID(l.id())
	o, first := l.occasion(l.community, "ana"), l.occasion(l.community, "ana")
	for _, s := range []storage.Store{store, oracle} {
		if err := s.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
			_, err := storage.Found(ctx, tx, o, first, charter("Random lives"))
			return err
		}); err != nil {
			panic(err) // the suite's other parts show why
		}
	}
	return l
}

// people of a small community; two of them differ only in case, two only in
// Unicode form.
var people = []activity.Person{"ana", "Ana", "zoë", "zoe\u0308", "bob"}

var (
	person   = rapid.SampledFrom(people)
	words    = rapid.SampledFrom([]string{"Stratify first.", "¿Por qué?", "a\nb", "", " ", "\x00"})
	topics   = rapid.SampledFrom([][]string{nil, {}, {"payroll"}, {"payroll", "sampling"}, {"twice", "twice"}, {"a|b"}})
	role     = rapid.SampledFrom(append(membership.Roles(), "king"))
	outcomes = rapid.SampledFrom([]repertoire.Outcome{repertoire.Worked, repertoire.WorkedInPart, repertoire.DidNotWork, "exploded"})
	phase    = rapid.SampledFrom(append(lifecycle.Phases(), "afterlife"))
)

// draw draws the next act.
func (l *life) draw(r *rapid.T) act {
	l.pause(r)
	o := l.occasion(l.community, person.Draw(r, "actor"))
	o.Purpose = rapid.SampledFrom(append(activity.Purposes(), "")).Draw(r, "purpose")
	kinds := []func(*rapid.T, activity.Occasion) act{
		l.amend, l.move, l.join, l.apply, l.invite, l.admit, l.leave, l.remove, l.appoint, l.relieve,
		l.share, l.revise, l.retire, l.reuse, l.endorse, l.ask, l.answer, l.accept, l.importing,
	}
	return rapid.SampledFrom(kinds).Draw(r, "act")(r, o)
}

// pick draws one of the things made so far, or one that never was.
func pick[T ~[16]byte](r *rapid.T, label string, made []T) T {
	i := rapid.IntRange(-1, max(0, len(made)-1)).Draw(r, label)
	if i < 0 || i >= len(made) {
		return T{15: 1}
	}
	return made[i]
}
