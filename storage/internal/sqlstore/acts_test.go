package sqlstore

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// act is one call of a Tx, and what can be seen of its result.
type act struct {
	name string
	do   func(context.Context, storage.Tx) (seen any, err error)
}

// world has few of everything, so that those who act in it meet.
type world struct {
	*rapid.T
	ids   uint16
	said  []activity.ID // ids of version 7 that have been used
	turns int           // that callers have had
}

func newWorld(t *rapid.T) *world { return &world{T: t} }

// newID is an identifier that has never been used.
func (w *world) newID() [16]byte {
	w.ids++
	return [16]byte{6: 7 << 4, 13: byte(w.ids >> 8), 14: byte(w.ids), 15: 0xff}
}

var (
	here    = []activity.CommunityID{{1}, {2}, {3}} // the last one is founded by and by
	folk    = []activity.Person{"ana", "bob", "eve", "zoë"}
	objects = [][16]byte{{6: 7 << 4, 15: 1}, {6: 7 << 4, 15: 2}, {6: 7 << 4, 15: 3}}
	verbs   = []activity.Verb{activity.Comment, activity.Ask, activity.Join} // the last one is upkeep
)

func draw[T any](w *world, from []T, label string) T { return rapid.SampledFrom(from).Draw(w.T, label) }

func (w *world) number(most int, label string) int { return rapid.IntRange(0, most).Draw(w.T, label) }

func (w *world) time() time.Time { return someday.AddDate(0, 0, w.number(20, "day")) }

// act draws an act, mostly in the first community, and mostly one of those that
// have to do with each other.
func (w *world) act() act {
	c := here[max(0, w.number(9, "community")-7)]
	often := []func(activity.CommunityID) act{w.append, w.putMember, w.read}
	seldom := []func(activity.CommunityID) act{
		w.putCommunity, w.putLifecycle, w.putResource, w.addReuse, w.putEndorsement, w.putQuestion, w.addAnswer, w.addOperation, w.putCursor, w.list,
		w.putSpace, w.putMeeting, w.putGuide, w.addRecognition,
	}
	return draw(w, append(slices.Repeat(often, 4), seldom...), "act")(c)
}

// writes makes an act of one that has no result.
func writes(name string, do func(context.Context, storage.Tx) error) act {
	return act{name, func(ctx context.Context, tx storage.Tx) (any, error) { return nil, do(ctx, tx) }}
}

// rev is what the value is going to count, mostly one more than the one that is
// there.
func (w *world) rev() func(stored int) int {
	blind := w.number(12, "rev")
	return func(stored int) int {
		if blind < 4 {
			return blind
		}
		return stored + 1
	}
}

func (w *world) putCommunity(c activity.CommunityID) act {
	next := cop.Community{ID: c, Founder: draw(w, folk, "founder"), FoundedAt: w.time()}
	next.Charter.Name = fmt.Sprint(w.number(3, "name"))
	rev := w.rev()
	return writes("PutCommunity", func(ctx context.Context, tx storage.Tx) error {
		before, err := tx.Community(ctx, c)
		if err != nil && fault.CodeOf(err) != fault.NotFound {
			return err
		}
		next.Rev = rev(before.Rev)
		return tx.PutCommunity(ctx, next)
	})
}

func (w *world) putLifecycle(c activity.CommunityID) act {
	next, rev := lifecycle.State{Community: c, Phase: draw(w, lifecycle.Phases(), "phase"), Since: w.time()}, w.rev()
	return writes("PutLifecycle", func(ctx context.Context, tx storage.Tx) error {
		before, err := tx.Lifecycle(ctx, c)
		if err != nil && fault.CodeOf(err) != fault.NotFound {
			return err
		}
		next.Rev = rev(before.Rev)
		return tx.PutLifecycle(ctx, next)
	})
}

func (w *world) putMember(c activity.CommunityID) act {
	next := membership.Member{Community: c, Person: draw(w, folk, "person"), Standing: membership.Belongs, Since: w.time(), LastActive: w.time()}
	next.Roles = [][]membership.Role{nil, {membership.Convener}}[w.number(1, "roles")]
	rev := w.rev()
	return writes("PutMember", func(ctx context.Context, tx storage.Tx) error {
		before, err := tx.Member(ctx, c, next.Person)
		if err != nil && fault.CodeOf(err) != fault.NotFound {
			return err
		}
		next.Rev = rev(before.Rev)
		return tx.PutMember(ctx, next)
	})
}

