package praxis

import (
	"context"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// KnowledgeMap shows who knows what, and what is there to go by, topic by topic:
// topics × people × resources. It is made of what the person sees of the record
// and of the repertoire, so that two people can see different maps of one
// community, and each is true of what they may see.
// Errors: Invalid, with every bad field of the policy.
func (p Participant) KnowledgeMap(ctx context.Context, policy repertoire.MapPolicy) (m repertoire.Map, err error) {
	err = p.read(ctx, "praxis.KnowledgeMap", Read, func(ctx context.Context, s *sight) error {
		mapper, _, err := s.mapper(ctx, policy)
		if err != nil {
			return err
		}
		m = mapper.Map()
		return nil
	})
	return m, err
}

// Gaps shows what is missing about which topics, each once with all reasons, what to
// do next, and which other communities know about the topic: those that the person
// may see, by their charters and by what the person may read there.
// Errors: Invalid, with every bad field of the policy.
func (p Participant) Gaps(ctx context.Context, policy repertoire.MapPolicy) ([]repertoire.Gap, error) {
	const op = "praxis.Gaps"
	m, err := p.KnowledgeMap(ctx, policy)
	if err != nil {
		return nil, fault.In(op, err)
	}
	gaps := m.Gaps()
	if gaps == nil {
		return nil, nil
	}
	by, err := p.elsewhere(ctx)
	if err != nil {
		return nil, fault.In(op, err)
	}
	return repertoire.Covered(gaps, by), nil
}

// Recurring shows what is asked time and again and is not written down (see
// repertoire.Recurring), with the evidence. The Draft of one becomes a task by
// ProposeTask, within its Space; the evidence stays with that, as its Grounds.
// Errors: Invalid, with every bad field of the policy.
func (p Participant) Recurring(ctx context.Context, policy repertoire.MapPolicy) (found []repertoire.Recurrence, err error) {
	err = p.read(ctx, "praxis.Recurring", Read, func(ctx context.Context, s *sight) (err error) {
		var in repertoire.Asking
		if in.Questions, err = all(ctx, s, s.r.Questions(ctx, p.community, activity.QuestionID{}, 0), 0, questionIn); err != nil {
			return err
		}
		if in.Resources, err = all(ctx, s, s.r.Resources(ctx, p.community, activity.ResourceID{}, 0), 0, resourceIn); err != nil {
			return err
		}
		if in.Tasks, err = all(ctx, s, s.r.Tasks(ctx, p.community, activity.TaskID{}, 0), 0, taskIn); err != nil {
			return err
		}
		found, err = repertoire.Recurring(in, policy, s.in.clock())
		return err
	})
	return found, err
}

// Unanswered shows the questions that nobody has answered, for how long, and whom
// to ask about each, with reasons (see repertoire.Unanswered); those of newcomers
// first. Where nobody here is known to know, it names other communities as Gaps
// does. It is for who sees who the members are, and names nobody else who does not want
// to be recommended (Options.Recommendable). It is for who looks after the community:
// whom to ask is told by topics and by what anybody can check on the map, and not by what
// Recommend learns, which is for the one who is to answer. Questions of an imported
// history are among them; they have no text here, and are answered where they were asked.
// Errors: Invalid, with every bad field of the policy.
func (p Participant) Unanswered(ctx context.Context, policy repertoire.MapPolicy) ([]repertoire.Waiting, error) {
	const op = "praxis.Unanswered"
	waiting, err := p.waiting(ctx, op, policy, repertoire.Unanswered)
	if err != nil || !slices.ContainsFunc(waiting, func(w repertoire.Waiting) bool { return w.Suggested == nil }) {
		return waiting, err
	}
	by, err := p.elsewhere(ctx)
	if err != nil {
		return nil, fault.In(op, err)
	}
	return repertoire.CoveredElsewhere(waiting, by), nil
}

// Answerable shows the person the questions that wait and that they could answer,
// with reasons (see repertoire.Answerable): all of those on what they are known to know,
// where Recommend picks few, and goes by more.
// Errors: Invalid, with every bad field of the policy.
func (p Participant) Answerable(ctx context.Context, policy repertoire.MapPolicy) ([]repertoire.Waiting, error) {
	return p.waiting(ctx, "praxis.Answerable", policy, func(m repertoire.Map, waiting []repertoire.Waiter, members repertoire.Members) []repertoire.Waiting {
		return repertoire.Answerable(m, waiting, members, p.person.id)
	})
}

// waiting are the questions that wait, as a function tells of them.
func (p Participant) waiting(ctx context.Context, op string, policy repertoire.MapPolicy,
	tell func(repertoire.Map, []repertoire.Waiter, repertoire.Members) []repertoire.Waiting) (told []repertoire.Waiting, err error) {
	err = p.read(ctx, op, Read, func(ctx context.Context, s *sight) error {
		if s.common != nil {
			return s.common
		}
		mapper, members, err := s.mapper(ctx, policy)
		if err != nil {
			return err
		}
		belong, failed := s.belong(ctx, members)
		told = tell(mapper.Map(), mapper.Waiting(), belong)
		return *failed
	})
	if err != nil {
		return nil, err
	}
	return told, nil
}

// mapper has read all that the person sees of what goes on a knowledge map. It
// returns the memberships, too, if the person may see those; nobody else is told
// who has left, and what the charter names.
func (s *sight) mapper(ctx context.Context, policy repertoire.MapPolicy) (*repertoire.Mapper, []membership.Member, error) {
	mapper, err := repertoire.NewMapper(policy, s.in.clock())
	if err != nil {
		return nil, nil, err
	}
	var members []membership.Member
	if s.common == nil {
		c, err := s.r.Community(ctx, s.request.Community)
		if err != nil {
			return nil, nil, err
		}
		mapper.Name(c.Charter.Domain.Topics...)
		if members, err = activity.Collect(s.r.Members(ctx, s.request.Community, "", 0)); err != nil {
			return nil, nil, err
		}
		for _, m := range members {
			if m.Standing == membership.Former || m.Standing == membership.Removed {
				mapper.Left(m.Person)
			}
		}
	}
	for r, err := range visible(ctx, s, s.r.Resources(ctx, s.request.Community, activity.ResourceID{}, 0), resourceIn) {
		if err != nil {
			return nil, nil, err
		}
		mapper.Shelve(r)
	}
	for a, err := range s.record(ctx, 0, 0) {
		if err != nil {
			return nil, nil, err
		}
		mapper.Add(a)
	}
	return mapper, members, nil
}

// belong are those of the memberships that last, and which spaces these members
// may enter, as the authority says; what it fails with, if it does, is there
// afterwards. Who does not want to be recommended to others enters none, since this
// is asked about whom to name.
func (s *sight) belong(ctx context.Context, all []membership.Member) (repertoire.Members, *error) {
	failed := new(error)
	members := repertoire.NewMembers()
	standing := make(map[activity.Person]membership.Member)
	for _, m := range all {
		if !m.Member() {
			continue
		}
		standing[m.Person] = m.On(s.in.clock())
		members.Since[m.Person], members.Returned[m.Person] = m.Since, m.Past != nil
	}
	type place struct {
		person activity.Person
		space  activity.SpaceID
	}
	known := make(map[place]bool)
	agrees, refuses := s.agrees(ctx), make(map[activity.Person]bool)
	members.Enters = func(p activity.Person, space activity.SpaceID) bool {
		if *failed == nil && p != s.request.Person {
			no, asked := refuses[p]
			if !asked {
				no = !agrees.to(p)
				refuses[p], *failed = no, agrees.failed
			}
			if no {
				return false
			}
		}
		if space.IsZero() || *failed != nil {
			return *failed == nil
		}
		enters, ok := known[place{p, space}]
		if !ok {
			enters, *failed = s.lets(ctx, standing[p], space)
			known[place{p, space}] = enters
		}
		return enters
	}
	return members, failed
}

// elsewhere is what other communities cover that the person may see: by topic, in
// the order of the communities.
func (p Participant) elsewhere(ctx context.Context) (map[string][]repertoire.Coverage, error) {
	communities, err := p.person.Communities(ctx, activity.CommunityID{}, 0)
	if err != nil {
		return nil, err
	}
	by := make(map[string][]repertoire.Coverage)
	for _, c := range communities {
		if c.ID == p.community || c.Live() != nil {
			continue
		}
		shelf, err := p.person.In(c.ID).shelf(ctx)
		if err != nil {
			return nil, err
		}
		for topic, covers := range repertoire.CoverageOf(c.ID, c.Charter.Name, c.Charter.Domain.Topics, shelf) {
			by[topic] = append(by[topic], covers)
		}
	}
	return by, nil
}

// shelf is what a person may read of a community's repertoire, which may be
// nothing.
func (p Participant) shelf(ctx context.Context) (shelf []repertoire.Resource, err error) {
	err = p.person.in.store.View(p.expect(ctx, storage.Expectation{}), func(ctx context.Context, r storage.Reader) error {
		shelf = nil
		s, err := p.glimpse(ctx, r, Read)
		if s != nil && fault.CodeOf(err) == fault.Denied {
			return nil
		}
		if err != nil {
			return err
		}
		shelf, err = all(ctx, s, r.Resources(ctx, p.community, activity.ResourceID{}, 0), 0, resourceIn)
		return err
	})
	return shelf, err
}
