package simulation

import (
	"fmt"
	"strings"
)

// ODD returns a model's protocol in Markdown, from what it declares: overview, design
// concepts and details (Grimm et al. 2006, 2020).
func ODD(a About) string {
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format, args...) }
	say("# %s: ODD protocol\n\n## Overview\n\n### Purpose\n\n%s\n\n", a.Name, a.Purpose)
	say("### Entities, state variables and scales\n\n%s\n\n", a.Entities)
	say("### Process overview and scheduling\n\nIn each step, in this order:\n\n")
	for i, p := range a.Processes {
		say("%d. %s\n", i+1, p.Name)
	}
	say("\n## Design concepts\n\n")
	say("- **Basic principles.** The model follows:\n")
	for _, s := range a.Sources {
		say("  - %s\n", s)
	}
	say("- **Stochasticity.** ChaCha8, or xoshiro256++ begun by it, keyed by seed, design point, run, purpose and block; the same seed gives the same outcome on any number of cores.\n")
	say("- **Observation.** At the end of a run:\n\n| measure | what | unit |\n| --- | --- | --- |\n")
	for _, m := range a.Measures {
		say("| %s | %s | %s |\n", m.Name, m.What, m.Unit)
	}
	say("\n## Details\n\n### Initialisation\n\nParameters, and what they are unless set:\n\n| parameter | what | default | from | to |\n| --- | --- | --- | --- | --- |\n")
	for _, p := range a.Parameters {
		if p.Words != nil {
			say("| %s | %s | %s | one of: %s | |\n", p.Name, p.What, p.Default, strings.Join(p.Words, ", "))
			continue
		}
		say("| %s | %s | %s | %s | %s |\n", p.Name, p.What, p.Default, Number(p.Min), Number(p.Max))
	}
	say("\n### Submodels\n\n")
	for _, p := range a.Processes {
		say("**%s.** %s (%s)\n\n", p.Name, p.What, p.Source)
	}
	return strings.TrimSuffix(b.String(), "\n")
}
