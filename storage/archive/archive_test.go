package archive_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/archive"
	"github.com/praxis-cop/praxis/storage/memory"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

// An archive that is once written is read for ever. If this fails because a
// fact has got another member, that has to be left out when it is empty; if the
// format has changed, it has another version, and this file is read all the same.
func TestTheFormat(t *testing.T) {
	want := recorded(t)
	assert.Equal(t, string(want), string(reseal(want)), "the digests are what the package's documentation says")
	for _, s := range []storage.Store{memory.New(nil), inFile(t)} {
		done, err := imported(t, s, want)
		require.NoError(t, err)
		assert.Equal(t, archive.Summary{Communities: 2, Activities: 27}, done)
		assert.Equal(t, string(want), string(exported(t, s)))
	}
	done, err := archive.Verify(t.Context(), bytes.NewReader(want))
	require.NoError(t, err)
	assert.Equal(t, archive.Summary{Communities: 2, Activities: 27}, done)
}

// The same holds for what communities have come to do since.
func TestTheFormatInFull(t *testing.T) {
	for _, want := range []struct {
		archived   []byte
		activities int64
	}{
		{recordedInFull(t), 66}, {recordedOf(t, "resources"), 17}, {recordedOf(t, "value"), 14}, {recordedOf(t, "tasks"), 12}, {recordedOf(t, "life"), 14},
	} {
		for _, s := range []storage.Store{memory.New(nil), inFile(t)} {
			done, err := imported(t, s, want.archived)
			require.NoError(t, err)
			assert.Equal(t, archive.Summary{Communities: 1, Activities: want.activities}, done)
			assert.Equal(t, string(want.archived), string(exported(t, s)))
		}
	}
}

// facts are those that occur in an archive.
func facts(archived []byte) map[string]bool {
	found := make(map[string]bool)
	for _, fact := range regexp.MustCompile(`"fact":"([^"]+)"`).FindAllSubmatch(archived, -1) {
		found[string(fact[1])] = true
	}
	return found
}

// allFacts are those of the archives that are recorded.
func allFacts(t testing.TB) map[string]bool {
	all := facts(recorded(t))
	maps.Copy(all, facts(recordedInFull(t)))
	for _, subject := range []string{"resources", "value", "tasks", "life"} {
		maps.Copy(all, facts(recordedOf(t, subject)))
	}
	return all
}

// The documentation names every fact that there is, and the recorded archives
// have an example of each.
func TestTheFactsAreDocumented(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	documented := make(map[string]bool)
	for _, line := range regexp.MustCompile(`(?m)^//\t(imported|[a-z]+\.[a-z-]+)(?: .*)?$`).FindAllSubmatch(doc, -1) {
		documented[string(line[1])] = true
	}
	assert.Equal(t, allFacts(t), documented)
}

// However communities live, they go from store to store and back as they are.
func TestRandomLivesMove(t *testing.T) {
	file, lives, known := inFile(t), 0, allFacts(t)
	rapid.Check(t, func(r *rapid.T) {
		origin, back := memory.New(nil), memory.New(nil)
		for range rapid.IntRange(1, 3).Draw(r, "communities") {
			lives++
			storagetest.Live(t.Context(), r, origin, lives, rapid.IntRange(0, 60).Draw(r, "acts"))
		}
		archived := exported(t, origin)
		require.Subset(r, known, facts(archived), "there is a new fact: document it, and add it to an archive that is recorded")
		var other storage.Store = file.Tenant(storage.Tenant(fmt.Sprint("lives up to ", lives)))
		_, err := imported(t, other, archived)
		require.NoError(r, err)
		require.Equal(r, string(archived), string(exported(t, other)))
		_, err = imported(t, back, exported(t, other))
		require.NoError(r, err)
		require.Equal(r, string(archived), string(exported(t, back)))

		snapshots, records := holding(t, origin)
		for _, s := range []storage.Store{other, back} {
			arrived, journals := holding(t, s)
			require.Equal(r, snapshots, arrived)
			require.Equal(r, records, journals)
		}
	})
}

// Life goes on where it has arrived.
func TestLifeGoesOn(t *testing.T) {
	there, here := lived(t), inFile(t)
	_, err := imported(t, here, exported(t, there))
	require.NoError(t, err)
	gus := world(here).As("gus").In(gardeners)
	_, err = gus.Ask(t.Context(), "When to sow?")
	require.NoError(t, err)
	record, err := gus.Activities(t.Context(), activity.ID{}, 0)
	require.NoError(t, err)
	require.Len(t, record, 3)
}

// A community that is there with another record is left as it is, and nothing
// else is imported either, whether its record is longer, shorter or as long.
func TestAnotherRecord(t *testing.T) {
	long, short, other := lived(t), lived(t), lived(t)
	outlines(t, long, gardeners, 2)
	outlines(t, short, gardeners, 1)
	_, err := world(other).As("gus").In(gardeners).Ask(t.Context(), "When to sow?")
	require.NoError(t, err)
	for _, pair := range [][2]storage.Store{{long, short}, {short, long}, {short, other}, {other, short}} {
		target := pair[0]
		before, archived := exported(t, target), exported(t, pair[1])
		done, err := imported(t, target, archived)
		assert.ErrorIs(t, err, fault.Exists)
		assert.ErrorContains(t, err, "community "+gardeners.String()+": the store has it already, with another record")
		assert.Equal(t, archive.Summary{Passed: 1}, done, "the other community was looked at before")
		assert.Equal(t, before, exported(t, target))

		fresh := memory.New(nil)
		_, err = imported(t, fresh, exported(t, target, gardeners))
		require.NoError(t, err)
		_, err = imported(t, fresh, archived)
		assert.ErrorIs(t, err, fault.Exists)
		assert.Equal(t, exported(t, target, gardeners), exported(t, fresh), "not even the first community is imported")
	}
}

