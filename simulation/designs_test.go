package simulation

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/fault"
)

func TestGrid(t *testing.T) {
	points, err := Grid(Axis{"a", []Value{Number(1), Number(2)}}, Axis{"b", []Value{Word("x"), Word("y")}})
	require.NoError(t, err)
	assert.Equal(t, []Values{
		{"a": Number(1), "b": Word("x")}, {"a": Number(1), "b": Word("y")},
		{"a": Number(2), "b": Word("x")}, {"a": Number(2), "b": Word("y")},
	}, points)
	_, err = Grid(Axis{Name: "a"})
	assert.ErrorIs(t, err, fault.Invalid)
	_, err = Grid(Axis{"a", []Value{{}}}, Axis{"a", []Value{{}}})
	assert.ErrorIs(t, err, fault.Invalid)
}

// Each n-th part of each range has one point.
func TestLatinHypercube(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 50).Draw(t, "n")
		points, err := LatinHypercube([]Range{{"a", 0, 1}, {"b", -5, 5}}, n, rapid.Uint64().Draw(t, "seed"))
		require.NoError(t, err)
		for _, r := range []Range{{"a", 0, 1}, {"b", -5, 5}} {
			var parts []int
			for _, p := range points {
				parts = append(parts, int(math.Floor((p.Number(r.Name)-r.Min)/(r.Max-r.Min)*float64(n)+1e-9)))
			}
			slices.Sort(parts)
			for i, part := range parts {
				require.Equal(t, i, part)
			}
		}
	})
	for _, ranges := range [][]Range{nil, {{"a", 1, 1}}, {{"a", 0, math.Inf(1)}}} {
		_, err := LatinHypercube(ranges, 1, 0)
		assert.ErrorIs(t, err, fault.Invalid)
	}
}

// Of a linear function the effects are its slopes over the ranges, all the same.
func TestMorris(t *testing.T) {
	m, err := Morris([]Range{{"a", 0, 2}, {"b", 0, 1}, {"c", 0, 1}}, 30, 1)
	require.NoError(t, err)
	var linear, joint []float64
	for _, p := range m.Points {
		linear = append(linear, 3*p.Number("a")-p.Number("b"))
		joint = append(joint, p.Number("a")*p.Number("b"))
	}
	effects, err := m.Effects(linear)
	require.NoError(t, err)
	for i, want := range []Effect{{"a", 6, 6, 0}, {"b", -1, 1, 0}, {"c", 0, 0, 0}} {
		assert.Equal(t, want.Name, effects[i].Name)
		assert.InDelta(t, want.Mean, effects[i].Mean, 1e-9)
		assert.InDelta(t, want.Strong, effects[i].Strong, 1e-9)
		assert.InDelta(t, want.Spread, effects[i].Spread, 1e-9)
	}
	effects, err = m.Effects(joint)
	require.NoError(t, err)
	assert.Greater(t, effects[0].Spread, 0.3, "what a does depends on b")
	_, err = m.Effects(nil)
	assert.ErrorIs(t, err, fault.Invalid)
}

// The indices of Ishigami's function with a = 7 and b = 0.1 are known (Ishigami & Homma 1990).
func TestSobol(t *testing.T) {
	var ranges []Range
	for _, name := range []string{"a", "b", "c"} {
		ranges = append(ranges, Range{name, -math.Pi, math.Pi})
	}
	v, err := Sobol(ranges, 20_000, 1)
	require.NoError(t, err)
	var outcomes []float64
	for _, p := range v.Points {
		b := math.Sin(p.Number("b"))
		outcomes = append(outcomes, math.Sin(p.Number("a"))*(1+0.1*math.Pow(p.Number("c"), 4))+7*b*b)
	}
	indices, err := v.Indices(outcomes)
	require.NoError(t, err)
	for i, want := range []Index{{"a", 0.3139, 0.5576}, {"b", 0.4424, 0.4424}, {"c", 0, 0.2437}} {
		assert.Equal(t, want.Name, indices[i].Name)
		assert.InDelta(t, want.First, indices[i].First, 0.03)
		assert.InDelta(t, want.Total, indices[i].Total, 0.03)
	}
	_, err = v.Indices(make([]float64, len(v.Points)))
	assert.ErrorIs(t, err, fault.Precondition)
	_, err = v.Indices(nil)
	assert.ErrorIs(t, err, fault.Invalid)
}
