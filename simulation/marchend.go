package simulation

import (
	"math"
	"math/bits"
	"slices"
)

// votes returns how many superiors are on the side of most of those who take one, below
// 0 if that is -1.
func (r *march) votes(d int) int {
	yes, no := 0, 0
	for w, who := range r.best {
		at := d*r.words + w
		yes += bits.OnesCount64(who & r.act[at])
		no += bits.OnesCount64(who & r.against[at])
	}
	switch {
	case yes > no:
		return yes
	case no > yes:
		return -no
	}
	return 0
}

// canLearn reports whether either side could still learn: a member from the code, or
// the code from a member who would be superior if all coins fell well.
func (r *march) canLearn() bool {
	st := &r.state
	members := false
	for g, who := range r.groups {
		members = members || r.learn[g] != (odds{}) && r.differs(who)
	}
	if members {
		return true
	}
	// Else, where all think alike there is nothing to learn.
	if r.takes[1] == 0 || !slices.Contains(st.Code, 0) && !r.differs(r.all) {
		return false
	}
	for i := range r.n {
		w, bit := i/64, i%64
		lead := 0
		for d := range r.m {
			at := d*r.words + w
			belief := int(st.Beliefs[at][0]>>bit&1) - int(st.Beliefs[at][1]>>bit&1)
			truth := int(st.Reality[d])
			switch {
			case r.text && belief == truth:
				lead++
			case r.text:
			case belief == 0 && !r.plain:
				lead++ // by a coin
			default:
				lead += belief * truth
			}
			if !r.text {
				lead -= int(st.Code[d]) * truth
			} else if int(st.Code[d]) == truth {
				lead--
			}
		}
		if lead > 0 {
			return true
		}
	}
	return false
}

// differs reports whether any of some members differs from the code where it is not 0.
func (r *march) differs(who []uint64) bool {
	for _, d := range r.state.Open {
		c := r.state.Code[d]
		for w := range who {
			if c != 0 && who[w]&^r.state.Beliefs[int(d)*r.words+w][turn(c)&1] != 0 {
				return true
			}
		}
	}
	return false
}

// Measures returns what the code and the members know.
func (r *march) Measures() []float64 {
	st := &r.state
	code, right, members := 0, 0, 0
	for d, truth := range st.Reality {
		code += int(st.Code[d]) * int(truth)
		if st.Code[d] == truth {
			right++
		}
		for w := range r.all {
			at := d*r.words + w
			members += int(truth) * (bits.OnesCount64(st.Beliefs[at][0]) - bits.OnesCount64(st.Beliefs[at][1]))
		}
	}
	if r.text {
		code = right
	}
	return []float64{float64(code) / float64(r.m), float64(members) / float64(r.m*r.n), float64(st.Period)}
}

// PrimacyMean returns how much better than each of some competitors somebody must do on
// average, in standard deviations of theirs, to be first as often as each of
// them is by chance: with probability 1/(competitors+1). Spread is the standard
// deviation of their own performance, and all performances are normal (March 1991,
// figure 6). The error is Invalid for no competitor or a spread that is negative or no
// number.
func PrimacyMean(competitors int, spread float64) (float64, error) {
	if err := need("simulation.PrimacyMean", competitors >= 1 && spread >= 0 && spread <= 100,
		"there must be a competitor or more and a spread from 0 to 100; they are %d and %v", competitors, spread); err != nil {
		return 0, err
	}
	low, high := -1000.0, 1000.0
	for range 100 {
		middle := (low + high) / 2
		if first(middle, spread, competitors) < 1/float64(competitors+1) {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2, nil
}

// first returns the chance to do better than all competitors, by Simpson's rule over
// ten standard deviations to either side.
func first(mean, spread float64, competitors int) float64 {
	const parts = 4000
	sum := 0.0
	for i := range parts + 1 {
		z := -10 + 20*float64(i)/parts
		weight := float64(2 + 2*(i%2))
		if i == 0 || i == parts {
			weight = 1
		}
		below := 0.5 * math.Erfc(-(mean+spread*z)/math.Sqrt2)
		sum += weight * math.Exp(-z*z/2) * math.Pow(below, float64(competitors))
	}
	return sum * 20 / parts / 3 / math.Sqrt(2*math.Pi)
}
