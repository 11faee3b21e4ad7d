package cop_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

var (
	library = activity.SpaceID{0xc1}
	cellar  = activity.SpaceID{0xc2}
)

func room(access cop.Access) cop.Room {
	return cop.Room{Name: "Payroll", About: "Those who audit payrolls.", Access: access}
}

// opened is the library, that ana opened.
func opened(t require.TestingT, access cop.Access) cop.Space {
	s, _, err := cop.OpenSpace(occasion(0, "ana"), library, room(access), cop.Space{})
	require.NoError(t, err)
	return s
}

// nested is the cellar, that a person opened in another space.
func nested(t require.TestingT, access cop.Access, parent cop.Space, by activity.Person) cop.Space {
	r := room(access)
	r.Parent = parent.ID
	s, _, err := cop.OpenSpace(occasion(1, by), cellar, r, parent)
	require.NoError(t, err)
	return s
}

func TestOpenSpace(t *testing.T) {
	s, a, err := cop.OpenSpace(occasion(0, "ana"), library, room(cop.Private), cop.Space{})
	require.NoError(t, err)
	assert.Equal(t, cop.Space{
		Community: auditors, ID: library, Room: room(cop.Private), People: []activity.Person{"ana"},
		OpenedBy: "ana", OpenedAt: nine, Rev: 1,
	}, s)
	assert.Equal(t, activity.Activity{
		Community: auditors, ID: activity.ID{1}, Actor: "ana", Verb: activity.OpenSpace, Object: activity.ObjectID(library),
		Space: library, Mode: activity.InPerson, At: nine, Purpose: activity.Discuss, Detail: cop.SpaceOpened{Room: room(cop.Private)},
	}, a, "it is recorded in the space itself")
	assert.Nil(t, opened(t, cop.Public).People, "only private spaces know their people")
	assert.Equal(t, library, nested(t, cop.Private, s, "ana").Parent)
}

// Public and private spaces, and who enters which.
func TestAdmits(t *testing.T) {
	for access, want := range map[cop.Access]struct{ ana, member, outsider, formerAna, writes bool }{
		cop.Public:  {ana: true, member: true, outsider: true, formerAna: true, writes: true},
		cop.Members: {ana: true, member: true, writes: true},
		cop.Private: {ana: true},
	} {
		s := opened(t, access)
		assert.Equal(t, want.ana, s.Admits("ana", true), access)
		assert.Equal(t, want.member, s.Admits("bob", true), access)
		assert.Equal(t, want.outsider, s.Admits("bob", false), access)
		assert.Equal(t, want.formerAna, s.Admits("ana", false), "%s: who leaves the community leaves its private spaces", access)
		assert.Equal(t, want.writes, s.Writable("bob", true), access)
		assert.False(t, s.Writable("bob", false), "%s: only members write", access)
		closed, _, err := s.Close(occasion(2, "ana"), "")
		require.NoError(t, err)
		assert.Equal(t, want.ana, closed.Admits("ana", true), "%s: a closed space is read", access)
		assert.False(t, closed.Writable("ana", true), access)
	}
	assert.True(t, cop.Space{}.Writable("bob", true), "the common space is the members'")
	assert.False(t, cop.Space{}.Admits("bob", false))
}

func TestEntersASpaceInAnother(t *testing.T) {
	outer := opened(t, cop.Private)
	inner := nested(t, cop.Private, outer, "ana")
	outer, _, err := outer.LetIn(occasion(2, "ana"), "bob", cop.Space{})
	require.NoError(t, err)
	assert.True(t, cop.Enters(inner, outer, "ana", true))
	assert.False(t, cop.Enters(inner, outer, "bob", true), "bob is in the outer one only")
	inner, _, err = inner.LetIn(occasion(3, "ana"), "bob", outer)
	require.NoError(t, err)
	assert.True(t, cop.Writes(inner, outer, "bob", true))

	left, _, err := outer.LetOut(occasion(4, "bob"), "bob")
	require.NoError(t, err)
	assert.False(t, cop.Enters(inner, left, "bob", true), "who leaves the outer one leaves both")
	shut, _, err := outer.Close(occasion(4, "ana"), "")
	require.NoError(t, err)
	assert.True(t, cop.Enters(inner, shut, "bob", true))
	assert.False(t, cop.Writes(inner, shut, "bob", true), "what is closed is closed to its depth")

	foreign := outer
	foreign.Community = activity.CommunityID{0xb}
	for name, parent := range map[string]cop.Space{"none": {}, "another": {ID: activity.SpaceID{9}}, "another community's": foreign} {
		assert.False(t, cop.Enters(inner, parent, "ana", true), name)
		assert.False(t, cop.Writes(inner, parent, "ana", true), name)
	}
	assert.False(t, cop.Enters(outer, inner, "ana", true), "the outer one lies in none")
}

