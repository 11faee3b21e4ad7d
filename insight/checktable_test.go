package insight

import (
	"fmt"
	"slices"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
)

// run is a benchmark of what returns a result.
func run[T any](measured func(activity.Stream) (T, error)) func(activity.Stream, *Network) error {
	return func(s activity.Stream, _ *Network) error { _, err := measured(s); return err }
}

// on is a benchmark of what is measured of a network.
func on(measured func(*Network)) func(activity.Stream, *Network) error {
	return func(_ activity.Stream, n *Network) error { measured(n); return nil }
}

// checks are how each instrument is tried, by its name.
var checks = map[string]check{
	"Activity": {
		byHand: []string{"TestMeasure", "TestOneTimers", "TestMedian", "TestYears", "TestWeeksWithoutEventsCount", "TestLastYearIsOpenAtItsBegin"}, ordered: true,
		names: func(t trying, s sheet) {
			m := must(t, Measure)
			m.MostActive, m.Replies = nil, nil
			s.put("all", m)
		},
		strangers: func(t trying, s sheet) {
			m := must(t, Measure)
			s.put("events", m.Events-t.strangers)
			s.put("people", m.Actors-t.strangers)
			s.put("once", int(m.OneTimersShare*float64(m.Actors)+0.5)-t.strangers)
			s.put("span", []any{m.First, m.Last, m.Weeks})
			for _, y := range m.Years {
				if y.Year != t.at.Year() {
					s.put(fmt.Sprint(y.Year), y)
				}
			}
			for _, v := range m.Verbs {
				if v.Verb != activity.Ask && v.Verb != activity.Answer {
					s.put(string(v.Verb), v.Events)
				}
			}
		},
		bench: run(Measure),
	},
	"Concentration": {
		byHand: []string{"TestGini", "TestAbsenceFactor", "TestTopShares"},
		names:  func(t trying, s sheet) { s.put("all", must(t, Measure).Participation) },
		strangers: func(t trying, s sheet) {
			p := must(t, Measure).Participation
			s.put("most of one person", p.Top1Share*float64(p.Events)) // of fewer than 100 people
		},
		bench: run(Measure),
	},
	"Most active people": {
		byHand: []string{"TestMeasure", "TestRanksTieByName", "TestTheForemost"},
		names:  mostActive, strangers: mostActive, bench: run(Measure),
	},
	"Rhythm": {
		byHand: []string{"TestRhythmByHand"},
		names:  func(t trying, s sheet) { s.put("all", must(t, MeasureRhythm)) },
		strangers: func(t trying, s sheet) {
			r := must(t, MeasureRhythm)
			for i := range t.strangers { // who come a minute after each other
				at := t.at.Add(time.Duration(i) * time.Minute)
				r.Hours[at.Hour()]--
				r.Weekdays[(at.Weekday()+6)%7]--
			}
			s.put("hours", r.Hours)
			s.put("weekdays", r.Weekdays)
			s.put("years", r.Years)
		},
		bench: run(MeasureRhythm),
	},
	"Response": {
		byHand: []string{"TestResponse", "TestOpeningComesFirst", "TestThreadThatBeganBeforeItsOpening"}, ordered: true,
		names: func(t trying, s sheet) { s.put("all", must(t, Measure).Response) },
		strangers: func(t trying, s sheet) {
			r, one := must(t, Measure).Response, t.strangers/2
			if r == nil {
				r = &Response{}
			}
			s.put("counts", []int{r.Threads - one, r.Openers - one, r.Responders - one, r.Responded - one, r.Answered - one})
			s.put("soon", int(r.Within24hShare*float64(r.Threads)+0.5)-one)
		},
		bench: run(Measure),
	},
	"Responsiveness by survival": {
		byHand: []string{"TestCurveByHand", "TestResponsiveness"}, ordered: true,
		names: func(t trying, s sheet) { s.put("all", must(t, responsiveness)) },
		strangers: func(t trying, s sheet) {
			s["waited"] = float64(must(t, responsiveness).All.Waited - t.strangers/2)
			for _, topic := range must(t, responsiveness).Topics {
				if topic.Topic != "yoga" {
					s.put(topic.Topic, topic.Curve)
				}
			}
		},
		bench: run(responsiveness),
	},
	"Newcomers and return": {
		byHand: []string{"TestNewcomers", "TestReturn"},
		names:  func(t trying, s sheet) { s.put("all", newcomersOf(must(t, Measure))) },
		strangers: func(t trying, s sheet) {
			m := must(t, Measure)
			for _, in := range m.Newcomers {
				if in.Month == t.at.Format("2006-01") {
					in.Newcomers -= t.strangers
				}
				if in.Newcomers > 0 {
					s.put(in.Month, in.Newcomers)
				}
			}
			s.put("came back", []int{m.ReturnAfter30.Returned, m.Window30To60.Returned, m.ReturnAfter90.Returned, m.Window90To180.Returned})
		},
		bench: run(Measure),
	},
	"Cohorts and turnover": {
		byHand: []string{"TestCohortsByHand"},
		names:  func(t trying, s sheet) { s.put("all", must(t, cohortsOf)) },
		strangers: func(t trying, s sheet) {
			all := must(t, cohortsOf)
			quarter := fmt.Sprintf("%d-Q%d", t.at.Year(), (t.at.Month()+2)/3)
			for _, c := range all.Cohorts {
				if c.Quarter == quarter {
					c.Came -= t.strangers
					c.Stayed[0] -= t.strangers
				}
				if c.Came > 0 {
					s.put(c.Quarter, c)
				}
			}
			for _, q := range all.Turnover {
				if q.Quarter == quarter {
					q.Active, q.Came = q.Active-t.strangers, q.Came-t.strangers
				}
				s.put(q.Quarter+" turnover", []int{q.Active, q.Came, q.Back})
			}
		},
		bench: run(cohortsOf),
	},
	"Paths of newcomers": {
		byHand: []string{"TestPathsByHand", "TestNewcombe"}, ordered: true,
		names: func(t trying, s sheet) {
			p := must(t, MeasurePaths)
			ranked(t, s, "welcomed", p.Welcomed)
			p.Welcomed = nil
			s.put("all", p)
		},
		strangers: func(t trying, s sheet) {
			p := must(t, MeasurePaths)
			s["marginal"] = float64(p.Marginal)
			ranked(t, s, "welcomed", p.Welcomed)
			if p.Steps != nil {
				p.Steps[stepThirdMonth].Share, p.Steps[stepTenPeople].Share = 0, 0
				s.put("further in", []PathStep{p.Steps[stepThirdMonth], p.Steps[stepTenPeople]})
			}
		},
		bench: run(MeasurePaths),
	},
	"Topics": {
		byHand: []string{"TestTopicsByHand", "TestAtLeastByHand", "TestFalseSigns", "TestNewTopics"}, ordered: true,
		names: func(t trying, s sheet) {
			s.put("new", must(t, newTopics))
			for _, topic := range must(t, topicsOf) {
				for i := range topic.Signs {
					topic.Signs[i].Rule = "" // which may name the lead
				}
				if topic.LeadShare <= 0.5 { // who may be one of several
					topic.Lead = ""
				}
				topic.Lead = string(t.who(activity.Person(topic.Lead)))
				s.put(topic.Topic, topic)
			}
		},
		strangers: func(t trying, s sheet) {
			for month, topics := range must(t, newTopics) {
				s.put(month, slices.DeleteFunc(topics, func(topic string) bool { return topic == "yoga" }))
			}
			delete(s, t.at.Format("2006-01")+".len")
			for _, topic := range must(t, topicsOf) {
				topic.Signs, topic.Odds = nil, 0 // which compare it with all questions
				if topic.Topic != "yoga" {
					s.put(topic.Topic, topic)
				}
			}
		},
		bench: func(s activity.Stream, _ *Network) error {
			if _, err := NewTopics(s, 1); err != nil {
				return err
			}
			_, err := MeasureTopics(s, TopicOptions{})
			return err
		},
	},
	"Resilience": {
		byHand: []string{"TestResilienceByHand", "TestPartedByHand"}, ordered: true,
		names: func(t trying, s sheet) {
			r := must(t, resilienceOfAll)
			for _, l := range r.People {
				s.put("loss of "+string(t.who(l.Person)), l)
				delete(s, "loss of "+string(t.who(l.Person))+".Person="+string(l.Person))
			}
			r.People = nil
			s.put("all", r)
		},
		strangers: func(t trying, s sheet) {
			for _, l := range must(t, resilienceOfAll).People {
				l.Share = 0 // of all responses
				if t.who(l.Person) != "" {
					s.put("loss of "+string(l.Person), l)
				}
			}
		},
		bench: func(s activity.Stream, _ *Network) error { _, err := MeasureResilience(s, 5, 1); return err },
	},
	"Health": {
		byHand: []string{"TestHealth"}, ordered: true,
		names: func(t trying, s sheet) { s.put("all", must(t, healthOfOne)) },
		strangers: func(t trying, s sheet) { // whose figures are those of Measures, over the same time
			for _, part := range must(t, healthOfOne).Parts {
				for _, sign := range part.Signs {
					if part.Name == "Who takes part" || part.Name == "Concentration" {
						s.put(sign.Name, []any{sign.From, sign.To})
					}
				}
			}
		},
		bench: run(healthOfOne),
	},
	"Constellation": {
		byHand: []string{"TestConstellation"}, namesIn: "TestConstellationProperties", strangersIn: "TestConstellationProperties",
		bench: run(MeasureConstellation),
	},
	"Report": {
		byHand: []string{"TestReport", "TestReportBesideTheYearBefore", "TestAmong"}, namesIn: "TestNamesAndOrderChangeNoReport",
		strangersIn: "TestAStrangerChangesNoFigureOfOthers", benchIn: "BenchmarkReport",
	},

	"Reply network":              {byHand: []string{"TestReplies", "TestNetworkOfTies"}, names: replyFigures, strangers: replying, bench: run(ReplyNetwork)},
	"Co-participation network":   {byHand: []string{"TestCoParticipation"}, names: meeting, strangers: meeting, bench: run(coParticipation)},
	"Reciprocity and density":    reciprocityCheck,
	"Components and bridges":     componentsCheck,
	"Cores":                      {byHand: []string{"TestCores"}, names: cores, strangers: cores, bench: on(func(n *Network) { n.Cores() })},
	"Clustering":                 clusteringCheck,
	"Betweenness":                {byHand: []string{"TestBetweenness", "TestSampledBetweenness"}, names: betweenness, strangers: betweenness, bench: on(bothBetweenness)},
	"Constraint":                 {byHand: []string{"TestConstraint"}, names: constraint, strangers: constraint, bench: on(func(n *Network) { n.Constraint() })},
	"PageRank":                   pageRankCheck,
	"Core and periphery":         corePeripheryCheck,
	"Communities in the network": communitiesCheck,

	"Experts":            expertsCheck,
	"Trial of expertise": trialCheck,
	"Recommendations":    recommendationsCheck,
	"Exposure":           exposureCheck,
}

