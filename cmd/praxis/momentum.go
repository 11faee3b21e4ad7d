package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/lifecycle"
)

type momentumCommand struct{ measured }

// Run judges the source or the community.
func (c *momentumCommand) Run(ctx context.Context, to console) error {
	seen := lifecycle.NewParticipation()
	var err error
	if c.DB == "" {
		err = c.fromSource(ctx, to, true, func(h *history) error {
			if h.format.Constellation {
				return fmt.Errorf("%s tells who belongs to which group, and not what they do; praxis measure tells what it holds", c.Path)
			}
			return seen.Read(h.Stream)
		})
	} else {
		err = c.fromDatabase(ctx, func(community praxis.Participant) error {
			return seen.Read(community.Stream(ctx, activity.ID{}))
		})
	}
	if err != nil {
		return err
	}
	judged, err := lifecycle.Judge(lifecycle.DefaultMomentum(), seen.Months(), seen.Milestones())
	if err != nil {
		return err
	}
	if c.JSON {
		return writeJSON(to.out, judged)
	}
	return writeMomentum(to.out, judged)
}

// writeMomentum writes a page: the people of each month as bars, the periods of
// one state, and the reasons for the last.
func writeMomentum(w io.Writer, judged []lifecycle.Momentum) error {
	var p strings.Builder
	if len(judged) == 0 {
		p.WriteString("No activities, upkeep aside.\n")
		_, err := io.WriteString(w, p.String())
		return err
	}
	last := judged[len(judged)-1]
	fmt.Fprintf(&p, "%s, %s to %s: %s\n\n", plural(int64(len(judged)), "month", "months"), judged[0].Month, last.Month, last.State)
	writeBars(&p, judged)
	p.WriteString("\nPERIODS\nEach month is judged by what was known by then.\n")
	fmt.Fprintf(&p, "  %-7s  %-7s  %6s  %14s  %s\n", "from", "to", "months", "people a month", "state")
	for from := 0; from < len(judged); {
		to, people := from, 0
		for ; to < len(judged) && judged[to].State == judged[from].State; to++ {
			people += judged[to].People
		}
		fmt.Fprintf(&p, "  %s  %s  %6d  %14.1f  %s\n", judged[from].Month, judged[to-1].Month, to-from,
			float64(people)/float64(to-from), judged[from].State)
		prose(&p, 13, judged[from].Reasons[0].String())
		from = to
	}
	fmt.Fprintf(&p, "\nNOW: %s\n", strings.ToUpper(string(last.State)))
	for _, reason := range last.Reasons {
		prose(&p, 2, reason.String()+".")
	}
	prose(&p, 2, "What may help: "+last.State.Next()+".")
	_, err := io.WriteString(w, p.String())
	return err
}

// writeBars draws the people of each month, a year a line, against the month
// with most.
func writeBars(p *strings.Builder, judged []lifecycle.Momentum) {
	const bars = "▁▂▃▄▅▆▇█"
	most := 1
	for _, m := range judged {
		most = max(most, m.People)
	}
	fmt.Fprintf(p, "PEOPLE A MONTH\nA full bar is %s; a dot is nobody.\n", plural(int64(most), "person", "people"))
	first := int(judged[0].Month)
	for year := first / 12; year <= int(judged[len(judged)-1].Month)/12; year++ {
		line := ""
		for i := 12*year - first; i < 12*(year+1)-first && i < len(judged); i++ {
			switch {
			case i < 0:
				line += " "
			case judged[i].People == 0:
				line += "·"
			default:
				line += string([]rune(bars)[(8*judged[i].People-1)/most])
			}
		}
		fmt.Fprintf(p, "  %04d  %s\n", year, line)
	}
}

// prose writes a text with a margin, in lines that are not too long.
func prose(p *strings.Builder, margin int, text string) {
	const width = 96
	column := 0
	for _, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case column == 0:
			p.WriteString(strings.Repeat(" ", margin))
			column = margin
		case column+1+n > width:
			p.WriteString("\n" + strings.Repeat(" ", margin+2))
			column = margin + 2
		default:
			p.WriteByte(' ')
			column++
		}
		p.WriteString(word)
		column += n
	}
	p.WriteByte('\n')
}
