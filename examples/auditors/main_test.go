package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage/memory"
)

var update = flag.Bool("update", false, "write testdata/page.txt anew")

func TestPage(t *testing.T) {
	var page bytes.Buffer
	run(&page, filepath.Join(t.TempDir(), "auditors.db"))
	golden := filepath.Join("testdata", "page.txt")
	if *update {
		require.NoError(t, os.WriteFile(golden, page.Bytes(), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), page.String(), "the same story, the same page; -update writes it anew")
}

// TestTheStoryIsTheSources: what Wenger-Trayner tell of the auditors holds of
// these, and in any store.
func TestTheStoryIsTheSources(t *testing.T) {
	ctx := t.Context()
	s := tell(ctx, memory.New(nil))
	edina := s.as("edina")

	held := heldMeetings(ctx, edina)
	require.Len(t, held, 34, "they have their 34th official meeting")
	years := held[33].When().Sub(held[0].When()).Hours() / 24 / 365.25
	assert.InDelta(t, 7, years, 0.1, "for seven years now they have come together")

	levels, err := edina.Levels(ctx, policy())
	require.NoError(t, err)
	var founders, stayed, core int
	since := joined(ctx, edina)
	community, err := edina.Community(ctx)
	require.NoError(t, err)
	for person, level := range levels.All() {
		if since[person].Equal(community.FoundedAt) {
			founders++
			if level.Compare(membership.Peripheral) >= 0 {
				stayed++
			}
		}
		if level == membership.Core {
			core++
		}
	}
	assert.Equal(t, 10, founders)
	assert.Equal(t, 2, stayed, "only a few of the original members are still part of the group")
	assert.Positive(t, core, "there are ambitious core members")
	assert.Equal(t, membership.Core, levels.Level("nino"), "a newcomer found the way to the core")

	family := mentoringOf(ctx, edina, community.FoundedAt)
	assert.Equal(t, family.newcomers, family.welcomed, "new members are warmly welcomed into the family")

	told, by := tellers(ctx, edina)
	assert.Greater(t, by, 20, "many people tell their war stories")
	assert.GreaterOrEqual(t, told, 34)

	kinds := map[repertoire.Kind]bool{}
	for _, work := range carriedOn(ctx, edina, since) {
		kinds[work.Kind] = true
		uses, err := edina.Reuses(ctx, work.ID, activity.ID{}, 0)
		require.NoError(t, err)
		assert.True(t, uses[len(uses)-1].At.After(s.now.AddDate(-1, 0, 0)), "%s is still in use", work.Current.Title)
	}
	assert.True(t, kinds[repertoire.Template] && kinds[repertoire.Guideline], "manuals and other publications")

	thread := threadOf(held)
	assert.Equal(t, 33, thread.followed, "their meetings have continuity")
}

// TestFiveWaysThrough: five people are on the five paths of Wenger 1998.
func TestFiveWaysThrough(t *testing.T) {
	s := tell(t.Context(), memory.New(nil))
	for person, path := range map[activity.Person]membership.Path{
		"hristo": membership.PeripheralPath, "nino": membership.InboundPath, "edina": membership.InsiderPath, "lela": membership.BoundaryPath,
	} {
		paths, err := s.as(person).Trajectories(t.Context(), person, policy())
		require.NoError(t, err)
		assert.Equal(t, path, paths[len(paths)-1].Path, person)
	}
	paths, err := s.as("edina").Trajectories(t.Context(), "ana", policy())
	require.NoError(t, err)
	assert.Equal(t, membership.OutboundPath, paths[0].Path, "the first convener has gone on to something else")
}
