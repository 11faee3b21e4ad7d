package simulation

import "math/bits"

// xoshiro is xoshiro256++ (Blackman & Vigna 2021, "Scrambled linear pseudorandom number
// generators", ACM Transactions on Mathematical Software 47(4)), for models that would
// spend most of their time on a [Stream]. It begins with four words of a stream, so
// it is keyed as that is; two of them overlap with a chance that is of no account. It
// is a value that each draw returns anew, so that loops hold it in registers.
type xoshiro struct{ A, B, C, D uint64 }

// quick returns the quick numbers for a purpose and a block.
func (k Key) quick(purpose Purpose, block uint64) xoshiro {
	s := k.Stream(purpose, block)
	return xoshiro{s.Uint64(), s.Uint64(), s.Uint64(), s.Uint64()}
}

// next returns 64 random bits.
func (x xoshiro) next() (word uint64, after xoshiro) {
	c, d := x.C^x.A, x.D^x.B
	return bits.RotateLeft64(x.A+x.D, 23) + x.A, xoshiro{x.A ^ d, x.B ^ c, c ^ x.B<<17, bits.RotateLeft64(d, 45)}
}

// chance is true with probability p.
func (x xoshiro) chance(p float64) (is bool, after xoshiro) {
	word, after := x.next()
	return float64(word>>11)*0x1p-53 < p, after
}

// mask is that of [Stream].
func (x xoshiro) mask(o odds, within uint64) (chosen uint64, after xoshiro) {
	if o.sure {
		return within, x
	}
	var drawn uint64
	for places, open := o.places, within; places != 0 && open != 0; places <<= 1 {
		drawn, x = x.next()
		drawn &= open
		// Where the place is 1, those who drew 0 are chosen, and those who drew 1 are
		// open; else those who drew 0 are open.
		one := uint64(int64(places) >> 63)
		chosen |= (open ^ drawn) & one
		open ^= drawn ^ open&one
	}
	return chosen, x
}
