package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/praxis-cop/praxis/activity"
)

const opMbox = "exchange.Mbox"

// MaxMailHead is the greatest length of the head of a message, in bytes. Its
// body may have any length and is not held at all.
const MaxMailHead = 1 << 20

// Mbox reads the archive of a mailing list: a file of the form mbox (RFC 4155,
// in any of its dialects) of that name in dir, or a folder or a zip archive of
// such files, each of which may be packed by gzip. In a folder they are the files
// whose names end in .mbox, .mbx or .txt, or in one of these and .gz.
//
// A message that replies to none starts a thread, any other is a reply to the
// last one of its References, or else to the first of its In-Reply-To. What it
// replies to need not be in the archive: it still holds the thread together,
// though the reply is directed at nobody. [Options.Subjects] also threads
// messages without references whose subject says that they reply.
//
// A message occurs once, by its Message-ID, however many lists it was sent to;
// the name of its object is [MailObject]. Its time is its Date; if that cannot
// be read, or lies more than a day after the message was received first, it is
// when it was received, by the last of its fields Received or by the line that
// separates it from the message before. What programs wrote by [Options.Bot], or
// by a field Auto-Submitted, is left out unless [Options.Bots] takes it in. The
// stream is in the order of time.
func Mbox(dir fs.FS, name string, o *Options) activity.Stream {
	return stream(opMbox, o, func(o Options, emit func(activity.Activity) bool) error {
		a := newMailArchive(o)
		if err := eachMbox(dir, name, a.add); err != nil {
			return err
		}
		a.settle()
		if o.Skipped != nil {
			*o.Skipped = a.skipped
		}
		a.l.tell(o.Source, a.name, emit)
		return nil
	})
}

// eachMbox calls do with the head of every message.
func eachMbox(dir fs.FS, name string, do func(h *mailHead) error) error {
	f, err := dir.Open(name)
	if err != nil {
		return opened(name, err)
	}
	defer func() { _ = f.Close() }()
	start := bufio.NewReader(f)
	info, err := f.Stat()
	if err != nil {
		return opened(name, err)
	}
	if !info.IsDir() {
		switch beginning, err := start.Peek(4); {
		case err != nil && err != io.EOF:
			return opened(name, &outside{err})
		case string(beginning) != "PK\x03\x04":
			text, err := gunzip(start)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			return readMbox(name, text, do)
		}
	}
	return within(dir, name, func(tree fs.FS) error {
		found := false
		err := fs.WalkDir(tree, ".", func(file string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return opened(file, err)
			case file != "." && litter(entry.Name()) && entry.IsDir():
				return fs.SkipDir
			case litter(entry.Name()) || !entry.Type().IsRegular() || !isMbox(entry.Name()):
				return nil
			}
			found = true
			f, err := openFile(tree, file)
			if err != nil {
				return err
			}
			defer func() { _ = f.Close() }()
			return readMbox(file, f, do)
		})
		if err == nil && !found {
			return fmt.Errorf("%s holds no files whose names end in .mbox, .mbx or .txt, or in one of these and .gz", name)
		}
		return err
	})
}

// isMbox reports whether a file in a folder is read, by its name.
func isMbox(name string) bool {
	switch path.Ext(strings.TrimSuffix(strings.ToLower(name), ".gz")) {
	case ".mbox", ".mbx", ".txt":
		return true
	}
	return false
}

var (
	separator = regexp.MustCompile(`^From .*(?:[0-9]{1,2}:[0-9]{2}.*[0-9]{4}|[0-9]{4}.*[0-9]{1,2}:[0-9]{2})`)
	fieldName = regexp.MustCompile(`^[!-9;-~]+[ \t]*:`)
	looksMbox = regexp.MustCompile(`^From [^\r\n]*[0-9]{1,2}:[0-9]{2}[^\r\n]*\r?\n(?:>From [^\r\n]*\r?\n)?[!-9;-~]+[ \t]*:`)
)

// mailLines reads a mailbox line by line.
type mailLines struct {
	in     *bufio.Reader
	number int // of the line read last
}

// next returns the beginning of the next line, as much as is wanted, and
// whether that is all of it. What is longer is not held.
func (m *mailLines) next(want int) (line []byte, whole bool, err error) {
	m.number++
	for whole = true; ; {
		part, err := m.in.ReadSlice('\n')
		text := bytes.TrimSuffix(part, []byte("\n"))
		if room := max(0, want-len(line)); room < len(text) {
			whole = false
			text = text[:room]
		}
		line = append(line, text...)
		switch {
		case err == io.EOF && m.hasRead(line, whole):
			return trimEnd(line), whole, nil
		case err == bufio.ErrBufferFull:
		case err != nil && err != io.EOF:
			return nil, false, &outside{err}
		default:
			return trimEnd(line), whole, err
		}
	}
}

func (m *mailLines) hasRead(line []byte, whole bool) bool { return len(line) > 0 || !whole }

// headFollows reports whether what comes next begins like the head of a message.
func (m *mailLines) headFollows() bool {
	const glance = 256
	start, _ := m.in.Peek(glance) // an error shows again when it is read
	return fieldName.Match(start) || bytes.HasPrefix(start, []byte(">From "))
}

// readMbox calls do with the heads of a mailbox. A line "From " begins a message
// only behind an empty line and before a head: not all dialects mark such lines
// in texts.
func readMbox(name string, r io.Reader, do func(h *mailHead) error) error {
	const bodyLine = 1024
	m := &mailLines{in: bufio.NewReader(r)}
	wrong := func(err error) error {
		if _, ok := errors.AsType[*damaged](err); ok {
			if world, ok := errors.AsType[*outside](err); ok {
				err = world.cause
			}
		}
		return fmt.Errorf("%s:%d: %w", name, m.number, err)
	}
	if mark := "\ufeff"; begins(m.in, mark) {
		_, _ = m.in.Discard(len(mark)) // of what was just seen
	}
	begun, blank := false, true
	for {
		line, _, err := m.next(bodyLine)
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return wrong(err)
		case len(line) == 0:
			blank = true
			continue
		case !begun && !bytes.HasPrefix(line, []byte("From ")):
			return wrong(fmt.Errorf("a mailbox must begin with a line that begins with \"From \", not with %.40q", line))
		case !begun || blank && separator.Match(line) && m.headFollows():
			begun = true
			h, err := m.head(string(line))
			if err == nil {
				err = do(h)
			}
			if err != nil {
				return wrong(err)
			}
			blank = true // which ended the head
			continue
		}
		blank = false
	}
}

func begins(r *bufio.Reader, with string) bool {
	start, _ := r.Peek(len(with)) // an error shows again when it is read
	return string(start) == with
}

// head reads the head of a message behind the line that separates it from the
// one before.
func (m *mailLines) head(from string) (*mailHead, error) {
	h := &mailHead{separator: from}
	left := MaxMailHead
	for {
		line, whole, err := m.next(left)
		switch {
		case err == io.EOF:
			return nil, errors.New("the file ends in the head of a message: it is cut off")
		case err != nil:
			return nil, err
		case !whole:
			return nil, fmt.Errorf("the head of a message is longer than %d bytes", MaxMailHead)
		case len(line) == 0:
			h.end()
			return h, nil
		}
		left -= len(line)
		h.line(line)
	}
}
