package activity_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

var nine = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func comment() activity.Activity {
	return activity.Activity{ID: activity.ID{1}, Actor: "ana", Verb: activity.Comment, At: nine}
}

func TestCheckAccepts(t *testing.T) {
	for name, spoil := range map[string]func(*activity.Activity){
		"an outline":          func(*activity.Activity) {},
		"a verb of its own":   func(a *activity.Activity) { a.Verb = "re-tweet2" },
		"the first time":      func(a *activity.Activity) { a.At = time.Time{}.Add(time.Microsecond) },
		"the last time":       func(a *activity.Activity) { a.At = time.Date(9999, 12, 31, 23, 59, 59, 999_999_000, time.UTC) },
		"all that it may say": func(a *activity.Activity) { *a = everything() },
	} {
		a := comment()
		spoil(&a)
		assert.NoError(t, a.Check(), name)
	}
}

func everything() activity.Activity {
	return activity.Activity{
		Community: activity.CommunityID{1}, Seq: 7, ID: activity.ID{2}, Actor: "ana", Verb: activity.Answer,
		Object: activity.ObjectID{3}, InReplyTo: activity.ObjectID{4}, Thread: activity.ObjectID{4},
		To: activity.Person(strings.Repeat("x", 255)), Space: activity.SpaceID{5}, Topics: []string{"payroll", "sampling"},
		Mode: activity.Hybrid, At: nine, Purpose: activity.Visit,
		Detail: activity.Imported{Source: "audit.example", Object: "a1", InReplyTo: "q1", Thread: "q1", Accepted: true},
	}
}

func TestCheckNamesTheBadField(t *testing.T) {
	for _, test := range []struct {
		field string
		spoil func(*activity.Activity)
	}{
		{"id", func(a *activity.Activity) { a.ID = activity.ID{} }},
		{"actor", func(a *activity.Activity) { a.Actor = "" }},
		{"actor", func(a *activity.Activity) { a.Actor = "\x00" }},
		{"to", func(a *activity.Activity) { a.To = activity.Person(strings.Repeat("x", 256)) }},
		{"verb", func(a *activity.Activity) { a.Verb = "" }},
		{"verb", func(a *activity.Activity) { a.Verb = "Ask" }},
		{"mode", func(a *activity.Activity) { a.Mode = "by pigeon" }},
		{"purpose", func(a *activity.Activity) { a.Purpose = "fun" }},
		{"at", func(a *activity.Activity) { a.At = time.Time{} }},
		{"at", func(a *activity.Activity) { a.At = nine.Add(1) }},
		{"at", func(a *activity.Activity) { a.At = nine.In(time.FixedZone("", 0)) }},
		{"at", func(a *activity.Activity) { a.At = time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC) }},
		{"at", func(a *activity.Activity) { a.At = time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC) }},
		{"topics", func(a *activity.Activity) { a.Topics = []string{"payroll", "a|b"} }},
		{"topics", func(a *activity.Activity) { a.Topics = []string{"payroll", "sampling", "payroll"} }},
		{"detail", func(a *activity.Activity) { a.Detail = activity.Imported{Source: "\x00"} }},
		{"detail", func(a *activity.Activity) { a.Detail = activity.Imported{Object: strings.Repeat("x", 256)} }},
		{"detail", func(a *activity.Activity) { a.Detail = activity.Imported{InReplyTo: "\n"} }},
		{"detail", func(a *activity.Activity) { a.Detail = activity.Imported{Thread: "\xff"} }},
	} {
		a := comment()
		test.spoil(&a)
		err := a.Check()
		var bad *fault.Error
		require.ErrorAs(t, err, &bad, test.field)
		require.ErrorIs(t, err, fault.Invalid)
		require.Len(t, bad.Fields, 1, "%v", err)
		assert.Equal(t, test.field, bad.Fields[0].Name)
	}
}

func TestCheckNamesEveryBadField(t *testing.T) {
	var bad *fault.Error
	require.ErrorAs(t, activity.Activity{To: "\x00", Mode: "?", Purpose: "?", Topics: []string{""}}.Check(), &bad)
	var names []string
	for _, f := range bad.Fields {
		names = append(names, f.Name)
	}
	assert.Equal(t, []string{"id", "actor", "to", "verb", "mode", "purpose", "at", "topics"}, names)
}

// A moment is what every database holds: UTC, to the microsecond.
func TestMoment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(0, rapid.Int64().Draw(t, "ns")).In(time.FixedZone("", rapid.IntRange(-50_000, 50_000).Draw(t, "zone")))
		m := activity.Moment(at)
		require.Equal(t, time.UTC, m.Location())
		require.Zero(t, m.Nanosecond()%1000)
		require.False(t, m.After(at))
		require.Less(t, at.Sub(m), time.Microsecond)
		require.Equal(t, m, activity.Moment(m), "once is enough")
		require.Equal(t, m, time.UnixMicro(m.UnixMicro()).UTC(), "as it comes back from a store")
	})
}

func TestStreams(t *testing.T) {
	a, b := comment(), everything()
	all, err := activity.Collect(activity.StreamOf(a, b))
	require.NoError(t, err)
	assert.Equal(t, []activity.Activity{a, b}, all)

	for first := range activity.StreamOf(a, b) {
		assert.Equal(t, a, first)
		break
	}

	none, err := activity.Collect(activity.StreamOf())
	assert.NoError(t, err)
	assert.Empty(t, none)

	broken := errors.New("broken cable")
	some, err := activity.Collect(func(yield func(activity.Activity, error) bool) {
		_ = yield(a, nil) && yield(activity.Activity{}, broken)
	})
	assert.ErrorIs(t, err, broken)
	assert.Empty(t, some, "all or nothing")
}

func TestImportedHasAName(t *testing.T) {
	assert.Equal(t, "imported", activity.Imported{}.FactName())
}
