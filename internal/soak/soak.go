package soak

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

// Pick returns how much a long test is to do: brief in a plain go test, which
// takes seconds; what suits CI if PRAXIS_SOAK is ci, which takes minutes; and
// all of it if PRAXIS_SOAK is full.
func Pick(t testing.TB, brief, ci, full int) int {
	t.Helper()
	n, err := pick(os.Getenv("PRAXIS_SOAK"), brief, ci, full)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Only skips a test in a plain go test.
func Only(t testing.TB) {
	t.Helper()
	if Pick(t, 0, 1, 1) == 0 {
		t.Skip("PRAXIS_SOAK is not set")
	}
}

func pick(setting string, brief, ci, full int) (int, error) {
	switch setting {
	case "":
		return brief, nil
	case "ci":
		return ci, nil
	case "full":
		return full, nil
	}
	return 0, fmt.Errorf("PRAXIS_SOAK is %q; set it to ci or full, or not at all", setting)
}

// Seed returns what a test's choices are to be drawn from: PRAXIS_SEED, which
// the log of a test that has failed names, or something new.
func Seed(t testing.TB) uint64 {
	t.Helper()
	seed := rand.Uint64()
	if setting := os.Getenv("PRAXIS_SEED"); setting != "" {
		var err error
		if seed, err = strconv.ParseUint(setting, 10, 64); err != nil {
			t.Fatalf("PRAXIS_SEED: %v", err)
		}
	}
	t.Logf("PRAXIS_SEED=%d", seed)
	return seed
}
