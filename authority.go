package praxis

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
)

// Action is what somebody wants to do: a verb of the record (see
// activity.Verbs), or one of those below.
type Action string

// The actions beside the verbs.
const (
	Record  Action = "record"  // what a member did outside of Praxis
	See     Action = "see"     // that a community is there, its charter, and the phase of its life
	Read    Action = "read"    // members, resources, questions, the record, the community's health
	Measure Action = "measure" // figures about single people
	Import  Action = "import"  // a history from elsewhere
	Enter   Action = "enter"   // a space, to see what is in it
	Note    Action = "note"    // who took part in a meeting
	Export  Action = "export"  // all that is held about oneself
)

// Authority decides who may do what. It is asked within the transaction of the
// act, before anything is written, so it must answer quickly and not begin a
// transaction of its own in the same database. Allow returns nil, or a Denied
// error that says who could.
type Authority interface {
	Allow(context.Context, Request) error
}

// Request is what an authority is asked.
type Request struct {
	Person    activity.Person
	Action    Action
	Community activity.CommunityID // zero to found one
	Member    membership.Member    // the person's membership; zero for an outsider
	Owner     activity.Person      // who made what is acted on, or whose membership it is; empty if it is nobody's
	Role      membership.Role      // to appoint to or to relieve of
	Vacant    bool                 // nobody convenes the community, and somebody is to be appointed who does
	Space     cop.Space            // where it is done; zero for the common space
	Admitted  bool                 // to Enter: the space admits the person
}

// Trusted is the authority that allows everything, for tools that only those
// can run who could change the database anyway.
var Trusted Authority = trusted{}

type trusted struct{}

func (trusted) Allow(context.Context, Request) error { return nil }

// Rule says who may take an action by default. Whoever meets one of its
// conditions may.
type Rule struct {
	Action   Action
	Anyone   bool              // everybody, outsiders included
	Member   bool              // every member
	Owner    bool              // the member who made what is acted on, or whose it is
	Vacancy  bool              // every member while nobody convenes the community, to appoint a convener
	Admitted bool              // whoever the space admits: see cop.Enters
	Roles    []membership.Role // members in one of these roles
}

