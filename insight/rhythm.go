package insight

import (
	"math"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Rhythm is when a community is active: by the hour and the weekday, by the month of
// the year, and how evenly.
type Rhythm struct {
	Hours    [24]int // activities by hour of the day, UTC
	Weekdays [7]int  // by day of the week, Monday first
	// Seasons is how much of a year's activity falls into each month, January first,
	// against an even year: 1 for a month like the others, 0.5 for one with half. It is
	// the mean over the whole calendar years of the record, each counting the same; all
	// zero if there is none.
	Seasons [12]float64
	Years   int // so many whole calendar years
	// Burstiness is (s - m) / (s + m), with the mean and the standard deviation of the
	// times between one activity and the next: -1 for a steady beat, 0 for chance, towards
	// 1 for long silences between bursts (K.-I. Goh and A.-L. Barabási 2008).
	Burstiness float64
	// Memory is how much a long pause is followed by a long one: the correlation of each
	// time between activities with the next one (same source).
	Memory float64
}

// MeasureRhythm reads a record.
func MeasureRhythm(s activity.Stream) (Rhythm, error) {
	var r Rhythm
	h, err := read(s)
	if err != nil || len(h.events) == 0 {
		return r, err
	}
	times := make([]int64, len(h.events))
	for i, e := range h.events {
		times[i] = e.at
	}
	slices.Sort(times)
	months := make(map[int]*[12]int)
	for _, at := range times {
		t := timeOf(at)
		r.Hours[t.Hour()]++
		r.Weekdays[(t.Weekday()+6)%7]++
		year := months[t.Year()]
		if year == nil {
			year = new([12]int)
			months[t.Year()] = year
		}
		year[t.Month()-1]++
	}
	first, last := timeOf(times[0]), timeOf(times[len(times)-1])
	for year := first.Year(); year <= last.Year(); year++ {
		begin, end := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC)
		if first.After(begin.AddDate(0, 0, 1)) || last.Before(end) || months[year] == nil {
			continue // not a whole one
		}
		sum := 0
		for _, n := range months[year] {
			sum += n
		}
		r.Years++
		for m, n := range months[year] {
			r.Seasons[m] += 12 * share(n, sum)
		}
	}
	for m := range r.Seasons {
		r.Seasons[m] /= float64(max(1, r.Years))
	}
	r.Burstiness, r.Memory = beat(times)
	return r, nil
}

// beat returns the burstiness and the memory of times in order.
func beat(times []int64) (burstiness, memory float64) {
	gaps := make([]float64, 0, len(times))
	for i := 1; i < len(times); i++ {
		gaps = append(gaps, float64(times[i]-times[i-1]))
	}
	if len(gaps) < 2 {
		return 0, 0
	}
	m, d := spread(gaps)
	if m+d > 0 {
		burstiness = (d - m) / (d + m)
	}
	return burstiness, correlation(gaps[:len(gaps)-1], gaps[1:])
}

// spread returns the mean and the standard deviation of all there is.
func spread(x []float64) (mean, deviation float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		deviation += (v - mean) * (v - mean) / float64(len(x))
	}
	return mean, math.Sqrt(deviation)
}

// correlation is that of Pearson, 0 where one side does not vary.
func correlation(x, y []float64) (r float64) {
	mx, dx := spread(x)
	my, dy := spread(y)
	if dx == 0 || dy == 0 {
		return 0
	}
	for i := range x {
		r += (x[i] - mx) * (y[i] - my) / float64(len(x))
	}
	return r / (dx * dy)
}
