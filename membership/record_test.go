package membership_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/membership"
)

// Ana asks, Bob answers, Ana accepts, Cem comments on the answer.
func TestWhatAnActivityCountsFor(t *testing.T) {
	question, answer := activity.ObjectID{1}, activity.ObjectID{2}
	monday, day := nine.Add(-9*time.Hour), nine.AddDate(0, 0, 2).Add(-9*time.Hour)
	for _, test := range []struct {
		does     string
		a        activity.Activity
		did      bool
		received activity.Person
		thread   activity.ObjectID
	}{
		{"asks the community", activity.Activity{Actor: "ana", Verb: activity.Ask, Object: question, Thread: question}, true, "", activity.ObjectID{}},
		{"answers", activity.Activity{Actor: "bob", Verb: activity.Answer, Object: answer, InReplyTo: question, Thread: question, To: "ana"}, true, "ana", question},
		{"accepts, which is no reply", activity.Activity{Actor: "ana", Verb: activity.Accept, Object: answer, InReplyTo: answer, Thread: question, To: "bob"}, true, "bob", activity.ObjectID{}},
		{"comments", activity.Activity{Actor: "cem", Verb: activity.Comment, Object: activity.ObjectID{3}, InReplyTo: answer, Thread: question, To: "bob"}, true, "bob", question},
		{"talks to themselves", activity.Activity{Actor: "bob", Verb: activity.Comment, Object: activity.ObjectID{4}, InReplyTo: answer, Thread: question, To: "bob"}, true, "", activity.ObjectID{}},
		{"thanks, in no thread", activity.Activity{Actor: "ana", Verb: activity.Thank, To: "bob"}, true, "bob", activity.ObjectID{}},
		{"appoints, which is upkeep", activity.Activity{Actor: "ana", Verb: activity.Appoint, To: "bob"}, false, "", activity.ObjectID{}},
	} {
		t.Run(test.does, func(t *testing.T) {
			test.a.Community, test.a.At = auditors, nine.AddDate(0, 0, 2)
			tally := activity.Tally{Community: auditors, Week: monday, Person: test.a.Actor, Verb: test.a.Verb, Count: 1}

			did := test.a.Tally()
			presence, present := test.a.Presence()
			assert.Equal(t, test.did, present)
			if test.did {
				assert.Equal(t, tally, did)
				assert.Equal(t, activity.Presence{Community: auditors, Day: day, Person: test.a.Actor, Thread: test.thread, Count: 1}, presence)
			}
			received, ok := test.a.Received()
			assert.Equal(t, test.received != "", ok)
			if ok {
				tally.Person = test.received
				assert.Equal(t, tally, received)
			}
		})
	}
}

func TestLedger(t *testing.T) {
	l := membership.NewLedger(auditors)
	question := activity.ObjectID{1}
	at := func(days int, a activity.Activity) activity.Activity {
		a.Community, a.At = auditors, nine.AddDate(0, 0, days)
		return a
	}
	answer := activity.Activity{Actor: "bob", Verb: activity.Answer, Object: activity.ObjectID{2}, InReplyTo: question, Thread: question, To: "ana"}
	l.Add(at(7, answer))
	l.Add(at(0, activity.Activity{Actor: "ana", Verb: activity.Ask, Object: question, Thread: question}))
	l.Add(at(6, answer))
	l.Add(at(8, answer))
	l.Add(at(8, activity.Activity{Actor: "cem", Verb: activity.Join}))
	l.Add(activity.Activity{Community: activity.CommunityID{9}, Actor: "eve", Verb: activity.Ask, At: nine})
	l.AddDid(activity.Tally{Community: auditors, Week: nine, Person: "eve", Verb: activity.Ask})

	monday := activity.WeekOf(nine)
	once, twice := []membership.Count{{Verb: activity.Answer, N: 1}}, []membership.Count{{Verb: activity.Answer, N: 2}}
	assert.Equal(t, auditors, l.Community())
	assert.Equal(t, []activity.Person{"ana", "bob"}, l.People(), "neither upkeep, nor elsewhere, nor nothing")
	assert.Equal(t, []membership.Week{
		{Week: monday, Did: []membership.Count{{Verb: activity.Ask, N: 1}}, Received: once, Days: 0b0000001},
		{Week: monday.AddDate(0, 0, 7), Received: twice},
	}, l.Weeks("ana"))
	assert.Equal(t, []membership.Week{
		{Week: monday, Did: once, Days: 0b1000000, Threads: []activity.ObjectID{question}},
		{Week: monday.AddDate(0, 0, 7), Did: twice, Days: 0b0000011, Threads: []activity.ObjectID{question}},
	}, l.Weeks("bob"))
	assert.Nil(t, l.Weeks("cem"))

	l.Weeks("bob")[0].Did[0].N = 1000
	assert.Equal(t, once, l.Weeks("bob")[0].Did, "nothing is shared")
}

