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
	// Bots, Private and Reactions take in what is otherwise left out: what
	// programs wrote, under "bot:" and their names; private channels and direct
	// messages; and who reacted to what. The page of a format tells which of
	// them it has.
	Bots, Private, Reactions bool
	// Merges takes in the commits of git that join others, and Subjects threads
	// mail without a reference by its subject.
	Merges, Subjects bool
	// Key makes the pseudonyms of people who are known by their address such as
	// nobody can guess (see [Pseudonym]). Histories read under different keys
	// have different people.
	Key string
	// Person, if not nil, is asked instead who somebody is whom a history knows
	// by name and address, as git and mail do; "" leaves out what they did. Name
	// and address may be empty, but not both. The same answer to the same
	// question keeps people together, and Praxis stores nothing but the answer.
	Person func(name, address string) activity.Person
	// Bot says who of these is a program; nil stands for [IsBot].
	Bot func(name, address string) bool
	// Bare leaves out of each activity what [insight.Measure] takes no notice of: all
	// but who did what when, to whom, in which thread and whether that opened it. Rows
	// are checked all the same, but a CSV is read in less than half the time, and in
	// memory that does not grow with its rows. Other formats give all that they have.
	Bare bool
	// Skipped, if not nil, is set anew whenever the stream is ranged over,
	// before its first activity.
	Skipped *Skipped
}

// Skipped counts what became no activity.
type Skipped struct {
	Deleted   int // what was deleted, and what people wrote whose accounts were
	Other     int // what is no contribution, or one to what is not there
	Hidden    int // what moderators hid
	Bots      int // what programs wrote
	Private   int // private conversations, and messages for the staff only
	Reactions int // likes and other reactions
	Merges    int // commits that join others
	Repeated  int // copies of what is there already
	Undated   int // what has no date that can be read
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
	switch names.Thread { // most often it is one of the others
	case names.InReplyTo:
		a.Thread = a.InReplyTo
	case names.Object:
		a.Thread = a.Object
	default:
		a.Thread = activity.Foreign(names.Source, names.Thread)
	}
	a.Detail = names
	return a
}

// botPrefix begins the id of a program, where programs are taken in.
const botPrefix = "bot:"
