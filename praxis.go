package praxis

import (
	"context"
	"crypto/rand"
	"iter"
	"log/slog"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/insight"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/storage"
)

// Constellation is the communities of practice in one store, of one tenant.
// People may belong to several of them. It is safe for concurrent use, and
// costs nothing to make: a host may make one for each transaction of its own.
type Constellation struct {
	store     storage.Store
	clock     func() time.Time
	ids       func(at time.Time) [16]byte
	log       *slog.Logger
	authority Authority
	minGroup  int
	playbooks []lifecycle.Playbook
	follow    lifecycle.PlaybookName // what communities that are founded follow; empty is the default
	plain     bool                   // recognition is switched off
	embedder  insight.Embedder
	willing   func(context.Context, activity.Person) (bool, error)
	pending   *[]func() // what is to be logged once the acts of Together are kept
}

// Options are the choices of a constellation. Nil, and every zero field, means
// the default.
type Options struct {
	// Tenant is the organisation whose communities these are. Default: the
	// tenant of the store.
	Tenant storage.Tenant
	// Clock tells the time. Default: time.Now.
	Clock func() time.Time
	// IDs makes identifiers, each of which must be new. Default: UUIDv7 of the
	// time given with bits from crypto/rand.
	IDs func(at time.Time) [16]byte
	// Logger hears of every recorded activity (debug) and of every denial
	// (info): who, what and where, but no text; and of subscriptions that wait
	// for the store (warn). Default: silence.
	Logger *slog.Logger
	// Authority decides who may do what. Default: ByRules.
	Authority Authority
	// MinGroup is the smallest group of people of which figures are told where nobody
	// is named: in Health, Report, LevelCounts, Review, SurveySummary and
	// Contributions. Reads for members that name people (KnowledgeMap, Members,
	// Reuses) or count what each member can read (Value, Uses, Gate, Stage) withhold
	// nothing; Measures, Levels and Momentum neither, and are for those who may Measure.
	// Default: insight.DefaultMinGroup.
	MinGroup int
	// Playbooks are guides to the life of communities beside those that are built
	// in (lifecycle.Playbooks): a host's own, translations, or others in place of
	// those of the same name and language. See lifecycle.ParsePlaybook.
	Playbooks []lifecycle.Playbook
	// Playbook is the name of the one that communities follow which are founded
	// here. Default: that of lifecycle.CambridgeSuter.
	Playbook lifecycle.PlaybookName
	// NoRecognition switches off thanks and commendations between members, and
	// what shows members' contributions to others.
	NoRecognition bool
	// Embedder is a model of what texts mean, by which recommendations compare them.
	// It is asked outside of any transaction. Default: texts are compared by their words.
	Embedder insight.Embedder
	// Recommendable tells whether somebody agrees to be recommended to others: as one
	// to meet, to be asked or to be a mentor. It is asked within transactions, and may
	// be asked for every member. Default: everybody does.
	Recommendable func(context.Context, activity.Person) (bool, error)
}

// New returns the constellation of a store.
func New(store storage.Store, o *Options) *Constellation {
	c := &Constellation{store: store, clock: time.Now, ids: newID, log: slog.New(slog.DiscardHandler), authority: ByRules}
	if o == nil {
		return c
	}
	if o.Tenant != "" {
		c.store = store.Tenant(o.Tenant)
	}
	if o.Clock != nil {
		c.clock = o.Clock
	}
	if o.IDs != nil {
		c.ids = o.IDs
	}
	if o.Logger != nil {
		c.log = o.Logger
	}
	if o.Authority != nil {
		c.authority = o.Authority
	}
	c.minGroup, c.plain = o.MinGroup, o.NoRecognition
	c.embedder, c.willing = o.Embedder, o.Recommendable
	c.playbooks, c.follow = o.Playbooks, o.Playbook
	return c
}

func newID(at time.Time) [16]byte {
	var random [10]byte
	_, _ = rand.Read(random[:]) // never fails: it would end the program
	return activity.V7(at, random)
}

// As returns what a person can do in the constellation. The person is whom the
// host has logged in.
func (c *Constellation) As(p activity.Person) Person { return Person{in: c, id: p} }

// Communities lists the communities by id: behind the one given (from the
// start for the zero id), at most limit of them (0 or less: all). It is for the
// host itself and asks no authority; see Person.Communities.
func (c *Constellation) Communities(ctx context.Context, after activity.CommunityID, limit int) ([]cop.Community, error) {
	return readAll(ctx, c, "praxis.Communities", func(ctx context.Context, r storage.Reader) iter.Seq2[cop.Community, error] {
		return r.Communities(ctx, after, limit)
	})
}

// readAll reads a list in a View of its own.
func readAll[T any](ctx context.Context, c *Constellation, op string, list func(context.Context, storage.Reader) iter.Seq2[T, error]) (all []T, err error) {
	err = c.store.View(ctx, func(ctx context.Context, r storage.Reader) (err error) {
		all, err = activity.Collect(list(ctx, r))
		return err
	})
	if err != nil {
		return nil, fault.In(op, err)
	}
	return all, nil
}

// occasion is what surrounds an act now: one time for its whole transaction.
func (c *Constellation) occasion(community activity.CommunityID, p activity.Person) activity.Occasion {
	at := activity.Moment(c.clock())
	return activity.Occasion{ID: activity.ID(c.ids(at)), Community: community, Actor: p, At: at}
}
