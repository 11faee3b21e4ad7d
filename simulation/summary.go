package simulation

import (
	"encoding/json"
	"math"
)

// Moments sums up numbers in the order they come (Welford 1962).
type Moments struct {
	N    int
	Mean float64
	sq   float64
}

// Add adds a number.
func (m *Moments) Add(x float64) {
	m.N++
	d := x - m.Mean
	m.Mean += d / float64(m.N)
	m.sq += d * (x - m.Mean)
}

// Error returns the standard error of the mean, 0 for fewer than two numbers.
func (m Moments) Error() float64 {
	if m.N < 2 {
		return 0
	}
	return math.Sqrt(m.sq / float64(m.N-1) / float64(m.N))
}

// Summary sums up the runs of each point. Its zero value is empty.
type Summary struct {
	Points []PointSummary
}

// PointSummary sums up the runs of a point.
type PointSummary struct {
	Values   Values
	Runs     int
	Measures []Moments // in the order of About
}

// Add adds a row.
func (s *Summary) Add(r Row) {
	for len(s.Points) <= r.Point {
		s.Points = append(s.Points, PointSummary{})
	}
	p := &s.Points[r.Point]
	if p.Measures == nil {
		p.Values, p.Measures = r.Values, make([]Moments, len(r.Measures))
	}
	p.Runs++
	for i, x := range r.Measures {
		p.Measures[i].Add(x)
	}
}

// JSON returns an object for each point: its parameters by name, "runs", and for each
// measure an object with "mean" and "se", the standard error of the mean. A measure
// of the name of a parameter comes as "measured_" and its name.
func (s Summary) JSON(about About) ([]byte, error) {
	all := make([]map[string]any, 0, len(s.Points))
	for _, p := range s.Points {
		object := map[string]any{"runs": p.Runs}
		for name, v := range p.Values {
			object[name] = v
		}
		for i, m := range p.Measures {
			name := about.Measures[i].Name
			if _, taken := object[name]; taken {
				name = "measured_" + name
			}
			object[name] = map[string]any{"mean": finite(m.Mean), "se": finite(m.Error())}
		}
		all = append(all, object)
	}
	return json.MarshalIndent(all, "", " ")
}

// finite returns a number that JSON has, or nil.
func finite(x float64) any {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return x
}
