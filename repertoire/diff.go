package repertoire

import "sort"

// change says that instead of a[from:to] there is b[begins:ends].
type change struct{ from, to, begins, ends int }

// diff returns what is changed from a to b: in order, apart from each other, and
// each as long as it can be. It keeps first the lines that occur once in both
// texts, in the longest order that they share, which is what people take for the
// same (B. Cohen's patience diff), and between those as many as it can (E. Myers,
// "An O(ND) Difference Algorithm", 1986). The work that it does is bounded by a
// multiple of the length: beyond it a stretch counts as changed as a whole.
func diff(a, b []string) []change {
	d := differ{a: make([]int, len(a)), b: make([]int, len(b)), work: 16*(len(a)+len(b)) + 1<<18}
	numbers := make(map[string]int)
	number := func(into []int, texts []string) {
		for i, s := range texts {
			n, ok := numbers[s]
			if !ok {
				n = len(numbers)
				numbers[s] = n
			}
			into[i] = n
		}
	}
	number(d.a, a)
	number(d.b, b)
	d.between(change{0, len(a), 0, len(b)})
	return d.changes
}

// differ is one comparison.
type differ struct {
	a, b    []int // equal lines are equal numbers
	work    int   // how much may still be done
	changes []change
}

// add notes a change, as part of the one before if they touch.
func (d *differ) add(c change) {
	if c.from == c.to && c.begins == c.ends {
		return
	}
	if n := len(d.changes); n > 0 && d.changes[n-1].to == c.from && d.changes[n-1].ends == c.begins {
		d.changes[n-1].to, d.changes[n-1].ends = c.to, c.ends
		return
	}
	d.changes = append(d.changes, c)
}

// between compares two stretches.
func (d *differ) between(c change) {
	for c.from < c.to && c.begins < c.ends && d.a[c.from] == d.b[c.begins] {
		c.from, c.begins = c.from+1, c.begins+1
	}
	for c.from < c.to && c.begins < c.ends && d.a[c.to-1] == d.b[c.ends-1] {
		c.to, c.ends = c.to-1, c.ends-1
	}
	d.work -= c.to - c.from + c.ends - c.begins
	if c.from == c.to || c.begins == c.ends || d.work < 0 {
		d.add(c)
		return
	}
	anchors := d.anchors(c)
	if len(anchors) == 0 {
		d.shortest(c)
		return
	}
	for _, at := range anchors {
		d.between(change{c.from, at.from, c.begins, at.begins})
		c.from, c.begins = at.from+1, at.begins+1
	}
	d.between(c)
}

// anchors are the lines that occur once in both stretches, in the longest order
// that both have them in.
func (d *differ) anchors(c change) (longest []change) {
	type seen struct{ a, b, at, in int } // how often in each, and where last
	lines := make(map[int]*seen)
	for i := c.from; i < c.to; i++ {
		s := lines[d.a[i]]
		if s == nil {
			s = new(seen)
			lines[d.a[i]] = s
		}
		s.a, s.at = s.a+1, i
	}
	for i := c.begins; i < c.ends; i++ {
		if s := lines[d.b[i]]; s != nil {
			s.b, s.in = s.b+1, i
		}
	}
	type link struct {
		at, in, before int
	}
	var links []link
	var ends []int // of the best chains of each length, the link that ends it
	for i := c.from; i < c.to; i++ {
		s := lines[d.a[i]]
		if s.a != 1 || s.b != 1 {
			continue
		}
		n := sort.Search(len(ends), func(k int) bool { return links[ends[k]].in > s.in })
		before := -1
		if n > 0 {
			before = ends[n-1]
		}
		links = append(links, link{s.at, s.in, before})
		if n == len(ends) {
			ends = append(ends, 0)
		}
		ends[n] = len(links) - 1
	}
	longest = make([]change, len(ends))
	for i, k := len(ends)-1, 0; i >= 0; i-- {
		if i == len(ends)-1 {
			k = ends[i]
		}
		longest[i] = change{from: links[k].at, begins: links[k].in}
		k = links[k].before
	}
	return longest
}

// farthest is how many lines may differ in a stretch that is compared line by
// line.
const farthest = 400

// shortest keeps as many lines of the stretches as it can.
func (d *differ) shortest(c change) {
	a, b := d.a[c.from:c.to], d.b[c.begins:c.ends]
	most := min(farthest, len(a)+len(b))
	reach := make([]int, 2*most+3) // by diagonal, how far into a
	at := func(k int) *int { return &reach[k+most+1] }
	var past [][]int // for each number of differences, the reaches before it
	for n := 0; n <= most && d.work >= 0; n++ {
		past = append(past, append([]int(nil), reach[most+1-n:most+2+n]...))
		for k := -n; k <= n; k += 2 {
			x := 0
			switch {
			case n == 0:
			case k == -n || k != n && *at(k - 1) < *at(k + 1):
				x = *at(k + 1)
			default:
				x = *at(k - 1) + 1
			}
			from := x
			for x < len(a) && x-k < len(b) && x-k >= 0 && a[x] == b[x-k] {
				x++
			}
			d.work -= 1 + x - from
			*at(k) = x
			if x >= len(a) && x-k >= len(b) {
				d.retrace(c, past, n, k)
				return
			}
		}
	}
	d.add(c)
}

// retrace notes the changes on the way that shortest has found: with n
// differences to the ends of both stretches, on diagonal k.
func (d *differ) retrace(c change, past [][]int, n, k int) {
	var way []change
	for ; n > 0; n-- {
		before := past[n] // diagonals -n to n
		reach := func(k int) int { return before[k+n] }
		down := k == -n || k != n && reach(k-1) < reach(k+1)
		if down { // a line of b
			k++
			x := reach(k)
			way = append(way, change{x, x, x - k, x - k + 1})
		} else { // a line of a
			k--
			x := reach(k)
			way = append(way, change{x, x + 1, x - k, x - k})
		}
	}
	for i := len(way) - 1; i >= 0; i-- {
		w := way[i]
		d.add(change{c.from + w.from, c.from + w.to, c.begins + w.begins, c.begins + w.ends})
	}
}
