package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// BenchmarkMeasureMillion measures a million events of a hundred thousand people in
// a CSV file, all but betweenness, beside its floor: a plain pass over the same rows.
// The two take turns. It reports the medians, how many times the floor measuring
// takes, and the most memory that a process of its own needs for it.
//
//	go test -run '^$' -bench MeasureMillion -benchtime 7x ./cmd/praxis
func BenchmarkMeasureMillion(b *testing.B) {
	file := filepath.Join(b.TempDir(), "million.csv")
	writeGenerated(b, file, 1_000_000, 100_000)
	var floor, measure []time.Duration
	for b.Loop() {
		floor = append(floor, timed(func() { plainPass(b, file) }))
		measure = append(measure, timed(func() {
			require.Zero(b, run(context.Background(), []string{"measure", "--from", "csv", file, "--json"}, io.Discard, io.Discard))
		}))
	}
	slices.Sort(floor)
	slices.Sort(measure)
	middle := func(all []time.Duration) float64 { return all[len(all)/2].Seconds() }
	b.ReportMetric(middle(floor), "floor-s")
	b.ReportMetric(middle(measure), "measure-s")
	b.ReportMetric(middle(measure)/middle(floor), "x-floor")
	b.ReportMetric(peakMemory(b, "measure", file), "peak-MB")
	b.ReportMetric(0, "ns/op") // of both together, which says nothing
}

// BenchmarkReportMillion reports on the same events, and tells the most memory that a
// process of its own needs for it.
//
//	go test -run '^$' -bench ReportMillion -benchtime 3x ./cmd/praxis
func BenchmarkReportMillion(b *testing.B) {
	file := filepath.Join(b.TempDir(), "million.csv")
	writeGenerated(b, file, 1_000_000, 100_000)
	for b.Loop() {
		require.Zero(b, run(context.Background(), []string{"report", "--from", "csv", file, "--json"}, io.Discard, io.Discard))
	}
	b.ReportMetric(peakMemory(b, "report", file), "peak-MB")
}

// However many processors there are, the figures are the same.
func TestMeasureIsTheSameOnAnyNumberOfProcessors(t *testing.T) {
	file := filepath.Join(t.TempDir(), "history.csv")
	writeGenerated(t, file, 20_000, 2_000)
	printed := map[string]bool{}
	for _, n := range []int{1, 2, 5} {
		before := runtime.GOMAXPROCS(n)
		printed[ok(t, "measure", file, "--json")] = true
		runtime.GOMAXPROCS(before)
	}
	assert.Len(t, printed, 1)
}

// What is measured without reading all there is in the file is what is measured of
// all of it, as a database holds it.
func TestMeasuringAFileIsMeasuringItsImport(t *testing.T) {
	file, db := filepath.Join(t.TempDir(), "history.csv"), filepath.Join(t.TempDir(), "praxis.db")
	writeGenerated(t, file, 3_000, 300)
	ok(t, "import", file, "--db", db, "--community", "Million")
	assert.Equal(t, ok(t, "measure", file, "--json"), ok(t, "measure", "--db", db, "--community", "Million", "--json"))
}

func timed(do func()) time.Duration {
	start := time.Now()
	do()
	return time.Since(start)
}

func plainPass(b *testing.B, file string) {
	f, err := os.Open(file)
	require.NoError(b, err)
	defer func() { _ = f.Close() }()
	r := csv.NewReader(f)
	r.ReuseRecord = true
	for err == nil {
		_, err = r.Read()
	}
	require.ErrorIs(b, err, io.EOF)
}

// measuredFile and measuredBy name, to a process of this test, the file that it is to
// measure and the command that does.
const (
	measuredFile = "PRAXIS_TEST_MEASURED_FILE"
	measuredBy   = "PRAXIS_TEST_MEASURED_BY"
)

// TestMain is the program itself where a test or a benchmark runs it as a process of its
// own: the command, or
// which then ends with the most memory that it had, as Linux counts it.
func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
	}
	file := os.Getenv(measuredFile)
	if file == "" {
		os.Exit(m.Run())
	}
	code := run(context.Background(), []string{os.Getenv(measuredBy), "--from", "csv", file, "--json"}, io.Discard, os.Stderr)
	status, _ := os.ReadFile("/proc/self/status")
	fmt.Print(string(status))
	os.Exit(code)
}

// peakMemory returns the most resident memory, in MB, of a process that measures
// the file by a command; 0 where the system does not tell.
func peakMemory(b *testing.B, command, file string) float64 {
	self, err := os.Executable()
	require.NoError(b, err)
	child := exec.Command(self)
	child.Env = append(os.Environ(), measuredFile+"="+file, measuredBy+"="+command)
	child.Stderr = os.Stderr
	status, err := child.Output()
	require.NoError(b, err)
	_, peak, _ := strings.Cut(string(status), "VmHWM:")
	fields := strings.Fields(peak)
	if len(fields) == 0 {
		return 0
	}
	kib, err := strconv.Atoi(fields[0])
	require.NoError(b, err)
	return float64(kib) * 1024 / 1e6
}

// writeGenerated writes a history of five years: a question every fifth row, and
// answers and comments to those of late, on 2,000 topics. A few people do most of it
// and few topics come up often, the more so the fewer: both by a power law.
func writeGenerated(b testing.TB, file string, events, people int) {
	f, err := os.Create(file)
	require.NoError(b, err)
	w := bufio.NewWriter(f)
	random := rand.New(rand.NewPCG(1, 2))
	heavy := func(n int, exponent float64) int { return int(float64(n) * math.Pow(random.Float64(), exponent)) }
	type question struct{ id, asker, topics string }
	var open []question
	fmt.Fprintln(w, strings.Join([]string{"t", "actor", "verb", "object", "in_reply_to", "reply_to_actor", "thread", "tags", "accepted"}, ","))
	const span = 5 * 365 * 24 * time.Hour
	start := time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range events {
		at := start.Add(span / time.Duration(events) * time.Duration(i)).Truncate(time.Millisecond).Format("2006-01-02T15:04:05.000")
		actor := "u" + strconv.Itoa(heavy(people, 3))
		if i < people { // everybody comes at least once
			actor = "u" + strconv.Itoa((i*7919)%people)
		}
		object := "p" + strconv.Itoa(i+1)
		if i%5 == 0 {
			topics := map[string]bool{}
			for range 1 + random.IntN(3) {
				topics["topic-"+strconv.Itoa(heavy(2000, 4))] = true
			}
			var names []string
			for name := range topics {
				names = append(names, name)
			}
			slices.Sort(names)
			q := question{object, actor, strings.Join(names, "|")}
			open = append(open, q)
			fmt.Fprintf(w, "%s,%s,ask,%s,,,%s,%s,\n", at, actor, object, object, q.topics)
			continue
		}
		q := open[max(0, len(open)-1-heavy(5000, 4))]
		verb, accepted := "answer", ""
		switch {
		case random.IntN(2) == 0:
			verb = "comment"
		case random.IntN(3) == 0:
			accepted = "1"
		}
		fmt.Fprintf(w, "%s,%s,%s,%s,%s,%s,%s,%s,%s\n", at, actor, verb, object, q.id, q.asker, q.id, q.topics, accepted)
	}
	require.NoError(b, w.Flush())
	require.NoError(b, f.Close())
}