// Named communities are exported whatever their order, and once.
func TestSomeCommunities(t *testing.T) {
	s := memory.New(nil)
	live(t, s)
	assert.Equal(t, exported(t, s), exported(t, s, gardeners, auditors, gardeners))

	target := memory.New(nil)
	done, err := imported(t, target, exported(t, s, gardeners))
	require.NoError(t, err)
	assert.Equal(t, archive.Summary{Communities: 1, Activities: 2}, done)
	done, err = imported(t, target, exported(t, s))
	require.NoError(t, err)
	assert.Equal(t, archive.Summary{Communities: 1, Activities: 25, Passed: 1}, done)
	assert.Equal(t, exported(t, s), exported(t, target))
	done, err = imported(t, target, exported(t, s))
	require.NoError(t, err)
	assert.Equal(t, archive.Summary{Passed: 2}, done)

	var b bytes.Buffer
	_, err = archive.Export(t.Context(), s, &b, &archive.Options{Communities: []activity.CommunityID{gardeners, {1}}})
	assert.ErrorIs(t, err, fault.NotFound)
	assert.ErrorContains(t, err, "archive.Export: ")
	assert.Zero(t, b.Len(), "nothing has been written yet")
}

func TestNoCommunities(t *testing.T) {
	archived := exported(t, memory.New(nil))
	assert.Len(t, lines(archived), 2)
	done, err := imported(t, memory.New(nil), archived)
	require.NoError(t, err)
	assert.Zero(t, done)
}

// What is written while an export runs is not in it, nor in its way.
func TestAnExportIsOfOneMoment(t *testing.T) {
	s := inFile(t)
	live(t, s)
	outlines(t, s, gardeners, 250)
	before := exported(t, s)

	gus := world(s).As("gus").In(gardeners)
	var told [][2]int64
	var b bytes.Buffer
	_, err := archive.Export(t.Context(), s, &b, &archive.Options{Progress: func(done, all int64) {
		told = append(told, [2]int64{done, all})
		require.NoError(t, gus.Invite(t.Context(), activity.Person(fmt.Sprint("person ", done)), ""))
	}})
	require.NoError(t, err)
	assert.Equal(t, [][2]int64{{100, 277}, {200, 277}, {277, 277}}, told)
	assert.Equal(t, string(before), b.String())
	assert.Len(t, lines(exported(t, s)), len(lines(before))+3)
}

func TestExportFile(t *testing.T) {
	s, folder := lived(t), t.TempDir()
	path := filepath.Join(folder, "praxis.jsonl")
	done, err := archive.ExportFile(t.Context(), s, path, nil)
	require.NoError(t, err)
	assert.Equal(t, archive.Summary{Communities: 2, Activities: 27}, done)
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, exported(t, s), content)

	done, err = archive.ExportFile(t.Context(), s, path, nil)
	assert.ErrorIs(t, err, fault.Exists)
	assert.ErrorContains(t, err, "archive.ExportFile: ")
	assert.Zero(t, done)
	done, err = archive.ExportFile(t.Context(), s, path+"2", &archive.Options{Communities: []activity.CommunityID{{1}}})
	assert.ErrorIs(t, err, fault.NotFound)
	assert.ErrorContains(t, err, "archive.ExportFile: ")
	assert.Zero(t, done)
	files, err := os.ReadDir(folder)
	require.NoError(t, err)
	assert.Len(t, files, 1)
}

// An archive knows no tenant: that of the store's handle exports and imports.
func TestTenants(t *testing.T) {
	place := inFile(t)
	one, two := place.Tenant("one"), place.Tenant("two")
	live(t, one)
	archived := exported(t, one)

	assert.Len(t, lines(exported(t, two)), 2, "it has none")
	_, err := archive.Export(t.Context(), two, &bytes.Buffer{}, &archive.Options{Communities: []activity.CommunityID{auditors}})
	assert.ErrorIs(t, err, fault.NotFound)

	done, err := imported(t, two, archived)
	assert.ErrorIs(t, err, fault.Exists, "a community has one tenant in a place")
	assert.Zero(t, done)
	empty(t, two, "nothing is kept")
	assert.Equal(t, archived, exported(t, one), "nothing is changed")

	elsewhere := memory.New(nil).Tenant("three")
	_, err = imported(t, elsewhere, archived)
	require.NoError(t, err)
	assert.Equal(t, archived, exported(t, elsewhere))
}

func TestAnEndedContext(t *testing.T) {
	s, target := lived(t), memory.New(nil)
	archived := exported(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := archive.Export(ctx, s, &bytes.Buffer{}, nil)
	assert.ErrorIs(t, err, context.Canceled)
	_, err = archive.Verify(ctx, bytes.NewReader(archived))
	assert.ErrorIs(t, err, context.Canceled)
	assert.ErrorIs(t, err, fault.Unavailable)
	_, err = archive.Import(ctx, target, bytes.NewReader(archived))
	assert.ErrorIs(t, err, context.Canceled)
	empty(t, target, "nothing is kept")
}
