package simulation

import (
	"math"
	"strconv"

	"github.com/praxis-cop/praxis/activity"
)

// livingValues are the parameters of a living community, as numbers.
type livingValues struct {
	weeks, members, brokers, gathering, loss, lossweek            int
	arrivals, memory, bout, pace, visits, unequal, acts, benefits float64
	watching, learning, asking, answering                         float64
	response, patience, central, mentoring                        float64
	tiring, leaving, turnover, sharing, reusing, shelf            float64
	mood, drift, season, peak, trend, facilitator                 float64
}

func livingValuesOf(v Values) livingValues {
	n := v.Number
	return livingValues{
		weeks: v.Int("weeks"), members: v.Int("members"), brokers: v.Int("brokers"),
		gathering: v.Int("gathering"), loss: v.Int("loss"), lossweek: v.Int("lossweek"),
		arrivals: n("arrivals"), memory: n("memory"), bout: n("bout"), pace: n("pace"), visits: n("visits"), unequal: n("unequal"), acts: n("acts"), benefits: n("benefits"),
		watching: n("watching"), learning: n("learning"), asking: n("asking"), answering: n("answering"),
		response: n("response"), patience: n("patience"), central: n("central"), mentoring: n("mentoring"),
		tiring: n("tiring"), leaving: n("leaving"), turnover: n("turnover"), sharing: n("sharing"), reusing: n("reusing"), shelf: n("shelf"),
		mood: n("mood"), drift: n("drift"), season: n("season"), peak: n("peak"), trend: n("trend"), facilitator: n("facilitator"),
	}
}

// person makes somebody who has not come yet, with the stream of their own.
func (l *living) person(kind string, n int, block uint64) member {
	s := l.key.Stream(livingMember, block)
	m := member{
		Name: activity.Person(kind + strconv.Itoa(n)), Pull: math.Exp(l.v.unequal * s.normal()),
		Wordy: 1, Skill: 0.1, Bond: 0.2, First: -1, Stream: s,
	}
	return m
}

// normal returns a number from the standard normal distribution, by G. Box and M. Muller
// (1958).
func (s *Stream) normal() float64 {
	return math.Sqrt(-2*math.Log1p(-s.Float64())) * math.Cos(2*math.Pi*s.Float64())
}

// gamma returns a number from the gamma distribution of mean 1 and a shape, by G.
// Marsaglia and W. Tsang (2000); below shape 1 by a power of a uniform one.
func (s *Stream) gamma(shape float64) float64 {
	if shape > 1e8 {
		return 1 // as good as
	}
	scale, k := 1/shape, shape
	boost := 1.0
	if k < 1 {
		boost = math.Pow(1-s.Float64(), 1/k)
		k++
	}
	d := k - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := s.normal()
		v := 1 + c*x
		if v <= 0 {
			continue
		}
		v *= v * v
		if math.Log(1-s.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v * boost * scale
		}
	}
}

// poisson returns a number from the Poisson distribution: as many events of rate 1 as
// there are before the mean.
func (s *Stream) poisson(mean float64) int {
	n := 0
	for at := s.Wait(1); at < mean; at += s.Wait(1) {
		n++
	}
	return n
}

// more returns how many more there are of something of which another comes with the same
// chance each time, which is mean on average: the geometric distribution.
func (s *Stream) more(mean float64) int {
	if mean <= 0 {
		return 0
	}
	return int(math.Log1p(-s.Float64()) / math.Log(mean/(1+mean)))
}
