package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/plotutil"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// chart is lines over an axis, to be drawn as SVG or PNG.
type chart struct {
	title, x, y string
	logX, logY  bool // what is not above 0 is left out
	lines       []chartLine
}

// chartLine is a line through points, with what may be left or right of each by chance.
type chartLine struct {
	name   string
	points []chartPoint
	law    bool // it is what a formula says: without points, and in the colour of
	of     int  // this line
}

type chartPoint struct{ x, y, give float64 }

// The size of a chart.
const chartWidth, chartHeight = 18 * vg.Centimeter, 12 * vg.Centimeter

// checkPlot says what is wrong with a file for a chart, before anything is simulated.
func checkPlot(path string) error {
	if form := filepath.Ext(path); form != ".svg" && form != ".png" {
		return errors.New("--plot must be a file that ends in .svg or .png")
	}
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s is there already; name a new file, or delete it first", path)
	}
	return nil
}

// writePlot draws a chart to a new file.
func writePlot(path string, c chart) error {
	p, err := c.plot()
	if err != nil {
		return err
	}
	var canvas interface {
		vg.CanvasSizer
		io.WriterTo
	} = vgsvg.New(chartWidth, chartHeight)
	if filepath.Ext(path) == ".png" {
		canvas = vgimg.PngCanvas{Canvas: vgimg.NewWith(vgimg.UseWH(chartWidth, chartHeight), vgimg.UseDPI(150))}
	}
	drawBesideLegend(p, draw.New(canvas))
	return newFile(path, func(w io.Writer) error {
		_, err := canvas.WriteTo(w)
		return err
	})
}

// drawBesideLegend draws a plot, and its legend to the right of it, where it covers
// nothing.
func drawBesideLegend(p *plot.Plot, whole draw.Canvas) {
	legend := p.Legend
	p.Legend = plot.NewLegend()
	legend.Top = true
	whole.SetColor(p.BackgroundColor)
	whole.Fill(whole.Rectangle.Path())
	const gap = 3 * vg.Millimeter
	inner := draw.Crop(whole, gap, -gap, gap, -gap)
	if wide := legend.Rectangle(inner).Size().X; wide > 0 {
		legend.Draw(draw.Crop(inner, 0, 0, 0, -2*p.Title.TextStyle.FontExtents().Height))
		inner = draw.Crop(inner, 0, -wide-gap, 0, 0)
	}
	p.Draw(inner)
}

func (c chart) plot() (*plot.Plot, error) {
	p := plot.New()
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = c.title, c.x, c.y
	p.Add(plotter.NewGrid())
	c.logX = c.logX && c.spans(func(point chartPoint) float64 { return point.x })
	c.logY = c.logY && c.spans(func(point chartPoint) float64 { return point.y })
	if c.logX {
		p.X.Scale, p.X.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: -1}
	}
	if c.logY {
		p.Y.Scale, p.Y.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: -1}
	}
	drawn := 0
	for i, line := range c.lines {
		n, err := c.add(p, i, line)
		if err != nil {
			return nil, err
		}
		drawn += n
	}
	if drawn == 0 {
		return nil, errors.New("there is nothing to draw: no run gave a number")
	}
	return p, nil
}

// spans reports whether there are two numbers above 0: less does not make a logarithmic
// axis.
func (c chart) spans(of func(chartPoint) float64) bool {
	least, most := math.Inf(1), 0.0
	for _, line := range c.lines {
		for _, point := range line.points {
			if x := of(point); x > 0 && !math.IsInf(x, 0) {
				least, most = min(least, x), max(most, x)
			}
		}
	}
	return least < most
}

// add adds a line, and returns how many points there are to it.
func (c chart) add(p *plot.Plot, number int, line chartLine) (int, error) {
	var at plotter.XYs
	var by plotter.YErrors
	for _, point := range line.points {
		shown := !math.IsNaN(point.y) && !math.IsInf(point.y, 0)
		if c.logY {
			shown = shown && point.y > 0
			point.give = min(point.give, point.y*0.999)
		}
		shown = shown && (!c.logX || point.x > 0)
		if shown {
			at = append(at, plotter.XY{X: point.x, Y: point.y})
			by = append(by, struct{ Low, High float64 }{point.give, point.give})
		}
	}
	if len(at) == 0 {
		return 0, nil
	}
	through, points, err := plotter.NewLinePoints(at)
	if err != nil {
		return 0, err
	}
	through.Color = plotutil.Color(number)
	if line.law {
		through.Color, through.Dashes = plotutil.Color(line.of), plotutil.Dashes(1)
		p.Add(through)
		if line.name != "" {
			p.Legend.Add(line.name, through)
		}
		return len(at), nil
	}
	points.Color, points.Shape = through.Color, plotutil.Shape(number)
	bars, err := plotter.NewYErrorBars(struct {
		plotter.XYs
		plotter.YErrors
	}{at, by})
	if err != nil {
		return 0, err
	}
	bars.Color = through.Color
	p.Add(through, points, bars)
	if line.name != "" {
		p.Legend.Add(line.name, through, points)
	}
	return len(at), nil
}
