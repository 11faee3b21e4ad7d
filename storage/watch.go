package storage

import (
	"sync"

	"github.com/praxis-cop/praxis/activity"
)

// Watcher is what a Store can be besides: one that tells at once of what has
// been appended through it, or through another handle to the same place in this
// process. What other processes append, and what is appended in a transaction
// that was joined, it does not tell of; so whoever watches looks now and then
// all the same.
type Watcher interface {
	// Watch returns a channel on which a value lies ready as soon as something
	// new is in the community's record (for the zero id: in anybody's, of other
	// tenants too), one value for all that came since the last was taken. Stop
	// ends the watch.
	Watch(activity.CommunityID) (news <-chan struct{}, stop func())
}

// Watch is Watcher.Watch of a store. If the store is no Watcher, nothing ever
// comes.
func Watch(s Store, c activity.CommunityID) (news <-chan struct{}, stop func()) {
	if w, ok := s.(Watcher); ok {
		return w.Watch(c)
	}
	return nil, func() {}
}

// Watches are those who watch a place: what adapters share to be a Watcher. The
// zero value is ready for use. An adapter calls Tell after each commit.
type Watches struct {
	mu sync.Mutex
	by map[activity.CommunityID]map[chan struct{}]struct{}
}

// Watch implements Watcher.
func (w *Watches) Watch(c activity.CommunityID) (news <-chan struct{}, stop func()) {
	one := make(chan struct{}, 1)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.by == nil {
		w.by = make(map[activity.CommunityID]map[chan struct{}]struct{})
	}
	if w.by[c] == nil {
		w.by[c] = make(map[chan struct{}]struct{})
	}
	w.by[c][one] = struct{}{}
	return one, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.by[c], one)
		if len(w.by[c]) == 0 {
			delete(w.by, c)
		}
	}
}

// Tell tells whoever watches that there is something new in the records of
// communities. It waits for nobody.
func (w *Watches) Tell(communities ...activity.CommunityID) {
	if len(communities) == 0 {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.by) == 0 {
		return
	}
	for _, c := range communities {
		w.tell(c)
	}
	w.tell(activity.CommunityID{})
}

func (w *Watches) tell(c activity.CommunityID) {
	for one := range w.by[c] {
		select {
		case one <- struct{}{}:
		default: // it knows already
		}
	}
}
