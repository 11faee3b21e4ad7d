package simulation

import "math/bits"

// redraw draws beliefs of some members anew, each of the three as likely: two coins
// for each, and again where both are heads.
func (r *march) redraw(x xoshiro, at int, who uint64) xoshiro {
	belief := &r.state.Beliefs[at]
	yes, no := belief[0]&^who, belief[1]&^who
	var a, b uint64
	for who != 0 {
		a, x = x.next()
		b, x = x.next()
		yes |= who & a &^ b
		no |= who & b &^ a
		who &= a & b
	}
	belief[0], belief[1] = yes, no
	return x
}

// Step goes through a period.
func (r *march) Step() bool {
	st := &r.state
	r.change()
	r.perform()
	changed := r.socialise()
	if r.learnFromSuperiors() {
		changed = true
	}
	st.Period++
	if r.periods > 0 {
		return st.Period < r.periods
	}
	return st.Period < mostPeriods && (changed || r.canLearn())
}

// change brings turnover and turbulence.
func (r *march) change() {
	st := &r.state
	if r.turnover != (odds{}) {
		for w, who := range r.all {
			var gone uint64
			if gone, st.Random = st.Random.mask(r.turnover, who); gone != 0 {
				for d := range r.m {
					st.Random = r.redraw(st.Random, d*r.words+w, gone)
				}
				r.reopen()
			}
		}
	}
	if r.turbulence > 0 {
		for d := range st.Reality {
			var turned bool
			if turned, st.Random = st.Random.chance(r.turbulence); turned {
				st.Reality[d] = -st.Reality[d]
			}
		}
	}
}

// perform lets members act, and finds the superiors.
func (r *march) perform() {
	st := &r.state
	open, code, right := len(st.Open), 0, 0
	for _, d := range st.Open {
		code += int(st.Code[d]) * int(st.Reality[d])
		if st.Code[d] == st.Reality[d] {
			right++
		}
	}
	// What is counted of a member must be above this. An action is right or wrong, so
	// its sum is twice those right less those there are.
	above, counted := (open+code)>>1, open
	switch {
	case r.text:
		above = right
	case r.plain: // as each counts that is right, and each not wrong
		above, counted = open+code, 2*open
	}
	right8 := r.right[:(counted+7)/8*8]
	clear(right8[counted:])
	for w, who := range r.all {
		if r.plain {
			r.believe(w)
		} else {
			r.actOrFlip(w, who)
		}
		r.tally(right8)
		r.best[w] = r.countsAbove(above, who)
	}
}

// turn is all ones where reality is -1: it turns who acts as 1 into who is right. What
// it makes of places that nobody has is not looked at.
func turn(reality int8) uint64 { return uint64(int64(reality) >> 63) }

// actOrFlip lets the members of a word act on their beliefs, or flip a coin.
func (r *march) actOrFlip(w int, who uint64) {
	st := &r.state
	x, rights := st.Random, r.right[:len(st.Open)]
	for i, d := range st.Open {
		at := int(d)*r.words + w
		belief := &st.Beliefs[at]
		act := belief[0]
		if open := who &^ (act | belief[1]); open != 0 {
			var coins uint64
			coins, x = x.next()
			act |= coins & open
		}
		r.act[at] = act
		rights[i] = act ^ turn(st.Reality[d])
	}
	st.Random = x
}

// believe lets the members of a word act on their beliefs alone.
func (r *march) believe(w int) {
	st := &r.state
	for i, d := range st.Open {
		at := int(d)*r.words + w
		r.act[at], r.against[at] = st.Beliefs[at][0], st.Beliefs[at][1]
		wrong := turn(st.Reality[d]) & 1
		r.right[i] = st.Beliefs[at][wrong]
		if !r.text {
			r.right[len(st.Open)+i] = ^st.Beliefs[at][1-wrong]
		}
	}
}

// tally counts how often each member is right: eight dimensions at a time, by adders
// that take three words of a place and leave one of it and one of the next.
func (r *march) tally(right []uint64) {
	clear(r.count)
	var ones, twos, fours uint64
	for ; len(right) >= 8; right = right[8:] {
		of := right[:8]
		var a, b, c, d, e, f uint64
		ones, a = add(ones, of[0], of[1])
		ones, b = add(ones, of[2], of[3])
		ones, c = add(ones, of[4], of[5])
		ones, d = add(ones, of[6], of[7])
		twos, e = add(twos, a, b)
		twos, f = add(twos, c, d)
		var carry uint64
		fours, carry = add(fours, e, f)
		for place := 3; place < len(r.count) && carry != 0; place++ {
			r.count[place], carry = r.count[place]^carry, r.count[place]&carry
		}
	}
	r.count[0], r.count[1], r.count[2] = ones, twos, fours
}

// add adds three bits in each place.
func add(a, b, c uint64) (sum, carry uint64) {
	either := a ^ b
	return either ^ c, a&b | either&c
}

// countsAbove returns those who count more than a number.
func (r *march) countsAbove(number int, same uint64) (more uint64) {
	for place := len(r.count) - 1; place >= 0; place-- {
		if number>>place&1 == 1 {
			same &= r.count[place]
		} else {
			more |= same & r.count[place]
			same &^= r.count[place]
		}
	}
	return more
}

// socialise lets members learn from the code, and leaves dimensions that are settled.
func (r *march) socialise() (changed bool) {
	st := &r.state
	x, alike, open := st.Random, len(r.groups) == 1, 0
	var skip, all uint64 // of the two steps from one belief to the other, plain readings skip one
	if r.plain {
		skip = ^skip
	}
	for _, d := range st.Open {
		st.Open[open] = d
		c := st.Code[d]
		if c == 0 {
			open++
			continue
		}
		side, unsettled := turn(c)&1, 0
		for w, who := range r.all {
			at := int(d)*r.words + w
			belief := &st.Beliefs[at]
			differ := who &^ belief[side]
			if differ == 0 {
				continue
			}
			unsettled = 1
			var learn, quick uint64
			if alike {
				learn, x = x.mask(r.learn[0], differ)
			} else {
				learn, x = x.mask(r.learn[0], differ&r.groups[0][w])
				quick, x = x.mask(r.learn[1], differ&r.groups[1][w])
				learn |= quick
			}
			all |= learn
			belief[side] |= learn & (skip | ^belief[1-side])
			belief[1-side] &^= learn
		}
		open += unsettled
	}
	st.Open, st.Random = st.Open[:open], x
	return all != 0
}

// learnFromSuperiors lets the code learn from what the superiors did.
func (r *march) learnFromSuperiors() (changed bool) {
	superiors := 0
	for _, who := range r.best {
		superiors += bits.OnesCount64(who)
	}
	if superiors == 0 {
		return false
	}
	st := &r.state
	x := st.Random
	for _, d := range st.Open {
		margin := -superiors
		if r.plain {
			margin = r.votes(int(d))
		} else {
			for w, who := range r.best {
				margin += 2 * bits.OnesCount64(who&r.act[int(d)*r.words+w])
			}
		}
		sign := margin >> 63 // -1 if it is below 0, else 0
		side := int8(1 + 2*sign)
		if margin = (margin ^ sign) - sign; margin == 0 || side == st.Code[d] {
			continue
		}
		var takes bool
		if takes, x = x.chance(r.takes[margin]); takes {
			st.Code[d] = side
			changed = true
		}
	}
	st.Random = x
	return changed
}
