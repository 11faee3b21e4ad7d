package praxis

import (
	"context"
	"slices"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/insight"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/search"
	"github.com/praxis-cop/praxis/storage"
)

// Recommend recommends to the person what to read and reuse, which questions that wait
// to answer, whom to meet and, if they are a newcomer, who could be their mentor; each
// with its grounds (see insight.Recommender). It is made of what the person sees, and
// is for themselves. Nobody is recommended who does not want it (see
// Options.Recommendable). Questions are judged otherwise than by Unanswered and
// Answerable, which go by what people are known to know about a topic: here it is learned
// from who answered so far who is likely to answer well, whoever has not answered
// anything yet is told of what fits, and the load is spread over all that waits. Use this
// to invite somebody, and those to see to it that no question goes unanswered.
// Errors: Invalid, with every bad field of the policy, or if the Embedder gives what
// cannot be compared.
func (p Participant) Recommend(ctx context.Context, policy insight.RecommendPolicy) (given insight.Recommendations, err error) {
	const op = "praxis.Recommend"
	var in intake
	err = p.read(ctx, op, Read, func(ctx context.Context, s *sight) (err error) {
		if s.common != nil {
			return s.common
		}
		in, err = s.intake(ctx, policy)
		return err
	})
	if err == nil {
		err = fault.In(op, in.recommender.Read(in.documents, p.person.in.embedder))
	}
	if err != nil {
		return insight.Recommendations{}, err
	}
	r := in.recommender
	return insight.Recommendations{
		Resources: r.Resources(in.shelf), Questions: r.Questions(in.waiting), People: r.People(in.members), Mentors: r.Mentors(in.them, in.candidates),
	}, nil
}

// intake is what recommendations are made of.
type intake struct {
	recommender *insight.Recommender
	documents   []insight.Document
	shelf       []insight.Usable
	waiting     []insight.Open
	members     []activity.Person
	them        membership.Member
	candidates  []membership.Candidate
}

// intake reads all that the person sees of what recommendations are made of.
func (s *sight) intake(ctx context.Context, policy insight.RecommendPolicy) (in intake, err error) {
	refuses := make(map[activity.Person]bool)
	if in.recommender, err = insight.NewRecommender(policy, s.request.Person, s.in.clock(), func(p activity.Person) bool { return !refuses[p] }); err != nil {
		return in, err
	}
	uses := make(map[activity.ObjectID]int)
	answered := make(map[activity.ObjectID]bool)
	for a, err := range s.record(ctx, 0, 0) {
		if err != nil {
			return in, err
		}
		switch {
		case a.Verb == activity.Reuse && a.Actor != a.To:
			uses[a.Object]++
		case a.Verb == activity.Answer:
			answered[a.Thread] = true
		}
		in.recommender.Add(a)
	}
	if in.them, in.candidates, err = s.candidates(ctx, s.request.Person); err != nil {
		return in, err
	}
	agrees := s.agrees(ctx)
	standing := make(map[activity.Person]membership.Member)
	for _, c := range in.candidates {
		if !c.Member.Member() {
			continue
		}
		standing[c.Person] = c.Member
		in.members = append(in.members, c.Person)
		if refuses[c.Person] = !agrees.to(c.Person); agrees.failed != nil {
			return in, agrees.failed
		}
	}
	for r, err := range visible(ctx, s, s.r.Resources(ctx, s.request.Community, activity.ResourceID{}, 0), resourceIn) {
		if err != nil {
			return in, err
		}
		d := documentOf(r)
		in.documents = append(in.documents, d)
		if r.Author == s.request.Person || slices.Contains(r.Credits, s.request.Person) || slices.Contains(r.Stewards, s.request.Person) {
			in.recommender.Touched(d.ID)
		}
		if repertoire.Serves(r) {
			in.shelf = append(in.shelf, insight.Usable{Document: d, Uses: uses[d.ID]})
		}
	}
	return in, s.takeIn(ctx, policy, &in, answered, standing)
}

// takeIn adds the questions, and those of them that wait, with who could answer them.
func (s *sight) takeIn(ctx context.Context, policy insight.RecommendPolicy, in *intake, answered map[activity.ObjectID]bool, standing map[activity.Person]membership.Member) error {
	after := s.in.clock().AddDate(0, 0, -policy.Newcomer)
	rooms := make(map[activity.SpaceID]map[activity.Person]bool) // who of the person and those who have answered before may enter
	for q, err := range visible(ctx, s, s.r.Questions(ctx, s.request.Community, activity.QuestionID{}, 0), questionIn) {
		if err != nil {
			return err
		}
		d := insight.Document{ID: activity.ObjectID(q.ID), Title: heading(q.Text), Text: q.Text, Words: wordsOf(q.Text), Topics: q.Topics, At: q.AskedAt}
		in.documents = append(in.documents, d)
		if answered[d.ID] || !q.DuplicateOf.IsZero() {
			continue
		}
		if rooms[q.Space] == nil {
			rooms[q.Space] = make(map[activity.Person]bool)
			for _, who := range append(in.recommender.Answerers(), s.request.Person) {
				m, belongs := standing[who]
				if !belongs {
					continue
				}
				if !q.Space.IsZero() {
					if belongs, err = s.lets(ctx, m, q.Space); err != nil {
						return err
					}
				}
				rooms[q.Space][who] = belongs
			}
		}
		asker, belongs := standing[q.Asker]
		enter := rooms[q.Space]
		in.waiting = append(in.waiting, insight.Open{
			Document: d, Asker: q.Asker, Newcomer: belongs && !asker.Since.Before(after) && asker.Past == nil,
			For: func(p activity.Person) bool { return enter[p] },
		})
	}
	return nil
}

