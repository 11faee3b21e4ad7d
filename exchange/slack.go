package exchange

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

const opSlack = "exchange.Slack"

// Slack reads the export of a Slack workspace: the zip archive of that name in
// dir, or the folder that it unpacks to. Of users.json it needs only who is a
// program; channels.json names the public channels, whose folders hold a file of
// messages for each day. Private channels (groups.json) and direct messages
// (dms.json, mpims.json) are not opened unless the options ask for them.
//
// The stream is in the order of time. Nothing is yielded before all files have
// been read. A message that occurs twice is taken once.
func Slack(dir fs.FS, name string, o *Options) activity.Stream {
	return stream(opSlack, o, func(o Options, emit func(activity.Activity) bool) error {
		w := &workspace{
			options: o, ledger: newLedger(), bots: map[string]bool{"USLACKBOT": true},
			folders: map[string]string{}, listed: map[string]bool{},
			seen: map[thing]bool{}, authors: map[thing]int32{}, files: map[int32]bool{},
		}
		if err := within(dir, name, w.read); err != nil {
			return err
		}
		w.answerTo()
		if o.Skipped != nil {
			*o.Skipped = w.skipped
		}
		w.ledger.tell(o.Source, w.name, emit)
		return nil
	})
}

// workspace is what is kept of a workspace while it is read.
type workspace struct {
	options  Options
	ledger   *ledger
	bots     map[string]bool // users that are programs
	channels []channel
	folders  map[string]string // the ids of channels
	listed   map[string]bool   // channels, by id
	seen     map[thing]bool    // messages
	authors  map[thing]int32   // of messages
	files    map[int32]bool    // that were shared, by their words
	skipped  Skipped
}

// channel is where messages are.
type channel struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	folder string
	topics int32 // the place of a set
}

// conversations are the lists of channels that an export may hold. Only the
// first is of those that everybody may read, and must be there.
var conversations = []struct {
	file    string
	private bool
	direct  bool // they have no name: their folders are called by their ids
}{
	{file: "channels.json"},
	{file: "groups.json", private: true},
	{file: "dms.json", private: true, direct: true},
	{file: "mpims.json", private: true},
}

func (w *workspace) read(tree fs.FS) error {
	err := eachElement(tree, "users.json", func(d *document) error {
		var user struct {
			ID  string `json:"id"`
			Bot bool   `json:"is_bot"`
		}
		err := d.value(&user)
		if err == nil && user.Bot {
			w.bots[user.ID] = true
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, list := range conversations {
		err := eachElement(tree, list.file, func(d *document) error {
			var c channel
			if err := d.value(&c); err != nil {
				return err
			}
			if list.private && !w.options.Private {
				w.skipped.Private++
				return nil
			}
			return w.open(d, c, list.direct)
		})
		if err != nil && !(list.private && errors.Is(err, fs.ErrNotExist)) {
			return err
		}
	}
	for place := range w.channels {
		if err := w.readChannel(tree, int32(place)); err != nil {
			return err
		}
	}
	return nil
}

// open adds a channel to those that are read.
func (w *workspace) open(d *document, c channel, direct bool) error {
	switch {
	case !fault.IsPerson(c.ID) || len(c.ID) > 64:
		return d.fail("a channel must have an id of at most 64 bytes, not %.80q", c.ID)
	case direct:
		c.folder = c.ID
	default:
		c.folder = c.Name
		if !fault.IsTopic(c.Name) {
			return d.fail("the channel %s must have a name that can be a topic, not %.120q", c.ID, c.Name)
		}
		c.topics = w.ledger.set([]string{c.Name})
	}
	if !fs.ValidPath(c.folder) || path.Base(c.folder) != c.folder || c.folder == "." {
		return d.fail("the channel %s cannot have a folder of the name %.80q", c.ID, c.folder)
	}
	switch id, taken := w.folders[c.folder]; {
	case id == c.ID:
		return nil // it is listed twice
	case taken || w.listed[c.ID]:
		return d.fail("the channel %s has the folder or the id of another", c.ID)
	}
	w.folders[c.folder], w.listed[c.ID] = c.ID, true
	w.channels = append(w.channels, c)
	return nil
}

// readChannel reads the messages of a channel, day by day. A channel without
// messages has no folder.
func (w *workspace) readChannel(tree fs.FS, place int32) error {
	folder := w.channels[place].folder
	days, err := fs.ReadDir(tree, folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return opened(folder, err)
	}
	for _, day := range days {
		if day.IsDir() || litter(day.Name()) || path.Ext(day.Name()) != ".json" {
			continue
		}
		err := eachElement(tree, path.Join(folder, day.Name()), func(d *document) error { return w.message(d, place) })
		if err != nil {
			return err
		}
	}
	return nil
}

// answerTo adds whom the replies are directed at, now that all messages are
// known.
func (w *workspace) answerTo() {
	for i, e := range w.ledger.entries {
		if e.verb == activity.Reply {
			w.ledger.entries[i].to = w.authors[e.on]
		}
	}
}

// name returns a message's name: its channel's id and its time, which Slack
// keeps unique within a channel. Files and channels have ids of their own.
func (w *workspace) name(t thing) string {
	switch {
	case t.kind == 0:
		return ""
	case t.kind == fileThing:
		return w.ledger.words[t.id]
	case t.id == 0:
		return w.channels[t.kind-1].ID
	}
	return fmt.Sprintf("%s/%s", w.channels[t.kind-1].ID, formatStamp(t.id))
}

const fileThing = -1

// formatStamp writes microseconds since 1970 as Slack writes a time.
func formatStamp(micros int64) string {
	return fmt.Sprintf("%d.%06d", micros/1e6, micros%1e6)
}

// parseStamp reads a time of Slack's: seconds since 1970, with six digits of a
// fraction.
func parseStamp(s string) (micros int64, ok bool) {
	const point, digits = 7, 6
	if len(s) <= point || len(s) > 20 || s[len(s)-point] != '.' {
		return 0, false
	}
	seconds, err := strconv.ParseUint(s[:len(s)-point], 10, 40)
	fraction, bad := strconv.ParseUint(s[len(s)-digits:], 10, 32)
	micros = int64(seconds)*1e6 + int64(fraction)
	const year10000 = 253402300800
	return micros, err == nil && bad == nil && seconds < year10000 && micros > 0 && s[0] != '+'
}

// eachElement calls do before each element of the array that a file holds.
func eachElement(tree fs.FS, name string, do func(*document) error) error {
	f, err := tree.Open(name)
	if err != nil {
		return opened(name, err)
	}
	defer func() { _ = f.Close() }()
	d := newDocument(name, f)
	if err := d.elements(func() error { return do(d) }); err != nil {
		return err
	}
	return d.end()
}