var rules = []Rule{
	{Action: verb(activity.Found), Anyone: true},
	{Action: verb(activity.Amend), Roles: roles(membership.Convener)},
	{Action: verb(activity.Move), Roles: roles(membership.Convener, membership.Facilitator)},
	{Action: verb(activity.Adopt), Roles: roles(membership.Convener, membership.Facilitator)},
	{Action: verb(activity.Join), Anyone: true},
	{Action: verb(activity.Apply), Anyone: true},
	{Action: verb(activity.Invite), Member: true},
	{Action: verb(activity.Admit), Roles: roles(membership.Convener, membership.Facilitator)},
	{Action: verb(activity.Leave), Anyone: true},
	{Action: verb(activity.Remove), Roles: roles(membership.Convener)},
	{Action: verb(activity.Appoint), Vacancy: true, Roles: roles(membership.Convener)},
	{Action: verb(activity.Relieve), Owner: true, Roles: roles(membership.Convener)},
	{Action: verb(activity.Pair), Roles: roles(membership.Convener, membership.Facilitator, membership.Mentor)},
	{Action: verb(activity.Unpair), Owner: true, Roles: roles(membership.Convener, membership.Facilitator, membership.Mentor)},
	{Action: verb(activity.Guide), Roles: roles(membership.Convener, membership.Facilitator)},
	{Action: verb(activity.Erase), Anyone: true},
	{Action: verb(activity.OpenSpace), Member: true},
	{Action: verb(activity.Rearrange), Owner: true, Roles: roles(membership.Convener, membership.Facilitator)},
	{Action: verb(activity.LetIn), Member: true},
	{Action: verb(activity.LetOut), Owner: true, Roles: roles(membership.Convener, membership.Facilitator)},
	{Action: verb(activity.CloseSpace), Owner: true, Roles: roles(membership.Convener, membership.Facilitator)},
	{Action: verb(activity.Rule), Roles: roles(membership.Convener, membership.Facilitator)},
	{Action: verb(activity.Repeal), Roles: roles(membership.Convener, membership.Facilitator)},
	{Action: verb(activity.Propose), Member: true},
	{Action: verb(activity.Vote), Member: true},
	{Action: verb(activity.Withdraw), Owner: true},
	{Action: verb(activity.Decide), Member: true},
	{Action: verb(activity.Tie), Roles: roles(membership.Convener, membership.Facilitator, membership.Broker)},
	{Action: verb(activity.Untie), Roles: roles(membership.Convener, membership.Facilitator, membership.Broker)},
	{Action: verb(activity.Rate), Member: true},
	{Action: verb(activity.HandOn), Roles: roles(membership.Convener, membership.KnowledgeSteward)},
	{Action: verb(activity.End), Roles: roles(membership.Convener)},
	{Action: verb(activity.Survey), Roles: roles(membership.Convener, membership.Facilitator)},
	{Action: verb(activity.OpenSurvey), Roles: roles(membership.Convener, membership.Facilitator)},
	{Action: verb(activity.CloseSurvey), Roles: roles(membership.Convener, membership.Facilitator)},
	{Action: verb(activity.Respond), Anyone: true},
	{Action: verb(activity.Attest), Member: true},
	{Action: verb(activity.Unattest), Owner: true, Roles: roles(membership.Convener, membership.Facilitator)},
	{Action: verb(activity.Plan), Member: true},
	{Action: verb(activity.Replan), Owner: true, Roles: roles(membership.Convener, membership.Facilitator)},
	{Action: verb(activity.Shift), Owner: true, Roles: roles(membership.Convener, membership.Facilitator)},
	{Action: verb(activity.CallOff), Owner: true, Roles: roles(membership.Convener, membership.Facilitator)},
	{Action: verb(activity.Attend), Member: true},
	{Action: verb(activity.Minute), Member: true},
	{Action: verb(activity.Welcome), Member: true},
	{Action: verb(activity.Complete), Member: true},
	{Action: verb(activity.Thank), Member: true},
	{Action: verb(activity.Commend), Member: true},
	{Action: verb(activity.Share), Member: true},
	{Action: verb(activity.Revise), Owner: true, Roles: roles(membership.Convener, membership.Facilitator, membership.KnowledgeSteward)},
	{Action: verb(activity.Reuse), Member: true},
	{Action: verb(activity.Endorse), Member: true},
	{Action: verb(activity.Retire), Owner: true, Roles: roles(membership.Convener, membership.KnowledgeSteward)},
	{Action: verb(activity.Submit), Owner: true, Roles: roles(membership.Convener, membership.Facilitator, membership.KnowledgeSteward)},
	{Action: verb(activity.SendBack), Owner: true, Roles: roles(membership.Convener, membership.Facilitator, membership.KnowledgeSteward, membership.Expert)},
	{Action: verb(activity.Publish), Owner: true, Roles: roles(membership.Convener, membership.Facilitator, membership.KnowledgeSteward, membership.Expert)},
	{Action: verb(activity.Vet), Roles: roles(membership.Convener, membership.KnowledgeSteward, membership.Expert)},
	{Action: verb(activity.Supersede), Owner: true, Roles: roles(membership.Convener, membership.KnowledgeSteward)},
	{Action: verb(activity.Revive), Owner: true, Roles: roles(membership.Convener, membership.KnowledgeSteward)},
	{Action: verb(activity.Reaffirm), Owner: true, Roles: roles(membership.Convener, membership.Facilitator, membership.KnowledgeSteward, membership.Expert)},
	{Action: verb(activity.Steward), Owner: true, Roles: roles(membership.Convener, membership.Facilitator, membership.KnowledgeSteward)},
	{Action: verb(activity.Unsteward), Owner: true, Roles: roles(membership.Convener, membership.KnowledgeSteward)},
	{Action: verb(activity.ProposeTask), Member: true},
	{Action: verb(activity.TakeTask), Member: true},
	{Action: verb(activity.HandBack), Owner: true, Roles: roles(membership.Convener, membership.Facilitator, membership.KnowledgeSteward)},
	{Action: verb(activity.FinishTask), Owner: true, Roles: roles(membership.Convener, membership.Facilitator, membership.KnowledgeSteward)},
	{Action: verb(activity.DropTask), Owner: true, Roles: roles(membership.Convener, membership.Facilitator, membership.KnowledgeSteward)},
	{Action: verb(activity.Ask), Member: true},
	{Action: verb(activity.Answer), Member: true},
	{Action: verb(activity.Accept), Owner: true},
	{Action: verb(activity.Reword), Owner: true},
	{Action: verb(activity.Correct), Owner: true},
	{Action: verb(activity.Duplicate), Owner: true, Roles: roles(membership.Convener, membership.Facilitator, membership.KnowledgeSteward)},
	{Action: verb(activity.Reopen), Owner: true, Roles: roles(membership.Convener, membership.Facilitator, membership.KnowledgeSteward)},
	{Action: verb(activity.Tell), Member: true},
	{Action: verb(activity.Retell), Owner: true},
	{Action: verb(activity.Retract), Owner: true, Roles: roles(membership.Convener, membership.Facilitator)},
	{Action: Record, Member: true},
	{Action: See, Anyone: true},
	{Action: Read, Member: true},
	{Action: Measure, Roles: roles(membership.Convener, membership.Facilitator, membership.Sponsor)},
	{Action: Import, Roles: roles(membership.Convener, membership.TechnologySteward)},
	{Action: Enter, Admitted: true},
	{Action: Note, Owner: true, Roles: roles(membership.Convener, membership.Facilitator)},
	{Action: Export, Anyone: true},
}