func (w *world) putResource(c activity.CommunityID) act {
	next := repertoire.Resource{Community: c, ID: draw(w, objects, "resource"), Kind: repertoire.Story, Author: draw(w, folk, "author"), SharedAt: w.time(), Status: repertoire.InUse}
	next.Current = repertoire.Version{Text: repertoire.Text{Title: fmt.Sprint(w.number(9, "title"))}, Editor: "ana", At: w.time()}
	rev, known, again := w.rev(), rapid.Bool().Draw(w.T, "look first"), w.number(1, "version")
	return writes("PutResource", func(ctx context.Context, tx storage.Tx) error {
		var before repertoire.Resource
		if known {
			var err error
			if before, err = tx.Resource(ctx, c, next.ID); err != nil && fault.CodeOf(err) != fault.NotFound {
				return err
			}
		}
		next.Rev, next.Current.Number = rev(before.Rev), max(1, before.Current.Number+again)
		return tx.PutResource(ctx, next)
	})
}

func (w *world) addReuse(c activity.CommunityID) act {
	u := repertoire.Reuse{Community: c, Resource: draw(w, objects, "resource"), ID: draw(w, objects, "reuse"), Person: draw(w, folk, "person"), At: w.time()}
	return writes("AddReuse", func(ctx context.Context, tx storage.Tx) error { return tx.AddReuse(ctx, u) })
}

func (w *world) putEndorsement(c activity.CommunityID) act {
	e := repertoire.Endorsement{Community: c, Resource: draw(w, objects, "resource"), Person: draw(w, folk, "person"), At: w.time()}
	e.Version = w.number(3, "version")
	return writes("PutEndorsement", func(ctx context.Context, tx storage.Tx) error { return tx.PutEndorsement(ctx, e) })
}

func (w *world) putQuestion(c activity.CommunityID) act {
	next := repertoire.Question{Community: c, ID: draw(w, objects, "question"), Asker: draw(w, folk, "asker"), AskedAt: w.time(), Accepted: draw(w, objects, "accepted")}
	next.Text = fmt.Sprint(w.number(9, "text"))
	rev, known := w.rev(), rapid.Bool().Draw(w.T, "look first")
	return writes("PutQuestion", func(ctx context.Context, tx storage.Tx) error {
		var before repertoire.Question
		if known {
			var err error
			if before, err = tx.Question(ctx, c, next.ID); err != nil && fault.CodeOf(err) != fault.NotFound {
				return err
			}
		}
		next.Rev = rev(before.Rev)
		return tx.PutQuestion(ctx, next)
	})
}

func (w *world) addAnswer(c activity.CommunityID) act {
	a := repertoire.Answer{Community: c, Question: draw(w, objects, "question"), ID: draw(w, objects, "answer"), Author: draw(w, folk, "author"), AnsweredAt: w.time()}
	return writes("PutAnswer", func(ctx context.Context, tx storage.Tx) error { return tx.PutAnswer(ctx, a) })
}

func (w *world) putSpace(c activity.CommunityID) act {
	next := cop.Space{Community: c, ID: draw(w, objects, "space"), Room: cop.Room{Name: fmt.Sprint(w.number(9, "name"))}, People: folk[:w.number(3, "people")], OpenedAt: w.time()}
	rev, known := w.rev(), rapid.Bool().Draw(w.T, "look first")
	return writes("PutSpace", func(ctx context.Context, tx storage.Tx) error {
		var before cop.Space
		if known {
			var err error
			if before, err = tx.Space(ctx, c, next.ID); err != nil && fault.CodeOf(err) != fault.NotFound {
				return err
			}
		}
		next.Rev = rev(before.Rev)
		return tx.PutSpace(ctx, next)
	})
}

func (w *world) putMeeting(c activity.CommunityID) act {
	next := cop.Meeting{Community: c, Gathering: draw(w, objects, "gathering"), Start: w.time(), Attended: folk[:w.number(3, "people")]}
	rev := w.rev()
	return writes("PutMeeting", func(ctx context.Context, tx storage.Tx) error {
		before, err := tx.Meeting(ctx, c, next.Gathering, next.Start)
		if err != nil && fault.CodeOf(err) != fault.NotFound {
			return err
		}
		next.Rev = rev(before.Rev)
		return tx.PutMeeting(ctx, next)
	})
}

