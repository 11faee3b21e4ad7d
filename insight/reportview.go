package insight

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"time"
)

// view is a record as it was at a moment, and the year up to then. Its window begins
// behind start and ends with end.
type view struct {
	*hearing
	start, end int64
	far        bool     // the record goes back to the start, or is looked at from its end
	until      *history // the record up to the end
	in         *history // what of it is in the window
	before     []int    // events of each person in the year before the window
	threads    []thread // of the record up to the end
	judged     []*gathered
	asked      int // people who opened a thread at all
}

// view looks at the record from a moment.
func (r *hearing) view(end int64) *view {
	if r.actors == 0 {
		return &view{hearing: r, far: true, until: r.history, in: r.history}
	}
	v := &view{hearing: r, start: end - year, end: end}
	v.far = end == r.last || r.first <= v.start
	v.until = r.history.between(-1<<63, end)
	v.in = r.history.between(v.start, end)
	v.before = r.history.between(v.start-year, v.start).perActor(-1 << 63)
	v.threads = v.until.conversations()
	judged, all := r.on.judge(v.until, end, TopicOptions{})
	v.judged, v.asked = judged, all.askers
	return v
}

// between is the part of a history behind one moment, up to and with another.
func (h *history) between(after, end int64) *history {
	in := 0
	for _, e := range h.events {
		in += count(e.at > after && e.at <= end)
	}
	if in == len(h.events) {
		return h
	}
	part := *h
	part.events = make([]event, 0, in)
	for _, e := range h.events {
		if e.at > after && e.at <= end {
			part.events = append(part.events, e)
		}
	}
	return &part
}

// people is how many took part in the window.
func (v *view) people() (n int) {
	for range v.in.byActor() {
		n++
	}
	return n
}

// sign completes a sign of the window that stems from so many people.
func (v *view) sign(s Sign, people int, evidence string) Sign {
	return v.over(s, max(v.first, v.start), people, evidence)
}

// over is sign for a window that begins at a time of its own.
func (v *view) over(s Sign, from int64, people int, evidence string) Sign {
	if !v.far {
		return withhold(s, notSoFar)
	}
	s.From, s.To, s.Evidence = timeOf(from), timeOf(v.end), evidence
	return chart{minGroup: v.minGroup}.shield(s, people)
}

// group completes a sign that counts some of the people that it stems from: some, but
// too few, are not shown either. That there is nobody is.
func (v *view) group(s Sign, people int, evidence string) Sign {
	if n := int(s.Value); n > 0 && n < v.minGroup {
		people = n
	}
	return v.sign(s, people, evidence)
}

// WeekCount is what happened in a week, Monday to Sunday (UTC).
type WeekCount struct {
	Week       time.Time `json:"week"` // its Monday
	Activities int       `json:"activities"`
	People     int       `json:"people"`
	Withheld   bool      `json:"withheld,omitempty"` // there were some people, but too few to show
}

// weeks counts the last weeks of the record.
func (v *view) weeks() []WeekCount {
	const most = 104
	last := weekOf(v.end)
	begin := max(weekOf(v.first), last-most+1)
	all := make([]WeekCount, last-begin+1)
	for i := range all {
		all[i].Week = timeOf((begin+int64(i))*7*day - 3*day)
	}
	for own := range v.until.byActor() {
		seen := begin - 1
		for _, e := range own {
			week := weekOf(e.at)
			if week < begin {
				continue
			}
			all[week-begin].Activities++
			if week != seen {
				all[week-begin].People++
				seen = week
			}
		}
	}
	for i, w := range all {
		if w.People > 0 && w.People < v.minGroup {
			all[i] = WeekCount{Week: w.Week, Withheld: true}
		}
	}
	return all
}

// CohortShares is which share of the people who came in a calendar year (UTC) was active
// in each quarter from that of their own first activity on, which gives 1. Who came too
// late for a quarter to be over counts for those before it only.
type CohortShares struct {
	Year   int        `json:"year"`
	People int        `json:"people"`
	Shares []*float64 `json:"shares"` // nil where it stems from somebody, but from too few people
}

func (v *view) cohorts() (all []CohortShares) {
	const years, quarters = 6, 13
	cohorts, _ := v.until.cohorts()
	byYear := map[int][]Cohort{}
	for _, c := range cohorts {
		y, _ := strconv.Atoi(c.Quarter[:4])
		byYear[y] = append(byYear[y], c)
	}
	for _, y := range slices.Backward(slices.Sorted(maps.Keys(byYear))) {
		line := CohortShares{Year: y}
		for _, c := range byYear[y] {
			line.People += c.Came
		}
		if line.People < v.minGroup {
			continue
		}
		for i := range quarters {
			seen, there := 0, 0
			for _, c := range byYear[y] {
				if i < len(c.Stayed) {
					seen, there = seen+c.Came, there+c.Stayed[i]
				}
			}
			if seen < v.minGroup {
				break
			}
			line.Shares = append(line.Shares, nil)
			if there == 0 || there >= v.minGroup {
				line.Shares[i] = new(share(there, seen))
			}
		}
		if all = append(all, line); len(all) == years {
			break
		}
	}
	slices.Reverse(all)
	return all
}

// EvenPoint is a point of the Lorenz curve (M. O. Lorenz 1905): the share of all
// activities that is made by a share of the people, from the least active on.
type EvenPoint struct {
	People     float64 `json:"people"`
	Activities float64 `json:"activities"`
}

// evenness cuts the people of the window into groups of one size, at most ten, none
// smaller than is reported.
func (v *view) evenness() []EvenPoint {
	counts := positive(v.in.perActor(-1 << 63))
	slices.Sort(counts)
	groups := min(10, len(counts)/v.minGroup)
	if groups < 2 {
		return nil
	}
	all := make([]EvenPoint, 0, groups+1)
	for k := range groups + 1 {
		n, sum := (k*len(counts)+groups/2)/groups, 0
		for _, c := range counts[:n] {
			sum += c
		}
		all = append(all, EvenPoint{share(n, len(counts)), share(sum, len(v.in.events))})
	}
	return all
}

// TopicNote is a topic that stands out, and why. Only topics on which enough people
// asked or answered are told.
type TopicNote struct {
	Topic string    `json:"topic"`
	Kind  TopicKind `json:"kind"`
	Rule  string    `json:"rule"`
}

func (v *view) topicNotes() (all []TopicNote) {
	for _, t := range v.judged {
		for _, s := range t.Signs {
			if s.Kind != SingleExpert && t.people >= v.minGroup { // whom that would tell of is one person
				all = append(all, TopicNote{t.Topic.Topic, s.Kind, s.Rule})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b TopicNote) int { return cmp.Compare(a.Kind, b.Kind) })
	return all
}
