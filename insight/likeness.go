package insight

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Document is something with a text that can be recommended, or that tells what
// somebody takes an interest in: a resource, a question, or how a community
// describes itself.
type Document struct {
	ID     activity.ObjectID
	Title  string   // how it is called in reasons
	Text   string   // what an Embedder reads
	Words  []string // of the text, folded, as search.Words gives them: what is compared without one
	Topics []string
	At     time.Time // since when it is as it is
}

// Embedder is a host's own model of what texts mean: it gives each text a vector, all
// of the same length. Texts are alike as the cosine between their vectors.
type Embedder interface {
	Embed(texts []string) ([][]float32, error)
}

// coordinate is one that is not zero, of a vector of length 1. They stand in the order
// of their axes, so that sums have one order.
type coordinate struct {
	axis  int
	value float64
}

// lexical gives each document the vector of its words: of each, one and the logarithm of
// how often it is there, times the logarithm of one and the share of the documents that
// have it, inverted (tf-idf: K. Spärck Jones 1972; G. Salton and C. Buckley 1988).
func lexical(documents []Document) [][]coordinate {
	counts := make([]map[string]int, len(documents))
	having := make(map[string]int)
	for i, d := range documents {
		counts[i] = make(map[string]int)
		for _, w := range d.Words {
			counts[i][w]++
		}
		for w := range counts[i] {
			having[w]++
		}
	}
	axes := make(map[string]int, len(having))
	for i, w := range slices.Sorted(maps.Keys(having)) {
		axes[w] = i
	}
	vectors := make([][]coordinate, len(documents))
	for i, words := range counts {
		for w, n := range words {
			idf := math.Log(1 + float64(len(documents))/float64(having[w]))
			vectors[i] = append(vectors[i], coordinate{axes[w], (1 + math.Log(float64(n))) * idf})
		}
		slices.SortFunc(vectors[i], func(a, b coordinate) int { return a.axis - b.axis })
		unit(vectors[i])
	}
	return vectors
}

// embedded gives each document the vector of a model.
// Errors: Unavailable if the model fails; Invalid for vectors that are none.
func embedded(documents []Document, model Embedder) ([][]coordinate, error) {
	const op = "insight.Embedder"
	texts := make([]string, len(documents))
	for i, d := range documents {
		texts[i] = d.Text
	}
	got, err := model.Embed(texts)
	switch {
	case err != nil:
		return nil, fault.Wrap(op, fault.Unavailable, err)
	case len(got) != len(texts):
		return nil, fault.New(op, fault.Invalid, fmt.Sprintf("of %d texts the model gave %d vectors: it has to give one for each, in their order", len(texts), len(got)))
	}
	vectors := make([][]coordinate, len(got))
	for i, v := range got {
		if len(v) != len(got[0]) {
			return nil, fault.New(op, fault.Invalid, fmt.Sprintf("vector %d has %d numbers and the first one %d: all have to have as many", i, len(v), len(got[0])))
		}
		for axis, x := range v {
			value := float64(x)
			if math.IsNaN(value) || math.IsInf(value, 0) {
				return nil, fault.New(op, fault.Invalid, fmt.Sprintf("number %d of vector %d is %v: it has to be finite", axis, i, x))
			}
			if value != 0 {
				vectors[i] = append(vectors[i], coordinate{axis, value})
			}
		}
		unit(vectors[i])
	}
	return vectors, nil
}

// unit makes a vector one of length 1, unless it has none.
func unit(v []coordinate) {
	square := 0.0
	for _, c := range v {
		square += c.value * c.value
	}
	for i := range v {
		v[i].value /= math.Sqrt(square)
	}
}

// cosine is how alike two vectors of length 1 are: from -1 to 1, and 0 if one of them
// is nothing.
func cosine(a, b []coordinate) (sum float64) {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].axis < b[0].axis:
			a = a[1:]
		case a[0].axis > b[0].axis:
			b = b[1:]
		default:
			sum += a[0].value * b[0].value
			a, b = a[1:], b[1:]
		}
	}
	return max(-1, min(1, sum))
}
