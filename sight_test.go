package praxis_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/internal/racing"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// settings are the ways in which a community keeps things from people.
var settings = []setting{
	{
		name: "a private space", people: []activity.Person{"cem", "dan"}, viewers: []activity.Person{"eve", "fay", "bob", "ana", "gus"},
		deeds: spaceDeeds("open another", "let in", "let out", "rearrange", "close"),
		kept: func(w *world) error {
			id, err := w.as("cem").OpenSpace(context.Background(), cop.Room{Name: "Cellar", Access: cop.Private})
			w.kept.spaces = append(w.kept.spaces, id)
			return errors.Join(err, w.as("cem").LetIn(context.Background(), id, "dan"))
		},
	},
	{
		name: "a space for members", people: everyone, viewers: []activity.Person{"eve", "fay"}, deeds: spaceDeeds(), hall: true,
		kept: func(w *world) error {
			id, err := w.as("cem").OpenSpace(context.Background(), cop.Room{Name: "Workshop", Access: cop.Members})
			w.kept.spaces = append(w.kept.spaces, id)
			return err
		},
	},
	{
		name: "the common space", people: everyone, viewers: []activity.Person{"eve", "fay"}, hall: true,
		deeds: spaceDeeds("welcome", "complete", "pair", "rate", "appoint", "invite", "hand on", "respond", "attest", "unattest"),
		kept: func(w *world) error {
			w.kept.spaces = append(w.kept.spaces, activity.SpaceID{})
			return nil
		},
	},
}

// spaceDeeds are the deeds in a space, and some others.
func spaceDeeds(others ...string) []string {
	all := slices.Sorted(maps.Keys(deeds))
	return slices.DeleteFunc(all, func(name string) bool {
		return slices.Contains(beside, name) && !slices.Contains(others, name)
	})
}

// beside are the deeds that are not done everywhere.
var beside = []string{"open another", "let in", "let out", "rearrange", "close", "welcome", "complete", "pair", "rate", "appoint", "invite", "hand on",
	"survey", "open a survey", "close a survey", "respond", "attest", "unattest", "advance", "return"}

// hard are deeds that many others have to come before, and so are tried more often.
var hard = []string{"accept", "vote", "open a survey", "respond", "unattest", "take a task", "correct"}

// harder is a list of deeds with those that are hard several times.
func harder(deeds []string) []string {
	all := slices.Clone(deeds)
	for _, name := range hard {
		if slices.Contains(deeds, name) {
			all = append(all, name, name, name)
		}
	}
	return all
}

// chapter is what happens next: in both worlds what all see, or in each of them
// something or nothing that is kept.
type chapter struct {
	seen *deed
	kept [2]*deed
}

// GoString tells a chapter.
func (c chapter) GoString() string {
	if c.seen != nil {
		return fmt.Sprintf("%#v", *c.seen)
	}
	told := "kept"
	for _, d := range c.kept {
		if d == nil {
			told += ", nothing"
		} else {
			told += fmt.Sprintf(", %#v", *d)
		}
	}
	return told
}

// story is one of many chapters, drawn by a seed: rapid draws small numbers more
// often than others, and then hardly anything comes about.
func story(s setting, seed uint64) (all []chapter) {
	rng := rand.New(rand.NewPCG(seed, 0))
	seen, kept := harder(spaceDeeds(beside[5:]...)), harder(s.deeds)
	if s.hall {
		seen = harder(spaceDeeds(beside[12:15]...))
	}
	does := func(by []activity.Person, deeds []string) *deed {
		d := &deed{who: pick(by, rng.IntN(20)), does: pick(deeds, rng.IntN(1000)), in: rng.IntN(6), with: [2]int{rng.IntN(12), rng.IntN(12)}}
		if rng.IntN(2) == 0 {
			d.with = [2]int{} // what is new attracts
		}
		return d
	}
	for i := range 250 {
		var c chapter
		if i < 220 && rng.IntN(4) == 0 { // in the end, all is kept
			c.seen = does(everyone, seen)
		} else {
			for i, worlds := 0, 1+rng.IntN(3); i < 2; i++ {
				if worlds&(i+1) > 0 {
					c.kept[i] = does(s.people, kept)
				}
			}
		}
		all = append(all, c)
	}
	for i := range all[:3] { // keys that somebody else takes where they may not look
		if all[i].kept[0] != nil {
			all[i].kept[0].key = "for a change"
		}
	}
	return all
}

// told is what two worlds told differently.
type told struct{ by, of, here, there string }

