package relay_test

import (
	"math/rand/v2"
	"net"
	"sync"
	"testing"
	"time"

	watermillnats "github.com/ThreeDotsLabs/watermill-nats/v2/pkg/nats"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/relay"
	"github.com/praxis-cop/praxis/storage/memory"
)

// jetStream is a NATS server in this process, which can be stopped and started
// again with what it holds.
type jetStream struct {
	t       *testing.T
	options server.Options
	running *server.Server
}

func newJetStream(t *testing.T) *jetStream {
	j := &jetStream{t: t, options: server.Options{
		Host: "127.0.0.1", Port: server.RANDOM_PORT, NoLog: true, NoSigs: true, JetStream: true, StoreDir: t.TempDir(),
	}}
	j.start()
	j.options.Port = j.running.Addr().(*net.TCPAddr).Port
	t.Cleanup(j.stop)
	return j
}

func (j *jetStream) start() {
	o := j.options
	s, err := server.NewServer(&o)
	require.NoError(j.t, err)
	s.Start()
	require.True(j.t, s.ReadyForConnections(time.Minute))
	j.running = s
}

func (j *jetStream) stop() {
	j.running.Shutdown()
	j.running.WaitForShutdown()
}

// publisher is Watermill's, which waits for the server to have each message.
func (j *jetStream) publisher() *watermillnats.Publisher {
	p, err := watermillnats.NewPublisher(watermillnats.PublisherConfig{
		URL: j.running.ClientURL(),
		NatsOptions: []nats.Option{
			nats.MaxReconnects(-1), nats.ReconnectWait(5 * time.Millisecond), nats.ReconnectJitter(0, 0), nats.ReconnectBufSize(-1),
		},
		JetStream: watermillnats.JetStreamConfig{
			AutoProvision:  true, // the stream
			ConnectOptions: []nats.JSOpt{nats.MaxWait(250 * time.Millisecond)},
		},
	}, nil)
	require.NoError(j.t, err)
	return p
}

// stream is all that a stream holds.
func (j *jetStream) stream(name string) (all []activity.Activity) {
	conn, err := nats.Connect(j.running.ClientURL())
	require.NoError(j.t, err)
	defer conn.Close()
	js, err := conn.JetStream()
	require.NoError(j.t, err)
	info, err := js.StreamInfo(name)
	require.NoError(j.t, err)
	for n := info.State.FirstSeq; n <= info.State.LastSeq; n++ {
		raw, err := js.GetMsg(name, n)
		require.NoError(j.t, err)
		m, err := (&watermillnats.NATSMarshaler{}).Unmarshal(&nats.Msg{Header: raw.Header, Data: raw.Data})
		require.NoError(j.t, err)
		a, err := relay.Decode(m)
		require.NoError(j.t, err)
		assert.Equal(j.t, a.ID.String(), m.UUID)
		assert.Equal(j.t, a.Community.String(), m.Metadata.Get(relay.Community))
		all = append(all, a)
	}
	return all
}

// shaky fails at random, before the broker has the message and after.
type shaky struct {
	message.Publisher
	mu       sync.Mutex
	random   *rand.Rand
	accepted chan struct{} // told of each that was accepted, if anybody listens
	waiting  chan struct{} // holds one for each that was recorded and not yet accepted, or so
}

func (p *shaky) Publish(topic string, messages ...*message.Message) error {
	p.mu.Lock()
	fate := p.random.IntN(20)
	p.mu.Unlock()
	if fate == 0 {
		return errRefused
	}
	if err := p.Publisher.Publish(topic, messages...); err != nil {
		return err
	}
	if fate == 1 {
		return errRefused // and yet it is there
	}
	select {
	case p.accepted <- struct{}{}:
	default:
	}
	select {
	case <-p.waiting:
	default:
	}
	return nil
}

// While activities are recorded, the broker is stopped and started again, the
// relay too, and what it publishes fails at random: each record arrives.
func TestRelayToJetStream(t *testing.T) {
	broker := newJetStream(t)
	c := praxis.New(memory.New(nil), nil)
	accepted, waiting := make(chan struct{}), make(chan struct{}, 50)
	random := rand.New(rand.NewPCG(1, 2))
	var stop func()
	restart := func() {
		p := broker.publisher()
		s := &shaky{Publisher: p, random: rand.New(rand.NewPCG(random.Uint64(), 0)), accepted: accepted, waiting: waiting}
		end := start(t, relay.New(c, s, &relay.Options{
			Interval: 20 * time.Millisecond, LongestPause: 50 * time.Millisecond, Batch: 10, Workers: 3,
		}))
		stop = func() { end(); assert.NoError(t, p.Close()) }
	}
	restart()

	ids := []activity.CommunityID{found(t, c), found(t, c)}
	var writers sync.WaitGroup
	quit := make(chan struct{})
	for n := range 2 {
		writers.Go(func() {
			for {
				select {
				case <-quit:
					return
				case waiting <- struct{}{}: // as fast as it is relayed, and not much faster
					ask(t, c, ids[n], 1)
				}
			}
		})
	}
	relayed := func(n int) {
		for range n {
			<-accepted
		}
	}
	for round := range 6 {
		relayed(20 + random.IntN(30))
		if round%2 == 0 {
			stop() // in the midst of it
		}
		broker.stop()
		for _, id := range ids {
			ask(t, c, id, 10+random.IntN(20))
		}
		ids = append(ids, found(t, c))
		broker.start()
		if round%2 == 0 {
			restart()
		}
	}
	relayed(20)
	close(quit)
	writers.Wait()
	require.Eventually(t, func() bool {
		lags, err := c.Lags(t.Context(), "relay", activity.CommunityID{}, 0)
		return err == nil && len(lags) == 0
	}, time.Minute, 10*time.Millisecond)
	stop()

	arrived := broker.stream("praxis")
	delivers(t, c, arrived)
	assert.Greater(t, len(arrived), 300)
	t.Logf("%d messages", len(arrived))
}
