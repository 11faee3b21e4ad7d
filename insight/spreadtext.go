package insight

import (
	"fmt"
	"io"
	"strings"
)

// WriteText writes the trial as a page to read.
func (t SpreadTrial) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "Who is asked? The last %s with an accepted answer by somebody else were put\n",
		counted(t.Test, "question", "questions"))
	fmt.Fprintf(&b, "to %s each, by what was recorded until then. Of %s who could be\nnamed, how evenly are they (Gini: 0 if all as often)?\n\n", persons(t.Named), persons(t.Plain.People))
	fmt.Fprintf(&b, "%-36s %17s %7s %17s %7s\n", "", "to the three most", "Gini", "who knew is named", "MRR")
	for _, order := range []struct {
		name string
		Exposure
		Hits
	}{
		{"those first who likely know best", t.Plain, t.PlainHits},
		{"with the load spread", t.Spread, t.SpreadHits},
	} {
		fmt.Fprintf(&b, "%-36s %15s %% %7s %15s %% %7s\n", order.name, percent(order.Top3), coefficient(order.Gini), percent(share(t.Test-order.NotCandidate, t.Test)), coefficient(order.MRR))
	}
	b.WriteString("\nThe difference in MRR, and between which figures chance would leave it in 95 of 100 cases:\n")
	fmt.Fprintf(&b, "%-36s %+.3f (%+.3f to %+.3f)\n", "of spreading the load", t.Cost.MRR.Mean, t.Cost.MRR.Low, t.Cost.MRR.High)
	b.WriteString("\nEven naming is no aim in itself: who does not know is not to be asked.\n")
	_, err := io.WriteString(w, b.String())
	return err
}
