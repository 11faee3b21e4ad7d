package membership_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
)

func TestRecognise(t *testing.T) {
	answer := activity.ObjectID{5}
	thanked := membership.Thanked{For: answer, Note: "It worked."}
	commended := membership.Commended{Topic: "sampling"}
	for _, test := range []struct {
		act    func() (membership.Recognition, activity.Activity, error)
		verb   activity.Verb
		detail activity.Fact
		topics []string
		want   membership.Recognition
	}{
		{func() (membership.Recognition, activity.Activity, error) {
			return membership.Thank(occasion(1, "ana"), member("ana"), member("bob"), thanked)
		}, activity.Thank, thanked, nil, membership.Recognition{Kind: membership.Thanks, For: answer, Note: "It worked."}},
		{func() (membership.Recognition, activity.Activity, error) {
			return membership.Commend(occasion(1, "ana"), member("ana"), member("bob"), commended, nil)
		}, activity.Commend, commended, []string{"sampling"}, membership.Recognition{Kind: membership.Commendation, Topic: "sampling"}},
	} {
		r, a, err := test.act()
		require.NoError(t, err)
		test.want.Community, test.want.ID, test.want.From, test.want.To = auditors, activity.ID{0: 1, 15: 1}, "ana", "bob"
		test.want.At, test.want.Space = hour(1), activity.SpaceID{7}
		assert.Equal(t, test.want, r)
		assert.Equal(t, activity.Activity{
			Community: auditors, ID: activity.ID{0: 1, 15: 1}, Actor: "ana", Verb: test.verb, Object: activity.ObjectID(auditors), InReplyTo: r.For,
			To: "bob", Space: activity.SpaceID{7}, Topics: test.topics, Mode: activity.InPerson, At: hour(1), Purpose: activity.Discuss, Detail: test.detail,
		}, a)
		require.NoError(t, a.Check())
		folded, ok := membership.RecognitionOf(a)
		assert.True(t, ok)
		assert.Equal(t, r, folded)

		data, err := json.Marshal(r)
		require.NoError(t, err)
		var read membership.Recognition
		require.NoError(t, json.Unmarshal(data, &read))
		assert.Equal(t, r, read)
	}
	_, ok := membership.RecognitionOf(activity.Activity{Detail: membership.Joined{}})
	assert.False(t, ok)
}

func TestRecognitionThatCannotBe(t *testing.T) {
	former, elsewhere := member("bob"), member("bob")
	former.Standing, elsewhere.Community = membership.Former, activity.CommunityID{0xb}
	commend := func(actor activity.Person, from, to membership.Member, topic string) error {
		r, a, err := membership.Commend(occasion(1, actor), from, to, membership.Commended{Topic: topic}, nil)
		assert.Zero(t, r)
		assert.Zero(t, a)
		return err
	}
	for name, test := range map[string]struct {
		err  error
		code fault.Code
	}{
		"oneself":             {commend("ana", member("ana"), member("ana"), "tax"), fault.Invalid},
		"for no topic":        {commend("ana", member("ana"), member("bob"), ""), fault.Invalid},
		"for two topics":      {commend("ana", member("ana"), member("bob"), "tax|payroll"), fault.Invalid},
		"who has left":        {commend("ana", member("ana"), former, "tax"), fault.Precondition},
		"another community's": {commend("ana", member("ana"), elsewhere, "tax"), fault.Precondition},
		"by an outsider":      {commend("bob", former, member("ana"), "tax"), fault.Precondition},
		"in another's name":   {commend("eve", member("ana"), member("bob"), "tax"), fault.Precondition},
		"by nobody":           {commend("", member("ana"), member("bob"), "tax"), fault.Invalid},
	} {
		assert.ErrorIs(t, test.err, test.code, name)
	}
	_, _, err := membership.Thank(occasion(1, "ana"), member("ana"), member("bob"), membership.Thanked{Note: strings.Repeat("x", 1001)})
	assert.ErrorIs(t, err, fault.Invalid)
}

