package benchmark

import (
	"encoding/binary"
	"fmt"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// history is a recorded history of so many activities, under identifiers of its
// own for each seed.
func history(activities, seed int) activity.Stream {
	begin := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	return func(yield func(activity.Activity, error) bool) {
		for n := range activities {
			deed := comment(n)
			object := fmt.Sprint("post ", seed, " ", n)
			a := activity.Activity{
				Actor: person(n * 7), Verb: deed.Verb, Object: activity.Foreign("forum", object), InReplyTo: deed.InReplyTo, Thread: deed.Thread,
				To: deed.To, Topics: deed.Topics, At: begin.Add(time.Duration(n) * time.Minute),
				Detail: activity.Imported{Source: "forum", Object: object},
			}
			a.ID = activity.ForeignRecord("forum", a.Actor, a.Verb, object, a.At, 0)
			if !yield(a, nil) {
				return
			}
		}
	}
}

// lived is a part of a history, behind so many activities before it, whose
// identifiers are those of a community that has recorded it itself: each is
// behind the one before it.
func lived(activities, before int) activity.Stream {
	begin := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC)
	return func(yield func(activity.Activity, error) bool) {
		n := before
		for a, err := range history(activities, -before) {
			a.At = begin.Add(time.Duration(n) * 10 * time.Second)
			var random [10]byte
			binary.BigEndian.PutUint64(random[2:], uint64(n))
			a.ID = activity.V7(a.At, random)
			n++
			if !yield(a, err) {
				return
			}
		}
	}
}
