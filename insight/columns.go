package insight

import (
	"strings"

	"github.com/praxis-cop/praxis/activity"
)

// numberOf is the number of somebody, whose name may be part of a longer text: of
// a new one it keeps a copy.
func numberOf(people index[activity.Person], who activity.Person) uint32 {
	if i, known := people[who]; known {
		return i
	}
	return people.of(activity.Person(strings.Clone(string(who))))
}

// pile is events as they are read. It grows by parts, since a slice of millions
// would be copied time and again, and be there twice while it is.
type pile [][]event

func (p *pile) add(e event) {
	const part = 1 << 14
	last := len(*p) - 1
	if last < 0 || len((*p)[last]) == part {
		*p = append(*p, make([]event, 0, part))
		last++
	}
	(*p)[last] = append((*p)[last], e)
}

// verbUse is what there is to know of a verb for each event that has it.
type verbUse struct {
	verb          activity.Verb
	upkeep, opens bool
	deeds         [4]uint32 // or none: 1 more where it opens a thread, 2 more where it was accepted
}

// deedIndex numbers deeds in the order in which they are first seen.
type deedIndex struct {
	all  []deed
	uses map[activity.Verb]*verbUse
	last *verbUse // which the next event often has, too
}

func (x *deedIndex) use(v activity.Verb) *verbUse {
	if x.last != nil && x.last.verb == v {
		return x.last
	}
	u, known := x.uses[v]
	if !known {
		v = activity.Verb(strings.Clone(string(v)))
		u = &verbUse{verb: v, upkeep: v.Upkeep(), opens: v.Opens(), deeds: [4]uint32{none, none, none, none}}
		if x.uses == nil {
			x.uses = map[activity.Verb]*verbUse{}
		}
		x.uses[v] = u
	}
	x.last = u
	return u
}

func (x *deedIndex) of(u *verbUse, opens, accepted bool) uint32 {
	i := &u.deeds[count(opens)+2*count(accepted)]
	if *i == none {
		*i = uint32(len(x.all))
		x.all = append(x.all, deed{u.verb, opens, accepted})
	}
	return *i
}
