package insight

import (
	"fmt"
	"slices"

	"github.com/praxis-cop/praxis/membership"
)

// reportParts are the parts of a report, in order. Each gives the same signs of every
// view, whether or not they can be shown.
var reportParts = []struct {
	name, meaning, caveat string
	signs                 func(*view) []Sign
}{
	{
		"Who takes part",
		"People take part in their own measure, and all of it counts. Most of a community is at its periphery, where one learns by following and by taking part now and then.",
		"Reading leaves no trace in a record, so those who only read are nobody here.",
		(*view).takingPart,
	},
	{
		"Levels of participation",
		"Most communities have a small core, some who are active, and a wide periphery, and people move both ways. All of these are legitimate places.",
		"Levels follow from a policy, which is a choice. Where the record does not know who is a member, everybody counts as one from their first activity on.",
		(*view).levelSigns,
	},
	{
		"Responsiveness",
		"Whoever asks should hear from somebody. Those who ask and get no answer are not at the periphery but kept out, which the community can change.",
		"An answer that is given elsewhere, or without a thread, is not seen. Whether it helped is not told.",
		(*view).responsivenessSigns,
	},
	{
		"Newcomers",
		"Newcomers keep a community alive, and some of them come to stay. Whoever got what they came for and went on has been served as well.",
		"A record that begins in the middle takes old hands for newcomers. What goes with staying need not be its cause.",
		(*view).newcomerSigns,
	},
	{
		"Concentration",
		"A small core carries much of most communities. If it is very small, the community depends on few, and it helps to invite others to share the work.",
		"Uneven participation is no fault. One activity counts as much as another.",
		(*view).concentrationSigns,
	},
	{
		"Connection",
		"Learning travels along contacts, which replies are. It reaches everybody who is connected, directly or through others.",
		"People also learn from those to whom they never reply.",
		(*view).connectionSigns,
	},
	{
		"Resilience",
		"What would be missing if those who respond most stopped tells where it helps to pass knowledge on in time.",
		"A thought experiment: the record does not know who would have stepped in.",
		(*view).resilienceSigns,
	},
	{
		"Rhythm",
		"A beat that people know helps them to find the time. Bursts come from events and projects, silences from holidays.",
		"Times are those of UTC and not of the people. Neither a steady beat nor bursts are better.",
		(*view).rhythmSigns,
	},
	{
		"Topics",
		"What is new to a community shows where its domain moves to; what few can answer shows where it is thin.",
		"A topic is what people tagged as such. Of the topics that stand out one in twenty may do so by chance.",
		(*view).topicSigns,
	},
}

func (v *view) takingPart() []Sign {
	counts := positive(v.in.perActor(-1 << 63))
	p := participationOf(counts)
	evidence := fmt.Sprintf("%s by %s", acts(p.Events), persons(p.Actors))
	earlier, again := 0, 0
	now := v.in.perActor(-1 << 63)
	for i, n := range v.before {
		if n > 0 {
			earlier++
			again += count(now[i] > 0)
		}
	}
	stayed := Sign{
		Name: "still there from the year before", Value: share(again, earlier), Unit: UnitShare,
		Rule: "Share of the people with an activity in the year before who have one in this year, too",
	}
	if v.first > v.start-year {
		stayed = withhold(stayed, notSoFar)
	} else {
		stayed = v.over(stayed, v.start-year, earlier, persons(earlier)+" in the year before")
	}
	return []Sign{
		v.sign(Sign{
			Name: "people who took part", Value: float64(p.Actors), Unit: UnitPeople,
			Rule: "People with at least one activity, upkeep such as joining aside",
		}, p.Actors, evidence),
		v.sign(Sign{
			Name: "activities", Value: float64(p.Events), Unit: UnitActivities,
			Rule: "Activities, upkeep aside",
		}, p.Actors, evidence),
		v.sign(Sign{
			Name: "took part exactly once", Value: p.OneTimersShare, Unit: UnitShare,
			Rule: "Share of these people who have one activity: a usual and welcome way to take part",
		}, p.Actors, evidence),
		stayed,
	}
}

