package praxis

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/insight"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
)

// Activities lists the part of the community's record that the person may see,
// in its order: behind the entry that has the id given (from the start for the
// zero id), at most limit of them (0 or less: all). Whoever goes on behind the
// last one they have seen misses none. What a person is shown has no Seq, which
// would tell how much happens where they may not be, and of what others answered
// in reviews and surveys only that they did (see Rate and Respond). See
// Constellation.Activities for the host's own use.
func (p Participant) Activities(ctx context.Context, after activity.ID, limit int) ([]activity.Activity, error) {
	list := func(ctx context.Context, r storage.Reader, limit int) activity.Stream {
		return r.Activities(ctx, p.community, 0, limit)
	}
	if !after.IsZero() {
		// That entry is read, too: behind one that they may not see there is nothing,
		// as there is behind one that is not there.
		list = func(ctx context.Context, r storage.Reader, limit int) activity.Stream {
			return r.Since(ctx, p.community, after, max(limit-1, 0))
		}
		if limit > 0 {
			limit++
		}
	}
	shown, err := readList(ctx, p, "praxis.Activities", limit, list, activity.Activity.In)
	if !after.IsZero() {
		if len(shown) == 0 || shown[0].ID != after {
			return nil, err
		}
		shown = shown[1:]
	}
	for i := range shown {
		shown[i].Seq = 0
		if rated, ok := shown[i].Detail.(cop.Rated); ok && shown[i].Actor != p.person.id {
			shown[i].Detail = cop.Rated{Review: rated.Review, Item: rated.Item}
		}
		if _, ok := shown[i].Detail.(lifecycle.Responded); ok && shown[i].Actor != p.person.id {
			shown[i].Detail = lifecycle.Responded{}
		}
	}
	return shown, err
}

// Stream returns the community's record behind an entry, as Activities shows it
// (from the start for the zero id), in pages that are read as the stream is
// ranged over, each on one state: it holds up nobody, needs little memory for a
// record of any length, and ends with what is there when it gets there.
//
//	exchange.WriteCSV(file, ana.Stream(ctx, activity.ID{}))
func (p Participant) Stream(ctx context.Context, after activity.ID) activity.Stream {
	const page = 500
	return func(yield func(activity.Activity, error) bool) {
		for last := after; ; {
			read, err := p.Activities(ctx, last, page)
			if err != nil {
				yield(activity.Activity{}, err)
				return
			}
			for _, a := range read {
				if !yield(a, nil) {
					return
				}
				last = a.ID
			}
			if len(read) < page {
				return
			}
		}
	}
}

// Health returns how the community is doing, in parts that each say what they
// rest on, as far as the person may see it. Groups smaller than Options.MinGroup
// are not reported.
func (p Participant) Health(ctx context.Context) (h insight.Health, err error) {
	err = p.read(ctx, "praxis.Health", Read, func(ctx context.Context, s *sight) (err error) {
		h, err = insight.MeasureHealth(s.record(ctx, 0, 0), p.person.in.minGroup)
		return err
	})
	return h, err
}

// Report returns one page about the community, with its levels told by a policy: each
// figure with its reasons and beside that of the year before, as far as the person may
// see it. It names nobody, and what stems from fewer people than Options.MinGroup is
// withheld. A title is the caller's to give. See insight.Report.Among to compare it with
// other communities, and package report for a page of HTML.
// Errors: Invalid, with every bad field of the policy.
func (p Participant) Report(ctx context.Context, policy membership.Policy) (report insight.Report, err error) {
	err = p.read(ctx, "praxis.Report", Read, func(ctx context.Context, s *sight) (err error) {
		if err := policy.Check(); err != nil {
			return err
		}
		report, err = insight.MeasureReport(s.record(ctx, 0, 0), insight.ReportOptions{MinGroup: p.person.in.minGroup, Levels: policy})
		return err
	})
	return report, err
}

// Measures returns all figures about the community, those about single people
// included, as far as the person may see it.
func (p Participant) Measures(ctx context.Context) (m insight.Measures, err error) {
	err = p.read(ctx, "praxis.Measures", Measure, func(ctx context.Context, s *sight) (err error) {
		m, err = insight.Measure(s.record(ctx, 0, 0))
		return err
	})
	return m, err
}

// Imported says what an import came to.
type Imported struct {
	Read  int // how many records the history held
	Added int // how many of them the community's record did not hold yet
}

// Import adds a history from elsewhere to the community's record, all of it or
// nothing, in one transaction. Instruments read it as they read what happens here; it
// makes no members, questions or resources that could be acted on. Records that are there already are passed over,
// so that importing twice adds nothing. Their times stay their own; their
// sequence goes on from the record's end.
//
// The stream is read within the transaction, and may be ranged over more than
// once. Until it ends nobody else writes to the store: others can read, but
// whoever wants to write for longer than the store's patience is Unavailable.
// Errors: the stream's own; Invalid for a record that breaks a rule, or that
// claims the detail of something done here.
func (p Participant) Import(ctx context.Context, history activity.Stream) (done Imported, err error) {
	const op = "praxis.Import"
	c := p.person.in
	err = c.store.Update(p.expect(ctx, storage.Expectation{Long: true}), func(ctx context.Context, tx storage.Tx) error {
		request, err := p.request(ctx, tx, Import)
		if err != nil {
			return err
		}
		if err := p.person.in.allow(ctx, request); err != nil {
			return err
		}
		community, err := tx.Community(ctx, p.community)
		if err != nil {
			return err
		}
		if err := community.Live(); err != nil {
			return err
		}
		done = Imported{}
		return p.append(ctx, tx, history, &done)
	})
	if err != nil {
		return Imported{}, fault.In(op, err)
	}
	c.kept(func() {
		c.log.LogAttrs(ctx, slog.LevelInfo, "imported", slog.String("community", p.community.String()),
			slog.String("person", string(p.person.id)), slog.Int("read", done.Read), slog.Int("added", done.Added))
	})
	return done, nil
}

// append checks the records of a history and appends them, in batches.
func (p Participant) append(ctx context.Context, tx storage.Tx, history activity.Stream, done *Imported) error {
	batch := make([]activity.Activity, 0, 500)
	flush := func() error {
		added, err := tx.Append(ctx, p.community, batch)
		done.Added += added
		batch = batch[:0]
		return err
	}
	for a, err := range history {
		if err != nil {
			return err
		}
		done.Read++
		if err := outline(a); err != nil {
			return &fault.Error{Code: fault.CodeOf(err), Problem: fmt.Sprintf("record %d", done.Read), Err: err}
		}
		if batch = append(batch, a); len(batch) == cap(batch) {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// outline reports whether an activity can come from elsewhere.
func outline(a activity.Activity) error {
	switch a.Detail.(type) {
	case nil, activity.Imported:
		return a.Check()
	}
	return fault.New("praxis.Import", fault.Invalid, fmt.Sprintf("a record from elsewhere cannot have the detail %s, which would change this community's state", a.Detail.FactName()))
}