func verb(v activity.Verb) Action                  { return Action(v) }
func roles(r ...membership.Role) []membership.Role { return r }

// Rules returns the default rules. What they allow is still subject to what is
// possible: anyone may join, but only a community that is open to them.
func Rules() []Rule {
	all := slices.Clone(rules)
	for i := range all {
		all[i].Roles = slices.Clone(all[i].Roles)
	}
	return all
}

// Who says in words whom the rule allows.
func (r Rule) Who() string {
	var who []string
	add := func(holds bool, words string) {
		if holds {
			who = append(who, words)
		}
	}
	add(r.Anyone, "anyone")
	add(r.Member, "every member")
	add(r.Owner, "the member whose it is")
	add(r.Admitted, "whoever the space admits")
	for _, role := range r.Roles {
		add(true, string(role))
	}
	add(r.Vacancy, "every member to convene while nobody does")
	return strings.Join(who, ", ")
}

// allows reports whether the rule allows the request.
func (r Rule) allows(q Request) bool {
	member := q.Member.Member()
	return r.Anyone || r.Admitted && q.Admitted ||
		member && (r.Member || r.Owner && q.Owner == q.Person || r.Vacancy && q.Vacant || q.Member.Has(r.Roles...))
}

// ByRules is the default authority: it allows what the Rules allow. A host that
// wants to differ in one point asks it about all others.
var ByRules Authority = byRules{}

type byRules struct{}

// Allow implements Authority.
func (byRules) Allow(_ context.Context, q Request) error {
	const op = "praxis.Rules"
	i := slices.IndexFunc(rules, func(r Rule) bool { return r.Action == q.Action })
	if i < 0 {
		return fault.New(op, fault.Denied, fmt.Sprintf("no rule allows to %s", q.Action))
	}
	if rules[i].allows(q) {
		return nil
	}
	return fault.New(op, fault.Denied, fmt.Sprintf("to %s is for: %s", q.Action, rules[i].Who()))
}
