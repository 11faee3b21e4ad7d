package insight

import (
	"fmt"
	"io"
	"strings"
)

// String returns the report as a page of text: each figure with its reasons, beside that
// of the year before and those of other communities, and then what changed over time.
func (r Report) String() string {
	var p page
	if r.Title != "" {
		p.prose(0, r.Title)
	}
	switch {
	case r.From.IsZero():
		few := "Nobody"
		if r.MinGroup > 1 {
			few = "Fewer than " + persons(r.MinGroup)
		}
		p.prose(0, few+" took part: there is nothing to show.")
	default:
		few := ""
		if r.MinGroup > 1 {
			few = " Those of fewer than " + persons(r.MinGroup) + " are not shown."
		}
		p.prose(0, fmt.Sprintf("The record goes from %s (UTC). Figures are of the year up to its end, beside the year before.%s "+
			"They stand side by side and are no score.", between(r.From, r.To), few))
	}
	if r.References != nil {
		p.prose(0, "Compared with: "+strings.Join(r.References, ", ")+".")
	}
	for _, part := range r.Parts {
		p.group(part.Name, part.Meaning)
		if why, all := part.withheld(); all {
			p.prose(2, why)
			continue
		}
		for _, f := range part.Figures {
			p.prose(2, f.Name+": "+f.Sign.Shown()+"; the year before: "+f.Before.Shown())
			if f.Withheld == "" {
				p.prose(6, fmt.Sprintf("%s. From %s, %s.", f.Rule, f.Evidence, between(f.From, f.To)))
			}
			if f.Among != nil {
				p.prose(6, upper(f.Among.Shown(f.Unit))+".")
			}
		}
		p.prose(2, "Mind: "+part.Caveat)
	}
	r.writeLevels(&p)
	r.writeCohorts(&p)
	r.writeTopics(&p)
	return p.String()
}

// upper begins a sentence.
func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// WriteText writes what String returns.
func (r Report) WriteText(w io.Writer) error {
	_, err := io.WriteString(w, r.String())
	return err
}

// withheld returns why all of the part's figures are withheld, if they are, in both
// years and for one reason.
func (p ReportPart) withheld() (why string, all bool) {
	why = p.Figures[0].Withheld
	for _, f := range p.Figures {
		if f.Withheld == "" || f.Withheld != why || f.Before.Withheld == "" {
			return "", false
		}
	}
	return why, true
}

func (r Report) writeLevels(p *page) {
	if len(r.Levels) == 0 {
		return
	}
	p.group("Levels over time", fmt.Sprintf("How many participate at which level every 13 weeks, and how many moved since the time before. "+
		"A dash is fewer than %s, or what would tell of these.", persons(r.MinGroup)))
	line := func(at string, cells []string) {
		fmt.Fprintf(p, "  %-11s", at)
		for _, c := range cells {
			fmt.Fprintf(p, " %10s", c)
		}
		p.WriteByte('\n')
	}
	for _, told := range []func(LevelsAt) []LevelTold{
		func(l LevelsAt) []LevelTold { return l.Levels },
		func(l LevelsAt) []LevelTold { return l.Moves },
	} {
		var names []string
		for _, l := range told(r.Levels[0]) {
			names = append(names, l.Name)
		}
		line("", names)
		for _, at := range r.Levels {
			var cells []string
			for _, l := range told(at) {
				cells = append(cells, l.Shown())
			}
			line(at.At.Format("2 Jan 2006"), cells)
		}
	}
}

// Shown returns how many people these are, or a dash.
func (l LevelTold) Shown() string {
	if l.Withheld {
		return "-"
	}
	return whole(l.People)
}

func (r Report) writeCohorts(p *page) {
	if len(r.Cohorts) == 0 {
		return
	}
	p.group("Who stays", fmt.Sprintf("Of the people who came in a year, the percentage that was active in the quarter in which "+
		"each came and in each quarter from then on. A dash is fewer than %s.", persons(r.MinGroup)))
	for _, c := range r.Cohorts {
		fmt.Fprintf(p, "  %d %7s ", c.Year, whole(c.People))
		for _, s := range c.Shares {
			if s == nil {
				p.WriteString("   -")
			} else {
				fmt.Fprintf(p, " %3.0f", 100**s)
			}
		}
		p.WriteByte('\n')
	}
}

func (r Report) writeTopics(p *page) {
	if len(r.Topics) == 0 {
		return
	}
	p.group("Topics that stand out", fmt.Sprintf("By more than chance, and of those on which at least %s asked or answered.", persons(r.MinGroup)))
	for _, t := range r.Topics {
		p.prose(2, fmt.Sprintf("%s (%s): %s.", t.Topic, t.Kind, t.Rule))
	}
}
