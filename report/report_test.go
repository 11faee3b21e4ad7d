package report_test

import (
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/insight"
	"github.com/praxis-cop/praxis/report"
)

var update = flag.Bool("update", false, "write testdata anew")

// bakers are eight people over two and a half years who ask and answer on topics.
func bakers(topic string, minGroup int) insight.Report {
	var all []activity.Activity
	for i := range 240 {
		at := time.Date(2020, 1, 6, 9, 0, 0, 0, time.UTC).Add(time.Duration(i) * 91 * time.Hour)
		name := strconv.Itoa(i)
		about := topic
		if i < 160 {
			about = "ovens"
		}
		ask := activity.Activity{Actor: activity.Person("p" + strconv.Itoa(i*i%7)), Verb: activity.Ask, Object: activity.Foreign("", "q"+name), At: at, Topics: []string{about}}
		all = append(all, ask)
		if i%4 > 0 {
			all = append(all, activity.Activity{
				Actor: activity.Person("p" + strconv.Itoa(i%5+3)), Verb: activity.Answer, Object: activity.Foreign("", "a"+name),
				Thread: ask.Object, To: ask.Actor, At: at.Add(time.Duration(i%50) * time.Hour),
			})
		}
	}
	r, err := insight.MeasureReport(activity.StreamOf(all...), insight.ReportOptions{MinGroup: minGroup})
	if err != nil {
		panic(err)
	}
	return r
}

func page(t require.TestingT, r insight.Report) string {
	var b strings.Builder
	require.NoError(t, report.WriteHTML(&b, r))
	return b.String()
}

func TestPage(t *testing.T) {
	r := bakers("rye", 2)
	r.Title = "Bakers"
	other := bakers("wheat", 2)
	r = r.Among([]insight.Reference{other.Reference("Millers")})
	const path = "testdata/page.html"
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(page(t, r)), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), page(t, r), "run go test ./report -update, and look at the page")
	assert.Equal(t, page(t, r), page(t, r))
	var titles []string
	for _, c := range report.Charts(r) {
		titles = append(titles, c.Title)
	}
	assert.Equal(t, []string{
		"Activities and people each week", "Levels of participation over time", "Moves between levels",
		"Waiting for a first response", "Who stays", "How evenly activities are spread",
	}, titles)
	wellFormed(t, page(t, r))
}

// wellFormed checks that a page is XML as well as HTML, so that whatever is opened is
// closed; that it stands alone; and that all of its drawings can be read without being
// seen. It returns the text of the page.
func wellFormed(t require.TestingT, page string) string {
	var text strings.Builder
	ids, drawings, tables := map[string]bool{}, 0, 0
	d := xml.NewDecoder(strings.NewReader(page))
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
		switch token := token.(type) {
		case xml.CharData:
			text.Write(token)
		case xml.StartElement:
			name := token.Name.Local
			require.NotContains(t, []string{"script", "link", "img", "iframe", "object", "image", "use", "a", "b", "form"}, name)
			tables += map[bool]int{true: 1}[name == "details"]
			for _, a := range token.Attr {
				require.NotContains(t, []string{"href", "src", "style"}, a.Name.Local)
				require.False(t, strings.HasPrefix(a.Name.Local, "on"), a.Name.Local)
				switch a.Name.Local {
				case "id":
					require.False(t, ids[a.Value], "id %s is there twice", a.Value)
					ids[a.Value] = true
				case "aria-labelledby":
					drawings++
					next, err := d.Token() // white space
					require.NoError(t, err)
					require.IsType(t, xml.CharData{}, next)
					for id := range strings.FieldsSeq(a.Value) {
						require.Contains(t, page, `id="`+id+`">`)
					}
				}
			}
		}
	}
	require.Equal(t, drawings, tables, "there is a table behind each drawing")
	require.NotContains(t, page, "url(")
	require.NotContains(t, page, "@import")
	return text.String()
}

// What came from a record is text and nothing else.
func TestHostileNames(t *testing.T) {
	for _, name := range []string{
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `</title><b>x`, `</svg></style><a href="javascript:x">`, "&lt;b&gt;", "]]>", "{{.}}", "<!--",
	} {
		r := bakers(name, 2)
		require.NotEmpty(t, r.Topics)
		r.Title = name
		r = r.Among([]insight.Reference{r.Reference(name)})
		text := wellFormed(t, page(t, r))
		assert.Equal(t, 4, strings.Count(text, name), "title, heading, reference and topic, as they are: %s", name)
	}
	rapid.Check(t, func(t *rapid.T) {
		r := bakers("rye", 2)
		r.Title = rapid.StringOf(rapid.RuneFrom([]rune("<>&'\"/ab={}!-[]"))).Draw(t, "title")
		wellFormed(t, page(t, r))
	})
}

