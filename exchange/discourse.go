package exchange

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

const opDiscourse = "exchange.Discourse"

// Discourse reads topics of the forum software Discourse in the JSON in which
// its pages /t/ID.json hold them: the file of that name in dir, or all files
// *.json of a folder or a zip archive, in which a topic may be spread over
// several pages. A file categories.json or site.json among them names the
// categories; other files are counted as Other.
//
// The stream is in the order of time. Nothing is yielded before all files have
// been read. A post that occurs twice is taken once.
func Discourse(dir fs.FS, name string, o *Options) activity.Stream {
	return stream(opDiscourse, o, func(o Options, emit func(activity.Activity) bool) error {
		f := &forum{
			options: o, ledger: newLedger(), topics: map[int64]*topic{}, numbers: map[[2]int64]int{},
			seen: map[int64]bool{}, categories: map[int64]category{},
		}
		if err := f.read(dir, name); err != nil {
			return err
		}
		if f.pages == 0 {
			return fmt.Errorf("%s: there is no topic of Discourse in it: a file of JSON with a post_stream", name)
		}
		f.enter()
		if o.Skipped != nil {
			*o.Skipped = f.skipped
		}
		f.ledger.tell(o.Source, f.name, emit)
		return nil
	})
}

// forum is what is kept of a forum while it is read.
type forum struct {
	options    Options
	ledger     *ledger
	topics     map[int64]*topic
	posts      []forumPost
	numbers    map[[2]int64]int // the places of posts, by topic and number in it
	seen       map[int64]bool   // posts, by id
	categories map[int64]category
	pages      int // of topics
	skipped    Skipped
}

// topic is what its posts need to know of a topic.
type topic struct {
	category int64
	tags     []string
	accepted int64 // the number of the post that solved it
	question bool
}

// category is a part of a forum.
type category struct {
	name      string
	questions bool // its topics can be solved
}

// forumPost is what is kept of a post.
type forumPost struct {
	at, id, topic, number, on int64
	author                    int32 // a word; 0 if nobody or not for all to see
	accepted, left            bool  // left out, though others reply to it
}

func (f *forum) read(dir fs.FS, name string) error {
	if info, err := fs.Stat(dir, name); err == nil && !info.IsDir() && !strings.EqualFold(path.Ext(name), ".zip") {
		return f.file(dir, name)
	}
	return within(dir, name, func(tree fs.FS) error {
		return eachFile(tree, ".json", func(file string) error { return f.file(tree, file) })
	})
}

// file reads a file, which is a topic, or names the categories, or is of no use.
func (f *forum) file(dir fs.FS, name string) error {
	r, err := openFile(dir, name)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	page := &topicPage{forum: f, document: newDocument(name, r)}
	if err := page.read(); err != nil {
		return err
	}
	return page.end()
}

// enter turns the posts into entries, now that all of them are known.
func (f *forum) enter() {
	solved := map[int64]bool{} // categories in which topics are solved
	for _, p := range f.posts {
		if t := f.topics[p.topic]; p.accepted || t.accepted == p.number {
			t.accepted = p.number
			t.question = true
			solved[t.category] = true
		}
	}
	for _, t := range f.topics {
		c := f.categories[t.category]
		t.question = t.question || t.accepted != 0 || c.questions || t.category != 0 && solved[t.category]
	}
	for _, p := range f.posts {
		if !p.left {
			f.ledger.add(f.entry(p, f.topics[p.topic]))
		}
	}
}

// entry tells what a post was.
func (f *forum) entry(p forumPost, t *topic) entry {
	e := entry{
		at: p.at, actor: p.author, topics: f.ledger.set(f.about(t)),
		object: thing{postThing, p.id}, under: thing{topicThing, p.topic},
	}
	if p.number == 1 {
		e.object = e.under
		e.verb = activity.Start
		if t.question {
			e.verb = activity.Ask
		}
		return e
	}
	e.verb = activity.Reply
	e.on = e.under
	on, known := f.numbers[[2]int64{p.topic, cmp.Or(p.on, 1)}]
	if known {
		e.to = f.posts[on].author
		if number := f.posts[on].number; number != 1 {
			e.on = thing{postThing, f.posts[on].id}
		}
	}
	opener := int32(0)
	if first, known := f.numbers[[2]int64{p.topic, 1}]; known {
		opener = f.posts[first].author
	}
	e.accepted = t.accepted == p.number
	if t.question && (e.accepted || e.on == e.under && p.author != opener) {
		e.verb = activity.Answer
	}
	return e
}

// about returns the topics of a topic: its tags and its category.
func (f *forum) about(t *topic) []string {
	if t.category == 0 {
		return t.tags
	}
	name := f.categories[t.category].name
	if !fault.IsTopic(name) {
		name = fmt.Sprintf("category-%d", t.category)
	}
	if slices.Contains(t.tags, name) || len(t.tags) >= maxTopics {
		return t.tags
	}
	return append(slices.Clone(t.tags), name)
}

const (
	topicThing = 1
	postThing  = 2
)

func (f *forum) name(t thing) string {
	switch t.kind {
	case topicThing:
		return "t" + strconv.FormatInt(t.id, 10)
	case postThing:
		return "p" + strconv.FormatInt(t.id, 10)
	}
	return ""
}