func TestOpenSpaceRefuses(t *testing.T) {
	private, public := opened(t, cop.Private), opened(t, cop.Public)
	closed, _, err := public.Close(occasion(1, "ana"), "")
	require.NoError(t, err)
	in := func(access cop.Access) cop.Room {
		r := room(access)
		r.Parent = library
		return r
	}
	deep := in(cop.Public)
	deep.Parent = cellar
	for name, test := range map[string]struct {
		by     activity.Person
		id     activity.SpaceID
		room   cop.Room
		parent cop.Space
		code   fault.Code
		says   string
	}{
		"no id":                           {"ana", activity.SpaceID{}, room(cop.Public), cop.Space{}, fault.Invalid, "needs an id"},
		"no name":                         {"ana", cellar, cop.Room{Access: cop.Public}, cop.Space{}, fault.Invalid, "name is required"},
		"no access":                       {"ana", cellar, room(""), cop.Space{}, fault.Invalid, "access is required"},
		"an unknown access":               {"ana", cellar, room("secret"), cop.Space{}, fault.Invalid, "must be one of: public, members, private"},
		"a parent that is not given":      {"ana", cellar, in(cop.Public), cop.Space{}, fault.Invalid, "lies elsewhere"},
		"a parent that is not named":      {"ana", cellar, room(cop.Public), public, fault.Invalid, "lies elsewhere"},
		"a closed parent":                 {"ana", cellar, in(cop.Public), closed, fault.Precondition, "is closed"},
		"a parent that lies in another":   {"ana", activity.SpaceID{0xc3}, deep, nested(t, cop.Public, public, "ana"), fault.Precondition, "beside that one"},
		"a wider one in a private":        {"ana", cellar, in(cop.Members), private, fault.Precondition, "more people"},
		"by somebody outside the private": {"bob", cellar, in(cop.Private), private, fault.Precondition, "not in the private space"},
		"by nobody":                       {"", cellar, room(cop.Public), cop.Space{}, fault.Invalid, "actor must be"},
	} {
		s, a, err := cop.OpenSpace(occasion(2, test.by), test.id, test.room, test.parent)
		assert.ErrorIs(t, err, test.code, name)
		assert.ErrorContains(t, err, "cop.OpenSpace", name)
		assert.ErrorContains(t, err, test.says, name)
		assert.Zero(t, s, name)
		assert.Zero(t, a, name)
	}
}

func TestRearrange(t *testing.T) {
	s := opened(t, cop.Public)
	s, a, err := s.Rearrange(occasion(1, "bob"), room(cop.Private), cop.Space{})
	require.NoError(t, err)
	assert.Equal(t, []activity.Person{"bob"}, s.People, "who makes it private stays in it")
	assert.Equal(t, cop.SpaceRearranged{Room: room(cop.Private)}, a.Detail)
	assert.Equal(t, library, a.Space)
	s, _, err = s.LetIn(occasion(2, "bob"), "ana", cop.Space{})
	require.NoError(t, err)

	renamed := room(cop.Private)
	renamed.Name = "Payrolls"
	s, _, err = s.Rearrange(occasion(3, "bob"), renamed, cop.Space{})
	require.NoError(t, err)
	assert.Equal(t, []activity.Person{"ana", "bob"}, s.People, "another name changes nothing for its people")

	s, _, err = s.Rearrange(occasion(4, "ana"), room(cop.Members), cop.Space{})
	require.NoError(t, err)
	assert.Nil(t, s.People, "the list ends with the privacy")
	assert.Equal(t, 5, s.Rev)
}