func (w *world) putGuide(c activity.CommunityID) act {
	next, rev := membership.Guide{Community: c, GuideSet: membership.GuideSet{Welcome: fmt.Sprint(w.number(9, "welcome"))}}, w.rev()
	return writes("PutGuide", func(ctx context.Context, tx storage.Tx) error {
		before, err := tx.Guide(ctx, c)
		if err != nil && fault.CodeOf(err) != fault.NotFound {
			return err
		}
		next.Rev = rev(before.Rev)
		return tx.PutGuide(ctx, next)
	})
}

func (w *world) addRecognition(c activity.CommunityID) act {
	r := membership.Recognition{Community: c, ID: draw(w, objects, "recognition"), Kind: membership.Thanks, From: draw(w, folk, "from"), To: draw(w, folk, "to"), At: w.time()}
	return writes("AddRecognition", func(ctx context.Context, tx storage.Tx) error { return tx.AddRecognition(ctx, r) })
}

func (w *world) addOperation(c activity.CommunityID) act {
	o := storage.Operation{Community: c, Key: draw(w, []string{"one", "two", ""}, "key"), Actor: draw(w, folk, "actor"), Verb: activity.Ask, Activity: w.newID(), At: w.time()}
	return writes("AddOperation", func(ctx context.Context, tx storage.Tx) error { return tx.AddOperation(ctx, o) })
}

func (w *world) putCursor(c activity.CommunityID) act {
	subscriber, seen := draw(w, []string{"relay", "mail"}, "subscriber"), activity.Seq(w.number(9, "seen"))
	return writes("PutCursor", func(ctx context.Context, tx storage.Tx) error { return tx.PutCursor(ctx, c, subscriber, seen) })
}

// append draws a batch, of which some may be in the record already.
func (w *world) append(c activity.CommunityID) act {
	batch := make([]activity.Activity, w.number(3, "batch")+1)
	for i := range batch {
		batch[i] = activity.Activity{Actor: draw(w, folk, "actor"), Verb: draw(w, verbs, "verb"), At: w.time()}
		switch kind := w.number(9, "id"); {
		case kind == 0 && len(w.said) > 0:
			batch[i].ID = draw(w, w.said, "said")
		case kind < 5: // as one that has been imported
			batch[i].ID = activity.ID{6: 8 << 4, 15: byte(w.number(9, "foreign"))}
		default:
			batch[i].ID = w.newID()
			w.said = append(w.said, batch[i].ID)
		}
	}
	return act{"Append", func(ctx context.Context, tx storage.Tx) (any, error) {
		added, err := tx.Append(ctx, c, batch)
		return fmt.Sprint(added, seqs(batch)), err
	}}
}

func seqs(batch []activity.Activity) (all []activity.Seq) {
	for _, a := range batch {
		all = append(all, a.Seq)
	}
	return all
}

// read draws a look at one thing.
func (w *world) read(c activity.CommunityID) act {
	p, one, two := draw(w, folk, "person"), draw(w, objects, "one"), draw(w, objects, "two")
	looks := []act{
		{"Community", func(ctx context.Context, r storage.Tx) (any, error) { return r.Community(ctx, c) }},
		{"Lifecycle", func(ctx context.Context, r storage.Tx) (any, error) { return r.Lifecycle(ctx, c) }},
		{"Head", func(ctx context.Context, r storage.Tx) (any, error) { return r.Head(ctx, c) }},
		{"Member", func(ctx context.Context, r storage.Tx) (any, error) { return r.Member(ctx, c, p) }},
		{"Member", func(ctx context.Context, r storage.Tx) (any, error) { return r.Member(ctx, c, p) }},
		{"Space", func(ctx context.Context, r storage.Tx) (any, error) { return r.Space(ctx, c, one) }},
		{"Guide", func(ctx context.Context, r storage.Tx) (any, error) { return r.Guide(ctx, c) }},
		{"Resource", func(ctx context.Context, r storage.Tx) (any, error) { return r.Resource(ctx, c, one) }},
		{"Endorsement", func(ctx context.Context, r storage.Tx) (any, error) { return r.Endorsement(ctx, c, one, p) }},
		{"Question", func(ctx context.Context, r storage.Tx) (any, error) { return r.Question(ctx, c, one) }},
		{"Answer", func(ctx context.Context, r storage.Tx) (any, error) { return r.Answer(ctx, c, one, two) }},
		{"Operation", func(ctx context.Context, r storage.Tx) (any, error) { return r.Operation(ctx, c, "one") }},
		{"Cursor", func(ctx context.Context, r storage.Tx) (any, error) { return r.Cursor(ctx, c, "relay") }},
	}
	return draw(w, looks, "look")
}

