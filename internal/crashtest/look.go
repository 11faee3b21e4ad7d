package crashtest

import (
	"context"
	"fmt"
	"reflect"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
)

// seen is an activity in a record, by its mark.
type seen struct {
	id        activity.ID
	verb      activity.Verb
	community activity.CommunityID
	object    activity.ObjectID
}

// looks collects the activities of all communities, and says what is wrong with
// the communities by themselves.
func looks(ctx context.Context, r storage.Reader) (there map[string]seen, problems []error, err error) {
	there = make(map[string]seen)
	for c, err := range r.Communities(ctx, activity.CommunityID{}, 0) {
		if err != nil {
			return nil, nil, err
		}
		problem := func(format string, args ...any) {
			problems = append(problems, fmt.Errorf("community "+c.ID.String()+": "+format, args...))
		}
		last := activity.Seq(0)
		for a, err := range r.Activities(ctx, c.ID, 0, 0) {
			if err != nil {
				return nil, nil, err
			}
			if last++; a.Seq != last {
				problem("behind %d in its record comes %d", last-1, a.Seq)
				last = a.Seq
			}
			mark := markOf(a)
			if twice, ok := there[mark]; ok {
				problem("%q is there twice, the first time in %s", mark, twice.community)
			}
			there[mark] = seen{a.ID, a.Verb, c.ID, a.Object}
		}
		head, err := r.Head(ctx, c.ID)
		if err != nil {
			return nil, nil, err
		}
		if head != last {
			problem("its record ends at %d, and its head is %d", last, head)
		}
		tables, err := storage.Take(ctx, r, c.ID)
		if err != nil {
			return nil, nil, err
		}
		folded, err := storage.Fold(r.Activities(ctx, c.ID, 0, 0))
		if err != nil {
			problem("its record cannot be folded: %w", err)
		} else if difference := differ(folded, tables); difference != "" {
			problem("the history does not account for the present: %s", difference)
		}
	}
	return there, problems, nil
}

// differ returns the first difference between two snapshots, or "".
func differ(folded, tables storage.Snapshot) string {
	history, present := reflect.ValueOf(folded), reflect.ValueOf(tables)
	for i := range history.NumField() {
		name, a, b := history.Type().Field(i).Name, history.Field(i), present.Field(i)
		if reflect.DeepEqual(a.Interface(), b.Interface()) {
			continue
		}
		if a.Kind() != reflect.Slice {
			return fmt.Sprintf("%s is %+v by history, %+v in the table", name, a, b)
		}
		for n := range min(a.Len(), b.Len()) {
			if one, other := a.Index(n), b.Index(n); !reflect.DeepEqual(one.Interface(), other.Interface()) {
				return fmt.Sprintf("%s %d is %.1000s by history, %.1000s in the table", name, n, fmt.Sprintf("%+v", one), fmt.Sprintf("%+v", other))
			}
		}
		return fmt.Sprintf("%s: %d by history, %d in the table", name, a.Len(), b.Len())
	}
	return ""
}
