package postgres_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/internal/crashtest"
	"github.com/praxis-cop/praxis/internal/postgrestest"
	"github.com/praxis-cop/praxis/internal/smalldisk"
	"github.com/praxis-cop/praxis/internal/soak"
	"github.com/praxis-cop/praxis/storage"
)

// A tablespace is full: many callers, who share commits, each hear so, and the
// server goes on. When there is room again the same store goes on.
func TestSoakFullTablespace(t *testing.T) {
	t.Parallel()
	seed := soak.Seed(t)
	server := postgrestest.Start(t, nil)
	var total crashtest.Figures
	rounds := soak.Pick(t, 1, 4, 20)
	for round := range rounds {
		disk := smalldisk.New(t, 64)
		space, name := filepath.Join(disk.Path, "space"), fmt.Sprint("small_", round)
		command(t, server, "COPY (SELECT 1) TO PROGRAM 'cat; mkdir "+space+"'") // as the server's user
		command(t, server, "CREATE TABLESPACE "+name+" LOCATION '"+space+"'")
		command(t, server, "CREATE DATABASE "+name+" TABLESPACE "+name)
		s := openURL(t, server.URL(name))
		total = total.Add(crashtest.Full{
			Store: s,
			Fill:  func(leave int64) { disk.Fill(t, leave) },
			Clear: func() { disk.Clear(t) },
		}.Survive(t, seed+uint64(round)))
		server.Amcheck(t)
		require.NoError(t, s.Close())
		command(t, server, "DROP DATABASE "+name)
		command(t, server, "DROP TABLESPACE "+name)
	}
	t.Logf("%d tablespaces, each full twice: %v", rounds, total)
}

// The server's whole disk is full, its log's included, at which it gives up.
// When there is room again it is started again, and nothing is lost.
func TestSoakFullServer(t *testing.T) {
	soak.Only(t)
	seed := soak.Seed(t)
	var total crashtest.Figures
	rounds := soak.Pick(t, 0, 3, 20)
	for round := range rounds {
		t.Run(fmt.Sprint(round), func(t *testing.T) {
			total = total.Add(fullServer(t, seed+uint64(round)))
		})
	}
	t.Logf("%d servers, each full twice: %v", rounds, total)
}

func fullServer(t *testing.T, seed uint64) crashtest.Figures {
	t.Helper()
	disk := smalldisk.New(t, 192)
	t.Setenv("TMPDIR", disk.Path)
	server := postgrestest.Start(t, postgrestest.Settings{"max_wal_size": "32MB", "min_wal_size": "32MB"})
	url := server.URL("postgres")
	return crashtest.Full{
		Store: openURL(t, url),
		Fill:  func(leave int64) { disk.Fill(t, leave) },
		Clear: func() {
			giveUp(t, url)
			disk.Clear(t)
			server.Abort(t) // whatever it is at; a fast shutdown waits as long as clients knock
			server.Restart(t)
		},
		Fresh:   func() storage.Store { return openURL(t, url) },
		Outages: outages,
	}.Survive(t, seed)
}

// giveUp makes a server without space begin one file of its log after the other,
// until it cannot.
func giveUp(t *testing.T, url string) {
	t.Helper()
	for n := 0; ; n++ {
		require.Less(t, n, 100, "the disk is not full")
		conn, err := pgx.Connect(t.Context(), url)
		if err != nil {
			return
		}
		_, err = conn.Exec(t.Context(), "SELECT txid_current(), pg_switch_wal()")
		_ = conn.Close(t.Context())
		if err != nil {
			return
		}
	}
}
