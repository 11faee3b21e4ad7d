package simulation

import (
	"encoding/binary"
	"math"
	"math/bits"
	"math/rand/v2"
)

// Key names the random numbers of one run: those of its experiment's seed, its design
// point and its number. It never names a worker, so that the numbers are the same
// whoever draws them.
type Key struct {
	Seed  uint64
	Point uint32
	Run   uint64
}

// Purpose is what a model draws numbers for. Each purpose has streams of its own, so
// that a change in what is drawn for one changes nothing for another, and two
// interventions meet the same chances in all else.
type Purpose uint32

// Stream is a sequence of random numbers: ChaCha8 of the standard library, whose key
// is, in little endian, the seed (8 bytes), the point (4), the purpose (4), the run
// (8) and the block (8). As ChaCha8 is made to encrypt, streams of different keys
// are independent for all that a statistic can tell; none of them overlap. Its
// place can be saved as text and restored.
//
// It is a rand.Source: rand.New(s) draws from the distributions of math/rand/v2.
type Stream struct{ source rand.ChaCha8 }

// Stream returns the numbers for a purpose and a block: of a tick, an agent or a part
// of the agents, as the model likes.
func (k Key) Stream(purpose Purpose, block uint64) *Stream {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[0:], k.Seed)
	binary.LittleEndian.PutUint32(key[8:], k.Point)
	binary.LittleEndian.PutUint32(key[12:], uint32(purpose))
	binary.LittleEndian.PutUint64(key[16:], k.Run)
	binary.LittleEndian.PutUint64(key[24:], block)
	var s Stream
	s.source.Seed(key)
	return &s
}

// Uint64 returns 64 random bits.
func (s *Stream) Uint64() uint64 { return s.source.Uint64() }

// Float64 returns a number from [0, 1), a multiple of 2^-53.
func (s *Stream) Float64() float64 { return float64(s.Uint64()>>11) * 0x1p-53 }

// Chance is true with probability p.
func (s *Stream) Chance(p float64) bool { return s.Float64() < p }

// IntN returns a number from 0 to n-1, each equally likely. It panics if n < 1.
func (s *Stream) IntN(n int) int {
	if n < 1 {
		panic("simulation: IntN of less than 1")
	}
	hi, lo := bits.Mul64(s.Uint64(), uint64(n))
	if lo < uint64(n) {
		for least := -uint64(n) % uint64(n); lo < least; {
			hi, lo = bits.Mul64(s.Uint64(), uint64(n))
		}
	}
	return int(hi)
}

// Wait returns the time to the next of events that come at a rate: exponential with
// mean 1/rate, and infinite if the rate is 0.
func (s *Stream) Wait(rate float64) float64 {
	if rate <= 0 {
		return math.Inf(1)
	}
	return -math.Log1p(-s.Float64()) / rate
}

// Shuffle puts all in random order, each equally likely.
func Shuffle[T any](s *Stream, all []T) {
	for i := len(all) - 1; i > 0; i-- {
		j := s.IntN(i + 1)
		all[i], all[j] = all[j], all[i]
	}
}

// odds is a probability in binary: what a bit of a mask is compared with, from the
// first place behind the point to the last that is 1.
type odds struct {
	places uint64 // the first place is the highest bit
	sure   bool
}

func oddsOf(p float64) odds {
	switch {
	case p >= 1:
		return odds{sure: true}
	case !(p > 0):
		return odds{}
	}
	return odds{places: uint64(p * 0x1p63 * 2)}
}

// mask returns a word in which each bit of those within is 1 with the probability,
// independently, and the others are 0. It draws a word for each binary place until no bit is
// undecided: about seven for 64 bits, fewer for few.
func (s *Stream) mask(o odds, within uint64) uint64 {
	if o.sure {
		return within
	}
	var chosen uint64
	for places, open := o.places, within; places != 0 && open != 0; places <<= 1 {
		drawn := s.source.Uint64()
		if places>>63 == 1 {
			chosen |= open &^ drawn
			open &= drawn
		} else {
			open &^= drawn
		}
	}
	return chosen
}

// Mask returns a word of which each bit is 1 with probability p.
func (s *Stream) Mask(p float64) uint64 { return s.mask(oddsOf(p), ^uint64(0)) }

// MarshalText returns the place in the sequence.
func (s *Stream) MarshalText() ([]byte, error) {
	place, err := s.source.MarshalBinary()
	return hexed(place), err
}

// UnmarshalText goes to a place that MarshalText told.
func (s *Stream) UnmarshalText(text []byte) error {
	place, err := unhexed(text)
	if err != nil {
		return err
	}
	return s.source.UnmarshalBinary(place)
}
