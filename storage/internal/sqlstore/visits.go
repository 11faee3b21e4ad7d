package sqlstore

import "context"

// visits are the communities and people that the callers of a batch that begins
// are going to ask for, the first one's in front.
func (g *group) visits(first *caller) []Visit {
	v := visitOf(first.expected)
	if v.Community.IsZero() {
		return nil
	}
	visits := []Visit{v}
	if first.alone {
		return visits
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, c := range g.waiting {
		if v := visitOf(c.expected); !v.Community.IsZero() && !c.alone && g.together(c, first.tenant) && len(visits) < manyCallers {
			visits = append(visits, v)
		}
	}
	return visits
}

// gather asks at once how all who wait by now stand to the communities of the
// batch, if each of them would have to ask for it otherwise. It fails with the
// batch.
func (g *group) gather(ctx context.Context, b *batch, next *caller) error {
	unknown := func(c *caller) (Visit, bool) {
		v := visitOf(c.expected)
		_, entered := b.shared.entered[v.Community]
		return v, entered && v.Person != "" && !c.alone && !b.shared.knows(members.key([]Value{id(v.Community), text(v.Person)}))
	}
	v, ask := unknown(next)
	if !ask || !g.engine.Once(manyCallers) {
		return nil
	}
	visits := []Visit{v}
	g.mu.Lock()
	for _, c := range g.waiting {
		if v, ask := unknown(c); ask && g.together(c, next.tenant) && len(visits) < manyCallers {
			visits = append(visits, v)
		}
	}
	g.mu.Unlock()
	if len(visits) == 1 {
		return nil // who may not even ask
	}
	entrances, err := b.conn.Enter(ctx, visits, IfFree)
	if err != nil {
		return err
	}
	for _, e := range entrances {
		for _, v := range e.People {
			key := members.key([]Value{id(e.ID()), text(v.Person)})
			row := v.Row
			if raised, ok := b.shared.raises[key]; ok && row != nil {
				row = touched(row, raised)
			}
			if !b.shared.knows(key) {
				b.shared.rows[key] = known{row: row}
			}
		}
	}
	return nil
}
