package simulation

import (
	"encoding/hex"
	"encoding/json"

	"github.com/praxis-cop/praxis/fault"
)

// Checkpoint returns what changes in a run, from which [Restore] goes on.
func Checkpoint(r Run) ([]byte, error) {
	saved, err := json.Marshal(r.State())
	return saved, fault.Wrap("simulation.Checkpoint", fault.Invalid, err)
}

// Restore brings a run that has just been started, from the same values and key, to
// where it was when it was saved. The error is Invalid if what was saved is of no
// such run.
func Restore(r Run, saved []byte) error {
	return fault.Wrap("simulation.Restore", fault.Invalid, json.Unmarshal(saved, r.State()))
}

func hexed(b []byte) []byte { return hex.AppendEncode(nil, b) }

func unhexed(text []byte) ([]byte, error) { return hex.AppendDecode(nil, text) }
