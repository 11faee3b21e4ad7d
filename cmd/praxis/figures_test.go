package main

import (
	"bytes"
	"html"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Each model has a figure: an SVG or a PNG, the same for the same seed, with a line for
// each value of what is varied beside the horizontal axis.
func TestFigures(t *testing.T) {
	for args, says := range map[string][]string{
		"march1991 --p2 0.1,0.9": {"March 1991, figure 1", "p2 0.1", "p2 0.9", "p1: chance that a member learns", "knowledge (-1 to 1)"},
		"march1991 --p1 0.2,0.4": {"March 1991, figure 1"},
		"barkoczi2016 --n 5 --k 2 --strategy best,random --sample 3,9": {"strategy best, sample 9", "strategy random, sample 3", "payoff (0 to 1)"},
		"fang2010 --n 14 --m 10":    {"beta: chance"},
		"axelrod1997 --side 3":      {"traits: ", "regions (regions)"},
		"bass --n 50 --p 0.03,0.05": {"p 0.05, Bass's law", "adopted (0 to 1)"},
		"simon --acts 200":          {"Simon's law", "share (0 to 1)"},
		"simon --acts 20 --k 1":     {"Simon's law"},
		"simon --acts 20 --k 15,19": {"Simon's law"},
	} {
		folder := t.TempDir()
		draw := func(name string) []byte {
			file := filepath.Join(folder, name)
			args := append([]string{"simulate"}, strings.Fields(args+" --runs 4 --plot "+file)...)
			assert.NotEmpty(t, ok(t, args...))
			return read(t, file)
		}
		svg := draw("a.svg")
		for _, text := range says {
			assert.True(t, strings.Contains(html.UnescapeString(string(svg)), text), "%s: %s", args, text)
		}
		assert.True(t, bytes.Equal(svg, draw("b.svg")), args)
		img, err := png.Decode(bytes.NewReader(draw("a.png")))
		require.NoError(t, err)
		assert.Greater(t, img.Bounds().Dx(), 900)
	}
}

// What is on the horizontal axis is varied, and what is printed or written is the same as
// if it had been given.
func TestAFigureVariesItsAxis(t *testing.T) {
	folder := t.TempDir()
	given := ok(t, strings.Fields("simulate bass --n 20 --time 0,1,2,3,4,5,6,7,8,9,10,12,14,16,18,20 --runs 2 --json")...)
	assert.Equal(t, given, ok(t, strings.Fields("simulate bass --n 20 --runs 2 --json --plot "+filepath.Join(folder, "a.svg"))...))
}

// A point that is no number, or has no place on a logarithmic axis, is left out.
func TestChartsLeaveOutWhatCannotBeDrawn(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.svg")
	nan, inf := math.NaN(), math.Inf(1)
	assert.ErrorContains(t, writePlot(file, chart{lines: []chartLine{{points: []chartPoint{{1, nan, 0}, {2, inf, 0}}}}}), "nothing to draw")
	assert.NoFileExists(t, file)
	c := chart{logX: true, logY: true, lines: []chartLine{{name: "x", points: []chartPoint{{0, 1, 1}, {1, 0, 1}, {2, 3, 5}, {3, 2, 0}, {4, nan, nan}}}}}
	require.NoError(t, writePlot(file, c))
	circles := strings.Count(string(read(t, file)), "A2.5,2.5")
	assert.Equal(t, 2*3, circles, "two points, and one in the legend, each of two arcs")

	// One point makes no logarithmic axis.
	c.lines[0].points = []chartPoint{{1, 1, 0}}
	require.NoError(t, writePlot(filepath.Join(t.TempDir(), "b.svg"), c))
}

func TestMistakesInPlotting(t *testing.T) {
	there := write(t, "there.svg", "precious")
	for says, args := range map[string]string{
		"--plot must be a file that ends in .svg or .png": "bass --plot x.pdf",
		"is there already": "bass --plot " + there,
	} {
		code, out, err := command(t, append([]string{"simulate"}, strings.Fields(args)...)...)
		assert.NotZero(t, code)
		assert.Empty(t, out)
		assert.Contains(t, err, says)
	}
	assert.Equal(t, "precious", string(read(t, there)))
	_, err := os.Lstat("x.pdf")
	assert.ErrorIs(t, err, os.ErrNotExist)
}
