package cop

import (
	"fmt"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Charter is what a community declares about itself. Its founder sets it, and
// those who convene the community may change all of it, with a reason.
// Only the name and the domain's concern are required: many communities know
// the rest only later.
type Charter struct {
	Name    string `json:"name" validate:"required,max=200,line"`
	Domain  Domain `json:"domain"`
	Kind    Kind   `json:"kind,omitempty" validate:"omitempty,oneof=helping best-practice knowledge-stewarding innovation"`
	Form    Form   `json:"form,omitzero"`
	Purpose string `json:"purpose,omitempty" validate:"omitempty,max=4000,prose"`

	Audience   string   `json:"audience,omitempty" validate:"omitempty,max=1000,prose"`          // who it is for
	Priorities []string `json:"priorities,omitempty" validate:"max=20,unique,dive,max=300,line"` // what matters to its sponsor
	Goals      []Goal   `json:"goals,omitempty" validate:"max=50,unique=Goal,dive"`
}

// Domain is the shared concern that gives a community its identity.
type Domain struct {
	Concern string   `json:"concern" validate:"required,max=1000,prose"`
	Topics  []string `json:"topics,omitempty" validate:"max=100,unique,dive,topic"`
}

// Goal is something that a community wants to have reached, and how it goes
// with what its sponsor needs: such goals are how a community of practice is
// aligned with the organisation around it (Wenger, McDermott and Snyder,
// "Cultivating Communities of Practice", 2002).
type Goal struct {
	Goal    string    `json:"goal" validate:"required,max=300,line"`
	Serves  string    `json:"serves,omitempty" validate:"omitempty,max=300,line"`  // which of the charter's priorities
	Measure string    `json:"measure,omitempty" validate:"omitempty,max=300,line"` // how to tell that it is reached
	By      time.Time `json:"by,omitzero"`                                         // until when; zero if it has no date
}

// Kind is a community's strategic intent, one of the four of Wenger, McDermott
// and Snyder, "Cultivating Communities of Practice" (2002). Empty means
// undeclared.
type Kind string

// The kinds.
const (
	Helping             Kind = "helping"              // members help each other with everyday problems
	BestPractice        Kind = "best-practice"        // they develop, validate and spread what works
	KnowledgeStewarding Kind = "knowledge-stewarding" // they organise and keep a body of knowledge
	Innovating          Kind = "innovation"           // they bring different perspectives together for new ideas
)

// Check reports, as one Invalid error, every bad field of the charter.
func (c Charter) Check() error { return check("cop.Charter", c, c.contradictions("")...) }

// contradictions returns the fields that do not go with others, under names
// that begin with the prefix.
func (c Charter) contradictions(prefix string) []fault.Field {
	var bad []fault.Field
	if c.Form.Budget != (Budget{}) && c.Form.Formality != Supported {
		bad = append(bad, fault.Field{Name: prefix + "form.budget", Problem: "needs the formality supported"})
	}
	for i, g := range c.Goals {
		name := fmt.Sprintf("%sgoals[%d]", prefix, i)
		if g.Serves != "" && !slices.Contains(c.Priorities, g.Serves) {
			bad = append(bad, fault.Field{Name: name + ".serves", Problem: "must be one of the priorities, or empty"})
		}
		if !g.By.IsZero() && !activity.Datable(g.By) {
			bad = append(bad, fault.Field{Name: name + ".by", Problem: activity.NotDatable})
		}
	}
	return bad
}

// clone returns a copy that shares nothing with the caller's value, in the one
// form that storage gives back: empty lists are nil, times are moments.
func (c Charter) clone() Charter {
	c.Domain.Topics = append([]string(nil), c.Domain.Topics...)
	c.Priorities = append([]string(nil), c.Priorities...)
	c.Goals = append([]Goal(nil), c.Goals...)
	for i := range c.Goals {
		c.Goals[i].By = activity.Moment(c.Goals[i].By)
	}
	return c
}