func mostActive(t trying, s sheet) { ranked(t, s, "events", must(t, Measure).MostActive) }

// ranked adds a list of fewer than all that it has room for.
func ranked[N int | float64](t trying, s sheet, what string, list []Rank[N]) {
	require.Less(t, len(list), 10)
	for _, r := range list {
		if p := t.who(r.Person); p != "" {
			s[what+" of "+string(p)] = float64(r.Value)
		}
	}
}

func responsiveness(s activity.Stream) (Responsiveness, error) { return MeasureResponsiveness(s, 1) }
func topicsOf(s activity.Stream) ([]Topic, error)              { return MeasureTopics(s, TopicOptions{Least: 1}) }
func newTopics(s activity.Stream) (map[string][]string, error) { return NewTopics(s, 1) }
func resilienceOfAll(s activity.Stream) (Resilience, error)    { return MeasureResilience(s, 10, 7) }
func healthOfOne(s activity.Stream) (Health, error)            { return MeasureHealth(s, 1) }
func coParticipation(s activity.Stream) (*Network, error)      { return CoParticipation(s, 0) }

type quarters struct {
	Cohorts  []Cohort
	Turnover []Turnover
}

func cohortsOf(s activity.Stream) (q quarters, err error) {
	q.Cohorts, q.Turnover, err = MeasureCohorts(s)
	return q, err
}

func newcomersOf(m Measures) []any {
	return []any{m.Newcomers, m.NewcomersPerMonthMean, m.ReturnAfter30, m.Window30To60, m.ReturnAfter90, m.Window90To180}
}
