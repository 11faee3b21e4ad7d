package exchange

import (
	"bytes"
	"cmp"
	"encoding/json"

	"github.com/praxis-cop/praxis/fault"
)

// topicPage is a file of a forum that is being read.
type topicPage struct {
	*document
	forum *forum

	id                 int64
	isTopic            bool
	category, accepted int64
	tags               []string
	private, deleted   bool
	posts              []pagePost
}

// pagePost is a post of which it is not known yet whether its topic is one for
// all to see.
type pagePost struct {
	forumPost
	why   *int // which count of those left out it belongs to; nil if it is not
	likes int
}

// discoursePost is a post as Discourse writes it, without its text.
type discoursePost struct {
	ID       int64           `json:"id"`
	Topic    int64           `json:"topic_id"`
	Number   int64           `json:"post_number"`
	Kind     int             `json:"post_type"` // 1 a post, 2 a moderator's, 3 a small action, 4 a whisper
	At       string          `json:"created_at"`
	User     *int64          `json:"user_id"`
	Username string          `json:"username"`
	On       int64           `json:"reply_to_post_number"`
	Hidden   bool            `json:"hidden"`
	Deleted  json.RawMessage `json:"deleted_at"`
	Withdrew bool            `json:"user_deleted"`
	Accepted bool            `json:"accepted_answer"`
	Actions  []struct {
		Kind  int `json:"id"` // 2 is a like
		Count int `json:"count"`
	} `json:"actions_summary"`
}

// discourseCategory is a category as Discourse writes it.
type discourseCategory struct {
	ID     int64  `json:"id"`
	Name   string `json:"name"`
	Slug   string `json:"slug"`
	Custom struct {
		Solved any `json:"enable_accepted_answers"`
	} `json:"custom_fields"`
	Below []discourseCategory `json:"subcategory_list"`
}

func (p *topicPage) read() error {
	if p.first != '{' {
		p.forum.skipped.Other++
		return p.skip()
	}
	used := false
	categories := func(key string) error {
		if key != "categories" {
			return p.skip()
		}
		used = true
		return p.elements(p.readCategory)
	}
	err := p.members(func(key string) error {
		switch key {
		case "post_stream":
			p.isTopic = true
			return p.members(p.postStream)
		case "category_list":
			return p.members(categories)
		case "categories":
			return categories(key)
		}
		return p.about(key)
	})
	switch {
	case err != nil:
		return err
	case p.isTopic:
		return p.take()
	case !used:
		p.forum.skipped.Other++
	}
	return nil
}

// about reads what a topic says of itself.
func (p *topicPage) about(key string) error {
	var raw json.RawMessage
	switch key {
	case "id":
		return p.value(&p.id)
	case "category_id":
		var id *int64
		err := p.value(&id)
		if id != nil {
			p.category = *id
		}
		return err
	case "archetype":
		var archetype any
		err := p.value(&archetype)
		p.private = archetype == "private_message"
		return err
	case "deleted_at":
		err := p.value(&raw)
		p.deleted = given(raw)
		return err
	case "tags":
		if err := p.value(&raw); err != nil || !given(raw) {
			return err
		}
		return p.readTags(raw)
	case "accepted_answer":
		if err := p.value(&raw); err != nil {
			return err
		}
		var answer struct {
			Number int64 `json:"post_number"`
		}
		_ = json.Unmarshal(raw, &answer) // it may be true or false as well
		p.accepted = answer.Number
		return nil
	}
	return p.skip()
}

// given reports whether a value is there.
func given(raw json.RawMessage) bool { return len(raw) > 0 && !bytes.Equal(raw, []byte("null")) }

// readTags reads tags, which older versions write as words and newer ones as
// objects.
func (p *topicPage) readTags(raw json.RawMessage) error {
	p.tags = nil
	if json.Unmarshal(raw, &p.tags) != nil {
		var named []struct {
			Name string `json:"name"`
		}
		if err := json.Unmarshal(raw, &named); err != nil {
			return p.fail("tags must be words")
		}
		p.tags = make([]string, len(named))
		for i, t := range named {
			p.tags[i] = t.Name
		}
	}
	if err := checkTopics(p.tags); err != nil {
		return p.fail("tags %w", err)
	}
	return nil
}

