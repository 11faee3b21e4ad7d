package report_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/insight"
	"github.com/praxis-cop/praxis/report"
)

func Example() {
	r := insight.Report{
		Title: "Bakers & Millers", MinGroup: 5,
		From: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC),
		Evenness: []insight.EvenPoint{{}, {People: 0.5, Activities: 0.2}, {People: 1, Activities: 1}},
	}
	var page strings.Builder
	if err := report.WriteHTML(&page, r); err != nil {
		panic(err)
	}
	fmt.Println(strings.Contains(page.String(), "<h1>Bakers &amp; Millers</h1>"))
	for _, chart := range report.Charts(r) {
		svg, err := chart.SVG() // for a page of a host's own
		if err != nil {
			panic(err)
		}
		fmt.Printf("%s: %d lines, %.4s\n", chart.Title, len(chart.Lines), svg)
	}
	// Output:
	// true
	// How evenly activities are spread: 2 lines, <svg
}
