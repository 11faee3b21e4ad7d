package simulation

import (
	"math"

	"github.com/praxis-cop/praxis/activity"
)

const (
	rest      = 8 // weeks of rest in which weariness falls to 1/e
	minute    = 1.0 / 7 / 24 / 60
	novice    = 5   // acts before which somebody is a newcomer to the facilitator
	practised = 0.5 // skill from which somebody answers, mentors and writes
)

// come is a visit of somebody or an act of it after the first, or a gathering.
func (l *living) come(d due, t float64) {
	if d.Who == allWho {
		l.gather(t)
		return
	}
	m := &l.state.Members[d.Who]
	if m.Gone || d.Version != m.Version {
		return // it has been planned anew
	}
	if m.Since >= 0 && m.Version == 0 {
		l.join(d.Who, t)
	}
	if m.Left == 0 && !l.visit(d.Who, t) {
		if !m.Gone {
			l.plan(d.Who, d.At)
		}
		return
	}
	l.do(d.Who, t, d.At)
	m = &l.state.Members[d.Who] // a broker may have brought somebody
	if d.Version != m.Version && m.Left > 0 {
		return
	}
	if m.Left--; m.Left > 0 {
		m.Version++
		l.state.Due.push(due{At: d.At + l.factor*minute*(2+10*m.Stream.Float64()), Who: d.Who, Version: m.Version})
		return
	}
	l.plan(d.Who, d.At)
}

// plan plans somebody's next visit, in place of any other.
func (l *living) plan(i int32, at float64) {
	m := &l.state.Members[i]
	m.Version++
	if wait := l.wait(m, at); !math.IsInf(wait, 1) {
		l.state.Due.push(due{At: at + wait, Who: i, Version: m.Version})
	}
}

// join makes a newcomer a member, and finds them a mentor.
func (l *living) join(i int32, t float64) {
	st := &l.state
	m := &st.Members[i]
	m.Seen = t
	l.record(t, i, activity.Join, act{})
	if !m.Stream.Chance(l.v.mentoring) || len(st.Lately) == 0 {
		return
	}
	for range 8 {
		other := st.Lately[m.Stream.IntN(len(st.Lately))]
		if o := &st.Members[other]; !o.Gone && o.Skill >= practised && other != i {
			m.Mentor = other + 1
			l.record(t, other, activity.Welcome, act{to: i + 1})
			l.record(t, other, activity.Pair, act{to: i + 1})
			m.Bond += 0.3 * l.v.response * (1 - m.Bond)
			o.Tired += l.v.tiring
			return
		}
	}
}

// visit begins a visit, and reports whether somebody does something at it.
func (l *living) visit(i int32, t float64) bool {
	st := &l.state
	m := &st.Members[i]
	away := t - m.Seen
	m.Tired *= math.Exp(-away / rest)
	m.Seen = t
	stays := math.Pow(1-l.v.turnover, away)
	mark := int32(st.Week + 1)
	first := m.Listed != mark
	if first { // whether it is worth it is a question of weeks, not of visits
		loose := 1 - m.Bond
		stays *= 1 - l.v.leaving*loose*loose
	}
	if !m.Stream.Chance(stays) && m.Done > 0 {
		l.leave(i, t)
		return false
	}
	if first {
		m.Listed = mark
		st.Lately = append(st.Lately, i)
	}
	l.learn(m)
	if !m.Stream.Chance(l.acting(m)) {
		return false
	}
	m.Left = 1 + int32(m.Stream.more(l.v.acts*m.Wordy-1))
	return true
}

// learn lets somebody learn of what they see, twice as much with a mentor.
func (l *living) learn(m *member) {
	share := l.v.learning
	if m.Mentor > 0 {
		share = min(1, 2*share)
	}
	m.Skill += share * (1 - m.Skill)
}

// do does something.
func (l *living) do(i int32, t, at float64) {
	st := &l.state
	m := &st.Members[i]
	s := m.Stream
	switch {
	case m.Thanks != 0:
		l.record(t, i, activity.Accept, act{object: m.Thanks, reply: m.Answered, thread: m.Answered, to: m.Answerer})
		m.Thanks = 0
	case m.Broker && l.broker(i, t, at):
	case m.Open == 0 && s.Chance(l.v.asking*(1-0.8*m.Skill)):
		l.ask(i, t, at)
	case len(st.Waiting) > 0 && s.Chance(l.v.answering*m.Skill) && l.answer(i, s.IntN(len(st.Waiting)), t, at):
	case m.Skill >= practised && s.Chance(l.v.sharing):
		l.write(i, t)
	case len(st.Fresh) > 0 && s.Chance(l.v.reusing) && l.reuse(i, t):
	default:
		l.comment(i, t)
	}
	l.rise(i, t)
}

