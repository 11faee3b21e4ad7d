package simulation

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/fault"
)

// All networks with mutual ties have no loops, no tie twice, and every tie both ways.
func TestNetworksAreSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Key{Seed: rapid.Uint64().Draw(t, "seed")}.Stream(1, 0)
		n, p := rapid.IntRange(5, 40).Draw(t, "agents"), rapid.Float64Range(0, 1).Draw(t, "p")
		makers := []func() (*Network, error){
			func() (*Network, error) { return Complete(n) },
			func() (*Network, error) { return Ring(n, 2) },
			func() (*Network, error) { return ErdosRenyi(n, p, s) },
			func() (*Network, error) { return WattsStrogatz(n, 2, p, s) },
			func() (*Network, error) { return PreferentialAttachment(n, 3, s) },
			func() (*Network, error) { return Caves(4, n, p, s) },
		}
		arcs := []int{n * (n - 1), 4 * n, -1, 4 * n, 12 + 6*(n-4), 4 * n * (n - 1)}
		which := rapid.IntRange(0, len(makers)-1).Draw(t, "which")
		net, err := makers[which]()
		require.NoError(t, err)
		if arcs[which] >= 0 {
			require.Equal(t, arcs[which], net.Arcs())
		}
		for i := range net.Agents() {
			for k, j := range net.Of(i) {
				require.NotEqual(t, int32(i), j)
				require.True(t, net.Observes(int(j), i))
				require.True(t, k == 0 || net.Of(i)[k-1] < j)
			}
		}
	})
}

func TestShapesOfNetworks(t *testing.T) {
	s := Key{Seed: 1}.Stream(1, 0)
	lattice, err := DirectedRing(100, 19)
	require.NoError(t, err)
	assert.Equal(t, 1900, lattice.Arcs())
	assert.True(t, lattice.Observes(99, 18))
	assert.False(t, lattice.Observes(18, 99))

	pairs, p := 1000.0*999/2, 0.01
	random, err := ErdosRenyi(1000, p, s)
	require.NoError(t, err)
	assert.InDelta(t, pairs*p, random.Arcs()/2, 5*math.Sqrt(pairs*p*(1-p)))
	all, err := ErdosRenyi(10, 1, s)
	require.NoError(t, err)
	assert.Equal(t, 90, all.Arcs())

	ties, beta := 40.0*21, 0.2
	caves, err := Caves(40, 7, beta, s)
	require.NoError(t, err)
	bridges := 0
	for i := range caves.Agents() {
		for _, j := range caves.Of(i) {
			if i/7 != int(j)/7 {
				bridges++
			}
		}
	}
	assert.InDelta(t, ties*beta, bridges/2, 5*math.Sqrt(ties*beta*(1-beta)))

	grown, err := PreferentialAttachment(3000, 2, s)
	require.NoError(t, err)
	most := 0
	for i := range grown.Agents() {
		most = max(most, len(grown.Of(i)))
	}
	assert.Greater(t, most, 60, "in a random network with as many ties nobody has 20")

	for _, err := range []error{
		second(Complete(0)), second(Ring(4, 2)), second(DirectedRing(4, 4)), second(ErdosRenyi(4, math.NaN(), s)),
		second(WattsStrogatz(9, 2, 2, s)), second(PreferentialAttachment(3, 3, s)), second(Caves(0, 3, 0, s)),
	} {
		assert.ErrorIs(t, err, fault.Invalid)
	}
}

func second(_ *Network, err error) error { return err }

func TestReadNetwork(t *testing.T) {
	for text, want := range map[string][][]int32{
		"a b\nb c\nb a\na a\n":                       {{1}, {0, 2}, {1}},
		"# ties\nfrom,to,weight\nx,y,2\n\ny,z,1":     {{1}, {0, 2}, {1}},
		"0 1 0\n0 0 1\n1 1 1\n":                      {{1}, {2}, {0, 1}},
		"1;2\r\n2;3\r\n":                             {{1}, {0, 2}, {1}},
		"0 1\n1 0\n":                                 {{1}, {0}},
		"1 2 1\n2 3 1\n3 4 1\n":                      {{1}, {0, 2}, {1, 3}, {2}},
		"source\ttarget\n0\t1\n":                     {{1}, {0}},
		"a,b\n0,1\n":                                 {{1}, {0}},
		strings.Repeat("a b\n", 3) + "b\tc\tfriends": {{1}, {0, 2}, {1}},
	} {
		n, err := ReadNetwork(strings.NewReader(text), false)
		require.NoError(t, err, text)
		require.Equal(t, len(want), n.Agents(), text)
		for i, list := range want {
			assert.Equal(t, list, n.Of(i), text)
		}
	}
	n, err := ReadNetwork(strings.NewReader("a b"), true)
	require.NoError(t, err)
	assert.Empty(t, n.Of(1))
	for text, says := range map[string]string{
		"":                         "there is no tie",
		"# nobody":                 "there is no tie",
		"a b\nc\n":                 "line 2",
		"0 1 0\n0 0 1\n1 1\n":      "line 3",
		strings.Repeat("x", 1<<25): "longer than 16 MB",
	} {
		_, err := ReadNetwork(strings.NewReader(text), false)
		assert.ErrorIs(t, err, fault.Invalid)
		assert.ErrorContains(t, err, says)
	}
}

func FuzzReadNetwork(f *testing.F) {
	f.Add("a b\nb c\n", true)
	f.Add("0 1 0\n0 0 1\n1 1 1\n", false)
	f.Fuzz(func(t *testing.T, text string, directed bool) {
		n, err := ReadNetwork(strings.NewReader(text), directed)
		if err != nil {
			assert.ErrorIs(t, err, fault.Invalid)
			return
		}
		for i := range n.Agents() {
			for _, j := range n.Of(i) {
				assert.True(t, int(j) != i && int(j) < n.Agents())
			}
		}
	})
}

// Everybody who is observed is drawn about as often, and nobody else; who observes
// nobody draws itself.
func TestDraw(t *testing.T) {
	n := networkOf(5, []arc{{1, 0}, {1, 2}, {1, 4}, {2, 3}, {3, 2}})
	s := Key{Seed: 6}.Stream(1, 0)
	var counts [5][5]int
	var drawn [4]int32
	for range 3000 {
		n.Draw(s, 1, drawn[:])
		for i, to := range drawn {
			counts[1+i][to]++
		}
	}
	assert.Equal(t, [5]int{0, 0, 0, 3000, 0}, counts[2])
	assert.Equal(t, [5]int{0, 0, 3000, 0, 0}, counts[3])
	assert.Equal(t, [5]int{0, 0, 0, 0, 3000}, counts[4])
	for _, to := range []int{0, 2, 4} {
		assert.InDelta(t, 1000, counts[1][to], 130)
	}
}