// list draws a look at a list.
func (w *world) list(c activity.CommunityID) act {
	limit := w.number(3, "limit")
	p, one, two := draw(w, append(folk, ""), "person"), draw(w, append(objects, [16]byte{}), "one"), draw(w, append(objects, [16]byte{}), "two")
	n := w.number(2, "number")
	at, said := w.time(), draw(w, append(w.said, activity.ID{6: 8 << 4, 15: 1}), "said")
	week, day := activity.Tally{Week: activity.WeekOf(at), Person: p}, activity.Presence{Day: activity.DayOf(at), Person: p}
	lists := []act{
		listed("Communities", func(ctx context.Context, r storage.Tx) iter.Seq2[cop.Community, error] {
			return r.Communities(ctx, one, limit)
		}),
		listed("Members", func(ctx context.Context, r storage.Tx) iter.Seq2[membership.Member, error] {
			return r.Members(ctx, c, p, limit)
		}),
		listed("Memberships", func(ctx context.Context, r storage.Tx) iter.Seq2[membership.Member, error] {
			return r.Memberships(ctx, p, activity.CommunityID{byte(n)}, limit)
		}),
		listed("Spaces", func(ctx context.Context, r storage.Tx) iter.Seq2[cop.Space, error] {
			return r.Spaces(ctx, c, one, limit)
		}),
		listed("Meetings", func(ctx context.Context, r storage.Tx) iter.Seq2[cop.Meeting, error] {
			return r.Meetings(ctx, c, cop.Meeting{Gathering: one, Start: at}, limit)
		}),
		listed("Recognitions", func(ctx context.Context, r storage.Tx) iter.Seq2[membership.Recognition, error] {
			return r.Recognitions(ctx, c, one, limit)
		}),
		listed("Since", func(ctx context.Context, r storage.Tx) iter.Seq2[activity.Activity, error] {
			return r.Since(ctx, c, said, limit)
		}),
		listed("Resources", func(ctx context.Context, r storage.Tx) iter.Seq2[repertoire.Resource, error] {
			return r.Resources(ctx, c, one, limit)
		}),
		listed("Versions", func(ctx context.Context, r storage.Tx) iter.Seq2[repertoire.Version, error] {
			return r.Versions(ctx, c, one, n, limit)
		}),
		listed("Reuses", func(ctx context.Context, r storage.Tx) iter.Seq2[repertoire.Reuse, error] {
			return r.Reuses(ctx, c, one, two, limit)
		}),
		listed("Endorsements", func(ctx context.Context, r storage.Tx) iter.Seq2[repertoire.Endorsement, error] {
			return r.Endorsements(ctx, c, one, p, limit)
		}),
		listed("Questions", func(ctx context.Context, r storage.Tx) iter.Seq2[repertoire.Question, error] {
			return r.Questions(ctx, c, one, limit)
		}),
		listed("Answers", func(ctx context.Context, r storage.Tx) iter.Seq2[repertoire.Answer, error] {
			return r.Answers(ctx, c, one, two, limit)
		}),
		listed("Activities", func(ctx context.Context, r storage.Tx) iter.Seq2[activity.Activity, error] {
			return r.Activities(ctx, c, activity.Seq(n), limit)
		}),
		listed("Tallies", func(ctx context.Context, r storage.Tx) iter.Seq2[activity.Tally, error] {
			return r.Tallies(ctx, c, week, limit)
		}),
		listed("Received", func(ctx context.Context, r storage.Tx) iter.Seq2[activity.Tally, error] {
			return r.Received(ctx, c, week, limit)
		}),
		listed("Presences", func(ctx context.Context, r storage.Tx) iter.Seq2[activity.Presence, error] {
			return r.Presences(ctx, c, day, limit)
		}),
	}
	return draw(w, lists, "list")
}

func listed[T any](name string, list func(context.Context, storage.Tx) iter.Seq2[T, error]) act {
	return act{name, func(ctx context.Context, tx storage.Tx) (any, error) { return activity.Collect(list(ctx, tx)) }}
}
