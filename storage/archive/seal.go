package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

// seal goes along a community's record, and knows its closing line in the end:
// two records are equal if their closing lines are.
type seal struct {
	lines hash.Hash
	last  activity.Seq
}

func newSeal(id activity.CommunityID) *seal {
	s := &seal{lines: sha256.New()}
	addLine(s.lines, written(opening{id}))
	return s
}

// add adds the next activity with its line. Invalid if it cannot come next.
func (s *seal) add(a activity.Activity, line []byte) error {
	if a.Seq != s.last+1 {
		return fault.New("", fault.Invalid, fmt.Sprintf("activity %d is missing: here comes activity %d", s.last+1, a.Seq))
	}
	if _, founding := a.Detail.(cop.Founded); a.Seq == 1 && !founding {
		return fault.New("", fault.Invalid, unfounded)
	}
	s.last++
	addLine(s.lines, line)
	return nil
}

const unfounded = "the record does not begin with the community's founding"

// closing is the community's closing line. Invalid if it has no record.
func (s *seal) closing() (closing, error) {
	if s.last == 0 {
		return closing{}, fault.New("", fault.Invalid, unfounded)
	}
	return closing{s.last, sumOf(s.lines)}, nil
}

// along returns a stream whose activities are added as it is ranged over.
func (s *seal) along(record activity.Stream) activity.Stream {
	return func(yield func(activity.Activity, error) bool) {
		for a, err := range record {
			if err == nil {
				var line []byte
				if line, err = lineOf(a); err == nil {
					err = s.add(a, line)
				}
			}
			if !yield(a, err) || err != nil {
				return
			}
		}
	}
}

// addLine adds a line, with its line feed, to a digest.
func addLine(h hash.Hash, line []byte) {
	h.Write(line)
	h.Write([]byte{'\n'})
}

func sumOf(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)) }
