package main

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage/memory"
)

var update = flag.Bool("update", false, "write testdata/page.txt anew")

func TestPage(t *testing.T) {
	var page bytes.Buffer
	run(&page, filepath.Join(t.TempDir(), "plantbreeding.db"))
	golden := filepath.Join("testdata", "page.txt")
	if *update {
		require.NoError(t, os.WriteFile(golden, page.Bytes(), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), page.String(), "the same story, the same page; -update writes it anew")
}

// TestWhatIsLost: with the only one who carried practice between two
// communities, the link goes; what they brought stays.
func TestWhatIsLost(t *testing.T) {
	ctx := t.Context()
	s := tell(ctx, io.Discard, memory.New(nil))
	between := func(one, other string) []activity.Person {
		return s.links(ctx)[membership.LinkOf(s.crops[one].id, s.crops[other].id)]
	}
	assert.Empty(t, between("cassava", "sorghum"), "kofi has left")
	assert.Equal(t, []activity.Person{"amina"}, between("cassava", "rice"), "ngozi carried something, too, but is not heard among the rice breeders")

	brought, err := s.in("cassava", grace).Resource(ctx, s.fieldBookHere)
	require.NoError(t, err)
	assert.Equal(t, activity.Person("kofi"), brought.Author)
	assert.Equal(t, s.fieldBook, brought.Origin.Resource, "it says where it comes from")
	uses, err := s.in("cassava", grace).Reuses(ctx, s.fieldBookHere, activity.ID{}, 0)
	require.NoError(t, err)
	require.Len(t, uses, 5)
	kofi, err := s.in("cassava", "kofi").Membership(ctx)
	require.NoError(t, err)
	assert.True(t, uses[4].At.After(kofi.Since), "it is still used after he left")
}

// TestBrokeringTakesLegitimacy: what Linh brought lay unused until those who
// have a voice stood up for it.
func TestBrokeringTakesLegitimacy(t *testing.T) {
	ctx := t.Context()
	s := tell(ctx, io.Discard, memory.New(nil))
	stoodUp, err := s.in("sorghum", grace).Endorsements(ctx, s.labelsHere, "", 0)
	require.NoError(t, err)
	require.Len(t, stoodUp, 1)
	uses, err := s.in("sorghum", grace).Reuses(ctx, s.labelsHere, activity.ID{}, 0)
	require.NoError(t, err)
	require.NotEmpty(t, uses)
	for _, use := range uses {
		assert.True(t, use.At.After(stoodUp[0].At))
	}
}
