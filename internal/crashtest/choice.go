package crashtest

import (
	"sync"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// mine is what one writer alone works on, so that what they do is possible
// whatever the others do. What is worked on is taken out, and put back once that
// has been acknowledged: of anything else the state is not sure.
type mine struct {
	shared    activity.CommunityID // where all writers meet
	me        activity.Person      // a member there
	homes     []home
	newcomers []activity.Person // members of the shared community
	drafts    []draft
	given     []given
}

// home is a community that the writer has founded.
type home struct {
	id      activity.CommunityID
	founder activity.Person
	phase   int
	members []activity.Person // who hold no office
	holders []activity.Person // of one
}

// given is an answer that the writer has given, which its asker can accept.
type given struct {
	question
	answer activity.AnswerID
}

// draft is a resource that the writer has shared.
type draft struct {
	id      activity.ObjectID
	version int
}

// pool is what all writers refer to.
type pool struct {
	mu        sync.Mutex
	questions []question
	resources []resource
}

type question struct {
	id    activity.ObjectID
	asker activity.Person
}

type resource struct {
	id     activity.ObjectID
	author activity.Person
}

// choices are what a writer may think of, as often as the weights say.
var choices = []struct {
	weight int
	choose func(*writer) (Op, func(activity.ObjectID)) // no Op if there is nothing to do it with
}{
	{16, (*writer).record}, {10, (*writer).ask}, {12, (*writer).answer}, {6, (*writer).accept}, {7, (*writer).join}, {5, (*writer).leave},
	{6, (*writer).share}, {7, (*writer).revise}, {2, (*writer).retire}, {5, (*writer).reuse}, {5, (*writer).endorse},
	{2, (*writer).found}, {3, (*writer).amend}, {3, (*writer).move}, {3, (*writer).invite}, {4, (*writer).admit},
	{3, (*writer).appoint}, {3, (*writer).relieve}, {2, (*writer).imports}, {5, (*writer).follow}, {5, (*writer).together},
}

var weights = func() (sum int) {
	for _, c := range choices {
		sum += c.weight
	}
	return sum
}()

// choose thinks of something to do, and of what to make of it once it is
// acknowledged.
func (w *writer) choose() (Op, func(activity.ObjectID)) {
	for {
		at := w.rng.IntN(weights)
		for _, c := range choices {
			if at -= c.weight; at >= 0 {
				continue
			}
			if op, learn := c.choose(w); op.Key != "" {
				return op, learn
			}
			break
		}
	}
}

// new begins an operation by the writer in the shared community. Six in ten are
// under a key, and some of those are asked for twice at once.
func (w *writer) new(act string) Op {
	op := Op{Key: w.key(), Act: act, Who: w.me, In: w.shared, Keyed: w.rng.IntN(10) < 6}
	op.Twice = op.Keyed && w.rng.IntN(10) == 0
	if w.rng.IntN(4) == 0 {
		op.Size = w.rng.IntN(3500)
	}
	return op
}

// hasty lets the context of an operation end soon, now and then.
func (w *writer) hasty(op Op) Op {
	if w.rng.IntN(20) == 0 {
		op.Patience = 1 + time.Duration(w.rng.IntN(3000))*time.Microsecond
	}
	return op
}

// regretting lets the transaction of an operation fail, now and then.
func (w *writer) regretting(op Op) Op {
	if n := w.rng.IntN(10); n < 2 {
		op.Regret = []string{"error", "panic"}[n]
	}
	return op
}

// takeOut takes one of some things out.
func takeOut[T any](w *writer, from *[]T) (one T, ok bool) {
	if len(*from) == 0 {
		return one, false
	}
	i, last := w.rng.IntN(len(*from)), len(*from)-1
	one = (*from)[i]
	(*from)[i] = (*from)[last]
	*from = (*from)[:last]
	return one, true
}

// anyOf picks one of the things that all writers refer to.
func anyOf[T any](w *writer, of *[]T) (one T, ok bool) {
	w.pool.mu.Lock()
	defer w.pool.mu.Unlock()
	if len(*of) == 0 {
		return one, false
	}
	return (*of)[w.rng.IntN(len(*of))], true
}

// offer lets all writers refer to a thing, of which they need to know the last
// few only.
func offer[T any](w *writer, to *[]T, one T) {
	const few = 64
	w.pool.mu.Lock()
	defer w.pool.mu.Unlock()
	if len(*to) < few {
		*to = append(*to, one)
	} else {
		(*to)[w.rng.IntN(few)] = one
	}
}
