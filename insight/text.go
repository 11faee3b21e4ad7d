package insight

import (
	"fmt"
	"io"
	"strings"
)

// String returns the measures as a page of text in plain language. People are
// named by their ids if there are at least [DefaultMinGroup].
func (m Measures) String() string {
	if m.Events == 0 {
		return "No activities, upkeep aside.\n"
	}
	var p page
	p.prose(0, fmt.Sprintf("%s by %s, %s (UTC)",
		acts(m.Events), persons(m.Actors), between(m.First, m.Last)))
	m.writeParticipation(&p)
	m.writeYears(&p)
	m.writeNewcomers(&p)
	if m.Response != nil {
		m.Response.write(&p)
	}
	if m.Replies != nil {
		m.Replies.write(&p)
	}
	return p.String()
}

// WriteText writes what String returns.
func (m Measures) WriteText(w io.Writer) error {
	_, err := io.WriteString(w, m.String())
	return err
}

func (m Measures) writeParticipation(p *page) {
	p.group("Who takes part", "Activities are what people do in the community; upkeep, such as to join or to invite, "+
		"is left out. A few carry much of most communities, and many take part now and then: "+
		"the periphery is a place to learn from. The fewer people make half of the activities, "+
		"the more depends on them.")
	for _, v := range m.Verbs {
		p.figure(string(v.Verb), whole(v.Events), fmt.Sprintf("%s, %s %%", noun(v.Events, "activity", "activities"), percent(share(v.Events, m.Events))))
	}
	p.figure("a week, on average", decimal(m.PerWeekMean), "activities, over "+counted(m.Weeks, "week", "weeks"))
	p.figure("half of the weeks had at most", decimal(m.PerWeekMedian), "activities (median)")
	p.figure("in the last 365 days", whole(m.LastYear.Actors), noun(m.LastYear.Actors, "person", "people")+", "+acts(m.LastYear.Events))
	p.figure("took part exactly once", percent(m.OneTimersShare), "% of the people")
	p.figure("made half of the activities", whole(m.AbsenceFactor), noun(m.AbsenceFactor, "person", "people")+" (contributor absence factor)")
	p.figure("made 80 % of the activities", whole(m.Core80), noun(m.Core80, "person", "people"))
	p.figure("made by the most active 1 % of the people", percent(m.Top1Share), "% of the activities")
	p.figure("made by the most active 10 % of the people", percent(m.Top10Share), "% of the activities")
	p.figure("Gini coefficient, from 0 (even) towards 1", coefficient(m.Gini), "")
	if m.Actors >= DefaultMinGroup {
		p.prose(2, "most active: "+named(m.MostActive, whole))
	}
}

func (m Measures) writeYears(p *page) {
	p.group("Year by year", "The last columns are how many people make half and 80 % of the year's activities, and "+
		"the Gini coefficient.")
	const layout = "  %4v %12s %10s %10s %10s %10s %10s\n"
	fmt.Fprintf(p, layout, "year", "activities", "people", "newcomers", "half by", "80 % by", "Gini")
	for _, y := range m.Years {
		fmt.Fprintf(p, layout, y.Year, whole(y.Events), whole(y.Actors), whole(y.Newcomers),
			whole(y.AbsenceFactor), whole(y.Core80), coefficient(y.Gini))
	}
}

func (m Measures) writeNewcomers(p *page) {
	p.group("Newcomers and return", "Newcomers are people at their first activity. Those who came too recently to tell are "+
		"not counted in the shares.")
	p.figure("newcomers a month, on average", decimal(m.NewcomersPerMonthMean), "people")
	for _, r := range []struct {
		what string
		Return
	}{
		{"came back 30 days or more after the first", m.ReturnAfter30},
		{"were there from day 30 to day 60", m.Window30To60},
		{"came back 90 days or more after the first", m.ReturnAfter90},
		{"were there from day 90 to day 180", m.Window90To180},
	} {
		if r.Eligible > 0 {
			p.figure(r.what, percent(r.Share), fmt.Sprintf("%% (%s of %s)", whole(r.Returned), persons(r.Eligible)))
		}
	}
}

func (r Response) write(p *page) {
	p.group("Responsiveness", "How soon people who open a thread, as with a question, hear from somebody else. "+
		"Threads that began outside of the record are left out.")
	p.figure("were opened", whole(r.Threads), noun(r.Threads, "thread", "threads")+" by "+persons(r.Openers))
	p.figure("got no response", percent(r.UnansweredShare), "% of the threads")
	p.figure("got a response within 24 hours", percent(r.Within24hShare), "% of the threads")
	if r.Responded > 0 {
		p.figure("half of the responses came within", lasting(r.Median), fmt.Sprintf("(median of %s)", counted(r.Responded, "thread", "threads")))
	}
	if r.Answered > 0 {
		p.figure("half of the answers came within", lasting(r.AnswerMedian), fmt.Sprintf("(median of %s)", counted(r.Answered, "thread", "threads")))
	}
}

func (r ReplyGraph) write(p *page) {
	p.group("Connection", "Who replies to whom. Two people are in contact if one has replied to the other. The "+
		"inner circle is the largest k-core: each is in contact with at least k others of it.")
	p.figure("replied or were replied to", whole(r.Nodes), "people, "+counted(r.Weight, "reply", "replies"))
	p.figure("are in contact", whole(r.Ties), noun(r.Ties, "pair", "pairs"))
	p.figure("contacts that go both ways", percent(r.Reciprocity), "% (reciprocity)")
	p.figure("contacts there are, of all that could be", percent(r.Density), "% (density)")
	p.figure("are connected, directly or through others", whole(r.LargestComponent), "people, in the largest of "+counted(r.Components, "group", "groups"))
	p.figure("are in the inner circle", whole(r.CoreSize), fmt.Sprintf("people (k = %d)", r.Core))
	p.figure("a person's contacts who are in contact, too", percent(r.Clustering), "% (clustering coefficient, mean)")
	p.figure("the same over all contacts at once", percent(r.Transitivity), "% (transitivity)")
	if r.Nodes < DefaultMinGroup {
		return
	}
	p.prose(2, "most replied to: "+named(r.MostRepliedTo, whole))
	if r.Betweenness == nil {
		p.prose(2, "most in between: not computed for a network of this size")
	} else {
		p.prose(2, "most in between (betweenness): "+named(r.Betweenness, decimal))
	}
	if len(r.Constraint) > 0 {
		p.prose(2, "least constrained by their contacts (Burt): "+named(r.Constraint, coefficient))
	}
}

// named lists people with their figures.
func named[N int | float64](all []Rank[N], figure func(N) string) string {
	list := make([]string, len(all))
	for i, r := range all {
		list[i] = fmt.Sprintf("%s (%s)", r.Person, figure(r.Value))
	}
	return strings.Join(list, ", ")
}
