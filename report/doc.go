// Package report shows the report of a community ([insight.Report]) as one page of HTML
// that stands alone, and its charts as SVG, each by itself, for a page of a host's own.
//
// [WriteHTML] writes the page. [Charts] are what it draws, and [Chart.SVG] is a drawing
// that html/template takes as it is. Neither has scripts, or refers to anything outside.
// Whatever came from a record (titles, topics) is escaped. Each drawing has a title and a
// description for who cannot see it, and the page has a table behind each; lines differ
// in their dashes as well as in colour, and everything can be read on light and dark.
package report
