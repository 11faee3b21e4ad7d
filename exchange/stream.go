package exchange

import (
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Options says how to read a history; nil stands for the zero Options.
type Options struct {
	// Source tells apart histories whose names may clash (see
	// [activity.Foreign]): at most 255 bytes without control characters.
	Source string
	// Skipped, if not nil, is set anew whenever the stream is ranged over,
	// before its first activity.
	Skipped *Skipped
}

// Skipped counts the rows of a dump that became no activity.
type Skipped struct {
	Deleted int // questions, answers and comments of authors whose accounts were deleted
	Other   int // other types of posts, and comments on them or on posts that the dump lacks
}

// stream turns a function that reads a history into a stream. The function
// has to return nil once emit has returned false.
func stream(op string, o *Options, read func(o Options, emit func(activity.Activity) bool) error) activity.Stream {
	var options Options
	if o != nil {
		options = *o
	}
	return func(yield func(activity.Activity, error) bool) {
		if options.Skipped != nil {
			*options.Skipped = Skipped{}
		}
		if !isName(options.Source) {
			yield(activity.Activity{}, fault.New(op, fault.Invalid, "the source must be "+aName))
			return
		}
		err := read(options, func(a activity.Activity) bool { return yield(a, nil) })
		if err != nil {
			yield(activity.Activity{}, coded(op, err))
		}
	}
}

// imported completes a record whose names are those of its source.
func imported(a activity.Activity, names activity.Imported, repeat int) activity.Activity {
	a.ID = activity.ForeignRecord(names.Source, a.Actor, a.Verb, names.Object, a.At, repeat)
	a.Object = activity.Foreign(names.Source, names.Object)
	a.InReplyTo = activity.Foreign(names.Source, names.InReplyTo)
	a.Thread = activity.Foreign(names.Source, names.Thread)
	a.Detail = names
	return a
}
