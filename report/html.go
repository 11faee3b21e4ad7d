package report

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"time"

	"github.com/praxis-cop/praxis/insight"
)

//go:embed page.html
var pageText string

var pages = template.Must(template.New("page").Funcs(template.FuncMap{
	"day": func(t time.Time) string { return t.Format("2 Jan 2006") },
}).Parse(pageText))

// page is a report as the template takes it.
type page struct {
	insight.Report
	Heading string
	Charts  []Chart
	Nothing string // why there is nothing to show, or empty
}

// WriteHTML writes the report as one page of HTML that stands alone.
func WriteHTML(w io.Writer, r insight.Report) error {
	p := page{Report: r, Heading: "Report of a community", Charts: Charts(r)}
	if r.Title != "" {
		p.Heading = r.Title
	}
	if r.From.IsZero() {
		p.Nothing = fmt.Sprintf("Fewer than %d people took part: there is nothing to show.", r.MinGroup)
	}
	return pages.Execute(w, p)
}
