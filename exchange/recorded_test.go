package exchange_test

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/internal/recorded"
)

func collect(t *testing.T, s activity.Stream) []activity.Activity {
	t.Helper()
	records, err := activity.Collect(s)
	require.NoError(t, err)
	for _, a := range records {
		require.NoError(t, a.Check())
	}
	return records
}

// The two forms of one history give the same records, up to the order of
// those of the same time, so that importing both adds nothing.
func TestRecordedDumpAndCSVAgree(t *testing.T) {
	data := os.DirFS(recorded.Dir(t))
	xml, err := fs.Sub(data, "stackexchange-bicycles-meta")
	require.NoError(t, err)
	var skipped exchange.Skipped
	dump := collect(t, exchange.StackExchange(xml, &exchange.Options{Source: "bicycles", Skipped: &skipped}))
	table := collect(t, exchange.CSVFile(data, "stackexchange-bicycles-meta.csv", &exchange.Options{Source: "bicycles"}))
	require.Len(t, dump, 3746)
	require.Len(t, table, 3746)
	assert.Equal(t, exchange.Skipped{Deleted: 126, Other: 22}, skipped)
	assert.True(t, slices.IsSortedFunc(dump, func(a, b activity.Activity) int { return a.At.Compare(b.At) }))

	byID := func(a, b activity.Activity) int { return a.ID.Compare(b.ID) }
	slices.SortFunc(dump, byID)
	slices.SortFunc(table, byID)
	require.Equal(t, table, dump)
	assert.Len(t, slices.CompactFunc(dump, func(a, b activity.Activity) bool { return a.ID == b.ID }), 3746)
}

func TestRecordedCommitsComeBackByteForByte(t *testing.T) {
	data := os.DirFS(recorded.Dir(t))
	want, err := fs.ReadFile(data, "git-bower.csv")
	require.NoError(t, err)
	var got bytes.Buffer
	n, err := exchange.WriteCSV(&got, exchange.CSVFile(data, "git-bower.csv", nil))
	require.NoError(t, err)
	assert.Equal(t, 2353, n)
	assert.True(t, bytes.Equal(want, got.Bytes()))
}

// The recorded dump's CSV writes whole seconds as .000, which WriteCSV leaves
// out; everything else comes back as it was.
func TestRecordedDumpComesBack(t *testing.T) {
	data := os.DirFS(recorded.Dir(t))
	file, err := fs.ReadFile(data, "stackexchange-bicycles-meta.csv")
	require.NoError(t, err)
	var got bytes.Buffer
	_, err = exchange.WriteCSV(&got, exchange.CSVFile(data, "stackexchange-bicycles-meta.csv", nil))
	require.NoError(t, err)
	rows := func(b []byte) [][]string {
		rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
		require.NoError(t, err)
		return rows
	}
	want := rows(file)
	for _, row := range want {
		row[0] = strings.TrimSuffix(row[0], ".000")
	}
	assert.Equal(t, want, rows(got.Bytes()))
}
