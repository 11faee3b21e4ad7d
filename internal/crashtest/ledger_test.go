package crashtest

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

// A store that keeps its word passes, and all that writers think of can be done.
func TestHonest(t *testing.T) {
	s := memory.New(nil)
	l := new(Ledger)
	write(t, s, l, 2000)
	for range 2 {
		require.NoError(t, l.Audit(t.Context(), s))
		require.NoError(t, l.Settle(t.Context(), s))
	}
	f := l.Figures()
	assert.GreaterOrEqual(t, f.Acknowledged, 2000)
	assert.Positive(t, f.Failed, "some are meant to")
	assert.Equal(t, 2, f.Audits)
	assert.Positive(t, f.Repeated)

	done := make(map[string]bool)
	for _, a := range l.order {
		if a.acknowledged {
			done[a.op.Act] = true
		}
	}
	for act := range acts {
		assert.True(t, done[act], "%s has never been done", act)
	}
	assert.True(t, done[follow] && done[together])
}

// write lets writers work until so much has been acknowledged.
func write(t *testing.T, s storage.Store, l *Ledger, operations int) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	w := Writers{Store: s, Place: "place", Life: "1", Seed: 1, Count: 4, Say: l.Hear}
	go func() { ended <- w.Run(ctx) }()
	l.Await(t, operations, Acknowledges, "")
	stop()
	require.NoError(t, <-ended)
}

// Whoever cannot say what they do stops.
func TestNobodyHears(t *testing.T) {
	deaf := func(Entry) error { return fault.New("test", fault.Unavailable, "the pipe is closed") }
	w := Writers{Store: memory.New(nil), Place: "place", Count: 4, Say: deaf}
	assert.ErrorContains(t, w.Run(t.Context()), "the pipe is closed")
}

// What a ledger hears and what it finds may not agree.
func TestLies(t *testing.T) {
	for name, test := range map[string]struct {
		op   Op
		live func(*scene)
		want string
	}{
		"acknowledged and lost":   {record1, func(s *scene) { s.begins(); s.ends(nil) }, "record 1 was acknowledged and is lost"},
		"failed and there":        {record1, func(s *scene) { s.begins(); s.does(); s.ends(refused) }, "record 1 failed and is there"},
		"a failure":               {record1, func(s *scene) { s.begins(); s.ends(refused) }, "record 1 failed: test: denied: no"},
		"an outage":               {record1, func(s *scene) { s.begins(); s.ends(unavailable) }, "record 1 failed: test: unavailable: down"},
		"nobody asked for it":     {record1, func(s *scene) { s.does() }, `nobody asked for "comment 1"`},
		"done twice":              {record1, func(s *scene) { s.begins(); s.does(); s.does(); s.ends(nil) }, `"comment 1" is there twice`},
		"regretted and kept":      {regretted, func(s *scene) { s.begins(); s.ends(nil) }, "follow 1 was acknowledged although its function failed"},
		"regretted and there":     {regretted, func(s *scene) { s.op.Regret = ""; s.does(); s.op.Regret = "error"; s.begins() }, "follow 1 failed and is there"},
		"half of it":              {both, func(s *scene) { s.begins(); s.op = s.op.Parts[0]; s.does() }, `together 1 is there in part: 1 of its 2 activities are missing, such as "comment 1b"`},
		"another thing made":      {ask1, func(s *scene) { s.begins(); s.does(); s.made[0] = 9; s.ends(nil) }, "ask 1 was said to make"},
		"another thing each time": {ask1, func(s *scene) { s.begins(); s.does(); s.ends(nil); s.made[0] = 9; s.ends(nil) }, "ask 1 made"},
		"no key":                  {ask1, func(s *scene) { s.op.Keyed = false; s.does(); s.op.Keyed = true; s.begins() }, "ask 1 is there: true, but its key is there: false"},
		"a key too many":          {ask1, func(s *scene) { s.begins(); s.ends(refused); s.keeps("1") }, "ask 1 is there: false, but its key is there: true"},
		"another's key":           {ask1, func(s *scene) { s.op.Keyed = false; s.does(); s.keeps("1"); s.op.Keyed = true; s.begins() }, "ask 1 has its key kept for another"},
		"no cursor":               {followed, func(s *scene) { s.begins(); s.does(); s.follows(0) }, "follow 1 has left the cursor at 0, not at 3"},
		"a cursor too many":       {followed, func(s *scene) { s.begins(); s.follows(3) }, "follow 1 has left the cursor at 3, not at 0"},
		"another community":       {record1, func(s *scene) { s.begins(); s.op.In = s.other; s.does(); s.ends(nil) }, "record 1 is in another community's record"},
		"no account":              {record1, func(s *scene) { s.admits() }, "the history does not account for the present: Members 0 is"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, test.op)
			require.NoError(t, s.ledger.Audit(t.Context(), s.store))
			test.live(s)
			assert.ErrorContains(t, s.ledger.Audit(t.Context(), s.store), test.want)
		})
	}
}

