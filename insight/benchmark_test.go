package insight

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
)

func BenchmarkMeasure(b *testing.B) {
	const events = 100_000
	history := generated(events, 2_000)
	b.ReportAllocs()
	for b.Loop() {
		m, err := Measure(history)
		require.NoError(b, err)
		require.Equal(b, events, m.Events)
	}
	b.ReportMetric(events*float64(b.N)/b.Elapsed().Seconds(), "events/s")
}

// generated is a history of questions on a hundred topics, one event in five, and of
// answers, one in six of which is accepted, and comments to earlier ones, ten minutes
// apart. A few of the people do most of it.
func generated(events, people int) activity.Stream {
	return func(yield func(activity.Activity, error) bool) {
		random := rand.New(rand.NewPCG(1, 2))
		type question struct {
			id     activity.ObjectID
			asker  activity.Person
			topics []string
		}
		var topics [100][]string
		for i := range topics {
			topics[i] = []string{"topic" + strconv.Itoa(i)}
		}
		var open []question
		at := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
		for i := range events {
			at = at.Add(10 * time.Minute)
			who := int(float64(people) * math.Pow(random.Float64(), 3))
			a := activity.Activity{Actor: activity.Person("person" + strconv.Itoa(who)), Verb: activity.Ask, At: at}
			binary.BigEndian.PutUint64(a.Object[:], uint64(i+1))
			a.Thread = a.Object
			if i%5 == 0 {
				a.Topics = topics[i/5%len(topics)]
				open = append(open, question{a.Object, a.Actor, a.Topics})
			} else {
				q := open[max(0, len(open)-1-random.IntN(50))]
				a.Verb, a.Thread, a.InReplyTo, a.To, a.Topics = activity.Answer, q.id, q.id, q.asker, q.topics
				if i%5 > 2 {
					a.Verb = activity.Comment
				} else if i%15 == 1 {
					a.Detail = activity.Imported{Accepted: true}
				}
			}
			if !yield(a, nil) {
				return
			}
		}
	}
}
