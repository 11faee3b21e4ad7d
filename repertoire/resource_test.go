package repertoire_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
)

var (
	auditors  = activity.CommunityID{0xa}
	backstage = activity.SpaceID{7}
	nine      = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
)

// occasion is the n-th hour after nine, at which a person does something in
// the common space.
func occasion(n int, actor activity.Person) activity.Occasion {
	return activity.Occasion{
		ID: activity.ID{0: 1, 15: byte(n)}, Community: auditors, Actor: actor, At: nine.Add(time.Duration(n) * time.Hour),
		Mode: activity.Online, Purpose: activity.Document,
	}
}

// outsiders is an occasion in another community.
func outsiders(actor activity.Person) activity.Occasion {
	o := occasion(9, actor)
	o.Community = activity.CommunityID{0xb}
	return o
}

func draft() repertoire.Draft {
	return repertoire.Draft{Kind: repertoire.Template, Text: repertoire.Text{
		Title: "Sampling a payroll", Body: "Stratify by pay grade first.", Topics: []string{"payroll", "sampling"},
	}}
}

var sampling = activity.ResourceID{0xc}

// shared is a resource that ana shared backstage.
func shared(t require.TestingT) repertoire.Resource {
	o := occasion(0, "ana")
	o.Space = backstage
	r, _, err := repertoire.Share(o, sampling, draft())
	require.NoError(t, err)
	return r
}

func revised(t require.TestingT) repertoire.Resource {
	r, _, err := shared(t).Revise(occasion(1, "bob"), edit(1))
	require.NoError(t, err)
	return r
}

func edit(base int) repertoire.Edit {
	return repertoire.Edit{Base: base, Note: "small strata hide things", Text: repertoire.Text{
		Title: "Sampling a payroll", Body: "Stratify by pay grade, then by office.", Topics: []string{"payroll"},
	}}
}

func retired(t require.TestingT) repertoire.Resource {
	r, _, err := shared(t).Retire(occasion(2, "ana"), "payroll went digital")
	require.NoError(t, err)
	return r
}

func TestShare(t *testing.T) {
	o := occasion(0, "ana")
	o.Space = backstage
	r, a, err := repertoire.Share(o, sampling, draft())
	require.NoError(t, err)
	assert.Equal(t, repertoire.Resource{
		Community: auditors, ID: sampling, Space: backstage, Kind: repertoire.Template,
		Author: "ana", SharedAt: nine, Status: repertoire.InUse, Rev: 1,
		Current: repertoire.Version{Number: 1, Text: draft().Text, Editor: "ana", At: nine},
	}, r)
	assert.Equal(t, activity.Activity{
		Community: auditors, ID: o.ID, Actor: "ana", Verb: activity.Share,
		Object: activity.ObjectID(sampling), Thread: activity.ObjectID(sampling),
		Space: backstage, Topics: draft().Topics, Mode: activity.Online, At: nine, Purpose: activity.Document,
		Detail: repertoire.Shared{Draft: draft()},
	}, a)
}

// responds is what every later act on the resource records: it is a response
// to the author, in the resource's thread and space.
func responds(n int, actor activity.Person, verb activity.Verb, topics []string, detail activity.Fact) activity.Activity {
	o := occasion(n, actor)
	return activity.Activity{
		Community: auditors, ID: o.ID, Actor: actor, Verb: verb, Object: activity.ObjectID(sampling),
		InReplyTo: activity.ObjectID(sampling), Thread: activity.ObjectID(sampling), To: "ana", Space: backstage,
		Topics: topics, Mode: activity.Online, At: o.At, Purpose: activity.Document, Detail: detail,
	}
}

func TestRevise(t *testing.T) {
	before := shared(t)
	r, a, err := before.Revise(occasion(1, "bob"), edit(1))
	require.NoError(t, err)
	want := shared(t)
	want.Current = repertoire.Version{Number: 2, Text: edit(1).Text, Editor: "bob", At: nine.Add(time.Hour), Note: edit(1).Note, Base: 1}
	want.Rev = 2
	assert.Equal(t, want, r)
	assert.Equal(t, responds(1, "bob", activity.Revise, edit(1).Topics, repertoire.Revised{Edit: edit(1)}), a)
	assert.Equal(t, shared(t), before, "the given resource stays as it was")
}

func TestVersionsFollowEachOther(t *testing.T) {
	r := shared(t)
	for n := 1; n < 5; n++ {
		require.Equal(t, n, r.Current.Number)
		var err error
		r, _, err = r.Revise(occasion(n, "bob"), edit(n))
		require.NoError(t, err)
	}
	for _, stale := range []int{1, 4, 6} {
		_, _, err := r.Revise(occasion(9, "bob"), edit(stale))
		assert.ErrorIs(t, err, fault.Conflict, "based on %d", stale)
		assert.ErrorContains(t, err, "version 5 is current")
	}
}

func TestRetire(t *testing.T) {
	before := revised(t)
	r, a, err := before.Retire(occasion(2, "ana"), "payroll went digital")
	require.NoError(t, err)
	want := revised(t)
	want.Status, want.Rev = repertoire.Retired, 3
	assert.Equal(t, want, r, "it stays readable")
	assert.Equal(t, responds(2, "ana", activity.Retire, edit(1).Topics, repertoire.WasRetired{Reason: "payroll went digital"}), a)
	assert.Equal(t, revised(t), before, "the given resource stays as it was")
}

func TestShareRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		id    activity.ResourceID
		spoil func(*repertoire.Draft, *activity.Occasion)
		says  string
	}{
		"no id":         {activity.ResourceID{}, func(*repertoire.Draft, *activity.Occasion) {}, "needs an id"},
		"no occasion":   {sampling, func(_ *repertoire.Draft, o *activity.Occasion) { *o = activity.Occasion{} }, "community is required"},
		"no kind":       {sampling, func(d *repertoire.Draft, _ *activity.Occasion) { d.Kind = "" }, ": kind is required"},
		"another kind":  {sampling, func(d *repertoire.Draft, _ *activity.Occasion) { d.Kind = "poem" }, ": kind must be one of: story, case"},
		"no title":      {sampling, func(d *repertoire.Draft, _ *activity.Occasion) { d.Title = "" }, ": title is required"},
		"a long title":  {sampling, func(d *repertoire.Draft, _ *activity.Occasion) { d.Title = strings.Repeat("é", 301) }, ": title must be at most 300"},
		"a blank body":  {sampling, func(d *repertoire.Draft, _ *activity.Occasion) { d.Body = "\n" }, ": body must be text"},
		"a huge body":   {sampling, func(d *repertoire.Draft, _ *activity.Occasion) { d.Body = strings.Repeat("x", 1_000_001) }, ": body must be at most"},
		"a topic twice": {sampling, func(d *repertoire.Draft, _ *activity.Occasion) { d.Topics = []string{"a", "a"} }, ": topics must not name"},
		"a bad topic":   {sampling, func(d *repertoire.Draft, _ *activity.Occasion) { d.Topics = []string{"a", "a|b"} }, ": topics[1] must be"},
	} {
		d, o := draft(), occasion(0, "ana")
		test.spoil(&d, &o)
		r, a, err := repertoire.Share(o, test.id, d)
		assert.ErrorIs(t, err, fault.Invalid, name)
		assert.ErrorContains(t, err, "repertoire.Share", name)
		assert.ErrorContains(t, err, test.says, name)
		assert.Zero(t, r, name)
		assert.Zero(t, a, name)
	}
}

func TestEveryKindIsShared(t *testing.T) {
	for _, kind := range repertoire.Kinds() {
		d := draft()
		d.Kind, d.Topics = kind, []string{}
		if kind == repertoire.Link {
			d.URL = "https://example.org/payroll"
		}
		r, a, err := repertoire.Share(occasion(0, "ana"), sampling, d)
		require.NoError(t, err)
		assert.Equal(t, kind, r.Kind)
		assert.Nil(t, r.Current.Topics, "no topics are nil")
		assert.Nil(t, a.Topics)
	}
}

func TestReviseAndRetireRefuse(t *testing.T) {
	bad := edit(1)
	bad.Title, bad.Note = "", ""
	revise := func(r repertoire.Resource, o activity.Occasion, e repertoire.Edit) outcome {
		return did(r.Revise(o, e))
	}
	retire := func(r repertoire.Resource, o activity.Occasion, why string) outcome { return did(r.Retire(o, why)) }
	unshared := repertoire.Resource{Community: auditors, ID: sampling}
	for name, test := range map[string]struct {
		given repertoire.Resource
		got   outcome
		code  fault.Code
		says  string
	}{
		"a stale base":          {revised(t), revise(revised(t), occasion(9, "bob"), edit(1)), fault.Conflict, "based on version 1, but version 2 is current"},
		"no base":               {shared(t), revise(shared(t), occasion(9, "bob"), edit(0)), fault.Invalid, ": base must be at least 1"},
		"bad text":              {shared(t), revise(shared(t), occasion(9, "bob"), bad), fault.Invalid, ": title is required; note is required"},
		"revise in no record":   {shared(t), revise(shared(t), activity.Occasion{}, edit(1)), fault.Invalid, "community is required"},
		"revise elsewhere":      {shared(t), revise(shared(t), outsiders("bob"), edit(1)), fault.Invalid, "another community's"},
		"revise what is not":    {unshared, revise(unshared, occasion(9, "bob"), edit(1)), fault.Invalid, "about another resource"},
		"revise what is gone":   {retired(t), revise(retired(t), occasion(9, "bob"), edit(1)), fault.Precondition, "the resource is retired"},
		"retire without reason": {shared(t), retire(shared(t), occasion(9, "ana"), ""), fault.Invalid, ": reason is required"},
		"retire elsewhere":      {shared(t), retire(shared(t), outsiders("ana"), "old"), fault.Invalid, "another community's"},
		"retire what is not":    {unshared, retire(unshared, occasion(9, "ana"), "old"), fault.Invalid, "about another resource"},
		"retire what is gone":   {retired(t), retire(retired(t), occasion(9, "ana"), "old"), fault.Precondition, "the resource is retired"},
	} {
		assert.ErrorIs(t, test.got.err, test.code, name)
		assert.ErrorContains(t, test.got.err, "repertoire.Re", name)
		assert.ErrorContains(t, test.got.err, test.says, name)
		assert.Equal(t, test.given, test.got.next, name)
		assert.Zero(t, test.got.recorded, name)
	}
}

// outcome is all that an act returns.
type outcome struct {
	next     any
	recorded activity.Activity
	err      error
}

func did[T any](next T, a activity.Activity, err error) outcome { return outcome{next, a, err} }
