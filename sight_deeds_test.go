package praxis_test

import (
	"context"
	"errors"
	"time"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

// doing is what a deed is done with.
type doing struct {
	*world
	by   praxis.Participant
	of   *things
	n, m int
}

var everyone = []activity.Person{"bob", "dan", "cem", "ana", "gus"}

// deeds are all kinds of things that people do in a space.
var deeds = andOfValue(map[string]func(context.Context, doing) error{
	"survey": func(ctx context.Context, d doing) error {
		return keep(&d.of.surveys)(d.by.DraftSurvey(ctx, needs("Our needs")))
	},
	"open a survey":  func(ctx context.Context, d doing) error { return d.by.OpenSurvey(ctx, pick(d.of.surveys, d.n)) },
	"close a survey": func(ctx context.Context, d doing) error { return d.by.CloseSurvey(ctx, pick(d.of.surveys, d.n)) },
	"respond": func(ctx context.Context, d doing) error {
		return d.by.Respond(ctx, pick(append(d.seen.surveys, d.of.surveys...), d.n), needing(pick([]string{"Time.", "Templates."}, d.m)))
	},
	"attest": func(ctx context.Context, d doing) error {
		return d.by.Attest(ctx, "needs-survey", "facilitator", "On the wall.")
	},
	"unattest": func(ctx context.Context, d doing) error { return d.by.Unattest(ctx, needsAttested, "It fell.") },
	"advance":  func(ctx context.Context, d doing) error { return d.by.Advance(ctx, pick([]string{"", "on"}, d.m)) },
	"return": func(ctx context.Context, d doing) error {
		return d.by.Return(ctx, lifecycle.Inquire, "back", "Ask first.")
	},
	"ask": func(ctx context.Context, d doing) error {
		return keep(&d.of.questions)(d.by.Ask(ctx, pick([]string{"Why?", "What does bob say?"}, d.m), pick([]string{"payroll", "sampling"}, d.n)))
	},
	"answer": func(ctx context.Context, d doing) error {
		q := pick(d.of.questions, d.n)
		a, err := d.by.Answer(ctx, q, "Because.")
		return keep(&d.of.answers)(answered{q, a}, err)
	},
	"accept": func(ctx context.Context, d doing) error {
		a := pick(d.of.answers, d.n)
		return d.by.Accept(ctx, a.question, a.answer)
	},
	"share": func(ctx context.Context, d doing) error {
		return keep(&d.of.resources)(d.by.Share(ctx, draft("A payroll")))
	},
	"carry": func(ctx context.Context, d doing) error {
		return keep(&d.of.resources)(d.by.Carry(ctx, d.second, d.resource))
	},
	"revise": func(ctx context.Context, d doing) error {
		return d.by.Revise(ctx, pick(d.of.resources, d.n), repertoire.Edit{Base: 1 + d.m%3, Text: text, Note: "ours"})
	},
	"reuse": func(ctx context.Context, d doing) error {
		return second(d.by.Reuse(ctx, pick(d.of.resources, d.n), repertoire.Worked, ""))
	},
	"endorse": func(ctx context.Context, d doing) error { return d.by.Endorse(ctx, pick(d.of.resources, d.n)) },
	"retire":  func(ctx context.Context, d doing) error { return d.by.Retire(ctx, pick(d.of.resources, d.n), "old") },
	"draft": func(ctx context.Context, d doing) error {
		drafted := draft("A draft")
		drafted.Status, drafted.ReviewDays = repertoire.Drafted, 1+d.m
		return keep(&d.of.resources)(d.by.Share(ctx, drafted))
	},
	"adapt": func(ctx context.Context, d doing) error {
		adapted := draft("A payroll elsewhere")
		adapted.Adapted, adapted.ReviewDays = repertoire.Source{Resource: pick(d.of.resources, d.n), Version: 1}, 1+d.m
		return keep(&d.of.resources)(d.by.Share(ctx, adapted))
	},
	"submit": func(ctx context.Context, d doing) error { return d.by.Submit(ctx, pick(d.of.resources, d.n), "") },
	"send back": func(ctx context.Context, d doing) error {
		id, err := d.by.Share(ctx, draft("A first try"))
		if err == nil {
			err = d.by.Submit(ctx, id, "")
		}
		return errors.Join(err, d.by.SendBack(ctx, id, "not yet"))
	},
	"publish": func(ctx context.Context, d doing) error { return d.by.Publish(ctx, pick(d.of.resources, d.n), "") },
	"vet": func(ctx context.Context, d doing) error {
		return first(d.of.resources, 0, func(id activity.ResourceID) error { return d.by.Vet(ctx, id, 1, "we all use it") })
	},
	"supersede": func(ctx context.Context, d doing) error {
		id, err := d.by.Share(ctx, draft("The same, better"))
		if err != nil {
			return err
		}
		old := pick(d.of.resources, d.n)
		d.of.resources = append(d.of.resources, id)
		if d.m%2 == 0 {
			old, id = id, old // of one's own
		}
		return d.by.Supersede(ctx, old, id, "it says it better")
	},
	"revive": func(ctx context.Context, d doing) error {
		return first(d.of.resources, d.n, func(id activity.ResourceID) error { return d.by.Revive(ctx, id, "needed again") })
	},
	"reaffirm": func(ctx context.Context, d doing) error {
		return d.by.Reaffirm(ctx, pick(d.of.resources, d.n), repertoire.WasReaffirmed{Version: 1, Days: 1 + d.m})
	},
	"steward": func(ctx context.Context, d doing) error {
		return first(everyone[d.m%len(everyone):], 0, func(p activity.Person) error { return d.by.Steward(ctx, pick(d.of.resources, d.n), p, "") })
	},
	"unsteward": func(ctx context.Context, d doing) error {
		id, err := d.by.Share(ctx, draft("A list"))
		for _, p := range everyone {
			if err == nil && d.by.Steward(ctx, id, p, "") == nil {
				return d.by.Unsteward(ctx, id, p, "on leave")
			}
		}
		return errors.Join(err, errGone)
	},
	"propose a task": func(ctx context.Context, d doing) error {
		t := repertoire.TaskDraft{Title: "What bob says", Topics: []string{"payroll"}}
		if q := pick(d.of.questions, d.n); d.m%2 == 0 && !q.IsZero() {
			t.Questions = []activity.QuestionID{q}
		}
		return keep(&d.of.tasks)(d.by.ProposeTask(ctx, t))
	},
	"take a task": func(ctx context.Context, d doing) error { return d.by.TakeTask(ctx, pick(d.of.tasks, d.n)) },
	"hand a task back": func(ctx context.Context, d doing) error {
		_ = d.by.TakeTask(ctx, pick(d.of.tasks, d.n))
		return d.by.HandBackTask(ctx, pick(d.of.tasks, d.n), "no time")
	},
	"finish a task": func(ctx context.Context, d doing) error {
		return d.by.FinishTask(ctx, pick(d.of.tasks, d.n), pick(d.of.resources, d.m))
	},
	"drop a task": func(ctx context.Context, d doing) error { return d.by.DropTask(ctx, pick(d.of.tasks, d.n), "no need") },
	"plan": func(ctx context.Context, d doing) error {
		return keep(&d.of.gatherings)(d.by.Plan(ctx, daily(pick([]string{"Call", "Visit"}, d.m), d.m%2 == 0)))
	},
	"replan": func(ctx context.Context, d doing) error {
		return d.by.Replan(ctx, pick(d.of.gatherings, d.n), daily("Other call", true), "better")
	},
	"attend": func(ctx context.Context, d doing) error {
		return d.by.Attend(ctx, pick(d.of.gatherings, d.n), d.today())
	},
	"take attendance": func(ctx context.Context, d doing) error {
		return d.by.TakeAttendance(ctx, pick(d.of.gatherings, d.n), d.today(), "cem", "dan")
	},
	"minute": func(ctx context.Context, d doing) error {
		return keep(&d.of.resources)(d.by.Minute(ctx, pick(d.of.gatherings, d.n), d.today(), draft("Minutes")))
	},
	"shift": func(ctx context.Context, d doing) error {
		return d.by.Shift(ctx, pick(d.of.gatherings, d.n), d.today().AddDate(0, 0, 3), cop.Change{Place: "Vienna", Reason: "a better room", Guests: []cop.Guest{{Name: "Kim"}}})
	},
	"call off a meeting": func(ctx context.Context, d doing) error {
		return d.by.CallOffMeeting(ctx, pick(d.of.gatherings, d.n), d.today().AddDate(0, 0, 5), "holiday")
	},
	"call off": func(ctx context.Context, d doing) error {
		return d.by.CallOff(ctx, pick(d.of.gatherings, d.n), "nobody comes")
	},
	"propose": func(ctx context.Context, d doing) error {
		return keep(&d.of.proposals)(d.by.Propose(ctx, cop.Motion{Title: "More calls", Text: "Two a month.", Method: cop.ByMajority, Quorum: 1, Deadline: d.now.AddDate(0, 0, 14)}))
	},
	"vote": func(ctx context.Context, d doing) error {
		return d.by.Vote(ctx, pick(d.of.proposals, d.n), pick([]cop.Stance{cop.Yes, cop.No}, d.m), "so")
	},
	"decide": func(ctx context.Context, d doing) error {
		_, err := d.by.Decide(ctx, pick(d.of.proposals, d.n))
		return err
	},
	"withdraw": func(ctx context.Context, d doing) error {
		return d.by.Withdraw(ctx, pick(d.of.proposals, d.n), "no need")
	},
	"set a rule": func(ctx context.Context, d doing) error {
		return keep(&d.of.rules)(d.by.SetRule(ctx, cop.RuleText{Title: "We answer", Text: "Soon."}, ""))
	},
	"amend a rule": func(ctx context.Context, d doing) error {
		return d.by.AmendRule(ctx, pick(d.of.rules, d.n), cop.RuleText{Title: "We answer", Text: "Sooner."}, "better")
	},
	"repeal a rule": func(ctx context.Context, d doing) error { return d.by.RepealRule(ctx, pick(d.of.rules, d.n), "old") },
	"tie": func(ctx context.Context, d doing) error {
		return keep(&d.of.ties)(d.by.Tie(ctx, cop.Link{Kind: cop.SponsorTie, Who: "The treasury"}))
	},
	"untie": func(ctx context.Context, d doing) error { return d.by.Untie(ctx, pick(d.of.ties, d.n), "over") },
	"thank": func(ctx context.Context, d doing) error {
		return d.by.Thank(ctx, pick(everyone, d.n), membership.Thanked{Topic: "payroll", Note: "well done"})
	},
	"commend": func(ctx context.Context, d doing) error {
		return d.by.Commend(ctx, pick(everyone, d.n), membership.Commended{Topic: pick([]string{"payroll", "sampling"}, d.m) + pick([]string{"", " in private"}, 1-d.hidden)})
	},
	"record": func(ctx context.Context, d doing) error {
		return d.by.Record(ctx, praxis.Deed{Verb: activity.Comment, Object: activity.Foreign("wiki", "page"), To: pick(everyone, d.n), Topics: []string{"payroll"}})
	},
	"open another": func(ctx context.Context, d doing) error {
		around := d.of.spaces[0]
		return keep(&d.of.spaces)(d.by.OpenSpace(ctx, cop.Room{Name: "Vault", Access: cop.Private, Parent: around}))
	},
	"let in": func(ctx context.Context, d doing) error {
		return d.by.LetIn(ctx, pick(d.of.spaces, d.m), pick([]activity.Person{"cem", "dan"}, d.n))
	},
	"let out": func(ctx context.Context, d doing) error { return d.by.LetOut(ctx, pick(d.of.spaces, d.m), "dan") },
	"rearrange": func(ctx context.Context, d doing) error {
		room := cop.Room{Name: pick([]string{"Cellar", "Deep cellar"}, d.n), Access: cop.Private}
		return d.by.Rearrange(ctx, d.of.spaces[0], room)
	},
	"close": func(ctx context.Context, d doing) error {
		if len(d.of.spaces) < 3 {
			return errGone // the first two are needed
		}
		return d.by.CloseSpace(ctx, pick(d.of.spaces, 0), "done")
	},
	// What concerns the community as a whole.
	"welcome":  func(ctx context.Context, d doing) error { return d.by.Welcome(ctx, pick(everyone, d.n), "hello") },
	"complete": func(ctx context.Context, d doing) error { return d.by.Complete(ctx, "look-round") },
	"pair": func(ctx context.Context, d doing) error {
		return d.by.Pair(ctx, pick(everyone, d.n), pick(everyone, d.m))
	},
	"rate": func(ctx context.Context, d doing) error {
		return d.by.Rate(ctx, "seven-principles", "design-for-evolution", 1+d.n%5, "as it seems to me")
	},
	"appoint": func(ctx context.Context, d doing) error {
		return d.by.Appoint(ctx, pick(everyone, d.n), membership.Mentor)
	},
	"invite":  func(ctx context.Context, d doing) error { return d.by.Invite(ctx, "kim", "come") },
	"hand on": func(ctx context.Context, d doing) error { return d.by.HandOn(ctx, cop.HandedOn{To: d.second}) },
})

// keep keeps the id of what a deed made.
func keep[T any](all *[]T) func(T, error) error {
	return func(one T, err error) error {
		if err == nil {
			*all = append(*all, one)
		}
		return err
	}
}

// today is when a gathering meets today.
func (w *world) today() time.Time { return w.now.Truncate(24 * time.Hour).Add(7 * time.Hour) }

// daily is a gathering that meets every day, or one that met once.
func daily(title string, often bool) cop.Plan {
	r := cop.Rhythm{Start: "2024-06-01T07:00", Zone: "UTC", Minutes: 60, Every: cop.Daily}
	if !often {
		r.Every = cop.Once
	}
	return cop.Plan{Title: title, Kind: "call", Rhythm: r, Hosts: []activity.Person{"cem"}}
}

func draft(title string) repertoire.Draft {
	return repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: title, Body: "It was May."}}
}
