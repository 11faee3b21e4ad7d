package storage

import (
	"slices"
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
	// new is in the record of one of the communities (of any, other tenants'
	// included, if none is named): one value for all that came since the last was
	// taken. Stop ends the watch.
	Watch(communities ...activity.CommunityID) (news <-chan struct{}, stop func())
}

// Watch is Watcher.Watch of a store. If the store is no Watcher, nothing ever
// comes.
func Watch(s Store, communities ...activity.CommunityID) (news <-chan struct{}, stop func()) {
	if w, ok := s.(Watcher); ok {
		return w.Watch(communities...)
	}
	return nil, func() {}
}

// Watches are those who watch a place: what adapters share to be a Watcher. The
// zero value is ready for use. An adapter calls Tell after each commit.
type Watches struct {
	mu sync.Mutex
	by map[activity.CommunityID]map[chan struct{}]struct{}
}

// everywhere stands for all communities; no community has the zero id.
var everywhere activity.CommunityID

// Watch implements Watcher.
func (w *Watches) Watch(communities ...activity.CommunityID) (news <-chan struct{}, stop func()) {
	if len(communities) == 0 {
		communities = []activity.CommunityID{everywhere}
	} else {
		communities = slices.Clone(communities)
	}
	one := make(chan struct{}, 1)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.by == nil {
		w.by = make(map[activity.CommunityID]map[chan struct{}]struct{})
	}
	for _, c := range communities {
		if w.by[c] == nil {
			w.by[c] = make(map[chan struct{}]struct{})
		}
		w.by[c][one] = struct{}{}
	}
	return one, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		for _, c := range communities {
			delete(w.by[c], one)
			if len(w.by[c]) == 0 {
				delete(w.by, c)
			}
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
	w.tell(everywhere)
}

func (w *Watches) tell(c activity.CommunityID) {
	for one := range w.by[c] {
		select {
		case one <- struct{}{}:
		default: // it knows already
		}
	}
}
