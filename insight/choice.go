package insight

import (
	"math"
	"slices"

	"github.com/praxis-cop/praxis/activity"
)

// choice is one occasion to learn from: who answered, and who could have.
type choice struct {
	weight float64
	one    rival   // who did
	rivals []rival // who could have, who did perhaps among them
}

// rival is somebody who could answer, and how they stood when it was asked.
type rival struct {
	who int
	row [clues]float32
}

// rows yields what there was to choose from; who answered comes first.
func (c choice) rows(yield func(*[clues]float32) bool) {
	if !yield(&c.one.row) {
		return
	}
	for i := range c.rivals {
		if c.rivals[i].who != c.one.who && !yield(&c.rivals[i].row) {
			return
		}
	}
}

const (
	manyChoices = 3000  // how many are remembered, the latest
	manyWaiting = 1000  // how many open questions are, the latest
	manyRivals  = 150   // how many of those who could have answered are looked at
	ridge       = 300.0 // how many choices it takes to be as sure as the expectation
	growth      = 1.25  // by how much choices grow until it is learned anew
)

// wait remembers a question, and how those who could answer it stood when it was
// asked: of many an even part, which leaves the estimate consistent (D. McFadden
// 1978).
func (x *Experts) wait(thread activity.ObjectID, q inquiry) {
	see := x.look(q.asker, q.topics, q.at)
	step := max(1, len(x.answered)/manyRivals)
	q.rivals = make([]rival, 0, len(x.answered)/step+1)
	for i := x.asked % step; i < len(x.answered); i += step {
		if who := x.answered[i]; who != q.asker {
			q.rivals = append(q.rivals, rival{who, narrow(see.clues(who))})
		}
	}
	x.threads[thread] = q
	if x.waiting = append(x.waiting, thread); len(x.waiting) > manyWaiting {
		old := x.threads[x.waiting[0]]
		old.rivals = nil
		x.threads[x.waiting[0]] = old
		x.waiting = x.waiting[1:]
	}
}

// choose remembers that somebody answered, and returns the number of the choice;
// -1 if it is not known who else could have.
func (x *Experts) choose(who int, q inquiry) int {
	if q.rivals == nil {
		return -1
	}
	c := choice{weight: 1, one: rival{who: who}, rivals: q.rivals}
	if i := slices.IndexFunc(q.rivals, func(r rival) bool { return r.who == who }); i >= 0 {
		c.one = q.rivals[i]
	} else {
		c.one.row = narrow(x.look(q.asker, q.topics, q.at).clues(who))
	}
	if x.choices = append(x.choices, c); len(x.choices) > manyChoices {
		x.choices = x.choices[1:]
	}
	x.total++
	return x.total - 1
}

func narrow(seen [clues]float64) (row [clues]float32) {
	for i, v := range seen {
		row[i] = float32(v)
	}
	return row
}

// learn fits the weights to the choices, if there are many more than when it
// did so last: the likelihood's maximum under a normal prior about the expected
// weights, by Newton's method.
func (x *Experts) learn() {
	if float64(x.total) < growth*float64(x.since)+1 {
		return
	}
	x.since = x.total
	w := expected
	for range 25 {
		gradient, curvature := x.slope(w)
		step := solve(curvature, gradient)
		far := 0.0
		for i := range w {
			w[i] += step[i]
			far = max(far, math.Abs(step[i]))
		}
		if far < 1e-6 {
			break
		}
	}
	x.weights = w
}

// slope returns the gradient of the log posterior, and the negative of its second
// derivatives.
func (x *Experts) slope(w [clues]float64) (gradient [clues]float64, curvature [clues][clues]float64) {
	for i := range w {
		gradient[i] = ridge * (expected[i] - w[i])
		curvature[i][i] = ridge
	}
	var odds []float64
	for _, c := range x.choices {
		odds = odds[:0]
		top := math.Inf(-1)
		for row := range c.rows {
			score := 0.0
			for i, v := range row {
				score += w[i] * float64(v)
			}
			odds = append(odds, score)
			top = max(top, score)
		}
		sum := 0.0
		for i, score := range odds {
			odds[i] = math.Exp(score - top)
			sum += odds[i]
		}
		var mean [clues]float64
		var square [clues][clues]float64
		n := 0
		for row := range c.rows {
			p := odds[n] / sum
			n++
			for i, v := range row {
				part := p * float64(v)
				mean[i] += part
				for j := range i + 1 {
					square[i][j] += part * float64(row[j])
				}
			}
		}
		for i := range w {
			gradient[i] += c.weight * (float64(c.one.row[i]) - mean[i])
			for j := range i + 1 {
				v := c.weight * (square[i][j] - mean[i]*mean[j])
				curvature[i][j] += v
				if i != j {
					curvature[j][i] += v
				}
			}
		}
	}
	return gradient, curvature
}

// solve solves a x = b for a symmetric positive definite a (Cholesky).
func solve(a [clues][clues]float64, b [clues]float64) (x [clues]float64) {
	var l [clues][clues]float64
	for i := range clues {
		for j := range i + 1 {
			v := a[i][j]
			for k := range j {
				v -= l[i][k] * l[j][k]
			}
			if i == j {
				l[i][i] = math.Sqrt(max(v, 1e-12))
			} else {
				l[i][j] = v / l[j][j]
			}
		}
	}
	for i := range clues {
		v := b[i]
		for k := range i {
			v -= l[i][k] * x[k]
		}
		x[i] = v / l[i][i]
	}
	for i := clues - 1; i >= 0; i-- {
		v := x[i]
		for k := i + 1; k < clues; k++ {
			v -= l[k][i] * x[k]
		}
		x[i] = v / l[i][i]
	}
	return x
}
