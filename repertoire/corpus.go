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

// cluster is questions about a topic that are alike.
type cluster struct {
	topic   string
	members []member
	core    []weighed // the words that they have in common
	shared  []term    // the same, spelt as beginnings of words
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

// othersEnough is how many questions about other topics tell which words are
// common.
const othersEnough = 20

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

// clustersOf gathers the questions about a topic: first each with the earlier
// question that it is most like, if it is like one of those around which others
// gather; then twice anew, each with those the common wording of which it is most
// like.
func (c *corpus) clustersOf(topic string, p MapPolicy) (all []cluster) {
	told, df := c.telling(topic, p)
	firsts := newNearest(p.Alike)
	var groups [][]int // places among the questions about the topic
	for n, terms := range told {
		k, _ := firsts.to(terms, df)
		if k < 0 {
			firsts.add(terms)
			groups = append(groups, nil)
			k = len(groups) - 1
		}
		groups[k] = append(groups[k], n)
	}
	for range 2 {
		cores := newNearest(p.Alike)
		slices.SortStableFunc(groups, func(a, b []int) int { return cmp.Compare(len(b), len(a)) })
		for _, group := range groups {
			core := inHalf(group, told)
			if len(group) < 2 || len(core) < 2 && len(told[group[0]]) > 1 {
				continue // they have nothing in common that could tell
			}
			if k, _ := cores.to(core, df); k < 0 { // else they go where more are
				cores.add(core)
			}
		}
		groups, all = make([][]int, len(cores.texts)), make([]cluster, len(cores.texts))
		for n, terms := range told {
			if k, alike := cores.to(terms, df); k >= 0 {
				groups[k] = append(groups[k], n)
				all[k].members = append(all[k].members, member{c.topics[topic][n], alike})
			}
		}
		for k := range all {
			all[k].topic, all[k].core = topic, cores.texts[k]
		}
	}
	all = slices.DeleteFunc(all, func(cl cluster) bool { return len(cl.members) < p.Times })
	for k := range all {
		for _, t := range all[k].core {
			all[k].shared = append(all[k].shared, term{c.stems[t.word], t.weight})
		}
	}
	return all
}

// inHalf are the words that at least half of a group have, each with its smallest
// weight there.
func inHalf(group []int, told [][]weighed) (all []weighed) {
	count, weight := make(map[int]int), make(map[int]int)
	for _, n := range group {
		for _, t := range told[n] {
			if count[t.word]++; count[t.word] == 1 || t.weight < weight[t.word] {
				weight[t.word] = t.weight
			}
		}
	}
	for _, n := range slices.Sorted(maps.Keys(count)) {
		if count[n]*2 >= len(group) {
			all = append(all, weighed{n, weight[n]})
		}
	}
	return all
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
