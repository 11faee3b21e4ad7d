package simulation

import "math/bits"

// redraw draws beliefs of some members anew, each of the three as likely: two coins
// for each, and again where both are heads.
func (r *march) redraw(x xoshiro, at int, who uint64) xoshiro {
	yes, no := r.state.Yes[at]&^who, r.state.No[at]&^who
	var a, b uint64
	for who != 0 {
		a, x = x.next()
		b, x = x.next()
		yes |= who & a &^ b
		no |= who & b &^ a
		who &= a & b
	}
	r.state.Yes[at], r.state.No[at] = yes, no
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
	code, right := 0, 0
	for d, c := range st.Code {
		code += int(c) * int(st.Reality[d])
		if c == st.Reality[d] {
			right++
		}
	}
	// What is counted of a member must be above this. An action is right or wrong, so
	// its sum is twice those right less m.
	above := (r.m + code) >> 1
	switch {
	case r.text:
		above = right
	case r.plain: // m more than the sum, as each counts that is right, and each not wrong
		above = r.m + code
	}
	for w, who := range r.all {
		if r.plain {
			r.believe(w)
		} else {
			r.act1(w, who)
		}
		r.tally()
		r.best[w] = r.countsAbove(above, who)
	}
}

// flips is all ones where reality is -1: it turns who acts as 1 into who is right. What
// it makes of places that nobody has is not looked at.
func flips(reality int8) uint64 { return uint64(int64(reality) >> 63) }

// act1 lets the members of a word act on their beliefs, or flip a coin.
func (r *march) act1(w int, who uint64) {
	st := &r.state
	x := st.Random
	for d, truth := range st.Reality {
		at := d*r.words + w
		act := st.Yes[at]
		if open := who &^ (act | st.No[at]); open != 0 {
			var coins uint64
			coins, x = x.next()
			act |= coins & open
		}
		r.act[at] = act
		r.right[d] = act ^ flips(truth)
	}
	st.Random = x
}

// believe lets the members of a word act on their beliefs alone.
func (r *march) believe(w int) {
	st := &r.state
	for d, truth := range st.Reality {
		at := d*r.words + w
		r.act[at], r.against[at] = st.Yes[at], st.No[at]
		yes, no := st.Yes[at], st.No[at]
		if truth < 0 {
			yes, no = no, yes
		}
		r.right[d] = yes
		if !r.text {
			r.right[r.m+d] = ^no
		}
	}
}

// tally counts how often each member is right: eight dimensions at a time, by adders
// that take three words of a place and leave one of it and one of the next.
func (r *march) tally() {
	clear(r.count)
	var ones, twos, fours uint64
	for at := 0; at+8 <= len(r.right); at += 8 {
		of := r.right[at : at+8 : at+8]
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

// socialise lets members learn from the code.
func (r *march) socialise() (changed bool) {
	st := &r.state
	x, one := st.Random, len(r.groups) == 1
	for d, c := range st.Code {
		if c == 0 {
			continue
		}
		same, other := st.Yes, st.No
		if c < 0 {
			same, other = other, same
		}
		for w, who := range r.all {
			at := d*r.words + w
			differ := who &^ same[at]
			if differ == 0 {
				continue
			}
			var learn, quick uint64
			if one {
				learn, x = x.mask(r.learn[0], differ)
			} else {
				learn, x = x.mask(r.learn[0], differ&r.groups[0][w])
				quick, x = x.mask(r.learn[1], differ&r.groups[1][w])
				learn |= quick
			}
			if learn == 0 {
				continue
			}
			changed = true
			if r.plain {
				same[at] |= learn
			} else {
				same[at] |= learn &^ other[at]
			}
			other[at] &^= learn
		}
	}
	st.Random = x
	return changed
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
	for d, c := range st.Code {
		margin := -superiors
		if r.plain {
			margin = r.votes(d)
		} else {
			for w, who := range r.best {
				margin += 2 * bits.OnesCount64(who&r.act[d*r.words+w])
			}
		}
		side := int8(1)
		if margin < 0 {
			side, margin = -1, -margin
		}
		if margin == 0 || side == c {
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
