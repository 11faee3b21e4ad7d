package sqlstore

import (
	"sync"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
)

// hidden are communities that were in the way of those who would found them, and
// that the database does not show: other tenants', or founded by rivals, who can
// be seen the next time.
type hidden map[activity.CommunityID]bool

// tenants remembers whose communities are, which never changes.
type tenants struct {
	mu    sync.RWMutex
	known map[activity.CommunityID]storage.Tenant
}

// manyTenants is how many communities are remembered at most.
const manyTenants = 100_000

func (t *tenants) of(c activity.CommunityID) (storage.Tenant, bool) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	tenant, ok := t.known[c]
	return tenant, ok
}

// learn remembers what has been read of a state that is committed.
func (t *tenants) learn(c activity.CommunityID, tenant storage.Tenant) {
	if before, ok := t.of(c); ok && before == tenant {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.known == nil || len(t.known) >= manyTenants {
		t.known = make(map[activity.CommunityID]storage.Tenant)
	}
	t.known[c] = tenant
}