// ask asks, and lets the facilitator know.
func (l *living) ask(i int32, t, at float64) {
	st := &l.state
	m := &st.Members[i]
	q := question{Object: l.object(), By: i, At: t, Hard: m.Stream.Float64()}
	m.Open = q.Object
	st.Asked++
	st.Waiting = append(st.Waiting, q)
	l.record(t, i, activity.Ask, act{object: q.Object, thread: q.Object})
	l.posted(post{q.Object, i, q.Object})
	if st.Helper > 0 && m.Since >= 0 && m.Done <= novice {
		when := t + st.Help.Float64()*l.v.facilitator*day
		st.Tasks = append(st.Tasks, task{when, q.Object})
	}
}

// answer answers a question that waits, if it is not too hard.
func (l *living) answer(i int32, n int, t, at float64) bool {
	st := &l.state
	q := st.Waiting[n]
	m := &st.Members[i]
	if q.By == i || !m.Broker && i+1 != st.Helper && q.Hard > m.Skill {
		return false
	}
	st.Waiting[n] = st.Waiting[len(st.Waiting)-1]
	st.Waiting = st.Waiting[:len(st.Waiting)-1]
	object := l.object()
	l.record(t, i, activity.Answer, act{object: object, reply: q.Object, thread: q.Object, to: q.By + 1})
	l.posted(post{object, i, q.Object})
	m.Tired += l.v.tiring
	asker := &st.Members[q.By]
	asker.Open = 0
	asker.Bond += l.v.response * math.Exp((q.At-t)/l.v.patience) * (1 - asker.Bond)
	if asker.Gone {
		return true
	}
	if asker.Stream.Chance(0.5) {
		asker.Thanks, asker.Answered, asker.Answerer = object, q.Object, i+1
	}
	// Who is answered comes back to see it, most within a few days.
	if asker.Left == 0 && l.v.response > 0 && asker.Stream.Chance(0.5) {
		asker.Version++
		st.Due.push(due{At: at + l.factor*asker.Stream.Wait(0.5/day), Who: q.By, Version: asker.Version})
	}
	return true
}

// broker brings something from elsewhere: an answer to what has waited longest, now and
// then a resource, or somebody practised.
func (l *living) broker(i int32, t, at float64) bool {
	st := &l.state
	m := &st.Members[i]
	if len(st.Waiting) > 0 {
		oldest := 0
		for n, q := range st.Waiting {
			if q.At < st.Waiting[oldest].At {
				oldest = n
			}
		}
		if l.answer(i, oldest, t, at) {
			return true
		}
	}
	switch chance := m.Stream.Float64(); {
	case chance < 0.1:
		l.share(i, t)
		return true
	case chance < 0.15:
		guest := l.person("guest-", st.Newest+1, 1<<42|uint64(i)<<20|uint64(m.Done))
		guest.Skill, guest.Bond = 0.5, 0.4
		l.welcome(guest, at+l.factor*day*m.Stream.Float64())
		l.record(t, i, activity.Invite, act{to: int32(len(st.Members))})
		return true
	}
	return false
}

// comment replies to one of the latest posts, or opens a thread where there is none.
func (l *living) comment(i int32, t float64) {
	st := &l.state
	m := &st.Members[i]
	object := l.object()
	n := min(len(st.Posts), 8+len(st.Posts)/8)
	if n > 0 {
		p := st.Posts[(st.Posted-1-m.Stream.IntN(n))%postsKept]
		if p.By != i {
			l.record(t, i, activity.Comment, act{object: object, reply: p.Object, thread: p.Thread, to: p.By + 1})
			l.posted(post{object, i, p.Thread})
			author := &st.Members[p.By]
			author.Bond += 0.05 * l.v.response * (1 - author.Bond)
			m.Tired += l.v.tiring / 4
			return
		}
	}
	l.record(t, i, activity.Start, act{object: object, thread: object})
	l.posted(post{object, i, object})
}

func (l *living) posted(p post) {
	st := &l.state
	if len(st.Posts) < postsKept {
		st.Posts = append(st.Posts, p)
	} else {
		st.Posts[st.Posted%postsKept] = p
	}
	st.Posted++
}

func (l *living) object() int32 {
	l.state.Objects++
	return l.state.Objects
}

// rise gives a role to those who have become central.
func (l *living) rise(i int32, t float64) {
	st := &l.state
	m := &st.Members[i]
	if l.v.central == 0 || m.Core || m.Broker || m.Done < 50 || m.Skill < 0.7 || m.Bond < 0.6 {
		return
	}
	by := st.Lately[m.Stream.IntN(len(st.Lately))]
	if by == i || st.Members[by].Gone {
		return // somebody will do it another time
	}
	m.Core = true
	l.record(t, by, activity.Appoint, act{to: i + 1})
}
