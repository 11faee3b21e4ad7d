package archive_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/internal/errand"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/archive"
	"github.com/praxis-cop/praxis/storage/memory"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

var errands = errand.Errands{"import": importAloud}

func TestMain(m *testing.M) { errands.Main(m) }

// importAloud imports an archive into a file, says so whenever it has written
// something, and waits to be told to go on.
func importAloud(ctx context.Context, args ...string) error {
	from, into := args[0], args[1]
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	s, err := sqlite.Open(ctx, into, nil)
	if err != nil {
		return err
	}
	defer s.Close()
	_, err = archive.Import(ctx, odd{Store: s, tx: func(tx storage.Tx) storage.Tx { return loud{tx} }}, f)
	return err
}

type loud struct{ storage.Tx }

func (l loud) Append(ctx context.Context, c activity.CommunityID, batch []activity.Activity) (int, error) {
	added, err := l.Tx.Append(ctx, c, batch)
	fmt.Println("written")
	_, _ = os.Stdin.Read(make([]byte, 1))
	return added, err
}

// Whenever the process is killed, each community is there or not, and the import
// can be run again.
func TestAKilledImport(t *testing.T) {
	t.Parallel()
	const communities = 3
	origin := memory.New(nil)
	writes := 0
	for i := range communities {
		id := newcomers(t, origin, i)
		outlines(t, origin, id, 900)
		writes += 11 // at most 100 outlines each, after the two acts of the founding
	}
	archived := exported(t, origin)
	want, _ := holding(t, origin)
	from := filepath.Join(t.TempDir(), "praxis.jsonl")
	require.NoError(t, os.WriteFile(from, archived, 0o600))

	for range 4 {
		into := filepath.Join(t.TempDir(), "praxis.db")
		killed(t, from, into, 1+rand.IntN(writes))
		s, err := sqlite.Open(t.Context(), into, nil)
		require.NoError(t, err)
		there, _ := holding(t, s)
		assert.Less(t, len(there), communities)
		assert.Equal(t, want[:len(there)], append([]storage.Snapshot{}, there...))
		rest, err := imported(t, s, archived)
		require.NoError(t, err)
		assert.Equal(t, len(there), rest.Passed)
		assert.Equal(t, communities-len(there), rest.Communities)
		assert.True(t, string(archived) == string(exported(t, s)))
		require.NoError(t, s.Close())
	}
}

// killed begins an import in another process and kills it when it has written so
// often.
func killed(t *testing.T, from, into string, after int) {
	t.Helper()
	p := errands.Command(t, "import", from, into)
	says, err := p.StdoutPipe()
	require.NoError(t, err)
	hears, err := p.StdinPipe()
	require.NoError(t, err)
	require.NoError(t, p.Start())
	said := 0
	for out := bufio.NewScanner(says); out.Scan(); {
		if said++; said == after {
			require.NoError(t, p.Process.Kill())
			continue // until it is dead
		}
		_, err := hears.Write([]byte{'\n'})
		require.NoError(t, err)
	}
	assert.Error(t, p.Wait(), "it has not ended by itself")
	require.Equal(t, after, said)
}
