package storage_test

import (
	"encoding/json"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

var (
	stone   = membership.Tombstone([10]byte{1})
	erasure = storage.Erasure{Person: "ana", Tombstone: stone}
	anaWord = regexp.MustCompile(`\bana\b`)
)

// people puts a person's id into every field for one, and a text into every
// text; slices have two elements.
func people(v reflect.Value, person activity.Person, text string) {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return
		}
		for i := range v.NumField() {
			people(v.Field(i), person, text)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		people(v.Index(0), person, text)
		people(v.Index(1), person, text)
	case reflect.String:
		switch v.Type() {
		case reflect.TypeFor[activity.Person]():
			v.SetString(string(person))
		case reflect.TypeFor[string]():
			v.SetString(text)
		default:
			v.SetString("ana") // a verb, a role, a stance: no person's, whatever their id
		}
	case reflect.Array, reflect.Int, reflect.Int64, reflect.Bool: // ids and figures
	default:
		panic("a fact holds a " + v.Type().String() + ": teach Erasure.Of what to do with it")
	}
}

// fullOf is a detail of a type, full of a person and of a text.
func fullOf(typ reflect.Type, person activity.Person, text string) activity.Fact {
	v := reflect.New(typ).Elem()
	people(v, person, text)
	return v.Interface().(activity.Fact)
}

// named is what an activity's detail says where a person or a text can stand:
// all its strings but the terms.
func named(fact activity.Fact) (all []string) {
	var walk func(v reflect.Value, field string)
	walk = func(v reflect.Value, field string) {
		switch {
		case v.Kind() == reflect.Struct && v.Type() != reflect.TypeFor[time.Time]():
			for i := range v.NumField() {
				walk(v.Field(i), v.Type().Field(i).Name)
			}
		case v.Kind() == reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i), field)
			}
		case v.Type() == reflect.TypeFor[activity.Person](), v.Type() == reflect.TypeFor[string]() && !slices.Contains(terms, field):
			all = append(all, v.String())
		}
	}
	walk(reflect.ValueOf(fact), "")
	return all
}

// terms are strings in which a word of the vocabulary stands, and no text: a
// role and a phase, an item of a review, the times and the zone of a rhythm, the type
// of a file.
var terms = []string{"Role", "Phase", "Review", "Item", "Start", "Until", "Zone", "Currency", "MediaType"}

// TestNoFactTellsOfThemAnyMore: whatever the detail, wherever they stand in it,
// and whoever did it.
func TestNoFactTellsOfThemAnyMore(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(storage.Facts)) {
		typ := storage.Facts[name]
		for _, actor := range []activity.Person{"ana", "bob"} {
			for _, words := range []bool{false, true} {
				of := erasure
				of.Words = words
				before := activity.Activity{
					Actor: actor, To: "ana", Topics: []string{"ana"}, Verb: "ana", Purpose: "ana",
					Detail: fullOf(typ, "ana", "As ana said: bananas, ana!"),
				}
				kept, _ := json.Marshal(before)
				after := of.Of(before)
				still, _ := json.Marshal(before)
				require.Equal(t, string(kept), string(still), "%s: the activity that was given is as it was", name)

				assert.Equal(t, stone, after.To)
				assert.NotEqual(t, activity.Person("ana"), after.Actor)
				assert.Equal(t, []string{string(stone)}, after.Topics)
				assert.Equal(t, activity.Verb("ana"), after.Verb, "a verb is a verb")
				assert.Equal(t, activity.Purpose("ana"), after.Purpose)
				for _, text := range named(after.Detail) {
					assert.NotRegexp(t, anaWord, text, name)
				}
				assert.Equal(t, after, of.Of(after), "there is nothing left to erase")
				encoded, data, err := storage.EncodeFact(after.Detail)
				require.NoError(t, err)
				require.Equal(t, name, encoded)
				back, err := storage.DecodeFact(name, data)
				require.NoError(t, err)
				assert.Equal(t, after.Detail, back, "it can be kept")
			}
		}
	}
}

// TestNobodyElseChanges: what does not tell of them stays as it is, to the byte.
func TestNobodyElseChanges(t *testing.T) {
	for name, typ := range storage.Facts {
		before := activity.Activity{
			Actor: "banana", To: "Ana", Topics: []string{"bananas"},
			Detail: fullOf(typ, "banana", "Bananas, Ana, ana\u0308, _ana, anα and anaana."),
		}
		after := storage.Erasure{Person: "ana", Tombstone: stone, Words: true}.Of(before)
		assert.Equal(t, before, after, name)
	}
	empty := activity.Activity{Actor: "bob", Topics: []string{}, Detail: cop.MeetingShifted{Change: cop.Change{Agenda: []cop.Item{}}}}
	assert.Equal(t, empty, erasure.Of(empty), "nothing stays nothing")
	assert.Equal(t, activity.Activity{Actor: stone}, erasure.Of(activity.Activity{Actor: "ana"}), "an outline")
}