// An act that a space cannot take gives an error that says what to do, and
// changes nothing.
func TestSpacesRefuse(t *testing.T) {
	public, private := opened(t, cop.Public), opened(t, cop.Private)
	inner, outer := nested(t, cop.Private, private, "ana"), private
	closed, _, err := private.Close(occasion(1, "ana"), "done")
	require.NoError(t, err)
	wide := inner.Room
	wide.Access = cop.Members
	moved := room(cop.Private)
	moved.Parent = cellar
	for name, test := range map[string]struct {
		space cop.Space
		act   func(cop.Space, activity.Occasion) (cop.Space, activity.Activity, error)
		code  fault.Code
		says  string
	}{
		"the same again":              {public, rearrange(room(cop.Public), cop.Space{}), fault.Precondition, "already reads so"},
		"no name":                     {public, rearrange(cop.Room{Access: cop.Public}, cop.Space{}), fault.Invalid, "name is required"},
		"to another place":            {private, rearrange(moved, cop.Space{}), fault.Invalid, "stays where it lies"},
		"wider than the space around": {inner, rearrange(wide, outer), fault.Precondition, "more people"},
		"the wrong space around":      {inner, rearrange(wide, cop.Space{}), fault.Invalid, "lies elsewhere"},
		"a closed one":                {closed, rearrange(room(cop.Public), cop.Space{}), fault.Precondition, "closed"},
		"nobody in":                   {private, letIn("", cop.Space{}), fault.Invalid, "person must be"},
		"in twice":                    {private, letIn("ana", cop.Space{}), fault.Exists, "already"},
		"in where all are":            {public, letIn("bob", cop.Space{}), fault.Precondition, "open to more"},
		"in from outside":             {inner, letIn("bob", outer), fault.Precondition, "first"},
		"in without the space around": {inner, letIn("bob", cop.Space{}), fault.Invalid, "lies elsewhere"},
		"into a closed one":           {closed, letIn("bob", cop.Space{}), fault.Precondition, "closed"},
		"the last one out":            {private, letOut("ana"), fault.Precondition, "close it instead"},
		"out of where they are not":   {private, letOut("bob"), fault.Precondition, "not let in"},
		"out of where all are":        {public, letOut("ana"), fault.Precondition, "open to more"},
		"nobody out":                  {private, letOut(""), fault.Invalid, "person must be"},
		"closed twice":                {closed, closeIt, fault.Exists, "closed already"},
		"none":                        {cop.Space{}, closeIt, fault.Invalid, "open it first"},
	} {
		s, a, err := test.act(test.space, occasion(2, "ana"))
		assert.ErrorIs(t, err, test.code, name)
		assert.ErrorContains(t, err, test.says, name)
		assert.Equal(t, test.space, s, name)
		assert.Zero(t, a, name)
	}
	alone, _, err := closed.LetOut(occasion(3, "ana"), "ana")
	require.NoError(t, err, "whoever wants to leaves a closed space")
	assert.Nil(t, alone.People)
}

func rearrange(r cop.Room, parent cop.Space) func(cop.Space, activity.Occasion) (cop.Space, activity.Activity, error) {
	return func(s cop.Space, o activity.Occasion) (cop.Space, activity.Activity, error) {
		return s.Rearrange(o, r, parent)
	}
}

func letIn(p activity.Person, parent cop.Space) func(cop.Space, activity.Occasion) (cop.Space, activity.Activity, error) {
	return func(s cop.Space, o activity.Occasion) (cop.Space, activity.Activity, error) {
		return s.LetIn(o, p, parent)
	}
}

func letOut(p activity.Person) func(cop.Space, activity.Occasion) (cop.Space, activity.Activity, error) {
	return func(s cop.Space, o activity.Occasion) (cop.Space, activity.Activity, error) { return s.LetOut(o, p) }
}

func closeIt(s cop.Space, o activity.Occasion) (cop.Space, activity.Activity, error) {
	return s.Close(o, "")
}

func TestASpaceIsOneJSONDocument(t *testing.T) {
	outer := opened(t, cop.Private)
	closed, _, err := outer.Close(occasion(1, "ana"), "")
	require.NoError(t, err)
	for _, s := range []cop.Space{opened(t, cop.Public), outer, closed, nested(t, cop.Private, outer, "ana")} {
		sameAfterJSON(t, s)
	}
}

// sameAfterJSON requires that a state is the same after it was kept as JSON.
func sameAfterJSON[T any](t require.TestingT, state T) {
	document, err := json.Marshal(state)
	require.NoError(t, err)
	var again T
	require.NoError(t, json.Unmarshal(document, &again))
	require.Equal(t, state, again, "%s", document)
}

func TestASpaceOpensInUTC(t *testing.T) {
	o := occasion(0, "ana")
	o.At = o.At.In(time.FixedZone("", 3600))
	s, _, err := cop.OpenSpace(o, library, room(cop.Public), cop.Space{})
	require.NoError(t, err)
	assert.Equal(t, nine, s.OpenedAt)
}