func (p *topicPage) postStream(key string) error {
	if key != "posts" {
		return p.skip()
	}
	return p.elements(func() error {
		var post discoursePost
		if err := p.value(&post); err != nil {
			return err
		}
		return p.keep(&post)
	})
}

// keep keeps what is needed of a post until the end of the page, which may tell
// only then whose topic it is and whether it is private.
func (p *topicPage) keep(post *discoursePost) error {
	at, ok := parseMoment(post.At)
	switch {
	case post.ID <= 0:
		return p.fail("a post has no positive id, but %d", post.ID)
	case post.Number <= 0:
		return p.fail("the post %d has no positive post_number, but %d", post.ID, post.Number)
	case !ok:
		return p.fail("the post %d has no time as created_at, but %.40q", post.ID, post.At)
	}
	author, why := p.author(post)
	if why == nil && !fault.IsPerson(author) {
		return p.fail("the post %d has a bad username: it must be at most 255 bytes without control characters", post.ID)
	}
	kept := pagePost{why: why, forumPost: forumPost{
		at: at.UnixMicro(), id: post.ID, topic: post.Topic, number: post.Number, on: post.On,
		accepted: post.Accepted, left: why != nil,
	}}
	if why == nil {
		kept.author = p.forum.ledger.word(author)
	}
	for _, action := range post.Actions {
		if like := 2; action.Kind == like && action.Count > 0 {
			kept.likes += action.Count
		}
	}
	p.posts = append(p.posts, kept)
	return nil
}

// author returns who wrote a post, or why it is left out.
func (p *topicPage) author(post *discoursePost) (author string, why *int) {
	const (
		smallAction = 3
		whisper     = 4
	)
	o, skipped := &p.forum.options, &p.forum.skipped
	switch {
	case post.Kind == smallAction:
		return "", &skipped.Other
	case post.Kind == whisper && !o.Private:
		return "", &skipped.Private
	case given(post.Deleted) || post.Withdrew:
		return "", &skipped.Deleted
	case post.Hidden:
		return "", &skipped.Hidden
	case post.User == nil && post.Username == "":
		return "", &skipped.Deleted
	case post.User == nil:
		return post.Username, nil
	case *post.User > 0:
		return name('u', *post.User), nil
	case o.Bots:
		return botPrefix + name('u', *post.User), nil
	}
	return "", &skipped.Bots
}

// take adds the page to the forum.
func (p *topicPage) take() error {
	f := p.forum
	f.pages++
	if p.private && !f.options.Private {
		f.skipped.Private++
		return nil
	}
	for _, post := range p.posts {
		post.topic = cmp.Or(p.id, post.topic)
		if post.topic <= 0 {
			return p.fail("the post %d has no topic: the page has no positive id", post.id)
		}
		f.topic(p, post.topic)
		number := [2]int64{post.topic, post.number}
		if _, twice := f.numbers[number]; twice || f.seen[post.id] {
			continue
		}
		if p.deleted && post.why == nil {
			post.why, post.left, post.author = &f.skipped.Deleted, true, 0
		}
		if post.why != nil {
			*post.why++
		}
		f.skipped.Reactions += post.likes
		f.seen[post.id] = true
		f.numbers[number] = len(f.posts)
		f.posts = append(f.posts, post.forumPost)
	}
	return nil
}

// topic adds what the page says of a topic to what other pages have said.
func (f *forum) topic(p *topicPage, id int64) {
	t := f.topics[id]
	if t == nil {
		t = new(topic)
		f.topics[id] = t
	}
	t.category = cmp.Or(t.category, p.category)
	t.accepted = cmp.Or(t.accepted, p.accepted)
	if t.tags == nil {
		t.tags = p.tags
	}
}

// category reads a category and those below it.
func (p *topicPage) readCategory() error {
	var c discourseCategory
	if err := p.value(&c); err != nil {
		return err
	}
	p.forum.addCategory(c)
	return nil
}

func (f *forum) addCategory(c discourseCategory) {
	f.categories[c.ID] = category{name: cmp.Or(c.Slug, c.Name), questions: c.Custom.Solved == true || c.Custom.Solved == "true"}
	for _, below := range c.Below {
		f.addCategory(below)
	}
}
