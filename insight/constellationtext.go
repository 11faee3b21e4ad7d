package insight

import (
	"fmt"
	"io"
)

// MarshalJSON writes the constellation as one object. Members that the record
// does not hold are missing; the median is null if there is none.
func (c Constellation) MarshalJSON() ([]byte, error) {
	snapshots := make(object, len(c.Snapshots))
	for i, s := range c.Snapshots {
		snapshots[i] = member{s.Month, object{
			{"communities", s.Communities},
			{"people", s.People},
			{"in_2plus", s.InTwo},
			{"in_4plus", s.InFour},
			{"leads", s.Leaders},
			{"single_member_communities", s.OfOne},
			{"top10", pairs(s.Most, 0)},
		}}
	}
	return object{
		{"first", moment(c.First)},
		{"last", moment(c.Last)},
		{"events", verbs(c.Events)},
		{"snapshots", snapshots},
		{"join_then_lead_same_community", c.ToLead.Pairs},
		{"same_month", c.ToLead.SameMonth},
		{"median_months_join_to_lead_if_later", known(c.ToLead.Pairs > c.ToLead.SameMonth, fixed(c.ToLead.MedianLater, 1))},
	}.MarshalJSON()
}

// String returns the constellation as a page of text in plain language. People
// are named by their ids if there are at least [DefaultMinGroup].
func (c Constellation) String() string {
	if len(c.Snapshots) == 0 {
		return "Nobody joined, left or led a community.\n"
	}
	var p page
	last := c.Snapshots[len(c.Snapshots)-1]
	p.prose(0, fmt.Sprintf("%s with %s, %s (UTC)",
		counted(last.Communities, "community", "communities"), persons(last.People), between(c.First, c.Last)))
	p.group("What changed", "How often people joined, left and came to lead, and communities began and ended.")
	for _, v := range c.Events {
		p.figure(string(v.Verb), whole(v.Events), noun(v.Events, "time", "times"))
	}
	p.group("Who belongs where", "At the end of each month that is named: communities, people, people in two or more "+
		"communities and in four or more, people who lead, and communities of a single member. Members from before "+
		"the record who have not left or led since do not show in it, so these are the least that there were. "+
		"Who belongs to several communities can carry what one knows to another.")
	const layout = "  %-8s %11s %10s %10s %10s %10s %10s\n"
	fmt.Fprintf(&p, layout, "month", "communities", "people", "in 2+", "in 4+", "lead", "of one")
	for _, s := range c.Snapshots {
		fmt.Fprintf(&p, layout, s.Month, whole(s.Communities), whole(s.People), whole(s.InTwo), whole(s.InFour),
			whole(s.Leaders), whole(s.OfOne))
	}
	if last.People >= DefaultMinGroup {
		p.prose(2, "in the most communities: "+named(last.Most, whole))
	}
	p.group("From joining to leading", "Once for each person and community, from when they first joined it to when "+
		"they first led it since.")
	p.figure("came to lead what they had joined", whole(c.ToLead.Pairs), noun(c.ToLead.Pairs, "time", "times"))
	p.figure("did so in the month in which they joined", whole(c.ToLead.SameMonth), noun(c.ToLead.SameMonth, "time", "times"))
	if c.ToLead.Pairs > c.ToLead.SameMonth {
		p.figure("half of the others did so within", decimal(c.ToLead.MedianLater), "months (median)")
	}
	return p.String()
}

// WriteText writes what String returns.
func (c Constellation) WriteText(w io.Writer) error {
	_, err := io.WriteString(w, c.String())
	return err
}
