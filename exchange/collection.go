package exchange

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"

	"github.com/praxis-cop/praxis/activity"
)

const opActivityStreams = "exchange.ActivityStreams"

// ActivityStreams reads a collection of ActivityStreams 2.0 that
// [WriteActivityStreams] wrote, in its order, from the file of that name in dir.
// Items that do not tell their verb, as those of other programs, are counted as
// Other; a record that occurs twice is an error. [Skipped] is complete only when
// the stream has ended.
func ActivityStreams(dir fs.FS, name string, o *Options) activity.Stream {
	return stream(opActivityStreams, o, func(o Options, emit func(activity.Activity) bool) error {
		f, err := openFile(dir, name)
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }()
		return readCollection(newDocument(name, f), o, emit)
	})
}

// errEnough ends the reading of a collection of which no more is wanted.
var errEnough = fmt.Errorf("enough")

func readCollection(d *document, o Options, emit func(activity.Activity) bool) error {
	records, collection := newCompleter(o.Source), false
	item := func() error {
		var raw json.RawMessage
		if err := d.value(&raw); err != nil {
			return err
		}
		a, ours, err := readItem(raw, records)
		if err != nil {
			return placed(opActivityStreams, fmt.Sprintf("%s: at byte %d", d.name, d.json.InputOffset()), err)
		}
		if !ours {
			if o.Skipped != nil {
				o.Skipped.Other++
			}
			return nil
		}
		if !emit(a) {
			return errEnough
		}
		return nil
	}
	err := d.members(func(key string) error {
		if key != "orderedItems" && key != "items" {
			return d.skip()
		}
		collection = true
		return d.elements(item)
	})
	switch {
	case err == errEnough:
		return nil
	case err != nil:
		return err
	case !collection:
		return fmt.Errorf("%s: is no collection: it has no orderedItems", d.name)
	}
	return d.end()
}

// readItem reads an item; ours is false for one that another program wrote.
func readItem(raw json.RawMessage, records *completer) (a activity.Activity, ours bool, err error) {
	var told struct {
		Verb json.RawMessage `json:"praxis:verb"`
	}
	if err := json.Unmarshal(raw, &told); err != nil || told.Verb == nil {
		return a, false, nil
	}
	var s streamsActivity
	if err := json.Unmarshal(raw, &s); err != nil {
		return a, true, notJSON(err)
	}
	a, err = records.record(s.outline())
	return a, true, err
}

// WriteActivityStreams writes a stream as one OrderedCollection of
// ActivityStreams 2.0 (W3C Recommendation, 23 May 2017) in JSON-LD, one activity a
// line, and returns how many it holds. docs/formats.md tells how verbs become
// types. What the vocabulary has no term for stands under "praxis:". What
// [ActivityStreams] reads of it are the same records, but that their detail is
// [activity.Imported].
//
// The error is Invalid for an activity that does not pass its Check or that
// [ActivityStreams] would refuse, Unavailable if w fails, and otherwise the
// stream's own; then the collection is not whole.
func WriteActivityStreams(w io.Writer, s activity.Stream) (int, error) {
	const op = "exchange.WriteActivityStreams"
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, `{"@context":[%q,{"praxis":%q}],"type":"OrderedCollection","orderedItems":[`, streamsContext, praxisContext)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	separator := "\n"
	n, err := eachRecord(op, s, func(a activity.Activity, names activity.Imported) error {
		_, _ = out.WriteString(separator) // its error stays until the flush
		separator = ","
		return unavailable(op, e.Encode(streamsActivityOf(a, names)))
	})
	if err == nil {
		_, err = fmt.Fprintf(out, "],\"totalItems\":%d}\n", n)
		err = unavailable(op, err)
	}
	return n, cmp.Or(unavailable(op, out.Flush()), err)
}