// tells lets a story happen in two worlds, and returns what those who may not see
// what is kept are then told differently; nil if all is the same. Done counts what
// came about.
func (s setting) tells(ctx context.Context, stores [2]storage.Store, o praxis.Options, chapters []chapter, seed uint64, viewers []activity.Person, done map[string]int) (*told, error) {
	var worlds [2]*world
	for i, store := range stores {
		w, err := newWorld(ctx, store, o)
		if err != nil {
			return nil, err
		}
		worlds[i] = w
	}
	for i, w := range worlds {
		if w.hidden = 1; i == 0 || seed%2 == 0 {
			if err := s.kept(w); err != nil {
				return nil, err
			}
		}
	}
	for n, c := range chapters {
		var errs [2]error
		for i, w := range worlds {
			w.now = w.now.Add(time.Duration(11+7*(n%5)) * time.Hour)
			switch {
			case c.seen != nil:
				open := []activity.SpaceID{{}, w.hall, w.library}
				if s.hall {
					open = open[1:2]
				}
				w.hidden = 0
				errs[i] = w.happens(ctx, *c.seen, w.seen, open)
			case c.kept[i] != nil && len(w.kept.spaces) > 0:
				w.hidden = 1
				if w.happens(ctx, *c.kept[i], w.kept, w.kept.spaces) == nil {
					done[c.kept[i].does]++
				}
			}
		}
		if here, there := fmt.Sprint(errs[0]), fmt.Sprint(errs[1]); here != there {
			return &told{string(c.seen.who), fmt.Sprintf("%#v", *c.seen), here, there}, nil
		}
	}
	for _, viewer := range viewers {
		if different := compare(ctx, worlds, viewer, seed); different != nil {
			return different, nil
		}
	}
	return nil, nil
}

// compare lets somebody try every method of the front door in two worlds, with
// what is there and with what is kept from them.
func compare(ctx context.Context, worlds [2]*world, viewer activity.Person, seed uint64) *told {
	rng := rand.New(rand.NewPCG(seed, uint64(len(viewer))))
	for _, w := range ways {
		if w.from == ways[0].from {
			continue
		}
		for range tries[w.Type.NumOut() > 1] {
			hidden := worlds[rng.IntN(2)].kept
			about := &neighbour{home: worlds[0].home(rng, hidden)}
			n := int(rng.Uint64() >> 1)
			s := rapid.Custom(func(r *rapid.T) step {
				rapid.Bool().Draw(r, "at least something")
				return drawCall(guess{r: r, about: about}, w)
			}).Example(n)
			where := []activity.SpaceID{{}, {}, pick(hidden.spaces, rng.IntN(3))}[rng.IntN(3)]
			var here [2]result
			for i, world := range worlds {
				here[i] = world.tries(ctx, s, viewer, about.community, where)
			}
			if !reflect.DeepEqual(here[0], here[1]) {
				return &told{string(viewer), s.String() + fmt.Sprint(" within ", where), fmt.Sprintf("%+v", here[0]), fmt.Sprintf("%+v", here[1])}
			}
		}
	}
	for _, q := range cop.Reviews() {
		var here [2]string
		for i, w := range worlds {
			review, err := w.as(viewer).Review(ctx, q.Name)
			here[i] = fmt.Sprint(review, err)
		}
		if here[0] != here[1] {
			return &told{string(viewer), q.Name, here[0], here[1]}
		}
	}
	if different := cmp.Or(compareWorth(ctx, worlds, viewer), compareSearches(ctx, worlds, viewer), compareRecords(ctx, worlds, viewer)); different != nil {
		return different
	}
	return compareBehind(ctx, worlds, viewer, rng)
}

// tries is how often methods are tried: those that only do something, and those
// that return something.
var tries = map[bool]int{false: 3, true: 8}

// home is what a method could be asked about: what all see, or what is kept.
func (w *world) home(rng *rand.Rand, kept *things) home {
	of := []*things{w.seen, kept}[rng.IntN(2)]
	n := rng.IntN(8)
	a := pick(of.answers, n)
	h := home{
		community: []activity.CommunityID{w.community, w.community, w.second}[rng.IntN(3)], second: w.second,
		resource: pick(of.resources, n), others: [3]activity.ResourceID{pick(of.resources, n+1), pick(of.resources, n+2)}, question: pick(of.questions, n), space: pick(of.spaces, n), gathering: pick(of.gatherings, n),
		proposal: pick(of.proposals, n), rule: pick(of.rules, n), tie: pick(of.ties, n), survey: pick(of.surveys, n), story: pick(of.stories, n), tasks: [2]activity.TaskID{pick(of.tasks, n), pick(of.tasks, n+1)}, answers: [2]activity.AnswerID{a.answer, a.answer},
	}
	if rng.IntN(2) == 0 && !a.question.IsZero() {
		h.question = a.question
	}
	h.further, h.again = pick(of.questions, n+1), pick(of.questions, n+2)
	return h
}

