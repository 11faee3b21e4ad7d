package exchange

import (
	"cmp"
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// StackExchange reads a Stack Exchange data dump, as the package comment
// tells: Posts.xml and Comments.xml in the root of dir. Both must be there: a
// history that silently lacks half of what was said would mislead. Users.xml
// and Votes.xml, where they are there, are read only to see that the dump is
// whole: Praxis keeps no profiles, and votes bear neither person nor time.
//
// The stream is in the order of time; at the same time questions come before
// answers before comments, each in the order of their ids. Nothing is yielded
// before all files have been read. A question, answer or comment that occurs
// twice is an error.
func StackExchange(dir fs.FS, o *Options) activity.Stream {
	return stream(opStackExchange, o, func(o Options, emit func(activity.Activity) bool) error {
		return readDump(dir, o, emit)
	})
}

const opStackExchange = "exchange.StackExchange"

func readDump(dir fs.FS, o Options, emit func(activity.Activity) bool) error {
	d := dump{
		posts:    map[int64]post{},
		comments: map[int64]struct{}{},
		tags:     [][]string{nil},
		tagSets:  map[string]int{"": 0},
	}
	if err := eachRow(dir, "Posts.xml", "posts", d.post); err != nil {
		return err
	}
	if err := eachRow(dir, "Comments.xml", "comments", d.comment); err != nil {
		return err
	}
	for _, file := range [][2]string{{"Users.xml", "users"}, {"Votes.xml", "votes"}} {
		err := eachRow(dir, file[0], file[1], func(*dumpRow) {})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if o.Skipped != nil {
		*o.Skipped = d.skipped
	}
	slices.SortFunc(d.events, event.compare)
	for _, e := range d.events {
		if !emit(d.activity(o.Source, e)) {
			return nil
		}
	}
	return nil
}

// dump is what is kept of a dump while it is read.
type dump struct {
	posts    map[int64]post // questions and answers, by id
	comments map[int64]struct{}
	events   []event
	tags     [][]string     // the sets of tags that occur; the first is empty
	tagSets  map[string]int // their places, by spelling
	skipped  Skipped
}

// post is what those who reply to a post need to know of it.
type post struct {
	author   int64 // 0 if deleted
	question int64 // of an answer; 0 for a question
	accepted int64 // the answer that a question's asker accepted
	tags     int   // of a question
}

// event is what becomes an activity.
type event struct {
	at     int64 // microseconds since 1970
	kind   kind
	id     int64
	author int64
	on     int64 // the post replied to; 0 for a question
}

// kind is a kind of event, in the order of those of the same time.
type kind uint8

const (
	question kind = iota
	answer
	comment
)

func (e event) compare(other event) int {
	return cmp.Or(cmp.Compare(e.at, other.at), cmp.Compare(e.kind, other.kind), cmp.Compare(e.id, other.id))
}

// post takes in a row of Posts.xml.
func (d *dump) post(r *dumpRow) {
	e := event{}
	p := post{}
	switch r.id("PostTypeId") {
	case 1:
		e.kind = question
		p.tags = d.tagSet(r)
		p.accepted = r.integer("AcceptedAnswerId")
	case 2:
		e.kind = answer
		e.on = r.id("ParentId")
		p.question = e.on
	default:
		d.skipped.Other++
		return
	}
	e.id = r.id("Id")
	e.at = r.moment("CreationDate").UnixMicro()
	e.author = r.integer("OwnerUserId")
	p.author = e.author
	if _, twice := d.posts[e.id]; twice {
		r.fail("repeats the post %d", e.id)
	}
	d.posts[e.id] = p
	d.add(e)
}

// comment takes in a row of Comments.xml; all posts are known by then.
func (d *dump) comment(r *dumpRow) {
	e := event{
		kind:   comment,
		id:     r.id("Id"),
		on:     r.id("PostId"),
		at:     r.moment("CreationDate").UnixMicro(),
		author: r.integer("UserId"),
	}
	if _, twice := d.comments[e.id]; twice {
		r.fail("repeats the comment %d", e.id)
	}
	d.comments[e.id] = struct{}{}
	if _, known := d.posts[e.on]; !known {
		d.skipped.Other++
		return
	}
	d.add(e)
}

func (d *dump) add(e event) {
	if e.author == 0 {
		d.skipped.Deleted++
		return
	}
	d.events = append(d.events, e)
}

// tagSet returns the place of a question's tags. Few sets of tags occur, and
// most of them often.
func (d *dump) tagSet(r *dumpRow) int {
	s := r.text("Tags")
	if i, known := d.tagSets[s]; known {
		return i
	}
	tags, err := splitTags(s)
	if err == nil {
		err = checkTopics(tags)
	}
	if err != nil {
		r.fail("has bad Tags: they %v", err)
		return 0
	}
	d.tags = append(d.tags, tags)
	d.tagSets[s] = len(d.tags) - 1
	return len(d.tags) - 1
}

// activity returns the record of an event. An id that is not in the dump
// finds the zero post: nobody's, without tags.
func (d *dump) activity(source string, e event) activity.Activity {
	a := activity.Activity{
		Actor: user(e.author),
		At:    time.UnixMicro(e.at).UTC(),
	}
	names := activity.Imported{Source: source, Object: name('p', e.id)}
	on, thread := d.posts[e.on], e.id
	switch e.kind {
	case question:
		a.Verb = activity.Ask
	case answer:
		a.Verb = activity.Answer
		thread = e.on
		names.Accepted = on.accepted == e.id
	case comment:
		a.Verb = activity.Comment
		names.Object = name('c', e.id)
		thread = cmp.Or(on.question, e.on)
	}
	if e.on != 0 {
		names.InReplyTo = name('p', e.on)
		a.To = user(on.author)
	}
	names.Thread = name('p', thread)
	a.Topics = slices.Clone(d.tags[d.posts[thread].tags])
	return imported(a, names, 0)
}

// user returns the person with the id of a dump; 0 is nobody.
func user(id int64) activity.Person {
	if id == 0 {
		return ""
	}
	return activity.Person(name('u', id))
}

func name(kind byte, id int64) string {
	return string(strconv.AppendInt([]byte{kind}, id, 10))
}
