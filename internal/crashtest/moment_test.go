package crashtest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/internal/errand"
	"github.com/praxis-cop/praxis/storage/memory"
)

// errands are what the processes do that are killed here.
var errands = errand.Errands{
	"live": func(ctx context.Context, args ...string) error {
		var l Life
		if err := json.Unmarshal([]byte(args[0]), &l); err != nil {
			return err
		}
		return l.Live(ctx, inMemory, Teller(os.Stdout))
	},
	"say": func(_ context.Context, args ...string) error {
		fmt.Print(args[0])
		time.Sleep(time.Hour)
		return nil
	},
	"give up": func(context.Context, ...string) error {
		fmt.Println(`{"now":"opening"}`)
		return errors.New("no luck")
	},
	"end": func(context.Context, ...string) error { return nil },
}

func TestMain(m *testing.M) { errands.Main(m) }

// inMemory opens a new store.
func inMemory(context.Context) (Opened, error) { return closable{memory.New(nil)}, nil }

type closable struct{ *memory.Store }

// Close implements Opened.
func (closable) Close() error { return nil }

// Processes are killed when the first of them has come so far.
func TestKill(t *testing.T) {
	for name, m := range map[string]Moment{"opening": {What: "opening", N: 1}, "writing": {N: 500}} {
		t.Run(name, func(t *testing.T) {
			var processes []*exec.Cmd
			for name := range 2 {
				plan, err := json.Marshal(Life{Name: fmt.Sprint(name), Place: "place", Writers: 2})
				require.NoError(t, err)
				processes = append(processes, errands.Command(t, "live", string(plan)))
			}
			l, heard := new(Ledger), make(map[string]int)
			at, err := m.Kill(func(e Entry) error {
				l.mu.Lock()
				heard[e.Now]++
				l.mu.Unlock()
				return l.Hear(e)
			}, processes...)
			require.NoError(t, err)
			assert.Len(t, at, 2)
			assert.Positive(t, heard["opening"])
			assert.GreaterOrEqual(t, heard[""]+heard["opening"]+heard["writing"], m.N)
			for _, p := range processes {
				assert.False(t, p.ProcessState.Success())
			}
		})
	}
}

// What a killed process had said by half it has not said.
func TestKillHalfALine(t *testing.T) {
	at, err := Moment{N: 1}.Kill(new(Ledger).Hear, errands.Command(t, "say", `{"now":"writing"}`+"\n"+`{"now":"clo`))
	require.NoError(t, err)
	assert.Equal(t, []string{"writing"}, at)
}

func TestKillFindsOut(t *testing.T) {
	hear := new(Ledger).Hear
	for name, test := range map[string]struct {
		errand, arg string
		hear        func(Entry) error
		want        string
	}{
		"a failure":      {"give up", "", hear, "it has ended by itself while opening: exit status 1\nno luck"},
		"an end":         {"end", "", hear, "it has ended by itself while starting"},
		"no entry":       {"say", "hello\n", hear, "invalid character 'h' looking for beginning of value: hello"},
		"nobody to hear": {"say", "{}\n", func(Entry) error { return errors.New("deaf") }, "deaf"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Moment{N: 2}.Kill(test.hear, errands.Command(t, test.errand, test.arg))
			assert.ErrorContains(t, err, test.want)
		})
	}
}

// A life says what it is at.
func TestLife(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	var said []string
	written := 0
	err := Life{Name: "1", Place: "place", Seed: 3, Writers: 2, Reopens: true}.Live(ctx, inMemory, func(e Entry) error {
		if e.Now == "" {
			written++
		} else if said = append(said, e.Now); len(said) == 6 {
			stop()
		}
		return nil
	})
	require.NoError(t, err)
	assert.Equal(t, []string{"opening", "writing", "closing", "opening", "writing", "closing"}, said)
	assert.Positive(t, written)
}

// Lives and moments of every sort are drawn.
func TestDraw(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 0))
	drawn := make(map[string]int)
	for n := range 1000 {
		l := DrawLife(rng, fmt.Sprint(n))
		m := DrawMoment(rng, l, 100)
		drawn["reopening "+m.What] += map[bool]int{true: 1}[l.Reopens]
		drawn["once "+m.What] += map[bool]int{true: 1}[!l.Reopens]
		drawn["place"] += map[bool]int{true: 1}[l.Place == "place"]
		drawn["late"] += map[bool]int{true: 1}[m.N > 50]
		assert.Positive(t, m.N)
		assert.LessOrEqual(t, m.N, 100)
		assert.Positive(t, l.Writers)
	}
	for _, sort := range []string{"reopening opening", "reopening closing", "reopening ", "once opening", "once ", "place", "late"} {
		assert.Greater(t, drawn[sort], 50, "%s: %v", sort, drawn)
	}
}