// documentOf is a resource as it is compared.
func documentOf(r repertoire.Resource) insight.Document {
	v := r.Current
	return insight.Document{
		ID: activity.ObjectID(r.ID), Title: v.Title, Text: v.Title + "\n\n" + v.Body, Words: wordsOf(v.Title + "\n" + v.Body), Topics: v.Topics, At: v.At,
	}
}

// compared is how many bytes of a text are compared by their words.
const compared = 16 << 10

// wordsOf are the words of the beginning of a text.
func wordsOf(text string) (words []string) {
	for _, w := range search.Words(strings.ToValidUTF8(text[:min(len(text), compared)], "")) {
		words = append(words, w.Text)
	}
	return words
}

// heading is the first line of a text, at most 80 characters of it.
func heading(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if letters := []rune(line); len(letters) > 80 {
		return string(letters[:79]) + "…"
	}
	return line
}

// agreement asks whether people agree to be recommended.
type agreement struct {
	ctx    context.Context
	asks   func(context.Context, activity.Person) (bool, error)
	failed error // what the host's answer failed with, if it did
}

func (s *sight) agrees(ctx context.Context) *agreement {
	return &agreement{ctx: ctx, asks: s.in.willing}
}

func (a *agreement) to(p activity.Person) (agrees bool) {
	if a.asks == nil || a.failed != nil {
		return a.failed == nil
	}
	agrees, a.failed = a.asks(a.ctx, p)
	return agrees
}

// RecommendCommunities recommends communities that the person may see and does not
// belong to, by their charters and by what the person may read there. What they take an
// interest in is what they did in the communities to which they belong, as far as they
// see it.
// Errors: Invalid, with every bad field of the policy, or if the Embedder gives what
// cannot be compared.
func (p Person) RecommendCommunities(ctx context.Context, policy insight.RecommendPolicy) ([]insight.Recommendation, error) {
	const op = "praxis.RecommendCommunities"
	communities, err := p.Communities(ctx, activity.CommunityID{}, 0)
	if err != nil {
		return nil, fault.In(op, err)
	}
	r, err := insight.NewRecommender(policy, p.id, p.in.clock(), nil)
	if err != nil {
		return nil, fault.In(op, err)
	}
	var others, documents []insight.Document
	for _, c := range communities {
		member, own, did, err := p.In(c.ID).practised(ctx)
		if err != nil {
			return nil, fault.In(op, err)
		}
		if member.Member() || member.Past != nil || member.Standing == membership.Former || member.Standing == membership.Removed {
			for _, a := range did {
				r.Add(a)
			}
			documents = append(documents, own...)
			continue
		}
		if c.Live() != nil {
			continue
		}
		d := insight.Document{ID: activity.ObjectID(c.ID), Title: c.Charter.Name, Topics: slices.Clone(c.Charter.Domain.Topics)}
		d.Text = strings.Join([]string{c.Charter.Name, c.Charter.Domain.Concern, c.Charter.Purpose}, "\n\n")
		for _, v := range own {
			d.Topics = append(d.Topics, v.Topics...)
		}
		d.Words = wordsOf(d.Text)
		others = append(others, d)
	}
	if err := r.Read(append(documents, others...), p.in.embedder); err != nil {
		return nil, fault.In(op, err)
	}
	return r.Communities(others), nil
}

// practised is how the person stands to a community, what they may read there, and what
// they see of what happened there if they belong to it or did.
func (p Participant) practised(ctx context.Context) (m membership.Member, shelf []insight.Document, did []activity.Activity, err error) {
	resources, err := p.shelf(ctx)
	if err != nil {
		return m, nil, nil, err
	}
	for _, r := range resources {
		if repertoire.Serves(r) {
			shelf = append(shelf, documentOf(r))
		}
	}
	err = p.person.in.store.View(p.expect(ctx, storage.Expectation{}), func(ctx context.Context, r storage.Reader) error {
		did = nil
		s, err := p.glimpse(ctx, r, Read)
		if s != nil {
			m = s.request.Member
		}
		if s != nil && fault.CodeOf(err) == fault.Denied || err == nil && m.Rev == 0 {
			return nil
		}
		if err != nil {
			return err
		}
		for a, err := range s.record(ctx, 0, 0) {
			if err != nil {
				return err
			}
			a.Detail = nil
			did = append(did, a)
		}
		return nil
	})
	return m, shelf, did, err
}
