package storage_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

// Whoever looks after each of the values they receive sees all that was told.
func TestWatchesAtOnce(t *testing.T) {
	const writers, each, watchers = 4, 500, 6
	var (
		watches storage.Watches
		mu      sync.Mutex
		record  int
		group   sync.WaitGroup
	)
	for i := range watchers {
		news, stop := watches.Watch([][]activity.CommunityID{nil, {auditors}, {{1}, auditors}}[i%3]...)
		group.Go(func() {
			defer stop()
			for seen := 0; seen < writers*each; {
				<-news
				mu.Lock()
				assert.GreaterOrEqual(t, record, seen)
				seen = record
				mu.Unlock()
			}
		})
	}
	for range writers {
		group.Go(func() {
			for range each {
				mu.Lock()
				record++
				mu.Unlock()
				watches.Tell(auditors)
			}
		})
	}
	group.Wait()
	assert.Zero(t, storage.Watching(&watches), "whoever stops leaves nothing behind")
}

func TestNobodyTellsOfAStoreThatIsNoWatcher(t *testing.T) {
	news, stop := storage.Watch(struct{ storage.Store }{memory.New(nil)}, auditors)
	assert.Nil(t, news)
	stop()
}
