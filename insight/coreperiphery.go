package insight

import (
	"cmp"
	"math"
	"slices"
)

// CorePeriphery is how well a network falls into a core, whose people are all tied
// to each other, and a periphery, whose people are not (S. Borgatti and M. Everett
// 1999, "Models of core/periphery structures", the discrete model; ties between core
// and periphery count for neither).
type CorePeriphery struct {
	Core []bool // who is in it
	Size int    // how many are
	// Fit is the correlation between the ties within core and periphery and those of
	// the ideal: 1 for a perfect core and periphery, 0 for none. 0 also where there is
	// nothing to compare.
	Fit float64
	// Missing is how many pairs of the core are not tied, and Stray how many pairs of
	// the periphery are. Of all divisions this one has the least of both together
	// (S. Lip 2011), and of several of these the smallest core; of people with as many
	// ties those first by name are in it, on which Fit may depend.
	Missing, Stray int
}

// CorePeriphery divides the people into core and periphery.
func (n *Network) CorePeriphery() CorePeriphery {
	g := n.ties
	size := g.nodes()
	order := make([]uint32, size)
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return cmp.Compare(g.degree(b), g.degree(a)) })

	// Whoever joins the core adds as many pairs to it as it has people, and takes
	// their ties out of the periphery or into the core: the number of errors changes
	// by the size of the core less the degree, whoever else is in it.
	errors := g.edges()
	best, least := 0, errors
	for k, v := range order {
		errors += k - g.degree(v)
		if errors < least {
			best, least = k+1, errors
		}
	}
	c := CorePeriphery{Core: make([]bool, size), Size: best}
	for _, v := range order[:best] {
		c.Core[v] = true
	}
	within := 0
	for _, v := range order[:best] {
		for _, w := range g.neighbours(v) {
			if c.Core[w] && v < w {
				within++
			}
		}
	}
	c.Missing = best*(best-1)/2 - within
	c.Stray = least - c.Missing
	c.Fit = phi(within, c.Missing, c.Stray, (size-best)*(size-best-1)/2-c.Stray)
	return c
}

// phi is the correlation of two properties that pairs have or have not: both, the
// first only, the second only, neither.
func phi(both, first, second, neither int) float64 {
	a, b, c, d := float64(both), float64(first), float64(second), float64(neither)
	spread := math.Sqrt((a + b) * (c + d) * (a + c) * (b + d))
	if spread == 0 {
		return 0
	}
	return (a*d - b*c) / spread
}
