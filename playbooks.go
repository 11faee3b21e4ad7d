package praxis

import (
	"context"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/storage"
)

// Playbooks returns the playbooks that communities here can follow, each in every
// language in which there is one: those that are built in, and the host's own.
func (c *Constellation) Playbooks() (all []lifecycle.Playbook) {
	known := append(lifecycle.Playbooks(), c.playbooks...)
	for i, p := range known {
		if slices.ContainsFunc(known[:i], func(o lifecycle.Playbook) bool { return o.Name == p.Name }) {
			continue
		}
		all = append(all, lifecycle.Editions(known, p.Name)...)
	}
	return all
}

// playbook returns a playbook in a language: else in the one of the same name that
// was given last. NotFound if there is none; Invalid if it is not fit to follow.
func (c *Constellation) playbook(name lifecycle.PlaybookName, language string) (lifecycle.Playbook, error) {
	const op = "praxis.Playbook"
	editions := lifecycle.Editions(append(lifecycle.Playbooks(), c.playbooks...), name)
	if len(editions) == 0 {
		return lifecycle.Playbook{}, fault.New(op, fault.NotFound, "there is no playbook "+string(name)+"; the host gives its own in Options.Playbooks")
	}
	p := editions[0]
	if i := slices.IndexFunc(editions, func(e lifecycle.Playbook) bool { return e.Language == language }); i >= 0 {
		p = editions[i]
		if !p.SameAs(editions[0]) {
			return lifecycle.Playbook{}, fault.New(op, fault.Invalid, "the edition of "+string(name)+" in "+language+" differs from the first one in more than its texts")
		}
	}
	return p, fault.In(op, p.Check())
}

// Playbook returns the playbook that the community follows, in a language if there
// is an edition in it, and otherwise in the first one.
// Errors: NotFound for a playbook that the host no longer gives.
func (p Participant) Playbook(ctx context.Context, language string) (lifecycle.Playbook, error) {
	life, err := p.Phase(ctx)
	if err != nil {
		return lifecycle.Playbook{}, fault.In("praxis.Playbook", err)
	}
	return p.person.in.playbook(life.Named(), language)
}

// AdoptPlaybook lets the community follow another playbook from now on, or another
// edition of the same one, for a reason. At is the phase of it that the community
// is in; empty if the playbook itself tells what stands for the current one.
// Errors: NotFound for a playbook that the host does not give; Invalid if it has no
// such phase, or none that stands for the current one; Precondition if nothing
// would change.
func (p Participant) AdoptPlaybook(ctx context.Context, name lifecycle.PlaybookName, at lifecycle.Phase, reason string) error {
	return p.act(ctx, "praxis.AdoptPlaybook", activity.Adopt, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		book, err := s.in.playbook(name, "")
		if err != nil {
			return err
		}
		life, err := s.tx.Lifecycle(ctx, p.community)
		if err != nil {
			return err
		}
		next, a, err := life.Adopt(s.Occasion, book, at, reason)
		return record(ctx, s, s.tx.PutLifecycle, next, a, err)
	})
}

// adoptFirst lets a community that is being founded follow the host's playbook.
func (c *Constellation) adoptFirst(ctx context.Context, tx storage.Tx, o activity.Occasion) error {
	if c.follow == "" {
		return nil
	}
	book, err := c.playbook(c.follow, "")
	if err != nil {
		return err
	}
	life, err := tx.Lifecycle(ctx, o.Community)
	if err != nil || life.Named() == book.Name && slices.Equal(life.Phases(), book.Order()) {
		return err
	}
	at := book.Phases[0].Phase
	o.ID = activity.ID(c.ids(o.At))
	next, a, err := life.Adopt(o, book, at, "communities here follow this playbook")
	if err != nil {
		return err
	}
	return storage.Record(ctx, tx, tx.PutLifecycle, next, a)
}
