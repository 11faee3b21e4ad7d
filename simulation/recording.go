package simulation

import "github.com/praxis-cop/praxis/activity"

// Recording returns what a run of a model records, from its start until it ends: a history
// to be measured, written or imported. It lives as the stream is ranged over, and anew
// each time; nothing of it is held. The stream breaks off with Invalid for values that the
// model does not take, or with an error of the model's own. The sink of the start is not used.
func Recording(m Model, s Start) activity.Stream {
	return func(yield func(activity.Activity, error) bool) {
		values, err := m.About().Check(s.Values)
		if err != nil {
			yield(activity.Activity{}, err)
			return
		}
		wanted := true
		s.Values = values
		s.Sink = func(a activity.Activity) { wanted = wanted && yield(a, nil) }
		r, err := m.Start(s)
		if err != nil {
			yield(activity.Activity{}, err)
			return
		}
		for wanted && r.Step() {
		}
	}
}
