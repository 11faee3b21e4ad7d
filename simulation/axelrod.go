package simulation

// Axelrod1997 is the dissemination of culture: the more alike neighbours are, the
// likelier they become more alike, and yet differences last (Axelrod, R. 1997, "The
// dissemination of culture", Journal of Conflict Resolution 41:203-226).
type Axelrod1997 struct{}

// What Axelrod1997 draws for.
const (
	axelrodCulture Purpose = iota + 1
	axelrodEvents
)

// About returns what the model declares of itself.
func (Axelrod1997) About() About {
	return About{
		Name:     "axelrod1997",
		Purpose:  "Why people who influence each other locally do not become all alike.",
		Sources:  []string{"Axelrod, R. (1997). The dissemination of culture: a model with local convergence and global polarization. Journal of Conflict Resolution 41(2), 203-226."},
		Entities: "Sites on a square without wrap, each with a culture: a trait for each feature, drawn uniformly at first. Neighbours are those above, below, left and right.",
		Processes: []Process{
			{"influence", "A site drawn at random looks at a neighbour drawn at random and, with the chance that is the share of features in which they agree, takes over one trait, drawn at random, in which they differ. A step is as many such events as there are sites.", "Axelrod 1997"},
			{"end", "A run ends when all neighbours are alike in all features or in none.", "Axelrod 1997"},
		},
		Parameters: []Parameter{
			{Name: "features", What: "features of a culture", Default: Number(5), Min: 1, Max: 1000, Whole: true},
			{Name: "traits", What: "traits that a feature may have", Default: Number(10), Min: 1, Max: 1 << 20, Whole: true},
			{Name: "side", What: "sites along a side", Default: Number(10), Min: 1, Max: 4096, Whole: true},
		},
		Measures: []Measure{
			{"regions", "connected sites of one culture", "regions"},
			{"steps", "how long the run took", "steps"},
		},
	}
}

type axelrod struct {
	side, features int
	beside         *Network
	state          axelrodState
}

type axelrodState struct {
	Traits []int32 // of site 0, then of site 1, ...
	Active int     // arcs between sites that may influence each other
	Steps  int
	Stream *Stream
}

// Start starts a run.
func (Axelrod1997) Start(s Start) (Run, error) {
	r := &axelrod{side: s.Values.Int("side"), features: s.Values.Int("features")}
	r.beside = square(r.side)
	r.state.Stream = s.Key.Stream(axelrodEvents, 0)
	culture, traits := s.Key.Stream(axelrodCulture, 0), s.Values.Int("traits")
	r.state.Traits = make([]int32, r.side*r.side*r.features)
	for i := range r.state.Traits {
		r.state.Traits[i] = int32(culture.IntN(traits))
	}
	for i := range r.side * r.side {
		r.state.Active += r.activeOf(i)
	}
	return r, nil
}

// square returns the sites on a square, tied to those beside them.
func square(side int) *Network {
	var arcs []arc
	for i := range side * side {
		if i%side > 0 {
			arcs = both(arcs, i, i-1)
		}
		if i >= side {
			arcs = both(arcs, i, i-side)
		}
	}
	return networkOf(side*side, arcs)
}

func (r *axelrod) culture(site int) []int32 {
	return r.state.Traits[site*r.features : (site+1)*r.features]
}

// alike returns in how many features two sites agree.
func (r *axelrod) alike(a, b int) (n int) {
	other := r.culture(b)
	for f, trait := range r.culture(a) {
		if other[f] == trait {
			n++
		}
	}
	return n
}

// activeOf returns how many neighbours could influence a site.
func (r *axelrod) activeOf(site int) (n int) {
	for _, other := range r.beside.Of(site) {
		if same := r.alike(site, int(other)); same > 0 && same < r.features {
			n++
		}
	}
	return n
}

// Step goes through as many events as there are sites.
func (r *axelrod) Step() bool {
	st := &r.state
	sites := r.beside.Agents()
	for range sites {
		if st.Active == 0 {
			break
		}
		site := st.Stream.IntN(sites)
		neighbours := r.beside.Of(site)
		other := int(neighbours[st.Stream.IntN(len(neighbours))])
		same := r.alike(site, other)
		if same == 0 || same == r.features || st.Stream.IntN(r.features) >= same {
			continue
		}
		r.influence(site, other, st.Stream.IntN(r.features-same))
	}
	st.Steps++
	return st.Active > 0
}

// influence lets a site take over a trait of another: which is a place among the
// features in which they differ.
func (r *axelrod) influence(site, other, which int) {
	st := &r.state
	st.Active -= 2 * r.activeOf(site) // arcs go both ways
	mine, theirs := r.culture(site), r.culture(other)
	for f := range mine {
		if mine[f] == theirs[f] {
			continue
		}
		if which == 0 {
			mine[f] = theirs[f]
			break
		}
		which--
	}
	st.Active += 2 * r.activeOf(site)
}

// Measures returns how many regions there are.
func (r *axelrod) Measures() []float64 {
	seen, regions := make([]bool, r.beside.Agents()), 0
	var open []int
	for i := range seen {
		if seen[i] {
			continue
		}
		regions++
		seen[i] = true
		for open = append(open[:0], i); len(open) > 0; {
			site := open[len(open)-1]
			open = open[:len(open)-1]
			for _, next := range r.beside.Of(site) {
				if !seen[next] && r.alike(site, int(next)) == r.features {
					seen[next] = true
					open = append(open, int(next))
				}
			}
		}
	}
	return []float64{float64(regions), float64(r.state.Steps)}
}

// State returns what changes.
func (r *axelrod) State() any { return &r.state }
