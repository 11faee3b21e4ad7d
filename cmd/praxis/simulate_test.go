package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/simulation"
)

// Each parameter of a model is a flag of its command, and the other way round.
func TestFlagsAreParameters(t *testing.T) {
	for _, test := range []struct {
		model   simulation.Model
		command any
	}{
		{simulation.March1991{}, marchCommand{}}, {simulation.Barkoczi2016{}, barkocziCommand{}},
		{simulation.Fang2010{}, fangCommand{}}, {simulation.Axelrod1997{}, axelrodCommand{}},
		{simulation.Bass1969{}, bassCommand{}}, {simulation.Simon1955{}, simonCommand{}},
		{simulation.Living{}, livingCommand{}},
	} {
		var names, flags []string
		for _, p := range test.model.About().Parameters {
			names = append(names, p.Name)
		}
		c := reflect.TypeOf(test.command)
		for i := range c.NumField() {
			if f := c.Field(i); f.Type == reflect.TypeFor[levels]() {
				flags = append(flags, f.Tag.Get("name"))
			}
		}
		assert.ElementsMatch(t, names, flags, test.model.About().Name)
	}
}

// An object for each combination, with the parameters, the runs, and each measure.
func TestSimulateJSON(t *testing.T) {
	for measure, args := range map[string]string{
		"knowledge": "march1991 --p1 0.5,0.9 --p2 0.1,0.9",
		"payoff":    "barkoczi2016 --network full,lattice --strategy best,individual --steps 5 --n 6 --k 2",
		"regions":   "axelrod1997 --features 2,3 --traits 2,3 --side 4",
		"adopted":   "bass --p 0.01,0.03 --q 0.3,0.4 --n 100",
		"gini":      "simon --alpha 0.1,0.2 --k 1,2 --acts 100",
		"share":     "simon --alpha 0.1,0.2 --k 1,2 --acts 100",
	} {
		var points []map[string]any
		printed := ok(t, append([]string{"simulate"}, strings.Fields(args+" --runs 7 --seed 3 --json")...)...)
		require.NoError(t, json.Unmarshal([]byte(printed), &points), printed)
		require.Len(t, points, 4)
		for _, p := range points {
			assert.Equal(t, 7.0, p["runs"])
			m := p[measure].(map[string]any)
			assert.Contains(t, m, "mean")
			assert.Contains(t, m, "se")
		}
		varied := strings.TrimPrefix(strings.Fields(args)[1], "--")
		assert.NotEqual(t, points[0][varied], points[2][varied])
	}
	one := ok(t, "simulate", "fang2010", "--beta", "0.1", "--n", "14", "--m", "10", "--runs", "2", "--json")
	assert.Contains(t, one, `"payoff": {`)
	assert.Contains(t, one, `"beta": 0.1`)
}

func TestSimulateOut(t *testing.T) {
	folder := t.TempDir()
	whole, other, lines := filepath.Join(folder, "a.csv"), filepath.Join(folder, "b.csv"), filepath.Join(folder, "c.jsonl")
	args := strings.Fields("simulate simon --acts 50 --alpha 0.1,0.5 --runs 9 --out")
	printed := ok(t, append(args, whole)...)
	assert.Equal(t, 3, strings.Count(printed, "\n"))
	assert.Regexp(t, `^alpha  acts  runs  gini`, printed)
	content := string(read(t, whole))
	assert.Equal(t, 2+18, strings.Count(content, "\n"))
	assert.Equal(t, printed, ok(t, append(args, lines)...))
	assert.Equal(t, 1+18, strings.Count(string(read(t, lines)), "\n"))

	// Killed in the middle of a row, and resumed.
	require.NoError(t, os.WriteFile(other, []byte(content[:len(content)*2/3]), 0o600))
	assert.Equal(t, printed, ok(t, append(args, other, "--resume")...))
	assert.Equal(t, content, string(read(t, other)))

	// Interrupted, and resumed.
	require.NoError(t, os.Remove(other))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, err bytes.Buffer
	assert.Equal(t, failed, run(ctx, append(args, other), &out, &err))
	assert.Contains(t, err.String(), "go on with the same command and --resume")
	assert.Equal(t, printed, ok(t, append(args, other, "--resume")...))
	assert.Equal(t, content, string(read(t, other)))
}

func TestSimulateOnAFile(t *testing.T) {
	network := write(t, "ties.txt", "ana bob\nbob cyn\ncyn ana\n")
	assert.Contains(t, ok(t, "simulate", "barkoczi2016", "--network", network, "--runs", "2", "--steps", "3", "--n", "5", "--k", "1", "--json"),
		`"network": "`+network+`"`)
}

func TestSimulateProtocol(t *testing.T) {
	assert.Contains(t, ok(t, "simulate", "bass", "--protocol"), "# bass: ODD protocol")
}

func TestMistakesInSimulating(t *testing.T) {
	there := write(t, "there.csv", "precious")
	for says, args := range map[string]string{
		"p1 must be a number from 0 to 1":      "march1991 --p1 7",
		"n must be a whole number":             "march1991 --n 1.5",
		"reading must be one of Christensen":   "march1991 --reading x",
		"periods":                              "march1991 --p3 0.1",
		"--runs must be 1 or more":             "bass --runs 0",
		".csv, .jsonl or .parquet":             "bass --out x.txt",
		"--resume goes with a file in --out":   "bass --resume",
		"a Parquet file that was interrupted":  "bass --resume --out x.parquet",
		"is there already":                     "bass --out " + there,
		"the file is of another experiment":    "bass --resume --out " + there,
		"--network is full, lattice or a file": "barkoczi2016 --network none.txt",
		"there is no tie":                      "barkoczi2016 --network " + write(t, "empty", ""),
	} {
		code, out, err := command(t, append([]string{"simulate"}, strings.Fields(args)...)...)
		assert.NotZero(t, code, args)
		assert.Empty(t, out, args)
		assert.Contains(t, err, says, args)
	}
	assert.Equal(t, "precious", string(read(t, there)))
}
