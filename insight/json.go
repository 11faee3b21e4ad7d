package insight

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// MarshalJSON writes the measures as one object. Fractions are rounded: means
// and betweenness to 4 decimals, medians of seconds to 1, density to 8, the
// others to 6. Times are UTC, without a zone, with as many of milliseconds or
// microseconds as they need. People stand with their figure in pairs, as in
// ["ana", 12]. Null are the times of an empty history, a share or a median of
// none, and betweenness that was not computed.
func (m Measures) MarshalJSON() ([]byte, error) {
	o := object{
		{"events", m.Events},
		{"actors", m.Actors},
		{"first", moment(m.First)},
		{"last", moment(m.Last)},
		{"verbs", verbs(m.Verbs)},
		{"iso_weeks", m.Weeks},
		{"events_per_week_mean", fixed(m.PerWeekMean, 4)},
		{"events_per_week_median", fixed(m.PerWeekMedian, 4)},
		{"gini", fixed(m.Gini, 6)},
		{"top1pct_share", fixed(m.Top1Share, 6)},
		{"top10pct_share", fixed(m.Top10Share, 6)},
		{"absence_factor_50", m.AbsenceFactor},
		{"core80", m.Core80},
		{"one_timers_share", fixed(m.OneTimersShare, 6)},
		{"top10_actors", pairs(m.MostActive, 0)},
		{"last365", lastYear(m.LastYear)},
		{"by_year", years(m.Years)},
		{"newcomers_per_month", months(m.Newcomers)},
		{"newcomers_per_month_mean", fixed(m.NewcomersPerMonthMean, 4)},
		{"return_after_30", returned(m.ReturnAfter30)},
		{"window_30_60", returned(m.Window30To60)},
		{"return_after_90", returned(m.ReturnAfter90)},
		{"window_90_180", returned(m.Window90To180)},
	}
	if m.Response != nil {
		o = append(o, member{"first_response", firstResponse(*m.Response)}, member{"first_answer", firstAnswer(*m.Response)})
	}
	if m.Replies != nil {
		o = append(o, member{"reply_graph", replyGraph(*m.Replies)})
	}
	return o.MarshalJSON()
}

func verbs(all []VerbCount) object {
	o := make(object, len(all))
	for i, v := range all {
		o[i] = member{string(v.Verb), v.Events}
	}
	return o
}

func lastYear(p Participation) object {
	return object{
		{"actors", p.Actors},
		{"events", p.Events},
		{"absence_factor_50", p.AbsenceFactor},
		{"gini", fixed(p.Gini, 6)},
	}
}

func years(all []Year) object {
	o := make(object, len(all))
	for i, y := range all {
		o[i] = member{strconv.Itoa(y.Year), object{
			{"events", y.Events},
			{"actors", y.Actors},
			{"newcomers", y.Newcomers},
			{"absence_factor_50", y.AbsenceFactor},
			{"core80", y.Core80},
			{"gini", fixed(y.Gini, 6)},
		}}
	}
	return o
}

func months(all []Month) object {
	o := make(object, len(all))
	for i, m := range all {
		o[i] = member{m.Month, m.Newcomers}
	}
	return o
}

func returned(r Return) object {
	return object{
		{"eligible", r.Eligible},
		{"n", r.Returned},
		{"share", known(r.Eligible > 0, fixed(r.Share, 6))},
	}
}

func firstResponse(r Response) object {
	return object{
		{"threads", r.Threads},
		{"responded", r.Responded},
		{"unanswered_share", fixed(r.UnansweredShare, 6)},
		{"median_s", known(r.Responded > 0, fixed(r.Median.Seconds(), 1))},
		{"within_24h_share", fixed(r.Within24hShare, 6)},
	}
}

func firstAnswer(r Response) object {
	return object{
		{"answered", r.Answered},
		{"median_s", known(r.Answered > 0, fixed(r.AnswerMedian.Seconds(), 1))},
	}
}

func replyGraph(r ReplyGraph) object {
	return object{
		{"nodes", r.Nodes},
		{"edges", r.Edges},
		{"weight", r.Weight},
		{"reciprocity", fixed(r.Reciprocity, 6)},
		{"density", fixed(r.Density, 8)},
		{"wcc", r.Components},
		{"largest_wcc", r.LargestComponent},
		{"undirected_edges", r.Ties},
		{"kcore_max", r.Core},
		{"kcore_size", r.CoreSize},
		{"avg_clustering", fixed(r.Clustering, 6)},
		{"transitivity", fixed(r.Transitivity, 6)},
		{"betweenness_top10", known(r.Betweenness != nil, pairs(r.Betweenness, 4))},
		{"constraint_low10", pairs(r.Constraint, 6)},
		{"most_replied_to_top5", pairs(r.MostRepliedTo, 0)},
	}
}

// pairs writes ranks as [name, value], floats with so many decimals.
func pairs[N int | float64](all []Rank[N], decimals int) [][2]any {
	list := make([][2]any, len(all))
	for i, r := range all {
		list[i] = [2]any{r.Person, r.Value}
		if x, ok := any(r.Value).(float64); ok {
			list[i][1] = fixed(x, decimals)
		}
	}
	return list
}

// fixed is a number rounded to so many decimals, without trailing zeros but
// for one that shows that it is a fraction.
func fixed(x float64, decimals int) json.Number {
	s := strings.TrimRight(strconv.FormatFloat(x, 'f', decimals, 64), "0")
	if strings.HasSuffix(s, ".") {
		s += "0"
	}
	return json.Number(s)
}

// known is the value, or null.
func known(ok bool, value any) any {
	if !ok {
		return nil
	}
	return value
}

// moment is a time in UTC, or null if there is none.
func moment(t time.Time) any {
	layout := "2006-01-02T15:04:05"
	switch micro := t.Nanosecond() / 1000; {
	case t.IsZero():
		return nil
	case micro%1000 != 0:
		layout += ".000000"
	case micro != 0:
		layout += ".000"
	}
	return t.Format(layout)
}

// object is a JSON object whose members keep their order.
type object []member

type member struct {
	name  string
	value any
}

func (o object) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, m := range o {
		name, err := json.Marshal(m.name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(m.value)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, name...), ':'), value...)
	}
	return append(b, '}'), nil
}
