package insight

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// whole writes a count with commas between thousands: "12,345".
func whole(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// decimal writes a number with one decimal, the whole part as whole does.
func decimal(x float64) string {
	tenths := int(math.Round(x * 10))
	return whole(tenths/10) + "." + strconv.Itoa(tenths%10)
}

// percent writes a share without its sign: "41.1".
func percent(share float64) string { return decimal(100 * share) }

// coefficient writes a number that has no unit.
func coefficient(x float64) string { return strconv.FormatFloat(x, 'f', 3, 64) }

// lasting writes a duration in its two largest units, cut off there: "2 h 21 min".
func lasting(d time.Duration) string {
	s := int64(d / time.Second)
	switch {
	case s < 60:
		return fmt.Sprintf("%d s", s)
	case s < 60*60:
		return fmt.Sprintf("%d min %d s", s/60, s%60)
	case s < 24*60*60:
		return fmt.Sprintf("%d h %d min", s/3600, s/60%60)
	default:
		return fmt.Sprintf("%d d %d h", s/86400, s/3600%24)
	}
}

// between writes the days of two times: "25 Aug 2010 to 31 Aug 2023".
func between(from, to time.Time) string {
	const layout = "2 Jan 2006"
	return from.Format(layout) + " to " + to.Format(layout)
}

// noun is the word that fits a number of things.
func noun(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// counted writes a number of things: "1 person", "2 people".
func counted(n int, one, many string) string { return whole(n) + " " + noun(n, one, many) }

func persons(n int) string { return counted(n, "person", "people") }
func acts(n int) string    { return counted(n, "activity", "activities") }

// page is a text of groups, each with a title, what it means, and lines of
// figures.
type page struct{ strings.Builder }

const pageWidth = 78

func (p *page) group(title, meaning string) {
	if p.Len() > 0 {
		p.WriteByte('\n')
	}
	p.WriteString(strings.ToUpper(title) + "\n")
	p.prose(0, meaning)
}

// figure writes a line: what, how much, and in which unit.
func (p *page) figure(what, value, unit string) {
	line := fmt.Sprintf("  %-46s %10s %s", what, value, unit)
	p.WriteString(strings.TrimRight(line, " ") + "\n")
}

// prose writes text, broken between words to the width of the page.
func (p *page) prose(indent int, text string) {
	column := pageWidth + 1 // so that the first word begins a line
	for i, word := range strings.Fields(text) {
		length := utf8.RuneCountInString(word)
		if column+1+length > pageWidth {
			if i > 0 {
				p.WriteByte('\n')
			}
			p.WriteString(strings.Repeat(" ", indent))
			column = indent
		} else {
			p.WriteByte(' ')
			column++
		}
		p.WriteString(word)
		column += length
	}
	p.WriteByte('\n')
}
