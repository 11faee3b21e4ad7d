package storagetest

import (
	"context"
	"slices"
	"time"

	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// Live lets a community live a random life of some acts in a store, and returns
// its id. The number tells it apart from others in the same place.
func Live(ctx context.Context, r *rapid.T, s storage.Store, number, acts int) activity.CommunityID {
	l := newLife(ctx, number, s)
	for range acts {
		l.try(s, l.draw(r))
	}
	return l.community
}

// life is the random history of one community.
type life struct {
	*world
	ctx       context.Context
	community activity.CommunityID
	resources []activity.ResourceID
	questions []activity.QuestionID
	replies   []reply
	comments  []activity.Activity

	subjects   []subject // what this life is about, besides what every life is about
	spaces     []activity.SpaceID
	gatherings []activity.GatheringID
	rules      []activity.RuleID
	proposals  []activity.ProposalID
	ties       []activity.TieID
	stories    []activity.StoryID
	tasks      []activity.TaskID
	surveys    []activity.SurveyID
}

// subject is what acts have to do with each other. What comes first is drawn
// most often.
type subject []func(*life, *rapid.T, activity.Occasion) act

// subjects are what a life can be about.
var subjects = []subject{
	{(*life).vote, (*life).decide, (*life).propose, (*life).decide, (*life).withdraw},
	{(*life).unpair, (*life).pair, (*life).complete, (*life).guide, (*life).enrol, (*life).welcome},
	{(*life).commend, (*life).thank, (*life).delist, (*life).enrol, (*life).erase},
	{(*life).letOut, (*life).letIn, (*life).letIn, (*life).open, (*life).rearrange, (*life).close},
	{
		(*life).attend, (*life).takeAttendance, (*life).plan, (*life).shift, (*life).minute, (*life).replan, (*life).callOffMeeting, (*life).callOff,
	},
	{
		(*life).merge, (*life).draft, (*life).entrust, (*life).vet, publish, submit, (*life).giveUp, (*life).supersede, reaffirm, sendBack, revive,
	},
	{
		(*life).respond, (*life).draftSurvey, (*life).openSurvey, (*life).closeSurvey, (*life).rewriteSurvey, (*life).attest, (*life).retract, (*life).adopt,
	},
	{
		(*life).amendRule, (*life).setRule, (*life).rate, (*life).untie, (*life).tie, (*life).repeal, (*life).handOn, (*life).end,
	},
	{
		(*life).harvest, (*life).followUp, (*life).correct, (*life).closeQuestion, (*life).reopen, (*life).reword,
		(*life).tellStory, (*life).retell, (*life).reuseFor, (*life).retractStory,
	},
	{(*life).takeTask, (*life).finishTask, (*life).proposeTask, (*life).handBackTask, (*life).dropTask},
}

// act is something that happens, the same in every store.
type act struct {
	name string
	do   func(context.Context, storage.Tx) (state any, err error)
	look func(context.Context, storage.Reader) (page any, err error)
}

// newLife founds the community in each of the stores.
func newLife(ctx context.Context, number int, stores ...storage.Store) *life {
	l := &life{world: newWorld(), ctx: ctx}
	l.counter = uint64(number) << 32
	l.community = activity.CommunityID(l.id())
	o, first := l.occasion(l.community, "ana"), l.occasion(l.community, "ana")
	for _, s := range stores {
		if err := s.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
			_, err := storage.Found(ctx, tx, o, first, charter("Random lives"))
			return err
		}); err != nil {
			panic(err) // the suite's other parts show why
		}
	}
	return l
}

// people of a small community; two of them differ only in case, two only in
// Unicode form.
var people = []activity.Person{"ana", "Ana", "zoë", "zoe\u0308", "bob"}

// What acts are drawn from is mostly good, and now and then bad, so that most
// acts happen and every refusal does, too.
var (
	person   = rapid.SampledFrom(people)
	words    = mostly([]string{"Stratify first.", "¿Por qué?", "a\nb"}, "", " ", "\x00")
	topics   = mostly([][]string{nil, {}, {"payroll"}, {"payroll", "sampling"}}, []string{"twice", "twice"}, []string{"a|b"})
	role     = mostly(membership.Roles()[:3], "king")
	outcomes = mostly([]repertoire.Outcome{repertoire.Worked, repertoire.WorkedInPart, repertoire.DidNotWork}, "exploded")
	terms    = mostly([]time.Duration{0, 0, time.Minute, time.Hour}, -time.Hour)
	phase    = mostly(lifecycle.Phases(), "afterlife")
)

func mostly[T any](good []T, bad ...T) *rapid.Generator[T] {
	return rapid.Custom(func(r *rapid.T) T {
		if rapid.IntRange(0, 9).Draw(r, "luck") == 9 {
			return rapid.SampledFrom(bad).Draw(r, "bad")
		}
		return rapid.SampledFrom(good).Draw(r, "good")
	})
}

// draw draws the next act. What needs something to be there first is drawn
// more often.
func (l *life) draw(r *rapid.T) act {
	l.pause(r)
	o := l.occasion(l.community, person.Draw(r, "actor"))
	o.Purpose = rapid.SampledFrom(append(activity.Purposes(), "")).Draw(r, "purpose")
	o.Mode = rapid.SampledFrom([]activity.Mode{"", activity.Online, activity.InPerson, activity.Hybrid}).Draw(r, "mode")
	o.Space = rapid.SampledFrom([]activity.SpaceID{{}, {1}, {2}}).Draw(r, "space")
	if l.subjects == nil {
		l.subjects = rapid.Permutation(subjects).Draw(r, "subjects")[:3]
	}
	if i := rapid.IntRange(0, 5).Draw(r, "subject"); i < len(l.subjects) {
		return rapid.SampledFrom(l.subjects[i]).Draw(r, "act")(l, r, o)
	}
	seldom := []func(*rapid.T, activity.Occasion) act{l.amend, l.move, l.apply, l.invite, l.leave, l.remove, l.retire, l.importing, l.rewrite}
	often := []func(*rapid.T, activity.Occasion) act{
		l.join, l.admit, l.appoint, l.relieve, l.share, l.ask, l.revise, l.reuse, l.endorse, l.answer, l.accept,
	}
	kinds := append(seldom, slices.Repeat(often, 3)...)
	return rapid.SampledFrom(kinds).Draw(r, "act")(r, o)
}

// pick draws one of the things made so far, or now and then one that never was.
func pick[T comparable](r *rapid.T, label string, made []T, never T) T {
	if len(made) == 0 || rapid.IntRange(0, 9).Draw(r, label+" luck") == 9 {
		return never
	}
	return rapid.SampledFrom(made).Draw(r, label)
}

// What never was made.
var (
	noResource  = activity.ResourceID{15: 1}
	noQuestion  = activity.QuestionID{15: 1}
	noSpace     = activity.SpaceID{15: 1}
	noGathering = activity.GatheringID{15: 1}
	noRule      = activity.RuleID{15: 1}
	noProposal  = activity.ProposalID{15: 1}
	noTie       = activity.TieID{15: 1}
	noStory     = activity.StoryID{15: 1}
	noTask      = activity.TaskID{15: 1}
	noSurvey    = activity.SurveyID{15: 1}
	noReply     = reply{noQuestion, activity.AnswerID{15: 1}}
)

// reply is an answer to a question.
type reply struct {
	question activity.QuestionID
	answer   activity.AnswerID
}
