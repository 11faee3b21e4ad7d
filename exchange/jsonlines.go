package exchange

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

const opJSONLines = "exchange.JSONLines"

// JSONLines reads activities from the JSON Lines that the package comment
// describes, in the order of its lines, from the file of that name in dir. A
// record that occurs twice is an error.
func JSONLines(dir fs.FS, name string, o *Options) activity.Stream {
	return stream(opJSONLines, o, func(o Options, emit func(activity.Activity) bool) error {
		f, err := openFile(dir, name)
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }()
		return readJSONLines(newLines(name, f, MaxJSONLine), o.Source, emit)
	})
}

func readJSONLines(l *lines, source string, emit func(activity.Activity) bool) error {
	records := newCompleter(source)
	for {
		line, err := l.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case len(line) == 0:
			continue
		}
		var o outline
		if err := json.Unmarshal(line, &o); err != nil {
			return placed(opJSONLines, l.place(), notJSON(err))
		}
		a, err := records.record(o)
		if err != nil {
			return placed(opJSONLines, l.place(), err)
		}
		if !emit(a) {
			return nil
		}
	}
}

// notJSON words an error of package json.
func notJSON(err error) error {
	if mistyped, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && mistyped.Field != "" {
		return fmt.Errorf("%s cannot be a %s", mistyped.Field, mistyped.Value)
	}
	return fmt.Errorf("must be one object of JSON: %w", err)
}

// WriteJSONLines writes a stream as the JSON Lines that the package comment
// describes, and returns how many lines it wrote. Lines end in LF; members that
// are empty are left out. What [JSONLines] reads of it are the same records, but
// that their detail is [activity.Imported].
//
// The error is Invalid for an activity that does not pass its Check or that
// [JSONLines] would refuse, Unavailable if w fails, and otherwise the stream's
// own. All lines before it have been written.
func WriteJSONLines(w io.Writer, s activity.Stream) (int, error) {
	const op = "exchange.WriteJSONLines"
	out := bufio.NewWriter(w)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	n, err := eachRecord(op, s, func(a activity.Activity, names activity.Imported) error {
		return unavailable(op, e.Encode(outlineOf(a, names)))
	})
	return n, cmp.Or(unavailable(op, out.Flush()), err)
}

// unavailable is the error of a writer that failed.
func unavailable(op string, err error) error {
	if err == nil {
		return nil
	}
	return fault.Wrap(op, fault.Unavailable, err)
}
