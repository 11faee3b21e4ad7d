package exchange

import (
	"bytes"
	"io"
	"slices"

	"github.com/praxis-cop/praxis/activity"
)

// blockSize is how much of a CSV file is read at once: enough rows that handing
// them to another processor costs little beside reading them.
const blockSize = 64 << 10

// block is a part of a CSV file that holds whole rows, but for the last one if the
// file could not be read to its end.
type block struct {
	text   []byte
	before int   // lines of the file before it
	end    error // why nothing follows, if it is not the end of the file

	activities []activity.Activity // that its rows tell of
	err        error               // what is wrong with the row after these

	topics []string // room for those of one row
}

// reader reads the block, and then meets what ended it.
func (b *block) reader() io.Reader {
	text := bytes.NewReader(b.text)
	if b.end == nil {
		return text
	}
	return io.MultiReader(text, failing{b.end})
}

// failing is a reader that does nothing but fail.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// blocks reads a CSV file block by block.
type blocks struct {
	in    *input
	size  int    // of most blocks
	rest  []byte // what was read behind the last block
	lines int    // before the rest
	ended bool
	free  []*block
}

func newBlocks(r io.Reader) *blocks {
	return &blocks{in: newInput(r, MaxCSVRow, 4096), size: blockSize}
}

// next returns the next block; ok is false after the last.
func (r *blocks) next() (b *block, ok bool) {
	if r.ended {
		return nil, false
	}
	b = r.fresh()
	b.text = append(b.text, r.rest...)
	r.in.nextAfter(len(b.text))
	for size := r.size; ; size *= 2 {
		err := r.fill(b, size)
		if err != nil {
			r.ended = true
			if err != io.EOF {
				b.end = err
			}
			return b, b.end != nil || len(b.text) > 0
		}
		if n := rowsEnd(b.text); n > 0 {
			r.rest = append(r.rest[:0], b.text[n:]...)
			b.text = b.text[:n]
			r.lines += bytes.Count(b.text, []byte{'\n'})
			return b, true
		}
	}
}

// fill reads until the block has so many bytes.
func (r *blocks) fill(b *block, size int) error {
	b.text = slices.Grow(b.text, max(0, size-len(b.text)))
	for len(b.text) < size {
		n, err := r.in.Read(b.text[len(b.text):size])
		b.text = b.text[:len(b.text)+n]
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *blocks) fresh() *block {
	b := new(block)
	if last := len(r.free) - 1; last >= 0 {
		b, r.free = r.free[last], r.free[:last]
	}
	*b = block{text: b.text[:0], before: r.lines, activities: b.activities[:0], topics: b.topics}
	return b
}

// recycle takes back a block that nobody needs any more.
func (r *blocks) recycle(b *block) { r.free = append(r.free, b) }

// rowsEnd returns where the last whole row of a text ends that begins with a row,
// or 0 if none does. A line ends a row if the quotes up to there are even in
// number, and if it is not blank: blank lines belong to the row after them.
func rowsEnd(text []byte) int {
	odd := bytes.Count(text, []byte{'"'})%2 != 0
	for {
		end := bytes.LastIndexByte(text, '\n')
		if end < 0 {
			return 0
		}
		if bytes.Count(text[end:], []byte{'"'})%2 != 0 {
			odd = !odd
		}
		text = text[:end]
		if odd {
			quote := bytes.LastIndexByte(text, '"')
			if quote < 0 {
				return 0
			}
			text, odd = text[:quote], false
			continue
		}
		if line := bytes.TrimSuffix(text[bytes.LastIndexByte(text, '\n')+1:], []byte{'\r'}); len(line) > 0 {
			return end + 1
		}
	}
}
