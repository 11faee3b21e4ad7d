package exchange

import (
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

const opGitLog = "exchange.GitLog"

// GitFormat is what git log is asked to print of each commit, as in
//
//	git log --encoding=UTF-8 --format="$FORMAT" > history.gitlog
//
// seven fields, each of which ends in a NUL: the commit's name, those of its
// parents, when it was written in seconds since 1970, its author's name and
// address by the mailmap, their address as it stands in the commit, and its
// trailers Co-authored-by, each in a line.
const GitFormat = "%H%x00%P%x00%at%x00%aN%x00%aE%x00%ae%x00%(trailers:key=Co-authored-by,valueonly,unfold)%x00"

// GitCommand is how git is asked for the log that [GitLog] reads.
const GitCommand = "git log --encoding=UTF-8 --format='" + GitFormat + "'"

// MaxGitField is the greatest length of one of the fields, in bytes.
const MaxGitField = 1 << 20

// The fields of a commit.
const (
	gitName = iota
	gitParents
	gitTime
	gitAuthor
	gitAddress
	gitWritten
	gitCoauthors
	gitFields
)

var (
	gitStart = regexp.MustCompile(`^(?:[0-9a-f]{40}|[0-9a-f]{64})\x00`)
	gitNamed = regexp.MustCompile(`^(?:[0-9a-f]{40}|[0-9a-f]{64})$`)
	coauthor = regexp.MustCompile(`^\s*(.*?)\s*<([^<>]*)>\s*$`)
)

// GitLog reads the history of a git repository from the output of git log in
// the format [GitFormat], a file of that name in dir, which may be packed by
// gzip. Every commit is one activity of its author, and one of each of its
// co-authors, whose addresses are mapped as those of authors are in the same
// file.
//
// Commits with several parents are left out unless [Options.Merges] takes them
// in, those of programs unless [Options.Bots] does; a co-author who is none
// counts all the same. A commit that occurs twice, as in the logs of two
// branches, is taken once. The stream is in the order of time.
func GitLog(dir fs.FS, name string, o *Options) activity.Stream {
	return stream(opGitLog, o, func(o Options, emit func(activity.Activity) bool) error {
		f, err := openFile(dir, name)
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }()
		l := newLedger()
		g := gitLog{name: name, o: o, l: l, people: newPeople(o, l), commits: map[int32]bool{}, mapped: map[string]string{}}
		if err := g.read(newLines(name, f, MaxGitField)); err != nil {
			return err
		}
		if err := g.settle(); err != nil {
			return err
		}
		if o.Skipped != nil {
			*o.Skipped = g.skipped
		}
		l.tell(o.Source, func(t thing) string { return l.words[t.id] }, emit)
		return nil
	})
}

// gitLog is what is kept of a log while it is read.
type gitLog struct {
	name    string
	o       Options
	l       *ledger
	people  *people
	commits map[int32]bool    // that have been read
	mapped  map[string]string // addresses by the mailmap, by those that stand in commits
	helped  []helped
	number  int // of the commit that is being read
	skipped Skipped
}

// helped is a co-author whose address is not mapped before all is read.
type helped struct {
	commit, name, address int32 // places of words
	at                    int64
}

// read reads all commits.
func (g *gitLog) read(in *lines) error {
	in.in.what = "field"
	for {
		var fields [gitFields]string
		g.number++
		for i := range fields {
			field, err := in.upTo(0)
			switch {
			case err == io.EOF && i == 0 && strings.TrimSpace(string(field)) == "":
				return nil
			case err == io.EOF:
				return g.wrong("ends in its %s field: the log is cut off, or was not written by %s", ordinal(i+1), GitCommand)
			case err != nil:
				return fmt.Errorf("%s: commit %d: %w", g.name, g.number, in.in.err)
			}
			fields[i] = string(field[:len(field)-1])
		}
		fields[gitName] = strings.TrimLeft(fields[gitName], "\r\n")
		if err := g.commit(fields); err != nil {
			return err
		}
	}
}

func (g *gitLog) wrong(format string, args ...any) error {
	return fmt.Errorf("%s: commit %d "+format, append([]any{g.name, g.number}, args...)...)
}

func ordinal(n int) string {
	return [...]string{"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh"}[n]
}

// commit takes in a commit.
func (g *gitLog) commit(f [gitFields]string) error {
	if !gitNamed.MatchString(f[gitName]) {
		return g.wrong("has no name of 40 or 64 digits, but %.70q; write the log by %s", f[gitName], GitCommand)
	}
	written := strings.ToLower(clean(f[gitWritten]))
	if to := strings.ToLower(clean(f[gitAddress])); to != written {
		g.mapped[written] = to
	}
	name := g.l.word(f[gitName])
	if g.commits[name] {
		g.skipped.Repeated++
		return nil
	}
	g.commits[name] = true
	if strings.Contains(strings.TrimSpace(f[gitParents]), " ") && !g.o.Merges {
		g.skipped.Merges++
		return nil
	}
	at, ok := secondsSince1970(f[gitTime])
	if !ok {
		g.skipped.Undated++
		return nil
	}
	author, err := g.people.of(f[gitAuthor], f[gitAddress])
	if err != nil {
		return g.wrong("%w", err)
	}
	g.add(name, author, at)
	for line := range strings.Lines(f[gitCoauthors]) {
		if m := coauthor.FindStringSubmatch(strings.TrimRight(line, "\r\n")); m != nil {
			g.helped = append(g.helped, helped{commit: name, name: g.l.word(clean(m[1])), address: g.l.word(strings.ToLower(clean(m[2]))), at: at})
		}
	}
	return nil
}

func (g *gitLog) add(commit int32, author who, at int64) {
	switch {
	case author.word == 0:
		g.skipped.Other++
	case author.bot && !g.o.Bots:
		g.skipped.Bots++
	default:
		g.l.add(entry{at: at, verb: activity.Commit, actor: author.word, object: thing{1, int64(commit)}})
	}
}

// settle adds the co-authors, who each have a commit once, and puts what
// happened at one time in the order in which it was done: git tells the latest
// first.
func (g *gitLog) settle() error {
	slices.Reverse(g.l.entries)
	slices.Reverse(g.helped)
	type share struct {
		commit int64
		actor  int32
	}
	shares := make(map[share]bool)
	for _, e := range g.l.entries {
		shares[share{e.object.id, e.actor}] = true
	}
	for _, h := range g.helped {
		address := g.l.words[h.address]
		if to, ok := g.mapped[address]; ok {
			address = to
		}
		w, err := g.people.of(g.l.words[h.name], address)
		if err != nil {
			return fmt.Errorf("%s: %w", g.name, err)
		}
		s := share{int64(h.commit), w.word}
		if w.word != 0 && shares[s] {
			continue
		}
		shares[s] = true
		g.add(h.commit, w, h.at)
	}
	return nil
}

// secondsSince1970 reads a time that a record can hold, in microseconds.
func secondsSince1970(s string) (int64, bool) {
	seconds, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	const most = 1 << 40 // beyond the year 9999
	if err != nil || seconds > most || seconds < -most {
		return 0, false
	}
	return holdable(time.Unix(seconds, 0))
}

// holdable returns a time in microseconds, if a record can hold it.
func holdable(t time.Time) (int64, bool) {
	t = activity.Moment(t)
	return t.UnixMicro(), !t.IsZero() && t.Year() >= 1 && t.Year() <= 9999
}
