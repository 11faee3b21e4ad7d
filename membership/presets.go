package membership

import "github.com/praxis-cop/praxis/activity"

// contribution weighs what people do by the effort that it takes.
func contribution() map[activity.Verb]int {
	return map[activity.Verb]int{
		activity.Share: 5, activity.Revise: 4, activity.Reuse: 4, activity.Answer: 4, activity.Minute: 3, activity.Propose: 3,
		activity.Commit: 3, activity.Ask: 2, activity.Start: 2, activity.Reply: 2, activity.Attend: 2, activity.Welcome: 2,
		activity.Comment: 1,
	}
}

// Wenger is the policy by default: the rings of Wenger, McDermott & Snyder
// (Cultivating Communities of Practice, 2002, pp. 55-58), where 10 to 15 % of
// a community are its core and another 15 to 20 % active. Shares are of all
// members, so they say who is most involved in this community, not how much is
// enough; therefore core members must also have taken part in at least 6 of
// the 13 weeks, and active ones in at least 3. The points are this library's
// own, by the effort that something takes. A level is kept with 80 % of the
// bar, and for four weeks below that.
func Wenger() Policy {
	return Policy{
		Name: "Wenger", Days: 91,
		Did: Weights{Verbs: contribution(), Other: 1},
		Bars: []Bar{
			{Core, []Condition{{Measure: Points, TopPercent: 15}, {Measure: Regular, AtLeast: 6}}},
			{Active, []Condition{{Measure: Points, TopPercent: 35}, {Measure: Regular, AtLeast: 3}}},
			{Occasional, []Condition{{Measure: Points, AtLeast: 1}}},
		},
		Keep: 80, Grace: 28, Asked: 2, Patience: 7,
	}
}

// Onion is the onion model of GrimoireLab: of the activity in a quarter, those
// who make the first 80 % are core, those who make the next 15 % regular
// (here: active), those who make the last 5 % casual (occasional). A member
// without any is peripheral. Whatever is done counts one.
//
// The quarter is the last 13 weeks, at any time, not one of the calendar.
// People are taken from the most active down until the share is reached, and
// who is as active as the last one is in with them; GrimoireLab leaves out the
// one with whom the share is exceeded, so that nobody is core where one person
// does 90 % of all, and breaks ties by accident.
func Onion() Policy {
	return Policy{
		Name: "Onion", Days: 91,
		Did: Weights{Other: 1},
		Bars: []Bar{
			{Core, []Condition{{Measure: Points, FirstPercent: 80}}},
			{Active, []Condition{{Measure: Points, FirstPercent: 95}}},
			{Occasional, []Condition{{Measure: Points, AtLeast: 1}}},
		},
		Keep: 100, Asked: 2, Patience: 7,
	}
}

// DiscourseTL3 asks for what trust level 3 of the forum software Discourse
// does by default, as far as a record can tell: in 100 days 50 days present,
// replies in 10 threads, 30 likes given and 20 received. It is kept with 90 %
// of each, and for two weeks after it was reached. Days are of taking part:
// a record knows nothing of mere visits, so the bar is higher here.
//
// Trust level 3 ("regular") is the core level here; anything that somebody
// does makes them occasional, and nobody is active. Likes are what an imported
// history calls "like", or the given verbs, such as thank and endorse.
func DiscourseTL3(likes ...activity.Verb) Policy {
	if len(likes) == 0 {
		likes = []activity.Verb{"like"}
	}
	own := func() []activity.Verb { return append([]activity.Verb(nil), likes...) }
	return Policy{
		Name: "Discourse trust level 3", Days: 100,
		Did: Weights{Other: 1},
		Bars: []Bar{
			{Core, []Condition{
				{Measure: Present, AtLeast: 50}, {Measure: Threads, AtLeast: 10},
				{Measure: Done, Verbs: own(), AtLeast: 30}, {Measure: Had, Verbs: own(), AtLeast: 20},
			}},
			{Occasional, []Condition{{Measure: Points, AtLeast: 1}}},
		},
		Keep: 90, Hold: 14, Asked: 2, Patience: 7,
	}
}

// Orbit2022 is the Orbit model as of 2022 (orbitmodel.com, "Orbit levels"): a
// member is at a level by having taken part often enough, in 2 days of a week
// (participating, here: occasional), 7 of a month (contributing: active) or 30
// of a quarter (leading: core). The level is won at once and lost only at a
// review, as every so many months begin: 1, 3 or 12. Exploring is peripheral.
//
// Of the model's love, commitment and presence, this is presence. The model
// also takes single activities of great commitment for a milestone; which ones
// is the community's choice, so add a bar such as {Core, {{Measure: Done,
// Verbs: {share}, Days: 365, AtLeast: 1}}}. Reach, a person's sphere of
// influence, is no part of its levels.
func Orbit2022(review int) Policy {
	return Policy{
		Name: "Orbit 2022", Days: 91,
		Did: Weights{Other: 1},
		Bars: []Bar{
			{Core, []Condition{{Measure: Present, AtLeast: 30}}},
			{Active, []Condition{{Measure: Present, Days: 30, AtLeast: 7}}},
			{Occasional, []Condition{{Measure: Present, Days: 7, AtLeast: 2}}},
		},
		Keep: 100, Review: review, Asked: 2, Patience: 7,
	}
}
