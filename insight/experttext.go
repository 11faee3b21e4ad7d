package insight

import (
	"fmt"
	"io"
	"strings"
)

// WriteText writes the trial as a page to read.
func (t ExpertiseTrial) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "Who knows? %s of %s questions have an accepted answer by somebody else.\n",
		whole(t.AcceptedByOther), whole(t.Questions))
	fmt.Fprintf(&b, "The last %s of these were asked again, each with what was recorded until then.\n\n", whole(t.Test))
	fmt.Fprintf(&b, "%-36s %7s %7s %7s %7s\n", "the one who knew came", "first", "in 5", "in 10", "MRR")
	for _, order := range []struct {
		name string
		Hits
	}{
		{"by all traces (Praxis)", t.Praxis},
		{"by answers on the topics", t.Tag},
		{"by all answers", t.Total},
	} {
		fmt.Fprintf(&b, "%-36s %5s %% %5s %% %5s %% %7s\n", order.name, percent(order.At1), percent(order.At5), percent(order.At10), coefficient(order.MRR))
	}
	if n := t.Praxis.NotCandidate; n > 0 {
		fmt.Fprintf(&b, "\n%s of them had answered nothing before, so that nobody could name them.\n", whole(n))
	}
	b.WriteString("\nThe difference in MRR, and between which figures chance would leave it in 95 of 100 cases:\n")
	for _, gain := range []struct {
		name string
		Gain
	}{{"over answers on the topics", t.OverTag}, {"over all answers", t.OverTotal}} {
		fmt.Fprintf(&b, "%-36s %+.3f (%+.3f to %+.3f)\n", gain.name, gain.MRR.Mean, gain.MRR.Low, gain.MRR.High)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
