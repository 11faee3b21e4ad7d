package storage

import (
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

// facts holds, by its name, every type that an activity's detail can have.
var facts = func() map[string]reflect.Type {
	m := make(map[string]reflect.Type)
	for _, f := range []activity.Fact{
		activity.Imported{},
		cop.Founded{}, cop.Amended{}, cop.HandedOn{}, cop.WasEnded{},
		cop.SpaceOpened{}, cop.SpaceRearranged{}, cop.PersonLetIn{}, cop.PersonLetOut{}, cop.SpaceClosed{},
		cop.GatheringPlanned{}, cop.GatheringReplanned{}, cop.GatheringCalledOff{},
		cop.MeetingShifted{}, cop.MeetingCalledOff{}, cop.MeetingAttended{}, cop.MeetingMinuted{},
		cop.Ruled{}, cop.RuleAmended{}, cop.Repealed{},
		cop.Proposed{}, cop.Voted{}, cop.WasWithdrawn{}, cop.Decided{},
		cop.Tied{}, cop.Untied{}, cop.Rated{},
		lifecycle.Moved{}, lifecycle.Adopted{}, lifecycle.WasAttested{}, lifecycle.Retracted{},
		lifecycle.SurveyDrafted{}, lifecycle.SurveyRewritten{}, lifecycle.SurveyOpened{}, lifecycle.WasClosed{}, lifecycle.Responded{},
		membership.Joined{}, membership.AskedIn{}, membership.WasInvited{}, membership.Admitted{},
		membership.HasLeft{}, membership.WasRemoved{}, membership.Appointed{}, membership.Relieved{},
		membership.Paired{}, membership.Unpaired{}, membership.Welcomed{}, membership.Completed{}, membership.Erased{},
		membership.GuideSet{}, membership.Thanked{}, membership.Commended{},
		repertoire.Shared{}, repertoire.Revised{}, repertoire.WasRetired{},
		repertoire.WasSubmitted{}, repertoire.WasSentBack{}, repertoire.WasPublished{}, repertoire.WasVetted{},
		repertoire.WasSuperseded{}, repertoire.WasRevived{}, repertoire.WasReaffirmed{},
		repertoire.WasEntrusted{}, repertoire.WasGivenUp{},
		repertoire.Reused{}, repertoire.Endorsed{},
		repertoire.Asked{}, repertoire.Answered{}, repertoire.WasAccepted{},
		repertoire.WasReworded{}, repertoire.WasCorrected{}, repertoire.WasDuplicate{}, repertoire.WasReopened{},
		repertoire.StoryTold{}, repertoire.StoryRetold{}, repertoire.StoryRetracted{},
		repertoire.TaskProposed{}, repertoire.TaskWasTaken{}, repertoire.TaskHandedBack{}, repertoire.TaskFinished{}, repertoire.TaskWasDropped{},
	} {
		m[f.FactName()] = reflect.TypeOf(f)
	}
	return m
}()

// EncodeFact returns the name and the JSON of a detail, both empty for nil.
// Invalid for a type that the record does not know.
func EncodeFact(f activity.Fact) (name string, data []byte, err error) {
	const op = "storage.EncodeFact"
	if f == nil {
		return "", nil, nil
	}
	if t := reflect.TypeOf(f); t.Kind() != reflect.Struct || facts[f.FactName()] != t {
		return "", nil, fault.New(op, fault.Invalid, fmt.Sprintf("%T is no detail that the record knows", f))
	}
	name = f.FactName()
	data, err = json.Marshal(f)
	return name, data, fault.Wrap(op, fault.Invalid, err)
}

// EncodeDetail is EncodeFact for an activity that is about to be appended, which
// must have an id.
func EncodeDetail(a activity.Activity) (name string, data []byte, err error) {
	if a.ID.IsZero() {
		return "", nil, fault.New("storage.EncodeDetail", fault.Invalid, "an activity that is appended has an id")
	}
	return EncodeFact(a.Detail)
}

// DecodeFact returns the detail that EncodeFact wrote. Invalid for a name that
// this version does not know, and for broken JSON.
func DecodeFact(name string, data []byte) (activity.Fact, error) {
	const op = "storage.DecodeFact"
	if name == "" {
		return nil, nil
	}
	t, ok := facts[name]
	if !ok {
		return nil, fault.New(op, fault.Invalid, fmt.Sprintf("detail %q is unknown; a newer version of Praxis may have written it", name))
	}
	v := reflect.New(t)
	if err := json.Unmarshal(data, v.Interface()); err != nil {
		return nil, fault.Wrap(op, fault.Invalid, err)
	}
	return v.Elem().Interface().(activity.Fact), nil
}
