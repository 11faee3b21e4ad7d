package insight

import (
	"fmt"
	"slices"
)

func (v *view) concentrationSigns() []Sign {
	p := participationOf(positive(v.in.perActor(-1 << 63)))
	evidence := fmt.Sprintf("%s by %s", acts(p.Events), persons(p.Actors))
	tenth := (p.Actors + 9) / 10
	return []Sign{
		v.sign(Sign{
			Name: "made half of the activities", Value: float64(p.AbsenceFactor), Unit: UnitPeople,
			Rule: "Fewest people who together have at least half of the activities (CHAOSS contributor absence factor)",
		}, p.Actors, evidence),
		v.sign(Sign{
			Name: "made by the most active tenth", Value: p.Top10Share, Unit: UnitShare,
			Rule: "Share of the activities by the most active 10 % of the people, rounded up",
		}, tenth, fmt.Sprintf("%s, of them %s most active", evidence, whole(tenth))),
		v.sign(Sign{
			Name: "Gini coefficient", Value: p.Gini, Unit: UnitIndex,
			Rule: "Unevenness of the activities per person: 0 if all have as many, towards 1 if one has all",
		}, p.Actors, evidence),
	}
}

func (v *view) connectionSigns() []Sign {
	people, arcs := v.in.arcs()
	evidence := fmt.Sprintf("%s among %s", counted(len(arcs), "reply", "replies"), persons(len(people)))
	edges := slices.Compact(arcs)
	largest, core, inner := 0, 0, 0
	if len(edges) > 0 {
		g := undirected(len(people), edges)
		largest = g.components()[0]
		cores := g.cores()
		core = slices.Max(cores)
		for _, k := range cores {
			inner += count(k == core)
		}
	}
	return []Sign{
		v.sign(Sign{
			Name: "connected with each other", Value: share(largest, len(people)), Unit: UnitShare,
			Rule: "Share of the people in replies who are in the largest group that replies connect",
		}, len(people), evidence),
		v.sign(Sign{
			Name: "mutual contacts", Value: share(mutual(edges), len(edges)), Unit: UnitShare,
			Rule: "Share of the contacts, from one person to another, that also go the other way",
		}, len(people), evidence),
		v.group(Sign{
			Name: "inner circle", Value: float64(inner), Unit: UnitPeople,
			Rule: "People each of whom is in contact with at least k others of them, for the largest such k (k-core, Seidman)",
		}, len(people), fmt.Sprintf("%s; k is %d", evidence, core)),
	}
}

func (v *view) resilienceSigns() []Sign {
	all, arcs := v.in.arcs()
	e := experiment{h: v.in, threads: v.in.conversations(), people: all, arcs: slices.Compact(arcs)}
	e.collect()
	openers := map[uint32]bool{}
	for _, t := range e.threads {
		if t.opens {
			openers[t.opener] = true
		}
	}
	order := make([]uint32, 0, len(e.responses))
	for p, n := range e.responses {
		if n > 0 {
			order = append(order, uint32(p))
		}
	}
	slices.SortFunc(order, func(a, b uint32) int { return e.responses[b] - e.responses[a] })
	few := min(v.minGroup, len(order))
	for few > 0 && few < len(order) && e.responses[order[few]] == e.responses[order[few-1]] {
		few++ // nobody is taken out because of their name
	}
	now, without := e.without(nil), e.without(order[:few])
	evidence := func(s float64) string {
		return fmt.Sprintf("%s taken out of %s who responded; with them %s %%", persons(few), whole(len(order)), percent(s))
	}
	who := fmt.Sprintf(" without the %d people who responded most, and those who responded as often as the last of them", v.minGroup)
	signs := []Sign{
		v.sign(Sign{
			Name: "would be without a response", Value: without.Unanswered, Unit: UnitShare,
			Rule: "Share of the threads opened in the year by others that would have no activity by somebody else" + who,
		}, min(few, len(openers)), evidence(now.Unanswered)),
		v.sign(Sign{
			Name: "would still be connected", Value: without.Connected, Unit: UnitShare,
			Rule: "Share of the others in replies who would be in the largest group that replies connect" + who,
		}, min(few, len(all)-few), evidence(now.Connected)),
	}
	if 2*few > len(order) {
		for i, s := range signs {
			if s.Withheld == "" {
				signs[i] = withhold(s, "no few respond more than the others")
			}
		}
	}
	return signs
}

func (v *view) rhythmSigns() []Sign {
	times, weekend, actors := make([]int64, len(v.in.events)), 0, v.people()
	for i, e := range v.in.events {
		times[i] = e.at
		weekday := (timeOf(e.at).Weekday() + 6) % 7 // Monday first
		weekend += count(weekday >= 5)
	}
	slices.Sort(times)
	burstiness, _ := beat(times)
	evidence := fmt.Sprintf("%s by %s", acts(len(times)), persons(actors))
	return []Sign{
		v.sign(Sign{
			Name: "burstiness", Value: burstiness, Unit: UnitIndex,
			Rule: "(s - m) / (s + m) of the mean and the standard deviation of the times between activities: -1 for a steady beat, 0 for chance, towards 1 for bursts (Goh and Barabási)",
		}, actors, evidence),
		v.sign(Sign{
			Name: "on weekends", Value: share(weekend, len(times)), Unit: UnitShare,
			Rule: "Share of the activities on Saturdays and Sundays (UTC)",
		}, actors, evidence),
	}
}

func (v *view) topicSigns() []Sign {
	found := map[TopicKind]int{}
	for _, t := range v.judged {
		for _, s := range t.Signs {
			found[s.Kind]++
		}
	}
	evidence := fmt.Sprintf("%s asked about by %s", counted(len(v.judged), "topic", "topics"), persons(v.asked))
	sign := func(kind TopicKind, name, rule string) Sign {
		return v.over(Sign{Name: name, Value: float64(found[kind]), Unit: UnitTopics, Rule: rule + ", by more than chance"}, v.first, v.asked, evidence)
	}
	return []Sign{
		sign(Emerging, "emerging topics", "Topics with a larger share of the questions in the last 180 days than before"),
		sign(Fading, "fading topics", "Topics with a smaller share of the questions in the last 180 days than before"),
		sign(Contested, "contested topics", "Topics on which several people answer and nothing is accepted, more often than on others"),
		sign(SingleExpert, "topics of a single expert", "Topics of which one person gives most answers, and more than of others"),
	}
}
