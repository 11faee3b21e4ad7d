package storagetest

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/anishathalye/porcupine"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/storage"
)

// testLinear lets several people act in the same communities at once, in many
// short histories. Each must be one that could have happened one deed after
// another, in an order in which no deed comes before one that was over when it
// began: histories are linearizable.
func testLinear(t *testing.T, s storage.Store) {
	done, refused := make(map[string]int), make(map[string]int)
	wanted := max(1, checks()/4)
	for seed := range uint64(wanted) {
		history := live(t.Context(), s, seed)
		if !porcupine.CheckOperations(onPaper, history) {
			t.Fatalf("the history of seed %d could not have happened one deed after another; see %s\n%s",
				seed, picture(t, history), tell(history))
		}
		for _, h := range partition(history) {
			community := h[0].Input.(deed).Community
			AccountFor(t, s, community)
		}
		for _, op := range history {
			switch d := op.Input.(deed); op.Output.(report).code {
			case "":
				done[d.kind]++
			case fault.Unavailable:
			default:
				refused[d.kind]++
			}
		}
	}
	if wanted < histories/4 {
		return // too few to tell
	}
	for _, kind := range kinds {
		require.NotZero(t, done[kind], "%s never happened: %v", kind, done)
		require.NotZero(t, refused[kind], "%s was never refused: %v", kind, refused)
	}
}

var kinds = []string{found, lookAll, lookOne, amend, move, join, apply, leave, invite, admit, remove, appoint, relieve}

// drawn are the kinds as often as they are drawn: most who come stay.
var drawn = slices.Concat(kinds, slices.Repeat([]string{join, admit}, 4), slices.Repeat([]string{invite, appoint, relieve, move, amend, lookAll}, 2))

// plan draws what each of the clients will do, the same for the same seed.
func plan(seed uint64) [][]deed {
	const clients, each, communities = 5, 8, 2
	phases := lifecycle.Phases()[:3]
	r := rand.New(rand.NewPCG(seed, 0))
	w := newWorld()
	w.counter = (seed + 1) << 32
	ids := make([]activity.CommunityID, communities)
	for i := range ids {
		ids[i] = activity.CommunityID(w.id())
	}
	draw := func() deed {
		d := deed{
			kind: drawn[r.IntN(len(drawn))], actor: r.IntN(len(crowd)), person: r.IntN(len(crowd)), role: r.IntN(len(parts)),
			open: r.IntN(2) == 0, phase: phases[r.IntN(len(phases))], hurried: r.IntN(10) == 0, second: w.id(),
		}
		if slices.Contains([]string{found, join, apply, leave}, d.kind) {
			d.person = d.actor
		}
		d.Occasion = w.occasion(ids[r.IntN(len(ids))], crowd[d.actor])
		return d
	}
	all := make([][]deed, clients)
	for i := range all {
		all[i] = make([]deed, each)
		for n := range all[i] {
			all[i][n] = draw()
		}
	}
	for i, id := range ids { // while others look for it already
		d := &all[i][0]
		d.kind, d.person, d.hurried, d.Community = found, d.actor, false, id
	}
	return all
}

// live lives through a history, and looks what has come of it.
func live(ctx context.Context, s storage.Store, seed uint64) []porcupine.Operation {
	var clock atomic.Int64
	do := func(client int, d deed) porcupine.Operation {
		op := porcupine.Operation{ClientId: client, Input: d, Call: clock.Add(1)}
		told := d.on(ctx, s)
		if op.Output, op.Return = told, clock.Add(1); told.code == fault.Unavailable {
			op.Return = math.MaxInt64 // it may happen yet; at the very end, with nobody looking, it is as if it never did
		}
		return op
	}
	plans := plan(seed)
	lanes := make([][]porcupine.Operation, len(plans))
	start := make(chan struct{})
	var group sync.WaitGroup
	for client, deeds := range plans {
		group.Go(func() {
			<-start
			for _, d := range deeds {
				lanes[client] = append(lanes[client], do(client, d))
			}
		})
	}
	close(start)
	group.Wait()
	history := slices.Concat(lanes...)
	for _, h := range partition(history) {
		last := h[0].Input.(deed)
		last.kind, last.hurried = lookAll, false
		history = append(history, do(len(plans), last))
	}
	return history
}

// onPaper is the sequential model.
var onPaper = porcupine.Model{
	Partition: partition,
	Init:      func() any { return paper{} },
	Step: func(state, input, output any) (bool, any) {
		next, told := state.(paper).after(input.(deed))
		got := output.(report)
		return got == told || got.code == fault.Unavailable, next
	},
	DescribeOperation: func(input, output any) string { return fmt.Sprint(input, " → ", output) },
	DescribeState:     func(state any) string { return fmt.Sprintf("%+v", state) },
}

// partition divides a history by communities.
func partition(history []porcupine.Operation) [][]porcupine.Operation {
	of := func(op porcupine.Operation) activity.CommunityID { return op.Input.(deed).Community }
	sorted := slices.SortedStableFunc(slices.Values(history), func(a, b porcupine.Operation) int { return of(a).Compare(of(b)) })
	return slices.Collect(func(yield func([]porcupine.Operation) bool) {
		for from, to := 0, 0; from < len(sorted); from = to {
			for to = from; to < len(sorted) && of(sorted[to]) == of(sorted[from]); to++ {
			}
			if !yield(sorted[from:to:to]) {
				return
			}
		}
	})
}

// tell tells a history, community by community, in the order in which its
// deeds began.
func tell(history []porcupine.Operation) string {
	var b strings.Builder
	for _, h := range partition(history) {
		slices.SortFunc(h, func(a, b porcupine.Operation) int { return cmp.Compare(a.Call, b.Call) })
		fmt.Fprintln(&b, "community", h[0].Input.(deed).Community)
		for _, op := range h {
			fmt.Fprintf(&b, "  from %d to %d: %s\n", op.Call, op.Return, onPaper.DescribeOperation(op.Input, op.Output))
		}
	}
	return b.String()
}

// picture draws a history, and returns where; go test -artifacts keeps it.
func picture(t *testing.T, history []porcupine.Operation) string {
	_, info := porcupine.CheckOperationsVerbose(onPaper, history, 0)
	path := filepath.Join(t.ArtifactDir(), "history.html")
	require.NoError(t, porcupine.VisualizePath(onPaper, info, path))
	return path
}

// String tells a deed.
func (d deed) String() string {
	words := []string{string(crowd[d.actor]), d.kind}
	switch d.kind {
	case amend:
		words = append(words, fmt.Sprint("open=", d.open))
	case move:
		words = append(words, string(d.phase))
	case appoint, relieve:
		words = append(words, string(crowd[d.person]), string(parts[d.role]))
	case invite, admit, remove, lookOne:
		words = append(words, string(crowd[d.person]))
	}
	return strings.Join(words, " ")
}

// String tells an report.
func (o report) String() string {
	if o.code != "" {
		return fmt.Sprintf("%s at %d", o.code, o.head)
	}
	if o.seen != (paper{}) {
		return fmt.Sprintf("at %d: %+v", o.head, o.seen)
	}
	return fmt.Sprintf("rev %d at %d", o.rev, o.head)
}
