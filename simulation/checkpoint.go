package simulation

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/praxis-cop/praxis/fault"
)

// saved is a checkpoint: the state of a run, of which kind it is, and the SHA-256 of both,
// so that what was cut or changed is not gone on with.
type saved struct {
	Kind  string          `json:"kind"`
	Sum   string          `json:"sum"`
	State json.RawMessage `json:"state"`
}

func (s saved) sum() string {
	sum := sha256.Sum256(append([]byte(s.Kind+"\n"), s.State...))
	return hex.EncodeToString(sum[:])
}

// Checkpoint returns what changes in a run, from which [Restore] goes on.
func Checkpoint(r Run) ([]byte, error) {
	const op = "simulation.Checkpoint"
	state, err := json.Marshal(r.State())
	if err != nil {
		return nil, fault.Wrap(op, fault.Invalid, err)
	}
	s := saved{Kind: fmt.Sprintf("%T", r), State: state}
	s.Sum = s.sum()
	text, err := json.Marshal(s)
	return text, fault.Wrap(op, fault.Invalid, err)
}

// Restore brings a run that has just been started, from the same values and key, to
// where it was when it was saved. The error is Invalid if what was saved is of another
// kind of run, cut or changed; the run is as it was then.
func Restore(r Run, checkpoint []byte) error {
	const op = "simulation.Restore"
	var s saved
	if err := json.Unmarshal(checkpoint, &s); err != nil {
		return fault.Wrap(op, fault.Invalid, err)
	}
	var state bytes.Buffer
	if err := json.Compact(&state, s.State); err != nil {
		return fault.Wrap(op, fault.Invalid, err)
	}
	s.State = state.Bytes()
	switch {
	case s.Sum != s.sum():
		return fault.New(op, fault.Invalid, "this is no checkpoint, or it was changed")
	case s.Kind != fmt.Sprintf("%T", r):
		return fault.New(op, fault.Invalid, fmt.Sprintf("this is a checkpoint of %s, and not of %T", s.Kind, r))
	}
	return fault.Wrap(op, fault.Invalid, json.Unmarshal(s.State, r.State()))
}

func hexed(b []byte) []byte { return hex.AppendEncode(nil, b) }

func unhexed(text []byte) ([]byte, error) { return hex.AppendDecode(nil, text) }
