package storage_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// These names stand in databases: one may be added, none may change.
func TestFactNames(t *testing.T) {
	assert.Equal(t, []string{
		"cop.amended", "cop.decided", "cop.ended", "cop.founded", "cop.gathering-called-off", "cop.gathering-planned", "cop.gathering-replanned",
		"cop.handed-on", "cop.meeting-attended", "cop.meeting-called-off", "cop.meeting-minuted", "cop.meeting-shifted",
		"cop.person-let-in", "cop.person-let-out", "cop.proposed", "cop.rated", "cop.repealed", "cop.rule-amended", "cop.ruled",
		"cop.space-closed", "cop.space-opened", "cop.space-rearranged", "cop.tied", "cop.untied", "cop.voted", "cop.withdrawn",
		"imported",
		"lifecycle.adopted", "lifecycle.attested", "lifecycle.moved", "lifecycle.responded", "lifecycle.retracted",
		"lifecycle.survey-closed", "lifecycle.survey-drafted", "lifecycle.survey-opened", "lifecycle.survey-rewritten",
		"membership.admitted", "membership.applied", "membership.appointed", "membership.commended", "membership.completed",
		"membership.erased", "membership.guide-set", "membership.invited", "membership.joined", "membership.left",
		"membership.paired", "membership.relieved", "membership.removed", "membership.thanked", "membership.unpaired", "membership.welcomed",
		"repertoire.accepted", "repertoire.answered", "repertoire.asked", "repertoire.corrected", "repertoire.duplicate", "repertoire.endorsed",
		"repertoire.entrusted", "repertoire.given-up", "repertoire.published", "repertoire.reaffirmed", "repertoire.reopened",
		"repertoire.retired", "repertoire.reused", "repertoire.revised", "repertoire.revived", "repertoire.reworded", "repertoire.sent-back",
		"repertoire.shared", "repertoire.story-retold", "repertoire.story-retracted", "repertoire.story-told",
		"repertoire.submitted", "repertoire.superseded",
		"repertoire.task-dropped", "repertoire.task-finished", "repertoire.task-handed-back", "repertoire.task-proposed", "repertoire.task-taken",
		"repertoire.vetted",
	}, slices.Sorted(maps.Keys(storage.Facts)))
}

func TestEveryFactComesBackAsItWas(t *testing.T) {
	for name, typ := range storage.Facts {
		full := reflect.New(typ).Elem()
		fill(full, new(int))
		for _, v := range []reflect.Value{full, reflect.Zero(typ)} {
			fact := v.Interface().(activity.Fact)
			gotName, data, err := storage.EncodeFact(fact)
			require.NoError(t, err)
			require.Equal(t, name, gotName)
			decoded, err := storage.DecodeFact(gotName, data)
			require.NoError(t, err)
			require.Equal(t, fact, decoded)
		}
	}
}

// fill puts another value into every field, with things in JSON's way in every
// text.
func fill(v reflect.Value, n *int) {
	*n++
	if v.Type() == reflect.TypeFor[time.Time]() {
		v.Set(reflect.ValueOf(at(*n).Add(time.Microsecond)))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.String:
		v.SetString(fmt.Sprint("\"\\<zoë>\u2028\n", *n))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Uint8:
		v.SetUint(uint64(*n))
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic("a fact holds a " + v.Type().String())
	}
}

func TestFactsAsJSON(t *testing.T) {
	for _, test := range []struct {
		fact activity.Fact
		json string
	}{
		{cop.Founded{Charter: cop.Charter{Name: "Audit", Domain: cop.Domain{Concern: "public money"}}},
			`{"charter":{"name":"Audit","domain":{"concern":"public money"}}}`},
		{repertoire.Shared{Draft: repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: "A payroll", Body: "It was May.", Topics: []string{"payroll"}}}},
			`{"kind":"story","title":"A payroll","body":"It was May.","topics":["payroll"]}`},
		{repertoire.WasAccepted{Answer: activity.AnswerID{15: 1}}, `{"answer":"00000000-0000-0000-0000-000000000001"}`},
		{activity.Imported{}, `{}`},
	} {
		_, data, err := storage.EncodeFact(test.fact)
		require.NoError(t, err)
		assert.Equal(t, test.json, string(data))
	}
}

func TestAnOutlineHasNoDetail(t *testing.T) {
	name, data, err := storage.EncodeFact(nil)
	require.NoError(t, err)
	assert.Empty(t, name)
	assert.Empty(t, data)
	fact, err := storage.DecodeFact("", nil)
	require.NoError(t, err)
	assert.Nil(t, fact)
}

type (
	stranger struct{}
	impostor struct{}
)

func (stranger) FactName() string { return "web.visited" }
func (impostor) FactName() string { return "cop.founded" }

func TestOnlyKnownFactsAreKept(t *testing.T) {
	for _, fact := range []activity.Fact{stranger{}, impostor{}, &cop.Founded{}} {
		name, data, err := storage.EncodeFact(fact)
		assert.ErrorIs(t, err, fault.Invalid, "%T", fact)
		assert.ErrorContains(t, err, fmt.Sprintf("%T", fact))
		assert.Empty(t, name)
		assert.Empty(t, data)
	}
}

func TestOnlyKnownFactsAreRead(t *testing.T) {
	for name, test := range map[string]struct{ name, json, says string }{
		"unknown":       {"web.visited", "{}", "a newer version of Praxis may have written it"},
		"broken":        {"cop.founded", `{"charter":`, "unexpected end of JSON"},
		"empty":         {"cop.founded", "", "unexpected end of JSON"},
		"two":           {"cop.founded", "{}{}", "after top-level value"},
		"a list":        {"cop.founded", "[]", "cannot unmarshal array"},
		"another type":  {"repertoire.reused", `{"version":"first"}`, "cannot unmarshal string"},
		"no identifier": {"repertoire.accepted", `{"answer":"a1"}`, "an identifier has 36 characters"},
	} {
		fact, err := storage.DecodeFact(test.name, []byte(test.json))
		assert.ErrorIs(t, err, fault.Invalid, name)
		assert.ErrorContains(t, err, test.says, name)
		assert.Nil(t, fact, name)
	}
}

// Facts of later versions may say more.
func TestWhatAFactSaysBesidesIsPassedOver(t *testing.T) {
	fact, err := storage.DecodeFact("repertoire.endorsed", []byte(`{"version":2,"warmly":true}`))
	require.NoError(t, err)
	assert.Equal(t, repertoire.Endorsed{Version: 2}, fact)
}

func FuzzDecodeFact(f *testing.F) {
	for name, typ := range storage.Facts {
		v := reflect.New(typ).Elem()
		fill(v, new(int))
		_, data, err := storage.EncodeFact(v.Interface().(activity.Fact))
		require.NoError(f, err)
		f.Add(name, data)
		f.Add(name, data[1:])
	}
	f.Add("cop.founded", []byte(`null`))
	f.Add("repertoire.asked", []byte(`{"topics":[],"TOPICS":["\ud800"]}`))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		fact, err := storage.DecodeFact(name, data)
		if err != nil {
			assert.ErrorIs(t, err, fault.Invalid)
			return
		}
		wrote, first, err := storage.EncodeFact(fact)
		require.NoError(t, err, "what is read can be written")
		require.Equal(t, name, wrote)
		again, err := storage.DecodeFact(wrote, first)
		require.NoError(t, err)
		_, second, err := storage.EncodeFact(again)
		require.NoError(t, err)
		require.Equal(t, first, second, "and comes back as it was")
	})
}
