package relay_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/relay"
	"github.com/praxis-cop/praxis/storage"
)

// No test leaves a goroutine behind.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func charter(name string) cop.Charter {
	return cop.Charter{Name: name, Domain: cop.Domain{Concern: "auditing public money well"}}
}

// found founds a community, whose record then has two activities.
func found(t testing.TB, c *praxis.Constellation) activity.CommunityID {
	t.Helper()
	community, err := c.As("ana").Found(t.Context(), charter("auditors"))
	require.NoError(t, err)
	return community.ID
}

// ask records some activities.
func ask(t testing.TB, c *praxis.Constellation, id activity.CommunityID, times int) {
	t.Helper()
	for range times {
		_, err := c.As("ana").In(id).Ask(t.Context(), "Why?")
		assert.NoError(t, err)
	}
}

// cursor is how far a relay has got.
func cursor(t testing.TB, c *praxis.Constellation, id activity.CommunityID) activity.Seq {
	t.Helper()
	seen, err := c.Cursor(t.Context(), id, "relay")
	require.NoError(t, err)
	return seen
}

// start runs a relay until the function that it returns is called, which waits
// for its end.
func start(t testing.TB, r *relay.Relay) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- r.Run(ctx) }()
	return sync.OnceFunc(func() {
		cancel()
		assert.NoError(t, <-ended)
	})
}

// broker is a publisher that keeps what it accepts.
type broker struct {
	accepts func(topic string, a activity.Activity) error // nil: everything

	mu       sync.Mutex
	topics   map[string]int
	accepted []activity.Activity
	at       []time.Time // when it was accepted
	now      int         // how many Publish run
	most     int         // and did at once
}

func (b *broker) Publish(topic string, messages ...*message.Message) error {
	b.mu.Lock()
	b.now++
	b.most = max(b.most, b.now)
	b.mu.Unlock()
	defer func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.now--
	}()
	for _, m := range messages {
		a, err := relay.Decode(m)
		if err != nil {
			return err
		}
		if b.accepts != nil {
			if err := b.accepts(topic, a); err != nil {
				return err
			}
		}
		b.mu.Lock()
		if b.topics == nil {
			b.topics = make(map[string]int)
		}
		b.topics[topic]++
		b.accepted, b.at = append(b.accepted, a), append(b.at, time.Now())
		b.mu.Unlock()
	}
	return nil
}

func (b *broker) Close() error { return nil }

// of are the places in a community's record of what was accepted, as it came.
func (b *broker) of(id activity.CommunityID) (places []activity.Seq) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, a := range b.accepted {
		if a.Community == id {
			places = append(places, a.Seq)
		}
	}
	return places
}

// when is when a community's activities were accepted.
func (b *broker) when(id activity.CommunityID) (times []time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, a := range b.accepted {
		if a.Community == id {
			times = append(times, b.at[i])
		}
	}
	return times
}

// upTo are the places in a record up to one.
func upTo(last int) (places []activity.Seq) {
	for n := range last {
		places = append(places, activity.Seq(n+1))
	}
	return places
}

// delivers asserts what a relay promises: each community's record arrived, whole
// and in order once repeats are left out.
func delivers(t testing.TB, c *praxis.Constellation, accepted []activity.Activity) {
	t.Helper()
	first := make(map[activity.CommunityID][]activity.Activity)
	seen := make(map[activity.ID]bool)
	for _, a := range accepted {
		if !seen[a.ID] {
			seen[a.ID] = true
			first[a.Community] = append(first[a.Community], a)
		}
	}
	all, err := c.Communities(t.Context(), activity.CommunityID{}, 0)
	require.NoError(t, err)
	for _, community := range all {
		record, err := c.Activities(t.Context(), community.ID, 0, 0)
		require.NoError(t, err)
		assert.Equal(t, record, first[community.ID])
	}
	assert.Len(t, first, len(all))
}

// counted is a store that counts what it is asked, and can fail.
type counted struct {
	storage.Store
	mu             sync.Mutex
	fault          error
	views, updates []time.Time // when they began
}

func (s *counted) note(list *[]time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	*list = append(*list, time.Now())
	return s.fault
}

func (s *counted) View(ctx context.Context, fn func(context.Context, storage.Reader) error) error {
	if err := s.note(&s.views); err != nil {
		return err
	}
	return s.Store.View(ctx, fn)
}

func (s *counted) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	if err := s.note(&s.updates); err != nil {
		return err
	}
	return s.Store.Update(ctx, fn)
}

// fail makes what follows fail, and forgets what was asked before.
func (s *counted) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault, s.views, s.updates = err, nil, nil
}

// asked is when Views and Updates began.
func (s *counted) asked() (views, updates []time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.views, s.updates
}
