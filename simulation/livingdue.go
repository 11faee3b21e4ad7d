package simulation

// due is somebody who will come. Times are those of the community's clock, which goes
// faster in weeks in which all come more often; so nobody at rest is asked each week.
type due struct {
	At      float64
	Who     int32
	Version uint32
}

// Whose visit no member makes: all those who attend a gathering.
const allWho int32 = -1

// dueHeap has the earliest first; of several of one time the one of the lower number.
type dueHeap []due

func (a due) before(b due) bool {
	switch {
	case a.At != b.At:
		return a.At < b.At
	case a.Who != b.Who:
		return a.Who < b.Who
	}
	return a.Version < b.Version
}

func (h *dueHeap) push(d due) {
	*h = append(*h, d)
	all := *h
	i := len(all) - 1
	for i > 0 {
		up := (i - 1) / 4
		if !d.before(all[up]) {
			break
		}
		all[i] = all[up]
		i = up
	}
	all[i] = d
}

func (h *dueHeap) pop() due {
	all := *h
	first, last := all[0], all[len(all)-1]
	all = all[:len(all)-1]
	*h = all
	i := 0
	for {
		least := 4*i + 1
		if least >= len(all) {
			break
		}
		for other := least + 1; other < min(4*i+5, len(all)); other++ {
			if all[other].before(all[least]) {
				least = other
			}
		}
		if !all[least].before(last) {
			break
		}
		all[i] = all[least]
		i = least
	}
	if len(all) > 0 {
		all[i] = last
	}
	return first
}
