package main

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/internal/recorded"
)

// TestEvaluateExpertise: the simple orders do as well as they were found to do
// independently, and Praxis better than both.
func TestEvaluateExpertise(t *testing.T) {
	data := recorded.Dir(t)
	reference := figures(t, string(read(t, filepath.Join(data, "reference", "stackexchange-bicycles-meta-expertise.json"))))
	source := filepath.Join(data, "stackexchange-bicycles-meta.csv")
	got := figures(t, ok(t, "evaluate", "expertise", source, "--json"))
	for _, key := range []string{"questions", "accepted_by_other", "test"} {
		assert.Equal(t, reference[key], got[key], key)
	}
	number := func(of any, key string) float64 {
		n, err := of.(map[string]any)[key].(json.Number).Float64()
		require.NoError(t, err)
		return n
	}
	for _, order := range []string{"tag", "total"} {
		for _, key := range []string{"hit@1", "hit@5", "hit@10", "mrr"} {
			assert.InDelta(t, number(reference[order], key), number(got[order], key), 1e-6, "%s %s", order, key)
			assert.Greater(t, number(got["praxis"], key), number(got[order], key), "%s %s", order, key)
		}
		assert.Positive(t, number(got["over_"+order].(map[string]any)["mrr"], "low"), "by more than chance")
	}
	page := ok(t, "evaluate", "expertise", source)
	assert.Contains(t, page, "The last 44 of these were asked again")
}

// TestEvaluateSpread: the load falls on more people, and as little as one wants it to.
func TestEvaluateSpread(t *testing.T) {
	source := filepath.Join(recorded.Dir(t), "stackexchange-bicycles-meta.csv")
	top := func(of, said string) float64 {
		n, err := figures(t, said)[of].(map[string]any)["top3"].(json.Number).Float64()
		require.NoError(t, err)
		return n
	}
	said := ok(t, "evaluate", "spread", source, "--json")
	assert.Less(t, top("spread", said), top("plain", said))
	said = ok(t, "evaluate", "spread", source, "--json", "--weight", "0", "--few", "3")
	assert.InDelta(t, top("plain", said), top("spread", said), 0)
	assert.Equal(t, json.Number("3"), figures(t, said)["named"])
	assert.Contains(t, ok(t, "evaluate", "spread", source, "--few", "1"), "to 1 person each")
	for flag, says := range map[string]string{"--weight=-1": "--weight must be 0 or more", "--weight=NaN": "--weight must be", "--few=0": "--few must be 1 or more"} {
		code, _, err := command(t, "evaluate", "spread", source, flag)
		assert.Equal(t, misused, code)
		assert.Contains(t, err, says)
	}
}

func TestEvaluateNothing(t *testing.T) {
	code, _, err := command(t, "evaluate", "expertise", filepath.Join(recorded.Dir(t), "git-bower.csv"))
	assert.Equal(t, failed, code)
	assert.Contains(t, err, "no question with an accepted answer")
	code, _, err = command(t, "evaluate", "expertise")
	assert.Equal(t, misused, code)
	assert.Contains(t, err, "name a source")
}
