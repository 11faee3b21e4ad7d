package crashtest

import "github.com/praxis-cop/praxis/activity"

func (w *writer) record() (Op, func(activity.ObjectID)) { return w.hasty(w.new(record)), nil }

func (w *writer) ask() (Op, func(activity.ObjectID)) {
	op := w.hasty(w.new("ask"))
	return op, func(made activity.ObjectID) { offer(w, &w.pool.questions, question{made, op.Who}) }
}

// answer answers somebody's question; if that goes well the asker accepts it
// next.
func (w *writer) answer() (Op, func(activity.ObjectID)) {
	q, ok := anyOf(w, &w.pool.questions)
	if !ok {
		return Op{}, nil
	}
	op := w.new("answer")
	op.On = q.id
	return op, func(made activity.ObjectID) { w.given = append(w.given, given{q, activity.AnswerID(made)}) }
}

func (w *writer) accept() (Op, func(activity.ObjectID)) {
	g, ok := takeOut(w, &w.given)
	if !ok {
		return Op{}, nil
	}
	op := w.new("accept")
	op.Who, op.On, op.Answer = g.asker, g.id, g.answer
	return op, nil
}

func (w *writer) join() (Op, func(activity.ObjectID)) {
	op := w.new("join")
	op.Who = activity.Person(op.Key)
	return op, func(activity.ObjectID) { w.newcomers = append(w.newcomers, op.Who) }
}

func (w *writer) leave() (Op, func(activity.ObjectID)) {
	who, ok := takeOut(w, &w.newcomers)
	if !ok {
		return Op{}, nil
	}
	op := w.new("leave")
	op.Who = who
	return op, nil
}

func (w *writer) invite() (Op, func(activity.ObjectID)) { return w.new("invite"), nil }

func (w *writer) share() (Op, func(activity.ObjectID)) {
	op := w.new("share")
	if w.rng.IntN(20) == 0 {
		op.Size = 100_000
	}
	return op, func(made activity.ObjectID) {
		if w.rng.IntN(2) == 0 { // one that others know of is never retired
			offer(w, &w.pool.resources, resource{made, op.Who})
			return
		}
		w.drafts = append(w.drafts, draft{made, 1})
	}
}

func (w *writer) revise() (Op, func(activity.ObjectID)) {
	d, ok := takeOut(w, &w.drafts)
	if !ok {
		return Op{}, nil
	}
	op := w.new("revise")
	op.On, op.N = d.id, d.version
	return op, func(activity.ObjectID) { w.drafts = append(w.drafts, draft{d.id, d.version + 1}) }
}

func (w *writer) retire() (Op, func(activity.ObjectID)) {
	d, ok := takeOut(w, &w.drafts)
	if !ok {
		return Op{}, nil
	}
	op := w.new("retire")
	op.On = d.id
	return op, nil
}

func (w *writer) reuse() (Op, func(activity.ObjectID)) {
	r, ok := anyOf(w, &w.pool.resources)
	if !ok {
		return Op{}, nil
	}
	op := w.new("reuse")
	op.On = r.id
	return op, nil
}

// endorse lets a newcomer stand up for a resource, as each can do once; they
// leave in the same breath.
func (w *writer) endorse() (Op, func(activity.ObjectID)) {
	r, ok := anyOf(w, &w.pool.resources)
	if !ok {
		return Op{}, nil
	}
	who, ok := takeOut(w, &w.newcomers)
	if !ok {
		return Op{}, nil
	}
	op := w.new("endorse")
	op.Who, op.On = who, r.id
	return op, nil
}

func (w *writer) found() (Op, func(activity.ObjectID)) {
	op := w.new("found")
	op.Who, op.In = activity.Person(op.Key), activity.CommunityID{}
	return op, func(made activity.ObjectID) {
		w.homes = append(w.homes, home{id: activity.CommunityID(made), founder: op.Who})
	}
}

// atHome begins an operation by the founder of a community of the writer's.
func (w *writer) atHome(act string, do func(*Op, *home) bool) (Op, func(activity.ObjectID)) {
	h, ok := takeOut(w, &w.homes)
	if !ok {
		return Op{}, nil
	}
	back := func(activity.ObjectID) { w.homes = append(w.homes, h) }
	op := w.new(act)
	op.Who, op.In = h.founder, h.id
	if !do(&op, &h) {
		back(activity.ObjectID{})
		return Op{}, nil
	}
	return op, back
}

func (w *writer) amend() (Op, func(activity.ObjectID)) {
	return w.atHome("amend", func(*Op, *home) bool { return true })
}

// move moves a community on, and from the third phase back to the first.
func (w *writer) move() (Op, func(activity.ObjectID)) {
	return w.atHome("move", func(op *Op, h *home) bool {
		h.phase = (h.phase + 1) % 3
		op.N = h.phase
		return true
	})
}

func (w *writer) admit() (Op, func(activity.ObjectID)) {
	return w.atHome("admit", func(op *Op, h *home) bool {
		op.To = activity.Person(op.Key)
		h.members = append(h.members, op.To)
		return true
	})
}

func (w *writer) appoint() (Op, func(activity.ObjectID)) {
	return w.atHome("appoint", func(op *Op, h *home) (ok bool) {
		if op.To, ok = takeOut(w, &h.members); ok {
			h.holders = append(h.holders, op.To)
		}
		return ok
	})
}

func (w *writer) relieve() (Op, func(activity.ObjectID)) {
	return w.atHome("relieve", func(op *Op, h *home) (ok bool) {
		op.To, ok = takeOut(w, &h.holders)
		return ok
	})
}

func (w *writer) imports() (Op, func(activity.ObjectID)) {
	return w.atHome(imported, func(op *Op, h *home) bool {
		op.N, op.Keyed, op.Twice = 1+w.rng.IntN(60), false, false
		if w.rng.IntN(10) == 0 {
			op.N = 700 // more than one batch
		}
		return true
	})
}

func (w *writer) follow() (Op, func(activity.ObjectID)) {
	op := w.hasty(w.regretting(w.new(follow)))
	op.N, op.Keyed, op.Twice = 1+w.rng.IntN(100), false, false
	if q, ok := anyOf(w, &w.pool.questions); ok && op.Regret == "" && w.rng.IntN(8) == 0 {
		op.On, op.Regret = q.id, "clash"
	}
	return op, nil
}

// together lets a newcomer join, ask and be answered, all of it or nothing.
func (w *writer) together() (Op, func(activity.ObjectID)) {
	op := w.regretting(w.new(together))
	op.Twice = false
	part := func(act string, who activity.Person) Op {
		one := w.new(act)
		one.Keyed, one.Twice = op.Keyed, false
		if one.Who = who; who == "" {
			one.Who = activity.Person(one.Key)
		}
		return one
	}
	join := part("join", "")
	op.Parts = []Op{join, part("ask", join.Who), part("answer", w.me), part(record, join.Who)}
	return op, nil
}
