package insight

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
)

// topicTests are the ways in which a topic can stand out. Each gives the probability
// that it would, by chance, at least as far as it does; not ok where there is too
// little to tell.
var topicTests = []struct {
	kind TopicKind
	p    func(g *gathered, all *altogether, o TopicOptions) (p float64, rule string, ok bool)
}{
	{Emerging, func(g *gathered, all *altogether, o TopicOptions) (float64, string, bool) {
		expected := recently(all)
		return atLeast(g.Questions, g.Recent, expected), lately(g, o, expected, "more"), g.Questions >= o.Least && all.Before > 0
	}},
	{Fading, func(g *gathered, all *altogether, o TopicOptions) (float64, string, bool) {
		expected := recently(all)
		return 1 - atLeast(g.Questions, g.Recent+1, expected), lately(g, o, expected, "less"), g.Questions >= o.Least && all.Before > 0
	}},
	{Contested, func(g *gathered, all *altogether, o TopicOptions) (float64, string, bool) {
		usual := share(all.disputed, all.Answered)
		return atLeast(g.Answered, g.disputed, usual), fmt.Sprintf(
			"three or more people answered and nothing was accepted in %d of %d answered questions, elsewhere in %s %%",
			g.disputed, g.Answered, percent(usual)), g.Answered >= o.Least
	}},
	{SingleExpert, func(g *gathered, all *altogether, o TopicOptions) (float64, string, bool) {
		usual := 0.0
		if g.given > 0 {
			usual = share(all.by[g.lead], all.Answers)
		}
		return atLeast(g.Answers, g.given, usual), fmt.Sprintf(
			"%s gave %d of %d answers, of all answers %s %%", g.Lead, g.given, g.Answers, percent(usual)), g.Questions >= o.Least && g.LeadShare > 0.5
	}},
}

// recently is the share of all questions that are recent.
func recently(all *altogether) float64 { return share(all.Recent, all.Questions) }

func lately(g *gathered, o TopicOptions, expected float64, than string) string {
	return fmt.Sprintf("%d of %d questions came in the last %d days, %s than the %s %% of all questions that did",
		g.Recent, g.Questions, int(o.Window.Hours()/24), than, percent(expected))
}

// atLeast is the probability of k or more of n, each with probability p.
func atLeast(n, k int, p float64) (sum float64) {
	switch {
	case k <= 0:
		return 1
	case p <= 0 || k > n:
		return 0
	case p >= 1:
		return 1
	}
	choose := func(n, k int) float64 {
		a, _ := math.Lgamma(float64(n + 1))
		b, _ := math.Lgamma(float64(k + 1))
		c, _ := math.Lgamma(float64(n - k + 1))
		return a - b - c
	}
	for i := k; i <= n; i++ {
		sum += math.Exp(choose(n, i) + float64(i)*math.Log(p) + float64(n-i)*math.Log1p(-p))
	}
	return min(1, sum)
}

// tested is a topic with how well chance explains it.
type tested struct {
	topic int
	p     float64
	rule  string
}

// standOut yields those that chance does not explain, and what each had to stay
// under: the k-th smallest of n under k/n of the share of false ones that is put up
// with, and with the largest such k all before it.
func standOut(tests []tested) iter.Seq2[float64, tested] {
	slices.SortStableFunc(tests, func(a, b tested) int { return cmp.Compare(a.p, b.p) })
	last := -1
	limit := func(k int) float64 { return float64(k+1) / float64(len(tests)) * falseSigns }
	for k, t := range tests {
		if t.p <= limit(k) {
			last = k
		}
	}
	return func(yield func(float64, tested) bool) {
		for _, t := range tests[:last+1] {
			if !yield(limit(last), t) {
				return
			}
		}
	}
}