func TestOneCommendationForATopic(t *testing.T) {
	given := []membership.Recognition{
		{Community: auditors, Kind: membership.Commendation, From: "ana", To: "bob", Topic: "tax"},
		{Community: auditors, Kind: membership.Thanks, From: "ana", To: "bob", Topic: "payroll"},
		{Community: auditors, Kind: membership.Commendation, From: "cem", To: "bob", Topic: "payroll"},
		{Community: auditors, Kind: membership.Commendation, From: "ana", To: "cem", Topic: "payroll"},
	}
	for topic, code := range map[string]fault.Code{"tax": fault.Exists, "payroll": ""} {
		_, _, err := membership.Commend(occasion(1, "ana"), member("ana"), member("bob"), membership.Commended{Topic: topic}, given)
		assert.Equal(t, code, fault.CodeOf(err), topic)
	}
}

// recognitions draws some, each under an id of its own.
func recognitions(t *rapid.T) (list []membership.Recognition) {
	people := rapid.SampledFrom([]activity.Person{"ana", "bob", "cem", "dee"})
	for n := range rapid.IntRange(0, 20).Draw(t, "recognitions") {
		list = append(list, membership.Recognition{
			ID: activity.ID{byte(n + 1)}, From: people.Draw(t, "from"), To: people.Draw(t, "to"), At: hour(rapid.IntRange(0, 5).Draw(t, "at")),
			Kind:  rapid.SampledFrom([]membership.RecognitionKind{membership.Thanks, membership.Commendation}).Draw(t, "kind"),
			Topic: rapid.SampledFrom([]string{"", "payroll", "tax"}).Draw(t, "topic"),
		})
	}
	return list
}

// Everything that is counted can be shown, in an order that does not depend on
// the given one.
func TestRecognisedFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := recognitions(t)
		got := membership.RecognisedFor(list)
		require.Equal(t, got, membership.RecognisedFor(rapid.Permutation(list).Draw(t, "shuffled")))
		byID := map[activity.ID]membership.Recognition{}
		for _, r := range list {
			byID[r.ID] = r
		}
		shown := 0
		for _, topic := range got {
			for _, p := range topic.People {
				by := map[activity.Person]bool{}
				for _, id := range p.Evidence {
					r := byID[id]
					require.Equal(t, topic.Topic, r.Topic)
					require.Equal(t, p.Person, r.To)
					require.False(t, r.At.After(p.Last))
					by[r.From] = true
					shown++
				}
				require.Len(t, p.By, len(by), "each once")
				require.IsIncreasing(t, p.By)
			}
		}
		named := 0
		for _, r := range list {
			if r.Topic != "" {
				named++
			}
		}
		require.Equal(t, named, shown, "nothing is lost")
	})
}

func TestPointsAreTheHostsChoice(t *testing.T) {
	list := []membership.Recognition{
		{Kind: membership.Thanks, To: "bob"}, {Kind: membership.Thanks, To: "bob"}, {Kind: membership.Commendation, To: "bob"},
		{Kind: membership.Thanks, To: "ana"},
	}
	assert.Nil(t, membership.Worth(nil).Scores(list), "none by default")
	assert.Equal(t, []membership.Score{
		{Person: "ana", Sum: 1, Parts: []membership.Part{{Kind: membership.Thanks, Count: 1, Points: 1}}},
		{Person: "bob", Sum: 7, Parts: []membership.Part{
			{Kind: membership.Commendation, Count: 1, Points: 5}, {Kind: membership.Thanks, Count: 2, Points: 2},
		}},
	}, membership.Worth{membership.Thanks: 1, membership.Commendation: 5}.Scores(list))
}

// Who is known for what, and who says so.
func ExampleRecognisedFor() {
	list := []membership.Recognition{
		{Kind: membership.Commendation, From: "ana", To: "cem", Topic: "sampling", At: hour(1)},
		{Kind: membership.Commendation, From: "ana", To: "bob", Topic: "sampling", At: hour(2)},
		{Kind: membership.Thanks, From: "eve", To: "bob", Topic: "sampling", At: hour(3)},
		{Kind: membership.Commendation, From: "bob", To: "ana", Topic: "payroll", At: hour(4)},
	}
	for _, topic := range membership.RecognisedFor(list) {
		for _, p := range topic.People {
			fmt.Println(topic.Topic, p.Person, "by", p.By)
		}
	}
	// Output:
	// payroll ana by [bob]
	// sampling bob by [ana eve]
	// sampling cem by [ana]
}
