package repertoire

import (
	"cmp"
	"maps"
	"slices"
)

// corpus is the questions of one space, with their words as numbers.
type corpus struct {
	questions []Question // in the order in which they were asked
	terms     [][]weighed
	stems     []string    // by number
	in        map[int]int // how many questions have a word, by its number
	numbers   map[string]int
	topics    map[string][]int // the questions about each topic; those without any have the empty one
}

// weighed is a word by its number, and its weight.
type weighed struct{ word, weight int }

// cluster is questions about a topic that are like one of them, the first.
type cluster struct {
	topic   string
	members []member
	shared  []term // the words of at least half of them
}

type member struct {
	question int // its place in the corpus
	alike    int // percent
}

func newCorpus(questions []Question) *corpus {
	slices.SortStableFunc(questions, func(a, b Question) int { return cmp.Or(a.AskedAt.Compare(b.AskedAt), a.ID.Compare(b.ID)) })
	c := &corpus{questions: questions, in: make(map[int]int), numbers: make(map[string]int), topics: make(map[string][]int)}
	for i, q := range questions {
		var own []weighed
		for _, t := range wording(q.Text, readAtMost) {
			n, ok := c.numbers[t.stem]
			if !ok {
				n = len(c.stems)
				c.numbers[t.stem], c.stems = n, append(c.stems, t.stem)
			}
			own = append(own, weighed{n, t.weight})
			c.in[n]++
		}
		slices.SortFunc(own, func(a, b weighed) int { return cmp.Compare(a.word, b.word) })
		c.terms = append(c.terms, own)
		if len(q.Topics) == 0 {
			c.topics[""] = append(c.topics[""], i)
		}
		for _, t := range q.Topics {
			c.topics[t] = append(c.topics[t], i)
		}
	}
	return c
}

const (
	probesAtMost = 128 // clusters that a question is compared with for one of its words
	othersEnough = 20  // questions about other topics that tell which words are common
)

// clusters are those of all topics, the largest first, then by the first question
// and the topic.
func (c *corpus) clusters(p MapPolicy) (all []cluster) {
	for _, topic := range slices.Sorted(maps.Keys(c.topics)) {
		if len(c.topics[topic]) >= p.Times {
			all = append(all, c.clustersOf(topic, p)...)
		}
	}
	slices.SortFunc(all, func(a, b cluster) int {
		return cmp.Or(cmp.Compare(len(b.members), len(a.members)), cmp.Compare(a.members[0].question, b.members[0].question), cmp.Compare(a.topic, b.topic))
	})
	return all
}

// clustersOf gathers the questions about a topic, each with the first one that it
// is most like.
func (c *corpus) clustersOf(topic string, p MapPolicy) []cluster {
	told, df := c.telling(topic, p)
	var all []cluster
	leading := make(map[int][]int) // the clusters whose first question has a word
	seen := make([]int, 0, len(told))
	for n, i := range c.topics[topic] {
		terms := told[n]
		whole, rest := 0, 0
		for _, t := range terms {
			whole += t.weight
		}
		rare := slices.SortedFunc(slices.Values(terms), func(a, b weighed) int {
			return cmp.Or(cmp.Compare(df[a.word], df[b.word]), cmp.Compare(a.word, b.word))
		})
		best, alike := -1, 0
		rest = whole
		for _, t := range rare {
			if rest*100 < p.Alike*whole {
				break // what shares only the words that are left is not alike
			}
			rest -= t.weight
			probes := leading[t.word]
			for _, k := range probes[max(0, len(probes)-probesAtMost):] {
				if seen[k] == n+1 {
					continue
				}
				seen[k] = n + 1
				if a := overlap(terms, told[c.placeIn(topic, all[k].members[0].question)]); a >= p.Alike && (a > alike || a == alike && k < best) {
					best, alike = k, a
				}
			}
		}
		if best >= 0 {
			all[best].members = append(all[best].members, member{i, alike})
			continue
		}
		for _, t := range terms {
			leading[t.word] = append(leading[t.word], len(all))
		}
		seen = append(seen, 0)
		all = append(all, cluster{topic: topic, members: []member{{i, 100}}})
	}
	all = slices.DeleteFunc(all, func(cl cluster) bool { return len(cl.members) < p.Times })
	for k := range all {
		all[k].shared = c.shared(topic, all[k], told)
	}
	return all
}

// placeIn is the place of a question among those about a topic.
func (c *corpus) placeIn(topic string, question int) int {
	n, _ := slices.BinarySearch(c.topics[topic], question)
	return n
}

// telling are the words of the questions about a topic that tell one from the
// other, and how many of these questions have each.
func (c *corpus) telling(topic string, p MapPolicy) (told [][]weighed, df map[int]int) {
	questions := c.topics[topic]
	within := make(map[int]int)
	for _, i := range questions {
		for _, t := range c.terms[i] {
			within[t.word]++
		}
	}
	own := make(map[int]bool)
	for _, t := range wording(topic, readAtMost) {
		if n, ok := c.numbers[t.stem]; ok {
			own[n] = true
		}
	}
	others := len(c.questions) - len(questions)
	common := func(word int) bool {
		return own[word] || others >= othersEnough && (c.in[word]-within[word])*100 >= p.Common*others
	}
	df = make(map[int]int)
	for _, i := range questions {
		rest := slices.DeleteFunc(slices.Clone(c.terms[i]), func(t weighed) bool { return common(t.word) })
		if len(rest) == 0 {
			rest = c.terms[i] // it consists of nothing else
		}
		for _, t := range rest {
			df[t.word]++
		}
		told = append(told, rest)
	}
	return told, df
}

// shared are the words of at least half of a cluster's questions.
func (c *corpus) shared(topic string, cl cluster, told [][]weighed) (all []term) {
	count, weight := make(map[int]int), make(map[int]int)
	for _, m := range cl.members {
		for _, t := range told[c.placeIn(topic, m.question)] {
			count[t.word]++
			weight[t.word] = max(weight[t.word], t.weight)
		}
	}
	for _, n := range slices.Sorted(maps.Keys(count)) {
		if count[n]*2 >= len(cl.members) {
			all = append(all, term{c.stems[n], weight[n]})
		}
	}
	return all
}

// overlap is the percentage of their wording that two texts share: the sum of the
// smaller weights of each word by that of the greater ones.
func overlap(a, b []weighed) int {
	smaller, greater := 0, 0
	for len(a) > 0 && len(b) > 0 {
		switch cmp.Compare(a[0].word, b[0].word) {
		case 0:
			smaller, greater = smaller+min(a[0].weight, b[0].weight), greater+max(a[0].weight, b[0].weight)
			a, b = a[1:], b[1:]
		case -1:
			greater, a = greater+a[0].weight, a[1:]
		default:
			greater, b = greater+b[0].weight, b[1:]
		}
	}
	for _, t := range a {
		greater += t.weight
	}
	for _, t := range b {
		greater += t.weight
	}
	if greater == 0 {
		return 0
	}
	return smaller * 100 / greater
}
