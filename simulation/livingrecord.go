package simulation

import (
	"encoding/binary"
	"slices"
	"strconv"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// act is what somebody did: to which object, in reply to which, in which thread. Objects
// are numbers, but for those with a name; people are numbers, plus 1.
type act struct {
	object, reply, thread int32
	to                    int32
	name                  string
	mode                  activity.Mode
}

const gathering = "gathering"

// livingTopics are what threads are about.
var livingTopics = [][]string{{"methods"}, {"tools"}, {"cases"}, {"materials"}, {"people"}, {"rules"}, {"places"}, {"history"}}

// record counts what somebody did, and hands it on.
func (l *living) record(t float64, i int32, verb activity.Verb, a act) {
	st := &l.state
	m := &st.Members[i]
	if !verb.Upkeep() {
		m.Done++
		if m.First < 0 {
			m.First = t
		}
		m.Later = m.Later || t >= m.First+month
		st.Now.Acts++
		if mark := int32(st.Week + 1); m.Met != mark {
			m.Met = mark
			st.Now.People++
			if t < m.First+halfYear {
				m.Early++
			}
		}
	}
	st.Records++
	if l.sink == nil {
		return
	}
	at := activity.Moment(l.started.Add(time.Duration(t * float64(week))))
	record := activity.Activity{Actor: m.Name, Verb: verb, At: at, Mode: a.mode}
	names := activity.Imported{Source: l.source}
	switch {
	case a.name != "":
		names.Object, record.Object = a.name, activity.Foreign(l.source, a.name)
	case a.object == 0:
		names.Object, record.Object = "community", activity.Foreign(l.source, "community")
	default:
		names.Object, record.Object = l.named(a.object)
	}
	names.InReplyTo, record.InReplyTo = l.named(a.reply)
	if a.thread != 0 {
		names.Thread, record.Thread = l.named(a.thread)
		record.Topics = slices.Clone(livingTopics[int(a.thread)%len(livingTopics)])
	}
	if a.to > 0 && a.to != i+1 { // who mends what is their own directs it at nobody
		record.To = st.Members[a.to-1].Name
	}
	record.Detail = names
	record.ID = l.id(at)
	l.sink(record)
}

// id returns the identifier of the latest record: its time, and bits of the run and of
// the record's number that no other record of the run has.
func (l *living) id(at time.Time) activity.ID {
	var bits [10]byte
	binary.BigEndian.PutUint16(bits[:], uint16(l.run))
	binary.BigEndian.PutUint64(bits[2:], l.run^mix(uint64(l.state.Records)))
	return activity.V7(at, bits)
}

// mix maps each number to another one, as SplitMix64 does (Steele, Lea & Flood 2014).
func mix(x uint64) uint64 {
	x *= 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// naming is the name of an object and the identifier that is made of it.
type naming struct {
	n    int32
	name string
	id   activity.ObjectID
}

// named returns an object's name and identifier. It keeps the latest, since what somebody
// replies to is mostly new.
func (l *living) named(n int32) (string, activity.ObjectID) {
	if n == 0 {
		return "", activity.ObjectID{}
	}
	kept := &l.names[int(n)%len(l.names)]
	if kept.n != n {
		name := "o" + strconv.Itoa(int(n))
		*kept = naming{n, name, activity.Foreign(l.source, name)}
	}
	return kept.name, kept.id
}
