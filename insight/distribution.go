package insight

import "slices"

// participationOf measures how events are spread over actors, of whom each
// has at least one. It sorts the counts.
func participationOf(events []int) Participation {
	slices.Sort(events)
	total := 0
	for _, n := range events {
		total += n
	}
	p := Participation{Events: total, Actors: len(events)}
	if total == 0 {
		return p
	}
	ones, _ := slices.BinarySearch(events, 2)
	p.OneTimersShare = share(ones, len(events))
	p.Gini = gini(events)
	p.Top1Share = share(top(events, (len(events)+99)/100), total)
	p.Top10Share = share(top(events, (len(events)+9)/10), total)
	p.AbsenceFactor = fewest(events, total, 50)
	p.Core80 = fewest(events, total, 80)
	return p
}

// gini returns the Gini coefficient of ascending counts, from whole numbers up
// to the last division, so that it is exactly 0 where all are equal.
func gini(ascending []int) float64 {
	sum, ranked := 0, 0
	for i, x := range ascending {
		sum += x
		ranked += (i + 1) * x
	}
	n := len(ascending)
	return share(2*ranked-(n+1)*sum, n*sum)
}

// top returns the sum of the k largest of ascending counts.
func top(ascending []int, k int) int {
	sum := 0
	for _, x := range ascending[len(ascending)-k:] {
		sum += x
	}
	return sum
}

// fewest returns how many of the largest of ascending counts it takes to reach
// a percentage of their total.
func fewest(ascending []int, total, percent int) int {
	sum, k := 0, 0
	for _, x := range slices.Backward(ascending) {
		if 100*sum >= percent*total {
			break
		}
		sum += x
		k++
	}
	return k
}

// share returns part of whole, and 0 of nothing.
func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// median returns the middle of the values, or the mean of the two middle ones,
// and 0 of none. It sorts the values.
func median[N int | int64](values []N) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	low, high := values[(len(values)-1)/2], values[len(values)/2]
	return float64(low) + float64(high-low)/2
}
