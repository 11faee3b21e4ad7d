package exchange

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

const opMembership = "exchange.Membership"

// Membership reads a table of who came to and left which group in which month:
// the CSV file of that name in dir. Each group is a community, and the stream
// holds those of all groups, in the order of the rows; [ByCommunity] parts them.
//
// The header names the columns, in any order and each by one of its names:
//
//	month  t, date      when: 2018-12, 2018-12-24, or a time as in the activity CSV
//	actor  person       who: the person's id
//	event               what, as below
//	group  team         the group's name, a line of at most 100 characters
//
// and the events are
//
//	event                                 verb     of the person
//	join                                  join     themself
//	leave                                 leave    themself
//	become-lead, lead                     appoint  themself
//	stop-lead                             relieve  themself
//	team-created, group-created, create   found    whoever the table names
//	team-removed, group-removed, remove   end      whoever the table names
//
// The table does not tell who appointed whom, so that a lead is recorded as
// appointed by themself. The object of each is the group.
func Membership(dir fs.FS, name string, o *Options) activity.Stream {
	return stream(opMembership, o, func(o Options, emit func(activity.Activity) bool) error {
		f, err := openFile(dir, name)
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }()
		return newRoster(name, f).read(o.Source, emit)
	})
}

// groupEvents are the verbs of the events that a table may hold.
var groupEvents = map[string]activity.Verb{
	"join":          activity.Join,
	"leave":         activity.Leave,
	"become-lead":   activity.Appoint,
	"lead":          activity.Appoint,
	"stop-lead":     activity.Relieve,
	"team-created":  activity.Found,
	"group-created": activity.Found,
	"create":        activity.Found,
	"team-removed":  activity.End,
	"group-removed": activity.End,
	"remove":        activity.End,
}

// rosterColumns are the columns of such a table, each under any of its names.
var rosterColumns = [...][]string{
	{"month", "t", "date"},
	{"actor", "person"},
	{"event"},
	{"group", "team"},
}

// roster is a table of memberships that is being read.
type roster struct {
	*table
	at [len(rosterColumns)]int
}

func newRoster(name string, r io.Reader) *roster { return &roster{table: newTable(name, r)} }

func (r *roster) read(source string, emit func(activity.Activity) bool) error {
	if err := r.header(); err != nil {
		return err
	}
	repeats := map[activity.ID]int{}
	for {
		switch err := r.next(); {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		a, err := r.activity(source, repeats)
		if err != nil {
			return err
		}
		if !emit(a) {
			return nil
		}
	}
}

func (r *roster) header() error {
	switch err := r.next(); {
	case err == io.EOF:
		return fmt.Errorf("%s is empty: it must begin with a header", r.name)
	case err != nil:
		return err
	}
	if bad := foreign(r.row); bad != "" {
		return fmt.Errorf("%s: %s", r.place(), bad)
	}
	for c, names := range rosterColumns {
		r.at[c] = slices.IndexFunc(r.row, func(title string) bool { return slices.Contains(names, title) })
		if r.at[c] < 0 {
			return fmt.Errorf("%s: the header lacks the column %s", r.place(), strings.Join(names, " or "))
		}
		if slices.ContainsFunc(r.row[r.at[c]+1:], func(title string) bool { return slices.Contains(names, title) }) {
			return fmt.Errorf("%s: the header names the column %s twice", r.place(), strings.Join(names, " or "))
		}
	}
	return nil
}

// activity returns what a row tells.
func (r *roster) activity(source string, repeats map[activity.ID]int) (activity.Activity, error) {
	month, actor, event, group := r.field(0), r.field(1), r.field(2), r.field(3)
	at, ok := parseMonth(month)
	verb, known := groupEvents[event]
	switch {
	case !ok:
		return activity.Activity{}, fmt.Errorf("%s: month must be one, as in 2018-12, or a day or a time, not %.40q", r.place(), month)
	case !known:
		return activity.Activity{}, fmt.Errorf("%s: event must be join, leave, become-lead, stop-lead, team-created or team-removed, not %.40q", r.place(), event)
	case !fault.IsTopic(group) || len(group) > 255:
		return activity.Activity{}, fmt.Errorf("%s: group must be one line of at most 100 characters without '|', not %.120q", r.place(), group)
	}
	a := activity.Activity{Community: GroupID(source, group), Actor: activity.Person(actor), Verb: verb, At: at}
	if verb == activity.Appoint || verb == activity.Relieve {
		a.To = a.Actor
	}
	names := activity.Imported{Source: source, Object: group}
	first := imported(a, names, 0)
	if n := repeats[first.ID]; n > 0 {
		a = imported(a, names, n)
	} else {
		a = first
	}
	repeats[first.ID]++
	if err, bad := errors.AsType[*fault.Error](a.Check()); bad {
		return a, &fault.Error{Op: opMembership, Code: fault.Invalid, Problem: r.place(), Fields: err.Fields}
	}
	return a, nil
}

func (r *roster) field(column int) string { return strings.Clone(r.row[r.at[column]]) }

// parseMonth reads a month, which stands for its beginning, or a time.
func parseMonth(s string) (time.Time, bool) {
	if t, err := time.Parse("2006-01", s); err == nil {
		return t, t.Year() >= 1 && !t.IsZero()
	}
	return parseMoment(s)
}

// GroupID is the identifier of the community that a group of a source stands
// for in the streams of [Membership].
func GroupID(source, group string) activity.CommunityID {
	return activity.CommunityID(activity.Foreign(source, "community/"+group))
}

// Group is the history of one community of a constellation.
type Group struct {
	Name       string
	Activities []activity.Activity
}

// ByCommunity parts the stream of a constellation, such as that of [Membership],
// into the histories of its groups, in the order in which they first occur. It
// holds all of them.
func ByCommunity(s activity.Stream) ([]Group, error) {
	var groups []Group
	places := map[activity.CommunityID]int{}
	for a, err := range s {
		if err != nil {
			return nil, err
		}
		place, known := places[a.Community]
		if !known {
			place = len(groups)
			places[a.Community] = place
			groups = append(groups, Group{Name: namesOf(a).Object})
		}
		groups[place].Activities = append(groups[place].Activities, a)
	}
	return groups, nil
}