// TestAsAWord: their id is replaced in a text where it stands for itself, and
// not where it is a part of another word.
func TestAsAWord(t *testing.T) {
	const x = "erased-01000000000000000000"
	for _, c := range []struct {
		id           activity.Person
		text, erased string
	}{
		{"ana", "ana", x},
		{"ana", "Ask ana.", "Ask " + x + "."},
		{"ana", "ana, ana (ana) \"ana\"\nana", x + ", " + x + " (" + x + ") \"" + x + "\"\n" + x},
		{"ana", "banana", "banana"},
		{"ana", "anaana", "anaana"},
		{"ana", "anana ana", "anana " + x},
		{"ana", "Ana", "Ana"},
		{"ana", "anaïs, ana2, ana_b", "anaïs, ana2, ana_b"},
		{"zoe", "zoe\u0308 is somebody else, zoe", "zoe\u0308 is somebody else, " + x},
		{"zoë", "zoë", x},
		{"aba", "ababa aba", "ababa " + x},
		{"u-17", "u-17 and u-170", x + " and u-170"},
		{"@ana", "cc@ana, @anaïs", "cc" + x + ", @anaïs"},
		{"ana@example.org", "mailto:ana@example.org", "mailto:" + x},
		{"a b", "a b, a bc", x + ", a bc"},
	} {
		after := storage.Erasure{Person: c.id, Tombstone: x}.Of(activity.Activity{Detail: repertoire.Answered{Text: c.text}})
		assert.Equal(t, repertoire.Answered{Text: c.erased}, after.Detail, "%s in %q", c.id, c.text)
	}
}

// TestWhatTheyWrote stays for the community, unless it is to go as well; their
// notes and reasons about memberships go in any case, as do those about theirs.
func TestWhatTheyWrote(t *testing.T) {
	by := func(actor, to activity.Person, seq activity.Seq, detail activity.Fact) activity.Activity {
		return activity.Activity{Actor: actor, To: to, Seq: seq, Detail: detail}
	}
	const gone = storage.Gone
	text, better := cop.RuleText{Title: "Names", Text: "Leave them out."}, cop.RuleText{Title: "Names", Text: "Always."}
	for name, c := range map[string]struct {
		activity     activity.Activity
		stays, words activity.Fact // what the detail is without them, and without their words
	}{
		"an answer":           {by("ana", "bob", 1, repertoire.Answered{Text: "So."}), repertoire.Answered{Text: "So."}, repertoire.Answered{Text: gone}},
		"an answer to them":   {by("bob", "ana", 1, repertoire.Answered{Text: "So."}), repertoire.Answered{Text: "So."}, repertoire.Answered{Text: "So."}},
		"a reason to leave":   {by("ana", "", 1, membership.HasLeft{Reason: "ill"}), membership.HasLeft{Reason: gone}, membership.HasLeft{Reason: gone}},
		"no reason":           {by("ana", "", 1, membership.HasLeft{}), membership.HasLeft{}, membership.HasLeft{}},
		"why they were":       {by("bob", "ana", 1, membership.WasRemoved{Reason: "spam"}), membership.WasRemoved{Reason: gone}, membership.WasRemoved{Reason: gone}},
		"why another was":     {by("bob", "eve", 1, membership.WasRemoved{Reason: "spam"}), membership.WasRemoved{Reason: "spam"}, membership.WasRemoved{Reason: "spam"}},
		"thanks":              {by("bob", "ana", 1, membership.Thanked{Note: "!"}), membership.Thanked{Note: gone}, membership.Thanked{Note: gone}},
		"the reason of a no":  {by("ana", "", 1, cop.Voted{Stance: cop.No, Reason: "harm"}), cop.Voted{Stance: cop.No, Reason: "harm"}, cop.Voted{Stance: cop.No, Reason: gone}},
		"a rule":              {by("ana", "", 7, cop.Ruled{RuleText: text}), cop.Ruled{RuleText: text}, cop.Ruled{RuleText: cop.RuleText{Title: gone, Text: gone}}},
		"a rule that changes": {by("ana", "", 8, cop.RuleAmended{RuleText: better, Reason: "clear"}), cop.RuleAmended{RuleText: better, Reason: "clear"}, cop.RuleAmended{RuleText: cop.RuleText{Title: gone + " (8)", Text: gone + " (8)"}, Reason: gone + " (8)"}},
	} {
		of := erasure
		assert.Equal(t, c.stays, of.Of(c.activity).Detail, name)
		of.Words = true
		assert.Equal(t, c.words, of.Of(c.activity).Detail, name)
	}
}

// TestThoseWhoDidNotCount: whose positions did not count in a decision is kept in
// the order of their ids, under the new one too; hosts stay in the order in which
// they were named.
func TestThoseWhoDidNotCount(t *testing.T) {
	decided := cop.Decided{Outcome: cop.Outcome{Discounted: []activity.Person{"ana", "bob", "zoë"}}}
	assert.Equal(t, []activity.Person{"bob", stone, "zoë"}, erasure.Of(activity.Activity{Detail: decided}).Detail.(cop.Decided).Discounted)
	planned := cop.GatheringPlanned{Plan: cop.Plan{Hosts: []activity.Person{"zoë", "ana", "bob"}}}
	assert.Equal(t, []activity.Person{"zoë", stone, "bob"}, erasure.Of(activity.Activity{Detail: planned}).Detail.(cop.GatheringPlanned).Hosts)
}
