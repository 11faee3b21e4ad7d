package simulation

import (
	"bytes"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
)

// text is a form in which rows are written and resumed.
type text struct {
	write  func(Experiment, io.Writer, *Done, func(Row) error) error
	resume func(Experiment, io.Reader, func(Row) error) (*Done, error)
}

var texts = map[string]text{
	"CSV":        {Experiment.WriteCSV, Experiment.Resume},
	"JSON Lines": {Experiment.WriteJSONLines, Experiment.ResumeJSONLines},
}

// Wherever an experiment was killed, what is resumed comes out as if it had not been.
func TestResumeAnywhere(t *testing.T) {
	for name, e := range small() {
		for form, f := range texts {
			resumeAnywhere(t, form+" of "+name, e, f)
		}
	}
}

func resumeAnywhere(t *testing.T, name string, e Experiment, f text) {
	e.Runs, e.Seed = 33, 2
	for _, e.Enough = range []float64{0, 0.05} {
		var b bytes.Buffer
		require.NoError(t, f.write(e, &b, nil, nil))
		whole := b.String()
		var all []Row
		_, err := f.resume(e, strings.NewReader(whole), func(r Row) error { all = append(all, r); return nil })
		require.NoError(t, err)
		for cut := 0; cut <= len(whole); cut += 1 + cut/3 {
			var seen []Row
			see := func(r Row) error { seen = append(seen, r); return nil }
			done, err := f.resume(e, strings.NewReader(whole[:cut]), see)
			require.NoError(t, err, "%s at %d", name, cut)
			b := bytes.NewBufferString(whole[:done.Bytes])
			require.NoError(t, f.write(e, b, done, see))
			require.Equal(t, whole, b.String(), "%s at %d", name, cut)
			require.Equal(t, all, seen)
		}
		done, err := f.resume(e, strings.NewReader(whole), nil)
		require.NoError(t, err)
		for row := range e.RowsAfter(done) {
			t.Fatalf("%s: nothing is left, not even %v", name, row)
		}
	}
}

func TestResumeOfAnotherFile(t *testing.T) {
	e := small()["march"]
	e.Runs = 3
	whole := csvOf(t, e)
	other := e
	other.Seed = 1
	_, err := other.Resume(strings.NewReader(whole), nil)
	assert.ErrorIs(t, err, fault.Conflict)
	lines := strings.SplitAfter(whole, "\n")
	for _, bad := range []string{
		lines[0] + lines[1] + lines[3],
		lines[0] + lines[1] + lines[2] + lines[2],
		lines[0] + lines[1] + strings.Replace(lines[2], "Christensen", "Text", 1),
		lines[0] + lines[1] + "x\n",
		whole + lines[2],
	} {
		_, err := e.Resume(strings.NewReader(bad), nil)
		assert.ErrorIs(t, err, fault.Invalid, bad)
	}
}

func TestResumeOfOtherJSONLines(t *testing.T) {
	e := small()["barkoczi"]
	e.Runs = 3
	var b bytes.Buffer
	require.NoError(t, e.WriteJSONLines(&b, nil, nil))
	lines := strings.SplitAfter(b.String(), "\n")
	other := e
	other.Runs++
	_, err := other.ResumeJSONLines(strings.NewReader(b.String()), nil)
	assert.ErrorIs(t, err, fault.Conflict)
	for _, bad := range []string{
		lines[0] + lines[2],
		lines[0] + lines[1] + lines[1],
		lines[0] + strings.Replace(lines[1], "full", "lattice", 1),
		lines[0] + strings.Replace(lines[1], `"run":0`, `"run":"0"`, 1),
		lines[0] + strings.Replace(lines[1], `"run"`, `"ran"`, 1),
		lines[0] + "x\n",
		b.String() + lines[1],
	} {
		_, err := e.ResumeJSONLines(strings.NewReader(bad), nil)
		assert.ErrorIs(t, err, fault.Invalid, bad)
	}
}

// unmeasured is a model whose measure is no number.
type unmeasured struct{ Bass1969 }

type unmeasuredRun struct{ Run }

func (unmeasured) Start(s Start) (Run, error) {
	r, err := Bass1969{}.Start(s)
	return unmeasuredRun{r}, err
}

func (r unmeasuredRun) Measures() []float64 {
	all := r.Run.Measures()
	all[0] = math.NaN()
	return all
}

func TestResumeOfWhatIsNoNumber(t *testing.T) {
	e := Experiment{Model: unmeasured{}, Points: []Values{{"n": Number(3)}}, Runs: 4}
	for name, f := range texts {
		var b bytes.Buffer
		require.NoError(t, f.write(e, &b, nil, nil))
		var rows []Row
		done, err := f.resume(e, strings.NewReader(b.String()), func(r Row) error { rows = append(rows, r); return nil })
		require.NoError(t, err, name)
		assert.Equal(t, 4, done.Rows)
		for _, row := range rows {
			assert.True(t, math.IsNaN(row.Measures[0]), name)
		}
	}
}

// Whatever a file holds, what is taken as done are whole lines of it, as many as were
// seen.
func FuzzResume(f *testing.F) {
	e := small()["simon"]
	e.Runs, e.Points = 3, e.Points[:1]
	for _, form := range texts {
		var b bytes.Buffer
		require.NoError(f, form.write(e, &b, nil, nil))
		f.Add(b.String())
		f.Add(b.String()[:b.Len()*2/3])
		f.Add(strings.Replace(b.String(), "0.", "NaN", 1))
		f.Add(strings.Replace(b.String(), "\n", "\r\n", 3))
	}
	f.Fuzz(func(t *testing.T, file string) {
		for name, form := range texts {
			seen := 0
			done, err := form.resume(e, strings.NewReader(file), func(Row) error { seen++; return nil })
			if err != nil {
				require.Contains(t, []fault.Code{fault.Invalid, fault.Conflict}, fault.CodeOf(err), err)
				continue
			}
			require.Equal(t, done.Rows, seen, name)
			require.LessOrEqual(t, done.Bytes, int64(len(file)))
			require.True(t, done.Bytes == 0 || file[done.Bytes-1] == '\n')
			left := 0
			for _, err := range e.RowsAfter(done) {
				require.NoError(t, err)
				left++
			}
			require.Equal(t, e.Runs, done.Rows+left)
		}
	})
}
