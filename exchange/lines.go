package exchange

import (
	"bufio"
	"fmt"
	"io"
)

// lines reads a file line by line, none of which may be longer than a limit.
type lines struct {
	name   string
	in     *input
	held   []byte
	number int // of the line read last
}

func newLines(name string, r io.Reader, max int) *lines {
	in := newInput(r, max, 0)
	in.what = "line"
	return &lines{name: name, in: in}
}

// next returns the next line without its end, until it is called again; after the
// last it returns [io.EOF].
func (l *lines) next() ([]byte, error) {
	line, err := l.upTo('\n')
	if err != nil && (err != io.EOF || len(line) == 0) {
		return nil, err
	}
	return trimEnd(line), nil
}

// upTo returns what comes next up to and with an end, until it is called again,
// and [io.EOF] beside what is left if that has none.
func (l *lines) upTo(end byte) ([]byte, error) {
	l.number++
	l.held = l.held[:0]
	l.in.next()
	for {
		if !l.in.ready() {
			return l.held, l.failed(l.in.err)
		}
		part, err := l.in.in.ReadSlice(end)
		if l.in.left -= len(part); l.in.left < 0 {
			l.in.left = 0
			continue // which is refused
		}
		l.held = append(l.held, part...)
		switch {
		case err == nil:
			return l.held, nil
		case err != bufio.ErrBufferFull:
			return l.held, l.failed(l.in.fail(err))
		}
	}
}

func (l *lines) failed(err error) error {
	if err == io.EOF {
		return err
	}
	return fmt.Errorf("%s: %w", l.place(), err)
}

func (l *lines) place() string { return fmt.Sprintf("%s:%d", l.name, l.number) }

func trimEnd(line []byte) []byte {
	for len(line) > 0 && (line[len(line)-1] == '\n' || line[len(line)-1] == '\r') {
		line = line[:len(line)-1]
	}
	return line
}
