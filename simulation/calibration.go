package simulation

import "slices"

// calibration is what came of forecasts: of each, between which probabilities what came
// lay (the probability integral transform, which for counts has a jump). With it a
// forecast says how often, in the past, what it gave a probability came: that is its
// recalibrated probability (Kuleshov, Fenner & Ermon 2018). It counts as many forecasts
// that were right on average beside those that were made, so that few of them change
// little.
type calibration struct{ lower, upper []float64 }

const pseudo = 20

// add adds what came.
func (c *calibration) add(sample []int32, came int) {
	lower, upper := below(sample, came)
	c.lower, c.upper = append(c.lower, lower), append(c.upper, upper)
}

// below returns how probable less than a number is by a sample, and how probable it or
// less. Beyond all of a sample there is half a chance in it.
func below(sample []int32, n int) (lower, upper float64) {
	less, _ := slices.BinarySearch(sample, int32(n))
	most, _ := slices.BinarySearch(sample, int32(n+1))
	all := float64(len(sample) + 1)
	lower, upper = (float64(less)+0.5)/all, (float64(most)+0.5)/all
	if n <= 0 {
		lower = 0
	}
	return lower, upper
}

// of returns the recalibrated probability: the mean share of what came that lay below it.
func (c *calibration) of(p float64) float64 {
	sum := pseudo * p
	for i, lower := range c.lower {
		switch upper := c.upper[i]; {
		case p >= upper:
			sum++
		case p > lower:
			sum += (p - lower) / (upper - lower)
		}
	}
	return sum / (pseudo + float64(len(c.lower)))
}

// quantile returns the least number of which it or less has a recalibrated probability.
func (c *calibration) quantile(sample []int32, p float64) int {
	if _, upper := below(sample, 0); c.of(upper) >= p {
		return 0
	}
	from, to := 0, len(sample)-1 // the first of the sample that is enough lies in between
	for from < to {
		mid := (from + to) / 2
		if _, upper := below(sample, int(sample[mid])); c.of(upper) >= p {
			to = mid
		} else {
			from = mid + 1
		}
	}
	return int(sample[from])
}

// within returns which share of a central interval's probability what came lies in: for
// counts, those at an end of it belong to it in part (Czado, Gneiting & Held 2009).
func (c *calibration) within(sample []int32, came int, interval float64) float64 {
	lower, upper := below(sample, came)
	lower, upper = c.of(lower), c.of(upper)
	least, most := (1-interval)/2, (1+interval)/2
	if upper <= lower {
		if lower >= least && lower <= most {
			return 1
		}
		return 0
	}
	return max(0, min(upper, most)-max(lower, least)) / (upper - lower)
}
