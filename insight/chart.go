package insight

import (
	"fmt"
	"time"
)

// chart makes the parts of a community's health from its measures.
type chart struct {
	Measures
	minGroup int
}

func (c chart) participation() Part {
	return Part{
		Name: "Who takes part",
		Meaning: "People take part in their own measure, and all of it counts. Most of a community is at " +
			"its periphery, where one learns by following and by taking part now and then.",
		Signs: []Sign{
			c.lastYear(Sign{
				Name: "people who took part", Value: float64(c.LastYear.Actors), Unit: UnitPeople,
				Rule: "People with at least one activity, upkeep such as joining aside",
			}),
			c.lastYear(Sign{
				Name: "took part exactly once", Value: c.LastYear.OneTimersShare, Unit: UnitShare,
				Rule: "Share of these people who have one activity: a usual and welcome way to take part",
			}),
		},
	}
}

func (c chart) responsiveness() Part {
	var r Response
	if c.Response != nil {
		r = *c.Response
	}
	median := Sign{
		Name: "half of the responses came within", Value: r.Median.Seconds(), Unit: UnitSeconds,
		Rule: "Median time from the opening of a thread to the first activity in it by somebody else, where there is one",
	}
	threads := fmt.Sprintf("%s opened by %s", counted(r.Threads, "thread", "threads"), persons(r.Openers))
	if r.Responded > 0 || r.Openers < c.minGroup {
		median = c.always(median, min(r.Openers, r.Responders), fmt.Sprintf("%s with a response, of %s", whole(r.Responded), threads))
	} else {
		median = withhold(median, "no response yet")
	}
	return Part{
		Name: "Responsiveness",
		Meaning: "Whoever asks should hear from somebody. Those who ask and get no answer are not at the " +
			"periphery but kept out, which the community can change.",
		Signs: []Sign{
			median,
			c.always(Sign{
				Name: "responded to within 24 hours", Value: r.Within24hShare, Unit: UnitShare,
				Rule: "Share of the threads with an activity by somebody else within 24 hours of the opening",
			}, r.Openers, threads),
			c.always(Sign{
				Name: "without a response", Value: r.UnansweredShare, Unit: UnitShare,
				Rule: "Share of the threads in which nobody else has done anything yet",
			}, r.Openers, threads),
		},
	}
}

func (c chart) newcomers() Part {
	back := func(days int, r Return) Sign {
		return c.always(Sign{
			Name: fmt.Sprintf("came back after %d days or more", days), Value: r.Share, Unit: UnitShare,
			Rule: fmt.Sprintf("Share of the people with an activity at least %d days after their first, of those whose first is that long ago", days),
		}, r.Eligible, persons(r.Eligible))
	}
	return Part{
		Name: "Newcomers and return",
		Meaning: "Newcomers keep a community alive, and some of them come to stay. Whoever got what they " +
			"came for and went on has been served as well.",
		Signs: []Sign{
			c.always(Sign{
				Name: "newcomers", Value: c.NewcomersPerMonthMean, Unit: UnitPeopleAMonth,
				Rule: "People at their first activity, on average over all calendar months",
			}, c.Actors, persons(c.Actors)),
			back(30, c.ReturnAfter30),
			back(90, c.ReturnAfter90),
		},
	}
}

func (c chart) concentration() Part {
	return Part{
		Name: "Concentration",
		Meaning: "A small core carries much of most communities. If it is very small, the community " +
			"depends on few, and it helps to invite others to share the work.",
		Signs: []Sign{
			c.lastYear(Sign{
				Name: "made half of the activities", Value: float64(c.LastYear.AbsenceFactor), Unit: UnitPeople,
				Rule: "Fewest people who together have at least half of the activities (CHAOSS contributor absence factor)",
			}),
			c.lastYear(Sign{
				Name: "Gini coefficient", Value: c.LastYear.Gini, Unit: UnitIndex,
				Rule: "Unevenness of the activities per person: 0 if all have as many, towards 1 if one has all",
			}),
		},
	}
}

func (c chart) connection() Part {
	var r ReplyGraph
	if c.Replies != nil {
		r = *c.Replies
	}
	evidence := fmt.Sprintf("%s among %s", counted(r.Weight, "reply", "replies"), persons(r.Nodes))
	return Part{
		Name: "Connection",
		Meaning: "Learning travels along contacts, which replies are. It reaches everybody who is " +
			"connected, directly or through others.",
		Signs: []Sign{
			c.always(Sign{
				Name: "connected with each other", Value: share(r.LargestComponent, r.Nodes), Unit: UnitShare,
				Rule: "Share of the people in replies who are in the largest group that replies connect",
			}, r.Nodes, evidence),
			c.always(Sign{
				Name: "mutual contacts", Value: r.Reciprocity, Unit: UnitShare,
				Rule: "Share of the contacts, from one person to another, that also go the other way",
			}, r.Nodes, evidence),
		},
	}
}

// lastYear completes a sign of the participation in the last 365 days.
func (c chart) lastYear(s Sign) Sign {
	if !c.Last.IsZero() {
		s.From, s.To = c.Last.Add(-365*24*time.Hour), c.Last
	}
	p := c.LastYear
	s.Evidence = fmt.Sprintf("%s by %s", acts(p.Events), persons(p.Actors))
	return c.shield(s, p.Actors)
}

// always completes a sign of the whole history.
func (c chart) always(s Sign, people int, evidence string) Sign {
	s.From, s.To, s.Evidence = c.First, c.Last, evidence
	return c.shield(s, people)
}

// shield withholds what stems from too few people.
func (c chart) shield(s Sign, people int) Sign {
	if people < c.minGroup {
		return withhold(s, tooFew(c.minGroup))
	}
	return s
}

func withhold(s Sign, why string) Sign {
	s.Value, s.Evidence, s.Withheld, s.From, s.To = 0, "", why, time.Time{}, time.Time{}
	return s
}
