package cop

import "github.com/praxis-cop/praxis/activity"

// effects is what single verbs add to the evidence. Those that tell how things
// stand count before the window, too; the rest only within it.
var effects = map[activity.Verb]func(g *gathered, a activity.Activity, within bool){
	activity.Join: func(g *gathered, a activity.Activity, _ bool) {
		p := g.person(a.Actor)
		p.member, p.belonged, p.asked, p.volunteered = true, true, true, true
	},
	activity.Apply: func(g *gathered, a activity.Activity, _ bool) {
		p := g.person(a.Actor)
		p.asked, p.volunteered = true, true
	},
	activity.Invite: func(g *gathered, a activity.Activity, _ bool) { g.person(a.To).asked = true },
	activity.Admit: func(g *gathered, a activity.Activity, _ bool) {
		p := g.person(a.To)
		p.member, p.belonged, p.assigned = true, true, p.assigned || !p.asked
	},
	activity.Leave:  func(g *gathered, a activity.Activity, _ bool) { g.person(a.Actor).member = false },
	activity.Remove: func(g *gathered, a activity.Activity, _ bool) { g.person(a.To).member = false },
	activity.Appoint: within(func(g *gathered, a activity.Activity) {
		enlist(g.groups, appointed, a.To)
	}),

	activity.Share: func(g *gathered, a activity.Activity, within bool) {
		g.thing(a.Object).maker = a.Actor
		if !within {
			return
		}
		g.Shared++
		enlist(g.groups, sharers, a.Actor)
		if k, ok := a.Detail.(kinded); ok && (k.ResourceKind() == "story" || k.ResourceKind() == "case") {
			g.Stories++
		}
	},
	activity.Revise: within(func(g *gathered, a activity.Activity) {
		g.Revisions++
		g.takeUp(a)
	}),
	activity.Reuse: within(func(g *gathered, a activity.Activity) {
		if g.takeUp(a) {
			g.Reused++
		}
	}),
	activity.Commit: within(func(g *gathered, a activity.Activity) {
		g.Commits++
		enlist(g.groups, committers, a.Actor)
	}),
	activity.Attend: within(func(g *gathered, a activity.Activity) {
		enlist(g.meetings, meeting{a.Object, dayOf(a.At)}, a.Actor)
	}),

	activity.Welcome: within(func(g *gathered, a activity.Activity) { g.Welcomes++ }),
	activity.Thank:   within(func(g *gathered, a activity.Activity) { g.Recognitions++ }),
	activity.Commend: within(func(g *gathered, a activity.Activity) { g.Recognitions++ }),
	activity.Accept:  within(func(g *gathered, a activity.Activity) { g.Recognitions++ }),
	activity.Endorse: within(func(g *gathered, a activity.Activity) { g.Recognitions++ }),

	activity.Amend:  within(func(g *gathered, a activity.Activity) { g.Amendments++ }),
	activity.Minute: within(func(g *gathered, a activity.Activity) { g.Minutes++ }),
	activity.Rule: func(g *gathered, a activity.Activity, within bool) {
		t := g.thing(a.Object)
		t.versions++
		if !within {
			return
		}
		enlist(g.groups, ruleMakers, a.Actor)
		switch {
		case t.versions == 1:
			g.Rules++
		case !t.rewrites:
			t.rewrites = true
			g.Rewritten++
		}
	},
	activity.Propose: within(func(g *gathered, a activity.Activity) { g.Proposals++ }),
	activity.Vote:    within(func(g *gathered, a activity.Activity) { enlist(g.groups, voters, a.Actor) }),
	activity.Decide:  within(func(g *gathered, a activity.Activity) { g.Decided++ }),
	activity.Rate:    within(func(g *gathered, a activity.Activity) { enlist(g.groups, raters, a.Actor) }),
	activity.Tie:     func(g *gathered, a activity.Activity, _ bool) { g.thing(a.Object).tied = true },
	activity.Untie:   func(g *gathered, a activity.Activity, _ bool) { g.thing(a.Object).tied = false },
}

// within makes an effect that counts only within the window.
func within(effect func(*gathered, activity.Activity)) func(*gathered, activity.Activity, bool) {
	return func(g *gathered, a activity.Activity, in bool) {
		if in {
			effect(g, a)
		}
	}
}

// takeUp notes that somebody worked with a resource, and reports whether it is
// another person's. A resource whose sharing is not in the record is taken for
// one of the person to whom the activity is directed.
func (g *gathered) takeUp(a activity.Activity) bool {
	t := g.thing(a.Object)
	maker := t.maker
	if maker == "" {
		maker = a.To
	}
	if maker == "" || maker == a.Actor {
		return false
	}
	enlist(g.groups, takersUp, a.Actor)
	if !t.takenUp {
		t.takenUp = true
		g.TakenUp++
	}
	return true
}
