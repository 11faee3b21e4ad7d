package postgrestest

import (
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestStandby(t *testing.T) {
	t.Parallel()
	primary := Start(t, nil)
	here := primary.URL("postgres")
	execute(t, here, "CREATE TABLE things (id serial)",
		"ALTER SYSTEM SET synchronous_standby_names = 'somebody'") // which is copied, but not in force
	standby := primary.Standby(t)
	there := standby.URL("postgres")
	assert.True(t, ask[bool](t, there, "SELECT pg_is_in_recovery()"))
	insert := "INSERT INTO things DEFAULT VALUES"
	things := func(url string) int { return ask[int](t, url, "SELECT count(*) FROM things") }

	t.Run("it follows", func(t *testing.T) {
		execute(t, there, "SELECT pg_wal_replay_pause()")
		execute(t, here, insert)
		var resumed sync.WaitGroup
		resumed.Go(func() { // when it is waited for
			standby.eventually(t, "EXISTS (SELECT FROM pg_stat_activity WHERE query LIKE '%replay_lsn%' AND pid <> pg_backend_pid())")
			standby.exec(t, "SELECT pg_wal_replay_resume()")
		})
		standby.WaitFor(t, primary.LSN(t))
		assert.Equal(t, 1, things(there))
		resumed.Wait()
	})

	t.Run("it catches up", func(t *testing.T) {
		standby.Stop(t)
		execute(t, here, insert)
		standby.Restart(t)
		standby.WaitFor(t, primary.LSN(t))
		assert.Equal(t, 2, things(there))
	})

	t.Run("a commit waits for it", func(t *testing.T) {
		primary.Synchronous(t, standby)
		standby.Stop(t)
		var committed sync.WaitGroup
		committed.Go(func() { execute(t, here, insert) })
		primary.eventually(t, "EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'SyncRep')")
		primary.Synchronous(t) // for nobody
		committed.Wait()
		standby.Restart(t)
	})

	t.Run("it takes over", func(t *testing.T) {
		primary.Synchronous(t, standby)
		execute(t, here, slices.Repeat([]string{insert}, 100)...)
		primary.Kill(t)
		standby.Promote(t)
		assert.Equal(t, 103, things(there))
		execute(t, there, insert) // waits for nobody
	})
}
