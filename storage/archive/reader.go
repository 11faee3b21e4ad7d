package archive

import (
	"bufio"
	"context"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// reader reads an archive line by line. Its errors say the line.
type reader struct {
	ctx  context.Context
	in   *bufio.Reader
	buf  []byte
	sum  hash.Hash // of all lines so far
	line int       // the number of the line that was read last
	at   int64     // where the next one begins, in bytes
}

// newReader begins to read where so many lines and bytes have been read.
func newReader(ctx context.Context, in io.Reader, line int, at int64) *reader {
	return &reader{ctx: ctx, in: bufio.NewReaderSize(in, 1<<16), sum: sha256.New(), line: line, at: at}
}

// section is where a community stands in an archive, and its closing line.
type section struct {
	community activity.CommunityID
	line      int   // how many lines are before it
	at        int64 // and how many bytes
	closing
}

// next reads a line, without its line feed. It is good until the next one.
func (r *reader) next() ([]byte, error) {
	if r.ctx.Err() != nil {
		return nil, fault.Wrap("", fault.Unavailable, context.Cause(r.ctx))
	}
	r.line++
	r.buf = r.buf[:0]
	for {
		part, err := r.in.ReadSlice('\n')
		r.buf = append(r.buf, part...)
		r.at += int64(len(part))
		switch {
		case err == nil && len(r.buf) <= MaxLine+1:
			return r.buf[:len(r.buf)-1], nil
		case err == nil, len(r.buf) > MaxLine:
			return nil, r.astray(tooLong())
		case err == io.EOF && r.line == 1:
			return nil, r.astray(foreign())
		case err == io.EOF:
			return nil, r.wrong("the archive is cut off here; export it again, or transfer it again")
		case err != bufio.ErrBufferFull:
			return nil, fault.Wrap("", fault.Unavailable, err)
		}
	}
}

// heading reads the first line.
func (r *reader) heading() error {
	line, err := r.next()
	if err != nil {
		return err
	}
	if !Recognise(line) {
		return r.astray(foreign())
	}
	h, err := read[heading](line)
	switch {
	case err == nil && h.Version > version:
		return fault.New("", fault.Precondition, fmt.Sprintf(
			"line 1: the archive has version %d and this Praxis reads version %d; use a newer Praxis", h.Version, version))
	case err != nil:
		return r.astray(err)
	case h != (heading{format, version}):
		return r.astray(foreign())
	}
	addLine(r.sum, line)
	return nil
}

func foreign() error { return fault.New("", fault.Invalid, "this is no archive of Praxis") }

// opening reads the line with which the next community begins, unless it is the
// line with which the archive ends: ok is false then, and all is read.
func (r *reader) opening(before []section) (s section, ok bool, err error) {
	s.line, s.at = r.line, r.at
	line, err := r.next()
	if err != nil {
		return s, false, err
	}
	if is(line, "communities") {
		return s, false, r.ending(line, len(before))
	}
	o, err := expect[opening](r, line, "community", "a community, or the end of the archive")
	if err != nil {
		return s, false, err
	}
	if len(before) > 0 && before[len(before)-1].community.Compare(o.Community) >= 0 {
		return s, false, r.wrong("the communities are out of order, or one is there twice")
	}
	s.community = o.Community
	addLine(r.sum, line)
	return s, true, nil
}

// ending checks the archive's last line, and that nothing follows it.
func (r *reader) ending(line []byte, communities int) error {
	e, err := expect[ending](r, line, "communities", "")
	if err != nil {
		return err
	}
	if want := (ending{communities, sumOf(r.sum)}); e != want {
		return r.wrong(fmt.Sprintf("the archive ends with %d communities of another digest than the %d above: "+
			"something was changed, lost or added", e.Communities, communities))
	}
	switch _, err := r.in.ReadByte(); err {
	case io.EOF:
		return nil
	case nil:
		r.line++
		return r.wrong("something follows the end of the archive")
	default:
		return fault.Wrap("", fault.Unavailable, err)
	}
}

// activities reads a community up to its closing line, and gives each activity
// to a function.
func (r *reader) activities(s *section, each func(activity.Activity) error) error {
	seal := newSeal(s.community)
	for {
		line, err := r.next()
		if err != nil {
			return err
		}
		addLine(r.sum, line)
		if is(line, "activities") {
			s.closing, err = expect[closing](r, line, "activities", "")
			if err != nil {
				return err
			}
			return r.closing(s, seal)
		}
		if !is(line, "seq") {
			return r.wrong("there should be an activity here, or the end of the community")
		}
		a, err := activityOf(s.community, line)
		if err == nil {
			err = seal.add(a, line)
		}
		if err == nil {
			err = each(a)
		}
		if err != nil {
			return r.astray(err)
		}
	}
}

// closing checks a community's last line.
func (r *reader) closing(s *section, seal *seal) error {
	want, err := seal.closing()
	if err != nil {
		return r.astray(err)
	}
	if s.closing != want {
		return r.wrong(fmt.Sprintf("community %s ends with %d activities of another digest than the %d above: "+
			"something was changed, lost or added", s.community, s.Activities, want.Activities))
	}
	return nil
}

// expect reads a line that should be of a kind.
func expect[T any](r *reader, line []byte, first, what string) (v T, err error) {
	if !is(line, first) {
		return v, r.wrong("there should be " + what + " here")
	}
	if v, err = read[T](line); err != nil {
		return v, r.astray(err)
	}
	return v, nil
}

// wrong says what is wrong in the line that was read last.
func (r *reader) wrong(problem string) error { return r.astray(fault.New("", fault.Invalid, problem)) }

// astray says in which line something went wrong.
func (r *reader) astray(err error) error { return in(fmt.Sprintf("line %d", r.line), err) }

// in says where something went wrong.
func in(place string, err error) error {
	if e, ok := err.(*fault.Error); ok && e.Op == "" && e.Problem != "" {
		own := *e
		own.Problem = place + ": " + e.Problem
		return &own
	}
	return &fault.Error{Code: fault.CodeOf(err), Problem: place, Err: err}
}