// tries lets somebody take a step, and leaves the world as it was.
func (w *world) tries(ctx context.Context, s step, by activity.Person, in activity.CommunityID, where activity.SpaceID) (told result) {
	made, gone := w.made, errors.New("gone")
	w.hidden = 0
	defer func() { w.made = made }()
	err := w.Together(ctx, func(ctx context.Context, c *praxis.Constellation) error {
		w.made = made
		var door any = c.As(by)
		if s.from == reflect.TypeFor[praxis.Participant]() {
			door = c.As(by).In(in).Within(where)
		}
		told = s.on(ctx, door, &w.made[0])
		return gone
	})
	if !errors.Is(err, gone) {
		told.Says += err.Error()
	}
	return told
}

// TestWhatIsKeptShowsNowhere: whatever happens where somebody may not be, nothing
// that they are told or could do changes: no value, no count, no error, no word of
// one.
func TestWhatIsKeptShowsNowhere(t *testing.T) {
	racing.Skip(t)
	for _, s := range settings {
		t.Run(s.name, func(t *testing.T) {
			done, failed := make(map[string]int), make(map[uint64]string)
			check := func(t fataler, seed uint64) {
				tells := func(chapters []chapter) *told {
					different, err := s.tells(context.Background(), [2]storage.Store{memory.New(nil), memory.New(nil)}, praxis.Options{}, chapters, seed, s.viewers, done)
					require.NoError(t, err)
					return different
				}
				switch known, ok := failed[seed]; {
				case ok:
					t.Fatal(known)
				case len(failed) > 0:
					return // one is enough
				}
				chapters := story(s, seed)
				if different := tells(chapters); different != nil {
					chapters, different = shortest(chapters, different, tells)
					failed[seed] = fmt.Sprintf("%+v\n%#v", *different, chapters)
					t.Fatal(failed[seed])
				}
			}
			for seed := range uint64(20) {
				check(t, seed) // in which everything comes about
			}
			checks(t, 2)
			rapid.Check(t, func(r *rapid.T) { check(r, rapid.Uint64().Draw(r, "seed")) })
			for _, name := range s.deeds {
				assert.NotZero(t, done[name], "%s never came about: %v", name, done)
			}
		})
	}
}

// fataler is a test or a case of one.
type fataler interface {
	require.TestingT
	Fatal(args ...any)
}

// shortest is the part of a story after which something is still told differently.
func shortest(chapters []chapter, different *told, tells func([]chapter) *told) ([]chapter, *told) {
	for size := len(chapters) / 2; size > 0; size /= 2 {
		for i := 0; i+size <= len(chapters); {
			without := slices.Delete(slices.Clone(chapters), i, i+size)
			if still := tells(without); still != nil {
				chapters, different = without, still
			} else {
				i += size
			}
		}
	}
	return chapters, different
}

// TestWhatIsKeptShowsNowhereInSQLite is the same where rows are read.
func TestWhatIsKeptShowsNowhereInSQLite(t *testing.T) {
	racing.Skip(t)
	for _, s := range settings {
		for seed := range uint64(2) {
			var stores [2]storage.Store
			for i := range stores {
				store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "praxis.db"), nil)
				require.NoError(t, err)
				t.Cleanup(func() { _ = store.Close() })
				stores[i] = store
			}
			different, err := s.tells(t.Context(), stores, praxis.Options{}, story(s, seed), seed, s.viewers, map[string]int{})
			require.NoError(t, err)
			assert.Nil(t, different, s.name)
		}
	}
}

// TestThatWhatIsKeptWouldShow: those who may see what is kept are told, and so
// would be everybody if the door stood open. Otherwise the tests above tell nothing.
func TestThatWhatIsKeptWouldShow(t *testing.T) {
	s := settings[0]
	for name, test := range map[string]struct {
		authority praxis.Authority
		viewers   []activity.Person
	}{
		"who is there":         {praxis.ByRules, []activity.Person{"cem"}},
		"a member, let in":     {open(praxis.Enter), []activity.Person{"bob"}},
		"an outsider, let in":  {open(praxis.Enter), []activity.Person{"eve"}},
		"everybody everywhere": {praxis.Trusted, []activity.Person{"eve"}},
	} {
		different, err := s.tells(t.Context(), [2]storage.Store{memory.New(nil), memory.New(nil)}, praxis.Options{Authority: test.authority}, story(s, 1), 2, test.viewers, map[string]int{})
		require.NoError(t, err)
		assert.NotNil(t, different, name)
	}
}

// open is an authority that allows an action to everybody.
func open(action praxis.Action) praxis.Authority {
	return authority(func(ctx context.Context, r praxis.Request) error {
		if r.Action == action {
			return nil
		}
		return praxis.ByRules.Allow(ctx, r)
	})
}