func (v *view) levelSigns() []Sign {
	at := v.levelsBetween(timeOf(v.start), timeOf(v.end))
	members := 0
	for _, steps := range v.standing.steps {
		members += count(levelAt(steps, at.At).Compare(membership.Peripheral) >= 0)
	}
	whose := persons(members) + " who took part so far"
	if v.standing.known {
		whose = counted(members, "member", "members")
	}
	sign := func(list []LevelTold, name, of, rule string) Sign {
		told := list[slices.IndexFunc(list, func(l LevelTold) bool { return l.Name == of })]
		s := v.sign(Sign{Name: name, Value: float64(told.People), Unit: UnitPeople, Rule: rule + ", by the policy " + v.standing.policy}, members, whose)
		if told.Withheld && s.Withheld == "" {
			s = withhold(s, tooFew(v.minGroup))
		}
		return s
	}
	return []Sign{
		sign(at.Levels, "core participants", string(membership.Core), "People at the core level at the end"),
		sign(at.Levels, "active participants", string(membership.Active), "People at the active level at the end"),
		sign(at.Levels, "occasional participants", string(membership.Occasional), "People at the occasional level at the end"),
		sign(at.Moves, "moved inwards", moveInwards, "Members at a level further in at the end than a year before"),
		sign(at.Moves, "moved outwards", moveOutwards, "Members at a level further out at the end than a year before"),
	}
}

func (v *view) responsivenessSigns() []Sign {
	all, fresh := v.waited(askersAll), v.waited(askersNewcomers)
	said := func(w waiters) string {
		return fmt.Sprintf("%s with a response, of %s opened by %s", whole(w.Came), counted(w.Waited, "thread", "threads"), persons(w.openers))
	}
	median, ok := all.Quantile(0.5)
	half := v.sign(Sign{
		Name: "half had a response within", Value: median.Seconds(), Unit: UnitSeconds,
		Rule: "Time after which half of the threads opened in the year had an activity by somebody else, those still waiting at its end counted for as long as they waited (Kaplan and Meier)",
	}, all.openers, said(all))
	switch {
	case half.Withheld != "":
	case !ok:
		half = withhold(half, "less than half had a response yet")
	case all.responders < v.minGroup:
		half = withhold(half, tooFew(v.minGroup))
	}
	soon := func(name string, w waiters, whose string) Sign {
		return v.sign(Sign{
			Name: name, Value: 1 - w.At(waitTimes[5]).Waiting, Unit: UnitShare,
			Rule: "Share of the threads opened in the year" + whose + " with an activity by somebody else within 24 hours (Kaplan and Meier)",
		}, w.openers, said(w))
	}
	return []Sign{
		half,
		soon("responded to within 24 hours", all, ""),
		v.sign(Sign{
			Name: "still waiting after 30 days", Value: all.At(waitTimes[10]).Waiting, Unit: UnitShare,
			Rule: "Share of the threads opened in the year without an activity by somebody else for longer than 30 days (Kaplan and Meier)",
		}, all.openers, said(all)),
		soon("newcomers responded to within 24 hours", fresh, " by people whose first activity was less than 30 days before"),
	}
}

func (v *view) newcomerSigns() []Sign {
	responder := v.until.firstResponders(v.threads)
	came, seen, back, opened, welcome, marginal := 0, 0, 0, 0, 0, 0
	for own := range v.until.byActor() {
		first := own[0].at
		if first <= v.start {
			continue
		}
		came++
		if first+stayedFor > v.end {
			continue
		}
		seen++
		back += count(slices.ContainsFunc(own, func(e event) bool { return e.at >= first+30*day && e.at < first+stayedFor }))
		n := v.until.newcomer(own, v.threads, responder)
		opened += count(n.opened)
		welcome += count(n.opened && n.heard <= day)
		marginal += count(n.marginal)
	}
	months := max(1, float64(v.end-max(v.first, v.start))*12/year)
	of := persons(seen) + " who came at least 90 days before the end"
	rate := v.sign(Sign{
		Name: "newcomers", Value: float64(came) / months, Unit: UnitPeopleAMonth,
		Rule: "People at their first activity, on average over the months of the year that the record has",
	}, v.people(), persons(came))
	if came > 0 && came < v.minGroup && rate.Withheld == "" {
		rate = withhold(rate, tooFew(v.minGroup))
	}
	return []Sign{
		rate,
		v.sign(Sign{
			Name: "came back between day 30 and day 90", Value: share(back, seen), Unit: UnitShare,
			Rule: "Share of the newcomers of whom the year shows 90 days who had an activity from 30 to before 90 days after their first",
		}, seen, of),
		v.sign(Sign{
			Name: "welcomed within a day", Value: share(welcome, opened), Unit: UnitShare,
			Rule: "Share of these newcomers who opened a thread in their first 30 days whose first one had an activity by somebody else within 24 hours",
		}, opened, persons(opened)+" who opened a thread"),
		v.sign(Sign{
			Name: "marginal newcomers", Value: share(marginal, seen), Unit: UnitShare,
			Rule: "Share of these newcomers who opened a thread, had no response within 30 days, and did nothing after (Lave and Wenger)",
		}, seen, of),
	}
}

func tooFew(minGroup int) string {
	if minGroup <= 1 {
		return "there is nobody to count"
	}
	return fmt.Sprintf("fewer than %s: not shown", persons(minGroup))
}
