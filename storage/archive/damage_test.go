package archive_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/archive"
	"github.com/praxis-cop/praxis/storage/memory"
)

// refused checks that an archive is refused, with the line, and leaves a store
// as it was. It returns the error.
func refused(t testing.TB, target storage.Store, archived []byte, what string) error {
	t.Helper()
	done, err := imported(t, target, archived)
	require.Error(t, err, what)
	require.Contains(t, []fault.Code{fault.Invalid, fault.Precondition}, fault.CodeOf(err), what)
	require.Contains(t, err.Error(), "line ", what)
	require.Zero(t, done, what)
	empty(t, target, what)
	return err
}

// Whichever byte is another one.
func TestAByteIsAnotherOne(t *testing.T) {
	archived, target := exported(t, young(t)), memory.New(nil)
	for i := range archived {
		for _, flip := range []byte{0x01, 0x20, 0x80} { // another character, the other case, broken UTF-8
			damaged := bytes.Clone(archived)
			damaged[i] ^= flip
			refused(t, target, damaged, fmt.Sprintf("byte %d flipped by %d", i, flip))
		}
	}
	_, err := imported(t, target, archived)
	require.NoError(t, err)
}

// Wherever it is cut off.
func TestCutOff(t *testing.T) {
	archived, target := exported(t, young(t)), memory.New(nil)
	for i := range archived {
		err := refused(t, target, archived[:i], fmt.Sprintf("cut off at byte %d", i))
		if i > bytes.IndexByte(archived, '\n') {
			require.ErrorContains(t, err, "the archive is cut off here")
			require.ErrorContains(t, err, fmt.Sprintf("line %d:", bytes.Count(archived[:i], []byte("\n"))+1))
		}
	}
}

// Lines that are dropped, doubled or swapped.
func TestLinesAstray(t *testing.T) {
	all, target := lines(exported(t, lived(t))), memory.New(nil)
	try := func(what string, changed ...string) {
		t.Helper()
		refused(t, target, []byte(strings.Join(changed, "")), what)
	}
	for i := range all {
		try(fmt.Sprintf("line %d dropped", i+1), slices.Delete(slices.Clone(all), i, i+1)...)
		for j := range all {
			try(fmt.Sprintf("line %d once more before line %d", i+1, j+1), slices.Insert(slices.Clone(all), j, all[i])...)
			if i < j {
				changed := slices.Clone(all)
				changed[i], changed[j] = changed[j], changed[i]
				try(fmt.Sprintf("lines %d and %d swapped", i+1, j+1), changed...)
			}
		}
		try(fmt.Sprintf("line %d once more at the end", i+1), append(slices.Clone(all), all[i])...)
	}
	try("the archive twice", append(slices.Clone(all), all...)...)
}

// Communities that are swapped, dropped or doubled, each whole by itself.
func TestCommunitiesAstray(t *testing.T) {
	all, target := lines(exported(t, lived(t))), memory.New(nil)
	first, second, end := all[1:28], all[28:32], all[32:]
	for what, communities := range map[string][][]string{
		"swapped":      {second, first},
		"without one":  {first},
		"without both": {},
		"one twice":    {first, second, second},
	} {
		changed := slices.Concat(all[:1], slices.Concat(communities...), end)
		refused(t, target, []byte(strings.Join(changed, "")), what)
		if what == "swapped" || what == "one twice" {
			err := refused(t, target, reseal([]byte(strings.Join(changed, ""))), what)
			assert.ErrorContains(t, err, "the communities are out of order, or one is there twice")
		}
	}
}

// Two archives that are mixed, line by line and community by community.
func TestArchivesMixed(t *testing.T) {
	one := memory.New(nil)
	live(t, one)
	before := lines(exported(t, one))
	require.NoError(t, world(one).As("gus").In(gardeners).Invite(t.Context(), "hoe", ""))
	after, target := lines(exported(t, one)), memory.New(nil)
	require.Equal(t, before[:31], after[:31], "only the second community has gone on")
	for what, changed := range map[string][]string{
		"another closing line":      slices.Concat(before[:31], after[32:33], before[32:]),
		"another end":               slices.Concat(before[:32], after[33:]),
		"a later community":         slices.Concat(before[:28], after[28:33], before[32:]),
		"another community's lines": slices.Concat(before[:30], before[2:3], before[31:]),
	} {
		refused(t, target, []byte(strings.Join(changed, "")), what)
	}
}