// What a store counts of a record says as much as the record.
func TestRowsAndRecordGiveTheSameLedger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		record := rapid.SliceOf(someActivity()).Draw(t, "record")
		direct, did, received, presence := membership.NewLedger(auditors), rows{}, rows{}, map[activity.Presence]bool{}
		for _, a := range record {
			direct.Add(a)
			did.count(a.Tally(), !a.Verb.Upkeep())
			received.count(a.Received())
			if p, ok := a.Presence(); ok {
				presence[p] = true
			}
		}
		// Rows come in any order: here, that of a map.
		stored := membership.NewLedger(auditors)
		for p := range presence {
			stored.AddPresence(p)
		}
		for key, n := range received {
			key.Count = n
			stored.AddReceived(key)
		}
		for key, n := range did {
			key.Count = n
			stored.AddDid(key)
		}
		require.Equal(t, pages(direct), pages(stored))

		slices.Reverse(record)
		backwards := membership.NewLedger(auditors)
		for _, a := range record {
			backwards.Add(a)
		}
		require.Equal(t, direct, backwards)
	})
}

type rows map[activity.Tally]int

func (r rows) count(t activity.Tally, ok bool) {
	if ok {
		r[t.Key()] += t.Count
	}
}

func pages(l *membership.Ledger) map[activity.Person][]membership.Week {
	all := map[activity.Person][]membership.Week{}
	for _, person := range l.People() {
		all[person] = l.Weeks(person)
	}
	return all
}

// someActivity draws one of a few people's, in half a year of two communities.
func someActivity() *rapid.Generator[activity.Activity] {
	verbs := []activity.Verb{activity.Ask, activity.Answer, activity.Thank, activity.Share, activity.Reply, activity.Join, "like"}
	person := rapid.Custom(func(t *rapid.T) activity.Person {
		return activity.Person(fmt.Sprintf("p%d", rapid.IntRange(1, 8).Draw(t, "person")))
	})
	object := rapid.Custom(func(t *rapid.T) activity.ObjectID { return activity.ObjectID{rapid.Byte().Draw(t, "object") % 4} })
	return rapid.Custom(func(t *rapid.T) activity.Activity {
		a := activity.Activity{
			Community: auditors, Actor: person.Draw(t, "actor"), Verb: rapid.SampledFrom(verbs).Draw(t, "verb"),
			Object: object.Draw(t, "object"), InReplyTo: object.Draw(t, "in reply to"), Thread: object.Draw(t, "thread"),
			At: nine.Add(time.Duration(rapid.IntRange(0, 26*7*24).Draw(t, "hour")) * time.Hour),
		}
		if rapid.Bool().Draw(t, "directed") {
			a.To = person.Draw(t, "to")
		}
		if rapid.IntRange(0, 9).Draw(t, "elsewhere") == 0 {
			a.Community = activity.CommunityID{0xb}
		}
		return a
	})
}
