package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
)

// hiding is how the people of a record are hidden from those who get it.
type hiding struct {
	Pseudonyms string `placeholder:"KEYFILE" help:"Let people, topics and all identifiers go by pseudonyms under the key in this file, which praxis key makes; keep it, and give it to nobody. With the same key later exports can be joined with this one."`
	KeepTopics bool   `help:"With --pseudonyms: leave the names of topics as they are."`
	Days       bool   `help:"With --pseudonyms: round times down to the day (UTC)."`
	Without    string `placeholder:"FILE" help:"With --pseudonyms: leave out the people whose ids are in this file, one a line."`
}

func (h hiding) check(archive bool) error {
	switch {
	case h.Pseudonyms == "" && (h.KeepTopics || h.Days || h.Without != ""):
		return errors.New("--keep-topics, --days and --without go with --pseudonyms KEYFILE")
	case h.Pseudonyms != "" && archive:
		return errors.New("an archive holds everything as it is; name a format for --to, such as csv, to export under pseudonyms")
	}
	return nil
}

// over hides the people of a stream. When that has been read, unseen tells how
// many of those to leave out were not in it.
func (h hiding) over(s activity.Stream) (hidden activity.Stream, unseen func() int, err error) {
	if h.Pseudonyms == "" {
		return s, func() int { return 0 }, nil
	}
	o := exchange.Pseudonyms{KeepTopics: h.KeepTopics, Days: h.Days}
	if o.Key, err = readKey(h.Pseudonyms); err != nil {
		return nil, nil, err
	}
	if h.Without != "" {
		if o.Without, err = readPeople(h.Without); err != nil {
			return nil, nil, err
		}
	}
	missing := map[activity.Person]bool{}
	for _, p := range o.Without {
		missing[p] = true
	}
	seen := func(yield func(activity.Activity, error) bool) {
		for a, err := range s {
			delete(missing, a.Actor)
			delete(missing, a.To)
			if !yield(a, err) {
				return
			}
		}
	}
	return exchange.Pseudonymise(seen, o), func() int { return len(missing) }, nil
}

// maxKey is more than anybody needs, and keeps a wrong file from being taken for
// a key.
const maxKey = 4096

// readKey reads a key that nobody else on the machine can read.
func readKey(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("the key cannot be read; praxis key %s makes one: %w", path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("others can read or change the key in %s; chmod 600 %s keeps it to you, if nobody has taken it yet", path, path)
	}
	key, err := io.ReadAll(io.LimitReader(f, maxKey+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("the key cannot be read: %w", err)
	case len(key) > maxKey:
		return nil, fmt.Errorf("%s is no key, which has at most %d bytes", path, maxKey)
	case len(key) < exchange.MinPseudonymKey:
		return nil, fmt.Errorf("the key in %s has %d bytes, of which anybody can try all; it must have at least %d random ones, as praxis key makes them", path, len(key), exchange.MinPseudonymKey)
	}
	return key, nil
}

// readPeople reads the ids in a file, one a line.
func readPeople(path string) ([]activity.Person, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("the people to leave out cannot be read: %w", err)
	}
	return peopleIn(path, string(text))
}

// peopleIn are the ids in a text, one a line, with the name by which to speak of it.
func peopleIn(name, text string) (people []activity.Person, err error) {
	for i, line := range strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n") {
		switch line = strings.TrimSuffix(line, "\r"); {
		case line == "":
		case !fault.IsPerson(line):
			return nil, fmt.Errorf("%s:%d: must be the id of a person, of 1 to 255 bytes without control characters", name, i+1)
		default:
			people = append(people, activity.Person(line))
		}
	}
	if people == nil {
		return nil, fmt.Errorf("%s names nobody to leave out; write one id a line", name)
	}
	return people, nil
}

type keyCommand struct {
	Path string `arg:"" name:"file" help:"The file to make, which must not be there."`
}

// Run makes a key.
func (c keyCommand) Run(to console) error {
	key := make([]byte, exchange.MinPseudonymKey)
	rand.Read(key) // which never fails
	err := newFile(c.Path, func(w io.Writer) error {
		_, err := w.Write(key)
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(to.out, "Made a key in %s. Keep it apart from what you export with it.\n", c.Path)
	return nil
}