// What nobody has heard of is there or not, and then it is.
func TestDoubt(t *testing.T) {
	down := func(s *scene) {
		s.ledger.Outages = []string{"down"}
		s.ledger.Hear(Entry{Op: Op{Key: "1"}, Ended: true, Code: fault.Unavailable, Error: "down", Doubt: true})
	}
	for name, test := range map[string]struct {
		op   Op
		live func(*scene)
		want Figures
	}{
		"killed before":        {ask1, func(s *scene) { s.begins() }, Figures{Absent: 1, Repeated: 1, Activities: 5}},
		"killed after":         {ask1, func(s *scene) { s.begins(); s.does() }, Figures{There: 1, Repeated: 1, Activities: 5}},
		"lost before":          {ask1, func(s *scene) { s.begins(); down(s) }, Figures{Absent: 1, Repeated: 1, Activities: 5}},
		"lost after":           {ask1, func(s *scene) { s.begins(); s.does(); down(s) }, Figures{There: 1, Repeated: 1, Activities: 5}},
		"lost, then there":     {ask1, func(s *scene) { s.begins(); s.does(); down(s); s.begins(); s.ends(nil) }, Figures{Acknowledged: 1, Repeated: 1, Activities: 5}},
		"not repeated, before": {record1, func(s *scene) { s.begins() }, Figures{Absent: 1, Activities: 4}},
		"not repeated, after":  {record1, func(s *scene) { s.begins(); s.does() }, Figures{There: 1, Activities: 5}},
		"never meant":          {regretted, func(s *scene) { s.begins() }, Figures{Absent: 1, Activities: 4}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, test.op)
			test.live(s)
			require.NoError(t, s.ledger.Audit(t.Context(), s.store))
			require.NoError(t, s.ledger.Settle(t.Context(), s.store))
			require.NoError(t, s.ledger.Audit(t.Context(), s.store))
			test.want.Begun, test.want.Audits = 3, 2
			test.want.Acknowledged += 2
			got := s.ledger.Figures()
			got.Repeated -= 2 // the communities
			assert.Equal(t, test.want, got)
		})
	}
}

var (
	record1     = Op{Key: "1", Act: record}
	ask1        = Op{Key: "1", Act: "ask", Keyed: true}
	followed    = Op{Key: "1", Act: follow, N: 3}
	regretted   = Op{Key: "1", Act: follow, N: 3, Regret: "error"}
	both        = Op{Key: "1", Act: together, Parts: []Op{{Key: "1a", Act: record}, {Key: "1b", Act: record}}}
	refused     = fault.New("test", fault.Denied, "no")
	unavailable = fault.New("test", fault.Unavailable, "down")
)

// scene is two communities in memory, of which a ledger knows, and one more
// operation in the first.
type scene struct {
	t      *testing.T
	store  storage.Store
	ledger Ledger
	op     Op
	made   activity.ObjectID
	other  activity.CommunityID
}

func newScene(t *testing.T, op Op) *scene {
	s := &scene{t: t, store: memory.New(nil)}
	for _, name := range []string{"other", "place"} {
		s.op = Op{Key: name, Act: "found", Who: activity.Person(name), Keyed: true}
		s.begins()
		s.does()
		s.ends(nil)
		s.other, op.In = op.In, activity.CommunityID(s.made)
	}
	op.Who = "place"
	for i := range op.Parts {
		op.Parts[i].Who, op.Parts[i].In = op.Who, op.In
	}
	s.op = op
	return s
}

func (s *scene) begins() { require.NoError(s.t, s.ledger.Hear(Entry{Op: s.op})) }

func (s *scene) ends(err error) { require.NoError(s.t, s.ledger.Hear(ending(s.op, s.made, err))) }

// does does the operation as the member of its community.
func (s *scene) does() {
	if s.op.In == s.other && s.op.Act != "found" {
		s.op.Who = "other"
	}
	var err error
	s.made, err = s.op.Do(s.t.Context(), s.store)
	require.NoError(s.t, err)
}

func (s *scene) update(fn func(context.Context, storage.Tx) error) {
	require.NoError(s.t, s.store.Update(s.t.Context(), fn))
}

// keeps keeps a key for somebody else.
func (s *scene) keeps(key string) {
	s.update(func(ctx context.Context, tx storage.Tx) error {
		return tx.AddOperation(ctx, storage.Operation{Community: s.op.In, Key: keptAs(s.op.Who, key), Actor: "eve", Verb: activity.Ask, At: onceUponATime})
	})
}

func (s *scene) follows(seen activity.Seq) {
	s.update(func(ctx context.Context, tx storage.Tx) error { return tx.PutCursor(ctx, s.op.In, "1", seen) })
}

// admits writes a member without a record of it.
func (s *scene) admits() {
	s.update(func(ctx context.Context, tx storage.Tx) error {
		return tx.PutMember(ctx, membership.Member{Community: s.op.In, Person: "eve", Standing: membership.Belongs, Since: onceUponATime, Rev: 1})
	})
}
