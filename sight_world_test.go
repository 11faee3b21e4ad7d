package praxis_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
)

// setting is where things are kept from some people, and from whom.
type setting struct {
	name    string
	kept    func(*world) error // makes the room where they are kept
	people  []activity.Person  // who are there
	viewers []activity.Person  // who may not be
	deeds   []string           // what is done there
	hall    bool               // what all see is in the public space only
}

// world is one of two that are the same but for what is kept from some. Their
// clocks are the same, and so are the ids of whatever else is there.
type world struct {
	*praxis.Constellation
	now           time.Time
	made          [2]uint64 // ids, of what all see and of what is kept
	hidden        int       // 1 while something happens that is kept
	community     activity.CommunityID
	second        activity.CommunityID
	hall, library activity.SpaceID
	resource      activity.ResourceID // of the second community
	seen, kept    *things
}

// things are what is in a world, as those know it who made it.
type things struct {
	spaces     []activity.SpaceID
	questions  []activity.QuestionID
	answers    []answered
	resources  []activity.ResourceID
	gatherings []activity.GatheringID
	proposals  []activity.ProposalID
	rules      []activity.RuleID
	ties       []activity.TieID
	stories    []activity.StoryID
	tasks      []activity.TaskID
	surveys    []activity.SurveyID
}

type answered struct {
	question activity.QuestionID
	answer   activity.AnswerID
}

// id is a new one: of what all see, or of what is kept.
func (w *world) id(at time.Time) [16]byte {
	w.made[w.hidden]++
	var random [10]byte
	random[0] = byte(w.hidden)
	binary.BigEndian.PutUint64(random[2:], w.made[w.hidden])
	return activity.V7(at, random)
}

// newWorld has a community with its people, a public space and one for members:
// ana convenes, gus and cem facilitate, bob and dan are members, fay was one,
// and eve never was.
func newWorld(ctx context.Context, store storage.Store, o praxis.Options) (*world, error) {
	w := &world{now: june, seen: new(things), kept: new(things)}
	o.Clock, o.IDs, o.MinGroup = func() time.Time { return w.now }, w.id, 2
	w.Constellation = praxis.New(store, &o)
	founded, err := w.As("ana").Found(ctx, auditors())
	if err != nil {
		return nil, err
	}
	w.community = founded.ID
	other, err := w.As("cem").Found(ctx, named("Plant breeding"))
	if err != nil {
		return nil, err
	}
	w.second = other.ID
	ana := w.as("ana")
	for _, step := range []func() error{
		func() error { return w.As("ana").In(w.second).Join(ctx) },
		func() error { return w.As("cem").In(w.second).Appoint(ctx, "ana", membership.Sponsor) },
		func() (err error) {
			w.resource, err = w.As("cem").In(w.second).Share(ctx, draft("Breeding"))
			return err
		},
		func() error { return w.As("cem").In(w.second).HandOn(ctx, cop.HandedOn{To: w.community}) },
		func() error { return w.as("bob").Join(ctx) },
		func() error { return w.as("cem").Join(ctx) },
		func() error { return w.as("dan").Join(ctx) },
		func() error { return w.as("gus").Join(ctx) },
		func() error { return w.as("fay").Join(ctx) },
		func() error { _, err := w.as("fay").Ask(ctx, "What is this about?"); return err },
		func() error { return w.as("fay").Leave(ctx, "") },
		func() error { return ana.Appoint(ctx, "gus", membership.Facilitator) },
		func() error { return ana.Appoint(ctx, "cem", membership.Facilitator) },
		func() error { return ana.Appoint(ctx, "cem", membership.Expert) },
		func() error { return ana.SetGuide(ctx, firstSteps("Come in.")) },
		func() (err error) {
			w.hall, err = ana.OpenSpace(ctx, cop.Room{Name: "Hall", Access: cop.Public})
			return err
		},
		func() (err error) {
			w.library, err = ana.OpenSpace(ctx, cop.Room{Name: "Library", Access: cop.Members})
			return err
		},
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return w, nil
}

func (w *world) as(p activity.Person) praxis.Participant { return w.As(p).In(w.community) }

// deed is something that somebody does: what all see, or what is kept in one of
// the worlds or differently in both.
type deed struct {
	who  activity.Person
	does string
	in   int    // the how manyth of the spaces
	with [2]int // to choose by
	key  string // under which it is done, or none
}

// GoString tells a deed.
func (d deed) GoString() string { return fmt.Sprintf("%s: %s %v in %d", d.who, d.does, d.with, d.in) }

// happens is what happens to the things in one of the spaces.
func (w *world) happens(ctx context.Context, d deed, of *things, spaces []activity.SpaceID) error {
	p := w.As(d.who)
	if d.key != "" {
		p = p.Once(d.key)
	}
	where := pick(spaces, d.in)
	return deeds[d.does](ctx, doing{w, p.In(w.community).Within(where), of, d.with[0], d.with[1]})
}

// pick is one of the things, rather a late one, or the zero of them if there is
// none.
func pick[T any](all []T, n int) (one T) {
	if len(all) == 0 {
		return one
	}
	return all[len(all)-1-n%len(all)]
}
