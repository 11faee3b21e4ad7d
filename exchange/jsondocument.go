package exchange

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxDepth bounds how deep values of JSON that are passed over may nest.
const maxDepth = 100

// document is a file of JSON that is read value by value, so that no more of it
// is held than one value of those that matter.
type document struct {
	name  string
	in    *input
	json  *json.Decoder
	first byte // what it begins with, after white space; 0 if it is empty
}

func newDocument(name string, r io.Reader) *document {
	in := newInput(r, MaxJSONValue, 4096)
	in.what = "value"
	in.next()
	d := &document{name: name, in: in}
	for in.ready() {
		next, err := in.in.Peek(1)
		if err != nil {
			_ = in.fail(err)
			break
		}
		if strings.IndexByte(" \t\r\n", next[0]) < 0 {
			d.first = next[0]
			break
		}
		_, _ = in.ReadByte() // which was just seen
	}
	d.json = json.NewDecoder(in)
	return d
}

// members calls each with the key of every member of the object that comes next.
// Each has to read or skip the member's value.
func (d *document) members(each func(key string) error) error {
	if err := d.delimiter('{', "an object"); err != nil {
		return err
	}
	for d.more() {
		key, err := d.token()
		if err != nil {
			return err
		}
		if err := each(key.(string)); err != nil {
			return err
		}
	}
	return d.delimiter('}', "the end of an object")
}

// elements calls each before every element of the array that comes next. Each
// has to read or skip the element.
func (d *document) elements(each func() error) error {
	if err := d.delimiter('[', "an array"); err != nil {
		return err
	}
	for d.more() {
		if err := each(); err != nil {
			return err
		}
	}
	return d.delimiter(']', "the end of an array")
}

// value reads the value that comes next, all of which is held meanwhile.
func (d *document) value(v any) error {
	d.in.next()
	if err := d.json.Decode(v); err != nil {
		return d.failed(err)
	}
	return nil
}

// skip passes over the value that comes next.
func (d *document) skip() error {
	for depth := 0; ; {
		token, err := d.token()
		if err != nil {
			return err
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			if depth++; depth > maxDepth {
				return d.fail("values nest more than %d deep", maxDepth)
			}
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
	}
}

// end makes sure that nothing follows.
func (d *document) end() error {
	d.in.next()
	switch token, err := d.json.Token(); {
	case err == io.EOF:
		return nil
	case err != nil:
		return d.failed(err)
	default:
		return d.fail("there must be one value in the file, but %.40q follows it", fmt.Sprint(token))
	}
}

func (d *document) more() bool {
	d.in.next()
	return d.json.More()
}

func (d *document) token() (json.Token, error) {
	d.in.next()
	token, err := d.json.Token()
	if err != nil {
		return nil, d.failed(err)
	}
	return token, nil
}

func (d *document) delimiter(want json.Delim, called string) error {
	token, err := d.token()
	if err == nil && token != want {
		err = d.fail("there must be %s, not %.40q", called, fmt.Sprint(token))
	}
	return err
}

// failed names the place of an error of the decoder's.
func (d *document) failed(err error) error {
	at := d.json.InputOffset()
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		at = syntax.Offset
	}
	if mistyped, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		err = fmt.Errorf("%s cannot be a %s", mistyped.Field, mistyped.Value)
	}
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = errors.New("the file is empty or was cut off")
	}
	return fmt.Errorf("%s: at byte %d: %w", d.name, at, err)
}

func (d *document) fail(format string, args ...any) error {
	return d.failed(fmt.Errorf(format, args...))
}
