package report

import (
	"cmp"
	"fmt"
	"html/template"
	"io"
	"math"
	"strings"
)

// The drawing, in units of its own: the field of the lines, and what is around it.
const (
	width, height           = 720, 300
	left, top, right, below = 56, 12, 36, 40
	fieldWide, fieldHigh    = width - left - right, height - top - below
)

// inks can be told from white and from black alike, and dashes from each other.
var (
	inks   = []string{"#2e7fc2", "#c2571f", "#2f8f4e", "#9a5cc0", "#a87b1e", "#7a7a7a"}
	dashes = []string{"", "7 3", "2 3", "9 3 2 3", "12 5", "4 6"}
)

// mark is a piece of a line, a bar, or a place on an axis.
type mark struct {
	Path       string
	X, Y, W, H string
	Text       string
	Ink, Dash  string
}

// drawing is a chart as the template takes it.
type drawing struct {
	Chart
	Width, Height      int
	Left, Bottom       int
	Right, AxisY, Legs int
	Bars, Pieces, Dots []mark
	Across, Up, Legend []mark
}

// WriteSVG writes the chart as an SVG image that stands alone.
func (c Chart) WriteSVG(w io.Writer) error { return pages.ExecuteTemplate(w, "svg", c.draw()) }

// SVG is the chart as WriteSVG writes it, for a template of html/template to take in as
// it is: all in it that came from a record is escaped.
func (c Chart) SVG() (template.HTML, error) {
	var b strings.Builder
	err := c.WriteSVG(&b)
	return template.HTML(b.String()), err
}

func number(v float64) string { return fmt.Sprintf("%.1f", v) }

func (c Chart) draw() drawing {
	d := drawing{Chart: c, Width: width, Left: left, Bottom: top + fieldHigh, Right: left + fieldWide, AxisY: height - 6}
	most := c.most()
	x := func(i int) float64 {
		switch {
		case c.at != nil:
			return left + c.at[i]*fieldWide
		case len(c.Places) < 2:
			return left + fieldWide/2.0
		case c.Bars:
			return left + (float64(i)+0.5)*fieldWide/float64(len(c.Places))
		}
		return left + float64(i)*fieldWide/float64(len(c.Places)-1)
	}
	y := func(v float64) float64 { return top + fieldHigh*(1-v/most) }
	for k := range 5 {
		v := most * float64(k) / 4
		d.Up = append(d.Up, mark{Y: number(y(v)), Text: shown(v, c.Share)})
	}
	every := max(1, (len(c.Places)+7)/8)
	for i := 0; i < len(c.Places); i += every {
		d.Across = append(d.Across, mark{X: number(x(i)), Text: c.Places[i]})
	}
	for k, l := range c.Lines {
		ink, dash := inks[k%len(inks)], dashes[(k+k/len(inks))%len(dashes)]
		d.Legend = append(d.Legend, mark{X: number(left + float64(k%3)*fieldWide/3), Y: fmt.Sprint(height + 14 + 18*(k/3)), Text: l.Name, Ink: ink, Dash: dash})
		if c.Bars && k == 0 {
			wide := max(1, fieldWide/float64(max(1, len(c.Places)))*0.8)
			for i, v := range l.Values {
				if !math.IsNaN(v) {
					d.Bars = append(d.Bars, mark{X: number(x(i) - wide/2), Y: number(y(v)), W: number(wide), H: number(top + fieldHigh - y(v)), Ink: ink})
				}
			}
			continue
		}
		pieces, dots := c.pieces(l, x, y)
		for _, p := range pieces {
			d.Pieces = append(d.Pieces, mark{Path: p, Ink: ink, Dash: dash})
		}
		for _, p := range dots {
			p.Ink = ink
			d.Dots = append(d.Dots, p)
		}
	}
	d.Height = height + 8 + 18*((len(c.Lines)+2)/3)
	return d
}

// pieces are the paths of a line, one for each run of values that are shown, and a dot
// where such a run is of one value.
func (c Chart) pieces(l Line, x func(int) float64, y func(float64) float64) (paths []string, dots []mark) {
	for i := 0; i < len(l.Values); {
		if math.IsNaN(l.Values[i]) {
			i++
			continue
		}
		begin := i
		var p strings.Builder
		fmt.Fprintf(&p, "M%.1f %.1f", x(i), y(l.Values[i]))
		for i++; i < len(l.Values) && !math.IsNaN(l.Values[i]); i++ {
			if c.Steps {
				fmt.Fprintf(&p, "H%.1f", x(i))
			}
			fmt.Fprintf(&p, "L%.1f %.1f", x(i), y(l.Values[i]))
		}
		if i-begin == 1 {
			dots = append(dots, mark{X: number(x(begin)), Y: number(y(l.Values[begin]))})
		} else {
			paths = append(paths, p.String())
		}
	}
	return paths, dots
}

// most is the top of the upright axis: 1 for shares, or a round number of counts that
// four steps make up.
func (c Chart) most() float64 {
	if c.Share {
		return 1
	}
	most := 0.0
	for _, l := range c.Lines {
		for _, v := range l.Values {
			if v > most {
				most = v
			}
		}
	}
	step := 1.0
	for power := 1.0; 4*step < most; power *= 10 {
		for _, times := range []float64{1, 2, 5} {
			if step = times * power; 4*step >= most {
				break
			}
		}
	}
	return 4 * cmp.Or(step, 1)
}

// Row is a line of the table behind a chart.
type Row struct {
	Place string
	Cells []string
}

// Rows are the table behind the chart: for each place the values of all lines, as they
// are shown. What is withheld is a dash; a line that does not go so far has an empty cell.
func (c Chart) Rows() []Row {
	rows := make([]Row, len(c.Places))
	for i, place := range c.Places {
		rows[i].Place = place
		for _, l := range c.Lines {
			cell := ""
			if i < len(l.Values) {
				cell = shown(l.Values[i], c.Share)
			}
			rows[i].Cells = append(rows[i].Cells, cell)
		}
	}
	return rows
}
