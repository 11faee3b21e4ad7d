package repertoire

import (
	"cmp"
	"slices"
)

// nearest finds the text that another one is most like, among those added.
type nearest struct {
	percent int           // that two texts have to be alike
	texts   [][]weighed   // each in the order of its words
	sums    []int         // of the weights of each
	having  map[int][]int // the texts that have a word
	seen    []int         // the last search in which each was looked at
	search  int
}

// probesAtMost is how many texts are looked at for one word, those added last.
const probesAtMost = 32

func newNearest(percent int) *nearest { return &nearest{percent: percent, having: make(map[int][]int)} }

func (n *nearest) add(text []weighed) {
	for _, t := range text {
		n.having[t.word] = append(n.having[t.word], len(n.texts))
	}
	n.texts, n.sums, n.seen = append(n.texts, text), append(n.sums, sum(text)), append(n.seen, 0)
}

// to returns which text is most like another one, the first of several, and how
// much, in percent; -1 if none is like it. The words that few questions have are
// looked for first.
func (n *nearest) to(text []weighed, df map[int]int) (best, alike int) {
	n.search++
	best = -1
	whole := sum(text)
	rest := whole
	rare := slices.SortedFunc(slices.Values(text), func(a, b weighed) int {
		return cmp.Or(cmp.Compare(df[a.word], df[b.word]), cmp.Compare(a.word, b.word))
	})
	for _, t := range rare {
		if rest*10_000 < n.percent*n.percent*whole {
			break // what shares only the words that are left is not alike: see likeness
		}
		rest -= t.weight
		having := n.having[t.word]
		for _, k := range having[max(0, len(having)-probesAtMost):] {
			if n.seen[k] == n.search {
				continue
			}
			n.seen[k] = n.search
			if a := likeness(text, n.texts[k], whole, n.sums[k]); a >= n.percent && (a > alike || a == alike && k < best) {
				best, alike = k, a
			}
		}
	}
	return best, alike
}

func sum(text []weighed) (all int) {
	for _, t := range text {
		all += t.weight
	}
	return all
}

// likeness is how much of their wording two texts share, in percent: the sum of
// the smaller weights of the words that both have, by the geometric mean of the
// sums of all (A. Ochiai 1957, with weights). Texts that share one word only are
// not alike, unless one of them has no more. If s is what is shared, and a and b
// are the sums, then s ≤ b, so s ≥ p √(a b) takes s ≥ p² a.
func likeness(a, b []weighed, sumA, sumB int) int {
	if sumA == 0 || sumB == 0 {
		return 0
	}
	one := len(a) == 1 || len(b) == 1
	shared, words := 0, 0
	for len(a) > 0 && len(b) > 0 {
		switch cmp.Compare(a[0].word, b[0].word) {
		case 0:
			shared, words = shared+min(a[0].weight, b[0].weight), words+1
			a, b = a[1:], b[1:]
		case -1:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	if words < 2 && !one {
		return 0
	}
	return root(shared * shared * 10_000 / (sumA * sumB))
}

// root is the whole part of the square root of n, which is at most 10,000.
func root(n int) int {
	low, high := 0, 101
	for high-low > 1 {
		if middle := (low + high) / 2; middle*middle <= n {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}
