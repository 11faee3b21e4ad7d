package membership

import (
	"fmt"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Path is the kind of a trajectory: a way of participating that has a direction
// (Wenger, Communities of Practice, 1998, pp. 154-155). None is better than
// another.
type Path string

// The paths.
const (
	PeripheralPath Path = "peripheral" // at the edge, by choice or necessity, and significant all the same
	InboundPath    Path = "inbound"    // on the way to full participation
	InsiderPath    Path = "insider"    // a full participant, whose identity and practice go on evolving
	BoundaryPath   Path = "boundary"   // between communities, which it links
	OutboundPath   Path = "outbound"   // on the way out, to something else
)

// Settled is how long a movement between levels makes a direction: 26 weeks.
// After that a person has settled where they are. Wenger gives no number; this
// one is the library's.
const Settled = 26 * 7 * 24 * time.Hour

// Trajectory is a path that somebody is on in a community, since when, and why.
type Trajectory struct {
	Path    Path
	Since   time.Time
	Turns   []Turn // where the direction of their participation changed, from the beginning on
	Reasons []Reason
}

// Turn is a turning point: a movement up that follows one down, or the other
// way round. Joining is the first.
type Turn struct {
	At       time.Time
	From, To Level
}

// Place is somebody's level in one of their communities.
type Place struct {
	Community activity.CommunityID `json:"community"`
	Person    activity.Person      `json:"person"`
	Level     Level                `json:"level"`
	Since     time.Time            `json:"since"`
}

// Trajectories tells on which paths somebody is at a time, by the history of
// their levels in a community (see [Assessed.History]). Elsewhere is where else
// they are now. There is one path through the community, and none for whoever
// was never a member:
//
//   - outbound, if they left it, or fell below active within [Settled];
//   - insider, if they have been active or core for longer than that;
//   - inbound, if they are active or core for less long, or if their last
//     movement was up and is no older than that;
//   - peripheral otherwise.
//
// Beside it, they are on a boundary path if they belong to this community and
// another one, and are more than peripheral in both.
func Trajectories(history []Step, elsewhere []Place, at time.Time) []Trajectory {
	steps := past(history, at)
	if len(steps) == 0 {
		return nil
	}
	var all []Trajectory
	t := through(steps, at)
	if t.Path != "" {
		t.Turns = turns(steps)
		all = append(all, t)
	}
	if t, ok := boundary(steps[len(steps)-1], elsewhere); ok {
		all = append(all, t)
	}
	return all
}

// past returns the steps that were taken by a time.
func past(history []Step, at time.Time) []Step {
	n := 0
	for n < len(history) && !history[n].Since.After(at) {
		n++
	}
	return history[:n]
}

func member(l Level) bool { return l.Compare(Peripheral) >= 0 }
func inside(l Level) bool { return l.Compare(Active) >= 0 }

// through tells the path through the community.
func through(steps []Step, at time.Time) Trajectory {
	last := steps[len(steps)-1]
	if !member(last.Level) {
		left, was := whenLast(steps, member)
		if !was {
			return Trajectory{}
		}
		return Trajectory{Path: OutboundPath, Since: left, Reasons: []Reason{
			{Level: last.Level, Rule: "left the community", Evidence: "is no member any more, since " + day(left), Met: true},
		}}
	}
	joined := runStart(steps, member)
	recent := func(t time.Time) bool { return !t.Before(at.Add(-Settled)) }
	window := Window{From: at.Add(-Settled), To: at}
	because := func(p Path, since time.Time, rule, evidence string) Trajectory {
		return Trajectory{p, since, nil, []Reason{{Level: last.Level, Rule: rule, Evidence: evidence, Met: true, Window: window}}}
	}
	here := fmt.Sprintf("%s since %s", last.Level, day(last.Since))
	if inside(last.Level) {
		since := runStart(steps, inside)
		if recent(since) {
			return because(InboundPath, climb(steps), "came to be active or core within 26 weeks", "active or core since "+day(since))
		}
		return because(InsiderPath, since, "has been active or core for more than 26 weeks", "active or core since "+day(since))
	}
	if fell, was := whenLast(steps, inside); was && recent(fell) && !fell.Before(joined) {
		return because(OutboundPath, fell, "fell below active within 26 weeks", "was active or core until "+day(fell))
	}
	if up := len(steps) > 1 && member(steps[len(steps)-2].Level) && last.Level.Compare(steps[len(steps)-2].Level) > 0; up && recent(last.Since) {
		return because(InboundPath, climb(steps), "moved up within 26 weeks", here)
	}
	since := joined
	if fell, was := whenLast(steps, inside); was && fell.After(since) {
		since = fell
	}
	return because(PeripheralPath, since, "takes part below active, without a movement up or out within 26 weeks", here)
}

// runStart returns when the unbroken run of steps began that hold to the end.
func runStart(steps []Step, holds func(Level) bool) time.Time {
	i := len(steps) - 1
	for i > 0 && holds(steps[i-1].Level) {
		i--
	}
	return steps[i].Since
}

// whenLast returns when something last ceased to hold, if it ever held.
func whenLast(steps []Step, held func(Level) bool) (at time.Time, was bool) {
	for i := len(steps) - 2; i >= 0; i-- {
		if held(steps[i].Level) && !held(steps[i+1].Level) {
			return steps[i+1].Since, true
		}
	}
	return time.Time{}, false
}

// climb returns when the movement up began that led to the last step.
func climb(steps []Step) time.Time {
	i := len(steps) - 1
	for i > 1 && member(steps[i-2].Level) && steps[i-1].Level.Compare(steps[i-2].Level) > 0 {
		i--
	}
	return steps[i].Since
}

// turns returns the steps at which the direction changed.
func turns(steps []Step) []Turn {
	var all []Turn
	from, direction := Outside, 0
	for _, s := range steps {
		next := -1
		if s.Level.Compare(from) > 0 {
			next = 1
		}
		if next != direction {
			all = append(all, Turn{s.Since, from, s.Level})
		}
		from, direction = s.Level, next
	}
	return all
}

// boundary tells whether somebody takes part in several communities.
func boundary(here Step, elsewhere []Place) (t Trajectory, ok bool) {
	if here.Level.Compare(Peripheral) <= 0 {
		return Trajectory{}, false
	}
	t = Trajectory{Path: BoundaryPath, Reasons: []Reason{{
		Level: here.Level, Rule: "is more than peripheral here", Evidence: fmt.Sprintf("%s since %s", here.Level, day(here.Since)), Met: true,
	}}}
	for _, p := range elsewhere {
		if p.Level.Compare(Peripheral) <= 0 {
			continue
		}
		if t.Since.IsZero() || p.Since.Before(t.Since) {
			t.Since = p.Since
		}
		t.Reasons = append(t.Reasons, Reason{
			Level: p.Level, Rule: "is more than peripheral in another community", Met: true,
			Evidence: fmt.Sprintf("%s since %s", p.Level, day(p.Since)), Community: p.Community,
		})
	}
	if t.Since.Before(here.Since) {
		t.Since = here.Since
	}
	return t, len(t.Reasons) > 1
}