// What each kind of mistake says.
func TestMistakes(t *testing.T) {
	archived := string(exported(t, lived(t)))
	with := func(old, changed string) string {
		require.Contains(t, archived, old)
		return strings.Replace(archived, old, changed, 1)
	}
	const foreign = "line 1: this is no archive of Praxis"
	for _, test := range []struct{ says, archive string }{
		{foreign, ""},
		{foreign, "\n"},
		{foreign, "no line at all"},
		{foreign, "t,actor,verb\n2024-01-01,u1,ask\n"},
		{foreign, "SQLite format 3\x00" + strings.Repeat("\x00", 1000) + "\n"},
		{foreign, "\ufeff" + archived},
		{foreign, archived[strings.Index(archived, "\n")+1:]},
		{"line 1: the archive has version 2 and this Praxis reads version 1; use a newer Praxis", with(`"version":1`, `"version":2`)},
		{foreign, with(`"version":1`, `"version":0`)},
		{"line 1: it is not in the form of an archive", with(`"version":1}`, `"version":1,"tenant":"x"}`)},
		{"line 1: it is not in the form of an archive", strings.ReplaceAll(archived, "\n", "\r\n")},
		{"line 2: there should be a community, or the end of the archive", with(`{"community":`, `{"Community":`)},
		{"line 2: activity.ParseID: invalid: ", with(`{"community":"0`, `{"community":"`)},
		{"line 3: there should be an activity here, or the end of the community", with(`{"seq":1,`, `{"Seq":1,`)},
		{"line 4: activity 2 is missing: here comes activity 3", with(`{"seq":2,`, `{"seq":3,`)},
		{`line 4: storage.DecodeFact: invalid: detail "membership.adored" is unknown`, with(`"membership.joined"`, `"membership.adored"`)},
		{"line 5: it is not in the form of an archive", with(`{"seq":3,`, `{"seq":3, `)},
		{"line 6: it is not in the form of an archive", with(`{"from":"inquire",`, `{"from":"inquire","since":"May",`)},
		{"line 7: activity.Check: invalid: actor must be an id", with(`"actor":"bob"`, `"actor":""`)},
		{`line 7: invalid: parsing time "2026-03-02T13:00:00.00005Z"`, with(`13:00:00.000005Z`, `13:00:00.00005Z`)},
		{"line 7: membership.applied: invalid: note must be text", with(`I audit schools,`, `\u0001`)},
		{"line 10: storage.Folder.Fold: invalid: the activity does not follow", with(`"actor":"zoë","verb":"join"`, `"actor":"ana","verb":"join"`)},
		{"line 28: community 019cadfd-8900-7000-8000-000000000002 ends with 24 activities of another digest than the 25 above",
			with(`"activities":25`, `"activities":24`)},
		{"line 29: there should be a community, or the end of the archive", with(lines([]byte(archived))[28], "")},
		{"line 33: the archive ends with 3 communities of another digest than the 2 above", with(`"communities":2`, `"communities":3`)},
		{"line 33: the archive is cut off here", strings.TrimSuffix(archived, "\n")},
		{"line 34: something follows the end of the archive", archived + "\n"},
		{"line 3: the record does not begin with the community's founding", unfounded(archived)},
		{"line 3: the record does not begin with the community's founding", bodiless(archived)},
	} {
		err := refused(t, memory.New(nil), []byte(test.archive), test.says)
		assert.ErrorContains(t, err, test.says)
		assert.ErrorContains(t, err, "archive.Import: ")
		_, err = archive.Verify(t.Context(), strings.NewReader(test.archive))
		assert.ErrorContains(t, err, test.says)
		assert.ErrorContains(t, err, "archive.Verify: ")
	}
}

// unfounded is an archive whose first record begins with an outline.
func unfounded(archived string) string {
	all := lines([]byte(archived))
	return string(reseal([]byte(strings.Join(slices.Concat(all[:2], []string{strings.Replace(all[25], `"seq":24`, `"seq":1`, 1)}, all[27:]), ""))))
}

// bodiless is an archive whose first record is empty.
func bodiless(archived string) string {
	all := lines([]byte(archived))
	return string(reseal([]byte(strings.Join(slices.Concat(all[:2], all[27:]), ""))))
}

// What is right by its digests, and yet cannot be in a store.
func TestForgeries(t *testing.T) {
	archived := string(exported(t, lived(t)))
	for says, forged := range map[string]string{
		"the record has activity 019cadfd-8900-7000-8000-000000000001 twice": strings.Replace(archived,
			`"id":"00000000-0000-0000-0000-000000000001"`, `"id":"019cadfd-8900-7000-8000-000000000001"`, 1),
		"the record does not account for the tables":// of which one would hold a membership of nobody
		strings.ReplaceAll(archived, `"to":"mallory",`, ``),
	} {
		require.NotEqual(t, archived, forged)
		for _, target := range []storage.Store{memory.New(nil), inFile(t)} {
			done, err := imported(t, target, reseal([]byte(forged)))
			assert.ErrorIs(t, err, fault.Invalid)
			assert.ErrorContains(t, err, "archive.Import: invalid: community 019cadfd-8900-7000-8000-000000000002: ")
			assert.ErrorContains(t, err, says)
			assert.Zero(t, done)
			empty(t, target, says)
		}
	}
}

// Whoever goes past the domain's rules hears of it when the record is exported,
// and not only when it is needed.
func TestWhatCannotBeImportedIsNotExported(t *testing.T) {
	for says, bad := range map[string]activity.Activity{
		"activity 3: activity.Check: invalid: actor must be an id":             {ID: activity.ID{2}, Verb: "comment", At: time.Unix(0, 0).UTC()},
		"activity 3: membership.applied: invalid: note must be text":           {ID: activity.ID{2}, Actor: "bob", Verb: "apply", At: time.Unix(0, 0).UTC(), Detail: membership.AskedIn{Note: "\x00"}},
		fmt.Sprintf("activity 3: it is longer than %d bytes", archive.MaxLine): {ID: activity.ID{2}, Actor: "bob", Verb: "join", At: time.Unix(0, 0).UTC(), Detail: membership.Joined{Roles: []membership.Role{membership.Role(strings.Repeat("x", archive.MaxLine))}}},
	} {
		s := memory.New(nil)
		live(t, s)
		require.NoError(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
			_, err := tx.Append(ctx, gardeners, []activity.Activity{bad})
			return err
		}))
		_, err := archive.Export(t.Context(), s, &bytes.Buffer{}, nil)
		assert.ErrorIs(t, err, fault.Invalid)
		assert.ErrorContains(t, err, "archive.Export: ")
		assert.ErrorContains(t, err, "community "+gardeners.String()+": "+says)
	}

	s := memory.New(nil)
	require.NoError(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		return tx.PutCommunity(ctx, cop.Community{ID: activity.CommunityID{1}, Rev: 1})
	}))
	_, err := archive.Export(t.Context(), s, &bytes.Buffer{}, nil)
	assert.ErrorIs(t, err, fault.Invalid)
	assert.ErrorContains(t, err, "the record does not begin with the community's founding")
}