func TestPageOfNothing(t *testing.T) {
	text := page(t, bakers("rye", 100))
	assert.Contains(t, text, "Fewer than 100 people took part: there is nothing to show.")
	assert.NotContains(t, text, "<svg")
	wellFormed(t, text)
}

// Whatever is drawn is within the drawing, and withheld values are gaps.
func TestDrawings(t *testing.T) {
	size := regexp.MustCompile(`viewBox="0 0 (\d+) (\d+)"`)
	place := regexp.MustCompile(`(?:[ML ]| x="| y="| cx="| cy=")([-0-9.]+)`)
	rapid.Check(t, func(t *rapid.T) {
		c := report.Chart{ID: "x", Title: "T", Meaning: "M", Axis: "a", Bars: rapid.Bool().Draw(t, "bars"), Share: rapid.Bool().Draw(t, "share"), Steps: rapid.Bool().Draw(t, "steps")}
		n, gaps := rapid.IntRange(1, 120).Draw(t, "places"), 0
		for i := range n {
			c.Places = append(c.Places, fmt.Sprint(i))
		}
		most := 1_000_000.0
		if c.Share {
			most = 1
		}
		for k := range rapid.IntRange(1, 7).Draw(t, "lines") {
			l := report.Line{Name: fmt.Sprint("line", k)}
			for range rapid.IntRange(0, n).Draw(t, "long") {
				v := rapid.Float64Range(0, most).Draw(t, "value")
				if rapid.IntRange(0, 3).Draw(t, "gap") == 0 {
					v = math.NaN()
					gaps++
				}
				l.Values = append(l.Values, v)
			}
			c.Lines = append(c.Lines, l)
		}
		svg, err := c.SVG()
		require.NoError(t, err)
		require.NotContains(t, string(svg), "NaN")
		require.NoError(t, xml.Unmarshal([]byte(svg), new(struct{})))
		bounds := size.FindStringSubmatch(string(svg))
		wide, _ := strconv.ParseFloat(bounds[1], 64)
		high, _ := strconv.ParseFloat(bounds[2], 64)
		for _, m := range place.FindAllStringSubmatch(regexp.MustCompile(`viewBox="[^"]*"`).ReplaceAllString(string(svg), ""), -1) {
			v, err := strconv.ParseFloat(m[1], 64)
			if err == nil {
				require.True(t, v >= 0 && v <= max(wide, high), m[0])
			}
		}
		dashes := 0
		for _, row := range c.Rows() {
			for _, cell := range row.Cells {
				dashes += strings.Count(cell, "–")
			}
		}
		require.Equal(t, gaps, dashes, "the table says what is withheld")
	})
}

// A line of which some is withheld is drawn in pieces, and a value alone as a dot.
func TestGaps(t *testing.T) {
	nan := math.NaN()
	c := report.Chart{ID: "x", Places: []string{"1", "2", "3", "4", "5"}, Share: true, Lines: []report.Line{{Name: "l", Values: []float64{0, 1, nan, 1, nan}}}}
	svg, err := c.SVG()
	require.NoError(t, err)
	// The field is 628 wide from 56 on, and 248 high from 12 on.
	assert.Equal(t, 1, strings.Count(string(svg), `d="M56.0 260.0L213.0 12.0"`))
	assert.Equal(t, 1, strings.Count(string(svg), `<circle cx="527.0" cy="12.0"`))
}

// Lines and what they are drawn on differ enough in light and in dark (WCAG 2.1, 1.4.11).
func TestInksAreSeenInLightAndDark(t *testing.T) {
	luminance := func(ink string) (l float64) {
		for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
			n, err := strconv.ParseUint(ink[2*i:2*i+2], 16, 8)
			require.NoError(t, err)
			v := float64(n) / 255
			if v <= 0.04045 {
				v /= 12.92
			} else {
				v = math.Pow((v+0.055)/1.055, 2.4)
			}
			l += weight * v
		}
		return l
	}
	inks := map[string]bool{}
	for _, m := range regexp.MustCompile(`stroke="#([0-9a-f]{6})"`).FindAllStringSubmatch(page(t, bakers("rye", 2)), -1) {
		inks[m[1]] = true
	}
	require.Greater(t, len(inks), 3)
	for ink := range inks {
		assert.Greater(t, 1.05/(luminance(ink)+0.05), 3.0, "%s on white", ink)
		assert.Greater(t, (luminance(ink)+0.05)/(luminance("1e1e1e")+0.05), 3.0, "%s on dark", ink)
	}
}

func TestWithheldWeeksAreGaps(t *testing.T) {
	c := report.Charts(insight.Report{MinGroup: 5, Weeks: []insight.WeekCount{{Activities: 9, People: 5}, {Withheld: true}, {}}})[0]
	assert.Equal(t, [][]string{{"9", "5"}, {"–", "–"}, {"0", "0"}}, [][]string{c.Rows()[0].Cells, c.Rows()[1].Cells, c.Rows()[2].Cells})
}
