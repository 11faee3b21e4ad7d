package exchange

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/praxis-cop/praxis/fault"
)

// The longest rows that are read, in bytes. The reader's buffer may let a row
// of CSV exceed its limit by as much as 4 KiB, and a value of JSON by as much as
// the one before it.
const (
	MaxXMLRow    = 4 << 20
	MaxCSVRow    = 1 << 20
	MaxJSONLine  = 1 << 20 // a line of JSON Lines
	MaxJSONValue = 4 << 20 // a message, a post or an activity in a document of JSON
)

// input is a file that is read row by row. Its readers buffer whatever a row
// holds, so it hands out only as many bytes as one row may have, until the
// next row is begun.
type input struct {
	in    *bufio.Reader
	what  string // what its rows are called
	max   int    // the longest row
	ahead int    // how much its reader may read ahead
	left  int
	err   error // sticky: a decoder may ask again
}

// newInput begins a file, after its byte order mark if it has one.
func newInput(r io.Reader, maxRow, ahead int) *input {
	f := &input{in: bufio.NewReader(r), what: "row", max: maxRow, ahead: ahead}
	const mark = "\ufeff"
	switch start, err := f.in.Peek(len(mark)); {
	case string(start) == mark:
		_, _ = f.in.Discard(len(mark)) // of what was just seen
	case err != nil && err != io.EOF:
		_ = f.fail(err)
	}
	return f
}

// next begins a row.
func (f *input) next() { f.nextAfter(0) }

// nextAfter begins a row of which so many bytes have been read already.
func (f *input) nextAfter(n int) { f.left = f.max + f.ahead - n }

// ReadByte implements [io.ByteReader], which keeps an xml.Decoder from
// buffering ahead of its tokens.
func (f *input) ReadByte() (byte, error) {
	if !f.ready() {
		return 0, f.err
	}
	b, err := f.in.ReadByte()
	if err != nil {
		return 0, f.fail(err)
	}
	f.left--
	return b, nil
}

// Read implements [io.Reader].
func (f *input) Read(p []byte) (int, error) {
	if !f.ready() {
		return 0, f.err
	}
	n, err := f.in.Read(p[:min(len(p), f.left)])
	f.left -= n
	if err != nil {
		return n, f.fail(err)
	}
	return n, nil
}

func (f *input) ready() bool {
	if f.err == nil && f.left == 0 {
		f.err = fmt.Errorf("a %s is longer than %d bytes", f.what, f.max)
	}
	return f.err == nil
}

func (f *input) fail(err error) error {
	if _, broken := errors.AsType[*damaged](err); err != io.EOF && !broken {
		err = &outside{err}
	}
	f.err = err
	return err
}

// outside marks an error of the world outside, as opposed to one of what was
// read from it.
type outside struct{ cause error }

func (e *outside) Error() string { return e.cause.Error() }
func (e *outside) Unwrap() error { return e.cause }

// opened names the file in the error of opening it. A file that does not
// exist is the caller's mistake, one that is damaged is the file's; any other
// failure is the world's.
func opened(file string, err error) error {
	if _, broken := errors.AsType[*damaged](err); !broken && !errors.Is(err, fs.ErrNotExist) {
		err = &outside{err}
	}
	return fmt.Errorf("%s: %w", file, err)
}

// coded gives an error its operation and its code, if it lacks them.
func coded(op string, err error) error {
	if _, ok := err.(*fault.Error); ok {
		return err
	}
	if _, ok := errors.AsType[*outside](err); ok {
		return fault.Wrap(op, fault.Unavailable, err)
	}
	return fault.Wrap(op, fault.Invalid, err)
}
